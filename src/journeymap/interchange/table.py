"""Rows that were read from another tool's format, written as CSV: columns of text, in the order in which they came."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    Row = Mapping[str, str]


def write_csv(rows: Callable[[], Iterable[Row]], path: Path, first: Sequence[str] = ()) -> tuple[str, ...]:
    """Writes rows as CSV, in two passes: one for the columns that any row has, one for the rows; none is held.

    Every text is quoted, and what a row does not have is not, so that an empty text differs from none. Databases tell
    columns apart without regard to case, so a column that differs from an earlier one by that alone gets a number.

    Args:
        rows: Begins to read them; it is called twice, and must give the same rows.
        path: The file.
        first: Columns that are there in any case, and come first.

    Returns:
        The columns as they are named in the file.
    """
    columns = dict.fromkeys(first)
    for row in rows():
        columns.update(dict.fromkeys(row))
    named = _told_apart(columns)
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write(_line(named))
        for row in rows():
            stream.write(_line([row.get(name) for name in columns]))
    return named


def _line(values: Iterable[str | None]) -> str:
    quoted = ("" if value is None else '"' + value.replace('"', '""') + '"' for value in values)
    return ",".join(quoted) + "\n"


def _told_apart(columns: Iterable[str]) -> tuple[str, ...]:
    taken: set[str] = set()
    named = []
    for column in columns:
        base = column.strip().replace("\0", "\ufffd") or "column"
        name, number = base, 1
        while name.casefold() in taken:
            number += 1
            name = f"{base} ({number})"
        taken.add(name.casefold())
        named.append(name)
    return tuple(named)
