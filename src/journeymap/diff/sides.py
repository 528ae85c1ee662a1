"""A side of a comparison: its objects by name, what they are called, and what a judgement has to look up."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from journeymap.diff.entities import entities
from journeymap.model.metric import MetricKind, Polarity
from journeymap.workspace.flow import Flow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.diff.values import Entity
    from journeymap.model.touchpoint import Touchpoint
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
        found = entities(self.workspace, effective=self.effective)
        if self.only is None:
            return found
        return {name: entity for name, entity in found.items() if entity.journey == self.only}

    def label(self, text: str, journey: str = "") -> str:
        """What people call the object that an id in a field names; the text itself where it names none."""
        names = self.workspace_names
        for name in (f"{journey}/{text}", text, *(f"{section}:{text}" for section in _SECTIONS)):
            if name in names:
                return names[name]
        return text

    @cached_property
    def workspace_names(self) -> Mapping[str, str]:
        """The label of every object with an id by its name."""
        found = {name: entity.label for name, entity in self.entities.items()}
        catalogue = self.workspace.catalogue
        for section in _SECTIONS:
            for key, item in getattr(catalogue, section).items():
                found.setdefault(f"{section}:{key}", getattr(item, "name", None) or getattr(item, "title", key))
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

    @cached_property
    def recovered(self) -> Mapping[str, bool]:
        """For each touchpoint that feels bad to somebody, by name: whether a way leads on to one that does not."""
        found: dict[str, bool] = {}
        for place in self.workspace.survey.journeys:
            journey = place.value
            if self.only not in {None, journey.id}:
                continue
            flow = Flow(journey)
            worst = {one.value.id: min(one.felt.values()) for one in place.touchpoints if one.felt}
            for name, emotion in worst.items():
                if emotion <= _LOW and flow.whole:
                    later = flow.after(name) - {name}
                    known = [worst[other] for other in later if other in worst]
                    found[f"{journey.id}/{name}"] = bool(known) and max(known) >= 0
        return found

    @cached_property
    def referrers(self) -> Mapping[str, tuple[str, ...]]:
        """The objects that link to each object, by name, those inside it and those around it left out."""
        found: dict[str, dict[str, None]] = {}
        for entity in self.entities.values():
            for name in self._linked(entity):
                inside = entity.name == name or entity.name.startswith(f"{name}/")
                if name in self.entities and not inside and name != entity.parent:
                    found.setdefault(name, {})[entity.name] = None
        return {name: tuple(by) for name, by in found.items()}

    def _linked(self, entity: Entity) -> set[str]:
        """The names of the objects that an object's fields, or its own key, may name."""
        from journeymap.diff.table import row_for  # noqa: PLC0415  # the table imports nothing; kept beside its use

        texts: set[str] = set()
        for key, value in entity.fields.items():
            if row_for(entity.kind, key).refers:
                texts.update(value if isinstance(value, tuple) else [value] if isinstance(value, str) else [])
        if entity.kind in _KNOWN_BY:
            texts.add(entity.name.rpartition("/")[2].partition("#")[0])
        names: set[str] = set()
        for text in texts:
            names.update((f"{entity.journey}/{text}", text, *(f"{section}:{text}" for section in _SECTIONS)))
        return names


_KNOWN_BY = frozenset({"way", "voice", "measure", "expected-move", "evidence"})
