"""Cells of Graphviz's HTML-like labels: every one has a fixed size, and every text goes through one escape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.render.flow_palette import LIGHT
from journeymap.render.text_width import plain

if TYPE_CHECKING:
    from journeymap.render.flow_card import Line

TABLE = '<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0"'
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;", "\\": "\\\\"})


def label_text(text: str) -> str:
    r"""`text` for a label of Graphviz: no markup, no entity and no escape (`\N`, `\G`) of it has a meaning there."""
    return plain(text).translate(_ESCAPES)


def gap(width: int, height: int) -> str:
    """An empty cell."""
    return f'<TD FIXEDSIZE="TRUE" WIDTH="{width}" HEIGHT="{height}"></TD>'


def cell(line: Line, width: int, height: int, align: str = "CENTER") -> str:
    """A cell with a line of text."""
    if not line.text:
        return gap(width, height)
    text = label_text(line.text)
    bold = f"<B>{text}</B>" if line.bold else text
    font = f'<FONT POINT-SIZE="{line.size:g}" COLOR="{LIGHT[line.tone]}">{bold}</FONT>'
    return f'<TD FIXEDSIZE="TRUE" WIDTH="{width}" HEIGHT="{height}" ALIGN="{align}">{font}</TD>'


def table(rows: list[str], attributes: str = "") -> str:
    """A table of rows of cells, without the angle brackets that make it a label."""
    return f"{TABLE}{attributes}>{''.join(f'<TR>{row}</TR>' for row in rows)}</TABLE>"
