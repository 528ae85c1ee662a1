"""Columns in bytes of UTF-8, for formats that count so."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.diagnostics import Position


def byte_column(position: Position, lines: Sequence[str]) -> int | None:
    """A column in bytes of UTF-8, from 1; None where the line is not known."""
    if position.column == 1:
        return 1
    if position.line > len(lines):
        return None
    before = lines[position.line - 1][: position.column - 1]
    return len(before.encode("utf-8", "surrogatepass")) + 1
