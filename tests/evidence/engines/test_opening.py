"""Which engine answers, and sources in several places measured together."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from journeymap import api
from journeymap.api.measuring import measure
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


def two_journeys(folder: Path, *sources: dict[str, Any]) -> None:
    """A workspace with a journey a source."""
    workspace(folder, *sources)
    touchpoint = "{id: t, name: T, events: {source: NAME, event: look}}"
    journey = f"  - {{id: in-NAME, name: J, stages: [{{id: s, name: S, touchpoints: [{touchpoint}]}}]}}\n"
    with (folder / "journeymap.yaml").open("a") as stream:
        stream.write("journeys:\n" + "".join(journey.replace("NAME", source["id"]) for source in sources))


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
        open_engine(catalogue, catalogue.sources.values(), tmp_path)
    assert "cannot be reached" in error.value.message
    assert "geheim" not in error.value.message


def test_what_is_not_asked_for_need_not_be_there(tmp_path: Path) -> None:
    """Where it is not known what is asked for, a database is reached when it is: until then it may be away."""
    (tmp_path / "x.csv").write_text("who,at,what,n,more\nc1,2026-01-01T09:00:00Z,look,1,y\n")
    catalogue = workspace(
        tmp_path,
        {"id": "web", "uri": "x.csv"},
        {"id": "far", "connection": "postgresql://me:geheim@127.0.0.1:1/x?connect_timeout=1", "table": "t"},
        {"id": "unset", "connection": "postgresql://${NOT_SET}@db/x", "table": "t"},
        {"id": "sly", "connection": "duckdb://me:geheim@x.duckdb", "table": "t"},
    )
    data = Data(catalogue, open_engine(catalogue, None, tmp_path), TODAY)
    assert data.staged(catalogue.sources["web"]).read.used == 1
    for name, said in (("far", "cannot be reached"), ("unset", "NOT_SET"), ("sly", "of which a file has none")):
        with pytest.raises(SettingError, match=said) as error:
            data.staged(catalogue.sources[name])
        assert "geheim" not in error.value.message + error.value.help_line
    data.engine.close()


def test_a_journey_is_measured_without_the_data_of_others(tmp_path: Path) -> None:
    """A database that only another journey asks for need not be there."""
    (tmp_path / "x.csv").write_text("who,at,what,n,more\nc1,2026-01-01T09:00:00Z,look,1,y\n")
    sources = ({"id": "web", "uri": "x.csv"}, {"id": "far", "connection": "postgresql://${NOT_SET}@db/x", "table": "t"})
    two_journeys(tmp_path, *sources)
    (found,) = measure([tmp_path], ["in-web"], on=TODAY)
    assert [item.id for item in found.measurement.sources] == ["web"]
    with pytest.raises(SettingError, match="NOT_SET"):
        measure([tmp_path], on=TODAY)


@pytest.mark.postgres
def test_a_file_of_another_journey_moves_no_rows(tmp_path: Path, postgres_url: str) -> None:
    """A journey whose data lies in one database is asked there, whatever else the workspace has."""
    fill_postgres(postgres_url, "far_away", [row("ann", 1, "look")], TYPES)
    (tmp_path / "x.csv").write_text("who,at,what,n,more\nc1,2026-01-01T09:00:00Z,look,1,y\n")
    sources = ({"id": "web", "uri": "x.csv"}, {"id": "far", "connection": postgres_url, "table": "far_away"})
    two_journeys(tmp_path, *sources)
    told = [
        remark
        for names in (["in-far"], ["in-far", "in-web"])
        for item in measure([tmp_path], names, on=TODAY)[0].measurement.sources
        for remark in item.remarks
        if "are brought here" in remark
    ]
    assert len(told) == 1, "only where both are measured"


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
