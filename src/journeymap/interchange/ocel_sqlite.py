"""OCEL 2.0 in SQLite (ocel-standard.org/specification/formats/sqlite), read event by event, the file left as it is."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from journeymap.errors import InputMissingError
from journeymap.interchange.ocel_event import Event

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_RELATED = """
CREATE TEMP TABLE related AS
SELECT DISTINCT CAST(ocel_event_id AS TEXT) AS event, CAST(ocel_type AS TEXT) AS type, CAST(ocel_id AS TEXT) AS object
FROM event_object JOIN object ON ocel_id = ocel_object_id
ORDER BY event, type, object
"""


def read(path: Path) -> tuple[tuple[str, ...], Callable[[], Iterator[Event]]]:
    """The types of a log's objects, and what reads its events: by type, in the order of the tables.

    Raises:
        InputMissingError: The file is no OCEL 2.0.
    """
    with _opened(path) as connection:
        found = connection.execute("SELECT DISTINCT CAST(ocel_type AS TEXT) FROM object ORDER BY 1")
        types = tuple(name for (name,) in found if name is not None)

    def events() -> Iterator[Event]:
        with _opened(path) as connection:
            connection.execute(_RELATED)
            connection.execute("CREATE INDEX temp.related_event ON related (event)")
            kinds = connection.execute("SELECT ocel_type, ocel_type_map FROM event_map_type ORDER BY 2, 1").fetchall()
            for kind, table in kinds:
                yield from _events(connection, str(kind), str(table))

    return types, events


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA cell_size_check = ON")
            yield connection
    except (sqlite3.Error, IndexError) as error:
        raise InputMissingError(
            f"{path} is no OCEL 2.0 in SQLite: {error}", "Export the event log anew, as OCEL 2.0."
        ) from None


def _events(connection: sqlite3.Connection, kind: str, table: str) -> Iterator[Event]:
    named = "event_" + table.replace('"', '""')
    found = connection.execute(f'SELECT * FROM "{named}"')  # noqa: S608  # quoted
    columns = [name for name, *_ in found.description]
    folded = [name.casefold() for name in columns]
    if not {"ocel_id", "ocel_time"} <= set(folded):
        raise sqlite3.DataError(f"table event_{table} has no columns ocel_id and ocel_time")
    own, when = folded.index("ocel_id"), folded.index("ocel_time")
    for row in found:
        name = str(row[own])
        yield Event(
            id=name,
            type=kind,
            time=None if row[when] is None else str(row[when]),
            objects=connection.execute("SELECT type, object FROM related WHERE event = ?", (name,)).fetchall(),
            attributes=[
                (column, value)
                for place, (column, value) in enumerate(zip(columns, row, strict=True))
                if place not in {own, when}
            ],
        )
