"""Where an offset of a text stands: lines and columns from 1, in code points.

Lines end as YAML 1.2 and editors end them, with LF, CRLF or CR. The C parser counts otherwise: it takes NEL, LS and PS
for line ends too. So offsets are what the readers speak, and lines are counted here alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import Final

from journeymap.diagnostics import Position, Span

_LINE_END: Final = re.compile(r"\r\n|\r|\n")


class Places:
    """The lines of one text."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends; an empty text has one empty line."""
        return _LINE_END.split(self.text) if "\r" in self.text else self.text.split("\n")

    @cached_property
    def _starts(self) -> list[int]:
        if "\r" in self.text:
            return [0, *(end.end() for end in _LINE_END.finditer(self.text))]
        return [0, *accumulate(len(line) + 1 for line in self.lines[:-1])]

    def position(self, offset: int) -> Position:
        """The place of an offset; one past the end is the end, one inside a CRLF the end of its line."""
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self._starts, offset)
        column = offset - self._starts[line - 1]
        return Position(line, min(column, len(self.lines[line - 1])) + 1)

    def offset(self, position: Position) -> int:
        """The offset of a place; one behind the text is its end."""
        if position.line > len(self._starts):
            return len(self.text)
        return min(len(self.text), self._starts[position.line - 1] + position.column - 1)

    def span(self, start: int, end: int) -> Span:
        """The place of the text from `start` up to, not including, `end`."""
        return Span(self.position(start), self.position(max(start, end)))

    def line_start(self, line: int) -> int:
        """The offset at which a line, counted from 1, begins."""
        return self._starts[line - 1]
