"""A document: its values at once, and where they stand when that is to be shown."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from journeymap.diagnostics import Diagnostic, Edit, Fix, Part, Pointer, Position, Related, Span
from journeymap.source import refusals
from journeymap.source.comments import Suppression, find_suppressions, may_suppress
from journeymap.source.decoding import decode
from journeymap.source.fast import read_fast
from journeymap.source.nodes import Node, Reading
from journeymap.source.places import Places
from journeymap.source.scalars import may_hold_ambiguous

if TYPE_CHECKING:
    from collections.abc import Mapping

_BEGINS_A_DOCUMENT: Final = re.compile(rb"(?:\A(?:\xef\xbb\xbf)?|[\r\n])journeymap[ \t]*:(?=[ \t\r\n]|\Z)")
_UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")


def read(path: str, raw: bytes) -> Document:
    """Read a document; what is wrong with it is in its `faults`.

    Args:
        path: Its name in findings: relative to the workspace's root, with slashes.
        raw: The file's bytes.
    """
    text, fault = decode(path, raw)
    if fault is not None:
        return Document(path, text, {}, (fault,), Reading(None, False, None, (), ()))
    data = read_fast(text)
    if data is not None:
        return Document(path, text, data)
    reading = _read_first(path, Places(text))
    if reading.readable and not isinstance(reading.data, dict):
        not_a_mapping = refusals.NOT_A_MAPPING
        place = Document(path, text, {}, (), reading).span(Pointer())
        fault = not_a_mapping.fault.found(path, not_a_mapping.message, span=place, help_line=not_a_mapping.help_line)
        reading = replace(reading, readable=False, faults=(*reading.faults, fault))
    return Document(path, text, reading.data if reading.readable else {}, reading.faults, reading)


def looks_like_document(raw: bytes) -> bool:
    """Whether a line begins with `journeymap:`, so that a file that cannot be read is still one of ours; cheap."""
    if raw.startswith(_UTF16_MARKS):
        raw = raw[2:].replace(b"\0", b"")
    return _BEGINS_A_DOCUMENT.search(raw) is not None


def _read_first(path: str, places: Places) -> Reading:
    from journeymap.source.reader import read_first  # noqa: PLC0415 - brings in all of ruamel.yaml

    return read_first(path, places)


class Document:
    """One file of a workspace. Made by `read`.

    Attributes:
        path: Its name in findings.
        text: What it holds, without a byte-order mark; "" when it cannot be decoded.
        data: Plain values; {} when it cannot be read. Values that an alias repeats are shared: do not change them.
        faults: What was found while reading, each with its span.
    """

    def __init__(
        self, path: str, text: str, data: Any, faults: tuple[Diagnostic, ...] = (), reading: Reading | None = None
    ) -> None:
        self.path = path
        self.text = text
        self.data = data
        self.faults = faults
        self._known_reading = reading

    def __repr__(self) -> str:
        return f"Document({self.path!r})"

    @property
    def readable(self) -> bool:
        """Whether `data` is what the file holds; False with a fault that says why."""
        return self._known_reading is None or self._known_reading.readable

    @cached_property
    def _places(self) -> Places:
        return Places(self.text)

    @cached_property
    def _reading(self) -> Reading:
        return self._known_reading or _read_first(self.path, self._places)

    @property
    def lines(self) -> list[str]:
        """The lines without their ends, for showing them; line 1 is the first."""
        return self._places.lines

    @cached_property
    def suppressions(self) -> tuple[Suppression, ...]:
        """The comments that ask not to be told of a finding, in order."""
        if not may_suppress(self.text):
            return ()
        return tuple(find_suppressions(self._places, self._reading.scalar_ranges))

    def may_be_ambiguous(self) -> bool:
        """Whether an unquoted value may mean something else to readers of YAML 1.1; cheap, errs towards True."""
        return may_hold_ambiguous(self.text)

    def plain_scalars(self) -> Mapping[Pointer, str]:
        """The source text of unquoted values on one line, by pointer; a value that aliases repeat stands here once."""
        return self._plain_scalars

    @cached_property
    def _plain_scalars(self) -> Mapping[Pointer, str]:
        root = self._reading.root
        return MappingProxyType(dict(root.plain_scalars()) if root else {})

    def span(self, pointer: Pointer, part: Part = Part.VALUE) -> Span:
        """Where a value or its key stands; for one that is not there, the nearest around it.

        An empty value (`key:`) stands where its key does.
        """
        node = self._nearest(pointer)
        if node is None:
            return Span(Position(1, 1), Position(1, 1))
        if node.key_start >= 0 and (node.start == node.end or (part is Part.KEY and self._node(pointer) is node)):
            return self._places.span(node.key_start, node.key_end)
        return self._places.span(node.start, node.end)

    def resolve(self, diagnostic: Diagnostic) -> Diagnostic:
        """The same finding with the place of itself, its edits, and what it relates to in this document.

        A place that is already known stays.
        """
        span = diagnostic.span or self.span(diagnostic.pointer, diagnostic.part)
        related = tuple(self._resolve_related(related) for related in diagnostic.related)
        fix = self._resolve_fix(diagnostic.fix) if diagnostic.fix else None
        return replace(diagnostic, span=span, related=related, fix=fix)

    def _resolve_related(self, related: Related) -> Related:
        if related.span is not None or related.path != self.path:
            return related
        return replace(related, span=self.span(related.pointer, related.part))

    def _resolve_fix(self, fix: Fix) -> Fix:
        return replace(fix, edits=tuple(self._resolve_edit(edit) for edit in fix.edits))

    def _resolve_edit(self, edit: Edit) -> Edit:
        """An empty value is written after its colon, with a blank, not over its key."""
        if edit.span is not None or edit.path not in {"", self.path}:
            return edit
        node = self._node(edit.pointer)
        if node is None or edit.part is Part.KEY or node.start != node.end:
            return replace(edit, span=self.span(edit.pointer, edit.part))
        return replace(edit, text=f" {edit.text.lstrip()}", span=self._places.span(node.start, node.end))

    def _nearest(self, pointer: Pointer) -> Node | None:
        node = self._reading.root
        for part in pointer:
            child = node.child(part) if node else None
            if child is None:
                break
            node = child
        return node

    def _node(self, pointer: Pointer) -> Node | None:
        node = self._reading.root
        for part in pointer:
            node = node.child(part) if node else None
        return node
