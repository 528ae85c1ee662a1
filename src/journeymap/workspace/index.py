"""Ids and references across the documents of a workspace.

Built from plain values, so that a document with faults still takes part; nothing here knows a section by name.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from journeymap.diagnostics import ROOT, Pointer
from journeymap.model import builtin
from journeymap.model.document import Document as Content
from journeymap.model.journey import Journey
from journeymap.model.kinds import IN_JOURNEY, Kind, Ref, Scope
from journeymap.model.lifecycle import Lifecycle
from journeymap.model.outline import walk
from journeymap.model.touchpoint import Touchpoint

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from journeymap.model.base import FormatObject
    from journeymap.model.outline import FieldOutline
    from journeymap.source import Document

_KEPT = Ref((Kind.TOUCHPOINT,), Scope.BASE_JOURNEY)
"""What `keep: true` refers to: the touchpoint of the same id."""
_INHERITED = frozenset({Kind.PAIN_POINT, Kind.GAIN, Kind.OPPORTUNITY})
"""What a future journey has from the one it is based on, where it keeps a touchpoint."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """Something with an id. `owner` is the journey or lifecycle it belongs to; a built-in one has no path."""

    kind: Kind
    id: str
    owner: str | None = None
    path: str | None = None
    pointer: Pointer = ROOT

    @property
    def name(self) -> str:
        """The id as it is written from outside."""
        if self.owner is None:
            return self.id
        return f"{self.owner}{':' if self.kind is Kind.LIFECYCLE_STAGE else '/'}{self.id}"


@dataclass(frozen=True, slots=True)
class Home:
    """The journey in which a reference stands: its id, the lifecycle it names, the journey it is based on."""

    journey: str | None
    lifecycle: str | None
    based_on: str | None


@dataclass(frozen=True, slots=True)
class Reference:
    """A text that names something, with the place where it stands."""

    ref: Ref
    text: str
    path: str
    pointer: Pointer
    home: Home | None = None


@dataclass(frozen=True, slots=True)
class Dated:
    """A date that cannot lie in the future, with the place where it stands."""

    text: str
    path: str
    pointer: Pointer


@dataclass(slots=True)
class _OutsideNames:
    """Things of some kinds in journeys or lifecycles, as they are named from outside: all, by owner, by bare id."""

    all: list[str] = field(default_factory=list)
    by_owner: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    by_id: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


@dataclass(slots=True)
class Index:
    """Every id, reference and past date of a workspace."""

    default_lifecycle: str = "clm"
    symbols: dict[tuple[Kind, str | None], dict[str, list[Symbol]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    references: list[Reference] = field(default_factory=list)
    dates: list[Dated] = field(default_factory=list)
    bases: dict[str, str] = field(default_factory=dict)
    outside: dict[tuple[Kind, ...], _OutsideNames] = field(default_factory=dict)
    """What `candidates` has gathered; emptied when something is added."""

    def add(self, document: Document) -> None:
        """Takes in what a document defines and refers to."""
        self.outside.clear()
        path = document.path
        home: Home | None = None
        lifecycle: str | None = None

        def on_object(value: Mapping[str, Any], pointer: Pointer, model: type[FormatObject]) -> None:
            nonlocal home, lifecycle
            if model is Journey:
                home = _home(value)
                if home.journey and home.based_on:
                    self.bases[home.journey] = home.based_on
            elif model is Lifecycle:
                lifecycle = _text(value, "id")
            kind, name = model.defines, value.get("id")
            if kind is None or not isinstance(name, str):
                return
            owner = home.journey if home and kind in IN_JOURNEY else lifecycle if kind is Kind.LIFECYCLE_STAGE else None
            self.symbols[kind, owner][name].append(Symbol(kind, name, owner, path, pointer))
            if model is Touchpoint and value.get("keep") is True:
                self.references.append(Reference(_KEPT, name, path, pointer / "keep", home))

        def on_text(text: str, pointer: Pointer, field: FieldOutline) -> None:
            if field.ref is not None:
                self.references.append(
                    Reference(field.ref, text, path, pointer, home if pointer[0] == "journeys" else None)
                )
            else:
                self.dates.append(Dated(text, path, pointer))

        walk(document.data, Content, on_object, on_text)

    def add_builtins(self) -> None:
        """Takes in the built-in channels and lifecycles that the workspace does not replace."""
        for channel in builtin.channels():
            self._add_builtin(Symbol(Kind.CHANNEL, channel.id))
        for lifecycle in builtin.lifecycles():
            if self._add_builtin(Symbol(Kind.LIFECYCLE, lifecycle.id)):
                for stage in lifecycle.stages:
                    self._add_builtin(Symbol(Kind.LIFECYCLE_STAGE, stage.id, lifecycle.id))

    def _add_builtin(self, symbol: Symbol) -> bool:
        table = self.symbols[symbol.kind, symbol.owner]
        if symbol.id in table:
            return False
        table[symbol.id].append(symbol)
        return True

    def find(self, reference: Reference) -> Symbol | None:
        """What a reference names, or None."""
        for kind, owner, name in self._places(reference):
            found = self.symbols.get((kind, owner), {}).get(name)
            if found:
                return found[0]
        return None

    def _places(self, reference: Reference) -> Iterator[tuple[Kind, str | None, str]]:
        """Where a reference is looked up, in order: tables by kind and owner, and the id in them."""
        text, home = reference.text, reference.home
        for kind in reference.ref.kinds:
            if kind is Kind.LIFECYCLE_STAGE:
                owner, _, name = text.rpartition(":")
                yield kind, owner or self._lifecycle_of(home), name
            elif kind in IN_JOURNEY:
                owner, _, name = text.rpartition("/")
                for journey in self._journeys_for(kind, owner or _owner(reference)):
                    yield kind, journey, name
            else:
                yield kind, None, text

    def _lifecycle_of(self, home: Home | None) -> str:
        return (home.lifecycle if home else None) or self.default_lifecycle

    def _journeys_for(self, kind: Kind, journey: str | None) -> Iterator[str | None]:
        """The journey, and for what a future journey has from others, those it is based on, the nearest first."""
        yield journey
        passed = {journey}
        while journey is not None and kind in _INHERITED and (journey := self.bases.get(journey)) not in passed:
            passed.add(journey)
            yield journey

    def candidates(self, reference: Reference) -> tuple[str, ...]:
        """The names that may be meant where a reference stands, as they are written there.

        Where bare ids serve, names in other journeys and lifecycles are left out (there may be tens of thousands),
        unless they end in the very id that is written.
        """
        kinds, text = reference.ref.kinds, reference.text
        outside = self._outside_names(kinds)
        owner = text.rpartition("/")[0] or text.rpartition(":")[0]
        near = {
            name
            for kind in kinds
            for place in (None, *self._near_owners(reference, kind))
            for name in self.symbols.get((kind, place), {})
        }
        far = outside.by_id.get(text, []) if near and not owner else outside.by_owner.get(owner) or outside.all
        return (*sorted(near | reference.ref.words), *far)

    def _outside_names(self, kinds: tuple[Kind, ...]) -> _OutsideNames:
        if kinds not in self.outside:
            names = _OutsideNames()
            for (kind, owner), table in self.symbols.items():
                if kind in kinds and owner is not None:
                    for name, (first, *_) in table.items():
                        names.by_owner[owner].append(first.name)
                        names.by_id[name].append(first.name)
            names.all = sorted(name for group in names.by_owner.values() for name in group)
            self.outside[kinds] = names
        return self.outside[kinds]

    def names(self, ref: Ref) -> list[str]:
        """All names that a kind of reference may have somewhere in the workspace, short and from outside."""
        found = set()
        for (kind, owner), table in self.symbols.items():
            if kind in ref.kinds:
                for symbols in table.values():
                    if owner is None or ref.scope is not Scope.WORKSPACE:
                        found.add(symbols[0].id)
                    if owner is not None:
                        found.add(symbols[0].name)
        return sorted(found)

    def _near_owners(self, reference: Reference, kind: Kind) -> tuple[str | None, ...]:
        if kind is Kind.LIFECYCLE_STAGE:
            scoped = reference.ref.scope is Scope.JOURNEY
            return (self._lifecycle_of(reference.home),) if scoped else ()
        return tuple(self._journeys_for(kind, _owner(reference)))

    def same_id(self, reference: Reference) -> Symbol | None:
        """Something of another kind that has the id, for a message that says so."""
        name = reference.text.rpartition("/")[2].rpartition(":")[2]
        tables = (self.symbols.get((kind, owner), {}) for owner in (None, _owner(reference)) for kind in Kind)
        return next((table[name][0] for table in tables if name in table), None)

    def has(self, kind: Kind, name: str) -> bool:
        """Whether something of a kind that belongs to the workspace has an id."""
        return name in self.symbols.get((kind, None), {})

    def at(self, path: str, pointer: Pointer) -> Symbol | None:
        """What is defined at a place."""
        tables = (found for table in self.symbols.values() for found in table.values())
        return next((item for found in tables for item in found if (item.path, item.pointer) == (path, pointer)), None)

    def is_taken(self, symbol: Symbol, name: str) -> bool:
        """Whether something else has a name already where a symbol would take it."""
        kinds = IN_JOURNEY if symbol.kind in IN_JOURNEY else {symbol.kind}
        return any(name in self.symbols.get((kind, symbol.owner), {}) for kind in kinds)

    def duplicates(self) -> Iterator[tuple[Symbol, Symbol]]:
        """Each symbol whose id is taken, after the one that took it; stages, touchpoints … of a journey share ids."""
        shared: dict[tuple[str | None, str], list[Symbol]] = defaultdict(list)
        for (kind, owner), table in self.symbols.items():
            for name, found in table.items():
                if kind in IN_JOURNEY:
                    shared[owner, name] += found
                else:
                    yield from ((found[0], later) for later in found[1:])
        for found in shared.values():
            if len(found) == 1:
                continue
            ordered = sorted(found, key=lambda symbol: (symbol.path or "", _order(symbol.pointer)))
            yield from ((ordered[0], later) for later in ordered[1:])


def _owner(reference: Reference) -> str | None:
    if reference.home is None or reference.ref.scope is Scope.WORKSPACE:
        return None
    return reference.home.based_on if reference.ref.scope is Scope.BASE_JOURNEY else reference.home.journey


def _order(pointer: Pointer) -> tuple[tuple[bool, int, str], ...]:
    """A key that sorts places of a document by list positions as numbers."""
    return tuple((isinstance(part, str), part if isinstance(part, int) else 0, str(part)) for part in pointer)


def _home(journey: Any) -> Home:
    return Home(_text(journey, "id"), _text(journey, "lifecycle"), _text(journey, "based_on"))


def _text(value: Any, key: str) -> str | None:
    found = value.get(key)
    return found if isinstance(found, str) else None
