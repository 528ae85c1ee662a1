"""Engines for the tests of this folder, with the same tables in each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.evidence.servers import Bench, postgres_server


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A running PostgreSQL server, one a run."""
    with postgres_server() as url:
        yield url


_SPARK = {
    "spark.ui.enabled": "false",
    "spark.driver.memory": "1g",
    "spark.driver.extraJavaOptions": "-XX:+UseSerialGC -XX:TieredStopAtLevel=1",
    "spark.default.parallelism": "1",
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
}


@pytest.fixture(scope="session")
def spark_session() -> Iterator[Any]:
    """A session of Spark in this process, one a run; with a few rows, compiling costs more than it saves."""
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[1]").appName("tests")
    for name, value in _SPARK.items():
        builder = builder.config(name, value)
    made = builder.getOrCreate()
    made.sparkContext.setLogLevel("OFF")
    yield made
    made.stop()


@pytest.fixture(scope="session")
def clickhouse_url() -> Iterator[str]:
    """ClickHouse in this process, reached by its own driver, one a run."""
    from sqlalchemy import create_engine

    url = "clickhousedb://here?interface=chdb"
    held = create_engine(url)
    link = held.connect()  # tables are gone with the last connection
    yield url
    link.close()
    held.dispose()


ENGINES = (
    pytest.param("duckdb"),
    pytest.param("postgres", marks=pytest.mark.postgres),
    pytest.param("postgres-pieces", marks=pytest.mark.postgres),
    pytest.param("spark", marks=pytest.mark.spark),
    pytest.param("clickhouse", marks=pytest.mark.clickhouse),
)
_SERVERS = {
    "postgres": "postgres_url",
    "postgres-pieces": "postgres_url",
    "spark": "spark_session",
    "clickhouse": "clickhouse_url",
}


@pytest.fixture(params=ENGINES)
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    """Each engine in turn; rows are put into it by `bench.source`, and it is asked by `bench.open()`.

    `postgres` keeps staged rows in temporary tables, `postgres-pieces` repeats them in each statement.
    """
    server = request.getfixturevalue(_SERVERS[request.param]) if request.param in _SERVERS else None
    folder = tmp_path / re.sub(r"\W", "_", request.node.name)[-40:]
    folder.mkdir()
    made = Bench(request.param, folder, server)
    yield made
    made.close()
