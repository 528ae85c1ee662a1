"""The same rows give the same numbers on every engine: read, judged, ordered into the log."""
# ruff: noqa: DTZ001  # databases have times without a zone

from __future__ import annotations

import datetime
import json
import random
from pathlib import Path
from typing import Any

import pytest

from journeymap import api
from journeymap.errors import InputMissingError, SettingError
from journeymap.evidence.data import Data, microseconds
from journeymap.evidence.engines import Type
from journeymap.evidence.engines.spark import Spark
from journeymap.evidence.log import Scope, log
from journeymap.evidence.observing import Wanted, observe
from journeymap.evidence.plan import plan
from journeymap.evidence.secrets import connection
from journeymap.evidence.statement import Statement, parse
from journeymap.model.measurement import Dimension
from journeymap.model.settings import CaseKind
from tests.conftest import TODAY
from tests.evidence.servers import Bench

MAP = """
journeymap: 1
workspace: {name: Shop}
personas:
  - {id: new, name: New, segment: {plan: free}}
journeys:
  - id: buy
    name: Buy
    stages:
      - id: choose
        name: Choose
        touchpoints:
          - {id: look, name: Look, events: {source: web, event: look}}
          - {id: cart, name: Cart, events: {source: web, event: cart, where: {items: {gte: 2}}}}
          - {id: pay, name: Pay, events: [{source: web, event: pay}, {source: web, event: cart, where: {items: 9}}]}
"""
TYPES = {
    "user": Type.TEXT,
    "at": Type.LOCAL_TIME,
    "event": Type.TEXT,
    "visit": Type.TEXT,
    "items": Type.WHOLE,
    "plan": Type.TEXT,
    "shade": Type.TEXT,
    "n": Type.WHOLE,
}
COLUMNS = {"customer": "user", "time": "at", "event": "event", "session": "visit"}


def at(minute: int, second: int = 0) -> datetime.datetime:
    return datetime.datetime(2026, 3, 1, 10, minute, second)


def row(user: str | None, when: datetime.datetime | None, event: str | None, **more: Any) -> dict[str, Any]:
    return {
        "user": user,
        "at": when,
        "event": event,
        "visit": "v1",
        "items": 1,
        "plan": "free",
        "shade": "a",
        "n": 1,
        **more,
    }


ROWS = [
    row("ann", at(0), "look"),
    row("ann", at(0), "look"),  # the same in every column
    row("ann", at(0), "look", shade="b"),  # not the same
    row("ann", at(1), "cart", items=2),
    row("ann", at(1), "cart", items=9),
    row("ann", at(2), "pay", plan=None),
    row("bo", at(3), "look", visit="v2", plan="paid"),
    row("bo", at(3), "stray", visit="v2", plan="paid"),
    row("bo", at(9), "pay", visit="v1", plan="paid"),  # ann's session id
    row("", at(3), "look"),
    row(None, at(3), "look"),
    row("cy", None, "look"),
    row("cy", at(3), None),
    row("cy", datetime.datetime(2027, 1, 1), "look"),
    row("dee", datetime.datetime(1980, 1, 1), "look", visit=None),
]


def opened(bench: Bench, write: Any, rows: list[dict[str, Any]] = ROWS, **more: Any) -> tuple[Data, Any]:
    """The rows in an engine, with the map that asks for them."""
    source = bench.source(rows, TYPES, **{"columns": COLUMNS, **more})
    folder = write(
        {"journeymap.yaml": MAP + f"sources:\n  - {source.model_dump_json(exclude_none=True, by_alias=True)}\n"}
    )
    catalogue = api.load([folder])[0].catalogue
    return Data(catalogue, bench.open(), TODAY), catalogue


def test_rows_are_judged_alike(bench: Bench, write: Any) -> None:
    """What is dropped, and why, what ties and what is remarked does not depend on the engine."""
    data, catalogue = opened(bench, write)
    read = data.staged(catalogue.sources["web"]).read
    assert read.rows == 15
    assert read.used == 9
    assert {item.reason: item.n for item in read.dropped} == {
        "no-customer": 2,
        "no-time": 1,
        "no-event": 1,
        "future": 1,
        "duplicate": 1,
    }
    assert read.ties == 6
    assert read.first == datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)
    assert read.last == datetime.datetime(2026, 3, 1, 10, 9, tzinfo=datetime.UTC)
    remarks = " ".join(read.remarks)
    assert "1 row lies before 1990." in remarks
    assert "6 events happen at the same time as another one of the same customer" in remarks
    assert "1 id of a session stands with several customers" in remarks
    if bench.name != "clickhouse":  # its times always have a zone
        assert "The times of 10 rows name no zone, nor does the source: they are read as UTC." in remarks


LOG = "SELECT ord, turn, moment, step, main, event, channel, persona FROM log ORDER BY case_id, ord"


@pytest.mark.parametrize(
    ("scope", "cases"),
    [
        (Scope(CaseKind.CUSTOMER), 3),
        (Scope(CaseKind.SESSION), 4),
        (Scope(CaseKind.SESSION, gap=4 * 60 * 10**6), 4),
        (Scope(CaseKind.SESSION, gap=10 * 60 * 10**6), 3),
        (Scope(CaseKind.CUSTOMER, since=microseconds(datetime.datetime(1990, 1, 1, tzinfo=datetime.UTC))), 2),
    ],
)
def test_the_log_is_the_same(bench: Bench, write: Any, scope: Scope, cases: int) -> None:
    """The log has the same events in the same order, by customer and by session, with steps bound under conditions."""
    data, catalogue = opened(bench, write)
    what = plan(catalogue, catalogue.journeys["buy"])
    data.engine.stage("log", log(what, [data.staged(catalogue.sources["web"])], scope))
    counted = data.engine.rows(Statement(parse("SELECT COUNT(*) AS n FROM log WHERE ord = 1")))
    assert int(str(counted[0][0])) == cases
    found = data.engine.rows(Statement(parse("SELECT moment, step, main, event FROM log")))
    seen = sorted(
        (int(str(item[0])) % 10**9 // 10**6, int(str(item[1])), int(str(item[2])), str(item[3])) for item in found
    )
    ann = [("look", 0, 1), ("look", 0, 1), ("cart", 1, 1), ("cart", 1, 1), ("cart", 2, 0), ("pay", 2, 1)]
    bo = [("look", 0, 1), ("stray", -1, 1), ("pay", 2, 1)]
    dee = [("look", 0, 1)] if scope.since is None else []
    assert sorted((event, step, main) for _, step, main, event in seen) == sorted(ann + bo + dee)


def test_a_name_is_staged_anew(bench: Bench, write: Any) -> None:
    """What was staged before under a name goes on being read by what read it then."""
    engine = bench.open()
    engine.stage("one", Statement(parse("SELECT 1 AS n")))
    engine.stage("two", Statement(parse("SELECT n + 1 AS n FROM one")))
    engine.stage("one", Statement(parse("SELECT 40 AS n")))
    found = engine.rows(Statement(parse("SELECT one.n + two.n AS n FROM one JOIN two ON one.n > two.n")))
    assert int(str(found[0][0])) == 42


def test_times_of_the_zone(bench: Bench, write: Any) -> None:
    """A time without a zone is read in the source's zone, summer time included."""
    if bench.name == "clickhouse":
        pytest.skip("ClickHouse has no times without a zone")
    rows = [
        row("ann", datetime.datetime(2026, 1, 1, 12), "look"),
        row("ann", datetime.datetime(2026, 7, 1, 12), "look"),
    ]
    data, catalogue = opened(bench, write, rows, timezone="Europe/Stockholm")
    read = data.staged(catalogue.sources["web"]).read
    assert read.first == datetime.datetime(2026, 1, 1, 11, tzinfo=datetime.UTC)
    assert read.last == datetime.datetime(2026, 7, 1, 10, tzinfo=datetime.UTC)


def test_where_counts_first(bench: Bench, write: Any) -> None:
    """Rows that `where` of the source excludes are not read at all, so they are not dropped either."""
    data, catalogue = opened(bench, write, where={"plan": {"not": ["paid"]}, "items": {"lt": 9}})
    read = data.staged(catalogue.sources["web"]).read
    assert read.rows == sum(item["plan"] != "paid" and item["items"] is not None and item["items"] < 9 for item in ROWS)
    assert {item.reason: item.n for item in read.dropped}["duplicate"] == 1


@pytest.mark.parametrize("kind", [Type.WHOLE, Type.NUMBER])
def test_counts_since_1970(bench: Bench, write: Any, kind: Type) -> None:
    """Numbers count seconds, milliseconds, microseconds or nanoseconds, by their size; mixed ones are remarked."""
    base = 1_772_359_200
    rows = [row("ann", None, "look") | {"at": base * factor} for factor in (1, 10**3, 10**6, 10**9)]
    source = bench.source(rows, TYPES | {"at": kind}, columns=COLUMNS)
    folder = write(
        {"journeymap.yaml": MAP + f"sources:\n  - {source.model_dump_json(exclude_none=True, by_alias=True)}\n"}
    )
    catalogue = api.load([folder])[0].catalogue
    read = Data(catalogue, bench.open(), TODAY).staged(catalogue.sources["web"]).read
    assert read.first == read.last == datetime.datetime(2026, 3, 1, 10, tzinfo=datetime.UTC)
    assert any("different units: seconds in 1 row, milliseconds in 1 row" in remark for remark in read.remarks)


def test_text_is_no_time_of_a_database(bench: Bench, write: Any) -> None:
    """Files may hold times as text; a database has types for them, and is not asked to guess."""
    rows = [row("ann", None, "look") | {"at": "2026-03-01T10:00:00Z"}]
    source = bench.source(rows, TYPES | {"at": Type.TEXT}, columns=COLUMNS)
    folder = write(
        {"journeymap.yaml": MAP + f"sources:\n  - {source.model_dump_json(exclude_none=True, by_alias=True)}\n"}
    )
    catalogue = api.load([folder])[0].catalogue
    data = Data(catalogue, bench.open(), TODAY)
    if bench.name == "duckdb":
        assert data.staged(catalogue.sources["web"]).read.used == 1
        return
    with pytest.raises(SettingError, match="holds times as text"):
        data.staged(catalogue.sources["web"])


def many() -> list[dict[str, Any]]:
    """Rows of twenty customers, many at the same time, some of no touchpoint."""
    chance = random.Random(7)
    return [
        row(
            f"c{chance.randrange(20)}",
            at(chance.randrange(40), chance.choice((0, 0, 30))),
            chance.choice(("look", "look", "cart", "pay", "stray", "help")),
            visit=chance.choice(("v1", "v2", None)),
            items=chance.choice((1, 2, 9)),
            plan=chance.choice(("free", "paid")),
            n=number,
        )
        for number in range(400)
    ]


@pytest.mark.parametrize("cases", list(CaseKind))
def test_every_question_has_the_same_answer(bench: Bench, write: Any, tmp_path: Path, cases: CaseKind) -> None:
    """All that is observed of a journey, split by persona and month, is what DuckDB says of the same rows."""
    if bench.name == "spark" and cases is CaseKind.SESSION:
        pytest.skip("a question takes Spark seconds, and customers are asked for the same ones")
    found = []
    reference = Bench("duckdb", tmp_path)
    months = tuple((microseconds(datetime.datetime(2026, n, 1, tzinfo=datetime.UTC)), f"2026-0{n}") for n in (3, 4))
    for one in (reference, bench):
        data, catalogue = opened(one, write, many(), columns=COLUMNS | {"sequence": "n"})
        what = plan(catalogue, catalogue.journeys["buy"])
        staged = [data.staged(item) for item in what.sources]
        wanted = Wanted(steps=(0, 2), by=(Dimension.PERSONA, Dimension.MONTH), min_group=2)
        observed = observe(data.engine, what, staged, Scope(cases, months=months), wanted)
        found.append(observed)
    reference.close()
    assert found[0].totals is not None
    assert found[0].totals.cases >= 20
    assert found[0] == found[1]


@pytest.fixture
def lake(spark_session: Any) -> Any:
    """Makes tables of Spark's catalogue, and drops them."""
    held: list[str] = []

    def made(name: str, rows: int) -> None:
        spark_session.sql(f"DROP TABLE IF EXISTS {name}")
        spark_session.sql(
            f"CREATE TABLE {name} USING parquet AS SELECT CONCAT('c', id) AS user, TIMESTAMP_MICROS("
            f"1700000000000000 + id) AS at, 'look' AS event, 'v' AS visit, 1 AS items, 'free' AS plan FROM RANGE({rows})"
        )
        held.append(name)

    yield made
    for name in held:
        spark_session.sql(f"DROP TABLE {name}")


def in_spark(session: Any, write: Any, *tables: str) -> Data:
    """Sources that are tables of Spark, in its session, opened."""
    sources = [
        {"id": f"s{n}", "kind": "events", "connection": "spark://local[2]", "table": name, "columns": COLUMNS}
        for n, name in enumerate(tables)
    ]
    folder = write({"journeymap.yaml": MAP.replace("web", "s0") + f"sources: {json.dumps(sources)}\n"})
    return Data(
        api.load([folder])[0].catalogue, Spark(connection("spark://local[2]", "the test"), session=session), TODAY
    )


@pytest.mark.spark
def test_no_staged_rows_hide_a_table_of_spark(spark_session: Any, lake: Any, write: Any) -> None:
    """A table may be called what the tool calls its own: its rows are read, and a view of the session stays."""
    names = ("plain", "log", "raw_1", "raw_0", "rows_0", "known")
    for place, name in enumerate(names[:-1], 1):
        lake(name, 10 * place)
    spark_session.table("plain").limit(7).createOrReplaceTempView("known")
    data = in_spark(spark_session, write, *names)
    sources = data.catalogue.sources
    first = data.staged(sources["s0"])
    data.engine.stage(
        "log", log(plan(data.catalogue, data.catalogue.journeys["buy"]), [first], Scope(CaseKind.CUSTOMER))
    )
    found = [data.staged(sources[f"s{n}"]).read.rows for n in range(len(names))]
    assert found == [10, 20, 30, 40, 50, 7]
    assert data.engine.rows(Statement(parse("SELECT COUNT(*) AS n FROM log WHERE ord = 1"))) == [(10,)]
    data.engine.close()
    assert [item.name for item in spark_session.catalog.listTables() if item.isTemporary] == ["known"]
    spark_session.catalog.dropTempView("known")


@pytest.mark.spark
@pytest.mark.parametrize(
    "name", ['text."*"', 'TEXT."*.toml"', "csv.LICENSE", "binaryFile.LICENSE", 'parquet."a b"', "orc.x"]
)
def test_spark_opens_no_file_as_a_table(spark_session: Any, write: Any, name: str) -> None:
    """A name whose first part is a kind of file is a table of the catalogue, or none."""
    data = in_spark(spark_session, write, name)
    with pytest.raises(InputMissingError, match="there is no table"):
        data.staged(data.catalogue.sources["s0"])
    data.engine.close()


@pytest.mark.spark
@pytest.mark.parametrize("name", ["http://127.0.0.1:1/x.parquet", "HTTPS://h/x", "s3a://key:geheim@bucket/x"])
def test_spark_reads_nothing_from_the_web(spark_session: Any, write: Any, name: str) -> None:
    """Neither what a web server has, nor by a password that stands in a name, which is not told."""
    data = in_spark(spark_session, write, name)
    with pytest.raises(SettingError, match="on the web, or holds a password") as error:
        data.staged(data.catalogue.sources["s0"])
    assert "geheim" not in error.value.message
