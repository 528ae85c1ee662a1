"""Suppressions: comments that ask not to be told of a finding.

`# journeymap: ignore[JM402, unexplained-low] reason` holds for its own line, or alone on a line for the next line that
holds more than a comment; `# journeymap: ignore-file[JM402] reason` holds for the file. Without brackets nothing is
suppressed: a blanket form would hide what nobody has seen yet.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.diagnostics import Diagnostic, Span
    from journeymap.source.places import Places

_REQUEST: Final = re.compile(
    r"#[ \t]*journeymap:[ \t]*ignore(?P<file>-file)?(?![\w-])[ \t]*(?:\[(?P<codes>[^\]\r\n]*)\])?(?P<reason>[^\r\n]*)"
)


class Scope(StrEnum):
    """How far a suppression reaches."""

    LINE = "line"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Suppression:
    """One such comment.

    Attributes:
        codes: The codes or names as written; empty for the malformed blanket form.
        scope: A line or the file.
        line: The line it holds for, from 1; for a file, the comment's own.
        span: The comment, without the blanks and the text before it.
        reason: What is written after the brackets.
    """

    codes: tuple[str, ...]
    scope: Scope
    line: int
    span: Span
    reason: str

    @property
    def blanket(self) -> bool:
        """Whether it names no code, so that it suppresses nothing and is itself at fault."""
        return not self.codes

    def covers(self, diagnostic: Diagnostic) -> bool:
        """Whether it suppresses a finding of its document; one without a `span` only by the whole file."""
        named = {code.casefold() for code in self.codes}
        if diagnostic.code.casefold() not in named and diagnostic.name.casefold() not in named:
            return False
        return self.scope is Scope.FILE or (diagnostic.span is not None and diagnostic.span.start.line == self.line)


def suppression_of(diagnostic: Diagnostic, suppressions: Sequence[Suppression]) -> Suppression | None:
    """The first of a document's suppressions that covers a finding of it, None when it is to be told."""
    return next((suppression for suppression in suppressions if suppression.covers(diagnostic)), None)


def may_suppress(text: str) -> bool:
    """Whether a suppression may stand in a text; cheap."""
    return "journeymap:" in text and _REQUEST.search(text) is not None


def find_suppressions(places: Places, scalar_ranges: Sequence[tuple[int, int]]) -> Iterator[Suppression]:
    """The suppressions of a text.

    Args:
        places: The text.
        scalar_ranges: Where quoted and block scalars stand, in order; in them nothing is a comment.
    """
    starts = [start for start, _ in scalar_ranges]
    next_written = _next_written_lines(places.lines)
    for request in _REQUEST.finditer(places.text):
        offset = request.start()
        before = bisect_right(starts, offset) - 1
        inside_scalar = before >= 0 and offset < scalar_ranges[before][1]
        if not inside_scalar and (offset == 0 or places.text[offset - 1].isspace()):
            yield _suppression(places, request, next_written)


def _suppression(places: Places, request: re.Match[str], next_written: list[int]) -> Suppression:
    span = places.span(request.start(), request.start() + len(request[0].rstrip()))
    scope = Scope.FILE if request["file"] else Scope.LINE
    codes = tuple(code.strip() for code in (request["codes"] or "").split(",") if code.strip())
    line = span.start.line
    alone = not places.lines[line - 1][: span.start.column - 1].strip()
    if scope is Scope.LINE and alone:
        line = next_written[line - 1]
    return Suppression(codes, scope, line, span, request["reason"].strip())


def _next_written_lines(lines: list[str]) -> list[int]:
    """For each line the number of the first after it that holds more than blanks or a comment; at the end, the next."""
    numbers = []
    following = 0
    for number in range(len(lines), 0, -1):
        numbers.append(following or number + 1)
        written = lines[number - 1].lstrip()
        if written and written[0] != "#":
            following = number
    return numbers[::-1]
