"""Text edits: stretches of a text replaced by others, all at once, with everything else as it was."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from journeymap.diagnostics import Position, Span

_LINE_END = re.compile(r"\r\n|\n|\r")


class Lines:
    """Where the lines of a text begin."""

    def __init__(self, text: str) -> None:
        self.length = len(text)
        self.starts = [0, *(end.end() for end in _LINE_END.finditer(text))]

    def offset(self, position: Position) -> int:
        """A place as a number of code points from the beginning; one behind the text is its end."""
        if position.line > len(self.starts):
            return self.length
        return min(self.length, self.starts[position.line - 1] + position.column - 1)


def without_overlaps(groups: Iterable[Sequence[tuple[Span, str]]]) -> list[tuple[Span, str]]:
    """The edits of all groups that can be made together: a group is taken whole or not at all, earlier ones first.

    Two edits overlap where their stretches share a place, or where both insert at the same one. An edit that is the
    same as one that is taken already does not stand in the way.
    """
    taken: list[tuple[Span, str]] = []
    for group in groups:
        new = [edit for edit in group if edit not in taken]
        if not any(_overlap(one[0], other[0]) for one in new for other in taken):
            for edit in new:
                taken.insert(bisect_left(taken, edit[0], key=lambda item: item[0]), edit)
    return taken


def _overlap(one: Span, other: Span) -> bool:
    if one.start == other.start:
        return True
    return one.start < other.end and other.start < one.end


def edited(text: str, edits: Iterable[tuple[Span, str]]) -> str:
    """The text with each stretch replaced; the edits must not overlap."""
    lines = Lines(text)
    pieces, reached = [], 0
    for span, new in sorted(edits, key=lambda edit: edit[0]):
        pieces += [text[reached : lines.offset(span.start)], new]
        reached = lines.offset(span.end)
    return "".join((*pieces, text[reached:]))
