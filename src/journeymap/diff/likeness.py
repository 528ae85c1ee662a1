"""How alike two objects are, and which of those that went and came are likely to be the same under another id."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from journeymap.diff.entities import own_id
from journeymap.diff.plain import alike, says_nothing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.diff.values import Entity, Plain

LIKELY = 0.72
"""From this likeness (0 to 1) on, an object that is gone and one that is new are proposed as one that was renamed."""
_NAME_WEIGHT, _TEXT_WEIGHT, _PLACE_WEIGHT = 0.5, 0.3, 0.2
_LEAST = 0.7
"""Names or ids must be that alike, however alike the rest is: what hurts in the same place may be another pain."""
_MOST = 40_000
"""Pairs that are looked at in one place; where a section was written anew, likeness of ids alone says nothing."""


def likely(gone: Sequence[Entity], new: Sequence[Entity], names: Mapping[str, str]) -> list[tuple[Entity, Entity]]:
    """Pairs whose likeness is enough, each object once, the likeliest first; ties the same in both directions.

    Args:
        gone: Objects of one kind that the head does not have.
        new: Objects of that kind that the base does not have.
        names: What objects of the base that are matched are called in the head.
    """
    scored = []
    for n, m in _comparable(gone, new, names):
        old, now = gone[n], new[m]
        score = likeness(old, now, same_place=names.get(old.parent, "") == now.parent)
        if score >= LIKELY:
            first, second = sorted((old.name, now.name))
            scored.append((-score, n + m, abs(n - m), first, second, n, m))
    used_old: set[int] = set()
    used_new: set[int] = set()
    found = []
    for *_, n, m in sorted(scored):
        if n not in used_old and m not in used_new:
            used_old.add(n)
            used_new.add(m)
            found.append((gone[n], new[m]))
    return found


def _comparable(gone: Sequence[Entity], new: Sequence[Entity], names: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """The positions of objects of which one may have become the other.

    They are in the same journey or lifecycle, or stand under the same id in another one.
    """
    home: dict[str, list[int]] = {}
    by_id: dict[str, list[int]] = {}
    leaving = Counter(map(_home, gone))
    for m, now in enumerate(new):
        home.setdefault(_home(now), []).append(m)
        by_id.setdefault(own_id(now.name), []).append(m)
    for n, old in enumerate(gone):
        place = _home(old)
        near = home.get(names.get(place, ""), []) if place in names or not place else []
        near = near if leaving[place] * len(near) <= _MOST else []
        yield from ((n, m) for m in dict.fromkeys([*near, *by_id.get(own_id(old.name), [])]))


def _home(entity: Entity) -> str:
    """The journey or lifecycle that an object is part of; empty for one of a section."""
    if entity.kind == "lifecycle-stage":
        return entity.parent
    return f"journeys:{entity.journey}" if entity.journey and entity.kind != "journey" else ""


def likeness(old: Entity, now: Entity, *, same_place: bool) -> float:
    """How alike two objects are, 0 to 1: their names, their texts, and whether they stand in the same place."""
    names = fuzz.token_sort_ratio(old.label.casefold(), now.label.casefold()) / 100
    ids = fuzz.ratio(own_id(old.name), own_id(now.name)) / 100
    best = max(names, ids)
    if best < _LEAST:
        return 0.0
    texts = _same_fields(old.fields, now.fields)
    if texts is None:
        texts = names
    near = 1.0 if same_place and abs(old.index - now.index) <= 1 else 0.5 if same_place else 0.0
    return _NAME_WEIGHT * best + _TEXT_WEIGHT * texts + _PLACE_WEIGHT * near


def _same_fields(old: Mapping[str, Plain], now: Mapping[str, Plain]) -> float | None:
    """The share of fields that say the same, of those that say something on either side; None where none does."""
    keys = [
        key
        for key in {**old, **now}
        if key not in {"name", "title", "summary"} and not (says_nothing(old.get(key)) and says_nothing(now.get(key)))
    ]
    if not keys:
        return None
    return sum(alike(old.get(key), now.get(key)) for key in keys) / len(keys)
