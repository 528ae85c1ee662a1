"""Pairs of objects without ids, inside objects that are matched: ways, hand-offs, voices, work, evidence.

Each is known by what it is about. Several alike are told apart by what they say, and a text that was only reworded is
found by its likeness.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from journeymap.diff.entities import children

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from journeymap.diff.values import Entity, Plain

_ABOUT = {
    "way": "",
    "voice": "personas:",
    "measure": "metrics:",
    "expected-move": "metrics:",
    "evidence": "research:",
}
"""Kinds that are known by the id of something else, and what its name begins with; a way is known by a touchpoint."""
_WORDED = frozenset({"frontstage", "backstage", "support", "quote", "decision"})
"""Kinds that are known by their text."""
_REWORDED = 60
"""From this likeness (0 to 100) on a text is the same one in other words."""


class Insides:
    """The objects in matched ones.

    Args:
        base: The objects of the one side by name, parents first.
        head: Those of the other.
        names: What matched objects with ids are called in the head; what is found is added.
    """

    def __init__(self, base: Mapping[str, Entity], head: Mapping[str, Entity], names: dict[str, str]) -> None:
        self.base = base
        self.head = head
        self.names = names
        self.found_again = frozenset(names.values())

    def pairs(self) -> dict[str, str]:
        """What each matched object without an id is called in the head."""
        before = children(entity for entity in self.base.values() if not _has_id(entity))
        after = children(entity for entity in self.head.values() if not _has_id(entity))
        found: dict[str, str] = {}
        for (parent, kind), old in before.items():
            where = found.get(parent) or self.names.get(parent)
            if where is None:
                continue
            new = after.get((where, kind), [])
            if kind == "hand-off" and not new:
                new = after.get((self._other_place(parent, where, found), kind), [])
            found.update((one.name, other.name) for one, other in self._paired(kind, old, new))
        return found

    def _other_place(self, parent: str, where: str, found: Mapping[str, str]) -> str:
        """Where a hand-off stands when there is another number of ways: at the way, or at the touchpoint."""
        holder = self.base[parent]
        if holder.kind == "touchpoint":
            return found.get(f"{parent}/next/{holder.follows}", "") if holder.follows else ""
        above = self.head[where].parent
        return above if self.head[above].follows else ""

    def _paired(self, kind: str, old: Sequence[Entity], new: Sequence[Entity]) -> Iterator[tuple[Entity, Entity]]:
        """Pairs of one place: by what they are about, then the only two, then by what they say."""
        left, free = list(old), list(new)
        for same in (self._same, self._about, _same_key):
            for one in list(left):
                other = next((item for item in free if same(one, item)), None)
                if other is not None:
                    left.remove(one)
                    free.remove(other)
                    yield one, other
        single = kind not in _ABOUT and kind not in _WORDED
        if left and free and (single or (kind == "way" and len(old) == len(new) == 1)):
            yield left[0], free[0]
        elif left and free and kind in _WORDED:
            yield from _reworded(left, free)
        elif left and free and kind == "way":
            yield from _led_elsewhere(left, free)

    def _same(self, one: Entity, other: Entity) -> bool:
        """Whether two are about the same, and say the same of it."""
        return self._about(one, other) and (one.fields == other.fields)

    def _about(self, one: Entity, other: Entity) -> bool:
        """Whether two are about the same thing, which may have been renamed; ids that name nothing mean themselves."""
        start = _ABOUT.get(one.kind)
        if start is None:
            return one.key == other.key
        was, now = (f"{start or entity.journey + '/'}{entity.key}" for entity in (one, other))
        return self.names[was] == now if was in self.names else one.key == other.key and now not in self.found_again


def _same_key(one: Entity, other: Entity) -> bool:
    """Whether two are written as about the same, though what that names was renamed."""
    return one.key == other.key


def _reworded(left: Sequence[Entity], free: Sequence[Entity]) -> Iterator[tuple[Entity, Entity]]:
    """Texts that are alike, the likeliest first; ties the same in both directions."""
    scored = []
    for n, one in enumerate(left):
        for m, other in enumerate(free):
            score = fuzz.ratio(one.key, other.key)
            if score >= _REWORDED:
                scored.append((-score, n + m, abs(n - m), n, m))
    used: tuple[set[int], set[int]] = set(), set()
    for *_, n, m in sorted(scored):
        if n not in used[0] and m not in used[1]:
            used[0].add(n)
            used[1].add(m)
            yield left[n], free[m]


def _led_elsewhere(left: Sequence[Entity], free: Sequence[Entity]) -> Iterator[tuple[Entity, Entity]]:
    """Ways that lead elsewhere now: those that say the same as no other one of either side does."""
    for tells in (_all_of, _condition, _personas, _outcome):
        old, new = _single(left, tells), _single(free, tells)
        for said in old.keys() & new.keys():
            yield old[said], new[said]
        paired = old.keys() & new.keys()
        left = [one for one in left if tells(one) not in paired]
        free = [one for one in free if tells(one) not in paired]


def _single(ways: Sequence[Entity], tells: Callable[[Entity], Plain]) -> dict[Plain, Entity]:
    """The ways that say something, and each something else, by what they say."""
    counts = Counter(map(tells, ways))
    return {said: one for one in ways if (said := tells(one)) and counts[said] == 1}


def _all_of(way: Entity) -> Plain:
    said = (f"{key}: {way.fields[key]}" for key in ("when", "for", "share", "outcome", "also") if key in way.fields)
    return tuple(said)


def _condition(way: Entity) -> Plain:
    return way.fields.get("when")


def _personas(way: Entity) -> Plain:
    whom = way.fields.get("for")
    return tuple(sorted(whom)) if isinstance(whom, tuple) else whom


def _outcome(way: Entity) -> Plain:
    return way.fields.get("outcome")


def _has_id(entity: Entity) -> bool:
    return not (entity.key or entity.kind in {"hand-off", "rice", "columns", "profile"})
