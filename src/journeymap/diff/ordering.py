"""Other orders: of stages, touchpoints and ways, each told once with as few of them as explain it.

Order means something where people read it as order. Pain points, personas, teams and the like are sets: they are read
by what they are, whatever stands first.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from journeymap.diff.values import Fact, Verb

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.diff.matching import Matches
    from journeymap.diff.values import Entity

_ORDERED_KINDS = frozenset({"stage", "touchpoint", "way", "lifecycle-stage"})
"""Kinds whose order people read as an order."""


def orders(matches: Matches) -> Iterator[Fact]:
    """One fact for each object whose children stand in another order, with those that it takes to explain it.

    Ways are told by their targets, the rest by what people call it.
    """
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
        shifted = tuple(_told(now) for now in after if now.index not in stay)
        before, told = tuple(_told(old) for old, _ in pairs), tuple(map(_told, after))
        yield Fact(f"{kind}s", Verb.REORDERED, *pair_of[parent], "", before, told, shifted=shifted)


def _told(entity: Entity) -> str:
    return entity.key if entity.kind == "way" else entity.label


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
