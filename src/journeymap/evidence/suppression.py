"""Which groups are large enough to be told of, so that nobody can be made out, not even by taking one from another.

A table has a row a place and a column a persona, with the sums of both. A field of few people is left out; and where
the fields left out of a row or column may be few people together, the smallest of those that would be told is left out
too, or its sum less the others would tell of them. Then all sums are looked at together, since several can tell what
none tells alone. The same people may be in several fields of a row or column.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from journeymap.evidence.equations import given_away

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

ALL = -9
"""The place or persona of a sum."""

Field: TypeAlias = tuple[int, int]
"""A place and a persona, each by its number; below 0 it is nobody's, and counts in sums only."""

_Line: TypeAlias = tuple[Field, tuple[Field, ...]]
"""A sum, and what it is the sum of."""


def told(people: Mapping[Field, int], least: int) -> frozenset[Field]:
    """The fields that may be told of.

    Args:
        people: How many people each field rests on, the sums among them.
        least: What a group must have.
    """
    shown = {field for field, n in people.items() if n >= least and all(part >= 0 or part == ALL for part in field)}
    lines = list(_lines(people))
    while given := _one_line(people, lines, shown, least) or _all_lines(people, lines, shown, least):
        shown.discard(min(given, key=lambda field: (people[field], field)))
    return frozenset(shown)


def _lines(people: Mapping[Field, int]) -> Iterator[_Line]:
    for total in sorted(people):
        place, persona = total
        if persona == ALL:
            yield total, tuple(field for field in sorted(people) if field[0] == place and field[1] != ALL)
        if place == ALL:
            yield total, tuple(field for field in sorted(people) if field[1] == persona and field[0] != ALL)


def _one_line(people: Mapping[Field, int], lines: Iterable[_Line], shown: set[Field], least: int) -> list[Field]:
    """The fields that are told of a line whose sum is told, and which may be of few people without them."""
    for total, parts in lines:
        telling = [field for field in parts if field in shown]
        hidden = [people[field] for field in parts if field not in shown and people[field]]
        if total in shown and telling and hidden:
            others = people[total] - sum(people[field] for field in telling)
            if max(*hidden, others) < least:
                return telling
    return []


def _all_lines(people: Mapping[Field, int], lines: Sequence[_Line], shown: set[Field], least: int) -> set[Field]:
    """The fields that are told, from which all sums together tell a field of few people."""
    hidden = {field for field, n in people.items() if n and field not in shown}
    told_from = given_away(lines, hidden, (field for field in hidden if people[field] < least))
    return next((given for known in told_from.values() if (given := known & shown)), set())
