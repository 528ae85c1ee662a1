"""What differs between two sides, not judged: objects that came, went, moved or changed places; fields that changed.

Whether a field is a number, a list or a text decides which verb tells its change; what that means is not known here.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from journeymap.diff.matching import WITH_ID
from journeymap.diff.meaning import Meaning, pairs
from journeymap.diff.ordering import orders
from journeymap.diff.plain import alike, says_nothing
from journeymap.diff.table import ORDERED, Compared, Good, row_for
from journeymap.diff.values import Fact, Verb
from journeymap.model import durations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from journeymap.diff.matching import Matches
    from journeymap.diff.table import Row
    from journeymap.diff.values import Entity, Plain

    Items = tuple[str, ...]


def facts(matches: Matches) -> Iterator[Fact]:
    """Every difference between two sides, in the order of the base, then that of what is new."""
    for entity, along in _outermost(matches.gone):
        yield Fact(entity.kind, Verb.REMOVED, entity, None, along=along)
    meaning = Meaning(matches)
    single = {now.name for old, now in matches.pairs if old.follows and now.follows}
    for old, now in matches.pairs:
        if old.model is not now.model or old.parent != now.parent or old.name != now.name or old.follows != now.follows:
            yield from _pair(old, now, matches, meaning)
            if old.kind == "way" and now.parent not in single:
                yield from _led_elsewhere(old, now, meaning)
    yield from orders(matches)
    for entity, along in _outermost(matches.new):
        yield Fact(entity.kind, Verb.ADDED, None, entity, along=along)


def _outermost(found: Iterable[Entity]) -> Iterator[tuple[Entity, tuple[str, ...]]]:
    """The objects that lie in no other of them, with the kinds of those that lie in each; outer ones come first."""
    around: dict[str, str] = {}
    kinds: dict[str, list[str]] = {}
    outer: list[Entity] = []
    for entity in found:
        root = around[entity.name] = around.get(entity.parent, entity.name)
        if root == entity.name:
            outer.append(entity)
        else:
            kinds.setdefault(root, []).append(entity.kind)
    return ((entity, tuple(kinds.get(entity.name, ()))) for entity in outer)


def _pair(old: Entity, now: Entity, matches: Matches, meaning: Meaning) -> Iterator[Fact]:
    """The differences of one object."""
    proposed = old.name in matches.proposed
    if old.kind in WITH_ID:
        if old.name in matches.renamed:
            yield Fact(old.kind, Verb.RENAMED, old, now, "id", old.name, now.name, proposed=proposed)
        if matches.names.get(old.parent, old.parent) != now.parent:
            yield Fact(old.kind, Verb.MOVED, old, now, "", old.parent, now.parent, proposed=proposed)
    if old.kind == "touchpoint":
        yield from _what_follows(old, now, meaning)
    yield from _fields(old, now, meaning)


def _what_follows(old: Entity, now: Entity, meaning: Meaning) -> Iterator[Fact]:
    """Where the only way out leads, unless it leads on to what comes next on both sides."""
    alike_written = old.follows == now.follows or (old.in_order and now.in_order)
    if not old.follows or not now.follows or alike_written:
        return
    if not meaning.same_step(old, old.follows, now, now.follows):
        yield Fact(row_for("touchpoint", "next").noun, Verb.CHANGED, old, now, "next", old.follows, now.follows)


def _led_elsewhere(old: Entity, now: Entity, meaning: Meaning) -> Iterator[Fact]:
    """Another target of a way that is one of several."""
    if old.key != now.key and not meaning.same_step(old, old.key, now, now.key):
        yield Fact(row_for("way", "to").noun, Verb.CHANGED, old, now, "to", old.key, now.key)


def _fields(old: Entity, now: Entity, meaning: Meaning) -> Iterator[Fact]:
    """The fields that differ."""
    for key in dict.fromkeys((*old.fields, *now.fields)):
        before, after = old.fields.get(key), now.fields.get(key)
        if alike(before, after):
            continue
        row = row_for(old.kind, key)
        if row.compared is Compared.ITEMS and isinstance(before, tuple | None) and isinstance(after, tuple | None):
            yield from _items(row, old, now, key, before or (), after or (), meaning)
        elif not (row.refers and meaning.same(old, before, now, after, key)):
            yield from _value(row, old, now, key, before, after)


def _value(row: Row, old: Entity, now: Entity, key: str, before: Plain, after: Plain) -> Iterator[Fact]:
    """What happened to a single value, as its row of the table compares it."""
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


def _items(
    row: Row, old: Entity, now: Entity, key: str, before: Items, after: Items, meaning: Meaning
) -> Iterator[Fact]:
    """What came into a list, what went, and whether the rest is in another order where order means something."""
    both = meaning.both(old, before, now, after, key) if row.refers else pairs(before, after)
    stayed, came = {n for n, _ in both}, {m for _, m in both}
    lost = tuple(item for n, item in enumerate(before) if n not in stayed)
    won = tuple(item for m, item in enumerate(after) if m not in came)
    if lost and won and (row.good is Good.NEITHER or len(lost) == len(won)):
        yield Fact(row.noun, Verb.CHANGED, old, now, key, lost, won)
    else:
        if lost:
            yield Fact(row.noun, Verb.REMOVED, old, now, key, lost, ())
        if won:
            yield Fact(row.noun, Verb.ADDED, old, now, key, (), won)
    order = [m for _, m in both]
    if row.in_order and order != sorted(order):
        kept = tuple(before[n] for n, _ in both)
        shown = tuple(after[m] for m in sorted(order))
        shifted = tuple(after[m] for m, other in zip(sorted(order), order, strict=True) if m != other)
        yield Fact(row.noun, Verb.REORDERED, old, now, key, kept, shown, shifted=shifted)
