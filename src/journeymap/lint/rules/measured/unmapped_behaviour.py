"""JM802."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from journeymap.diagnostics import Fault, Severity
from journeymap.lint.rule import Bad, Good, Rule
from journeymap.lint.rules.measured.example import measurement
from journeymap.lint.rules.measured.held import (
    MeasuredOptions,
    bound,
    gathered,
    held,
    per_cent,
    told_cases,
)
from journeymap.model.values import Share  # noqa: TC001  # a field's type
from journeymap.source.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from journeymap.diagnostics import Diagnostic
    from journeymap.model.measurement import Measurement, UnmappedEvent, WayMeasured
    from journeymap.workspace.loader import Workspace
    from journeymap.workspace.survey import JourneyPlace

_TOUCHPOINTS = 3
_WAYS_HELP = "Add the way under `next`, with its share; or find out why customers have to take it."
_ALL_WAYS = "Add those that customers are meant to take under `next`; `journeymap measure` lists all."
_MAP = """
journeymap: 1
sources:
  - {id: web, kind: events, uri: data/web.parquet, columns: {customer: visitor, time: at, event: name}}
journeys:
  - id: book
    name: Books a room
    stages:
      - id: choose
        name: Choose
        touchpoints:
          - id: calendar
            name: Looks for free nights
            events: {source: web, event: calendar_view}
          - id: room
            name: Looks at a room
            events: {source: web, event: room_view}
          - id: pay
            name: Pays
            events: {source: web, event: payment}
"""
_WAYS = """
"totals": {"cases": 4210, "customers": 4210, "events": 9034, "completed": 612},
"ways": [
 {"from": "room", "to": "calendar", "times": 702, "cases": 540, "share": 0.26, "mapped": false, "back": true},
 {"from": "room", "to": "pay", "times": 1998, "cases": 1990, "share": 0.74, "mapped": true}
]
"""
_EVENTS = """
"totals": {"cases": 4210, "customers": 4210, "events": 9034, "completed": 612},
"unmapped": [
 {"source": "web", "event": "map_open", "events": 2305, "cases": 1431, "share": 0.34, "after": "room"}
]
"""


class UnmappedBehaviour(Rule):
    """Many customers do what the map does not have: an event on no touchpoint, or a way between two that it lacks.

    What customers do is the journey. A step that a third of them take and the map leaves out has no owner, no emotion
    and nobody who looks at it; and shares, drop-offs and promises are reckoned as if it were not there.

    An event is told of where many of all cases have it; or, as with a fault of the checkout, at least `n` cases that
    are many beside those at the touchpoint that it mostly follows. It counts where it is on no touchpoint of any
    journey now, a way where the map has none now, whatever it had when it was measured. Ends are not told here: that
    customers leave is the matter of `unexplained-drop-off`. All events of a journey are one finding. So are all ways
    out of a touchpoint; and where more than three touchpoints are left by such ways, all ways of the journey, the most
    taken first: then customers wander, and `journeymap measure` shows how.
    """

    class Options(MeasuredOptions):
        """How many are many, and which events do not matter."""

        share: Share = Field(
            default=0.05,
            description="An event is told of that this share of cases has; a way that this share of cases takes, and "
            "that is taken in this share of the times that its touchpoint is left.",
        )
        share_there: Share = Field(
            default=0.03,
            description="An event that few have is told of too, where its cases are this share of those at the "
            "touchpoint that it mostly follows.",
        )
        events: tuple[str, ...] = Field(
            default=(), description="Events that are no step of a customer, such as `page_ping`."
        )

    options: Options
    fault = Fault("JM802", "unmapped-behaviour", Severity.WARNING)
    since = "0.1"
    mend = "Bind the event to a touchpoint, or add one; an event that is no step belongs in the option `events`."
    bad = (
        Bad(_MAP, line=5, others=measurement("book", _EVENTS)),
        Bad(_MAP, line=14, others=measurement("book", _WAYS)),
    )
    good = (
        Good(
            _MAP.replace(
                "            events: {source: web, event: room_view}\n",
                "            events: [{source: web, event: room_view}, {source: web, event: map_open}]\n",
            ),
            others=measurement("book", _EVENTS),
        ),
        Good(
            _MAP.replace(
                "            events: {source: web, event: room_view}\n",
                "            events: {source: web, event: room_view}\n"
                "            next: [{to: pay}, {to: calendar, when: Another night}]\n",
            ),
            others=measurement("book", _WAYS),
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """One finding for the events of a journey, and one for the ways out of a touchpoint."""
        touchpoints = [place.value for place in workspace.survey.touchpoints]
        known = {(binding.source, binding.event) for item in touchpoints for binding in item.events}
        for journey, measured in held(workspace):
            yield from self._events(journey, measured, known)
            yield from self._ways(journey, measured)

    def _events(
        self, journey: JourneyPlace, measured: Measurement, known: set[tuple[str, str]]
    ) -> Iterator[Diagnostic]:
        cases = measured.totals.cases if measured.totals else 0
        many = [
            item
            for item in measured.unmapped
            if (item.share >= self.options.share or self._many_there(item, measured))
            and item.event not in self.options.events
            and (item.source, item.event) not in known
        ]
        if many and cases >= self.options.n:
            what = "an event that is" if len(many) == 1 else f"{len(many)} events that are"
            message = f"{what} on no touchpoint, of {told_cases(cases, measured.asked.cases)} on "
            message += f"`{journey.value.id}`: {gathered([self._told(item, measured) for item in many])}"
            yield self.found(journey.path, journey.pointer, message)

    def _many_there(self, item: UnmappedEvent, measured: Measurement) -> bool:
        """Whether many have an event, of those at the touchpoint that it mostly follows."""
        there = _cases_there(item, measured)
        return item.cases >= self.options.n and item.cases >= self.options.share_there * there > 0

    def _told(self, item: UnmappedEvent, measured: Measurement) -> str:
        after = f", mostly after `{item.after}`" if item.after else ""
        if item.share < self.options.share:
            after += f", which {_cases_there(item, measured):,} come to"
            return f"{shown(item.event)} of `{item.source}` ({item.cases:,}{after})"
        return f"{shown(item.event)} of `{item.source}` ({per_cent(item.share)}{after})"

    def _ways(self, journey: JourneyPlace, measured: Measurement) -> Iterator[Diagnostic]:
        left = measured.times_left
        lacking = self._lacking(journey, measured, left)
        if len(lacking) > _TOUCHPOINTS:
            every = [way for ways in lacking.values() for way in ways]
            every.sort(key=lambda way: (-way.times, way.source, way.target or ""))
            told = [f"from `{way.source}` to `{way.target}` ({per_cent(way.share or 0.0)})" for way in every]
            message = f"{len(every)} ways that many take are not in the map of `{journey.value.id}`: {gathered(told)}"
            yield self.found(journey.path, journey.pointer, message, help_line=_ALL_WAYS)
            return
        for name, ways in lacking.items():
            place = journey.by_id[name]
            led = gathered([f"`{way.target}` ({per_cent(way.share or 0.0)})" for way in ways])
            message = f"of {left[name]:,} times that `{name}` was left, many led to {led}, and the map has no such "
            message += "way" if len(ways) == 1 else "ways"
            yield self.found(place.path, place.pointer, message, help_line=_WAYS_HELP)

    def _lacking(
        self, journey: JourneyPlace, measured: Measurement, left: Mapping[str, int]
    ) -> dict[str, list[WayMeasured]]:
        """The ways that many take and the map does not have, by the touchpoint that is left, in its order."""
        seen, share = bound(journey), self.options.share
        least = share * (measured.totals.cases if measured.totals else 0)
        found: dict[str, list[WayMeasured]] = {place.value.id: [] for place in journey.touchpoints}
        for way in measured.ways:
            there = way.source in seen and way.target in seen and way.source != way.target
            many = (way.share or 0.0) >= share and way.cases >= least and left.get(way.source, 0) >= self.options.n
            if there and many and all(way.target != other.target for other in journey.flow.seen_from(way.source, seen)):
                found[way.source].append(way)
        return {name: ways for name, ways in found.items() if ways}


def _cases_there(item: UnmappedEvent, measured: Measurement) -> int:
    """The cases at the touchpoint that an event mostly follows; 0 where that is not known."""
    there = measured.touchpoint.get(item.after or "")
    return (there.cases or 0) if there else 0
