"""What the tool stages has names of its own, which come before no table of others."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from sqlglot import exp

from journeymap.evidence.engines.pieces import Pieces
from journeymap.evidence.engines.sqlalchemy import Database
from journeymap.evidence.engines.tables import table
from journeymap.evidence.statement import Statement, parse


def test_a_piece_is_read_by_its_name_and_a_table_by_its_own() -> None:
    """A table that is called as a staged piece is, in whatever schema, is not taken for it."""
    pieces = Pieces()
    pieces.hold("log", Statement(parse("SELECT 1 AS n")))
    theirs = exp.select(exp.Star()).from_(table(("shop", "log")))
    assert pieces.whole(Statement(theirs)).tree.sql() == 'SELECT * FROM "shop"."log"'
    told = pieces.whole(Statement(parse("SELECT n FROM log"))).tree
    assert [item.alias for item in told.ctes] == ["journeymap_log_v0"]


@pytest.mark.parametrize(
    ("dialect", "schema", "placed"),
    [
        ("trino", "web", ("web", "log")),
        ("snowflake", "PUBLIC", ("PUBLIC", "log")),
        ("bigquery", "analytics_1", ("analytics_1", "log")),
        ("trino", None, ("log",)),
    ],
)
def test_a_table_carries_its_schema(dialect: str, schema: str | None, placed: tuple[str, ...]) -> None:
    """Where a name without a schema means something, the database or the URL says what."""
    engine: Any = object.__new__(Database)
    engine.dialect = dialect
    engine._access = SimpleNamespace(shown="it", without_secrets=str)
    engine._engine = SimpleNamespace(url=SimpleNamespace(database=schema))
    engine._connection = SimpleNamespace(exec_driver_sql=lambda *_: SimpleNamespace(scalar=lambda: schema))
    assert engine._placed(("log",)) == placed
    assert engine._placed(("a", "log")) == ("a", "log")
