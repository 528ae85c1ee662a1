"""Which engine answers, and sources in several places measured together."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from journeymap import api
from journeymap.errors import SettingError
from journeymap.evidence.data import Data
from journeymap.evidence.engines import Type
from journeymap.evidence.engines.duckdb import DuckDB
from journeymap.evidence.engines.gathered import Gathered
from journeymap.evidence.engines.opening import open_engine
from journeymap.evidence.engines.sqlalchemy import Database
from journeymap.evidence.statement import Statement, parse
from tests.conftest import TODAY
from tests.evidence.servers import fill_postgres

TYPES = {"who": Type.TEXT, "at": Type.TIME, "what": Type.TEXT, "more": Type.TEXT, "n": Type.NUMBER}
COLUMNS = {"customer": "who", "time": "at", "event": "what", "sequence": "n"}
ODD = ['"', "'", ",", "\\", "line\nbreak", "", None, "NULL", '""', "\r\n", "é漢", " x ", "a,b", "\t"]


def workspace(folder: Path, *sources: dict[str, Any]) -> Any:
    said = [{"kind": "events", "columns": COLUMNS, **source} for source in sources]
    (folder / "journeymap.yaml").write_text(
        "journeymap: 1\nworkspace: {name: Shop}\npersonas:\n  - {id: odd, name: Odd, segment: {more: x}}\n"
        f"sources: {json.dumps(said)}\n"
    )
    return api.load([folder])[0].catalogue


def row(who: str, minute: int, what: str, more: str | None = None, n: float | None = None) -> dict[str, Any]:
    return {"who": who, "at": f"2026-01-01 10:{minute:02}Z", "what": what, "more": more, "n": n}


def test_files_are_read_by_duckdb(tmp_path: Path) -> None:
    """Sources that are all files need no database."""
    catalogue = workspace(tmp_path, {"id": "web", "uri": "x.csv"}, {"id": "shop", "uri": "y.csv"})
    engine = open_engine(catalogue, None, tmp_path, memory="500MB")
    assert isinstance(engine, DuckDB)
    assert engine.rows(Statement(parse("SELECT 1 AS n"))) == [(1,)]
    engine.close()


def test_what_cannot_be_reached_lets_go_of_the_rest(tmp_path: Path) -> None:
    """Where one database does not answer, nothing stays open."""
    catalogue = workspace(
        tmp_path,
        {"id": "web", "uri": "x.csv"},
        {"id": "far", "connection": "postgresql://me:geheim@127.0.0.1:1/x?connect_timeout=1", "table": "t"},
    )
    with pytest.raises(SettingError) as error:
        open_engine(catalogue, None, tmp_path)
    assert "cannot be reached" in error.value.message
    assert "geheim" not in error.value.message


@pytest.mark.postgres
def test_one_database_answers_itself(tmp_path: Path, postgres_url: str) -> None:
    """All sources in one database are asked there."""
    catalogue = workspace(tmp_path, *({"id": name, "connection": postgres_url, "table": name} for name in ("a", "b")))
    engine = open_engine(catalogue, None, tmp_path)
    assert isinstance(engine, Database)
    engine.close()


@pytest.mark.postgres
def test_files_and_a_database(tmp_path: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows of a database are brought beside those of files unchanged, in chunks, and customers of both are the same."""
    monkeypatch.setattr("journeymap.evidence.engines.gathered._CHUNK", 5)
    held = [row(f"c{n}", n, f"e{n}", more, n / 4) for n, more in enumerate(ODD)]
    held += [row("c1", 50, "twice"), row("c1", 50, "twice"), row("", 51, "nobody")]
    fill_postgres(postgres_url, "gathered", held, TYPES)
    (tmp_path / "x.csv").write_text(
        "who,at,what,n,more\nc1,2026-01-01T09:00:00Z,look,1,y\nnew,2026-01-01T09:00:00Z,pay,,x\n"
    )
    catalogue = workspace(
        tmp_path,
        {"id": "web", "uri": "x.csv"},
        {"id": "shop", "connection": postgres_url, "table": "gathered"},
    )
    engine = open_engine(catalogue, None, tmp_path)
    assert isinstance(engine, Gathered)
    data = Data(catalogue, engine, TODAY)
    web, shop = (data.staged(catalogue.sources[name]) for name in ("web", "shop"))
    assert (web.read.used, shop.read.used) == (2, len(ODD) + 1)
    assert {item.reason: item.n for item in shop.read.dropped} == {"no-customer": 1, "duplicate": 1}
    assert "are brought here to be measured together" in shop.read.remarks[0]
    assert all("geheim" not in remark for remark in shop.read.remarks)
    found = engine.rows(Statement(parse(f"SELECT event, x0, tie FROM {shop.name} WHERE tie IS NOT NULL ORDER BY tie")))
    assert found == [(f"e{n}", more, n / 4) for n, more in enumerate(ODD)]
    both = f"SELECT COUNT(*) AS n FROM {web.name} AS web JOIN {shop.name} AS shop ON shop.customer = web.customer"
    assert engine.rows(Statement(parse(both))) == [(2,)]
    named = data.named(Statement(parse(f"SELECT customer, COUNT(*) AS n FROM {web.name} GROUP BY customer")))
    assert engine.rows(named) == [("c1", 1), ("new", 1)]
    engine.close()


@pytest.mark.postgres
def test_two_databases(tmp_path: Path, postgres_url: str) -> None:
    """Sources in two databases are brought together, too."""
    fill_postgres(postgres_url, "one", [row("ann", 1, "look")], TYPES)
    other = postgres_url + "&application_name=other"
    catalogue = workspace(
        tmp_path,
        {"id": "one", "connection": postgres_url, "table": "one"},
        {"id": "two", "connection": other, "table": "one"},
    )
    engine = open_engine(catalogue, None, tmp_path)
    assert isinstance(engine, Gathered)
    data = Data(catalogue, engine, TODAY)
    assert [data.staged(catalogue.sources[name]).read.used for name in ("one", "two")] == [1, 1]
    engine.close()
