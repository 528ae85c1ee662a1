"""What differs between two sides, not judged: objects that came, went, moved or changed places; fields that changed.

Whether a field is a number, a list or a text decides which verb tells its change; what that means is not known here.
"""

from __future__ import annotations

import datetime
import unicodedata
from bisect import bisect_left
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from journeymap.diff.entities import own_id
from journeymap.diff.matching import WITH_ID
from journeymap.diff.plain import alike, says_nothing
from journeymap.diff.references import names_of, reference_of
from journeymap.diff.table import ORDERED, Compared, Good, row_for
from journeymap.diff.values import Fact, Verb
from journeymap.model import durations

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.diff.matching import Matches
    from journeymap.diff.table import Row
    from journeymap.diff.values import Entity, Plain


def facts(matches: Matches) -> Iterator[Fact]:
    """Every difference between two sides, in the order of the base, then that of what is new."""
    gone, new = {entity.name for entity in matches.gone}, {entity.name for entity in matches.new}
    for entity in matches.gone:
        if entity.parent not in gone:
            yield Fact(entity.kind, Verb.REMOVED, entity, None)
    translated = Translator(matches)
    for old, now in matches.pairs:
        if old.model is not now.model or old.parent != now.parent or old.name != now.name or old.follows != now.follows:
            yield from _pair(old, now, matches, translated)
    yield from _orders(matches)
    for entity in matches.new:
        if entity.parent not in new:
            yield Fact(entity.kind, Verb.ADDED, None, entity)


def _pair(old: Entity, now: Entity, matches: Matches, translated: Translator) -> Iterator[Fact]:
    """The differences of one object."""
    proposed = old.name in matches.proposed
    if old.kind in WITH_ID:
        if old.name in matches.renamed:
            yield Fact(old.kind, Verb.RENAMED, old, now, "id", old.name, now.name, proposed=proposed)
        if matches.names.get(old.parent, old.parent) != now.parent:
            yield Fact(old.kind, Verb.MOVED, old, now, "", old.parent, now.parent, proposed=proposed)
    if old.kind == "touchpoint":
        yield from _order_of(old, now, translated)
    yield from _fields(old, now, translated)


def _order_of(old: Entity, now: Entity, translated: Translator) -> Iterator[Fact]:
    """Where the only way out leads, unless it leads on to what comes next on both sides."""
    alike_written = old.follows == now.follows or (old.in_order and now.in_order)
    if not old.follows or not now.follows or alike_written:
        return
    before = translated.touchpoint(old.follows, old.journey)
    if before != now.follows:
        yield Fact(row_for("touchpoint", "next").noun, Verb.CHANGED, old, now, "next", before, now.follows)


def _fields(old: Entity, now: Entity, translated: Translator) -> Iterator[Fact]:
    """The fields that differ."""
    for key in dict.fromkeys((*old.fields, *now.fields)):
        before, after = old.fields.get(key), now.fields.get(key)
        if alike(before, after):
            continue
        row = row_for(old.kind, key)
        if row.refers and translated.names:
            before = translated(before, old, key)
        if not alike(before, after):
            yield from _field(row, old, now, key, before, after)


def _field(row: Row, old: Entity, now: Entity, key: str, before: Plain, after: Plain) -> Iterator[Fact]:
    """What happened to a field, as its row of the table compares it."""
    if row.compared is Compared.ITEMS and isinstance(before, tuple | None) and isinstance(after, tuple | None):
        yield from _items(row, old, now, key, before or (), after or ())
        return
    verb = _verb(row, before, after)
    if verb is not Verb.CHANGED or row.compared is not Compared.DURATION:
        yield Fact(row.noun, verb, old, now, key, before, after)


def _verb(row: Row, before: Plain, after: Plain) -> Verb:
    if says_nothing(before):
        return Verb.ADDED
    if says_nothing(after):
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
    lost, won = _beyond(before, after), _beyond(after, before)
    if lost and won and (row.good is Good.NEITHER or len(lost) == len(won)):
        yield Fact(row.noun, Verb.CHANGED, old, now, key, lost, won)
    else:
        if lost:
            yield Fact(row.noun, Verb.REMOVED, old, now, key, lost, ())
        if won:
            yield Fact(row.noun, Verb.ADDED, old, now, key, (), won)
    kept_before, kept_after = _without(before, lost), _without(after, won)
    if row.in_order and not alike(kept_before, kept_after):
        shifted = tuple(one for one, other in zip(kept_after, kept_before, strict=True) if one != other)
        yield Fact(row.noun, Verb.REORDERED, old, now, key, kept_before, kept_after, shifted=shifted)


def _without(items: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    """The items but for those others, as often as they are there."""
    left = Counter(others)
    found = []
    for item in items:
        if left[item] > 0:
            left[item] -= 1
        else:
            found.append(item)
    return tuple(found)


def _beyond(items: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    """The items that a list has more often than another one, in order."""
    left = Counter(unicodedata.normalize("NFC", item).strip() for item in others)
    found = []
    for item in items:
        normal = unicodedata.normalize("NFC", item).strip()
        if left[normal]:
            left[normal] -= 1
        else:
            found.append(item)
    return tuple(found)


_ORDERED_KINDS = ("stage", "touchpoint", "lifecycle-stage")
"""Kinds whose order people read as an order."""


def _orders(matches: Matches) -> Iterator[Fact]:
    """One fact for each object whose children stand in another order, with those that it takes to explain it."""
    by_parent: dict[tuple[str, str], list[tuple[Entity, Entity]]] = {}
    for old, now in matches.pairs:
        if old.kind in _ORDERED_KINDS and matches.names.get(old.parent, old.parent) == now.parent:
            by_parent.setdefault((old.parent, old.kind), []).append((old, now))
    pair_of: dict[str, tuple[Entity, Entity]] = {}
    for (parent, kind), pairs in by_parent.items():
        places = [now.index for _, now in pairs]
        if all(one < other for one, other in pairwise(places)):
            continue
        pair_of = pair_of or {old.name: (old, now) for old, now in matches.pairs}
        stay = set(longest_rising(places))
        after = sorted((now for _, now in pairs), key=lambda now: now.index)
        shifted = tuple(now.label for now in after if now.index not in stay)
        before = tuple(old.label for old, _ in pairs)
        told = tuple(now.label for now in after)
        yield Fact(f"{kind}s", Verb.REORDERED, *pair_of[parent], "", before, told, shifted=shifted)


def longest_rising(places: Sequence[int]) -> list[int]:
    """A longest rising subsequence: what may stay where it is when the rest moves around it.

    Source: patience sorting, as in Schensted (1961), "Longest increasing and decreasing subsequences".
    """
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


class Translator:
    """Reads references of the base as the head calls what they mean, so that a rename is told once."""

    def __init__(self, matches: Matches) -> None:
        self.names = {
            old: new
            for old, new in matches.names.items()
            if old != new and (old in matches.renamed or _in_other(old, new))
        }

    def __call__(self, value: Plain, entity: Entity, key: str) -> Plain:
        """The value of a field with renamed ids as they are called now."""
        if isinstance(value, tuple):
            return tuple(self._one(item, entity, key) for item in value)
        return self._one(value, entity, key) if isinstance(value, str) else value

    def touchpoint(self, own: str, journey: str) -> str:
        """What a touchpoint of a journey is called now."""
        new = self.names.get(f"{journey}/{own}")
        return own_id(new) if new else own

    def _one(self, text: str, entity: Entity, key: str) -> str:
        reference = reference_of(entity, key)
        for name in names_of(text, reference, entity.journey) if reference else ():
            new = self.names.get(name)
            if new is not None:
                return new if "/" in text or ":" in text else own_id(new)
        return text


def _in_other(old: str, new: str) -> bool:
    """Whether an object is in another journey or lifecycle now, so that its name from outside is another one."""
    return "/" in old and old.count("/") == 1 and old.partition("/")[0] != new.partition("/")[0]
