"""Markdown that reads the same on a code host and on the site, whatever text goes into it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_CODE = re.compile(r"`([^`\n]+)`")
_MARKS = re.compile(r"[\\*\[\]|~`]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")


def plain(text: str) -> str:
    """Text as text: no markup, no HTML, no new table column, on one line."""
    escaped = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKS.sub(lambda mark: f"&#{ord(mark[0])};", escaped)


def prose(text: str) -> str:
    """Text in which backquotes mark code, and nothing else is markup; it fits into a cell of a table."""
    text = " ".join(text.split())
    pieces, end = [], 0
    for found in _CODE.finditer(text):
        pieces += [_kept_blanks(text[end : found.start()]), code(found[1])]
        end = found.end()
    return "".join([*pieces, _kept_blanks(text[end:])])


def _kept_blanks(text: str) -> str:
    before = " " if text[:1] == " " else ""
    after = " " if text[-1:] == " " and text.strip() else ""
    return f"{before}{plain(text)}{after}"


def code(text: str) -> str:
    """Text in the letters of code; with a bar in it as HTML, for a table would be cut there."""
    if "|" in text or "`" in text:
        return f"<code>{plain(text)}</code>"
    return f"`{text}`"


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are Markdown already."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join("| " + " | ".join(cell or " " for cell in line) + " |" for line in lines) + "\n"


def fence(text: str, language: str = "", marked_line: int | None = None) -> str:
    """A block of code, with longer fences than any in it; a line of it can be marked."""
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    marks = "`" * (longest + 1)
    mark = f' hl_lines="{marked_line}"' if marked_line else ""
    return f"{marks}{language}{mark}\n{text.rstrip()}\n{marks}\n"


def anchor(heading: str) -> str:
    """The address of a heading on its page, as code hosts and the site make it."""
    return re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-")


def page(*blocks: str) -> str:
    """Blocks with an empty line between them, and one line end after the last."""
    return "\n\n".join(block.strip("\n") for block in blocks if block.strip()) + "\n"


def with_region(text: str, name: str, content: str) -> str:
    """A page in which the part between the marks `begin generated: name` and `end generated: name` is new.

    Raises:
        ValueError: The page has no such part.
    """
    begin, end = f"<!-- begin generated: {name} -->", f"<!-- end generated: {name} -->"
    before, opened, rest = text.partition(begin)
    _, closed, after = rest.partition(end)
    if not opened or not closed:
        raise ValueError(f"a page lacks the marks of the generated part {name!r}")
    body = content.strip("\n")
    return f"{before}{begin}\n\n{body}\n\n{end}{after}"
