"""Files that would read more than themselves, lose their rows, or stop a run by one value."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from journeymap import api
from journeymap.errors import SettingError
from journeymap.evidence.data import Data
from journeymap.evidence.engines.duckdb import DuckDB
from journeymap.evidence.engines.opening import open_engine
from tests.conftest import TODAY
from tests.evidence.engines.test_files import events, parquet, staged

EVENTS = "SELECT 'ann' AS who, {} AS at, UNNEST(['look', 'pay']) AS what"
COLUMNS = {"customer": "who", "time": "at", "event": "what"}


def of_database(folder: Path, statement: str) -> int:
    """How many rows count of `events` in a DuckDB file, which a statement makes."""
    with duckdb.connect(str(folder / "held.duckdb")) as made:
        made.execute(statement)
    said = {"id": "web", "kind": "events", "connection": "duckdb:///held.duckdb", "table": "events", "columns": COLUMNS}
    (folder / "journeymap.yaml").write_text(f"journeymap: 1\nsources: [{json.dumps(said)}]\n")
    catalogue = api.load([folder])[0].catalogue
    engine = open_engine(catalogue, None, folder)
    try:
        return Data(catalogue, engine, TODAY).staged(catalogue.sources["web"]).read.used
    finally:
        engine.close()


def test_a_view_of_a_database_file_is_not_run(tmp_path: Path) -> None:
    """What it reads or writes is anybody's guess: it is refused, and a table is read."""
    (tmp_path / "secret.txt").write_text("secret")
    reads = f"SELECT content AS who, TIMESTAMP '2026-01-01' AS at, 'x' AS what FROM read_text('{tmp_path}/secret.txt')"
    with pytest.raises(SettingError, match="is a view, which may read and write any file"):
        of_database(tmp_path, f"CREATE VIEW events AS {reads}")
    (tmp_path / "held.duckdb").unlink()
    assert of_database(tmp_path, "CREATE TABLE events AS " + EVENTS.format("TIMESTAMP '2026-01-01'")) == 2


def test_the_name_of_a_folder_is_no_column(tmp_path: Path) -> None:
    """Rows say what they say, wherever their file lies."""
    files: dict[str, str | bytes] = {"what=visit/who=evil/x.parquet": parquet(EVENTS.format("TIMESTAMP '2026-01-01'"))}
    found, rows = staged(tmp_path, files, uri="**/*.parquet")
    assert found.read.used == 2
    assert events(rows) == "look pay"


@pytest.mark.parametrize(("inner", "end", "works"), [("\n", "\n", True), ("\n", "\r\n", False), ("\r\n", "\n", False)])
def test_a_name_of_a_column_over_two_lines(tmp_path: Path, inner: str, end: str, works: bool) -> None:
    """It is read, or refused; never are all rows lost in silence."""
    text = end.join([f'who,at,what,"a{inner}b"', "ann,2026-01-01T10:00:00Z,look,x", ""])
    if works:
        assert staged(tmp_path, {"x.csv": text}, uri="x.csv")[0].read.used == 1
        return
    with pytest.raises(SettingError, match=r"the name of a column of x.csv goes over several lines"):
        staged(tmp_path, {"x.csv": text}, uri="x.csv")


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("1767225600.0::DOUBLE", "'inf'::DOUBLE"),
        ("1767225600.0::DOUBLE", "'nan'::DOUBLE"),
        ("1767225600.0::DOUBLE", "1e40::DOUBLE"),
        ("1767225600::HUGEINT", "170141183460469231731687303715884105727::HUGEINT"),
        ("DATE '2026-01-01'", "DATE '5881580-07-10'"),
        ("TIMESTAMP '2026-01-01'", "TIMESTAMP '0044-03-15 (BC) 00:00:00'"),
        ("TIMESTAMPTZ '2026-01-01 00:00Z'", "'-infinity'::TIMESTAMPTZ"),
    ],
)
@pytest.mark.parametrize("timezone", ["UTC", "Europe/Stockholm"])
def test_one_bad_time_is_one_row(tmp_path: Path, good: str, bad: str, timezone: str) -> None:
    """It does not count, and the others do."""
    rows = f"{EVENTS.format(good)} UNION ALL SELECT 'bo', {bad}, 'look'"
    found, _ = staged(tmp_path, {"x.parquet": parquet(rows)}, uri="x.parquet", timezone=timezone)
    assert found.read.used == 2
    assert [(item.reason, item.n) for item in found.read.dropped] == [("no-time", 1)]


def test_a_condition_that_nothing_meets(tmp_path: Path) -> None:
    """An empty list of values: no row is read."""
    text = "who,at,what\nann,2026-01-01T10:00:00Z,look\n"
    assert staged(tmp_path, {"x.csv": text}, uri="x.csv", where={"what": []})[0].read.rows == 0


@pytest.mark.parametrize("memory", ["99999999999999999999GB", "1e3GB"])
def test_more_memory_than_there_is(tmp_path: Path, memory: str) -> None:
    """One sentence."""
    with pytest.raises(SettingError, match=r"more memory than a machine has|no amount of memory"):
        DuckDB(tmp_path, memory)
