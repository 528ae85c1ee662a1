"""OCEL 2.0: the same rows from JSON and SQLite, and plain words for what is none."""

from __future__ import annotations

import gzip
import hashlib
import json
import sqlite3
import tracemalloc
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from journeymap.errors import InputMissingError, SettingError
from journeymap.interchange.ocel import read_ocel
from journeymap.interchange.ocel_json import looks_like_ocel
from tests.interchange.logs import EVENTS, ROWS, document, put_json, put_sqlite


def rows(path: Path, customer: str = "customer") -> list[dict[str, str]]:
    return sorted(read_ocel(path).rows(customer), key=lambda row: (row["ocel:eid"], row.get(customer, "")))


def test_a_row_is_an_event_of_a_customer(tmp_path: Path) -> None:
    """Two customers are two rows, none is a row without one; an attribute named like a type of objects stays apart."""
    assert rows(put_json(tmp_path / "log.json")) == ROWS


def test_sqlite_gives_the_same_rows(tmp_path: Path) -> None:
    """True is 1 in SQLite; all else is as in JSON, and the file is left as it was."""
    path = put_sqlite(tmp_path / "log.sqlite")
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    assert rows(path) == [row | ({"express": "1"} if "express" in row else {}) for row in ROWS]
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before


def test_gzipped_json_is_the_same(tmp_path: Path) -> None:
    """What is compressed reads as what is not."""
    (tmp_path / "log.jsonocel.gz").write_bytes(gzip.compress(put_json(tmp_path / "log.json").read_bytes()))
    assert rows(tmp_path / "log.jsonocel.gz") == ROWS


def test_any_type_of_objects_can_stand_for_customers(tmp_path: Path) -> None:
    """Seen from the orders, customers are a column beside them."""
    found = rows(put_json(tmp_path / "log.json"), "order")
    assert [(row["ocel:eid"], row.get("order"), row.get("customer")) for row in found] == [
        ("e1", "o1", "anna"),
        ("e2", "o1", "anna"),
        ("e3", "o1", None),
        ("e4", None, "anna;bert"),
    ]


@pytest.mark.parametrize(("customer", "said"), [("client", "no objects of type `client`"), (None, "several types")])
@pytest.mark.parametrize("put", [put_json, put_sqlite])
def test_a_type_that_is_not_there_is_told_with_those_that_are(
    tmp_path: Path, put: Any, customer: str | None, said: str
) -> None:
    """Who names no type, or a wrong one, reads which there are."""
    log = read_ocel(put(tmp_path / ("log.sqlite" if put is put_sqlite else "log.json")))
    with pytest.raises(SettingError, match=said) as caught:
        log.knows(customer)
    assert caught.value.help_line.endswith("`customer`, `item`, `order`.")


def changed(**parts: Any) -> str:
    return json.dumps(document() | parts)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is no JSON"),
        ("[1, 2", "is no JSON"),
        ("[" * 100_000, "is no JSON"),
        ("[]", "has no events and objects"),
        ('{"events": []}', "has no events and objects"),
        ('{"ocel:events": {}, "ocel:objects": {}}', "OCEL 1.0"),
        (changed(events=5), "no OCEL 2.0 in JSON"),
        (changed(events=["e1"]), "no OCEL 2.0 in JSON"),
        (changed(events=[{"id": "e1"}]), "no OCEL 2.0 in JSON"),
        (changed(events=[{"id": "e1", "type": "x", "relationships": ["anna"]}]), "no OCEL 2.0 in JSON"),
        (changed(objects=[["anna"]]), "no OCEL 2.0 in JSON"),
        (changed(objects=[{"id": "anna"}]), "no OCEL 2.0 in JSON"),
    ],
)
def test_json_that_is_no_log_is_refused(tmp_path: Path, text: str, said: str) -> None:
    """Every other shape ends in one sentence that names the file."""
    path = tmp_path / "log.json"
    path.write_text(text)
    with pytest.raises(InputMissingError, match=said) as caught:
        list(read_ocel(path).events())
    assert str(path) in caught.value.message


def test_gaps_in_json_are_no_faults(tmp_path: Path) -> None:
    """An event may have no time, no attributes, no objects, or one that the log does not have."""
    path = tmp_path / "log.json"
    events = [
        {"id": 1, "type": "a", "time": None, "relationships": None, "attributes": None},
        {"id": "e2", "type": "a", "relationships": [{"objectId": "ghost"}], "attributes": [{"name": "x"}]},
        {"id": "e3", "type": "a", "relationships": [{"objectId": "anna"}, {"objectId": "anna"}],
         "attributes": [{"name": "ocel:time", "value": [1, "å"]}]},
    ]  # fmt: skip
    path.write_text(changed(events=events))
    assert list(read_ocel(path).rows("customer")) == [
        {"ocel:eid": "1", "ocel:type": "a"},
        {"ocel:eid": "e2", "ocel:type": "a"},
        {"ocel:eid": "e3", "ocel:type": "a", "customer": "anna", "event:ocel:time": '[1, "å"]'},
    ]


def damaged(path: Path, *statements: str) -> Path:
    put_sqlite(path)
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return path


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE event_map_type",
        "DROP TABLE object",
        "DROP TABLE event_object",
        "DROP TABLE event_PayOrder",
        "ALTER TABLE event_PayOrder RENAME COLUMN ocel_time TO at",
        "UPDATE event_map_type SET ocel_type_map = 'Missing\"; DROP TABLE event; --'",
    ],
)
def test_a_database_that_is_no_log_is_refused(tmp_path: Path, statement: str) -> None:
    """A table or column that lacks ends in one sentence; a name in the data is never a statement."""
    path = damaged(tmp_path / "log.sqlite", statement)
    with pytest.raises(InputMissingError, match=r"is no OCEL 2\.0 in SQLite"):
        list(read_ocel(path).events())
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT COUNT(*) FROM event").fetchone() == (len(EVENTS),)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    """Whatever is called so."""
    (tmp_path / "log.sqlite").write_bytes(b"SQLite format 3\0" + b"nonsense" * 100)
    with pytest.raises(InputMissingError, match=r"is no OCEL 2\.0 in SQLite"):
        read_ocel(tmp_path / "log.sqlite")


def test_a_missing_file_is_not_made(tmp_path: Path) -> None:
    """Opening a database that is not there would create it."""
    for name in ("log.sqlite", "log.json"):
        with pytest.raises(InputMissingError, match="no such file"):
            read_ocel(tmp_path / name)
        assert not (tmp_path / name).exists()


def test_a_table_of_a_hostile_name_is_read(tmp_path: Path) -> None:
    """Quotes in the name of a table or column are part of the name."""
    name = 'pay"; DROP TABLE event; --'
    quoted = '"event_' + name.replace('"', '""') + '"'
    path = damaged(
        tmp_path / "log.sqlite",
        f'CREATE TABLE {quoted} ("OCEL_ID" TEXT, "ocel_time" TEXT, "a""b" BLOB)',
        f"INSERT INTO {quoted} VALUES ('e9', '2024-03-09 10:00:00', x'00ff')",
        "INSERT INTO event_map_type VALUES ('pay', '" + name + "')",
    )
    assert {"ocel:eid": "e9", "ocel:type": "pay", "ocel:time": "2024-03-09 10:00:00", 'a"b': "00ff"} in rows(path)


def test_memory_does_not_grow_with_the_database(tmp_path: Path) -> None:
    """50,000 events with long notes, 20 MB, pass through in less than 2 MB."""
    path = put_sqlite(tmp_path / "log.sqlite")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE event_Many (ocel_id TEXT, ocel_time TEXT, note TEXT)")
        connection.execute("INSERT INTO event_map_type VALUES ('many', 'Many')")
        numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000)"
        connection.execute(f"INSERT INTO event_Many {numbers} SELECT 'm' || i, '2024-01-01', hex(zeroblob(200)) FROM n")
        connection.execute(f"INSERT INTO event_object {numbers} SELECT 'm' || i, 'anna', '' FROM n")
        connection.commit()
    tracemalloc.start()
    try:
        count = sum(row.get("customer") == "anna" for row in read_ocel(path).rows("customer"))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == 50_003
    assert peak < 2 << 20


@pytest.mark.parametrize(
    ("text", "is_log"),
    [
        (json.dumps(document()), True),
        ("\ufeff\n " + json.dumps(document(), indent=2), True),
        (json.dumps({"events": document()["events"], "objects": [], "objectTypes": []}), True),
        ('{"ocel:global-log": {}, "ocel:events": {}}', True),
        ('{"events": [1], "user": "a"}\n{"events": [2], "user": "b"}\n', False),
        ('{"event": "page_view", "objectTypes": []}\n', False),
        ('[{"id": "e1"}]', False),
        ("", False),
    ],
)
def test_a_log_is_told_from_other_json_by_its_first_key(tmp_path: Path, text: str, is_log: bool) -> None:
    """JSON lines and arrays of rows are no logs around objects."""
    path = tmp_path / "data.json"
    path.write_text(text, encoding="utf-8")
    assert looks_like_ocel(path) is is_log
