"""What need not be stored is not, and every column is told all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeymap.evidence.engines.duckdb import DuckDB
from journeymap.evidence.engines.narrow import narrowed
from journeymap.evidence.statement import Statement, parse

ROWS = "FROM (VALUES (3, 'c'), (1, 'a'), (2, NULL)) AS t(n, word)"


@pytest.mark.parametrize(
    ("query", "stored"),
    [
        (f"SELECT n, CAST(NULL AS TEXT) AS nothing, -1 AS minus, '' AS empty, word {ROWS}", ["n", "word"]),
        (f"SELECT n, n AS again, word {ROWS}", ["n", "word"]),
        (f"SELECT n, n + 1 AS more, n + 1 AS again {ROWS}", None),
        (f"SELECT n, 1 AS one {ROWS} ORDER BY one, n", None),
        (f"SELECT n AS m, 1 AS one {ROWS} ORDER BY t.n", ["m"]),
        (f"SELECT DISTINCT n, 1 AS one {ROWS}", None),
        (f"SELECT COUNT(*) AS n, 1 AS one {ROWS} GROUP BY word", None),
        (f"SELECT 1 AS one, 2 AS two {ROWS}", None),
        (f"SELECT n, 1 AS one {ROWS} UNION ALL SELECT n, 2 {ROWS}", None),
    ],
)
def test_what_is_stored(tmp_path: Path, query: str, stored: list[str] | None) -> None:
    """Columns that are the same in every row, or as another one, are left to a view, which tells the same rows."""
    found = narrowed(parse(query))
    assert (None if found is None else [item.alias_or_name for item in found.query.selects]) == stored
    engine = DuckDB(tmp_path)
    try:
        for _ in range(2):  # the same name may be staged again
            engine.stage("kept", Statement(parse(query)))
        plain = engine.rows(Statement(parse(query)))
        kept = engine.rows(Statement(parse("SELECT * FROM kept")))
        assert sorted(map(repr, kept)) == sorted(map(repr, plain))
        engine.forget("kept")
        engine.stage("kept", Statement(parse("SELECT 1 AS one")))
        assert engine.rows(Statement(parse("SELECT * FROM kept"))) == [(1,)]
    finally:
        engine.close()
