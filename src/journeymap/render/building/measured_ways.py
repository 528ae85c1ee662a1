"""The ways of a journey as they were taken: those of the map, those that nobody takes, and those that it lacks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from journeymap.model.proportion import agrees
from journeymap.render.building.measured_told import cases_told, span_told
from journeymap.render.building.proof import evidence
from journeymap.render.view_measured import WayUse
from journeymap.render.view_ways import EdgeView

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.model.measurement import Measurement, WayMeasured
    from journeymap.render.building.context import Context
    from journeymap.render.view import CardView
    from journeymap.render.view_ways import EdgeKind


FEW = 30
"""A touchpoint that was left fewer times tells nothing of shares."""
NEAR = 0.1
"""A written share is about right that differs from the observed one by no more."""


@dataclass(frozen=True)
class MeasuredWays:
    """The ways of a map beside those that were taken; data see only ways between touchpoints that are bound."""

    context: Context
    measurement: Measurement
    cards: Mapping[str, CardView]

    @cached_property
    def _seen(self) -> Mapping[tuple[str, str], WayMeasured]:
        return {(way.source, way.target or ""): way for way in self.measurement.ways}

    @cached_property
    def _unused(self) -> frozenset[tuple[str, str]]:
        return frozenset((way.source, way.target) for way in self.measurement.not_taken)

    def taken(self, edges: Sequence[EdgeView]) -> tuple[EdgeView, ...]:
        """The ways out of a touchpoint with how often each was taken; a second one to the same target has no number."""
        told: set[str] = set()
        found = []
        for edge in edges:
            is_known = edge.kind != "recycle" and edge.target not in told
            use = self._use(edge.source, edge.target) if is_known and self._is_single(edge, edges) else None
            told |= {edge.target} if use else set()
            found.append(replace(edge, measured=use) if use else edge)
        return tuple(found)

    @staticmethod
    def _is_single(edge: EdgeView, edges: Sequence[EdgeView]) -> bool:
        """Whether data tell this way from all others: two ways out of a journey look the same to them."""
        return bool(edge.target) or sum(not other.target for other in edges) == 1

    def _use(self, source: str, target: str) -> WayUse | None:
        seen = self._seen.get((source, target))
        if seen is not None:
            return self._told(seen)
        if (source, target) in self._unused:
            words = self.context.words
            text = words("measured.way.untaken")
            return WayUse(
                taken=False,
                mapped=True,
                times=0,
                cases=0,
                share=None,
                share_text="",
                took=None,
                short=words("measured.way.untaken.short"),
                text=text,
            )
        return None

    def _told(self, way: WayMeasured) -> WayUse:
        words = self.context.words
        took = span_told(words, way.took) if way.took else None
        times = words.count("measured.times", way.times)
        share = "" if way.share is None else words.percent(way.share)
        parts = [
            words("measured.way", share=share, times=times) if share else times,
            cases_told(words, self.measurement.asked.cases, way.cases),
            words("measured.way.took", time=took.text, p90=took.p90_text) if took else "",
        ]
        return WayUse(
            taken=True,
            mapped=way.mapped,
            times=way.times,
            cases=way.cases,
            share=way.share,
            share_text=share,
            took=took,
            short=words("measured.beside").join(text for text in (share, took.text if took else "") if text),
            text=words("measured.comma").join(text for text in parts if text),
        )

    @cached_property
    def beside(self) -> tuple[EdgeView, ...]:
        """The ways that the map does not have, most taken first."""
        lacking = (way for way in self.measurement.ways if not way.mapped)
        found = (self._beside(way) for way in lacking if way.target in self.cards and way.source in self.cards)
        return tuple(sorted(found, key=lambda edge: -(edge.measured.times if edge.measured else 0)))

    def _beside(self, way: WayMeasured) -> EdgeView:
        source, target = self.cards[way.source], self.cards[way.target or ""]
        use, words = self._told(way), self.context.words
        kind: EdgeKind = "loop-back" if way.back else "skip"
        names = {"n": source.number, "name": source.name, "to": target.number, "to_name": target.name}
        return EdgeView(
            source=source.id,
            source_number=source.number,
            target=target.id,
            target_number=target.number,
            target_name=target.name,
            kind=kind,
            outcome="",
            share=None,
            share_text="",
            condition="",
            personas=(),
            also=False,
            channel_switch="",
            handoff=None,
            evidence=evidence(self.context, (), quiet=True),
            text=words("measured.way.beside", **names, use=use.text),
            measured=use,
        )

    @cached_property
    def unused(self) -> tuple[str, ...]:
        """The ways of the map that nobody takes, in words."""
        words = self.context.words
        pairs = ((self.cards.get(way.source), self.cards.get(way.target)) for way in self.measurement.not_taken)
        return tuple(
            words("measured.way.named", n=one.number, name=one.name, to=two.number, to_name=two.name)
            for one, two in pairs
            if one and two
        )

    @cached_property
    def off(self) -> tuple[str, ...]:
        """The ways of the map whose written share is neither the one that is taken next nor the one ever after."""
        return tuple(text for card in self.cards.values() for text in self._off(card))

    def _off(self, card: CardView) -> Iterator[str]:
        left, words = self.measurement.times_left.get(card.id, 0), self.context.words
        ways = [edge for edge in card.ways if edge.kind != "recycle"]
        comparable = all(
            not edge.personas and not edge.also and (not edge.target or edge.target in self.measurement.touchpoint)
            for edge in ways
        )
        for edge in ways if comparable and left >= FEW else ():
            single = sum(other.target == edge.target for other in ways) == 1
            use = self._use(card.id, edge.target) if edge.share is not None and single else None
            if edge.share is None or use is None or self._is_held(edge, use, left):
                continue
            shares = {"written": words.percent(edge.share), "share": words.percent(use.share or 0.0)}
            values = {"n": card.number, "name": card.name, **shares}
            if edge.target:
                yield words("measured.off", **values, to=edge.target_number, to_name=edge.target_name)
            else:
                yield words("measured.off.end", **values, to=edge.outcome or words("way.end"))

    def _is_held(self, edge: EdgeView, use: WayUse, left: int) -> bool:
        written = edge.share or 0.0
        if agrees(written, use.share or 0.0, left, NEAR):
            return True
        way = self._seen.get((edge.source, edge.target))
        there = self.measurement.touchpoint.get(edge.source)
        later, cases = way.later if way else None, there.cases if there else None
        return later is not None and bool(cases) and agrees(written, later, cases or 1, NEAR)
