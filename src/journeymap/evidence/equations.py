"""Which unknowns a system of linear equations determines, whatever the right-hand sides are, and by which equations.

An unknown is determined if it is zero in every solution of the system with zeros on the right. One such solution, drawn
at random, tells: an unknown that is free is zero in it with a probability of 2 to the minus 61 only. The numbers are
remainders by a prime, so that nothing is rounded.
"""

from __future__ import annotations

import heapq
import random
from collections import defaultdict
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

_PRIME = 2**61 - 1
"""A Mersenne prime."""

T = TypeVar("T")
Unknown = TypeVar("Unknown", bound="tuple[object, ...]")
Row: TypeAlias = dict[T, int]
"""Factors of unknowns in an equation, or of equations in one that was made of them."""


def determined(rows: Sequence[Mapping[Unknown, int]], wanted: Iterable[Unknown]) -> dict[Unknown, Row[int]]:
    """The unknowns of which the equations allow one value only, and how often each equation is taken to find it.

    Args:
        rows: The equations, each by its unknowns and their factors.
        wanted: The unknowns that are asked for.
    """
    solved = _eliminated(rows)
    draw = random.Random(1)  # noqa: S311  # not for secrets: the same equations are solved the same way each time
    value = {name: draw.randrange(1, _PRIME) for name in sorted({name for row in rows for name in row})}
    for pivot, row, _ in reversed(solved):
        rest = sum(factor * value[name] for name, factor in row.items() if name != pivot)
        value[pivot] = -rest * pow(row[pivot], -1, _PRIME) % _PRIME
    return {name: _found_by(name, solved) for name in sorted(wanted) if value.get(name) == 0}


_Solved: TypeAlias = list[tuple[Unknown, Row[Unknown], Row[int]]]
"""Equations of which each has an unknown that no later one has, with what each was made of."""


def _eliminated(rows: Sequence[Mapping[Unknown, int]]) -> _Solved[Unknown]:
    """The equations solved one after the other, shortest first, so that they stay short."""
    system = _System(rows)
    waiting = [(len(row), place) for place, row in system.rows.items()]
    heapq.heapify(waiting)
    solved = []
    while waiting:
        length, place = heapq.heappop(waiting)
        if len(system.rows.get(place, ())) == length:
            pivot, changed = system.solve(place)
            solved.append((pivot, system.rows.pop(place), system.made_of.pop(place)))
            for other in changed:
                heapq.heappush(waiting, (len(system.rows[other]), other))
    return solved


class _System(Generic[Unknown]):
    """Equations that are not solved yet, what each was made of, and in which ones each unknown is."""

    def __init__(self, rows: Sequence[Mapping[Unknown, int]]) -> None:
        self.rows = {place: dict(row) for place, row in enumerate(rows) if row}
        self.made_of: dict[int, Row[int]] = {place: {place: 1} for place in self.rows}
        self.where: dict[Unknown, set[int]] = defaultdict(set)
        for place, row in self.rows.items():
            for name in row:
                self.where[name].add(place)

    def solve(self, place: int) -> tuple[Unknown, list[int]]:
        """Takes one unknown of an equation, the rarest, out of all others; tells which and from which equations."""
        row = self.rows[place]
        for name in row:
            self.where[name].discard(place)
        pivot = min(row, key=lambda name: (len(self.where[name]), name))
        inverse = pow(row[pivot], -1, _PRIME)
        others = sorted(self.where[pivot])
        for other in others:
            times = self.rows[other][pivot] * inverse % _PRIME
            _take(self.rows[other], row, times)
            _take(self.made_of[other], self.made_of[place], times)
            for name in row:
                (self.where[name].add if name in self.rows[other] else self.where[name].discard)(other)
        return pivot, [other for other in others if self.rows[other]]


def _found_by(unknown: Unknown, solved: _Solved[Unknown]) -> Row[int]:
    """How often each equation is taken to be left with a multiple of one unknown."""
    left: Row[Unknown] = {}
    made_of: Row[int] = {}
    for pivot, row, its in solved:
        if pivot == unknown:
            left, made_of = dict(row), dict(its)
        elif pivot in left:
            times = left[pivot] * pow(row[pivot], -1, _PRIME) % _PRIME
            _take(left, row, times)
            _take(made_of, its, times)
    return made_of


def _take(target: Row[T], row: Mapping[T, int], times: int) -> None:
    """Takes a row, so many times, from another one; what drops out is forgotten."""
    for name, factor in row.items():
        left = (target.get(name, 0) - times * factor) % _PRIME
        if left:
            target[name] = left
        else:
            target.pop(name, None)


def combined(rows: Sequence[Mapping[Unknown, int]], times: Mapping[int, int]) -> set[Unknown]:
    """The unknowns that are left when equations are added up, each so many times.

    Args:
        rows: The equations.
        times: How often each is taken.
    """
    left: Row[Unknown] = {}
    for place, factor in times.items():
        _take(left, rows[place], -factor)
    return set(left)


def given_away(
    sums: Iterable[tuple[Unknown, Sequence[Unknown]]], hidden: Collection[Unknown], wanted: Iterable[Unknown]
) -> dict[Unknown, set[Unknown]]:
    """The hidden numbers that all sums together tell, each with the numbers it is told from.

    Args:
        sums: Each as its total and its parts.
        hidden: The numbers that are not told.
        wanted: Those of them that are asked for.
    """
    rows = [{**dict.fromkeys(parts, 1), total: -1} for total, parts in sums]
    unknown = [{name: factor for name, factor in row.items() if name in hidden} for row in rows]
    found = determined(unknown, wanted)
    return {name: combined(rows, times).difference(hidden) for name, times in found.items()}
