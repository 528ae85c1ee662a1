"""What the view models of a whole workspace share: what stands at the top of their pages, and tables of plain values.

Each view across the workspace is a frozen dataclass of its own with a `heading` and `tables`; what is drawn as a table
(CSV, Markdown, XLSX) is read from `tables` alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from journeymap.render.view_parts import Look, Picture

Cell = str | int | float | None
"""A value in a table; None is shown as an empty cell."""


@dataclass(frozen=True)
class Heading:
    """What stands at the top of a page about the workspace; `today` is the day that it was made for, as it is shown."""

    title: str
    workspace: str
    language: str
    direction: str
    look: Look
    logo: Picture | None
    public: bool
    today: str


@dataclass(frozen=True)
class Table:
    """A table of plain values; `name` is a short key for a file or a sheet, `title` is what people read."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


class HasTables(Protocol):
    """A view model that can be drawn as tables."""

    @property
    def heading(self) -> Heading:
        """What stands at the top."""
        ...

    @property
    def tables(self) -> tuple[Table, ...]:
        """Its tables, the main one first."""
        ...
