"""Names and values of all kinds reach SQL as names and values: what is counted is what a filter in Python keeps."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlglot import exp

from journeymap.evidence.conditions import matches
from journeymap.evidence.engines import Type
from journeymap.evidence.engines.dialects import NUMERAL
from journeymap.evidence.engines.duckdb import DuckDB
from journeymap.evidence.reading import layout, rows
from journeymap.evidence.statement import Statement, Values
from journeymap.model.conditions import Comparison, Conditions
from journeymap.model.source import Source
from tests.evidence.servers import Bench, to_parquet

SLY: tuple[str, ...] = (
    "'",
    '"',
    ";",
    ":",
    "%",
    "\\",
    "$p0",
    ":p0",
    "{0}",
    "%s",
    "%(p0)s",
    "\n",
    "--",
    "/*",
    "`",
    "?",
    "é",
    "漢",
    "\u2028",
    " x",
)
SLY += (
    "'; DROP TABLE held; --",
    '"; DROP TABLE held; --',
    "::text",
    "\\'",
    "${HOME}",
    "@p",
    "#",
    "Robert'); --",
    "",
    "A",
    "a",
)
plain = st.text(
    st.characters(min_codepoint=1, max_codepoint=0x2FFF, exclude_categories=("Cs", "Cc")), min_size=0, max_size=6
)
texts = st.lists(st.sampled_from(SLY) | plain, min_size=1, max_size=3).map("".join)
names = texts.filter(lambda name: name.strip() == name and name != "" and len(name.encode()) < 60 and "." not in name)
numbers = st.sampled_from(
    ["1", "1.0", " 2 ", "-3", "1e1", "nan", "inf", "0x1", "1d", "5\n", "1_0", ".5", "7.", "1e999"]
)
values = texts | numbers | st.none()
scalars = texts | st.integers(-5, 10) | st.sampled_from([0.5, 1.0, 10.0]) | st.booleans()
comparisons = st.one_of(
    st.fixed_dictionaries({}, optional={"gte": st.integers(-5, 5) | texts, "lt": st.integers(-5, 12) | texts}),
    st.fixed_dictionaries({"not": scalars | st.lists(scalars, max_size=3)}),
    st.fixed_dictionaries({"like": texts | st.sampled_from(["%a%", "_", "\\%", "%\\_%", "1%"])}),
).filter(bool)
wanted = scalars | st.lists(scalars, min_size=1, max_size=3) | comparisons.map(Comparison.model_validate)


def number_of(text: str) -> float | None:
    return float(text) if re.fullmatch(NUMERAL, text) else None


def equals(text: str, value: Any) -> bool:
    if isinstance(value, bool):
        return text.lower() in (("true", "1") if value else ("false", "0"))
    if isinstance(value, int | float):
        return number_of(text) == value
    return bool(text == value)


def in_range(text: str, key: str, bound: Any) -> bool:
    found: Any = text.encode() if isinstance(bound, str) else number_of(text)
    limit = bound.encode() if isinstance(bound, str) else bound
    return found is not None and bool(found >= limit if key == "gte" else found < limit)


def is_like(text: str, pattern: str) -> bool:
    regex = "".join({"%": ".*", "_": "."}.get(one, re.escape(one)) for one in pattern)
    return re.fullmatch(regex, text, re.DOTALL) is not None


def keeps(text: str | None, condition: Any) -> bool:
    """Whether a row fulfils a condition, as the format's documentation says it."""
    if text is None:
        return isinstance(condition, Comparison) and condition.not_ is not None
    if not isinstance(condition, Comparison):
        return any(equals(text, value) for value in (condition if isinstance(condition, list) else [condition]))
    if condition.not_ is not None:
        none_of = condition.not_ if isinstance(condition.not_, list | tuple) else [condition.not_]
        return not any(equals(text, value) for value in none_of)
    if condition.like is not None:
        return is_like(text, condition.like)
    bounds = {key: getattr(condition, key) for key in ("gte", "lt")}
    return all(in_range(text, key, bound) for key, bound in bounds.items() if bound is not None)


def counted(bench: Bench, columns: list[str], table: list[list[str | None]], where: Conditions, name: str) -> int:
    """How many rows an engine counts: those of a source with a `where`, its other columns sly as well."""
    held = [dict(zip(columns, item, strict=True)) for item in table]
    source = bench.source(held, dict.fromkeys(columns, Type.TEXT), name=name, kind="feedback", where=where)
    engine = bench.open()
    try:
        found = layout(source, engine.relation(source), (), extras=columns)
        taken = rows(found)
        engine.take("taken", found.relation, taken)
        every = Values()
        asked = matches(where, found.extra, every)
        again = exp.select(exp.Count(this=exp.Star()).as_("n")).from_("taken").where(asked)
        first = engine.rows(Statement(exp.select(exp.Count(this=exp.Star()).as_("n")).from_("taken")))[0][0]
        second = engine.rows(Statement(again, every.by_name))[0][0]
    finally:
        engine.close()
        bench.opened.clear()
    assert first == second, "`where` of a source and of an event are the same question"
    return int(str(first))


def two_names(pair: list[str]) -> bool:
    return pair[0].casefold() != pair[1].casefold()


tables = st.lists(st.lists(values, min_size=2, max_size=2), min_size=1, max_size=6)
pairs = st.lists(names, min_size=2, max_size=2).filter(two_names)


def check(bench: Bench, columns: list[str], table: list[list[str | None]], first: Any, second: Any) -> None:
    where: Conditions = {columns[0]: first, columns[1]: second}
    expected = sum(keeps(row[0], first) and keeps(row[1], second) for row in table)
    assert counted(bench, columns, table, where, "web") == expected
    only: Conditions = {columns[1]: second}
    assert counted(bench, columns, table, only, "web") == sum(keeps(row[1], second) for row in table)


@settings(max_examples=60, deadline=None)
@given(pairs, tables, wanted, wanted)
def test_duckdb_counts_what_python_keeps(
    columns: list[str], table: list[list[str | None]], first: Any, second: Any
) -> None:
    """Columns, values and conditions of all kinds, on files."""
    with tempfile.TemporaryDirectory() as folder:
        check(Bench("duckdb", Path(folder)), columns, table, first, second)


@pytest.mark.postgres
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs, tables, wanted, wanted)
def test_postgres_counts_what_python_keeps(
    postgres_url: str, columns: list[str], table: list[list[str | None]], first: Any, second: Any
) -> None:
    """The same on PostgreSQL, by temporary tables and by statements alone; nothing else is there afterwards."""
    for name in ("postgres", "postgres-pieces"):
        check(Bench(name, Path("injection"), postgres_url), columns, table, first, second)


@pytest.mark.spark
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs, tables, wanted, wanted)
def test_spark_counts_what_python_keeps(
    spark_session: Any, columns: list[str], table: list[list[str | None]], first: Any, second: Any
) -> None:
    """The same on Spark."""
    with tempfile.TemporaryDirectory() as folder:
        check(Bench("spark", Path(folder), spark_session), columns, table, first, second)


@pytest.mark.clickhouse
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs, tables, wanted, wanted)
def test_clickhouse_counts_what_python_keeps(
    clickhouse_url: str, columns: list[str], table: list[list[str | None]], first: Any, second: Any
) -> None:
    """The same on ClickHouse."""
    with tempfile.TemporaryDirectory() as folder:
        check(Bench("clickhouse", Path(folder), clickhouse_url), columns, table, first, second)


@given(texts.filter(lambda name: "/" not in name and "\0" not in name and len(name.encode()) < 80 and name.strip(". ")))
@settings(max_examples=40, deadline=None)
@example("?\\'")
@example("\\[a]*")
def test_a_file_may_be_called_anything(name: str) -> None:
    """A file is read whatever it is called, and no other one instead."""
    with tempfile.TemporaryDirectory() as folder:
        for number, kind in enumerate(("csv", "parquet")):
            path = Path(folder) / f"{name}.{kind}"
            (Path(folder) / f"other.{kind}").write_text("who\nx\ny\n") if kind == "csv" else None
            if kind == "csv":
                path.write_text("who\nann\n", encoding="utf-8")
            else:
                to_parquet([{"who": "ann"}], {"who": Type.TEXT}, Path(folder) / "made.bin").rename(path)
            engine = DuckDB(Path(folder))
            source = Source.model_construct(id=f"s{number}", kind="feedback", uri=path.name, columns=None, where=None)
            relation = engine.relation(source)
            engine.take("taken", relation, Statement(exp.select("who").from_(relation.table)))
            found = engine.rows(Statement(exp.select("who").from_("taken")))
            engine.close()
            assert found == [("ann",)]
