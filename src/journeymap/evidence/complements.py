"""Which numbers may be told so that sums do not give away those that may not.

Numbers of too few customers are hidden. Where a sum is told, and what is hidden of it is one number only or too few
customers together, the sum less the others would tell of them: then further numbers go, as few and as small ones as
will do. This is cell suppression as statistical offices do it (L. Willenborg, T. de Waal, *Elements of statistical
disclosure control*, 2001): a greedy search along the sums, and then a test with all of them at once, since several sums
can tell together what none tells alone.
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from journeymap.evidence.equations import given_away

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Cell = TypeVar("Cell", bound="tuple[object, ...]")
"""What a number is called; names have an order, so that the same numbers are hidden each time."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number, and how many customers are behind it."""

    n: int
    customers: int


@dataclass(frozen=True, slots=True)
class Sum(Generic[Cell]):
    """A number that is the sum of others."""

    total: Cell
    parts: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Hidden(Generic[Cell]):
    """What must not be told.

    Attributes:
        names: The numbers that must not be told.
        given_away: Those of too few customers that sums of told ones give away all the same: nothing is left to hide.
    """

    names: frozenset[Cell]
    given_away: frozenset[Cell] = frozenset()


def hidden(
    numbers: Mapping[Cell, Number],
    sums: Iterable[Sum[Cell]],
    least: int,
    *,
    told: Iterable[Cell] = (),
    dear: Iterable[Cell] = (),
) -> Hidden[Cell]:
    """The numbers that must not be told: those of too few customers, and those that would give these away.

    Args:
        numbers: All numbers. Zero is never hidden.
        sums: How they hang together; what is not among the numbers is zero.
        least: The fewest customers that a number may be of.
        told: The numbers that are told whatever happens, all of them of enough customers.
        dear: The numbers that go only where no other one will do.
    """
    known = {
        (one.total, tuple(part for part in one.parts if numbers.get(part, _NONE).n))
        for one in sums
        if numbers.get(one.total, _NONE).n
    }
    search = _Search(numbers, sorted(known), frozenset(told), frozenset(dear), least)
    search.run()
    return Hidden(frozenset(search.hidden), frozenset(search.given_away))


_NONE = Number(0, 0)


@dataclass
class _Search(Generic[Cell]):
    """The numbers that are hidden so far."""

    numbers: Mapping[Cell, Number]
    sums: Sequence[tuple[Cell, tuple[Cell, ...]]]
    told: frozenset[Cell]
    dear: frozenset[Cell]
    least: int
    hidden: set[Cell] = field(default_factory=set)
    given_away: set[Cell] = field(default_factory=set)
    at: dict[Cell, list[int]] = field(default_factory=lambda: defaultdict(list))

    def run(self) -> None:
        """Hides what must be hidden, until no sum and no sums together tell any number of too few."""
        self.hidden = {name for name, number in self.numbers.items() if self._few(name) and number.n} - self.told
        for place, (total, parts) in enumerate(self.sums):
            for name in (total, *parts):
                self.at[name].append(place)
        self._along(range(len(self.sums)))
        while further := self._further():
            self._hide(further)

    def _few(self, name: Cell) -> bool:
        return self.numbers[name].customers < self.least

    def _hide(self, names: Sequence[Cell]) -> None:
        self.hidden.update(names)
        self._along(sorted({place for name in names for place in self.at[name]}))

    def _along(self, places: Iterable[int]) -> None:
        """Hides further numbers of sums that are not safe, and then of the sums that these are in."""
        waiting = deque(places)
        while waiting:
            place = waiting.popleft()
            if self._safe(place):
                continue
            name = self._smallest(place)
            if name is not None:
                self.hidden.add(name)
                waiting.extend(self.at[name])

    def _safe(self, place: int) -> bool:
        """Whether what is hidden of a sum is of enough customers together, and is not one number alone."""
        total, parts = self.sums[place]
        gone = [name for name in parts if name in self.hidden]
        if total in self.hidden:
            return bool(gone)
        if len(gone) < 2:  # noqa: PLR2004  # one number alone is the sum less the others
            return not gone
        if not all(map(self._few, gone)):
            return True
        people = sum(self.numbers[name].customers for name in gone)
        at_least = self.numbers[total].customers - sum(
            self.numbers[name].customers for name in parts if name not in self.hidden
        )
        spread = len(gone) < sum(self.numbers[name].n for name in gone) and people < len(gone) * (self.least - 1)
        return at_least >= self.least and spread

    def _smallest(self, place: int) -> Cell | None:
        """The number of a sum that is cheapest to hide; None where nothing is left to hide."""
        total, parts = self.sums[place]
        free = (name for name in (total, *parts) if name not in self.hidden and name not in self.told)
        return min(free, key=self._cost, default=None)

    def _cost(self, name: Cell) -> tuple[bool, int, Cell]:
        """What it costs to hide a number: its customers, for itself and for each sum that has nothing hidden yet."""
        alone = sum(1 for place in self.at[name] if not self._has_hidden(place))
        return name in self.dear, self.numbers[name].customers * (1 + alone), name

    def _has_hidden(self, place: int) -> bool:
        total, parts = self.sums[place]
        return total in self.hidden or any(name in self.hidden for name in parts)

    def _further(self) -> list[Cell]:
        """Further numbers to hide, one of those from which all sums together tell a hidden number of too few."""
        further: set[Cell] = set()
        self.given_away.clear()
        for name, known in given_away(self.sums, self.hidden, filter(self._few, self.hidden)).items():
            free = known - self.told
            if not free:
                self.given_away.add(name)
            elif not known & further:
                further.add(min(free, key=self._cost))
        return sorted(further)
