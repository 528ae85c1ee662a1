"""Rows that were read from another tool's format: columns of text, in the order in which they were written."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


@dataclass(frozen=True)
class EventRows:
    """A table of events.

    Attributes:
        columns: The names of its columns, in the order in which they were met.
        rows: The rows; a column that a row does not have is null.
    """

    columns: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]


def gathered(rows: Iterable[Mapping[str, str]]) -> EventRows:
    """Rows with the columns that any of them has."""
    held = tuple(rows)
    columns: dict[str, None] = {}
    for row in held:
        columns.update(dict.fromkeys(row))
    return EventRows(tuple(columns), held)


def write_csv(table: EventRows, path: Path) -> None:
    """Writes a table as CSV in which every text is quoted, so that an empty text differs from none."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, quoting=csv.QUOTE_NOTNULL if hasattr(csv, "QUOTE_NOTNULL") else csv.QUOTE_ALL)
        writer.writerow(table.columns)
        writer.writerows([[row.get(name, "") for name in table.columns] for row in table.rows])
