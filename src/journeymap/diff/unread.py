"""What cannot be compared: objects that one side has written and that cannot be read there.

Nothing is said of them, rather than that they were removed or added.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diff.values import Entity, Unreadable
from journeymap.model.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.diff.sides import Side

_SECTIONS = {
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


def unreadable(base: Side, head: Side) -> tuple[Unreadable, ...]:
    """The objects and files that one of the sides cannot be asked about."""
    return (*_of(base, "base"), *_of(head, "head"))


def _of(side: Side, name: str) -> Iterator[Unreadable]:
    """Objects with an id that did not pass validation, and files that are no YAML at all."""
    for (kind, _), symbols in side.workspace.index.symbols.items():
        section = _SECTIONS.get(kind)
        for own, places in symbols.items() if section else ():
            found = f"{section}:{own}"
            counts = side.only is None or (kind is Kind.JOURNEY and own == side.only)
            if places[0].path is not None and counts and found not in side.entities:
                yield Unreadable(found, name, places[0].path, "it has faults")
    for loaded in side.workspace.documents:
        if not loaded.source.readable:
            yield Unreadable("", name, loaded.path, "it is no valid YAML")


def without(found: Mapping[str, Entity], unread: Sequence[Unreadable], other: str) -> Mapping[str, Entity]:
    """The objects of a side without those, and all in them, that the `other` side cannot be asked about."""
    names = {item.object for item in unread if item.side == other and item.object}
    files = {item.path for item in unread if item.side == other and not item.object}
    if not names and not files:
        return found
    gone: set[str] = set()
    for name, entity in found.items():
        outermost = not entity.parent
        if entity.parent in gone or name in names or (outermost and entity.place.path in files):
            gone.add(name)
    return {name: entity for name, entity in found.items() if name not in gone}
