"""Small logs around objects, as the pages of the standard lay them out."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

Times = tuple[str, str, str]
"""An event's id, type and time."""

EVENTS: tuple[tuple[str, str, str | None, tuple[str, ...], dict[str, Any]], ...] = (
    ("e1", "place order", "2024-03-01T10:00:00Z", ("anna", "o1", "i1", "i2"), {"total": 12.5}),
    ("e2", "pay order", "2024-03-02T10:00:00Z", ("anna", "o1"), {"method": "card", "express": True}),
    ("e3", "send parcel", "2024-03-03T10:00:00Z", ("o1", "i1"), {}),
    ("e4", "call together", "2024-03-04T10:00:00Z", ("anna", "bert"), {"customer": "an attribute, no object"}),
)
OBJECTS = {"anna": "customer", "bert": "customer", "o1": "order", "i1": "item", "i2": "item"}

ROWS = [
    {"ocel:eid": "e1", "ocel:type": "place order", "ocel:time": "2024-03-01T10:00:00Z", "order": "o1", "item": "i1;i2",
     "customer": "anna", "total": "12.5"},
    {"ocel:eid": "e2", "ocel:type": "pay order", "ocel:time": "2024-03-02T10:00:00Z", "order": "o1",
     "customer": "anna", "method": "card", "express": "true"},
    {"ocel:eid": "e3", "ocel:type": "send parcel", "ocel:time": "2024-03-03T10:00:00Z", "order": "o1", "item": "i1"},
    {"ocel:eid": "e4", "ocel:type": "call together", "ocel:time": "2024-03-04T10:00:00Z", "customer": "anna",
     "event:customer": "an attribute, no object"},
    {"ocel:eid": "e4", "ocel:type": "call together", "ocel:time": "2024-03-04T10:00:00Z", "customer": "bert",
     "event:customer": "an attribute, no object"},
]  # fmt: skip
"""What must come out where customers are the objects of type `customer`."""


def document() -> dict[str, Any]:
    """The log in JSON."""
    return {
        "objectTypes": [{"name": name, "attributes": []} for name in sorted(set(OBJECTS.values()))],
        "eventTypes": [{"name": event[1], "attributes": []} for event in EVENTS],
        "objects": [
            {"id": name, "type": kind, "attributes": [{"name": "vip", "time": "1970-01-01T00:00:00Z", "value": 1}]}
            for name, kind in OBJECTS.items()
        ],
        "events": [
            {
                "id": name,
                "type": kind,
                "time": time,
                "attributes": [{"name": key, "value": value} for key, value in attributes.items()],
                "relationships": [{"objectId": one, "qualifier": "of"} for one in objects],
            }
            for name, kind, time, objects, attributes in EVENTS
        ],
    }


def put_json(path: Path) -> Path:
    """Writes the log as JSON."""
    path.write_text(json.dumps(document()), encoding="utf-8")
    return path


def put_sqlite(path: Path) -> Path:
    """Writes the log as SQLite."""
    with closing(sqlite3.connect(path)) as connection:
        run = connection.execute
        run("CREATE TABLE event (ocel_id TEXT, ocel_type TEXT)")
        run("CREATE TABLE object (ocel_id TEXT, ocel_type TEXT)")
        run("CREATE TABLE event_object (ocel_event_id TEXT, ocel_object_id TEXT, ocel_qualifier TEXT)")
        run("CREATE TABLE object_object (ocel_source_id TEXT, ocel_target_id TEXT, ocel_qualifier TEXT)")
        run("CREATE TABLE event_map_type (ocel_type TEXT, ocel_type_map TEXT)")
        run("CREATE TABLE object_map_type (ocel_type TEXT, ocel_type_map TEXT)")
        for name, kind in OBJECTS.items():
            run("INSERT INTO object VALUES (?, ?)", (name, kind))
        for name, kind, time, objects, attributes in EVENTS:
            table = "".join(word.title() for word in kind.split())
            more = "".join(f', "{key}"' for key in attributes)
            run(f'CREATE TABLE "event_{table}" (ocel_id TEXT, ocel_time TIMESTAMP{more})')
            marks = ", ".join("?" for _ in (name, time, *attributes))
            run(f'INSERT INTO "event_{table}" VALUES ({marks})', (name, time, *attributes.values()))
            run("INSERT INTO event VALUES (?, ?)", (name, kind))
            run("INSERT INTO event_map_type VALUES (?, ?)", (kind, table))
            for one in objects:
                run("INSERT INTO event_object VALUES (?, ?, 'of')", (name, one))
        connection.commit()
    return path
