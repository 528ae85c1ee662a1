"""A journey held against its measurement: what was seen of stages, touchpoints and ways, and what the map lacks.

Nothing is reckoned here that the measurement does not say; where it leaves a number out, so does the view.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from journeymap.render.building.measured_told import cases_told, span_told, when_told
from journeymap.render.building.measured_ways import MeasuredWays
from journeymap.render.view_measured import GhostView, MeasuredView, UseView
from journeymap.workspace.measured import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.model.measurement import Measurement, StageMeasured, TouchpointMeasured
    from journeymap.render.building.context import Context
    from journeymap.render.view import CardView, StageView
    from journeymap.render.view_measured import FeltMark, FeltSpot, SpanView
    from journeymap.render.view_ways import EdgeView

PAGE = "measured"
"""The page of a report that holds maps against data."""
MANY = 0.3
"""From this share of those who were there on, many leave."""
CERTAIN = 30
"""On fewer cases than this no share is called many."""
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
    def ways(self) -> MeasuredWays:
        """The ways, as they were taken."""
        return MeasuredWays(self.context, self.measurement, self.cards)

    @cached_property
    def worst(self) -> str:
        """The touchpoint at which most cases are lost; empty where none is known."""
        lost = [item for item in self.measurement.touchpoints if item.id in self.cards and not self._is_goal(item.id)]
        found = max(lost, key=lambda item: item.exits or 0, default=None)
        return found.id if found is not None and found.exits else ""

    def stage(self, stage: StageView) -> StageView:
        """A stage with what was measured of it."""
        cards = tuple(self._card(card) for card in stage.cards)
        found = next((item for item in self.measurement.stages if item.id == stage.id), None)
        return replace(stage, cards=cards, measured=self._of_stage(stage, found) if found else None)

    def _card(self, card: CardView) -> CardView:
        found = self.measurement.touchpoint.get(card.id)
        ways = self.ways.taken(card.ways)
        return replace(card, ways=ways, measured=self._of_card(card, found) if found else None)

    def _of_card(self, card: CardView, item: TouchpointMeasured) -> UseView:
        say, is_goal = self.context.words, self._is_goal(card.id)
        took = self._took(card.id)
        following = self._following(card)
        sure = item.cases is not None and item.cases >= CERTAIN
        return UseView(
            id=card.id,
            number=card.number,
            name=card.name,
            cases=item.cases,
            cases_text=self.cases(item.cases),
            reach=item.reach,
            reach_text=self._share("measured.reach", item.reach),
            exits=None if item.cases is None else item.exits,
            drop_off=item.drop_off,
            drop_text=self._share("measured.completes" if is_goal else "measured.leave", item.drop_off),
            to_next=item.to_next,
            next_text=self._share("measured.next", item.to_next, n=following) if following else "",
            to_goal=item.to_goal,
            goal_text="" if is_goal else self._share("measured.to_goal", item.to_goal),
            returns=item.returns,
            returns_text=say.count("measured.returns", item.returns) if item.returns else "",
            took=took,
            took_text=say("measured.took", time=took.text) if took else "",
            channels=tuple(
                say("measured.channel", name=one.channel or say("measured.unnamed"), share=say.percent(one.share))
                for one in item.channels
            ),
            is_goal=is_goal,
            worst=card.id == self.worst,
            bad=not is_goal and sure and (item.drop_off or 0) >= MANY,
        )

    def _of_stage(self, stage: StageView, item: StageMeasured) -> UseView:
        is_goal = any(self._is_goal(card.id) for card in stage.cards)
        return UseView(
            id=stage.id,
            number=None,
            name=stage.name,
            cases=item.cases,
            cases_text=self.cases(item.cases),
            reach=item.reach,
            reach_text=self._share("measured.reach", item.reach),
            exits=item.exits,
            drop_off=item.drop_off,
            drop_text=self._share("measured.end_in" if is_goal else "measured.leave_in", item.drop_off),
            to_next=None,
            next_text="",
            to_goal=None,
            goal_text="",
            returns=None,
            returns_text="",
            took=None,
            took_text="",
            channels=(),
            is_goal=is_goal,
            worst=False,
            bad=False,
        )

    def cases(self, number: int | None) -> str:
        """So many customers or sessions, in words."""
        return cases_told(self.context.words, self.measurement.asked.cases, number)

    def _share(self, key: str, share: float | None, **values: object) -> str:
        say = self.context.words
        return "" if share is None else say(key, share=say.percent(share), **values)

    def _is_goal(self, name: str) -> bool:
        """Whether the journey is completed here: the goal, or without one where no way leads on."""
        goal = self.measurement.asked.goal
        if goal is not None:
            return name == goal
        return not any(way.target for way in self.cards[name].ways)

    def _following(self, card: CardView) -> int:
        """The number of the next touchpoint in order that data can see; 0 for none."""
        return next((one.number for one in self.cards.values() if one.number > card.number and self._seen(one)), 0)

    def _seen(self, card: CardView) -> bool:
        return card.id in self.measurement.touchpoint

    def _took(self, name: str) -> SpanView | None:
        """The time to what follows most often."""
        ways = (way for way in self.measurement.ways if way.source == name and way.target in self.cards and way.took)
        most = max(ways, key=lambda way: way.times, default=None)
        return span_told(self.context.words, most.took) if most is not None and most.took else None

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
        cases = say("measured.of", cases=self.cases(totals.cases), customers=self._customers()) if totals else ""
        as_of = say("measure.as_of", date=say.date(self.measurement.as_of)) if self.measurement.as_of else ""
        return say("measured.beside").join(text for text in (cases, when_told(say, self.measurement), as_of) if text)

    def _customers(self) -> str:
        totals = self.measurement.totals
        return self.context.words.count("measured.cases.customer", totals.customers if totals else 0)

    def _lead(self) -> Iterator[str]:
        found, say = self.measurement, self.context.words
        totals, goal = found.totals, self.cards.get(found.asked.goal or "")
        if totals is not None and totals.completion is not None and goal is not None:
            numbers = {"n": say.number(totals.completed or 0), "share": say.percent(totals.completion)}
            yield say("measured.lead.goal", **numbers, cases=self.cases(totals.cases), name=goal.name)
        worst = found.touchpoint.get(self.worst)
        if worst is not None and worst.exits and worst.drop_off is not None:
            card = self.cards[worst.id]
            numbers = {"exits": self.cases(worst.exits), "share": say.percent(worst.drop_off)}
            yield say("measured.lead.worst", **numbers, n=card.number, name=card.name)
        explained = found.conformance.explained_share if found.conformance else None
        if explained is not None:
            yield say("measured.lead.explained", share=say.percent(explained))

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
