"""Suppressions hold for a line, so what stands on such a line has to stay together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import ROOT, Part, Pointer
from journeymap.source.comments import Scope
from journeymap.source.places import Places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.formatting.layout_source import Written, WrittenText
    from journeymap.source import Document

Place = tuple[Pointer, Part]
Request = tuple[tuple[str, ...], str, Scope]


def keep_lines(document: Document, source: WrittenText) -> None:
    """Notes which lists and objects have to stay on one line, or as a block, for the suppressions of a document."""
    lines = {found.line for found in document.suppressions if found.scope is Scope.LINE}
    if lines:
        _Keeper(source, Places(document.text), lines).keep(source.root, source.root.start)


class _Keeper:
    """The lines that suppressions hold for."""

    def __init__(self, source: WrittenText, places: Places, lines: set[int]) -> None:
        self.source = source
        self.places = places
        self.lines = lines

    def keep(self, node: Written, begin: int) -> None:
        """Notes it of a value whose key or dash begins at an offset, and of what it holds."""
        if node.entries is None:
            return
        if any(self._line(offset) in self.lines for offset in (begin, node.start, *_begins(node))):
            on_one = node.brackets and self._line(begin) == self._line(node.end)
            node.fixed = "line" if on_one else "block"
        for entry in node.entries:
            self.keep(entry.value, entry.begin)

    def _line(self, offset: int) -> int:
        return self.places.position(offset).line


def _begins(node: Written) -> Iterator[int]:
    return (entry.begin for entry in node.entries or ())


def still_held(before: Document, after: Document) -> bool:
    """Whether each suppression holds for what it held for, and for nothing else.

    A list or object that begins with what was held may be held too: it has no place of its own to begin at.
    """
    if not before.suppressions and not after.suppressions:
        return True
    held, holds = _held(before), _held(after)
    return held.keys() == holds.keys() and all(
        places <= holds[key] and all(_begins_with_one_of(places, extra) for extra in holds[key] - places)
        for key, places in held.items()
    )


def _begins_with_one_of(places: set[Place], extra: Place) -> bool:
    pointer, part = extra
    return part is Part.VALUE and any(held[: len(pointer)] == pointer for held, _ in places)


def _held(document: Document) -> dict[Request, set[Place]]:
    """What the suppressions of a document hold for, by what they ask: the values and keys that begin on their lines."""
    by_line: dict[int, set[Place]] = {}
    for pointer in _pointers(document.data, ROOT):
        for part in Part:
            by_line.setdefault(document.span(pointer, part).start.line, set()).add((pointer, part))
    held: dict[Request, set[Place]] = {}
    for found in document.suppressions:
        places = by_line.get(found.line, set()) if found.scope is Scope.LINE else set()
        held.setdefault((found.codes, found.reason, found.scope), set()).update(places)
    return held


def _pointers(value: object, pointer: Pointer) -> Iterator[Pointer]:
    yield pointer
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _pointers(item, pointer / key)
    elif isinstance(value, list):
        for position, item in enumerate(value):
            yield from _pointers(item, pointer / position)
