"""What was seen of a journey: its log staged, every question asked, and the answers put into a measurement's models."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from journeymap.evidence.counts import counts, levels
from journeymap.evidence.in_order import stage_log
from journeymap.evidence.observed import Limits, Observed, Wanted
from journeymap.evidence.plan import NO_STEP
from journeymap.evidence.privacy import REST, Privacy, parts_shown
from journeymap.evidence.queries import totals as counting
from journeymap.evidence.queries.channels import channels
from journeymap.evidence.queries.conformance import conformance
from journeymap.evidence.queries.parts import Split
from journeymap.evidence.queries.paths import paths
from journeymap.evidence.queries.reach import Counted
from journeymap.evidence.queries.unmapped import unmapped
from journeymap.evidence.shown import Shown, share
from journeymap.model.measurement import (
    ChannelUse,
    Conformance,
    Dimension,
    Part,
    PathMeasured,
    UnmappedEvent,
    WayNotTaken,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.evidence.counts import Counts, Levels
    from journeymap.evidence.data import Staged
    from journeymap.evidence.engines import Engine
    from journeymap.evidence.log import Scope
    from journeymap.evidence.plan import Plan
    from journeymap.evidence.queries.totals import Total
    from journeymap.model.measurement import TouchpointMeasured


__all__ = ["Limits", "Observed", "Wanted", "observe"]


def observe(engine: Engine, plan: Plan, sources: Sequence[Staged], scope: Scope, wanted: Wanted) -> Observed:
    """Asks everything of the data of a journey. `log` and `walk` stay staged for questions of others.

    Args:
        engine: What answers.
        plan: The journey.
        sources: The sources of the plan, staged, in its order.
        scope: Which rows count, and what a case is.
        wanted: What is asked.
    """
    if not plan.steps or not sources:
        return Observed(remarks=("No touchpoint of this journey is bound to events, so nothing of it can be seen.",))
    scope = replace(scope, by=wanted.by)
    stored = stage_log(engine, plan, sources, scope)
    total = counting.totals(engine).get(0, counting.Total())
    privacy = Privacy(wanted.min_group)
    if 0 < total.customers < privacy.least:
        few = f"Fewer than {privacy.least} customers were on this journey, so nothing of it is shown."
        return Observed(remarks=(few,))
    return _Observing(engine, plan, scope, wanted, privacy, total, stored).observed()


@dataclass(frozen=True)
class _Observing:
    """One journey, whose log and walk are staged."""

    engine: Engine
    plan: Plan
    scope: Scope
    wanted: Wanted
    privacy: Privacy
    total: Total
    stored: bool

    @property
    def _approximate(self) -> bool:
        return self.total.events > self.wanted.limits.exact

    def observed(self) -> Observed:
        splits, gathered = self._splits()
        funnels = tuple(levels(self.plan, self.wanted.steps))
        answers = counts(
            self.engine,
            self.plan,
            self.scope.cases,
            (None, *splits),
            funnels,
            self.wanted.window,
            approximate=self._approximate,
        )
        whole = Shown(self.plan, answers[0], 0, self.privacy)
        apart = zip(splits, answers[1:], strict=True)
        observed = Observed(
            totals=whole.totals(),
            touchpoints=self._with_channels(whole.touchpoints()),
            stages=whole.stages(),
            funnels=whole.funnels(funnels),
            ways=whole.ways(),
            not_taken=self._not_taken(answers[0]),
            unmapped=self._unmapped(),
            paths=(found := self._paths())[0],
            conformance=self._conformance(found[1]),
            parts=tuple(part for split, answer in apart for part in self._parts(split, answer, funnels)),
            approximate=self._approximate,
        )
        return replace(observed, remarks=(*self._general(), *self.privacy.remarks(), *gathered))

    def _general(self) -> Iterator[str]:
        if not self.total.cases:
            yield "No event of the data is on a touchpoint of this journey."
        if self._approximate:
            yield "Medians and ninth deciles are approximate, up to one per cent too small, for the size of the data."

    def _splits(self) -> tuple[list[Split], list[str]]:
        """By what cases can be split, and what there is to say of it."""
        found, remarks = [], []
        for by in self.wanted.by:
            sizes = counting.sizes(self.engine, by)
            shown = parts_shown(sizes, self.privacy.least, self.wanted.limits.parts, partial(self._gathered, by))
            if set(shown) <= _UNKNOWN:
                remarks.append(f"The cases are not split by {by}: the data does not tell enough of them apart.")
                continue
            found.append(Split(by, shown))
            gathered = len(sizes) - len(shown)
            if gathered:
                remarks.append(
                    f"Split by {by}, {gathered} of {len(sizes)} parts are too small, and told together as `{REST}`."
                )
        return found, remarks

    def _gathered(self, by: Dimension, shown: tuple[str | int, ...]) -> int:
        split = Split(by, shown)
        return counting.totals(self.engine, split).get(split.rest, counting.Total()).customers

    def _parts(self, split: Split, answers: Counts, funnels: Sequence[Levels]) -> Iterator[Part]:
        """The parts of one dimension: in the order of the map or in time, channels by size; unknown and rest last."""
        order = sorted(enumerate(split.shown), key=lambda item: (item[1] in _UNKNOWN, _place(item[1], item[0])))
        named = [(number, self._name(split.by, value)) for number, value in order]
        for number, name in (*named, (split.rest, REST)):
            if answers.totals.get(number, counting.Total()).cases:
                one = Shown(self.plan, answers, number, self.privacy, way="part-way")
                yield Part(
                    by=split.by,
                    value=name,
                    totals=one.totals(),
                    touchpoints=one.touchpoints(),
                    stages=one.stages(),
                    funnels=one.funnels(funnels),
                    ways=one.ways(),
                )

    def _name(self, by: Dimension, value: str | int) -> str:
        if value in _UNKNOWN or isinstance(value, str):
            return "" if value in _UNKNOWN else str(value)
        return self.plan.segments[value].persona if by is Dimension.PERSONA else self.scope.months[value][1]

    def _with_channels(self, touchpoints: tuple[TouchpointMeasured, ...]) -> tuple[TouchpointMeasured, ...]:
        """The touchpoints with the channels through which customers came, where the data names any."""
        found, left = channels(self.engine, self.privacy.least, self.wanted.limits.channels)
        self.privacy.leave_out("channel", left)
        if not any(item.channel for item in found):
            return touchpoints
        return tuple(
            item.model_copy(
                update={
                    "channels": tuple(
                        ChannelUse(channel=one.channel, events=one.events, share=share(one.events, item.events) or 0.0)
                        for one in found
                        if one.step == step.number
                    )
                }
            )
            for step, item in zip(self.plan.steps, touchpoints, strict=True)
        )

    def _not_taken(self, answers: Counts) -> tuple[WayNotTaken, ...]:
        taken = {(way.source, way.target) for way in answers.ways}
        ids = [step.id for step in self.plan.steps]
        return tuple(
            WayNotTaken(source=ids[source], target=ids[target])
            for source, target in sorted(self.plan.ways)
            if source != target and (source, target) not in taken
        )

    def _unmapped(self) -> tuple[UnmappedEvent, ...]:
        found, left = unmapped(self.engine, self.privacy.least, self.wanted.limits.unmapped)
        self.privacy.leave_out("event", left)
        return tuple(
            UnmappedEvent(
                source=self.plan.sources[item.source].id,
                event=item.event,
                events=item.events,
                cases=item.cases,
                share=share(item.cases, self.total.cases) or 0.0,
                after=None if item.after is None else self.plan.steps[item.after].id,
            )
            for item in found
        )

    def _paths(self) -> tuple[tuple[PathMeasured, ...], int]:
        """The most frequent paths, and how many different ones there are."""
        least, limit = self.privacy.least, self.wanted.limits.paths
        found = paths(self.engine, self.scope.cases, least, limit, stored=self.stored)
        self.privacy.leave_out("path", found.left)
        told = tuple(
            PathMeasured(
                touchpoints=tuple(self.plan.steps[number].id for number in path.steps),
                cases=path.cases,
                share=share(path.cases, self.total.cases) or 0.0,
                explained=self.plan.ways.issuperset(pairwise(path.steps)),
            )
            for path in found.most
        )
        return told, found.distinct

    def _conformance(self, distinct: int) -> Conformance | None:
        if not self.total.cases:
            return None
        found = conformance(self.engine, self.plan)
        shown = {
            name: self.privacy.number(counted.n, counted.customers)
            for name in _JUDGEMENTS
            if isinstance(counted := getattr(found, name), Counted)
        }
        return Conformance(
            cases=found.cases.n,
            explained_share=share(shown["explained"], found.cases.n),
            distinct_paths=distinct,
            **shown,
        )


_UNKNOWN: frozenset[str | int] = frozenset({"", NO_STEP})
"""What stands for a case of which nobody knows the persona, channel or month."""

_JUDGEMENTS = (
    "explained",
    "complete",
    "with_unmapped_event",
    "with_unmapped_way",
    "starting_elsewhere",
    "ending_elsewhere",
)


def _place(value: str | int, number: int) -> int:
    return value if isinstance(value, int) else number
