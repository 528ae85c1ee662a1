"""Suppressions hold for a line, so what stands on such a line has to stay together."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from journeymap.diagnostics import ROOT, Part, Pointer
from journeymap.source.comments import Scope
from journeymap.source.places import Places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.formatting.layout_source import Written, WrittenText
    from journeymap.source import Document

Held = tuple[tuple[str, ...], str, Scope, frozenset[tuple[Pointer, Part]]]


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


def held(document: Document) -> Counter[Held]:
    """What each suppression of a document holds for: the values and keys that begin on its line."""
    if not document.suppressions:
        return Counter()
    by_line: dict[int, set[tuple[Pointer, Part]]] = {}
    for pointer in _pointers(document.data, ROOT):
        for part in Part:
            by_line.setdefault(document.span(pointer, part).start.line, set()).add((pointer, part))
    return Counter(
        (
            found.codes,
            found.reason,
            found.scope,
            frozenset(by_line.get(found.line, ()) if found.scope is Scope.LINE else ()),
        )
        for found in document.suppressions
    )


def _pointers(value: object, pointer: Pointer) -> Iterator[Pointer]:
    yield pointer
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _pointers(item, pointer / key)
    elif isinstance(value, list):
        for position, item in enumerate(value):
            yield from _pointers(item, pointer / position)
