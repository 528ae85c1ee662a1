"""What the first reader notes of a value besides the value: where it and its key stand, and how it was written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.diagnostics import ROOT, Pointer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic


@dataclass(slots=True)
class Node:
    """One value of a document, in offsets of its text.

    Attributes:
        start: Where the value begins, after an anchor or a tag.
        end: Where it ends; for nothing written, the same as `start`.
        source: The text of an unquoted scalar on one line, else None.
        children: The nodes of a mapping by key, or of a list in order; None for a scalar.
        shared: Whether this is an alias: its children stand elsewhere in the text.
        key_start: Where the key begins; -1 when the value is no mapping's.
        key_end: Where the key ends.
    """

    start: int
    end: int
    source: str | None = None
    children: dict[str, Node] | list[Node] | None = None
    shared: bool = False
    key_start: int = -1
    key_end: int = -1

    def child(self, part: str | int) -> Node | None:
        """The node under a key or at a list position, None when there is none."""
        if isinstance(self.children, dict):
            return self.children.get(part) if isinstance(part, str) else None
        if isinstance(self.children, list) and isinstance(part, int) and 0 <= part < len(self.children):
            return self.children[part]
        return None

    def plain_scalars(self, pointer: Pointer = ROOT) -> Iterator[tuple[Pointer, str]]:
        """The unquoted scalars at and below this node with their text, those reached through an alias left out."""
        if self.source is not None:
            yield pointer, self.source
        if self.shared or self.children is None:
            return
        entries = self.children.items() if isinstance(self.children, dict) else enumerate(self.children)
        for part, node in entries:
            yield from node.plain_scalars(pointer / part)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the first reader made of a text.

    Attributes:
        data: The plain values; None where `readable` is False.
        readable: Whether the text could be read to its end.
        root: The node of the top level, None for a text without any value.
        faults: What is wrong, in the order of the text.
        scalar_ranges: Offsets from and to of each quoted or block scalar, in the order of the text; what looks like a
            comment inside is text.
    """

    data: object
    readable: bool
    root: Node | None
    faults: tuple[Diagnostic, ...]
    scalar_ranges: tuple[tuple[int, int], ...]
