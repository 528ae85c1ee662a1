"""How each dialect spells what differs: moments, text and number of any column, paths in order.

sqlglot transpiles the rest. Only functions of a short list reach it (`ALLOWED`), since it passes unknown ones through,
and turns some known ones around without a word: each is tested on the dialects that the tests can run, and held
against golden SQL on the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlglot
from sqlglot import exp

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from journeymap.evidence.statement import Statement

MICROSECONDS = "1000000"

_TEMPLATES: Mapping[str, Mapping[str, str]] = {
    # A moment as whole microseconds since 1970, from a time with a zone.
    "EPOCH_US": {
        "duckdb": "EPOCH_US({0})",
        "postgres": f"CAST(EXTRACT(EPOCH FROM {{0}}) * {MICROSECONDS} AS BIGINT)",
        "spark": "UNIX_MICROS({0})",
        "clickhouse": "toUnixTimestamp64Micro(toDateTime64({0}, 6))",
        "trino": f"CAST(ROUND(TO_UNIXTIME({{0}}) * {MICROSECONDS}) AS BIGINT)",
        "bigquery": "UNIX_MICROS({0})",
        "snowflake": "DATE_PART(EPOCH_MICROSECOND, {0})",
    },
    # A time without a zone, or a day, read in a zone (the second argument).
    "AT_ZONE": {
        "duckdb": "TIMEZONE({1}, CAST({0} AS TIMESTAMP))",
        "postgres": "(CAST({0} AS TIMESTAMP) AT TIME ZONE {1})",
        "spark": "TO_UTC_TIMESTAMP(CAST({0} AS TIMESTAMP_NTZ), {1})",
        "clickhouse": "parseDateTime64BestEffort(toString({0}), 6, {1})",
        "trino": "WITH_TIMEZONE(CAST({0} AS TIMESTAMP(6)), {1})",
        "bigquery": "TIMESTAMP(CAST({0} AS DATETIME), {1})",
        "snowflake": "CONVERT_TIMEZONE({1}, 'UTC', CAST({0} AS TIMESTAMP_NTZ))",
    },
    # A moment from text: ISO with or without a zone (then in the second argument), a day, YYYYMMDD, or a number of
    # seconds, milliseconds or microseconds since 1970. Null for anything else. Databases have types for times.
    "TEXT_US": {
        "duckdb": (
            "CASE WHEN REGEXP_FULL_MATCH({0}, '[0-9]{{8}}')"
            " THEN EPOCH_US(TIMEZONE({1}, CAST(TRY_STRPTIME({0}, '%Y%m%d') AS TIMESTAMP)))"
            " WHEN REGEXP_FULL_MATCH({0}, '[0-9]{{9,11}}([.][0-9]+)?')"
            " THEN CAST(TRY_CAST({0} AS DECIMAL(28, 6)) * 1000000 AS BIGINT)"
            " WHEN REGEXP_FULL_MATCH({0}, '[0-9]{{12,14}}') THEN CAST({0} AS BIGINT) * 1000"
            " WHEN REGEXP_FULL_MATCH({0}, '[0-9]{{15,17}}') THEN CAST({0} AS BIGINT)"
            " WHEN REGEXP_FULL_MATCH({0}, '[0-9]{{18,19}}') THEN CAST(TRY_CAST({0} AS BIGINT) // 1000 AS BIGINT)"
            " WHEN REGEXP_MATCHES({0}, '[0-9]:[0-9]{{2}}.*([Zz]|UTC|[+-][0-9]{{2}}(:?[0-9]{{2}})?)[ ]*$')"
            " THEN EPOCH_US(TRY_CAST({0} AS TIMESTAMPTZ))"
            " ELSE EPOCH_US(TIMEZONE({1}, TRY_CAST({0} AS TIMESTAMP))) END"
        ),
    },
    "AS_TEXT": {
        "duckdb": "CAST({0} AS VARCHAR)",
        "postgres": "CAST({0} AS TEXT)",
        "spark": "CAST({0} AS STRING)",
        "clickhouse": "toString({0})",
        "trino": "CAST({0} AS VARCHAR)",
        "bigquery": "CAST({0} AS STRING)",
        "snowflake": "CAST({0} AS VARCHAR)",
    },
    # A number, also from text; null for text that is none.
    "AS_NUMBER": {
        "duckdb": "TRY_CAST({0} AS DOUBLE)",
        "postgres": (
            "CASE WHEN CAST({0} AS TEXT) ~ '^[ ]*[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]{{1,3}})?[ ]*$'"
            " THEN CAST(CAST({0} AS TEXT) AS DOUBLE PRECISION) END"
        ),
        "spark": "TRY_CAST({0} AS DOUBLE)",
        "clickhouse": "toFloat64OrNull(toString({0}))",
        "trino": "TRY_CAST({0} AS DOUBLE)",
        "bigquery": "SAFE_CAST({0} AS FLOAT64)",
        "snowflake": "TRY_TO_DOUBLE(CAST({0} AS VARCHAR))",
    },
    # The codes of a case's touchpoints in order, with a blank between: PATH_OF(code, order).
    "PATH_OF": {
        "duckdb": "STRING_AGG(CAST({0} AS VARCHAR), ' ' ORDER BY {1})",
        "postgres": "STRING_AGG(CAST({0} AS TEXT), ' ' ORDER BY {1})",
        "spark": (
            "ARRAY_JOIN(TRANSFORM(ARRAY_SORT(COLLECT_LIST(NAMED_STRUCT('o', {1}, 'c', CAST({0} AS STRING)))),"
            " x -> x.c), ' ')"
        ),
        "clickhouse": "arrayStringConcat(arrayMap(x -> toString(x.2), arraySort(groupArray(({1}, {0})))), ' ')",
        "trino": "ARRAY_JOIN(ARRAY_AGG({0} ORDER BY {1}), ' ')",
        "bigquery": "STRING_AGG(CAST({0} AS STRING), ' ' ORDER BY {1})",
        "snowflake": "LISTAGG(CAST({0} AS VARCHAR), ' ') WITHIN GROUP (ORDER BY {1})",
    },
}

DIALECTS = tuple(_TEMPLATES["EPOCH_US"])

ALLOWED = frozenset({"COUNT", "SUM", "MIN", "MAX", "AVG", "COALESCE", "LOWER", "ROW_NUMBER", "LAG", "LEAD", "ABS"})
"""The functions that questions may use beside those spelled here; CASE, CAST and operators are no functions."""


def sql(statement: Statement, dialect: str, placeholder: Callable[[str], str]) -> str:
    """The text of a statement in a dialect.

    Args:
        statement: The statement.
        dialect: One of `DIALECTS`.
        placeholder: How a placeholder of a name is written.
    """
    spelled = statement.tree.transform(lambda node: _spelled(node, dialect, placeholder))
    text: str = spelled.sql(dialect, identify=True, comments=False)
    return text


def _spelled(node: exp.Expr, dialect: str, placeholder: Callable[[str], str]) -> exp.Expr:
    if isinstance(node, exp.Placeholder):
        return exp.Var(this=placeholder(node.name))
    if isinstance(node, exp.Anonymous) and node.name in _TEMPLATES:
        template = _TEMPLATES[node.name][dialect]
        arguments = [item.transform(lambda inner: _spelled(inner, dialect, placeholder)) for item in node.expressions]
        return exp.Var(this=template.format(*(item.sql(dialect, identify=True) for item in arguments)))
    return node


def parsed_again(text: str, dialect: str) -> exp.Expr:
    """The tree of a text in a dialect: what sqlglot makes of its own output.

    Raises:
        sqlglot.errors.ParseError: It is no SQL of the dialect.
    """
    tree: exp.Expr = sqlglot.parse_one(text, read=dialect)
    return tree
