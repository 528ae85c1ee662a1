"""Which numbers of customers must not be told, where customers go from place to place and none gets lost.

Each number is of those who pass from one place to another, and as many leave a place as come to it; so sums and
differences tell numbers that are not told themselves. A number is kept from that if the customers on some round trip
through it could be one more or one fewer, with nothing that is told saying otherwise: then there is a second answer to
everything that can be reckoned. The round trip that costs least is a shortest path (J. Castro, *A shortest-paths
heuristic for statistical data protection in positive tables*, INFORMS Journal on Computing 19(4), 2007). What is hidden
for one number takes no second answer from another one, so that each is looked at once; and what in the end none needs
is told again.
"""

from __future__ import annotations

import enum
import heapq
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Place: TypeAlias = tuple[str, int, int]
"""Where customers can be; places have an order, so that the same numbers are hidden each time."""


class Said(enum.Enum):
    """Whether readers are told a number."""

    ALWAYS = "always"
    IF_SAFE = "if safe"
    NEVER = "never"
    """It is nowhere shown, but could be reckoned."""


@dataclass(frozen=True, slots=True)
class Passing:
    """How many customers pass from one place to another.

    Attributes:
        origin: The place that they leave.
        target: The place that they come to.
        n: How many they are; 0 only where nobody can know that nobody does.
        said: Whether readers are told.
    """

    origin: Place
    target: Place
    n: int
    said: Said


@dataclass(frozen=True, slots=True)
class Untold:
    """What is not told.

    Attributes:
        places: The numbers that are not told, by their places among all.
        marked: Whether it may be said of each if it is of too few or goes for the sake of others.
    """

    places: frozenset[int]
    marked: bool


class _Reader(enum.Enum):
    """What somebody who reckons takes into account."""

    SUMS = "sums"
    """As many leave each place as come to it."""
    NOBODY = "nobody"
    """That, and no number is negative, and none that is hidden is zero."""
    MARKS = "marks"
    """That, and what is marked as of too few is below the least, and what goes for the sake of others is not."""


_NAMED_BY_MARK = 2
"""Where groups are of so many at least, a mark says how many too few are: one."""


def untold(passing: Sequence[Passing], least: int) -> Untold:
    """The numbers that must not be told: those of too few customers, and as little as will do besides.

    No number of too few can be reckoned from those that are told, shown or not, by whoever knows all sums, that no
    number is negative, and what marks say. Where marks would say too much, they must not be set; and where no more
    would be left to hide, it is sums alone that tell nothing.

    Args:
        passing: All numbers; as many customers leave each place as come to it.
        least: The fewest customers that a number may be of.
    """
    if least <= _NAMED_BY_MARK:
        return Untold(frozenset(_Search(passing, least, _Reader.SUMS).run().hidden), marked=True)
    search = _Search(passing, least, _Reader.MARKS).run()
    if search.open:
        search = _Search(passing, least, _Reader.NOBODY).run()
    return Untold(frozenset(search.hidden), marked=search.reader is _Reader.MARKS)


@dataclass
class _Search:
    """The numbers that are hidden so far, from a reader."""

    passing: Sequence[Passing]
    least: int
    reader: _Reader
    hidden: set[int] = field(default_factory=set)
    open: list[int] = field(default_factory=list)
    """Numbers of too few that the reader finds all the same."""
    trips: dict[int, frozenset[int]] = field(default_factory=dict)
    """A round trip through each number of too few, all of it hidden."""
    at: dict[Place, list[_Step]] = field(default_factory=lambda: defaultdict(list))
    """By which numbers one can go on from each place."""

    def run(self) -> _Search:
        """Hides what must be hidden."""
        for number, item in enumerate(self.passing):
            self.at[item.origin].append(_Step(number, more=True, to=item.target))
            self.at[item.target].append(_Step(number, more=False, to=item.origin))
        few = [number for number, item in enumerate(self.passing) if 0 < item.n < self.least]
        self.hidden = {number for number in few if self.passing[number].said is Said.IF_SAFE}
        for number in few:
            trip = self._trip(number)
            if trip is None:
                self.open.append(number)
                trip = self._trip(number)
            if trip is not None:
                self.trips[number] = trip.numbers
                self.hidden.update(other for other in trip.numbers if self.passing[other].said is Said.IF_SAFE)
        self._tell_again(self.hidden.difference(few))
        return self

    def _tell_again(self, numbers: set[int]) -> None:
        """Tells what is needed for no number of too few after all, the largest first."""
        for number in sorted(numbers, key=lambda number: (-self.passing[number].n, number)):
            self.hidden.discard(number)
            others = {few: self._trip(few) for few, trip in self.trips.items() if number in trip}
            found = {few: trip.numbers for few, trip in others.items() if trip is not None and not trip.cost}
            if len(found) == len(others):
                self.trips.update(found)
            else:
                self.hidden.add(number)

    def _trip(self, number: int) -> _Trip | None:
        """The cheapest round trip through a number, by one customer more or fewer; None where there is none."""
        item = self.passing[number]
        reader = _Reader.SUMS if number in self.open else self.reader
        ways = ((True, item.target, item.origin), (False, item.origin, item.target))
        found = (
            self._path(number, begin, end, reader) for more, begin, end in ways if self._can(number, reader, more=more)
        )
        return min((trip for trip in found if trip is not None), key=lambda trip: trip.cost, default=None)

    def _path(self, without: int, begin: Place, end: Place, reader: _Reader) -> _Trip | None:
        """The cheapest path from one place to another that has not one number, after Dijkstra."""
        came: dict[Place, tuple[int, Place]] = {}
        best = {begin: 0}
        waiting = [(0, 0, begin)]
        while waiting:
            cost, _, place = heapq.heappop(waiting)
            if place == end:
                return _Trip(cost, frozenset(_back(came, begin, end)))
            for step in self.at[place] if cost == best[place] else ():
                further = cost + self._cost(step.number)
                usable = step.number != without and self._can(step.number, reader, more=step.more)
                if usable and further < best.get(step.to, further + 1):
                    best[step.to] = further
                    came[step.to] = (step.number, place)
                    heapq.heappush(waiting, (further, step.number, step.to))
        return None

    def _cost(self, number: int) -> int:
        item = self.passing[number]
        return 0 if item.said is Said.NEVER or number in self.hidden else item.n

    def _can(self, number: int, reader: _Reader, *, more: bool) -> bool:
        """Whether a number could be one more or one fewer to a reader, if it is hidden."""
        item = self.passing[number]
        if item.said is Said.ALWAYS:
            return False
        if reader is _Reader.SUMS:
            return True
        if item.said is Said.NEVER:
            return more or item.n > 0
        if reader is _Reader.NOBODY:
            return more or item.n > 1
        if item.n < self.least:
            return item.n + 1 < self.least if more else item.n > 1
        return more or item.n > self.least


class _Trip(NamedTuple):
    """What hiding the rest of a round trip costs, and the numbers on it."""

    cost: int
    numbers: frozenset[int]


class _Step(NamedTuple):
    """A number by which one goes on: whether by one customer more or one fewer, and where to."""

    number: int
    more: bool
    to: Place


def _back(came: Mapping[Place, tuple[int, Place]], begin: Place, end: Place) -> Iterator[int]:
    """The numbers of a path, from its end."""
    while end != begin:
        number, end = came[end]
        yield number
