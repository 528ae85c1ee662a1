"""JM805."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from journeymap.diagnostics import Fault, Severity
from journeymap.lint.rule import Bad, Good, Rule
from journeymap.lint.rules.experience.lived import has_pains_near
from journeymap.lint.rules.measured.example import measurement
from journeymap.lint.rules.measured.held import MeasuredOptions, held, per_cent, told_cases, written_share
from journeymap.model.values import Share  # noqa: TC001  # a field's type
from journeymap.workspace.ends import Ends
from journeymap.workspace.outcome import Losses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.model.measurement import Measurement, TouchpointMeasured
    from journeymap.workspace.loader import Workspace

_NEAR = 0.1
"""A share on the map that is less than the observed one by no more than this is about right."""
_MAP = """
journeymap: 1
sources:
  - {{id: web, kind: events, uri: data/web.parquet, columns: {{customer: visitor, time: at, event: name}}}}
journeys:
  - id: book
    name: Books a room
    stages:
      - id: choose
        name: Choose
        touchpoints:
          - id: room
            name: Looks at a room
            events: {{source: web, event: room_view}}
            {said}
          - id: pay
            name: Pays
            events: {{source: web, event: payment}}
"""
_NUMBERS = """
"totals": {"cases": 4210, "customers": 4210, "events": 9034, "completed": 1990},
"touchpoints": [
 {"id": "room", "events": 6024, "cases": 4210, "customers": 4210, "exits": 2220, "drop_off": 0.527},
 {"id": "pay", "events": 1990, "cases": 1990, "customers": 1990, "exits": 1990, "drop_off": 1.0}
]
"""


class UnexplainedDropOff(Rule):
    """Many of those who come to a touchpoint end their journey there, and no pain point says why.

    Here customers are lost, and the map does not know the reason: what would keep them is not looked for, because the
    place looks as good as any other.

    Not reported: the touchpoint that completes the journey, those behind it, and ends that are meant to be ends; an end
    with a lost outcome whose share on the map is about what is observed, at most 0.1 less; and an end behind a
    touchpoint that data cannot see. A pain point of the stage, or of the journey inside the touchpoint, is reason
    enough. By session more seem to be lost than are: whoever comes back in another one has not left.
    """

    class Options(MeasuredOptions):
        """From when a drop-off asks for a reason."""

        bound: Share = Field(default=0.3, description="A drop-off above this share of those who were there is large.")
        lost_words: tuple[str, ...] = Field(
            default=(),
            description="Words of an `outcome` that mean a lost customer, beside the known ones; `*` for any letters.",
        )

    options: Options
    fault = Fault("JM805", "unexplained-drop-off", Severity.WARNING)
    since = "0.1"
    mend = "Find out why customers leave, and write it under `pain_points`; or draw the end that it is meant to be."
    bad = (Bad(_MAP.format(said="emotion: 0.5"), line=11, others=measurement("book", _NUMBERS)),)
    good = (
        Good(
            _MAP.format(said="pain_points: [{id: fee, summary: The cleaning fee is only told here}]"),
            others=measurement("book", _NUMBERS),
        ),
        Good(
            _MAP.format(said="next: [{to: pay, share: 0.5}, {to: end, share: 0.5, outcome: lost to another house}]"),
            others=measurement("book", _NUMBERS),
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """Every touchpoint at which many leave for a reason that the map does not tell."""
        losses = Losses(self.options.lost_words)
        for journey, measured in held(workspace):
            ends = Ends(journey.flow, measured, losses)
            for place in journey.touchpoints:
                found = measured.touchpoint.get(place.value.id)
                if found is None or not self._is_large(found) or ends.is_end(place.value.id):
                    continue
                expected = ends.expected(place.value.id)
                beyond = round((found.drop_off or 0.0) - expected, 9)
                if beyond > _NEAR and not has_pains_near(place, workspace.survey):
                    message = _message(place.value.id, found, measured, expected)
                    yield self.found(place.path, place.pointer, message)

    def _is_large(self, found: TouchpointMeasured) -> bool:
        return (found.drop_off or 0.0) > self.options.bound and (found.cases or 0) >= self.options.n


def _message(name: str, found: TouchpointMeasured, measured: Measurement, expected: float) -> str:
    come = told_cases(found.cases or 0, measured.asked.cases)
    known = f" (the map expects {written_share(expected)})" if expected else ""
    left = f"{per_cent(found.drop_off or 0.0)} of {come} that came to `{name}` ended there{known}"
    return f"{left}, and no pain point says why"
