"""What cannot be compared: objects that one side has written and that cannot be read there.

Nothing is said of them, rather than that they were removed or added.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Severity
from journeymap.diff.entities import SECTIONS
from journeymap.diff.values import Unreadable
from journeymap.model.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.diff.sides import Side
    from journeymap.diff.values import Entity
    from journeymap.workspace.loader import Loaded


def unreadable(base: Side, head: Side) -> tuple[Unreadable, ...]:
    """The objects and files that one of the sides cannot be asked about."""
    return (*_of(base, "base"), *_of(head, "head"))


def _of(side: Side, name: str) -> Iterator[Unreadable]:
    """Objects with an id that did not pass validation, files that are no YAML, and files with something nameless."""
    faulty = [loaded for loaded in side.workspace.documents if loaded.content is None or _is_refused(loaded)]
    if not faulty:
        return
    paths = {loaded.path for loaded in faulty}
    for (kind, _), symbols in side.workspace.index.symbols.items():
        section = SECTIONS.get(kind)
        for own, places in symbols.items() if section else ():
            found = f"{section}:{own}"
            counts = side.only is None or (kind is Kind.JOURNEY and own == side.only)
            if places[0].path in paths and counts and found not in side.entities:
                yield Unreadable(found, name, places[0].path, "it has faults")
    for loaded in faulty:
        if not loaded.source.readable:
            yield Unreadable("", name, loaded.path, "it is no valid YAML")
        elif side.only is None and _is_refused(loaded):
            yield Unreadable("", name, loaded.path, "it says something twice, or in a way that is refused")
        elif side.only is None and _has_nameless(loaded):
            yield Unreadable("", name, loaded.path, "something in it has no valid id")


def _is_refused(loaded: Loaded) -> bool:
    """Whether a file that can be read holds what the format refuses, such as a key twice: part of it is not seen."""
    return any(fault.severity is Severity.ERROR for fault in loaded.source.faults)


def _has_nameless(loaded: Loaded) -> bool:
    """Whether a file holds something in a section that cannot be told by its id."""
    data = loaded.source.data
    if not isinstance(data, dict):
        return True
    return any(not _is_named(data[section]) for section in SECTIONS.values() if section in data)


def _is_named(section: object) -> bool:
    return isinstance(section, list) and all(
        isinstance(item, dict) and isinstance(item.get("id"), str) for item in section
    )


def without(side: Side, other: Side, unread: Sequence[Unreadable], other_name: str) -> Mapping[str, Entity]:
    """The objects of a side without those, and all in them, that the other side cannot be asked about.

    What the other side does not have is left out too where it stood in a file that the other side cannot read, or in
    one that the other side does not have while it has an unreadable one instead: the file may have been renamed.

    Args:
        side: The side whose objects are wanted.
        other: The other one.
        unread: What cannot be read on either side.
        other_name: What the other side is called there: base or head.
    """
    named = {item.object for item in unread if item.side == other_name and item.object}
    files = {other.workspace.relative(item.path) for item in unread if item.side == other_name and not item.object}
    if not named and not files:
        return side.entities
    ours, theirs = _files(side), _files(other)
    doubtful = files | (set(ours.values()) - set(theirs.values()) if files - set(ours.values()) else set())
    gone: set[str] = set()
    for name, entity in side.entities.items():
        lost = name not in other.entities and not entity.parent and ours[entity.place.path] in doubtful
        if entity.parent in gone or name in named or lost:
            gone.add(name)
    return {name: entity for name, entity in side.entities.items() if name not in gone}


def _files(side: Side) -> Mapping[str, str]:
    """The files of a side by the path that is shown, as paths from its root."""
    return {loaded.path: side.workspace.relative(loaded.path) for loaded in side.workspace.documents}
