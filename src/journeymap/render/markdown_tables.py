"""Any tables as Markdown, for wikis and comments; all text in them is text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.render.markdown_text import inert, line
from journeymap.render.wording import words_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.render.options import Options
    from journeymap.render.wording import Words
    from journeymap.render.workspace_view import Cell, HasTables, Table


def draw_markdown(view: HasTables, options: Options) -> bytes:
    """The tables of a view across the workspace, each under its title."""
    del options  # nothing is laid out
    words = words_for(view.heading.language)
    lines = [f"# {line(view.heading.title)}", "", _about(view), ""]
    for table in view.tables:
        lines += [f"## {line(table.title)}", "", *_table(table, words), ""]
    return ("\n".join(lines).rstrip("\n") + "\n").encode()


def _about(view: HasTables) -> str:
    heading = view.heading
    public = words_for(heading.language)("map.public") if heading.public else ""
    return " · ".join(line(text) for text in (heading.workspace, heading.today, public) if text)


def _table(table: Table, words: Words) -> Iterator[str]:
    if not table.rows:
        yield words("markdown.none")
        return
    yield row_of([line(title) for title in table.columns])
    yield row_of(["---:" if _is_numeric(table, at) else "---" for at in range(len(table.columns))])
    for row in table.rows:
        yield row_of([cell(value, words) for value in row])


def _is_numeric(table: Table, at: int) -> bool:
    found = [row[at] for row in table.rows if row[at] is not None]
    return bool(found) and not any(isinstance(value, str) for value in found)


def row_of(cells: Sequence[str]) -> str:
    """A row of a table from cells that are Markdown already."""
    return f"| {' | '.join(cells)} |"


def cell(value: Cell, words: Words) -> str:
    """A value as a cell: numbers as they are read, lines parted by a break, text as text."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return inert(words.number(value))
    return "<br>".join(line(row) for row in value.splitlines())
