"""What differs between two sides, not judged: objects that came, went, moved or changed places; fields that changed.

Whether a field is a number, a list or a text decides which verb tells its change; what that means is not known here.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from journeymap.diff.table import ORDERED, Compared, row_for
from journeymap.diff.values import Fact, Verb
from journeymap.model import durations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from journeymap.diff.matching import Matches
    from journeymap.diff.table import Row
    from journeymap.diff.values import Entity, Plain

_EMPTY: tuple[Plain, ...] = (None, (), "", False)


def facts(matches: Matches) -> Iterator[Fact]:
    """Every difference between two sides, in the order of the base, then that of what is new."""
    names = {old.name: new.name for old, new in matches.pairs}
    gone, new = set(map(_name, matches.gone)), set(map(_name, matches.new))
    for entity in matches.gone:
        if entity.parent not in gone:
            yield Fact(entity.kind, Verb.REMOVED, entity, None)
    translated = _Translator(matches)
    for old, now in matches.pairs:
        yield from _pair(old, now, matches, names, translated)
    yield from _orders(matches, names)
    for entity in matches.new:
        if entity.parent not in new:
            yield Fact(entity.kind, Verb.ADDED, None, entity)


def _name(entity: Entity) -> str:
    return entity.name


def _pair(
    old: Entity, now: Entity, matches: Matches, names: Mapping[str, str], translated: _Translator
) -> Iterator[Fact]:
    """The differences of one object."""
    if old.name in matches.renamed:
        yield Fact(old.kind, Verb.RENAMED, old, now, "id", old.name, now.name, proposed=old.name in matches.proposed)
    if names.get(old.parent, old.parent) != now.parent:
        yield Fact(old.kind, Verb.MOVED, old, now, "", old.parent, now.parent)
    if old.model == now.model and not matches.renamed:
        return
    for key in dict.fromkeys((*old.fields, *now.fields)):
        before, after = old.fields.get(key), now.fields.get(key)
        if before != after:
            row = row_for(old.kind, key)
            yield from _field(row, old, now, key, translated(before, old) if row.refers else before, after)


def _field(row: Row, old: Entity, now: Entity, key: str, before: Plain, after: Plain) -> Iterator[Fact]:
    """What happened to a field, as its row of the table compares it."""
    if before == after or (before in _EMPTY and after in _EMPTY):
        return
    if row.compared is Compared.ITEMS and isinstance(before, tuple | None) and isinstance(after, tuple | None):
        yield from _items(row, old, now, key, before or (), after or ())
        return
    yield Fact(row.noun, _verb(row, before, after), old, now, key, before, after)


def _verb(row: Row, before: Plain, after: Plain) -> Verb:
    if before in _EMPTY:
        return Verb.ADDED
    if after in _EMPTY:
        return Verb.REMOVED
    low, high = rank(row, before), rank(row, after)
    if low is None or high is None or low == high:
        return Verb.CHANGED
    return Verb.RAISED if high > low else Verb.LOWERED


def rank(row: Row, value: Plain) -> float | None:
    """A value on the scale of its field: numbers, durations in seconds, dates in days, choices by their order."""
    if row.compared is Compared.NUMBER:
        return float(value) if isinstance(value, int | float) else None
    if row.compared is Compared.DURATION:
        return durations.seconds(str(value))
    if row.compared is Compared.DATE:
        return float(value.toordinal()) if isinstance(value, datetime.date) else None
    if row.compared is Compared.CHOICE:
        order = ORDERED[row.scale]
        return float(order.index(str(value))) if str(value) in order else None
    return None


def _items(row: Row, old: Entity, now: Entity, key: str, before: Sequence[str], after: Sequence[str]) -> Iterator[Fact]:
    """What came into a list, what went, and whether the rest is in another order where order means something."""
    lost = tuple(item for item in before if item not in after)
    won = tuple(item for item in after if item not in before)
    if lost:
        yield Fact(row.noun, Verb.REMOVED, old, now, key, lost, ())
    if won:
        yield Fact(row.noun, Verb.ADDED, old, now, key, (), won)
    kept_before = [item for item in before if item in after]
    kept_after = [item for item in after if item in before]
    if row.in_order and kept_before != kept_after:
        yield Fact(row.noun, Verb.REORDERED, old, now, key, tuple(before), tuple(after))


_ORDERED_KINDS = ("stage", "touchpoint", "lifecycle-stage")
"""Kinds whose order people read as an order."""


def _orders(matches: Matches, names: Mapping[str, str]) -> Iterator[Fact]:
    """One fact for each object whose children stand in another order, with those that it takes to explain it."""
    by_parent: dict[tuple[str, str], list[tuple[Entity, Entity]]] = {}
    pair_of = {old.name: (old, now) for old, now in matches.pairs}
    for old, now in matches.pairs:
        if old.kind in _ORDERED_KINDS and names.get(old.parent, old.parent) == now.parent:
            by_parent.setdefault((old.parent, old.kind), []).append((old, now))
    for (parent, kind), pairs in by_parent.items():
        places = [now.index for _, now in sorted(pairs, key=lambda pair: pair[0].index)]
        stay = set(longest_rising(places))
        shifted = [now for _, now in sorted(pairs, key=lambda pair: pair[1].index) if now.index not in stay]
        if shifted:
            old_parent, new_parent = pair_of[parent]
            before = tuple(old.label for old, _ in sorted(pairs, key=lambda pair: pair[0].index))
            after = tuple(now.label for _, now in sorted(pairs, key=lambda pair: pair[1].index))
            noun = f"{kind}s"
            field = ", ".join(one.label for one in shifted)
            yield Fact(noun, Verb.REORDERED, old_parent, new_parent, field, before, after)


def longest_rising(places: Sequence[int]) -> list[int]:
    """A longest rising subsequence: what may stay where it is when the rest moves around it.

    Source: patience sorting, as in Schensted (1961), "Longest increasing and decreasing subsequences".
    """
    from bisect import bisect_left  # noqa: PLC0415  # only few comparisons have an order to explain

    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for n, place in enumerate(places):
        at = bisect_left(ends, place)
        before.append(last[at - 1] if at else -1)
        if at == len(ends):
            ends.append(place)
            last.append(n)
        else:
            ends[at] = place
            last[at] = n
    found: list[int] = []
    n = last[-1] if last else -1
    while n >= 0:
        found.append(places[n])
        n = before[n]
    return found[::-1]


class _Translator:
    """Reads references of the base as the head calls what they mean, so that a rename is told once."""

    def __init__(self, matches: Matches) -> None:
        self.renamed = matches.renamed
        self.ids = {_last(old): _last(new) for old, new in self.renamed.items()}

    def __call__(self, value: Plain, entity: Entity) -> Plain:
        """The value with renamed ids as they are called now."""
        if not self.ids:
            return value
        if isinstance(value, tuple):
            return tuple(self._one(item, entity) for item in value)
        return self._one(value, entity) if isinstance(value, str) else value

    def _one(self, text: str, entity: Entity) -> str:
        for name in (text, f"{entity.journey}/{text}"):
            if name in self.renamed:
                new = self.renamed[name]
                return new if name == text else _last(new)
        home, slash, rest = text.partition("/")
        if slash and home in self.ids:
            return f"{self.ids[home]}/{rest}"
        return self.ids.get(text, text)


def _last(name: str) -> str:
    return name.rpartition("/")[2].rpartition(":")[2]


def objects(found: Iterable[Fact]) -> frozenset[str]:
    """The names of all objects that facts are about."""
    return frozenset(fact.entity.name for fact in found)
