"""Which value each comment of a document belongs to.

A comment at the end of a line belongs to what is written on that line. One on a line of its own belongs to what comes
next, or stands below what came before where it is indented like that.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from journeymap.formatting.layout_source import Entry, Written, WrittenText

_MARKS_OF_STRUCTURE: Final = " \t-?:"
_WRITTEN: Final = re.compile(r"\S")


def attach_comments(source: WrittenText) -> None:
    """Gives every comment of a text to an entry or to the end of a list or object."""
    _Attacher(source).attach()


class _Attacher:
    """The state between comments: the end and the indentation of the run of comments that one belongs to."""

    def __init__(self, source: WrittenText) -> None:
        self.source = source
        self.run_end = -1
        self.run_column = 0

    def attach(self) -> None:
        """Takes the comments in order, since those of one run stay together."""
        for start, end in self.source.comments:
            text = self.source.text[start:end].rstrip()
            before = self.source.text[self.source.line_start(start) : start]
            alone = not before.strip(_MARKS_OF_STRUCTURE) or before.strip() == "..."
            if alone or not self._put_beside(start, text):
                self._put_alone(start, end, text)

    def _put_beside(self, start: int, text: str) -> bool:
        """Gives a comment to the entry that the line ends with; whether there is one."""
        node: Written | None = self.source.root
        owner: Entry | None = None
        while node is not None and node.entries is not None:
            begun, _ = _around(node, start)
            if begun is None:
                break
            owner = begun
            value = begun.value
            closed = value.brackets and value.end <= start
            node = None if closed or value.start > start else value
        if owner is not None:
            owner.beside.append(text)
        return owner is not None

    def _put_alone(self, start: int, end: int, text: str) -> None:
        after_blank = self._follows_blank(start)
        column = self.source.column(start)
        if self._continues_run(start):
            column = min(column, self.run_column)
        self.run_end, self.run_column = end, column
        lines = self._lines_at(start, column)
        if after_blank and lines[-1:] != [""]:
            lines.append("")
        lines.append(text)
        following = _WRITTEN.search(self.source.text, end)
        if following is not None and self.source.blank_between(end, following.start()):
            lines.append("")

    def _follows_blank(self, start: int) -> bool:
        content = start
        while content and self.source.text[content - 1].isspace():
            content -= 1
        return content > 0 and self.source.blank_between(content, start)

    def _continues_run(self, start: int) -> bool:
        return self.run_end >= 0 and not self.source.text[self.run_end : start].strip()

    def _lines_at(self, start: int, column: int) -> list[str]:
        """The lines that a comment on a line of its own is added to."""
        node = self.source.root
        while node.entries:
            begun, coming = _around(node, start)
            if begun is None or self._has_dash(begun, start, coming):
                break
            inner = begun.value
            if inner.entries is None or not self._goes_into(node, inner, start, column):
                if inner.empty and not node.brackets and column > self.source.column(node.start):
                    return inner.below
                if inner.start > start:
                    return begun.above
                break
            node = inner
        _, coming = _around(node, start)
        return coming.above if coming is not None else node.below

    def _has_dash(self, begun: Entry, start: int, coming: Entry | None) -> bool:
        """Whether the next item of a list has begun, its value not yet: `-` and the comment on the next line."""
        return begun.key is None and coming is not None and "-" in self.source.bare[begun.value.end : start]

    def _goes_into(self, outer: Written, inner: Written, start: int, column: int) -> bool:
        if inner.brackets or outer.brackets:
            return inner.start < start < inner.end
        if not inner.entries:
            return False
        if inner.end > start:
            return True
        return column >= self.source.column(inner.start) and column > self.source.column(outer.start)


def _around(node: Written, offset: int) -> tuple[Entry | None, Entry | None]:
    """The last entry that has begun before an offset, and the first after it."""
    entries = node.entries or []
    low, high = 0, len(entries)
    while low < high:
        middle = (low + high) // 2
        if entries[middle].begin < offset:
            low = middle + 1
        else:
            high = middle
    return (entries[low - 1] if low else None), (entries[low] if low < len(entries) else None)
