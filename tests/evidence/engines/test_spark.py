"""Spark: what it keeps and lets go of, and errors that a person can act on."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from journeymap.errors import InputMissingError, SettingError
from journeymap.evidence.engines import Type
from journeymap.evidence.engines.spark import Spark
from journeymap.evidence.secrets import connection
from journeymap.evidence.statement import Statement, parse
from journeymap.model.source import Source
from tests.conftest import Run
from tests.evidence.servers import to_parquet

pytestmark = pytest.mark.spark


@pytest.fixture
def engine(spark_session: Any) -> Iterator[Spark]:
    """An engine in a session that stays, whose connection holds the secret `geheim`."""
    made = Spark(connection("spark://local[2]?token=${WORD}", "the test", {"WORD": "geheim"}), session=spark_session)
    yield made
    made.close()


def source(table: str) -> Source:
    return Source.model_validate({"id": "web", "kind": "events", "connection": "spark://local[2]", "table": table})


def asked(text: str) -> Statement:
    return Statement(parse(text))


def kept(session: Any) -> tuple[int, int]:
    """How many results Spark keeps, and how many of them are worked out."""
    manager = session._jsparkSession.sharedState().cacheManager()
    return manager.numCachedEntries(), session.sparkContext._jsc.getPersistentRDDs().size()


@pytest.mark.parametrize("ask", ["rows", "chunks", "stage"])
def test_what_is_raised_while_rows_are_worked_out(
    spark_session: Any, engine: Spark, capfd: pytest.CaptureFixture[str], ask: str
) -> None:
    """It is one sentence without secrets, and neither the error behind it nor a log shows more."""
    spark_session.createDataFrame([("geheim",)], ["x"]).createOrReplaceTempView("words")
    query = asked("SELECT CAST(x AS INT) AS n FROM words")
    if ask == "stage":
        engine.stage("taken", query)
        query = asked("SELECT n FROM taken")
    with pytest.raises(SettingError, match=r"^Spark cannot answer: \[CAST_INVALID_INPUT\] The value '\*\*\*'") as error:
        list(engine.chunks(query, 5) if ask == "chunks" else engine.rows(query))
    spark_session.catalog.dropTempView("words")
    written = capfd.readouterr()
    assert "geheim" not in "".join(traceback.format_exception(error.value)) + written.out + written.err


def test_what_is_not_there_and_what_cannot_be_read(engine: Spark, tmp_path: Path) -> None:
    """A table that there is not is told from one that cannot be read."""
    (tmp_path / "broken.parquet").write_text("nonsense")
    for name in ("nowhere", "nowhere.at_all", f"{tmp_path}/nothing.parquet"):
        with pytest.raises(InputMissingError, match=r"^there is no table "):
            engine.relation(source(name))
    with pytest.raises(SettingError, match=r"^Spark cannot read table .*is not a Parquet file"):
        engine.relation(source(f"{tmp_path}/broken.parquet"))
    with pytest.raises(SettingError, match=r"^Spark cannot read table a.b.c .*requires a single-part namespace"):
        engine.relation(source("a.b.c"))


def test_what_is_let_go_of_is_not_kept(spark_session: Any, engine: Spark) -> None:
    """Rows that nothing reads any more, and those that others replace, are not kept; at the end none are."""
    before = kept(spark_session)[0]
    engine.stage("raw", asked("SELECT 1 AS n UNION ALL SELECT 2 AS n"))
    engine.stage("known", asked("SELECT n + 1 AS n FROM raw"))
    engine.forget("raw")
    assert kept(spark_session)[0] - before == 1
    for n in range(3):
        engine.stage("known", asked(f"SELECT n + {n} AS m, n FROM known"))
        assert engine.rows(asked("SELECT SUM(m) AS m FROM known")) == [(5 + 2 * n,)]
        assert kept(spark_session)[0] - before == 1
    engine.close()
    assert kept(spark_session)[0] == before


def test_staged_rows_are_worked_out_once(spark_session: Any, engine: Spark) -> None:
    """What is staged by pieces is recognised by every question, also by one that has pieces of its own."""
    before = kept(spark_session)[1]
    pieces = "WITH a AS (SELECT 1 AS n), b AS (SELECT n + 1 AS n FROM a)"
    engine.stage("known", asked(f"{pieces} SELECT b.n AS n FROM b JOIN a ON a.n < b.n"))
    assert engine.rows(asked("WITH c AS (SELECT n FROM known) SELECT n FROM c")) == [(2,)]
    assert kept(spark_session)[1] - before == 1
    assert not [item.name for item in spark_session.catalog.listTables() if item.name.startswith("journeymap_known_")]


def test_a_session_begun_here_is_silent(run: Run, write: Callable[..., Path]) -> None:
    """What goes wrong in Spark is one sentence on the screen, without its logs."""
    types = {"who": Type.TEXT, "at": Type.TIME, "what": Type.TEXT}
    rows = [{"who": f"c{n}", "at": "2026-01-01 10:00Z", "what": f"look{n}"} for n in range(500)]
    folder = write({"journeymap.yaml": ""})
    log = to_parquet(rows, types, folder / "log.parquet")
    held = bytearray(log.read_bytes())
    held[4:200] = bytes(196)
    log.write_bytes(held)
    text = f"""
    journeymap: 1
    sources:
      - id: web
        kind: events
        connection: spark://local[1]
        table: {log}
        columns: {{customer: who, time: at, event: what}}
    journeys:
      - id: buy
        name: Buy
        stages:
          - {{id: s, name: S, touchpoints: [{{id: t, name: T, events: {{source: web, event: look1}}}}]}}
    """
    write({"journeymap.yaml": text})
    done = run("measure", "--no-save", "-w", folder, env={"JAVA_HOME": os.environ.get("JAVA_HOME", "")})
    assert done.code == 2
    assert "Spark cannot answer: " in done.err
    assert "Exception" not in done.err
    assert "[Stage" not in done.err
