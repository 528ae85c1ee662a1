"""Which groups are large enough to be told of, so that nobody can be made out, not even by taking one from another.

A table has a row a place and a column a persona, with the sums of both. A field of few people is left out; and where
the fields left out of a row or column are few people together, the smallest of those that would be told is left out
too, or its sum less the others would tell of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ALL = -9
"""The place or persona of a sum."""

Field: TypeAlias = tuple[int, int]
"""A place and a persona, each by its number; below 0 it is nobody's, and counts in sums only."""


def told(people: Mapping[Field, int], least: int) -> frozenset[Field]:
    """The fields that may be told of.

    Args:
        people: How many people each field rests on, the sums among them.
        least: What a group must have.
    """
    shown = {field for field, n in people.items() if n >= least and all(part >= 0 or part == ALL for part in field)}
    lines = list(_lines(people))
    changed = True
    while changed:
        changed = False
        for total, parts in lines:
            hidden = sum(people[field] for field in parts if field not in shown)
            telling = [field for field in parts if field in shown]
            if total in shown and 0 < hidden < least and telling:
                shown.remove(min(telling, key=lambda field: (people[field], field)))
                changed = True
    return frozenset(shown)


def _lines(people: Mapping[Field, int]) -> Iterator[tuple[Field, tuple[Field, ...]]]:
    """Each sum with what it is the sum of."""
    for total in sorted(people):
        place, persona = total
        if persona == ALL:
            yield total, tuple(field for field in sorted(people) if field[0] == place and field[1] != ALL)
        if place == ALL:
            yield total, tuple(field for field in sorted(people) if field[1] == persona and field[0] != ALL)
