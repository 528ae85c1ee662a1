"""Whoever waits is told what is done."""

from __future__ import annotations

from pathlib import Path

import duckdb

from journeymap.api import measuring, peopling
from journeymap.evidence.doing import Doing
from journeymap.evidence.engines.duckdb import DuckDB
from journeymap.evidence.statement import Statement, parse
from tests.conftest import TODAY

MAP = """
journeymap: 1
sources:
  - {id: web, kind: events, uri: web.csv, columns: {customer: who, time: met, event: what}, timezone: UTC}
lifecycles:
  - {id: life, name: Life, stages: [{id: know, name: Know, entry_events: [{source: web, event: find}]}]}
journeys:
  - id: buying
    name: Buying
    stages:
      - id: look
        name: Look
        touchpoints: [{id: find, name: Find, events: [{source: web, event: find}]}]
"""
ROWS = "who,met,what\n" + "".join(f"c{n},2024-06-01 10:00,find\n" for n in range(12))


def test_measuring_tells_what_it_is_at(write) -> None:
    """The source that is read, then the questions, of which journey of how many."""
    folder = write({"journeymap.yaml": MAP, "web.csv": ROWS})
    told: list[tuple[int, int, str]] = []
    measuring.measure([folder], on=TODAY, progress=lambda *said: told.append(said))
    assert {said[:2] for said in told} == {(0, 1)}
    whats = [what for _, _, what in told]
    assert whats[0] == "buying: reading web"
    assert "buying: counting steps and ways" in whats
    told.clear()
    peopling.customers([folder], on=TODAY, progress=lambda *said: told.append(said))
    assert [what for _, _, what in told] == ["reading web", "counting customers"]


def test_a_long_statement_tells_how_far_it_is(tmp_path: Path, monkeypatch) -> None:
    """DuckDB is asked while it works; the share is told with what is done."""
    monkeypatch.setattr("journeymap.evidence.engines.duckdb._PATIENCE", 0.0)
    told: list[tuple[str, float]] = []
    doing = Doing(lambda *said: told.append(said))
    doing.begin("reading")
    with duckdb.connect() as made:
        made.execute(f"COPY (SELECT range AS n FROM range(3000000)) TO '{tmp_path}/n.parquet'")
    engine = DuckDB(tmp_path, progress=doing.part)
    try:
        engine._view("numbers", f"SELECT * FROM read_parquet('{tmp_path}/n.parquet')", "it")
        for _ in range(20):
            engine.rows(Statement(parse("SELECT COUNT(DISTINCT n * 7 % 1000003) AS n FROM numbers")))
            if len(told) > 1:
                break
    finally:
        engine.close()
    assert told[0] == ("reading", 0.0)
    assert len(told) > 1
    assert all(what == "reading" and 0 <= share <= 1 for what, share in told)
