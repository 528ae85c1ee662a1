"""One sort serves everything: what neighbours tell is what windows tell, and copies and ties are what a counter finds."""

from __future__ import annotations

import datetime
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journeymap import api
from journeymap.evidence import in_order
from journeymap.evidence.data import Data
from journeymap.evidence.engines import duckdb as duckdb_engine
from journeymap.evidence.engines.duckdb import DuckDB
from journeymap.evidence.log import Scope
from journeymap.evidence.observing import Limits, Observed, Wanted, observe
from journeymap.evidence.plan import plan
from journeymap.model.measurement import Dimension, SourceRead
from journeymap.model.settings import CaseKind
from tests.conftest import TODAY

MAP = """
journeymap: 1
sources:
  - {id: web, kind: events, uri: web.FORM,
     columns: {customer: who, time: met, event: what, channel: via, session: visit SEQUENCE}, timezone: UTC,
     where: {tier: [gold, silver, tin, wood, lead, iron, zinc]}}
OTHER
personas:
  - {id: golden, name: Golden, segment: {tier: gold}}
  - {id: silver, name: Silver, segment: {tier: [silver, tin, lead, iron, zinc]}}
journeys:
  - id: buying
    name: Buying
    personas: [golden, silver]
    stages:
      - id: look
        name: Look
        touchpoints:
          - {id: find, name: Find, events: [{source: web, event: find}], next: [{to: read}, {to: pay}]}
          - {id: read, name: Read, events: [{source: web, event: page, where: {tier: [gold, silver, lead, iron, zinc]}}]}
          - {id: pay, name: Pay, events: [{source: web, event: "pay'); --"} BOTH]}
  - id: leaving
    name: Leaving
    stages:
      - {id: leave, name: Leave, touchpoints: [{id: cancel, name: Cancel, events: [{source: web, event: cancel}]}]}
"""
OTHER = "  - {id: desk, kind: events, uri: desk.csv, columns: {customer: who, time: met, event: what}, timezone: UTC}"
NAMES = ("find", "find", "page", "page", "pay'); --", "cancel", "ad", "", 'a"b')
BEGIN = datetime.datetime(2024, 6, 1)  # noqa: DTZ001  # the files hold times without a zone
MINUTE = 60_000_000
SINCE = 1_717_200_000_000_000
MONTHS = ((SINCE, "2024-06"), (1_719_792_000_000_000, "2024-07"))
SCOPES = (
    Scope(CaseKind.CUSTOMER, months=MONTHS),
    Scope(CaseKind.CUSTOMER, since=SINCE + MINUTE, until=SINCE + 43_200 * MINUTE, months=MONTHS),
    Scope(CaseKind.SESSION, months=MONTHS),
    Scope(CaseKind.SESSION, gap=2 * MINUTE, months=MONTHS),
)
ALL = Wanted(
    by=(Dimension.PERSONA, Dimension.MONTH),
    min_group=1,
    limits=Limits(paths=1000, unmapped=1000, channels=1000, parts=1000),
)
Row = tuple[str, str, int, str, str, str, int]

rows_of = st.lists(
    st.tuples(
        st.sampled_from(["c1", "c2", "c3", ""]),
        st.sampled_from(["v1", "v2", ""]),
        st.one_of(st.integers(0, 6), st.integers(43_195, 43_205)),
        st.sampled_from(NAMES),
        st.sampled_from(["", "mail", "shop"]),
        st.sampled_from(["gold", "silver", "tin", "wood"]),
        st.integers(0, 1),
    ),
    min_size=1,
    max_size=40,
).map(lambda rows: [("c0", "v0", 0, "find", "", "gold", 0), *rows])


def written(folder: Path, rows: list[Row], *, form: str, sequence: bool, desk: bool) -> None:
    """The workspace of some rows; where there is a desk, every third row is of it."""
    columns = [
        (who or None, visit or None, BEGIN + datetime.timedelta(minutes=minute), what or None, via or None, tier, n)
        for who, visit, minute, what, via, tier, n in rows
    ]
    names = "who, visit, met, what, via, tier, n"
    with duckdb.connect() as made:
        made.execute("CREATE TABLE t (who TEXT, visit TEXT, met TIMESTAMP, what TEXT, via TEXT, tier TEXT, n INT)")
        made.executemany("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?, ?)", columns)
        kept = " WHERE rowid % 3 > 0 OR rowid = 0" if desk else ""
        made.execute(f"COPY (SELECT {names} FROM t{kept}) TO '{folder}/web.{form}' (FORMAT {form})")
        made.execute(f"COPY (SELECT {names} FROM t WHERE rowid % 3 = 0) TO '{folder}/desk.csv' (FORMAT csv)")
    told = {
        "FORM": form,
        "SEQUENCE": ", sequence: n" if sequence else "",
        "OTHER": OTHER if desk else "",
        "BOTH": ", {source: desk, event: page}" if desk else "",
    }
    text = MAP
    for name, value in told.items():
        text = text.replace(name, value)
    (folder / "journeymap.yaml").write_text(text, encoding="utf-8")


def read(folder: Path) -> SourceRead:
    catalogue = api.load([folder], on=TODAY)[0].catalogue
    engine = DuckDB(folder)
    try:
        return Data(catalogue, engine, TODAY).staged(catalogue.sources["web"]).read
    finally:
        engine.close()


def seen(folder: Path, scope: Scope, *, threads: int = 2) -> tuple[Observed, SourceRead]:
    catalogue = api.load([folder], on=TODAY)[0].catalogue
    engine = DuckDB(folder, threads=threads)
    try:
        data = Data(catalogue, engine, TODAY)
        what = plan(catalogue, catalogue.journeys["buying"], "pay")
        found = observe(engine, what, [data.staged(source) for source in what.sources], scope, ALL)
        return found, data.staged(catalogue.sources["web"]).read
    finally:
        engine.close()


@pytest.mark.parametrize("scope", SCOPES, ids=lambda scope: f"{scope.cases}-{scope.gap}-{scope.since}")
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=rows_of, form=st.sampled_from(["parquet", "csv"]), sequence=st.booleans(), desk=st.booleans())
def test_neighbours_tell_what_windows_tell(
    scope: Scope, rows: list[Row], form: str, sequence: bool, desk: bool
) -> None:
    """Every answer is the same from rows in order and sets of numbers as from windows and groups, whatever a case is."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patched:
        written(Path(folder), rows, form=form, sequence=sequence, desk=desk)
        neighbours, _ = seen(Path(folder), scope)
        patched.setattr(in_order, "lies_in_order", lambda *_: False)
        patched.setattr(duckdb_engine, "_SETS", 0)
        windows, _ = seen(Path(folder), scope)
    assert neighbours == windows


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=rows_of, form=st.sampled_from(["parquet", "csv"]), sequence=st.booleans())
def test_copies_and_ties(rows: list[Row], form: str, sequence: bool) -> None:
    """A row that is the same in every column counts once; of the others, those at the same time are ties."""
    with tempfile.TemporaryDirectory() as folder:
        written(Path(folder), rows, form=form, sequence=sequence, desk=False)
        found = read(Path(folder))
    good = [row for row in rows if row[0] and row[3]]
    once = set(good)
    beside = Counter((row[0], row[2], row[6] if sequence else None) for row in once)
    dropped = {item.reason: item.n for item in found.dropped}
    assert found.rows == len(rows)
    assert found.used == len(once)
    assert dropped.get("duplicate", 0) == len(good) - len(once)
    assert found.ties == sum(n for n in beside.values() if n > 1)


@pytest.mark.parametrize("texts", [3, 500, 20_000])
def test_many_rows_on_any_number_of_threads(tmp_path: Path, texts: int) -> None:
    """Rows of several groups of a file lie in order, with names of events few enough to be listed, or numbered, or neither."""
    with duckdb.connect() as made:
        made.execute(
            "COPY (SELECT 'c' || hash(i) % 5000 AS who, NULL AS visit, TIMESTAMP '2024-06-01' + INTERVAL (i // 7) MINUTE"
            f" AS met, CASE WHEN i % 5 = 0 THEN 'find' WHEN i % 3 = 0 THEN 'page' ELSE 'e' || hash(i) % {texts} END"
            " AS what, 'web' AS via, 'gold' AS tier, 0 AS n FROM range(300000) AS t(i))"
            f" TO '{tmp_path}/web.parquet' (FORMAT parquet, ROW_GROUP_SIZE 20000)"
        )
    written_rows = (tmp_path / "web.parquet").read_bytes()
    written(tmp_path, [("c0", "", 0, "find", "", "gold", 0)], form="parquet", sequence=False, desk=False)
    (tmp_path / "web.parquet").write_bytes(written_rows)
    answers: list[Any] = [seen(tmp_path, SCOPES[3], threads=threads) for threads in (1, 5, 5)]
    assert answers[0][1].rows == 300_000
    assert answers[0] == answers[1] == answers[2]
    ways = {(way.source, way.target): way.times for way in answers[0][0].ways if way.target is not None}
    assert ways == ways_of(tmp_path / "web.parquet")


def ways_of(path: Path) -> dict[tuple[str, str], int]:
    """The ways of a file's rows, those at the same time in the order of the file, by a loop."""
    with duckdb.connect() as made:
        rows = made.execute(
            "SELECT who, epoch_us(met), file_row_number, what FROM read_parquet($path, file_row_number = true)",
            {"path": str(path)},
        ).fetchall()
    ways: Counter[tuple[str, str]] = Counter()
    before: tuple[str, int, str | None] = ("", 0, None)
    for who, moment, _, what in sorted(rows):
        step = {"find": "find", "page": "read"}.get(what)
        last = before[2] if before[0] == who and moment - before[1] <= 2 * MINUTE else None
        if last and step and last != step:
            ways[last, step] += 1
        before = (who, moment, step or last)
    return dict(ways)
