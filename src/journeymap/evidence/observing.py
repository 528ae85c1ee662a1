"""What was seen of a journey: its log staged, every question asked, and the answers put into a measurement's models."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from journeymap.evidence.counts import counts, levels
from journeymap.evidence.in_order import stage_log
from journeymap.evidence.observed import Limits, Observed, Wanted
from journeymap.evidence.plan import NO_STEP
from journeymap.evidence.privacy import COMPLEMENT, REST, Privacy, parts_shown
from journeymap.evidence.queries.channels import channels
from journeymap.evidence.queries.conformance import conformance
from journeymap.evidence.queries.parts import Split
from journeymap.evidence.queries.paths import customers_of_rare, paths
from journeymap.evidence.queries.totals import Total, sizes, totals
from journeymap.evidence.queries.unmapped import unmapped
from journeymap.evidence.shown import Shown, share
from journeymap.evidence.sums import JUDGEMENTS, WHOLE, Cell, Of, told
from journeymap.model.measurement import (
    ChannelUse,
    Conformance,
    Dimension,
    Part,
    PathMeasured,
    UnmappedEvent,
    WayNotTaken,
)
from journeymap.model.settings import CaseKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.evidence.counts import Counts, Levels
    from journeymap.evidence.data import Staged
    from journeymap.evidence.engines import Engine
    from journeymap.evidence.log import Scope
    from journeymap.evidence.plan import Plan
    from journeymap.evidence.queries.channels import Channels, Used
    from journeymap.evidence.queries.conformance import Conforming
    from journeymap.evidence.queries.paths import Paths
    from journeymap.evidence.sums import Told
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
    total = totals(engine).get(0, Total())
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
        return not self.engine.has_middles and self.total.events > self.wanted.limits.exact

    def observed(self) -> Observed:
        splits, gathered = self._splits()
        funnels = tuple(levels(self.plan, self.wanted.steps))
        answers = self._answers(splits, funnels)
        found = conformance(self.engine, self.plan) if self.total.cases else None
        compared = frozenset(
            Of(place, part)
            for place, split in enumerate(splits)
            for part, name in self._names(split)
            if (split.by, name) in self.wanted.compared
        )
        judged, untold = self._judged(answers, funnels, found, compared)
        answers = {of: answer for of, answer in answers.items() if of.split not in untold}
        gathered += [_UNSAFE.format(by=splits[place].by, least=self.privacy.least) for place in untold]
        shown = {
            of: Shown(self.plan, answer, of, judged, self.privacy, self.wanted.window) for of, answer in answers.items()
        }
        whole = shown[WHOLE]
        most, distinct = self._paths()
        observed = Observed(
            totals=whole.totals(),
            touchpoints=self._with_channels(whole.touchpoints()),
            stages=whole.stages(),
            funnels=whole.funnels(funnels),
            ways=whole.ways(),
            not_taken=self._not_taken(answers[WHOLE]),
            unmapped=self._unmapped(),
            paths=most,
            conformance=self._conformance(found, judged, distinct),
            parts=tuple(
                self._part(split, name, shown[of], funnels)
                for place, split in enumerate(splits)
                for part, name in self._names(split)
                if (of := Of(place, part)) in shown
            ),
            approximate=self._approximate,
        )
        self.privacy.leave_out(COMPLEMENT, judged.complements)
        return replace(observed, remarks=(*self._general(), *self.privacy.remarks(), *gathered))

    def _answers(self, splits: Sequence[Split], funnels: Sequence[Levels]) -> dict[Of, Counts]:
        """What was counted, of all cases and of each part that has any."""
        whole, *apart = counts(
            self.engine,
            self.plan,
            self.scope.cases,
            (None, *splits),
            funnels,
            self.wanted.window,
            approximate=self._approximate,
        )
        parts = ((Of(place, part), one, total) for place, one in enumerate(apart) for part, total in one.totals.items())
        return {WHOLE: whole, **{of: one for of, one, total in parts if total.cases}}

    def _judged(
        self,
        answers: Mapping[Of, Counts],
        funnels: Sequence[Levels],
        found: Conforming | None,
        compared: frozenset[Of],
    ) -> tuple[Told, Sequence[int]]:
        """What may be told, and the splits that may not be: with them, sums tell of too few whatever is hidden."""
        untold: list[int] = []
        while True:
            judged = told(self.plan, answers, funnels, self.wanted.window, found, self.privacy.least, compared)
            if not judged.given_away:
                return judged, untold
            left = {of.split for of in answers if of != WHOLE}
            free = left - {of.split for of in compared} or left
            untold.append(max({cell.of.split for cell in judged.given_away} & free or free))
            answers = {of: answer for of, answer in answers.items() if of.split != untold[-1]}

    def _general(self) -> Iterator[str]:
        if not self.total.cases:
            yield "No event of the data is on a touchpoint of this journey."
        if self._approximate:
            yield "Medians and ninth deciles are approximate, up to one per cent too small, for the size of the data."

    def _splits(self) -> tuple[list[Split], list[str]]:
        """By what cases can be split, and what there is to say of it."""
        found, remarks = [], []
        for by in self.wanted.by:
            known = sizes(self.engine, by)
            shown = parts_shown(known, self.privacy.least, self.wanted.limits.parts, partial(self._gathered, by))
            if set(shown) <= _UNKNOWN:
                remarks.append(f"The cases are not split by {by}: the data does not tell enough of them apart.")
                continue
            found.append(Split(by, shown))
            gathered = len(known) - len(shown)
            if gathered:
                remarks.append(
                    f"Split by {by}, {gathered} of {len(known)} parts are too small, and told together as `{REST}`."
                )
        return found, remarks

    def _gathered(self, by: Dimension, shown: tuple[str | int, ...]) -> int:
        split = Split(by, shown)
        return totals(self.engine, split).get(split.rest, Total()).customers

    def _names(self, split: Split) -> Iterator[tuple[int, str]]:
        """The parts of one dimension: in the order of the map or in time, channels by size; unknown and rest last.

        A source may call something else its channel, such as the month of a registration: days and months are in order.
        """
        known = [value for value in split.shown if value not in _UNKNOWN]
        in_time = all(_DATED.fullmatch(str(value)) for value in known) and split.by is Dimension.CHANNEL
        of_time = {value: place for place, value in enumerate(sorted(known, key=str))} if in_time else {}
        order = sorted(
            enumerate(split.shown),
            key=lambda item: (item[1] in _UNKNOWN, of_time.get(item[1], _place(item[1], item[0]))),
        )
        yield from ((number, self._name(split.by, value)) for number, value in order)
        yield split.rest, REST

    def _part(self, split: Split, name: str, one: Shown, funnels: Sequence[Levels]) -> Part:
        return Part(
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
        found = channels(self.engine, self.privacy.least, self.wanted.limits.channels)
        self.privacy.leave_out("channel", sum(found.few.values()))
        if not any(item.channel for item in found.most):
            return touchpoints
        return tuple(
            item.model_copy(update={"channels": tuple(self._channels(item, step.number, found))})
            for step, item in zip(self.plan.steps, touchpoints, strict=True)
        )

    def _channels(self, item: TouchpointMeasured, step: int, found: Channels) -> Iterator[ChannelUse]:
        """The channels of a touchpoint; none where its events are hidden, which their shares would tell."""
        most = [one for one in found.most if one.step == step]
        few = 0 if step in found.cut else found.few.get(step, 0)
        told_of = () if item.events is None else self._channels_told(most, few, item.customers or 0)
        self.privacy.leave_out(COMPLEMENT, len(most) - len(told_of))
        for one in told_of:
            yield ChannelUse(channel=one.channel, events=one.events, share=share(one.events, item.events) or 0.0)

    def _channels_told(self, most: Sequence[Used], few: int, customers: int) -> Sequence[Used]:
        """All, or all but the least used, where all events less those of these channels would tell of too few."""
        others = customers - sum(one.customers for one in most)
        return most[:-1] if few == 1 or (few and others < self.privacy.least) else most

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
        alone = found.left and len(found.most) + found.left == found.distinct and self._few_left(found)
        self.privacy.leave_out(COMPLEMENT, int(bool(alone and found.most)))
        most = tuple(
            PathMeasured(
                touchpoints=tuple(self.plan.steps[number].id for number in path.steps),
                cases=path.cases,
                share=share(path.cases, self.total.cases) or 0.0,
                explained=self.plan.ways.issuperset(pairwise(path.steps)),
            )
            for path in (found.most[:-1] if alone else found.most)
        )
        return most, found.distinct

    def _few_left(self, found: Paths) -> bool:
        """Whether all cases less those of the paths that are told would tell of too few."""
        least = self.privacy.least
        if found.left == 1 or self.total.cases - sum(path.cases for path in found.most) < least:
            return True
        return self.scope.cases is CaseKind.SESSION and customers_of_rare(self.engine, least) < least

    def _conformance(self, found: Conforming | None, judged: Told, distinct: int) -> Conformance | None:
        if found is None:
            return None
        shown = {name: judged.number(Cell(name, (), WHOLE)) for name in JUDGEMENTS}
        return Conformance(
            cases=found.cases.n,
            explained_share=share(shown["explained"], found.cases.n),
            distinct_paths=distinct,
            **shown,
        )


_DATED = re.compile(r"\d{4}(-\d{2}){0,2}")
_UNSAFE = "The cases are not split by {by}: sums over its parts would tell of fewer than {least} customers."
_UNKNOWN: frozenset[str | int] = frozenset({"", NO_STEP})
"""What stands for a case of which nobody knows the persona, channel or month."""


def _place(value: str | int, number: int) -> int:
    return value if isinstance(value, int) else number
