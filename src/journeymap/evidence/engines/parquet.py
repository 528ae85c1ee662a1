"""Tables of text as Parquet, by DuckDB."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LINE = 2_000_000
_BUFFER = 16_000_000
"""What DuckDB takes by itself, in bytes."""


def parquet(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The bytes of a Parquet file with text columns; an empty text is null.

    Args:
        columns: Their names.
        rows: A text a column.
    """
    import duckdb  # noqa: PLC0415  # only where such a file is written

    with tempfile.TemporaryDirectory(prefix="journeymap-") as folder, duckdb.connect() as connection:
        held, made = Path(folder) / "rows.csv", Path(folder) / "rows.parquet"
        longest = _put(held, columns, rows)
        table = connection.read_csv(
            str(held),
            header=True,
            all_varchar=True,
            delimiter=",",
            quotechar='"',
            escapechar='"',
            parallel=False,
            max_line_size=max(longest, _LINE),
            buffer_size=2 * max(longest, _BUFFER),
        )
        nulls = ", ".join(f"NULLIF(#{place}, '') AS \"{name}\"" for place, name in enumerate(columns, 1))
        table.project(nulls).write_parquet(str(made))
        return made.read_bytes()


def _put(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """Writes a CSV; gives the bytes that its longest row takes at most, with its line end."""
    longest = 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
        writer.writerow(columns)
        for row in rows:
            longest = max(longest, 4 * writer.writerow(row))
    return longest
