"""A workspace taken apart: every object by itself, with plain values, so that two sides can be held together.

What two ways of writing mean alike reads alike here: a single hand-off and one on the only way out, a way that is only
written and the one that follows from the order. Objects without an id are known by what they are about: a voice by its
persona, a measure by its metric, a way by where it leads.
"""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING, Any

from journeymap.diff.values import Entity, Place
from journeymap.model.base import FormatObject
from journeymap.model.conditions import EventBinding
from journeymap.model.journey import Journey, Stage
from journeymap.model.lifecycle import Lifecycle
from journeymap.model.touchpoint import Touchpoint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from journeymap.diff.values import Plain
    from journeymap.model.transition import Handoff, Transition
    from journeymap.workspace.loader import Workspace

_SINGULAR = {
    "lifecycles": "lifecycle",
    "personas": "persona",
    "teams": "team",
    "systems": "system",
    "channels": "channel",
    "metrics": "metric",
    "research": "research",
    "sources": "source",
    "journeys": "journey",
    "initiatives": "initiative",
    "plays": "play",
}
"""The sections of the format, and what an object of each is called."""
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
"""Single objects inside others."""
_SKIPPED = frozenset({"id"})


def entities(workspace: Workspace, *, effective: bool = False) -> dict[str, Entity]:
    """Every object of a workspace by its name, parents first, in the order of files and lists.

    Args:
        workspace: One side, loaded.
        effective: Take future journeys with all that they keep of their current ones, and not as they are written.
    """
    found: dict[str, Entity] = {}
    for section in _SINGULAR:
        for index, placed in enumerate(workspace.survey.section(section)):
            value = (
                workspace.catalogue.journeys[placed.value.id] if effective and section == "journeys" else placed.value
            )
            _Taker(found, placed.path).section_object(section, value, placed.pointer, index)
    return found


class _Taker:
    """Takes the objects of one document apart."""

    def __init__(self, found: dict[str, Entity], path: str) -> None:
        self.found = found
        self.path = path
        self.journey = ""
        self.confidential = False

    def section_object(self, section: str, value: Any, pointer: Any, index: int) -> None:
        """An object of a section, and all in it."""
        self.journey = value.id if isinstance(value, Journey) else ""
        self.take(_SINGULAR[section], f"{section}:{value.id}", value, pointer, "", index)

    def take(self, kind: str, name: str, value: FormatObject, pointer: Any, parent: str, index: int) -> None:
        """An object, and all in it."""
        name = name if name not in self.found else f"{name}#{index + 1}"
        above = self.confidential
        self.confidential = above or value.confidential
        self.found[name] = Entity(
            kind=kind,
            name=name,
            label=_label(value, name),
            parent=parent,
            index=index,
            fields=dict(_fields(value)),
            place=Place(self.path, pointer),
            journey=self.journey,
            confidential=self.confidential,
            model=value,
        )
        for key, item in _values(value):
            self._inside(key, item, name, pointer / key, value)
        self.confidential = above

    def _inside(self, key: str, item: Any, name: str, pointer: Any, holder: FormatObject) -> None:
        """The objects in a field."""
        if isinstance(item, FormatObject):
            if key in _SINGLE:
                self.take(_SINGLE[key], f"{name}/{key}", item, pointer, name, 0)
        elif isinstance(item, tuple):
            if isinstance(holder, Lifecycle) and key == "stages":
                for index, stage in enumerate(item):
                    self.take("lifecycle-stage", f"{holder.id}:{stage.id}", stage, pointer / index, name, index)
            elif key in _WITH_ID and isinstance(holder, Journey | Stage | Touchpoint):
                for index, one in enumerate(item):
                    self.take(_WITH_ID[key], f"{self.journey}/{one.id}", one, pointer / index, name, index)
            elif _is_inside(holder, key):
                kind, known_by = _INSIDE[key]
                for index, one in enumerate(item):
                    self.take(kind, f"{name}/{key}/{known_by(one)}", one, pointer / index, name, index)


def _values(value: FormatObject) -> Iterator[tuple[str, Any]]:
    """The fields of an object with the keys as they are written, the same however it is written."""
    for field, info in type(value).model_fields.items():
        item = getattr(value, field)
        if field == "next" and isinstance(value, Touchpoint):
            item = tuple(way for way in item or () if not _only_written(way)) if len(item or ()) == 1 else item or ()
        if field == "handoff" and isinstance(value, Touchpoint):
            item = item or _only_handoff(value)
        yield info.alias or field, item


def _only_handoff(touchpoint: Touchpoint) -> Handoff | None:
    """The hand-off on the only way out, which may as well be written at the touchpoint."""
    ways = touchpoint.next or ()
    return ways[0].handoff if len(ways) == 1 else None


def _only_written(way: Transition) -> bool:
    """Whether a way says nothing but where it leads (and its hand-off, which is told at the touchpoint)."""
    return not (way.when or way.share is not None or way.for_ or way.also or way.outcome or way.research)


def _is_inside(holder: FormatObject, key: str) -> bool:
    """Whether a list holds objects without ids, and not ids or plain texts."""
    return key in _INSIDE and (key != "metrics" or isinstance(holder, Stage | Touchpoint))


def _fields(value: FormatObject) -> Iterator[tuple[str, Plain]]:
    """The plain values of an object, free keys included."""
    for key, item in _values(value):
        if key in _SKIPPED or (isinstance(item, FormatObject) and key in _SINGLE):
            continue
        if isinstance(item, tuple) and (_is_inside(value, key) or _holds_objects(value, key)):
            continue
        yield key, plain(item)
    if isinstance(value, Touchpoint):
        yield "next", _order_of(value)
    for key, item in sorted((value.model_extra or {}).items()):
        yield key, plain(item)


def _holds_objects(holder: FormatObject, key: str) -> bool:
    return (isinstance(holder, Lifecycle) and key == "stages") or (
        key in _WITH_ID and isinstance(holder, Journey | Stage | Touchpoint)
    )


def _order_of(touchpoint: Touchpoint) -> str:
    """How it goes on, as far as no way says more: with the next touchpoint, to one that is named, or not at all."""
    if touchpoint.next is None:
        return "the next touchpoint"
    if not touchpoint.next:
        return "end"
    only = touchpoint.next[0] if len(touchpoint.next) == 1 else None
    return only.to if only is not None and _only_written(only) else "ways"


def plain(value: Any) -> Plain:
    """A value as it is compared: lists as tuples of text, objects as canonical text."""
    if value is None or isinstance(value, bool | datetime.date):
        return value
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, tuple | list):
        return tuple(item if isinstance(item, str) else _text(item) for item in value)
    return _text(value)


def _text(value: Any) -> str:
    if isinstance(value, EventBinding | FormatObject):
        value = value.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    elif isinstance(value, dict):
        value = {key: _plain_json(item) for key, item in value.items()}
    return (
        value if isinstance(value, str) else json.dumps(value, sort_keys=True, ensure_ascii=False, default=_plain_json)
    )


def _plain_json(value: Any) -> Any:
    if isinstance(value, FormatObject):
        return value.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    if isinstance(value, dict):
        return {key: _plain_json(item) for key, item in value.items()}
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def _label(value: FormatObject, name: str) -> str:
    """What people call an object: its name, title or summary; else what it is known by."""
    for field in ("name", "title", "summary", "do", "text"):
        label = getattr(value, field, None)
        if isinstance(label, str) and label:
            return label
    return name.rpartition("/")[2].rpartition(":")[2]


def children(found: Mapping[str, Entity]) -> dict[tuple[str, str], list[Entity]]:
    """The objects inside each object by their kind, in order."""
    inside: dict[tuple[str, str], list[Entity]] = {}
    for entity in found.values():
        inside.setdefault((entity.parent, entity.kind), []).append(entity)
    return inside


def confidential_labels(found: Iterable[Entity]) -> frozenset[str]:
    """The names of what is confidential, which must not be shown to everyone."""
    return frozenset(entity.name for entity in found if entity.confidential)
