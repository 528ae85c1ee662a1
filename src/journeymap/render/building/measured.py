"""A journey held against its measurement: what was seen of stages, touchpoints and ways, and what the map lacks.

Nothing is reckoned here that the measurement does not say; where it leaves a number out, so does the view.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from journeymap.model.settings import CaseKind
from journeymap.render.building.measured_told import cases_told, when_told
from journeymap.render.building.measured_uses import Uses
from journeymap.render.building.measured_ways import MeasuredWays
from journeymap.render.view_measured import GhostView, MeasuredView
from journeymap.workspace.measured import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.model.measurement import Conformance, Measurement, Totals
    from journeymap.render.building.context import Context
    from journeymap.render.view import CardView, StageView
    from journeymap.render.view_measured import FeltMark, FeltSpot
    from journeymap.render.view_ways import EdgeView

PAGE = "measured"
"""The page of a report that holds maps against data."""
GHOSTS = 6
"""Events on no touchpoint that are drawn: the most frequent ones; the page of the report lists all."""
BESIDE = 8
"""Ways that the map does not have, likewise."""


def held(context: Context, stages: tuple[StageView, ...]) -> tuple[StageView, ...]:
    """The stages with what was measured of them, of their touchpoints and ways; as they are where nothing was."""
    if context.measurement is None:
        return stages
    reality = Reality(context, context.measurement, stages)
    return tuple(reality.stage(stage) for stage in stages)


def measured_view(
    context: Context, stages: Sequence[StageView], felt: tuple[FeltMark, ...], spots: tuple[FeltSpot, ...]
) -> MeasuredView | None:
    """What was measured of the journey as a whole.

    Args:
        context: The journey.
        stages: Its stages, held against the measurement.
        felt: What customers said of its touchpoints.
        spots: The marks that are drawn for it.
    """
    if context.measurement is None:
        return None
    return Reality(context, context.measurement, tuple(stages)).view(felt, spots)


@dataclass(frozen=True)
class Reality:
    """A journey's stages beside its measurement."""

    context: Context
    measurement: Measurement
    stages: tuple[StageView, ...]

    @cached_property
    def cards(self) -> Mapping[str, CardView]:
        """The touchpoints by id."""
        return {card.id: card for stage in self.stages for card in stage.cards}

    @cached_property
    def uses(self) -> Uses:
        """What was seen of its stages and touchpoints."""
        return Uses(self.context, self.measurement, self.cards)

    @cached_property
    def ways(self) -> MeasuredWays:
        """The ways, as they were taken."""
        return MeasuredWays(self.context, self.measurement, self.cards)

    def stage(self, stage: StageView) -> StageView:
        """A stage with what was measured of it."""
        cards = tuple(
            replace(card, ways=self.ways.taken(card.ways), measured=self.uses.of_card(card, stage))
            for card in stage.cards
        )
        return replace(stage, cards=cards, measured=self.uses.of_stage(stage))

    def cases(self, number: int | None) -> str:
        """So many customers or sessions, in words."""
        return cases_told(self.context.words, self.measurement.asked.cases, number)

    def view(self, felt: tuple[FeltMark, ...], spots: tuple[FeltSpot, ...]) -> MeasuredView:
        """What was measured of the journey as a whole."""
        found, say = self.measurement, self.context.words
        totals = found.totals
        goal = self.cards.get(found.asked.goal or "")
        return MeasuredView(
            measured_on=say.date(found.measured),
            as_of=say.date(found.as_of),
            about=self._about(),
            stale="" if self.is_fresh else say("measured.stale", date=say.date(found.measured)),
            cases=totals.cases if totals else None,
            cases_text=self.cases(totals.cases) if totals else "",
            completed=totals.completed if totals else None,
            completion=totals.completion if totals else None,
            goal=goal.name if goal else "",
            lead=tuple(self._lead()),
            missed=tuple(self._missed()),
            uses=tuple(card.measured for card in self.cards.values() if card.measured),
            felt=felt,
            spots=spots,
            beside=self.ways.beside,
            off=self.ways.off,
            unused=self.ways.unused,
            ghosts=tuple(self._ghosts()),
            remarks=tuple(self._remarks()),
            page=PAGE,
        )

    @cached_property
    def is_fresh(self) -> bool:
        """Whether the map is still the one that was measured."""
        return self.measurement.map_digest == digest_of(self.context.catalogue, self.context.journey)

    def _about(self) -> str:
        """How much, of when, and as of which day."""
        say, totals = self.context.words, self.measurement.totals
        cases = self._people(totals) if totals else ""
        as_of = say("measure.as_of", date=say.date(self.measurement.as_of)) if self.measurement.as_of else ""
        return say("measured.beside").join(text for text in (cases, when_told(say, self.measurement), as_of) if text)

    def _people(self, totals: Totals) -> str:
        """How many cases there were, and of how many customers where these are others."""
        cases = self.cases(totals.cases)
        if self.measurement.asked.cases is CaseKind.CUSTOMER and totals.cases == totals.customers:
            return cases
        customers = self.context.words.count("measured.cases.customer", totals.customers)
        return self.context.words("measured.of", cases=cases, customers=customers)

    def _lead(self) -> Iterator[str]:
        found, say = self.measurement, self.context.words
        totals, goal = found.totals, self.cards.get(found.asked.goal or "")
        if totals is not None and totals.completion is not None and goal is not None:
            numbers = {"n": say.number(totals.completed or 0), "share": say.percent(totals.completion)}
            yield say("measured.lead.goal", **numbers, cases=self.cases(totals.cases), name=goal.name)
        worst = found.touchpoint.get(self.uses.worst)
        if worst is not None and worst.exits and worst.drop_off is not None:
            card = self.cards[worst.id]
            numbers = {"exits": self.cases(worst.exits), "share": say.percent(worst.drop_off)}
            yield say("measured.lead.worst", **numbers, n=card.number, name=card.name)
        if found.conformance is not None and found.conformance.explained_share is not None:
            yield self._explained(found.conformance, found.conformance.explained_share)

    def _explained(self, found: Conformance, share: float) -> str:
        """Of how many every step is in the map; where it is known, of how many the beginning and the end as well."""
        say = self.context.words
        numbers = {"share": say.percent(share), "cases": self.cases(found.cases)}
        if found.complete is None or not found.cases:
            return say("measured.lead.explained", **numbers)
        return say("measured.lead.complete", **numbers, complete=say.percent(found.complete / found.cases))

    def _missed(self) -> Iterator[str]:
        """The measured metrics of everybody that miss their target, as the map has it now."""
        for stage in self.stages:
            for item in stage.all_measures:
                whole = next((one for one in item.measured if not one.who), None)
                if whole is not None and item.state in {"missed", "warning", "between"}:
                    at = next((card.name for card in stage.cards if card.number == item.at), stage.name)
                    values = {"metric": item.name, "at": at, "value": item.value, "target": item.target}
                    yield self.context.words("measured.missed", **values, n=whole.n)

    def _remarks(self) -> Iterator[str]:
        """What a reader should know of the data; the public is told none of it."""
        known = self.context.catalogue.sources
        for item in self.measurement.sources:
            source = known.get(item.id)
            name = (source.name or source.id) if source else item.id
            yield from (self.context.words("measured.line", what=name, text=text) for text in item.remarks)
        yield from self.measurement.remarks

    def _ghosts(self) -> Iterator[GhostView]:
        say = self.context.words
        for item in self.measurement.unmapped[:GHOSTS]:
            after = self.cards.get(item.after or "")
            share = say.percent(item.share)
            values = {"event": item.event, "cases": self.cases(item.cases), "share": share}
            where = say("measured.ghost.after", n=after.number, name=after.name) if after else ""
            yield GhostView(
                event=item.event,
                after=after.id if after else "",
                after_number=after.number if after else None,
                events=item.events,
                cases=item.cases,
                share=item.share,
                share_text=share,
                text=say("measured.ghost", **values) + (say("measured.comma") + where if where else ""),
            )


def edges(stages: Sequence[StageView]) -> tuple[EdgeView, ...]:
    """All ways of the stages."""
    return tuple(edge for stage in stages for card in stage.cards for edge in card.ways)
