"""What linked to objects that are gone or are called otherwise, and where in the head one stands in for them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from journeymap.diff.values import Verb

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from journeymap.diff.matching import Matches
    from journeymap.diff.sides import Side
    from journeymap.diff.values import Entity, Fact, Place

_NAMING = frozenset({Verb.REMOVED, Verb.RENAMED, Verb.MOVED})


class Links:
    """Links of the two sides of a comparison, reckoned when they are first asked for."""

    def __init__(self, matches: Matches, base: Side, head: Side) -> None:
        self.matches = matches
        self.base = base
        self.head = head

    def of(self, fact: Fact) -> tuple[int, int]:
        """How many places linked to what is not there any more under its name, and how many still do.

        A `moved` entry tells of the new name, so that only places that still use the old one count.
        """
        whole = fact.verb in _NAMING and fact.base is not None and (not fact.field or fact.verb is Verb.RENAMED)
        if not whole or fact.base is None:
            return 0, 0
        names = list(self._lost(fact.base))
        left = {holder for name in names for holder in self._dangling.get(name, ())}
        if fact.base.name in self.matches.declared:
            return len(left), len(left)
        inside = {one.name for one in self.base.inside(fact.base.name)}
        links = {holder for name in names for holder in self.base.referrers.get(name, ())}
        return len(links - inside - {fact.base.name}), len(left)

    def _lost(self, entity: Entity) -> Iterator[str]:
        """The names of an object and of all in it that the head does not know any more."""
        for one in (entity, *self.base.inside(entity.name)):
            if not one.key and self.matches.names.get(one.name) != one.name:
                yield one.name

    @cached_property
    def _dangling(self) -> Mapping[str, tuple[str, ...]]:
        return self.head.dangling(self.base)

    def near(self, fact: Fact) -> Place | None:
        """The nearest object of the head around what is gone; None where nothing around it is left."""
        above = fact.base
        while above is not None:
            found = self.head.entities.get(self.matches.names.get(above.name, ""))
            if found is not None:
                return found.place
            above = self.base.entities.get(above.parent)
        return None
