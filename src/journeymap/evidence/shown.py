"""Counts as the models of a measurement, with what too few customers are behind not shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.evidence.queries.reach import Reached
from journeymap.evidence.queries.totals import Total
from journeymap.evidence.queries.transitions import END
from journeymap.evidence.sums import Cell, funnel_cell
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
    from journeymap.evidence.queries.transitions import Taken
    from journeymap.evidence.sums import Of, Steps, Told

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
        of: Which part.
        told: Which numbers may be told.
        privacy: Counts the ways that are left out.
        window: How many microseconds a whole funnel may take.
    """

    plan: Plan
    counts: Counts
    of: Of
    told: Told
    privacy: Privacy
    window: int | None

    @property
    def total(self) -> Total:
        """How many there are."""
        return self.counts.totals.get(self.of.part, Total())

    def totals(self) -> Totals:
        """How many there are, and how many reach the goal."""
        completed = None if self.plan.goal is None else self._number("then", (self.plan.goal,))
        total = self.total
        return Totals(
            cases=total.cases,
            customers=total.customers,
            events=self._number("all-events"),
            completed=completed,
            completion=share(completed, total.cases),
            seen=total.seen,
        )

    def _number(self, what: str, *at: Steps) -> int | None:
        return self.told.number(Cell(what, at, self.of))

    def touchpoints(self) -> tuple[TouchpointMeasured, ...]:
        """Each touchpoint that is bound to events, also one that nobody was at."""
        return tuple(self._touchpoint(step) for step in self.plan.steps)

    def _touchpoint(self, step: Step) -> TouchpointMeasured:
        here = (step.number,)
        if self.told.few(Cell("then", (here,), self.of)):
            return TouchpointMeasured(id=step.id, entries=None, exits=None, again=None, returns=None)
        cases, exits = self._number("then", here), self._number("exits", here)
        customers = self.counts.reach.get((self.of.part, step.number), Reached()).cases.customers
        return TouchpointMeasured(
            id=step.id,
            events=self._number("events", here),
            cases=cases,
            customers=None if cases is None else customers,
            reach=share(cases, self.total.cases),
            entries=self._number("entries", here),
            exits=exits,
            drop_off=share(exits, cases),
            to_next=self._share_of(here, step.number + 1) if step.number + 1 < len(self.plan.steps) else None,
            to_goal=None if self.plan.goal in {None, step.number} else self._share_of(here, self.plan.goal),
            again=self._number("again", here),
            returns=self._number("returns", here),
        )

    def _share_of(self, here: Steps, other: int) -> float | None:
        """Who comes to another touchpoint at any time after one, of those at the one."""
        return share(self._number("then", here, (other,)), self._number("then", here))

    def stages(self) -> tuple[StageMeasured, ...]:
        """Each stage with touchpoints that are bound to events."""
        found = zip(self.plan.stages, self.plan.steps_of_stages, strict=True)
        return tuple(self._stage(name, steps) for name, steps in found)

    def _stage(self, name: str, steps: Steps) -> StageMeasured:
        if self.told.few(Cell("then", (steps,), self.of)):
            return StageMeasured(id=name, exits=None)
        cases, exits = self._number("then", steps), self._number("exits", steps)
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
            taken = closed.get((self.of.part, level))
            n = self.told.number(funnel_cell(asked, level, self.window, self.of))
            found.append(
                FunnelStep(
                    id=name,
                    closed=n,
                    open=self._number("then", asked.steps[level]),
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
        ways = [way for way in self.counts.ways if way.part == self.of.part]
        few = sum(self.told.few(self._cell(way)) for way in ways)
        self.privacy.leave_out("part-way" if self.of.split >= 0 else "way", few)
        written = written_shares(self.plan)
        return tuple(self._way(way, written) for way in ways if self.told.number(self._cell(way)))

    def _cell(self, way: Taken) -> Cell:
        source = (way.source,)
        return Cell("exits", (source,), self.of) if way.target == END else Cell("way", (source, (way.target,)), self.of)

    def _way(self, way: Taken, written: Mapping[tuple[int, int], float]) -> WayMeasured:
        ends = way.target == END
        here = (way.source,)
        took = self.counts.waits.get((self.of.part, way.source, way.target))
        ever = (self.of.part, way.source, way.target) in self.counts.later
        return WayMeasured(
            source=self.plan.steps[way.source].id,
            target=None if ends else self.plan.steps[way.target].id,
            times=way.times,
            cases=way.cases,
            share=share(way.times, self._number("left", here)),
            mapped=way.source in self.plan.ends if ends else (way.source, way.target) in self.plan.ways,
            written=written.get((way.source, way.target)),
            back=not ends and way.target < way.source,
            took=_spent(took) if took else None,
            later=self._share_of(here, way.target) if ever else None,
        )


def _spent(took: Duration) -> Spent:
    return Spent(n=took.n, median=round(took.median, _DIGITS), p90=round(took.decile, _DIGITS))
