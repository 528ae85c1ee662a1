"""How the numbers of a journey hang together by sums, of all cases and of each part: what a reader could reckon with.

In each part, cases are the sum of those that begin at each touchpoint, of those that end there, and of those that end
in each stage; what leaves a touchpoint is the sum of its ways out, and of its ways in with those that begin there; its
events are these visits and those that only repeat. And each number of all cases is the sum over the parts.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from journeymap.evidence.complements import Number, Sum, hidden
from journeymap.evidence.queries.reach import Counted
from journeymap.evidence.queries.totals import Total
from journeymap.evidence.queries.transitions import END

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.evidence.counts import Counts, Levels
    from journeymap.evidence.plan import Plan
    from journeymap.evidence.queries.conformance import Conforming
    from journeymap.evidence.queries.reach import Reached

Steps = tuple[int, ...]
"""A touchpoint, or the touchpoints of a stage, by their numbers."""


class Of(NamedTuple):
    """Which cases are counted: a split by its place, -1 for none, and the number of the part."""

    split: int
    part: int


WHOLE = Of(-1, 0)


class Cell(NamedTuple):
    """What a number is called.

    Attributes:
        what: `then` is cases that were at places one after the other, at one place where there is one only; `within` is
            the same within the window. Others are as in a measurement; `left` is how many times a place was left.
        at: The places.
        of: Which cases are counted.
    """

    what: str
    at: tuple[Steps, ...]
    of: Of


@dataclass(frozen=True)
class Told:
    """All numbers, and which of them are hidden.

    Attributes:
        numbers: The numbers that are not zero.
        hidden: Those that must not be told.
        least: The fewest customers that a number may be of.
        given_away: Hidden ones that the sums over several splits would give away all the same.
    """

    numbers: Mapping[Cell, Number]
    hidden: frozenset[Cell]
    least: int
    given_away: frozenset[Cell] = frozenset()

    def number(self, cell: Cell) -> int | None:
        """A number; None where it must not be told."""
        return None if cell in self.hidden else self.numbers[cell].n if cell in self.numbers else 0

    def few(self, cell: Cell) -> bool:
        """Whether too few customers are behind a number; nobody is not too few."""
        return cell in self.numbers and self.numbers[cell].customers < self.least

    @property
    def complements(self) -> int:
        """How many numbers are hidden for no other reason than that sums less them would tell of too few."""
        return sum(not self.few(cell) for cell in self.hidden)


def funnel_cell(levels: Levels, level: int, window: int | None, of: Of) -> Cell:
    """The number of a level of a closed funnel."""
    return Cell("within" if window is not None and level else "then", levels.steps[: level + 1], of)


def told(
    plan: Plan,
    answers: Mapping[Of, Counts],
    funnels: Sequence[Levels],
    window: int | None,
    conforming: Conforming | None,
    least: int,
    compared: frozenset[Of] = frozenset(),
) -> Told:
    """What may be told of a journey and its parts.

    Args:
        plan: The journey.
        answers: What was counted, of all cases and of each part that is shown.
        funnels: The funnels that are shown.
        window: How many microseconds a whole funnel may take.
        conforming: How much the map explains.
        least: The fewest customers that a number may be of.
        compared: The parts of which as little as possible is hidden.
    """
    numbers: dict[Cell, Number] = {}
    for of, counts in answers.items():
        found = _Numbers(plan, counts, of)
        for cell, counted in (*found.touchpoints(), *found.stages(), *found.ways(), *found.funnels(funnels, window)):
            if counted.n:
                numbers[cell] = Number(counted.n, counted.customers)
    for name in JUDGEMENTS if conforming is not None else ():
        counted = getattr(conforming, name)
        if counted.n:
            numbers[Cell(name, (), WHOLE)] = Number(counted.n, counted.customers)
    sums = [*_elsewhere(plan), *_across(numbers)]
    for of in answers:
        sums += _within(plan, numbers, of)
    fixed = [cell for cell in numbers if cell.what == "all-cases"]
    dear = [cell for cell in numbers if cell.what == "left" or cell.of in compared]
    gone = hidden(numbers, sums, least, told=fixed, dear=dear)
    return Told(numbers, gone.names, least, gone.given_away)


JUDGEMENTS = (
    "explained",
    "complete",
    "with_unmapped_event",
    "with_unmapped_way",
    "starting_elsewhere",
    "ending_elsewhere",
)
"""What is told of how much the map explains."""
_ELSEWHERE = ("starting_elsewhere", "ending_elsewhere")


@dataclass(frozen=True)
class _Numbers:
    """The numbers of one part."""

    plan: Plan
    counts: Counts
    of: Of

    def _cell(self, what: str, *at: Steps) -> Cell:
        return Cell(what, at, self.of)

    def touchpoints(self) -> Iterator[tuple[Cell, Counted]]:
        total = self.counts.totals.get(self.of.part, Total())
        yield self._cell("all-cases"), Counted(total.cases, total.customers)
        yield self._cell("all-events"), Counted(total.events, total.customers)
        for step in range(len(self.plan.steps)):
            found = self.counts.reach.get((self.of.part, step))
            if found is not None:
                yield from self._touchpoint(step, found)

    def _touchpoint(self, step: int, found: Reached) -> Iterator[tuple[Cell, Counted]]:
        here = (step,)
        yield self._cell("then", here), found.cases
        yield self._cell("events", here), found.events
        yield self._cell("entries", here), found.entries
        yield self._cell("exits", here), found.exits
        yield self._cell("again", here), found.again
        yield self._cell("returns", here), found.returns
        yield self._cell("then", here, (step + 1,)), found.next
        if self.plan.goal is not None and step != self.plan.goal:
            yield self._cell("then", here, (self.plan.goal,)), found.goal
        for (part, one, other), counted in self.counts.later.items():
            if part == self.of.part and one == step:
                yield self._cell("then", here, (other,)), counted

    def stages(self) -> Iterator[tuple[Cell, Counted]]:
        for place, steps in enumerate(self.plan.steps_of_stages):
            found = self.counts.stages.get((self.of.part, place))
            if found is not None:
                yield self._cell("then", steps), found.cases
                yield self._cell("exits", steps), found.exits

    def ways(self) -> Iterator[tuple[Cell, Counted]]:
        left: dict[int, int] = defaultdict(int)
        for way in self.counts.ways:
            if way.part == self.of.part:
                left[way.source] += way.times
                if way.target != END:
                    yield self._cell("way", (way.source,), (way.target,)), Counted(way.times, way.customers)
        for step, times in left.items():
            yield self._cell("left", (step,)), Counted(times, self.counts.reach[self.of.part, step].cases.customers)

    def funnels(self, asked: Sequence[Levels], window: int | None) -> Iterator[tuple[Cell, Counted]]:
        for one in asked:
            for level in range(len(one.ids)):
                taken = self.counts.funnels[one.kind].get((self.of.part, level))
                if taken is not None:
                    yield funnel_cell(one, level, window, self.of), Counted(taken.cases, taken.customers)


def _within(plan: Plan, numbers: Mapping[Cell, Number], of: Of) -> Iterator[Sum[Cell]]:
    """The sums of one part."""
    steps = [(step.number,) for step in plan.steps]
    stages = plan.steps_of_stages
    ways = [cell for cell in numbers if cell.what == "way" and cell.of == of]
    yield Sum(Cell("all-cases", (), of), tuple(Cell("entries", (step,), of) for step in steps))
    for places in (steps, stages):
        yield Sum(Cell("all-cases", (), of), tuple(Cell("exits", (place,), of) for place in places))
    for stage in stages:
        if len(stage) > 1:
            yield Sum(Cell("exits", (stage,), of), tuple(Cell("exits", ((step,),), of) for step in stage))
    for step in steps:
        left = Cell("left", (step,), of)
        yield Sum(left, (Cell("exits", (step,), of), *(way for way in ways if way.at[0] == step)))
        yield Sum(left, (Cell("entries", (step,), of), *(way for way in ways if way.at[1] == step)))
        yield from _where_exact(numbers, Sum(Cell("events", (step,), of), (left, Cell("again", (step,), of))))
    events = tuple(Cell("events", (step,), of) for step in steps)
    yield from _where_exact(numbers, Sum(Cell("all-events", (), of), events))


def _where_exact(numbers: Mapping[Cell, Number], one: Sum[Cell]) -> Iterator[Sum[Cell]]:
    """A sum that does not hold where an event is of several touchpoints."""
    if one.total in numbers and numbers[one.total].n == sum(numbers[part].n for part in one.parts if part in numbers):
        yield one


def _across(numbers: Mapping[Cell, Number]) -> Iterator[Sum[Cell]]:
    """What is counted of all cases, as the sum over the parts of each split."""
    parts: dict[tuple[int, Cell], list[Cell]] = defaultdict(list)
    for cell in numbers:
        if cell.of != WHOLE:
            parts[cell.of.split, cell._replace(of=WHOLE)].append(cell)
    for (_, total), found in parts.items():
        yield Sum(total, tuple(found))


def _elsewhere(plan: Plan) -> Iterator[Sum[Cell]]:
    """Cases that begin or end where the map does not, and all cases as the sum of these and the others."""
    for name, what, known in zip(_ELSEWHERE, ("entries", "exits"), (plan.starts, plan.ends), strict=True):
        cells = {step.number: Cell(what, ((step.number,),), WHOLE) for step in plan.steps}
        others = Cell(name, (), WHOLE)
        yield Sum(others, tuple(cell for step, cell in cells.items() if step not in known))
        yield Sum(Cell("all-cases", (), WHOLE), (others, *(cell for step, cell in cells.items() if step in known)))
