"""A side of a comparison: its objects by name, what they are called, and what a judgement has to look up."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from journeymap.diff.entities import SECTIONS, entities, own_id
from journeymap.diff.references import names_of, reference_of
from journeymap.model.metric import MetricKind, Polarity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from journeymap.diagnostics import Pointer
    from journeymap.diff.values import Entity
    from journeymap.model.touchpoint import Touchpoint
    from journeymap.workspace.index import Reference, Symbol
    from journeymap.workspace.loader import Workspace

_LOW = -1
"""A touchpoint at this emotion or below needs a way back to at least neutral."""
_SECTIONS = ("teams", "personas", "metrics", "channels", "systems", "research", "journeys", "sources", "lifecycles")


class Side:
    """One revision of a workspace, taken apart.

    Args:
        workspace: The workspace, loaded.
        effective: Take future journeys with all that they keep, and not as they are written.
        only: The id of the only journey that counts; None for all objects.
    """

    def __init__(self, workspace: Workspace, *, effective: bool = False, only: str | None = None) -> None:
        self.workspace = workspace
        self.effective = effective
        self.only = only

    @cached_property
    def entities(self) -> Mapping[str, Entity]:
        """Every object by its name, parents first."""
        return entities(self.workspace, effective=self.effective, only=self.only)

    @cached_property
    def confidential(self) -> frozenset[str]:
        """The names of what is confidential, and of all that lies in it."""
        return frozenset(entity.name for entity in self.entities.values() if entity.confidential)

    @cached_property
    def children(self) -> Mapping[str, list[Entity]]:
        """The objects right inside each object, by its name."""
        found: dict[str, list[Entity]] = {}
        for entity in self.entities.values():
            found.setdefault(entity.parent, []).append(entity)
        return found

    def inside(self, name: str) -> Iterator[Entity]:
        """All objects in an object, however deep."""
        for child in self.children.get(name, ()) if name else ():
            yield child
            yield from self.inside(child.name)

    def label(self, text: str, entity: Entity, key: str) -> str:
        """What people call the object that an id in a field names; the text itself where it names none."""
        reference = reference_of(entity, key)
        if reference is not None and text in reference.words:
            return f"the {text}"
        for name in names_of(text, reference, entity.scope) if reference else ():
            if name in self.workspace_names:
                return self.workspace_names[name]
        return text

    def called(self, name: str) -> str:
        """What people call an object by its name; the id in it where there is none."""
        return self.workspace_names.get(name) or own_id(name)

    @cached_property
    def workspace_names(self) -> Mapping[str, str]:
        """The label of every object with an id by its name."""
        found = {name: entity.label for name, entity in self.entities.items() if not entity.key}
        catalogue = self.workspace.catalogue
        for section in _SECTIONS:
            for key, item in getattr(catalogue, section).items():
                found.setdefault(f"{section}:{key}", getattr(item, "name", None) or getattr(item, "title", key))
        for lifecycle in catalogue.lifecycles.values():
            for stage in lifecycle.stages:
                found.setdefault(f"{lifecycle.id}:{stage.id}", stage.name)
        return found

    def above(self, entity: Entity, kind: str) -> Entity | None:
        """The object of a kind that an object lies in, or itself."""
        found: Entity | None = entity
        while found is not None and found.kind != kind:
            found = self.entities.get(found.parent)
        return found

    def touchpoint(self, entity: Entity) -> Touchpoint | None:
        """The touchpoint that an object lies in, or is."""
        found = self.above(entity, "touchpoint")
        return found.model if found else None

    def polarity(self, metric: str) -> Polarity | None:
        """Which way is good for a metric; None where nothing says it."""
        found = self.workspace.catalogue.metrics.get(metric)
        if found is None:
            return None
        natural = Polarity.HIGHER_IS_BETTER if found.kind in {MetricKind.NPS, MetricKind.CSAT} else None
        return found.polarity or natural

    def recovered(self, journey: str) -> Mapping[str, bool]:
        """For each touchpoint of a journey that feels bad to somebody: whether a way leads on to one that does not."""
        place = self.workspace.survey.journey(journey)
        if place is None or not place.flow.whole:
            return {}
        found: dict[str, bool] = {}
        worst = {one.value.id: min(one.felt.values()) for one in place.touchpoints if one.felt}
        for name, emotion in worst.items():
            if emotion <= _LOW:
                later = place.flow.after(name) - {name}
                known = [worst[other] for other in later if other in worst]
                found[f"{journey}/{name}"] = bool(known) and max(known) >= 0
        return found

    @cached_property
    def referrers(self) -> Mapping[str, tuple[str, ...]]:
        """The objects that link to each object, by name, those inside it and the one around it left out."""
        found: dict[str, dict[str, None]] = {}
        index = self.workspace.index
        for reference in index.references:
            symbol = index.find(reference)
            if symbol is not None:
                self._note(found, _name_of(symbol), self._holder(reference))
        return {name: tuple(by) for name, by in found.items()}

    def dangling(self, base: Side) -> Mapping[str, tuple[str, ...]]:
        """The objects that link to what is not here any more, by the name that it has in the base."""
        found: dict[str, dict[str, None]] = {}
        index, known = self.workspace.index, base.workspace.index
        for reference in index.references:
            symbol = None if index.find(reference) else known.find(reference)
            if symbol is not None:
                self._note(found, _name_of(symbol), self._holder(reference))
        return {name: tuple(by) for name, by in found.items()}

    def _note(self, found: dict[str, dict[str, None]], name: str, holder: str) -> None:
        inside = holder == name or holder.startswith(f"{name}/")
        around = name in self.entities and self.entities[name].parent == holder
        if holder and not inside and not around:
            found.setdefault(name, {})[holder] = None

    def _holder(self, reference: Reference) -> str:
        """The object in which a reference stands."""
        return self.at(reference.path, reference.pointer)

    def at(self, path: str, pointer: Pointer) -> str:
        """The name of the innermost object around a place; empty where there is none."""
        while pointer:
            name = self._places.get((path, pointer))
            if name is not None:
                return name
            pointer = pointer.parent
        return ""

    def named_at(self, path: str, pointer: Pointer) -> Iterator[str]:
        """The names of the objects that a reference at a place means."""
        for reference in self._references.get((path, pointer), ()):
            symbol = self.workspace.index.find(reference)
            if symbol is not None:
                yield _name_of(symbol)

    @cached_property
    def _references(self) -> Mapping[tuple[str, Pointer], list[Reference]]:
        """The references by where they are written."""
        found: dict[tuple[str, Pointer], list[Reference]] = {}
        for reference in self.workspace.index.references:
            found.setdefault((reference.path, reference.pointer), []).append(reference)
        return found

    @cached_property
    def _places(self) -> Mapping[tuple[str, Pointer], str]:
        """The names of objects by where they are written."""
        written = (entity for entity in self.entities.values() if entity.model is not None)
        return {(entity.place.path, entity.place.pointer): entity.name for entity in written}


def _name_of(symbol: Symbol) -> str:
    """What an object is called here."""
    section = SECTIONS.get(symbol.kind)
    return f"{section}:{symbol.id}" if section else symbol.name
