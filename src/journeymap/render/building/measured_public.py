"""A measurement as a public audience may see it: of what is shown, and nothing from which the rest could be reckoned.

Where a touchpoint of the measured journey is confidential, shares of ways, funnels, paths and sums would tell how many
were there: of the other touchpoints it then says how many came, and no more. Where a persona, channel or stage of the
lifecycle is, no number is split by such. What is only for those who work with the data is never public: sources, names
of events, remarks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.model.measurement import Asked, SourceRead
from journeymap.model.source import SourceKind
from journeymap.workspace.measured import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from journeymap.model.journey import Journey, Stage
    from journeymap.model.measurement import Measurement, Part, TouchpointMeasured, Transactions
    from journeymap.model.touchpoint import Touchpoint
    from journeymap.workspace.catalogue import Catalogue

_NOWHERE = ""
"""Stands for the source of a number, which the public is not told."""


def public_measurements(whole: Catalogue, shown: Catalogue) -> dict[str, Measurement]:
    """The measurements of the journeys that are shown.

    Args:
        whole: The workspace.
        shown: The same without what is confidential.
    """
    found = {}
    for name, measurement in whole.measurements.items():
        journey = shown.journeys.get(name)
        if journey is not None and journey.stages and name in whole.journeys:
            found[name] = _Public(whole, shown, whole.journeys[name], journey).of(measurement)
    return found


class _Public:
    """What of one journey's measurement is public."""

    def __init__(self, whole: Catalogue, shown: Catalogue, journey: Journey, public: Journey) -> None:
        self._whole, self._shown = whole, shown
        self._journey, self._public = journey, public
        self._places = _places(public)
        self._gone = _places(journey) - self._places
        self._secret = {name for name in whole.sources if name not in shown.sources}
        self._untold = _asked(journey) - _asked(public)

    def of(self, found: Measurement) -> Measurement:
        """The measurement without what is not public; its digest is that of the public map, where it is of this one."""
        fresh = found.map_digest == digest_of(self._whole, self._journey)
        goal = found.asked.goal if found.asked.goal in self._places else None
        update: dict[str, object] = {
            "map_digest": digest_of(self._shown, self._public) if fresh else _NOWHERE,
            "asked": found.asked.model_copy(update={"goal": goal, "steps": self._steps(found.asked)}),
            "sources": self._sources(found),
            "unmapped": (),
            "metrics": tuple(
                item.model_copy(update={"source": None})
                for item in found.metrics
                if self._may_name(item.metric, item.at) and self._is_told(found, item.at, item.persona, item.source)
            ),
            "sentiment": tuple(
                item.model_copy(update={"source": _NOWHERE})
                for item in found.sentiment
                if self._is_told(found, item.at, item.persona, item.source)
            ),
            "transactions": tuple(self._paid(item) for item in found.transactions if item.source not in self._secret),
            "parts": self._parts(found),
            "remarks": (),
            **self._compared(found),
        }
        if self._hides_events(found):
            update |= _without_events()
        elif self._hides_places(found):
            update |= self._reach_alone(found)
        elif goal is None and found.asked.goal is not None:
            update |= _reach_of(found, found.touchpoints)
        return found.model_copy(update=update)

    def _steps(self, asked: Asked) -> tuple[str, ...]:
        return asked.steps if set(asked.steps) <= self._places else ()

    def _may_name(self, metric: str, at: str | None) -> bool:
        """Whether a metric is shown, there or for the whole journey everywhere."""
        hidden = {place for name, place in self._untold if name == metric}
        return metric in self._shown.metrics and (not hidden if at is None else at not in hidden)

    def _is_told(self, found: Measurement, at: str | None, persona: str | None, source: str | None) -> bool:
        """Whether a number may be told: of a place that is shown, of a persona where all are, from a source that is."""
        here = at is None or at in self._places
        return here and (persona is None or not self._splits_hidden(found)) and source not in self._secret

    def _splits_hidden(self, found: Measurement) -> bool:
        """Whether something was measured of a persona who is not shown: all less the others would tell it."""
        people = {item.persona for item in found.metrics} | {item.persona for item in found.sentiment}
        return bool(people - self._shown.personas.keys() - {None})

    def _sources(self, found: Measurement) -> tuple[SourceRead, ...]:
        """The days that data are of, and nothing else of where they are from."""
        return tuple(
            SourceRead.model_construct(
                id=_NOWHERE,
                kind=item.kind,
                rows=0,
                used=0,
                dropped=(),
                ties=0,
                remarks=(),
                first=item.first,
                last=item.last,
            )
            for item in found.sources
            if item.id not in self._secret
        )

    def _hides_events(self, found: Measurement) -> bool:
        return any(item.kind == SourceKind.EVENTS and item.id in self._secret for item in found.sources)

    def _hides_places(self, found: Measurement) -> bool:
        """Whether something was measured of a place or way that is not shown."""
        if _ways(self._journey, self._places) != _ways(self._public, self._places):
            return True
        measured = {item.id for item in found.touchpoints} | {item.id for item in found.stages}
        walked = {name for way in found.ways for name in (way.source, way.target)}
        return bool(self._gone & (measured | walked))

    def _reach_alone(self, found: Measurement) -> dict[str, object]:
        return _reach_of(found, tuple(item for item in found.touchpoints if item.id in self._places))

    def _parts(self, found: Measurement) -> tuple[Part, ...]:
        """The parts, without those by something of which not all is shown."""
        hidden = self._hidden_names
        kinds = {part.by for part in found.parts if part.value in hidden}
        return tuple(part for part in found.parts if part.by not in kinds)

    @property
    def _hidden_names(self) -> frozenset[str]:
        pairs: tuple[tuple[Mapping[str, object], Mapping[str, object]], ...] = (
            (self._whole.personas, self._shown.personas),
            (self._whole.channels, self._shown.channels),
            (self._whole.lifecycles, self._shown.lifecycles),
        )
        return frozenset(name for whole, shown in pairs for name in whole if name not in shown)

    def _paid(self, item: Transactions) -> Transactions:
        hidden = self._hidden_names
        stages = {
            stage.id
            for name, lifecycle in self._whole.lifecycles.items()
            for stage in lifecycle.stages
            if name in hidden or stage.id not in {one.id for one in self._shown.lifecycles[name].stages}
        }
        kinds = {group.of for group in item.groups if group.value in hidden | stages}
        groups = tuple(group for group in item.groups if group.of not in kinds)
        return item.model_copy(update={"source": _NOWHERE, "groups": groups})

    def _compared(self, found: Measurement) -> dict[str, object]:
        """What was compared, without what is of hidden places and metrics; nothing where a side is."""
        if found.comparison is None:
            return {}
        sides = {part for side in (found.comparison.before, found.comparison.after) for part in side.split(":")}
        if sides & self._hidden_names or self._hides_places(found) or self._hides_events(found):
            return {"comparison": None}
        told = tuple(
            item.model_copy(update={"what": item.what.partition(" ")[0]})
            for item in found.comparison.differences
            if (item.at is None or item.at in self._places)
            and (item.metric is None or self._may_name(item.metric, item.at))
        )
        return {"comparison": found.comparison.model_copy(update={"differences": told})}


def places_of(journey: Journey) -> Iterator[Stage | Touchpoint]:
    """Each stage of a journey, followed by its touchpoints."""
    for stage in journey.stages:
        yield stage
        yield from stage.touchpoints


def _places(journey: Journey) -> set[str]:
    return {place.id for place in places_of(journey)}


def _asked(journey: Journey) -> set[tuple[str, str]]:
    """The metrics that a journey asks for, each with its place."""
    return {(item.metric, place.id) for place in places_of(journey) for item in place.metrics}


def _ways(journey: Journey, places: set[str]) -> dict[str, list[str]]:
    """Whither ways lead from these touchpoints."""
    touchpoints = (item for stage in journey.stages for item in stage.touchpoints if item.id in places)
    return {item.id: sorted(way.to for way in item.next or ()) for item in touchpoints}


def _without_events() -> dict[str, object]:
    empty: dict[str, object] = dict.fromkeys(
        ("touchpoints", "stages", "funnels", "ways", "not_taken", "paths", "parts"), ()
    )
    return {**empty, "totals": None, "conformance": None}


def _reach_of(found: Measurement, touchpoints: tuple[TouchpointMeasured, ...]) -> dict[str, object]:
    """How many came to each touchpoint, and nothing of where they went: the rest would tell of what is not shown."""
    unknown = dict.fromkeys(("entries", "exits", "drop_off", "to_next", "to_goal", "again", "returns"))
    totals = found.totals.model_copy(update={"completed": None, "completion": None}) if found.totals else None
    return {
        **_without_events(),
        "totals": totals,
        "touchpoints": tuple(item.model_copy(update=unknown) for item in touchpoints),
    }
