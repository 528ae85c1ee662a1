"""JM806."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from journeymap.diagnostics import Fault, Severity
from journeymap.lint.rule import Bad, Good, Rule, RuleOptions
from journeymap.lint.rules.measured.example import measurement
from journeymap.model import durations
from journeymap.model.values import Duration  # noqa: TC001  # a field's type
from journeymap.workspace.measured import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.workspace.loader import Workspace

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
            events: {{source: web, event: {event}}}
"""
_NUMBERS = '"totals": {"cases": 4210, "customers": 4210, "events": 6024, "completed": 4210}'
_DIGEST = "sha256:50e904e12764fd62fc796a569ddf2521ee8786ae1b3748cc46b9c4b9d6cd6e0c"


class StaleMeasurement(Rule):
    """The numbers of a journey are of an older map, or of long ago.

    Whoever reads them takes them for the numbers of this map, today. What counts as another map are steps and their
    order, ways, bindings, segments, how metrics are reckoned, sources, and how data is read; words, emotions, shares
    and targets can change without any number being wrong.
    """

    class Options(RuleOptions):
        """From when numbers are old."""

        after: Duration = Field(default="3mo", description="Numbers older than this are stale, such as 6w or 1y.")

    options: Options
    fault = Fault("JM806", "stale-measurement", Severity.INFO)
    since = "0.1"
    mend = "Run `journeymap measure` anew."
    bad = (Bad(_MAP.format(event="room_opened"), line=5, others=measurement("book", _NUMBERS, _DIGEST)),)
    good = (Good(_MAP.format(event="room_view"), others=measurement("book", _NUMBERS, _DIGEST)),)

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """One finding a journey, with all that makes its measurement stale."""
        measurements = workspace.catalogue.measurements
        for journey in workspace.survey.living if measurements else ():
            measured = measurements.get(journey.value.id)
            if measured is None:
                continue
            told = []
            if measured.map_digest != digest_of(workspace.catalogue, journey.value):
                told.append(
                    f"the map has changed in what its numbers hang on since it was measured on {measured.measured}"
                )
            day = measured.as_of or measured.measured
            if durations.after(day, self.options.after) < workspace.today:
                told.append(f"its numbers end on {day}, more than {durations.words(self.options.after)} ago")
            if told:
                message = f"the measurement of `{journey.value.id}` is stale: {'; '.join(told)}"
                yield self.found(journey.path, journey.pointer, message)
