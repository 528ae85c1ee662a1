"""Tables as CSV (RFC 4180: commas, CRLF, quotes doubled) for spreadsheets and programs.

The file begins with a byte order mark: without it Excel reads UTF-8 as the machine's old code page and breaks every
letter beyond ASCII. Python reads it as `utf-8-sig`; pandas, R and LibreOffice skip it by themselves.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from journeymap.render.tables import touchpoint_table
from journeymap.render.tables_cells import harmless

if TYPE_CHECKING:
    from journeymap.render.options import Options
    from journeymap.render.view import JourneyView
    from journeymap.render.workspace_view import Cell, HasTables, Table

_QUOTE = '"'
_QUOTED = re.compile(r'[,;"\t\r\n]|^ | $')
"""What is quoted: semicolons too, which spreadsheets take for commas where a comma is in numbers."""


def draw_csv(view: HasTables, options: Options) -> bytes:
    """The main table of a view across the workspace."""
    del options  # nothing is laid out
    return written(view.tables[0])


def draw_journey(view: JourneyView, options: Options) -> bytes:
    """The touchpoints of a journey, a row each."""
    del options
    return written(touchpoint_table(view))


def written(table: Table) -> bytes:
    """A table as CSV, with a header; text that a spreadsheet would run as a formula is kept from it."""
    lines = [",".join(map(_cell, row)) + "\r\n" for row in (table.columns, *table.rows)]
    return "".join(lines).encode("utf-8-sig")


def _cell(value: Cell) -> str:
    text = str(harmless(value))
    return f'"{text.replace(_QUOTE, _QUOTE * 2)}"' if _QUOTED.search(text) else text
