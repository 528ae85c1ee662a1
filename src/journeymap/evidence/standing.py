"""How many customers are in which stage, and how many moved in the last months: what may be told of it.

What is told hangs together, month by month. Who is in a stage at a month's end stayed in it or came to it in the month;
who was in it at the month's begin stays in it or leaves it. So, for each stage, those in it now are those who were in
it before the first month that is shown, and who came since, less who left since; before the first month in which
anybody moved, all were in none. Those in a stage now are the sum over the personas, and the other way round. How many
were in a stage at a month's end, and how many stayed in it, is not shown, but is reckoned from that: it counts too.
"""

from __future__ import annotations

import enum
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from journeymap.evidence.circulation import Passing, Place, Said, untold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.evidence.customers import People, StageFlow


class Unsaid(enum.Enum):
    """Why a number is not told."""

    FEW = "few"
    """Too few customers."""
    HIDDEN = "hidden"
    """It would tell another one; or it is not said which of both."""


Told: TypeAlias = "int | Unsaid"


@dataclass(frozen=True, slots=True)
class Row:
    """A stage or all of them: how many customers, and how many of each persona."""

    stage: str
    customers: Told
    personas: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """How many customers went from one stage to another in a month; an empty stage is none."""

    month: str
    before: str
    after: str
    customers: Told


@dataclass(frozen=True, slots=True)
class Standing:
    """What may be told.

    Attributes:
        personas: The personas, as the numbers of a row are ordered; an empty one is unknown.
        rows: The stages that somebody is in now; an empty one is none.
        all: All customers.
        moves: Who moved, in the last months in which anybody did.
        marked: Whether it is said of each number why it is not told; else all are `HIDDEN`.
    """

    personas: tuple[str, ...]
    rows: tuple[Row, ...]
    all: Row
    moves: tuple[Move, ...]
    marked: bool


def standing(people: People, months: int) -> Standing:
    """What may be told of who is where and who moved, so that no number of too few can be reckoned from it.

    Args:
        people: The customers, and who moved.
        months: In how many months at most: the last in which anybody moved.
    """
    sums = _Sums(people, months)
    passing = tuple(sums.passing())
    hidden = untold(passing, people.min_group)
    shown: dict[tuple[Place, Place], Told] = {}
    for number, item in enumerate(passing):
        few = item.n < people.min_group and hidden.marked
        unsaid = Unsaid.FEW if few else Unsaid.HIDDEN
        shown[item.origin, item.target] = unsaid if number in hidden.places else item.n
    return sums.standing(shown, marked=hidden.marked)


class _Sums:
    """How the numbers hang together: as customers who go from each place to the next one, and round again.

    They go from outside to the stages where they were before the first month, from the stages at each month's end to
    those at the next one's, from those where they are now to their personas, and from these outside.
    """

    _OUTSIDE: Place = ("begin", 0, 0)
    _END: Place = ("end", 0, 0)

    def __init__(self, people: People, months: int) -> None:
        self.names = (*people.stages, "")
        self.months = tuple(dict.fromkeys(flow.month for flow in people.flows))[-months:]
        self.flows = tuple(flow for flow in people.flows if flow.month in self.months)
        self.earlier = len(self.flows) < len(people.flows)
        self.personas = tuple(sorted({item.persona for item in people.customers}))
        self.least = people.min_group
        self.now = Counter(
            (self.names.index(item.stage), self.personas.index(item.persona)) for item in people.customers
        )

    def passing(self) -> Iterator[Passing]:
        """All numbers, those among them that are not shown."""
        last = len(self.months)
        yield from self._before()
        for number in range(last):
            yield from self._month(number)
        for stage in range(len(self.names)):
            n = sum(n for (place, _), n in self.now.items() if place == stage)
            if n:
                yield Passing(("in", last, stage), ("out", last, stage), n, Said.IF_SAFE)
        for (stage, persona), n in sorted(self.now.items()):
            yield Passing(("out", last, stage), ("persona", 0, persona), n, Said.IF_SAFE)
        for persona in range(len(self.personas)):
            n = sum(n for (_, other), n in self.now.items() if other == persona)
            yield Passing(("persona", 0, persona), self._END, n, Said.IF_SAFE)
        total = self.now.total()
        yield Passing(self._END, self._OUTSIDE, total, Said.ALWAYS if total >= self.least else Said.IF_SAFE)

    def _before(self) -> Iterator[Passing]:
        """Who was where before the first month that is shown; it is known to be nobody where nothing was before it."""
        for stage, n in enumerate(self._at(0)):
            if n or self.earlier:
                yield Passing(self._OUTSIDE, ("in", 0, stage), n, Said.NEVER)

    def _month(self, number: int) -> Iterator[Passing]:
        """Who was where at the end of the month before, who stayed, and who moved."""
        for stage, n in enumerate(self._at(number)):
            left = sum(flow.customers for flow in self._of(number) if self.names.index(flow.before) == stage)
            yield Passing(("in", number, stage), ("out", number, stage), n, Said.NEVER)
            yield Passing(("out", number, stage), ("in", number + 1, stage), n - left, Said.NEVER)
        for flow in self._of(number):
            yield Passing(*self._ends(flow), flow.customers, Said.IF_SAFE)

    def _of(self, number: int) -> Iterator[StageFlow]:
        return (flow for flow in self.flows if flow.month == self.months[number])

    def _ends(self, flow: StageFlow) -> tuple[Place, Place]:
        number = self.months.index(flow.month)
        return ("out", number, self.names.index(flow.before)), ("in", number + 1, self.names.index(flow.after))

    def _at(self, number: int) -> tuple[int, ...]:
        """How many were in each stage before a month."""
        found: Counter[int] = Counter()
        for (stage, _), n in self.now.items():
            found[stage] += n
        for flow in self.flows:
            if self.months.index(flow.month) >= number:
                found[self.names.index(flow.before)] += flow.customers
                found[self.names.index(flow.after)] -= flow.customers
        return tuple(found[stage] for stage in range(len(self.names)))

    def standing(self, shown: dict[tuple[Place, Place], Told], *, marked: bool) -> Standing:
        """The numbers by what they are of."""
        last, personas = len(self.months), range(len(self.personas))

        def row(stage: int) -> Row:
            into = ("in", last, stage), ("out", last, stage)
            of = (shown.get((into[1], ("persona", 0, persona)), 0) for persona in personas)
            return Row(self.names[stage], shown[into], tuple(of))

        return Standing(
            personas=self.personas,
            rows=tuple(row(stage) for stage in sorted({stage for stage, _ in self.now})),
            all=Row(
                "",
                shown[self._END, self._OUTSIDE],
                tuple(shown[("persona", 0, persona), self._END] for persona in personas),
            ),
            moves=tuple(Move(flow.month, flow.before, flow.after, shown[self._ends(flow)]) for flow in self.flows),
            marked=marked,
        )
