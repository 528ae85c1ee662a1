"""ClickHouse: what a name means, what views go on meaning, where rows are kept, and what a user may not do."""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlglot import exp

from journeymap import api
from journeymap.errors import InputMissingError, SettingError
from journeymap.evidence.data import Data
from journeymap.evidence.engines import Type
from journeymap.evidence.engines.sqlalchemy import Database
from journeymap.evidence.log import Scope
from journeymap.evidence.observing import Wanted, observe
from journeymap.evidence.plan import plan
from journeymap.evidence.queries.funnel import chain
from journeymap.evidence.secrets import connection
from journeymap.evidence.statement import Statement, parse
from journeymap.model.settings import CaseKind
from journeymap.model.source import Source
from tests.conftest import TODAY
from tests.evidence.servers import Bench

pytestmark = pytest.mark.clickhouse

kept_or_not = pytest.mark.parametrize("temporary", [True, False], ids=["kept", "pieces"])


@contextmanager
def database(url: str, *, temporary: bool = True) -> Iterator[Database]:
    engine = Database(connection(url, "the test"), temporary=temporary)
    try:
        yield engine
    finally:
        engine.close()


def run(url: str, *texts: str) -> None:
    """Runs statements as the owner of the database."""
    import sqlalchemy

    made = sqlalchemy.create_engine(url)
    with made.connect() as link:
        for text in texts:
            link.exec_driver_sql(text)
    made.dispose()


def source(table: str, url: str) -> Source:
    return Source.model_validate({"id": "web", "kind": "events", "connection": url, "table": table})


def selected(engine: Database, table: str, url: str, *names: str) -> Statement:
    """Columns of a table of the user's."""
    return Statement(exp.select(*names).from_(engine.relation(source(table, url)).table))


SHOP = """
journeymap: 1
workspace: {name: Shop}
personas:
  - {id: big, name: Big, segment: {score: {gte: 3}, metric: web}}
journeys:
  - id: buy
    name: Buy
    stages:
      - id: choose
        name: Choose
        touchpoints:
          - {id: look, name: Look, events: {source: web, event: look}}
          - {id: pay, name: Pay, events: {source: web, event: cart, where: {amount: {gte: 10}, channel: [a, b]}}}
"""
NAMED = {"who": Type.TEXT, "at": Type.TIME, "event": Type.TEXT} | {
    name: Type.TEXT if name in {"channel", "metric", "customer"} else Type.NUMBER
    for name in ("amount", "channel", "score", "metric", "customer", "moment", "tie")
}


@pytest.mark.parametrize("name", ["clickhouse", "clickhouse-pieces"])
def test_columns_called_as_others(name: str, clickhouse_url: str, write: Any, tmp_path: Path) -> None:
    """Conditions read the columns of the source, also where what is read from it has one of the same name."""
    begin = datetime.datetime(2026, 3, 1, 10, tzinfo=datetime.UTC)
    rows = [
        {
            "who": f"c{n % 5}",
            "at": begin + datetime.timedelta(minutes=n),
            "event": "cart" if n % 3 else "look",
            "amount": n,
            "channel": "ab"[n % 2],
            "score": n % 5,
            "metric": "web",
            "customer": "nobody",
            "moment": 7.0,
            "tie": 1.0,
        }
        for n in range(30)
    ]
    found = []
    for one in (Bench("duckdb", tmp_path), Bench(name, tmp_path, clickhouse_url)):
        held = one.source(rows, NAMED, columns={"customer": "who", "time": "at", "event": "event"})
        text = SHOP + f"sources:\n  - {held.model_dump_json(exclude_none=True, by_alias=True)}\n"
        catalogue = api.load([write({"journeymap.yaml": text})])[0].catalogue
        data = Data(catalogue, one.open(), TODAY)
        asked = plan(catalogue, catalogue.journeys["buy"])
        staged = [data.staged(item) for item in asked.sources]
        found.append(observe(data.engine, asked, staged, Scope(CaseKind.CUSTOMER), Wanted(min_group=1)))
        one.close()
    assert found[0].touchpoints[1].events == 14
    assert found[1] == found[0]


@kept_or_not
def test_views_keep_their_meaning(clickhouse_url: str, temporary: bool) -> None:
    """A view of the user's counts by ClickHouse's own rules, questions on its rows by those of standard SQL."""
    run(
        clickhouse_url,
        "CREATE OR REPLACE TABLE own (n Int64, k Int64) ENGINE = Memory",
        "INSERT INTO own VALUES (1, 1), (2, 2), (3, 3)",
        "CREATE OR REPLACE VIEW told AS SELECT n + 1 AS n, n * 10 AS m, s FROM own"
        " LEFT JOIN (SELECT k AS q, sumIf(n, n > 2) AS s FROM own WHERE k > 1 GROUP BY k) AS o ON o.q = own.k",
    )
    joined = "SELECT t.n AS n, t.m AS m, t.s AS s, u.n AS other FROM taken AS t LEFT JOIN taken AS u ON u.n = t.n + 1"
    gathered = "SELECT SUM(n) AS a, MIN(m) AS b, COUNT(*) AS c FROM taken WHERE n > 9"
    with database(clickhouse_url, temporary=temporary) as engine:
        engine.stage("taken", selected(engine, "told", clickhouse_url, "n", "m", "s"))
        assert engine.rows(Statement(parse(f"{joined} ORDER BY t.n"))) == [
            (2, 20, 0, 3),
            (3, 30, 0, 4),
            (4, 40, 3, None),
        ]
        assert engine.rows(Statement(parse(gathered))) == [(None, None, 0)]


@kept_or_not
def test_tables_called_as_staged_rows(clickhouse_url: str, temporary: bool) -> None:
    """A table of the user's is read as what it is, also after rows were staged under its name."""
    run(clickhouse_url, "CREATE OR REPLACE TABLE walk (n Int64) ENGINE = Memory", "INSERT INTO walk VALUES (5)")
    with database(clickhouse_url, temporary=temporary) as engine:
        engine.stage("walk", Statement(parse("SELECT 1 AS n")))
        engine.stage("again", selected(engine, "walk", clickhouse_url, "n"))
        assert engine.rows(Statement(parse("SELECT a.n AS n, w.n AS m FROM again AS a CROSS JOIN walk AS w"))) == [
            (5, 1)
        ]


WALK = "SELECT 1 AS case_id, 1 AS customer, 1 AS turn, 5 AS moment, 0 AS step"


@pytest.mark.parametrize("window", [None, 10**9])
def test_a_long_funnel_is_planned_in_time(clickhouse_url: str, window: int | None) -> None:
    """Pieces that a statement reads at several places are worked out once: a funnel of 24 steps takes seconds."""
    begin = time.monotonic()
    with database(clickhouse_url) as engine:
        engine.stage("walk", Statement(parse(WALK)))
        engine.stage("chain", chain([[step] for step in range(24)], window))
        assert engine.rows(Statement(parse("SELECT case_id, level FROM chain"))) == [(1, 0)]
        left = engine.rows(Statement(exp.select("name").from_("system.tables").where("is_temporary = 1")))
    assert time.monotonic() - begin < 40
    assert {name for (name,) in left} <= {"walk", "chain"}


@pytest.mark.parametrize("ask", ["rows", "chunks", "stage"])
def test_a_question_that_fails_leaves_nothing(clickhouse_url: str, ask: str) -> None:
    """Pieces that were worked out for it are let go of."""
    several = "WITH twice AS (SELECT 1 AS n) SELECT a.n AS n FROM twice AS a JOIN twice AS b ON a.n = b.n"
    broken = Statement(parse(f"{several} JOIN nowhere AS c ON c.n = a.n"))
    temporary = Statement(exp.select("name").from_("system.tables").where("is_temporary = 1"))
    with database(clickhouse_url) as engine:
        before = engine.rows(temporary)
        with pytest.raises(SettingError, match="nowhere"):
            {"rows": engine.rows, "chunks": lambda one: list(engine.chunks(one, 9))}.get(
                ask, lambda one: engine.stage("x", one)
            )(broken)
        assert engine.rows(temporary) == before
        assert engine.rows(Statement(parse(several))) == [(1,)]


def test_who_may_not_keep_rows(clickhouse_url: str) -> None:
    """Where temporary tables are refused, statements repeat what they read, and a reader is told."""
    run(clickhouse_url, "CREATE OR REPLACE TABLE plain (n Int64) ENGINE = Memory", "INSERT INTO plain VALUES (3)")
    with database(clickhouse_url) as engine:
        assert engine.relation(source("plain", clickhouse_url)).remarks == ()
    strict = f"{clickhouse_url}&readonly=1"
    with database(strict) as engine:
        assert "anew for each question" in engine.relation(source("plain", strict)).remarks[0]
        engine.stage("taken", selected(engine, "plain", strict, "n"))
        with pytest.raises(SettingError, match="lets its user set nothing") as told:
            engine.rows(Statement(parse("SELECT SUM(n) AS n FROM taken")))
        assert "`readonly = 2`" in told.value.help_line
    free = f"{clickhouse_url}&readonly=2"
    with database(free) as engine:
        assert engine.relation(source("plain", free)).remarks == ()


def test_types_are_known(clickhouse_url: str) -> None:
    """The driver's types are told apart as reading needs it, whatever they are wrapped into."""
    columns = {
        "a": ("LowCardinality(Nullable(String))", Type.TEXT),
        "b": ("Enum8('map' = 1, 'array' = 2)", Type.TEXT),
        "c": ("UUID", Type.TEXT),
        "d": ("Nullable(UInt64)", Type.WHOLE),
        "e": ("Int8", Type.WHOLE),
        "f": ("Decimal(9, 2)", Type.NUMBER),
        "g": ("Nullable(Float32)", Type.NUMBER),
        "h": ("Bool", Type.FLAG),
        "i": ("Date32", Type.DAY),
        "j": ("DateTime", Type.TIME),
        "k": ("Nullable(DateTime64(3, 'Europe/Stockholm'))", Type.TIME),
        "l": ("Array(String)", Type.OTHER),
        "m:n%p": ("Map(String, Int8)", Type.OTHER),
    }
    listed = ", ".join(f"`{name}` {kind}" for name, (kind, _) in columns.items())
    run(clickhouse_url, f"CREATE OR REPLACE TABLE kinds ({listed}) ENGINE = Memory")
    with database(clickhouse_url) as engine:
        found = engine.relation(source("kinds", clickhouse_url)).columns
        with pytest.raises(InputMissingError, match="there is no table nowhere of"):
            engine.relation(source("nowhere", clickhouse_url))
    assert {name: item.type for name, item in found.items()} == {name: kind for name, (_, kind) in columns.items()}
