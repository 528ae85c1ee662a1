"""Which objects of the two sides are the same: by id, by what `moved` says, by likeness where nothing else does."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from journeymap.diff.entities import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from journeymap.diff.values import Entity, Plain
    from journeymap.model.history import Moved

LIKELY = 0.72
"""From this likeness (0 to 1) on, an object that is gone and one that is new are proposed as one that was renamed."""
_BY_ID = frozenset(
    {
        *(
            "journey",
            "stage",
            "touchpoint",
            "pain-point",
            "gain",
            "opportunity",
            "persona",
            "team",
            "system",
            "channel",
        ),
        *("metric", "research", "source", "lifecycle", "lifecycle-stage", "initiative", "play"),
    }
)
"""Kinds that have ids; only they can be renamed."""
_NAME_WEIGHT, _TEXT_WEIGHT, _PLACE_WEIGHT = 0.5, 0.3, 0.2


@dataclass(frozen=True)
class Matches:
    """Pairs of objects, and those that have no counterpart.

    `renamed` says for each object of the base with another name in the head what it is called there; `proposed` are
    those of them that only likeness speaks for.
    """

    pairs: tuple[tuple[Entity, Entity], ...]
    gone: tuple[Entity, ...]
    new: tuple[Entity, ...]
    renamed: Mapping[str, str] = field(default_factory=dict)
    proposed: frozenset[str] = frozenset()


def match(
    base: Mapping[str, Entity],
    head: Mapping[str, Entity],
    moved: Iterable[Moved],
    across: tuple[str | None, str | None] = (None, None),
) -> Matches:
    """Pairs the objects of two sides.

    Args:
        base: The objects of the one side by name, parents first.
        head: Those of the other.
        moved: What the head says was renamed; entries that name nothing are passed over.
        across: The ids of the only two journeys that are compared, which count as the same one.
    """
    matcher = _Matcher(base, head, moved)
    if across[0] and across[1]:
        matcher.across(across[0], across[1])
    return matcher.matches()


class _Matcher:
    """Walks the base from the outside in, so that what lies in a renamed object is found under its new name."""

    def __init__(self, base: Mapping[str, Entity], head: Mapping[str, Entity], moved: Iterable[Moved]) -> None:
        self.base = base
        self.head = head
        self.moved = {str(entry.from_): str(entry.to) for entry in moved}
        self.names: dict[str, str] = {}
        self.certain: dict[str, str] = {}
        self.proposed: dict[str, str] = {}

    def across(self, old: str, new: str) -> None:
        """Takes two journeys as one, and what replaces a touchpoint as that touchpoint."""
        self.names[f"journeys:{old}"] = f"journeys:{new}"
        for name, entity in self.head.items():
            for replaced in getattr(entity.model, "replaces", ()):
                self.moved.setdefault(f"{old}/{replaced}", name)

    def matches(self) -> Matches:
        """All pairs."""
        self._by_name()
        self._by_likeness()
        pairs = tuple((self.base[old], self.head[new]) for old, new in self.names.items())
        taken = set(self.names.values())
        return Matches(
            pairs=pairs,
            gone=tuple(entity for name, entity in self.base.items() if name not in self.names),
            new=tuple(entity for name, entity in self.head.items() if name not in taken),
            renamed={**self.certain, **self.proposed},
            proposed=frozenset(self.proposed),
        )

    def _by_name(self) -> None:
        """Pairs by id, and by `moved`."""
        taken = set(self.names.values())
        for name, entity in self.base.items():
            if name in self.names:
                continue
            target = self._name_in_head(name, entity)
            if target in self.head and target not in taken and self.head[target].kind == entity.kind:
                self.names[name] = target
                taken.add(target)
                if entity.kind in _BY_ID and target != name and _own(target) != _own(name):
                    self.certain[name] = target

    def _name_in_head(self, name: str, entity: Entity) -> str:
        """What an object of the base is called in the head, as far as entries and renamed parents tell."""
        if name in self.moved:
            return self.moved[name]
        if entity.kind in _BY_ID:
            return self._in_renamed_journey(name, entity)
        parent = self.names.get(entity.parent, entity.parent)
        rest = name.removeprefix(entity.parent)
        translated = self._known_by(entity, rest)
        return parent + translated

    def _in_renamed_journey(self, name: str, entity: Entity) -> str:
        """The name below the journey's new id, where the journey was renamed."""
        if not entity.journey or entity.kind == "journey":
            return name
        journey = self.names.get(f"journeys:{entity.journey}", "")
        return f"{journey.partition(':')[2] or entity.journey}/{_own(name)}"

    def _known_by(self, entity: Entity, rest: str) -> str:
        """The end of a name that holds the id of something renamed, such as a way to a touchpoint."""
        head, _, key = rest.rpartition("/")
        reference = _REFERENCES.get(entity.kind)
        if reference is None:
            return rest
        old = f"{entity.journey}/{key}" if reference == "touchpoint" else f"{reference}:{key}"
        new = self.names.get(old, "")
        return f"{head}/{_own(new)}" if new else rest

    def _by_likeness(self) -> None:
        """Proposes renames among what is left, the likeliest first, then takes what lies in them."""
        for kind in sorted(_BY_ID, key=_depth):
            taken = set(self.names.values())
            gone = [one for one in self.base.values() if one.kind == kind and one.name not in self.names]
            new = [one for one in self.head.values() if one.kind == kind and one.name not in taken]
            if not gone or not new:
                continue
            for old, now in _likely(gone, new, self):
                self.names[old.name] = now.name
                if _own(old.name) != _own(now.name):
                    self.proposed[old.name] = now.name
        if self.proposed:
            self._by_name()


_REFERENCES = {
    "way": "touchpoint",
    "voice": "personas",
    "measure": "metrics",
    "expected-move": "metrics",
    "evidence": "research",
}
"""Kinds that are known by the id of something else, and what that is."""


def _depth(kind: str) -> int:
    """Outer kinds first."""
    outer = {"journey": 0, "lifecycle": 0, "stage": 1, "touchpoint": 2}
    return outer.get(kind, 3)


def _own(name: str) -> str:
    """The last part of a name: an id."""
    return name.rpartition("/")[2].rpartition(":")[2]


def _likely(gone: list[Entity], new: list[Entity], matcher: _Matcher) -> Iterator[tuple[Entity, Entity]]:
    """Pairs whose likeness is enough, each object once, the likeliest first; ties in the order of the base."""
    scored = [
        (likeness(old, now, same_place=matcher.names.get(old.parent, old.parent) == now.parent), n, m)
        for n, old in enumerate(gone)
        for m, now in enumerate(new)
        if _comparable(old, now, matcher)
    ]
    used_old: set[int] = set()
    used_new: set[int] = set()
    for score, n, m in sorted(scored, key=lambda item: (-item[0], item[1], item[2])):
        if score < LIKELY:
            return
        if n not in used_old and m not in used_new:
            used_old.add(n)
            used_new.add(m)
            yield gone[n], new[m]


def _comparable(old: Entity, now: Entity, matcher: _Matcher) -> bool:
    """Whether one may have become the other: in the same journey, or under the same id in another one."""
    if old.kind in {"journey", "lifecycle"} or not old.journey:
        return old.parent == now.parent or not old.journey
    home = _own(matcher.names.get(f"journeys:{old.journey}", f"journeys:{old.journey}"))
    return home == now.journey or _own(old.name) == _own(now.name)


def likeness(old: Entity, now: Entity, *, same_place: bool) -> float:
    """How alike two objects are, 0 to 1: their names, their texts, and whether they stand in the same place."""
    names = fuzz.token_sort_ratio(old.label.casefold(), now.label.casefold()) / 100
    ids = fuzz.ratio(_own(old.name), _own(now.name)) / 100
    texts = _alike(old.fields, now.fields)
    if texts is None:
        texts = names
    near = 1.0 if same_place and abs(old.index - now.index) <= 1 else 0.5 if same_place else 0.0
    return _NAME_WEIGHT * max(names, ids) + _TEXT_WEIGHT * texts + _PLACE_WEIGHT * near


def _alike(old: Mapping[str, Plain], now: Mapping[str, Plain]) -> float | None:
    """The share of fields that say the same, of those that say something on either side; None where none does."""
    empty = {None, (), "", False}
    keys = [key for key in {**old, **now} if key != "name" and not (old.get(key) in empty and now.get(key) in empty)]
    if not keys:
        return None
    return sum(plain(old.get(key)) == plain(now.get(key)) for key in keys) / len(keys)
