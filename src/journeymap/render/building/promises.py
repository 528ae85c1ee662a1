"""Hand-offs of all journeys one by one, as values: what is promised, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from journeymap.health.handoffs import handoffs
from journeymap.lint.rules.teams.silent_handoff import SilentHandoff
from journeymap.model import durations
from journeymap.render.building.workspace_names import WithNames
from journeymap.render.details.handoffs import FaultView, PromiseView, SilentView, Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.health.values import HandoffHealth
    from journeymap.model.transition import Handoff
    from journeymap.render.view_parts import TeamView
    from journeymap.workspace.survey import JourneyPlace, TouchpointPlace

_BAD = frozenset({"unknown-team", "not-taken-up", "late"})


@dataclass(frozen=True)
class Promises(WithNames):
    """The hand-offs of the journeys that are not retired."""

    @cached_property
    def all(self) -> tuple[PromiseView, ...]:
        """Every hand-off from one team to another, in the order of the journeys."""
        return tuple(item for journey in self._journeys() for item in self._of(journey))

    @cached_property
    def silent(self) -> tuple[SilentView, ...]:
        """The changes of owner, across functions or organisations, without a hand-off (the notion of JM503)."""
        rule, survey = SilentHandoff(), self.names.known.survey
        return tuple(
            SilentView(
                self._spot(place), self._spot(end), self._team(place.owner), self._team(end.owner), journey.is_future
            )
            for journey in self._journeys()
            for place, found in rule.silent_handoffs(journey, survey)
            for end in {target.value.id: target for _, target in found}.values()
        )

    def _journeys(self) -> Iterator[JourneyPlace]:
        return (journey for journey in self.names.known.survey.living if journey.value.stages)

    def _of(self, journey: JourneyPlace) -> Iterator[PromiseView]:
        judged = handoffs(journey, self.names.known)
        written = ((place, item) for place in journey.touchpoints for item in _written(place) if item.to != place.owner)
        for n, ((place, item), health) in enumerate(zip(written, judged, strict=True), 1):
            yield self._promise(place, item, health, n)

    def _promise(self, place: TouchpointPlace, item: Handoff, health: HandoffHealth, n: int) -> PromiseView:
        words, journey = self.gathered.words, place.journey
        giver, taker = self._team(place.owner), self._team(item.to)
        back = journey.by_id.get(item.recycle_to or "")
        sla = words.duration(item.sla)
        return PromiseView(
            id=f"{journey.value.id}.{n}",
            at=self._spot(place),
            targets=tuple(self._spot(journey.by_id[target]) for target in health.targets),
            giver=giver,
            taker=taker,
            sla=sla,
            sla_seconds=durations.seconds(item.sla) if item.sla else None,
            waited=tuple(map(words.duration, health.waited)),
            criteria=item.criteria,
            on_reject=item.on_reject or "",
            recycle=self._spot(back) if back else None,
            faults=tuple(self._faults(item, health)),
            sentence=self._sentence(place, giver, taker, sla),
            future=journey.is_future,
        )

    def _sentence(self, place: TouchpointPlace, giver: TeamView | None, taker: TeamView | None, sla: str) -> str:
        words = self.gathered.words
        known = {
            "place": place.label,
            "giver": giver.name if giver else words("handoffs.nobody"),
            "taker": taker.name if taker else words("handoffs.unnamed"),
        }
        return words("handoffs.says.within", sla=sla, **known) if sla else words("handoffs.says.untimed", **known)

    def _faults(self, item: Handoff, health: HandoffHealth) -> Iterator[FaultView]:
        words = self.gathered.words
        found = [str(key) for key in health.faults] + ([] if item.criteria else ["no-criteria"])
        waited = words("handoffs.sum").join(map(words.duration, health.waited))
        for key in found:
            text = words(f"handoffs.fault.{key}", waited=waited) if key == "late" else words(f"handoffs.fault.{key}")
            yield FaultView(key, text, key in _BAD)

    def _team(self, name: str | None) -> TeamView | None:
        return self.names.context.team(name)

    def _spot(self, place: TouchpointPlace) -> Spot:
        journey = place.journey.value
        page = f"journeys/{journey.id}"
        anchor = f"touchpoint-{place.value.id}"
        return Spot(journey.id, journey.name, place.value.id, place.number, place.label, page, anchor)


def _written(place: TouchpointPlace) -> Iterator[Handoff]:
    """The hand-offs of a touchpoint, in the order in which health judges them."""
    if place.value.handoff is not None:
        yield place.value.handoff
    yield from (way.handoff for way in place.value.next or () if way.handoff is not None)
