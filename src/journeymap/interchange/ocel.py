"""OCEL 2.0, the event logs around several kinds of objects (ocel-standard.org): JSON and SQLite.

A row is an event of one object of the kind that stands for customers: an event with three of them is three rows, one
with none has no customer. Columns: `ocel:eid`, `ocel:type` (what happened), `ocel:time`, one for each type of objects
with the object's id (several ones with `;` between), and the attributes of the event.
"""

from __future__ import annotations

import gzip
import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from journeymap.errors import InputMissingError, SettingError
from journeymap.interchange.table import EventRows, gathered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

ID, EVENT, TIME = "ocel:eid", "ocel:type", "ocel:time"


def read_ocel(path: Path, customer: str) -> EventRows:
    """The events of a log.

    Args:
        path: The file: `.json`, `.jsonocel` (gzipped or not), `.sqlite`.
        customer: The type of the objects that stand for customers.

    Raises:
        InputMissingError: The file cannot be opened, or is no OCEL 2.0.
        SettingError: The log has no objects of that type.
    """
    database = path.suffix.lower() in {".sqlite", ".sqlite3", ".db"}
    types, events = _from_sqlite(path) if database else _from_json(path)
    if customer not in types:
        there = ", ".join(f"`{name}`" for name in sorted(types)) or "none"
        raise SettingError(
            f"{path.name} has no objects of type `{customer}`", f"Name one under `columns.customer`: {there}."
        )
    return gathered(row for event in events for row in _rows(event, customer))


def _rows(event: Mapping[str, Any], customer: str) -> Iterator[dict[str, str]]:
    plain = {ID: str(event["id"]), EVENT: str(event["type"]), TIME: str(event["time"])}
    objects: Mapping[str, Sequence[str]] = event["objects"]
    held = {name: ";".join(ids) for name, ids in objects.items() if name != customer}
    attributes = {str(name): str(value) for name, value in event["attributes"] if value is not None}
    for one in objects.get(customer, ()) or (None,):
        yield plain | held | ({} if one is None else {customer: one}) | attributes


def _from_json(path: Path) -> tuple[set[str], list[dict[str, Any]]]:
    try:
        raw = gzip.decompress(path.read_bytes()) if path.suffix.lower() == ".gz" else path.read_bytes()
    except (OSError, EOFError) as error:
        raise InputMissingError(f"{path} cannot be opened: {error}", "Check the path and its rights.") from None
    try:
        log = json.loads(raw)
        kinds = {str(item["id"]): str(item["type"]) for item in log["objects"]}
        events = [_event(item, kinds) for item in log["events"]]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputMissingError(f"{path} is no OCEL 2.0 in JSON: {error!r}", "Export the event log anew.") from None
    return set(kinds.values()), events


def _event(item: Mapping[str, Any], kinds: Mapping[str, str]) -> dict[str, Any]:
    related = (str(one["objectId"]) for one in item.get("relationships") or ())
    return {
        "id": item["id"],
        "type": item["type"],
        "time": item["time"],
        "objects": _by_type((kinds[name], name) for name in related if name in kinds),
        "attributes": [(one["name"], one.get("value")) for one in item.get("attributes") or ()],
    }


def _by_type(found: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    made: dict[str, list[str]] = {}
    for kind, name in found:
        if name not in made.setdefault(kind, []):
            made[kind].append(name)
    return made


def _from_sqlite(path: Path) -> tuple[set[str], list[dict[str, Any]]]:
    if not path.is_file():
        raise InputMissingError(f"{path} cannot be opened: there is no such file", "Check the path.")
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            return _tables(connection)
    except (sqlite3.Error, KeyError, IndexError) as error:
        raise InputMissingError(f"{path} is no OCEL 2.0 in SQLite: {error}", "Export the event log anew.") from None


def _tables(connection: sqlite3.Connection) -> tuple[set[str], list[dict[str, Any]]]:
    kinds = {str(row["ocel_id"]): str(row["ocel_type"]) for row in connection.execute("SELECT * FROM object")}
    names = {str(row["ocel_id"]): str(row["ocel_type"]) for row in connection.execute("SELECT * FROM event")}
    related: dict[str, list[tuple[str, str]]] = {}
    for row in connection.execute("SELECT DISTINCT ocel_event_id, ocel_object_id FROM event_object"):
        one = str(row["ocel_object_id"])
        if one in kinds:
            related.setdefault(str(row["ocel_event_id"]), []).append((kinds[one], one))
    events = [
        {
            "id": row["ocel_id"],
            "type": names[str(row["ocel_id"])],
            "time": row["ocel_time"],
            "objects": _by_type(related.get(str(row["ocel_id"]), ())),
            "attributes": [(key, row[key]) for key in row.keys() if not key.startswith("ocel_")],  # noqa: SIM118
        }
        for table in _event_tables(connection)
        for row in connection.execute(f'SELECT * FROM "event_{table}"')  # noqa: S608  # quoted below
    ]
    return set(kinds.values()), sorted(events, key=lambda item: str(item["time"]))


def _event_tables(connection: sqlite3.Connection) -> list[str]:
    """The suffixes of the tables that hold the events of a type, quoted."""
    found = connection.execute("SELECT ocel_type_map FROM event_map_type ORDER BY ocel_type_map")
    return [str(row["ocel_type_map"]).replace('"', '""') for row in found]
