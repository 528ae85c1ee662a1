"""Counts as the models of a measurement, with what too few customers are behind not shown."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.evidence.queries.reach import Reached
from journeymap.evidence.queries.totals import Total
from journeymap.evidence.queries.transitions import END
from journeymap.evidence.written import written_shares
from journeymap.model.measurement import (
    Funnel,
    FunnelStep,
    Spent,
    StageMeasured,
    Totals,
    TouchpointMeasured,
    WayMeasured,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeymap.evidence.counts import Counts, Levels
    from journeymap.evidence.plan import Plan, Step
    from journeymap.evidence.privacy import Privacy
    from journeymap.evidence.queries.durations import Duration
    from journeymap.evidence.queries.funnel import Closed
    from journeymap.evidence.queries.reach import Counted
    from journeymap.evidence.queries.transitions import Taken

_DIGITS = 6
"""Places after the point of a share, and of seconds."""


def share(n: int | None, of: int | None) -> float | None:
    """A share; None of nothing, or of what is not shown."""
    return None if n is None or not of else round(n / of, _DIGITS)


@dataclass(frozen=True)
class Shown:
    """One part of the cases, as it may be told.

    Attributes:
        plan: The journey.
        counts: The answers.
        part: The number of the part.
        privacy: What may be told.
        way: What ways are called in the remark on those left out.
    """

    plan: Plan
    counts: Counts
    part: int
    privacy: Privacy
    way: str = "way"

    @property
    def total(self) -> Total:
        """How many there are."""
        return self.counts.totals.get(self.part, Total())

    def totals(self) -> Totals:
        """How many there are, and how many reach the goal."""
        goal = self._reached(self.plan.goal) if self.plan.goal is not None else Reached()
        completed = self.privacy.number(goal.cases.n, goal.cases.customers)
        total = self.total
        return Totals(
            cases=total.cases,
            customers=total.customers,
            events=total.events,
            completed=completed,
            completion=share(completed, total.cases),
            seen=total.seen,
        )

    def _reached(self, step: int) -> Reached:
        return self.counts.reach.get((self.part, step), Reached())

    def touchpoints(self) -> tuple[TouchpointMeasured, ...]:
        """Each touchpoint that is bound to events, also one that nobody was at."""
        return tuple(self._touchpoint(step) for step in self.plan.steps)

    def _touchpoint(self, step: Step) -> TouchpointMeasured:
        found, number = self._reached(step.number), self.privacy.number
        cases = number(found.cases.n, found.cases.customers)
        if cases is None:
            return TouchpointMeasured(id=step.id, entries=None, exits=None, again=None, returns=None)
        exits = number(found.exits.n, found.exits.customers)
        following = number(found.next.n, found.next.customers)
        arrived = number(found.goal.n, found.goal.customers)
        return TouchpointMeasured(
            id=step.id,
            events=found.events.n,
            cases=cases,
            customers=found.cases.customers,
            reach=share(cases, self.total.cases),
            entries=number(found.entries.n, found.entries.customers),
            exits=exits,
            drop_off=share(exits, cases),
            to_next=share(following, cases) if step.number + 1 < len(self.plan.steps) else None,
            to_goal=share(arrived, cases) if step.number != self.plan.goal else None,
            again=number(found.again.n, found.again.customers),
            returns=number(found.returns.n, found.returns.customers),
        )

    def stages(self) -> tuple[StageMeasured, ...]:
        """Each stage with touchpoints that are bound to events."""
        return tuple(self._stage(place, name) for place, name in enumerate(self.plan.stages))

    def _stage(self, place: int, name: str) -> StageMeasured:
        found = self.counts.stages.get((self.part, place), Reached())
        cases = self.privacy.number(found.cases.n, found.cases.customers)
        exits = None if cases is None else self.privacy.number(found.exits.n, found.exits.customers)
        return StageMeasured(
            id=name, cases=cases, reach=share(cases, self.total.cases), exits=exits, drop_off=share(exits, cases)
        )

    def funnels(self, asked: Sequence[Levels]) -> tuple[Funnel, ...]:
        """The funnels that were asked for."""
        return tuple(Funnel(of=one.kind, steps=tuple(self._funnel(one))) for one in asked)

    def _funnel(self, asked: Levels) -> list[FunnelStep]:
        closed = self.counts.funnels[asked.kind]
        found: list[FunnelStep] = []
        for level, name in enumerate(asked.ids):
            taken = closed.get((self.part, level))
            at_all = self.counts.stages if asked.kind == "stages" else self.counts.reach
            place = level if asked.kind == "stages" else asked.steps[level][0]
            open_ = at_all.get((self.part, place), Reached()).cases
            n = self.privacy.number(taken.cases, taken.customers) if taken else 0
            found.append(
                FunnelStep(
                    id=name,
                    closed=n,
                    open=self.privacy.number(open_.n, open_.customers),
                    of_all=share(n, self.total.seen),
                    of_previous=share(n, found[-1].closed) if found else None,
                    after_previous=self._spent(taken) if n else None,
                )
            )
        return found

    def _spent(self, taken: Closed | None) -> Spent | None:
        return _spent(taken.took) if taken and taken.took else None

    def ways(self) -> tuple[WayMeasured, ...]:
        """The ways that were taken, most taken first."""
        ways = [way for way in self.counts.ways if way.part == self.part]
        left: dict[int, int] = defaultdict(int)
        for way in ways:
            left[way.source] += way.times
        shown = [way for way in ways if self.privacy.enough(way.customers)]
        self.privacy.leave_out(self.way, len(ways) - len(shown))
        written = written_shares(self.plan)
        return tuple(self._way(way, left[way.source], written) for way in shown)

    def _way(self, way: Taken, left: int, written: Mapping[tuple[int, int], float]) -> WayMeasured:
        ends = way.target == END
        took = self.counts.waits.get((self.part, way.source, way.target))
        ever = self.counts.later.get((self.part, way.source, way.target))
        return WayMeasured(
            source=self.plan.steps[way.source].id,
            target=None if ends else self.plan.steps[way.target].id,
            times=way.times,
            cases=way.cases,
            share=round(way.times / left, _DIGITS),
            mapped=way.source in self.plan.ends if ends else (way.source, way.target) in self.plan.ways,
            written=written.get((way.source, way.target)),
            back=not ends and way.target < way.source,
            took=_spent(took) if took else None,
            later=self._of_those_at(way.source, ever) if ever else None,
        )

    def _of_those_at(self, step: int, counted: Counted) -> float | None:
        here = self._reached(step).cases
        n = self.privacy.number(counted.n, counted.customers)
        return share(n, self.privacy.number(here.n, here.customers))


def _spent(took: Duration) -> Spent:
    return Spent(n=took.n, median=round(took.median, _DIGITS), p90=round(took.decile, _DIGITS))
