"""Which objects of the two sides are the same: by id, by what `moved` says, by likeness where nothing else does.

It works alike in both directions: what is matched from the base to the head is matched from the head to the base.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from journeymap.diff.entities import own_id
from journeymap.diff.inside import Insides
from journeymap.diff.likeness import likely

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from journeymap.diff.values import Entity
    from journeymap.model.history import Moved

_IN_JOURNEY = ("stage", "touchpoint", "pain-point", "gain", "opportunity")
_BY_ID = (
    *("lifecycle", "lifecycle-stage", "persona", "team", "system", "channel", "metric", "research", "source"),
    *("journey", *_IN_JOURNEY, "initiative", "play"),
)
"""Kinds that have ids, outer ones first; only they can be renamed."""
WITH_ID = frozenset(_BY_ID)


@dataclass(frozen=True)
class Matches:
    """Pairs of objects, and those that have no counterpart.

    `names` says what each matched object of the base is called in the head. `renamed` are those of them with another
    id; `proposed` are those that only likeness speaks for, `declared` those that a `moved` entry names.
    """

    pairs: tuple[tuple[Entity, Entity], ...]
    gone: tuple[Entity, ...]
    new: tuple[Entity, ...]
    names: Mapping[str, str] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)
    proposed: frozenset[str] = frozenset()
    declared: frozenset[str] = frozenset()


def declared_moves(base: Iterable[Moved], head: Iterable[Moved]) -> dict[str, tuple[str, bool]]:
    """What `moved` entries say was renamed: to what, and whether the entry is new in the head.

    Entries that only the base has say what was renamed on the way back.
    """
    before = {(str(entry.from_), str(entry.to)) for entry in base}
    after = {(str(entry.from_), str(entry.to)) for entry in head}
    found = {old: (new, (old, new) not in before) for old, new in sorted(after)}
    for old, new in sorted(before - after):
        found.setdefault(new, (old, False))
    return found


def match(
    base: Mapping[str, Entity],
    head: Mapping[str, Entity],
    moved: Mapping[str, tuple[str, bool]] | None = None,
    across: tuple[str | None, str | None] = (None, None),
) -> Matches:
    """Pairs the objects of two sides.

    Args:
        base: The objects of the one side by name, parents first.
        head: Those of the other.
        moved: What was renamed, as `declared_moves` says; what names nothing is passed over.
        across: The ids of the only two journeys that are compared, which count as the same one.
    """
    matcher = _Matcher(base, head, moved or {})
    if across[0] and across[1]:
        matcher.across(across[0], across[1])
    return matcher.matches()


class _Matcher:
    """Walks the base from the outside in, so that what lies in a renamed object is found under its new name."""

    def __init__(
        self, base: Mapping[str, Entity], head: Mapping[str, Entity], moved: Mapping[str, tuple[str, bool]]
    ) -> None:
        self.base = base
        self.head = head
        self.moved = {old: new for old in moved if (new := self._end_of(old, moved))}
        self.is_across = False
        self.names: dict[str, str] = {}
        self.taken: set[str] = set()
        self.declared: set[str] = set()
        self.proposed: set[str] = set()
        self.left = [entity for entity in base.values() if entity.kind in WITH_ID]

    def _end_of(self, old: str, moved: Mapping[str, tuple[str, bool]]) -> str:
        """Where entries lead, one after another; empty where they say nothing of these two sides."""
        name, fresh, passed = old, False, {old}
        while name in moved and (name == old or name not in self.head):
            name, is_new = moved[name]
            fresh = fresh or is_new
            if name in passed:
                break
            passed.add(name)
        told_by_ids = old in self.head or name in self.base
        known = old in self.base and name in self.head and name != old
        return name if known and (fresh or not told_by_ids) else ""

    def across(self, old: str, new: str) -> None:
        """Takes two journeys as one, and what replaces a touchpoint as that touchpoint; likeness then says nothing."""
        self.is_across = True
        self._pair(f"journeys:{old}", f"journeys:{new}")
        for name, entity in self.head.items():
            for replaced in getattr(entity.model, "replaces", ()):
                self.moved.setdefault(f"{old}/{replaced}", name)

    def matches(self) -> Matches:
        """All pairs, in the order of the base."""
        self._by_name()
        if not self.is_across:
            self._by_likeness()
        self.names.update(Insides(self.base, self.head, self.names).pairs())
        self.taken = set(self.names.values())
        renamed = {
            old: new for old, new in self.names.items() if self.base[old].kind in WITH_ID and own_id(old) != own_id(new)
        }
        both = [entity for name, entity in self.base.items() if name in self.names]
        return Matches(
            pairs=tuple((entity, self.head[self.names[entity.name]]) for entity in both),
            gone=tuple(entity for name, entity in self.base.items() if name not in self.names),
            new=tuple(entity for name, entity in self.head.items() if name not in self.taken),
            names=self.names,
            renamed=renamed,
            proposed=frozenset(self.proposed),
            declared=frozenset(self.declared),
        )

    def _pair(self, old: str, new: str) -> None:
        self.names[old] = new
        self.taken.add(new)

    def _by_name(self) -> None:
        """Pairs by id, and by `moved`, which comes first: an id that it frees may have been taken by another object."""
        for entity in self.left:
            target = self.moved.get(entity.name, "")
            if self._fits(entity, target):
                self._pair(entity.name, target)
                self.declared.add(entity.name)
        for names_in_head in (self._here, self._where_its_parent_went):
            for entity in self.left:
                target = "" if entity.name in self.names else names_in_head(entity)
                if self._fits(entity, target):
                    self._pair(entity.name, target)
        self.left = [entity for entity in self.left if entity.name not in self.names]

    def _fits(self, entity: Entity, target: str) -> bool:
        found = self.head.get(target)
        return found is not None and target not in self.taken and found.kind == entity.kind

    def _here(self, entity: Entity) -> str:
        """What an object is called in the head as it is, in its journey or lifecycle."""
        if entity.kind not in _IN_JOURNEY and entity.kind != "lifecycle-stage":
            return entity.name
        around = f"journeys:{entity.journey}" if entity.journey else entity.parent
        home = self.names.get(around, "")
        return f"{own_id(home)}{'/' if entity.journey else ':'}{own_id(entity.name)}" if home else ""

    def _where_its_parent_went(self, entity: Entity) -> str:
        """What an object in a journey is called where the object around it went to another one, and it went along."""
        parent = self.head.get(self.names.get(entity.parent, ""))
        name = f"{parent.journey}/{own_id(entity.name)}" if parent and entity.kind in _IN_JOURNEY else ""
        return name if parent and name in self.head and self.head[name].parent == parent.name else ""

    def _by_likeness(self) -> None:
        """Proposes renames among what is left, outer kinds first, and takes what lies in them."""
        new = _by_kind(entity for entity in self.head.values() if entity.name not in self.taken)
        for kind in _BY_ID:
            gone = [entity for entity in self.left if entity.kind == kind]
            fresh = [entity for entity in new.get(kind, ()) if entity.name not in self.taken]
            pairs = likely(gone, fresh, self.names) if gone and fresh else ()
            for old, now in pairs:
                self._pair(old.name, now.name)
                if own_id(old.name) != own_id(now.name) or old.journey != now.journey:
                    self.proposed.add(old.name)
            if pairs:
                self._by_name()


def _by_kind(found: Iterable[Entity]) -> dict[str, list[Entity]]:
    """Objects by their kind, in order."""
    by_kind: dict[str, list[Entity]] = {}
    for entity in found:
        by_kind.setdefault(entity.kind, []).append(entity)
    return by_kind
