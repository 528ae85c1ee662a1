"""Whoever waits is told what is done."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

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


class Slow:
    """A connection whose statements take a while, and which knows how far they are."""

    def execute(self, *_asked: object) -> Slow:
        time.sleep(0.5)
        return self

    def fetchall(self) -> list[tuple[int]]:
        return [(7,)]

    def query_progress(self) -> float:
        return 40.0


def test_a_long_statement_tells_how_far_it_is(tmp_path: Path, monkeypatch) -> None:
    """DuckDB is asked while it works; the share is told with what is done."""
    monkeypatch.setattr("journeymap.evidence.engines.duckdb._PATIENCE", 0.01)
    told: list[tuple[str, float]] = []
    doing = Doing(lambda *said: told.append(said))
    engine = DuckDB(tmp_path, progress=doing.part)
    doing.begin("reading")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(engine, "_connection", Slow())
        assert engine.rows(Statement(parse("SELECT 7 AS n"))) == [(7,)]
    engine.close()
    assert told[0] == ("reading", 0.0)
    assert set(told[1:]) == {("reading", 0.4)}
