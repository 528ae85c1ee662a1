"""A view of tables alone, for the tests of the formats that draw any tables."""

from __future__ import annotations

from dataclasses import dataclass

from journeymap.render.view_parts import Look
from journeymap.render.workspace_view import Cell, Heading, Table

HEADING = Heading("Title", "Workspace", "en", "ltr", Look(("#000000", "#ffffff")), None, False, "2026-11-22")


@dataclass(frozen=True)
class Sheets:
    """A heading and tables."""

    heading: Heading
    tables: tuple[Table, ...]

    @classmethod
    def of(cls, columns: tuple[str, ...], rows: list[tuple[Cell, ...]], *, heading: Heading = HEADING) -> Sheets:
        return cls(heading, (Table("sheet", "Sheet", columns, tuple(rows)),))
