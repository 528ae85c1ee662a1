"""What was seen of touchpoints and stages: how many come, how many go no further, and whether these are lost."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from journeymap.render.building.measured_public import places_of
from journeymap.render.building.measured_told import cases_told, span_told
from journeymap.render.building.measured_ways import NEAR
from journeymap.render.view_measured import UseView
from journeymap.workspace.ends import Ends
from journeymap.workspace.flow import Flow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.model.measurement import Measurement, StageMeasured, TouchpointMeasured
    from journeymap.render.building.context import Context
    from journeymap.render.view import CardView, StageView
    from journeymap.render.view_measured import SpanView

MANY = 0.3
"""From this share of those who were there on, many leave."""
CERTAIN = 30
"""On fewer cases than this no share is called many."""


@dataclass(frozen=True)
class Uses:
    """A journey's touchpoints beside what was seen of them."""

    context: Context
    measurement: Measurement
    cards: Mapping[str, CardView]

    @cached_property
    def ends(self) -> Ends:
        """Where who goes no further is not lost."""
        return Ends(Flow(self.context.journey), self.measurement)

    @cached_property
    def worst(self) -> str:
        """The touchpoint at which most cases are lost; empty where none is known."""
        found = self.ends.worst(one for one in self.measurement.touchpoints if one.id in self.cards)
        return found.id if found is not None else ""

    def of_card(self, card: CardView, stage: StageView) -> UseView | None:
        """What was seen of a touchpoint of a stage; None where data see nothing of it."""
        item = self.measurement.touchpoint.get(card.id)
        return self._of_card(card, stage, item) if item else None

    def of_stage(self, stage: StageView) -> UseView | None:
        """What was seen of a stage; None where data see nothing of it."""
        item = next((one for one in self.measurement.stages if one.id == stage.id), None)
        return self._of_stage(stage, item) if item else None

    def _of_card(self, card: CardView, stage: StageView, item: TouchpointMeasured) -> UseView:
        say, is_end = self.context.words, self.ends.is_end(card.id)
        took = self._took(card.id)
        following = self._following(card)
        sure = item.cases is not None and item.cases >= CERTAIN
        bad = not is_end and sure and (item.drop_off or 0) >= MANY
        much = bad or card.id == self.worst
        return UseView(
            id=card.id,
            number=card.number,
            name=card.name,
            cases=item.cases,
            cases_text=cases_told(say, self.measurement.asked.cases, item.cases),
            reach=item.reach,
            reach_text=self._share("measured.reach", item.reach),
            exits=None if item.cases is None else item.exits,
            drop_off=item.drop_off,
            drop_text=self._ending(card.id, item.drop_off),
            lost=0.0 if is_end else item.drop_off,
            to_next=item.to_next,
            next_text=self._share("measured.next", item.to_next, n=following) if following else "",
            to_goal=item.to_goal,
            goal_text="" if card.id in self.ends.completed else self._share("measured.to_goal", item.to_goal),
            returns=item.returns,
            returns_text=say.count("measured.returns", item.returns) if item.returns else "",
            took=took,
            took_text=say("measured.took", time=took.text) if took else "",
            channels=tuple(
                say("measured.channel", name=one.channel or say("measured.unnamed"), share=say.percent(one.share))
                for one in item.channels
            ),
            is_goal=card.id == self.measurement.asked.goal,
            is_end=is_end,
            worst=card.id == self.worst,
            bad=bad,
            unexplained=much and self._is_unexplained(card, stage, item.drop_off or 0),
        )

    def _ending(self, name: str, share: float | None) -> str:
        """How many end at a touchpoint, in words; nothing of an end at which nobody does."""
        if not self.ends.is_end(name):
            return self._share("measured.leave", share)
        key = "measured.completes" if name == self.measurement.asked.goal else "measured.ends"
        return self._share(key, share) if round(share or 0, 3) else ""

    def _is_unexplained(self, card: CardView, stage: StageView, share: float) -> bool:
        """Whether nothing in the map says why so many leave: no pain point here or for the stage, and no end drawn."""
        inner = self.context.catalogue.journeys.get(card.sub_journey.id) if card.sub_journey else None
        places = places_of(inner) if inner else ()
        if card.pains or stage.pains or any(place.pain_points for place in places):
            return False
        return share - self.ends.expected(card.id) > NEAR

    def _of_stage(self, stage: StageView, item: StageMeasured) -> UseView:
        say, lost = self.context.words, self._lost_in(stage, item)
        return UseView(
            id=stage.id,
            number=None,
            name=stage.name,
            cases=item.cases,
            cases_text=cases_told(say, self.measurement.asked.cases, item.cases),
            reach=item.reach,
            reach_text=self._share("measured.reach", item.reach),
            exits=item.exits,
            drop_off=item.drop_off,
            drop_text=self._ending_in(stage, item, lost),
            lost=lost,
            to_next=None,
            next_text="",
            to_goal=None,
            goal_text="",
            returns=None,
            returns_text="",
            took=None,
            took_text="",
            channels=(),
            is_goal=any(card.id == self.measurement.asked.goal for card in stage.cards),
            is_end=not lost,
            worst=False,
            bad=False,
            unexplained=False,
        )

    def _ending_in(self, stage: StageView, item: StageMeasured, lost: float | None) -> str:
        """How many leave in a stage, in words; how many end in it, where those that leave are none or not known."""
        if lost or not any(self.ends.is_end(card.id) for card in stage.cards):
            return self._share("measured.leave_in", lost)
        return self._share("measured.end_in", item.drop_off) if round(item.drop_off or 0, 3) else ""

    def _lost_in(self, stage: StageView, item: StageMeasured) -> float | None:
        """The share of those in a stage who leave in it, without those who end where it ends; None where not known."""
        here = [self.measurement.touchpoint[card.id] for card in stage.cards if self._seen(card)]
        leaving = [one for one in here if not self.ends.is_end(one.id)]
        if item.drop_off is None or not item.cases or len(leaving) == len(here):
            return item.drop_off
        if any(one.exits is None for one in leaving):
            return None
        return min(1.0, sum(one.exits or 0 for one in leaving) / item.cases)

    def _share(self, key: str, share: float | None, **values: object) -> str:
        say = self.context.words
        return "" if share is None else say(key, share=say.percent(share), **values)

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
