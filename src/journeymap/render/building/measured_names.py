"""What measured things are called on the page of a report: places, people, numbers, and bars beside them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from journeymap.render.building.context import short_name
from journeymap.render.building.measured_public import places_of
from journeymap.render.building.measured_told import cases_told
from journeymap.render.building.measures import amount, interval, tidy
from journeymap.render.details.sheet import Bit
from journeymap.render.view_parts import BarView

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.model.measurement import Measurement
    from journeymap.model.metric import Metric, MetricTarget
    from journeymap.render.building.gathered import Gathered
    from journeymap.render.details.sheet import Cell, Tone
    from journeymap.render.view import CardView, JourneyView, StageView
    from journeymap.render.wording import Words


@dataclass(frozen=True)
class Told:
    """A journey as it is drawn, its measurement, and the workspace."""

    gathered: Gathered
    view: JourneyView
    found: Measurement

    @property
    def words(self) -> Words:
        """The words of the workspace."""
        return self.gathered.words

    @cached_property
    def cards(self) -> Mapping[str, CardView]:
        """The touchpoints by id."""
        return {card.id: card for card in self.view.cards}

    @cached_property
    def stages(self) -> Mapping[str, StageView]:
        """The stages by id."""
        return {stage.id: stage for stage in self.view.stages}

    def place(self, name: str | None, tone: Tone = "") -> Bit:
        """A touchpoint with its number, a stage, or the whole journey."""
        page = f"journeys/{self.view.id}"
        if name is None:
            return Bit(self.words("measured.whole"), tone=tone)
        if name in self.cards:
            card = self.cards[name]
            return Bit(self.words("details.numbered", n=card.number, name=card.name), page, card.anchor, tone=tone)
        stage = self.stages.get(name)
        return Bit(stage.name, page, stage.anchor, tone=tone) if stage else Bit(name, tone=tone)

    def is_there(self, name: str | None) -> bool:
        """Whether a place is in the journey as it is drawn."""
        return name is None or name in self.cards or name in self.stages

    def target(self, metric: str, at: str | None) -> MetricTarget | None:
        """What the map says that a metric should be at a place."""
        journey = self.gathered.catalogue.journeys[self.view.id]
        places = (place for place in places_of(journey) if place.id == at)
        return next((item for place in places for item in place.metrics if item.metric == metric), None)

    def metric(self, name: str) -> Metric | None:
        """A metric by its id."""
        return self.gathered.catalogue.metrics.get(name)

    def metric_bit(self, name: str) -> Bit:
        """A metric, and the page that tells of it."""
        metric = self.metric(name)
        return Bit(metric.name, "metrics", f"metric-{name}") if metric else Bit(name)

    def persona(self, name: str | None) -> str:
        """A persona's short name; all who answered for none."""
        if not name:
            return self.words("measured.everybody")
        known = self.gathered.catalogue.personas.get(name)
        return short_name(known.name) if known else name

    def cases(self, number: int | None) -> str:
        """So many customers or sessions, in words."""
        return cases_told(self.words, self.found.asked.cases, number)

    def count(self, number: int | None) -> str:
        """A number, or that there are few."""
        return self.words("measured.few") if number is None else self.words.number(number)

    def percent(self, share: float | None) -> str:
        """A share in per cent; nothing for none."""
        return "" if share is None else self.words.percent(share)

    def value(self, metric: str | None, value: float) -> str:
        """A value of a metric with its unit."""
        return amount(self.words, self.metric(metric) if metric else None, tidy(value))

    def interval(self, metric: str | None, low: float | None, high: float | None) -> str:
        """A 95 % interval in words; nothing for none."""
        return interval(self.words, self.metric(metric) if metric else None, low, high)


def cell(*texts: str, tone: Tone = "") -> Cell:
    """Texts in a cell, a line each; nothing for those that are empty."""
    return tuple(Bit(text, tone=tone) for text in texts if text)


def barred(words: Words, texts: tuple[str, ...], share: float | None, tone: Tone = "") -> Cell:
    """A number, and what else says as much, in a line with a bar of its share of all below it."""
    shown = words("measured.beside").join(text for text in texts if text)
    if not shown:
        return ()
    bar = None if share is None else BarView(round(min(1.0, share) * 100, 1), None, None)
    return (Bit(shown, tone=tone if share is not None else "", bar=bar),)
