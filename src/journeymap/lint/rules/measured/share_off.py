"""JM807."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pydantic import Field

from journeymap.diagnostics import Fault, Severity
from journeymap.lint.rule import Bad, Good, Rule
from journeymap.lint.rules.measured.example import measurement
from journeymap.lint.rules.measured.held import (
    MeasuredOptions,
    apart,
    bound,
    gathered,
    held,
    per_cent,
    told_cases,
    written_share,
)
from journeymap.model.proportion import agrees
from journeymap.model.values import Share  # noqa: TC001  # a field's type
from journeymap.workspace.flow import END

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.model.measurement import Measurement
    from journeymap.workspace.loader import Workspace
    from journeymap.workspace.survey import TouchpointPlace

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
            next:
              - {{to: pay, share: {go_on}}}
              - {{to: end, share: {leave}, outcome: lost to another house}}
          - id: pay
            name: Pays
            events: {{source: web, event: payment}}
"""
_NUMBERS = """
"totals": {"cases": 4210, "customers": 4210, "events": 9034, "completed": 1990},
"ways": [
 {"from": "room", "times": 2220, "cases": 2220, "share": 0.527, "mapped": true, "written": 0.2},
 {"from": "room", "to": "pay", "times": 1990, "cases": 1990, "share": 0.473, "mapped": true, "written": 0.8}
]
"""
_LATER = """
"totals": {"cases": 4210, "customers": 4210, "events": 9034, "completed": 1990},
"touchpoints": [{"id": "room", "events": 4320, "cases": 2600, "customers": 2600}],
"ways": [
 {"from": "room", "times": 2220, "cases": 2220, "share": 0.527, "mapped": true},
 {"from": "room", "to": "pay", "times": 1990, "cases": 1990, "share": 0.473, "mapped": true, "written": 0.8,
  "later": 0.79}
]
"""


class ShareOff(Rule):
    """The share that the map writes on a way is not the one that is observed.

    Shares decide where people look first and what an improvement is worth. One that was guessed in a workshop and is
    far off sends both the wrong way.

    A share is off where it differs from the observed one by more than `bound` and lies outside of its 95 % interval
    (Wilson). Who writes that 72 % of those who search look at a product often means at any time after, not next: a
    share that agrees with the cases that come there later on is not off either. It is said where all ways out of a
    touchpoint can be seen in data and are for everybody; beside others (`also`) or back from a refused hand-off no
    share can be held against the times a touchpoint is left.
    """

    class Options(MeasuredOptions):
        """From when a share is off."""

        bound: Share = Field(default=0.1, description="Shares that differ by more than this are told of.")

    options: Options
    fault = Fault("JM807", "share-off", Severity.INFO)
    since = "0.1"
    mend = "Write the share that is observed, or find out why so many go another way than they should."
    bad = (Bad(_MAP.format(go_on=0.8, leave=0.2), line=15, others=measurement("book", _NUMBERS)),)
    good = (
        Good(_MAP.format(go_on=0.5, leave=0.5), others=measurement("book", _NUMBERS)),
        Good(_MAP.replace(", share: {leave}", "").format(go_on=0.8), others=measurement("book", _LATER)),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """One finding a touchpoint, at the first share that is off."""
        for journey, measured in held(workspace):
            seen, left = bound(journey), measured.times_left
            for place in journey.touchpoints:
                n = left.get(place.value.id, 0)
                if n >= self.options.n and place.value.id in seen and _is_comparable(place, seen):
                    yield from self._touchpoint(place, measured, n)

    def _touchpoint(self, place: TouchpointPlace, measured: Measurement, n: int) -> Iterator[Diagnostic]:
        off, kind, most = [], measured.asked.cases, self.options.bound
        for target, (position, written) in _written(place).items():
            share = _observed(measured, place.value.id, None if target == END else target)
            if share is None or agrees(written, share, n, most):
                continue
            later, cases = _later(measured, place.value.id, target)
            if later is None or not agrees(written, later, cases, most):
                whither = "ended there" if target == END else f"led to `{target}`"
                whither += (
                    "" if later is None else f" ({per_cent(later)} of {told_cases(cases, kind)} came there later on)"
                )
                seen = apart([share, written])[0]
                off.append((position, f"{seen} {whither}, where the map says {written_share(written)}"))
        if off:
            message = f"of {n:,} times that `{place.value.id}` was left, {gathered([told for _, told in off])}"
            yield self.found(place.path, place.pointer / "next" / off[0][0] / "share", message)


def _is_comparable(place: TouchpointPlace, seen: frozenset[str]) -> bool:
    ways = place.journey.flow.ways[place.value.id]
    for_all = all(way.transition is None or not way.transition.for_ for way in ways)
    return for_all and not any(way.beside for way in ways) and all(way.target in {None, *seen} for way in ways)


def _written(place: TouchpointPlace) -> dict[str, tuple[int, float]]:
    """The share that the map writes for each target, several ways there together, and the first of them."""
    found: dict[str, list[tuple[int, float | None]]] = defaultdict(list)
    for position, way in enumerate(place.value.next or ()):
        found[way.to].append((position, way.share))
    return {
        target: (ways[0][0], sum(share or 0.0 for _, share in ways))
        for target, ways in found.items()
        if all(share is not None for _, share in ways)
    }


def _observed(measured: Measurement, source: str, target: str | None) -> float | None:
    """The share of a way; 0 where nobody takes it, None where that is not known."""
    shares = [way.share for way in measured.ways if (way.source, way.target) == (source, target)]
    if shares:
        return None if None in shares else sum(share or 0.0 for share in shares)
    exits = measured.touchpoint[source].exits if source in measured.touchpoint else None
    untaken = any((way.source, way.target) == (source, target) for way in measured.not_taken)
    return 0.0 if untaken or (target is None and exits == 0) else None


def _later(measured: Measurement, source: str, target: str) -> tuple[float | None, int]:
    """The share of the cases at a touchpoint that come to another one at any time after it, and how many were there."""
    cases = measured.touchpoint[source].cases if source in measured.touchpoint else None
    found = next((way.later for way in measured.ways if (way.source, way.target) == (source, target)), None)
    return (found, cases) if cases else (None, 0)
