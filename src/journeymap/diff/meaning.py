"""Whether ids on the two sides mean the same thing, so that a rename is told once and not wherever it is named.

An id means the object that it names on its own side; two mean the same where those two are matched. What names nothing
that is on both sides means itself. So it does not matter from which side one looks.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from journeymap.diff.references import names_of, reference_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence

    from journeymap.diff.matching import Matches
    from journeymap.diff.values import Entity, Plain

    Pairs = list[tuple[int, int]]


class Meaning:
    """What ids mean on the two sides of a comparison.

    Args:
        matches: The pairs of the two sides.
    """

    def __init__(self, matches: Matches) -> None:
        self.names = matches.names
        self.found_again = frozenset(matches.names.values())

    def same(self, old: Entity, before: Plain, now: Entity, after: Plain, key: str) -> bool:
        """Whether a field names the same object on both sides."""
        if not isinstance(before, str) or not isinstance(after, str):
            return False
        return self._of_base(old, before, key) == self._of_head(now, after, key)

    def same_step(self, old: Entity, before: str, now: Entity, after: str) -> bool:
        """Whether two ids name the same touchpoint of their journeys."""
        was, is_now = f"{old.journey}/{before}", f"{now.journey}/{after}"
        return self.names[was] == is_now if was in self.names else before == after and is_now not in self.found_again

    def both(self, old: Entity, before: Sequence[str], now: Entity, after: Sequence[str], key: str) -> Pairs:
        """The positions of what two lists have in common: by what it means, then by what is written."""
        was = [self._of_base(old, item, key) for item in before]
        found = [*_paired(was, [self._of_head(now, item, key) for item in after])]
        stayed, came = {n for n, _ in found}, {m for _, m in found}
        left = [n for n in range(len(before)) if n not in stayed]
        free = [m for m in range(len(after)) if m not in came]
        more = pairs([before[n] for n in left], [after[m] for m in free])
        return sorted([*found, *((left[n], free[m]) for n, m in more)])

    def _of_base(self, entity: Entity, text: str, key: str) -> tuple[str, str]:
        name = next((name for name in _named(entity, text, key) if name in self.names), "")
        return self.names.get(name, ""), "" if name else _normal(text)

    def _of_head(self, entity: Entity, text: str, key: str) -> tuple[str, str]:
        name = next((name for name in _named(entity, text, key) if name in self.found_again), "")
        return name, "" if name else _normal(text)


def pairs(before: Sequence[str], after: Sequence[str]) -> Pairs:
    """The positions of what two lists of texts have in common, each text as often as both have it."""
    return sorted(_paired([*map(_normal, before)], [*map(_normal, after)]))


def _paired(before: Iterable[Hashable], after: Iterable[Hashable]) -> Iterator[tuple[int, int]]:
    """The first of each that are alike with the first, the second with the second."""
    places: dict[Hashable, list[int]] = {}
    for m, item in enumerate(after):
        places.setdefault(item, []).append(m)
    for n, item in enumerate(before):
        if places.get(item):
            yield n, places[item].pop(0)


def _named(entity: Entity, text: str, key: str) -> Iterator[str]:
    reference = reference_of(entity, key)
    return names_of(text, reference, entity.scope) if reference else iter(())


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()
