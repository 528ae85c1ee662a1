"""JM801."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Fault, Severity
from journeymap.lint.rule import Bad, Good, Rule
from journeymap.lint.rules.measured.example import measurement
from journeymap.lint.rules.measured.held import MeasuredOptions, held, told_cases
from journeymap.lint.wording import counted
from journeymap.source.wording import shown
from journeymap.workspace.measured import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.model.measurement import Measurement
    from journeymap.workspace.loader import Workspace
    from journeymap.workspace.survey import JourneyPlace, TouchpointPlace

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
          - id: calendar
            name: Looks for free nights
            events: {{source: web, event: calendar_view}}
          - id: room
            name: Looks at a room
            events: {{source: web, event: {event}}}
"""
_NUMBERS = """
"totals": {{"cases": 4210, "customers": 4210, "events": {events}, "completed": {room}}},
"touchpoints": [
 {{"id": "calendar", "events": 6120, "cases": 4210, "customers": 4210}},
 {{"id": "room", "events": {room}, "cases": {room}, "customers": {room}}}
]
"""


class UnobservedTouchpoint(Rule):
    """A touchpoint is bound to events, and none of them was seen.

    Either the name of the event is wrong, or it is no longer sent, or nobody takes the step that the map shows: each of
    these makes every number after it wrong. It is said where the journey itself was seen often enough, and where the
    rows of its sources were read and not one of its events was in them.

    Nothing is said where the bindings or steps have changed since it was measured, because the correction may be among
    the changes, nor of a touchpoint whose numbers are left out for being those of too few customers.
    """

    class Options(MeasuredOptions):
        """From how many cases on something is missing."""

    options: Options
    fault = Fault("JM801", "unobserved-touchpoint", Severity.WARNING)
    since = "0.1"
    mend = "Correct the event's name or its conditions, see to it that it is sent, or take the step out of the map."
    bad = (
        Bad(
            _MAP.format(event="room_veiw"),
            line=16,
            others=measurement(
                "book",
                _NUMBERS.format(events=6120, room=0),
                "sha256:be7bf79be466f9b011953abb92e6ce5fad3652232f6d826d83309435a616f33e",
            ),
        ),
    )
    good = (
        Good(
            _MAP.format(event="room_view"),
            others=measurement(
                "book",
                _NUMBERS.format(events=9034, room=1804),
                "sha256:a4aec49626f702b0eeceef19db6e27d21aad08284b29d52805da86383c453140",
            ),
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """Every bound touchpoint without an event; one finding a journey where none of them has any."""
        for journey, measured in held(workspace):
            if measured.map_digest != digest_of(workspace.catalogue, journey.value):
                continue
            unseen = [place for place in journey.touchpoints if _is_unseen(place, measured)]
            if measured.totals is not None and measured.totals.cases >= self.options.n:
                for place in unseen:
                    names = ", ".join(dict.fromkeys(shown(binding.event) for binding in place.value.events))
                    message = f"`{place.value.id}` is bound to {names}, and none was seen"
                    message += f" of {told_cases(measured.totals.cases, measured.asked.cases)} on the journey"
                    yield self.found(place.path, place.pointer / "events", message)
            elif measured.totals is not None and measured.totals.cases == 0:
                yield from self._nothing(journey, measured, unseen)

    def _nothing(
        self, journey: JourneyPlace, measured: Measurement, unseen: list[TouchpointPlace]
    ) -> Iterator[Diagnostic]:
        read = sum(source.used for source in measured.sources if source.kind == "events")
        if unseen and read >= self.options.n:
            message = f"none of the events that {counted(len(unseen), 'touchpoint')} of `{journey.value.id}` "
            message += f"{'is' if len(unseen) == 1 else 'are'} bound to is among {read:,} events that were read"
            yield self.found(journey.path, journey.pointer, message)


def _is_unseen(place: TouchpointPlace, measured: Measurement) -> bool:
    found = measured.touchpoint.get(place.value.id)
    return bool(place.value.events) and found is not None and found.events == 0
