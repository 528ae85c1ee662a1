"""A workspace taken apart: every object by itself, with plain values, so that two sides can be held together.

What two ways of writing mean alike reads alike here: a single hand-off and one on the only way out, a way that is only
written and the one that follows from the order, a journey's own lifecycle and that of the workspace. Objects without an
id are known by what they are about: a voice by its persona, a measure by its metric, a way by where it leads.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from journeymap.diff.plain import plain
from journeymap.diff.values import Entity, Place, Scope
from journeymap.model.base import FormatObject
from journeymap.model.journey import Journey, Stage
from journeymap.model.kinds import Kind
from journeymap.model.lifecycle import Lifecycle
from journeymap.model.touchpoint import Touchpoint
from journeymap.workspace.belonging import is_confidential

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from journeymap.diagnostics import Pointer
    from journeymap.diff.values import Plain
    from journeymap.model.transition import Transition
    from journeymap.workspace.catalogue import Catalogue
    from journeymap.workspace.loader import Workspace

SECTIONS: Mapping[Kind, str] = {
    Kind.LIFECYCLE: "lifecycles",
    Kind.PERSONA: "personas",
    Kind.TEAM: "teams",
    Kind.SYSTEM: "systems",
    Kind.CHANNEL: "channels",
    Kind.METRIC: "metrics",
    Kind.RESEARCH: "research",
    Kind.SOURCE: "sources",
    Kind.JOURNEY: "journeys",
    Kind.INITIATIVE: "initiatives",
    Kind.PLAY: "plays",
}
"""The sections of the format, by the kind of their objects."""
_SINGULAR = {section: "research" if kind is Kind.RESEARCH else kind.value for kind, section in SECTIONS.items()}
"""What an object of each section is called."""
_WITH_ID = {
    "stages": "stage",
    "touchpoints": "touchpoint",
    "pain_points": "pain-point",
    "gains": "gain",
    "opportunities": "opportunity",
}
"""The lists of a journey whose objects have ids of their own."""
_INSIDE: dict[str, tuple[str, Callable[[Any], str]]] = {
    "voices": ("voice", lambda item: str(item.persona)),
    "metrics": ("measure", lambda item: str(item.metric)),
    "next": ("way", lambda item: str(item.to)),
    "expects": ("expected-move", lambda item: str(item.metric)),
    "decisions": ("decision", lambda item: f"{item.date.isoformat()} {item.text}"),
    "frontstage": ("frontstage", lambda item: str(item.do)),
    "backstage": ("backstage", lambda item: str(item.do)),
    "support": ("support", lambda item: str(item.do)),
    "research": ("evidence", lambda item: str(item.id)),
    "quotes": ("quote", lambda item: str(item.text)),
}
"""The lists whose objects have no id: what one is called, and by what it is known."""
_SINGLE = {
    "handoff": "hand-off",
    "rice": "rice",
    "columns": "columns",
    **dict.fromkeys(("demographic", "firmographic", "technographic", "psychographic", "behavioural"), "profile"),
}
"""Single objects inside others; those of a persona's profile are known by their key."""
END = "end"


@dataclass(frozen=True, slots=True)
class _Key:
    """A key of a class of objects: its attribute, and what the objects in it are called, where it holds objects."""

    attribute: str
    key: str
    kind: str = ""
    known_by: Callable[[Any], str] | None = None
    with_id: bool = False


@cache
def _keys(model: type[FormatObject]) -> tuple[_Key, ...]:
    """The keys of a class in the order of the format; the id, which names the object, is none of them."""
    found = []
    for attribute, info in model.model_fields.items():
        key = info.alias or attribute
        if key == "id":
            continue
        if model is Lifecycle and key == "stages":
            found.append(_Key(attribute, key, "lifecycle-stage", with_id=True))
        elif key in _WITH_ID and issubclass(model, Journey | Stage | Touchpoint):
            found.append(_Key(attribute, key, _WITH_ID[key], with_id=True))
        elif key in _INSIDE and (key != "metrics" or issubclass(model, Stage | Touchpoint)):
            found.append(_Key(attribute, key, *_INSIDE[key]))
        else:
            found.append(_Key(attribute, key, _SINGLE.get(key, "")))
    return tuple(found)


def entities(workspace: Workspace, *, effective: bool = False, only: str | None = None) -> dict[str, Entity]:
    """Every object of a workspace by its name, parents first, in the order of files and lists.

    Args:
        workspace: One side, loaded.
        effective: Take future journeys with all that they keep of their current ones, and not as they are written.
        only: The id of the only journey that is wanted; None for everything.
    """
    found: dict[str, Entity] = {}
    hidden = frozenset(key for key, persona in workspace.catalogue.personas.items() if persona.confidential)
    for section in _SINGULAR if only is None else ("journeys",):
        for index, placed in enumerate(workspace.survey.section(section)):
            if only is not None and placed.value.id != only:
                continue
            value = (
                workspace.catalogue.journeys[placed.value.id] if effective and section == "journeys" else placed.value
            )
            _Taker(found, placed.path, hidden, workspace.catalogue).section_object(
                section, value, placed.pointer, index
            )
    return found


class _Taker:
    """Takes the objects of one document apart."""

    def __init__(self, found: dict[str, Entity], path: str, hidden: frozenset[str], catalogue: Catalogue) -> None:
        self.found = found
        self.path = path
        self.hidden = hidden
        self.catalogue = catalogue
        self.journey = ""
        self.scope = Scope()
        self.numbers: Counter[str] = Counter()
        self.kept: Mapping[str, Touchpoint] = {}
        self.confidential = False
        self.following: Mapping[str, str] = {}

    def section_object(self, section: str, value: Any, pointer: Pointer, index: int) -> None:
        """An object of a section, and all in it."""
        if isinstance(value, Journey):
            self.journey = value.id
            self.scope = Scope(value.id, value.lifecycle or self.catalogue.settings.lifecycle, value.based_on or "")
            self.kept = self._kept(value)
            order = [touchpoint.id for stage in value.stages for touchpoint in stage.touchpoints]
            self.following = dict(zip(order, [*order[1:], END], strict=False))
        self.take(_SINGULAR[section], f"{section}:{value.id}", value, pointer, "", index)

    def _kept(self, journey: Journey) -> Mapping[str, Touchpoint]:
        """The touchpoints of a future journey that are kept, whole, by their id.

        What they are called, and whether they are confidential, may stand in the current journey alone.
        """
        kept = {one.id for stage in journey.stages for one in stage.touchpoints if one.keep}
        whole = self.catalogue.journeys.get(journey.id) if kept else None
        every = (one for stage in whole.stages for one in stage.touchpoints) if whole else ()
        return {one.id: one for one in every if one.id in kept}

    def _free(self, name: str) -> str:
        """The name, or the first one after it that is not taken: ids may be there twice."""
        free = name
        while free in self.found:
            self.numbers[name] += 1
            free = f"{name}#{self.numbers[name] + 1}"
        return free

    def take(
        self, kind: str, name: str, value: FormatObject, pointer: Pointer, parent: str, index: int, key: str = ""
    ) -> str:
        """An object, and all in it; returns its name."""
        name = self._free(name)
        above = self.confidential
        whole = self.kept.get(own_id(name), value) if kind == "touchpoint" else value
        self.confidential = above or whole.confidential or is_confidential(value, self.hidden)
        ways = _ways(value, self.following) if isinstance(value, Touchpoint) else None
        fields: dict[str, Plain] = {}
        inside: list[tuple[_Key, Any]] = []
        for entry in _keys(type(value)):
            item = getattr(value, entry.attribute)
            if item is None or item is False or item in ((), ""):
                continue
            if entry.kind:
                inside.append((entry, item))
            elif not (kind == "way" and entry.key == "to"):
                fields[entry.key] = plain(item)
        if isinstance(value, Journey):
            fields["lifecycle"] = self.scope.lifecycle
        for free, item in sorted((value.model_extra or {}).items()):
            fields[free] = plain(item)
        self.found[name] = Entity(
            kind=kind,
            name=name,
            label=_label(whole, key or name),
            parent=parent,
            index=index,
            fields=fields,
            place=Place(self.path, pointer),
            scope=self.scope,
            confidential=self.confidential,
            model=value,
            key=key,
            follows=ways.follows if ways else "",
            in_order=ways.in_order if ways else False,
        )
        if ways and isinstance(value, Touchpoint):
            self._ways(value, ways, name, pointer)
        for entry, item in inside:
            if not (ways and entry.key in {"next", "handoff"}):
                self._inside(entry, item, name, pointer / entry.key)
        self.confidential = above
        return name

    def _inside(self, entry: _Key, item: Any, name: str, pointer: Pointer) -> None:
        """The objects in a field."""
        if isinstance(item, FormatObject):
            key = entry.key if entry.kind == "profile" else ""
            self.take(entry.kind, f"{name}/{entry.key}", item, pointer, name, 0, key)
            return
        for index, one in enumerate(item):
            if entry.with_id:
                home = f"{name.partition(':')[2]}:" if entry.kind == "lifecycle-stage" else f"{self.journey}/"
                self.take(entry.kind, f"{home}{one.id}", one, pointer / index, name, index)
            elif entry.known_by is not None:
                known = entry.known_by(one)
                self.take(entry.kind, f"{name}/{entry.key}/{known}", one, pointer / index, name, index, known)

    def _ways(self, touchpoint: Touchpoint, ways: _Ways, name: str, pointer: Pointer) -> None:
        """The ways out, also one that is not written; the hand-off on the only one is the touchpoint's."""
        written = touchpoint.next or ()
        for index, way in enumerate(written):
            alone = way.model_copy(update={"handoff": None}) if len(written) == 1 and way.handoff else way
            place = pointer / "next" / index
            self.take("way", f"{name}/next/{way.to}", alone, place, name, index, str(way.to))
        if not written:
            self._implied(ways.follows, name, pointer)
        inner = written[0].handoff if len(written) == 1 else None
        if touchpoint.handoff is not None:
            self.take("hand-off", f"{name}/handoff", touchpoint.handoff, pointer / "handoff", name, 0)
        elif inner is not None:
            self.take("hand-off", f"{name}/handoff", inner, pointer / "next" / 0 / "handoff", name, 0)

    def _implied(self, target: str, name: str, pointer: Pointer) -> None:
        """The way that follows from the order, or from `next: []`: nothing is said of it."""
        way = f"{name}/next/{target}"
        self.found[way] = Entity(
            *("way", way, target, name, 0, {}, Place(self.path, pointer)),
            *(self.scope, self.confidential, None, target),
        )


@dataclass(frozen=True, slots=True)
class _Ways:
    """Where the only way out of a touchpoint leads, empty where there are several; whether that comes next anyway."""

    follows: str
    in_order: bool


def _ways(touchpoint: Touchpoint, following: Mapping[str, str]) -> _Ways:
    ways: tuple[Transition, ...] | None = touchpoint.next
    after = following.get(touchpoint.id, END)
    if ways is None:
        return _Ways(after, in_order=True)
    if len(ways) > 1:
        return _Ways("", in_order=False)
    target = str(ways[0].to) if ways else END
    return _Ways(target, in_order=target == after)


def _label(value: FormatObject, name: str) -> str:
    """What people call an object: its name, title or summary; else what it is known by."""
    for field in ("name", "title", "summary", "do", "text"):
        label = getattr(value, field, None)
        if isinstance(label, str) and label:
            return label
    return own_id(name)


def own_id(name: str) -> str:
    """The last part of a name: an id."""
    return name.rpartition("/")[2].rpartition(":")[2]


def children(found: Iterable[Entity]) -> dict[tuple[str, str], list[Entity]]:
    """The objects inside each object, by its name and their kind, in order."""
    inside: dict[tuple[str, str], list[Entity]] = {}
    for entity in found:
        inside.setdefault((entity.parent, entity.kind), []).append(entity)
    return inside


__all__ = ["END", "SECTIONS", "children", "entities", "own_id"]
