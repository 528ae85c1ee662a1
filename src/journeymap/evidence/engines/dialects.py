"""How each dialect spells what differs: moments, text and number of any column, paths in order.

sqlglot transpiles the rest. Only functions of a short list reach it (`ALLOWED`), since it passes unknown ones through,
and turns some known ones around without a word: each is tested on the dialects that the tests can run, and held
against golden SQL on the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlglot import exp

from journeymap.evidence.engines.clickhouse import is_null_giver, prepared

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from journeymap.evidence.statement import Scalar, Statement

MICROSECONDS = "1000000"

NUMERAL = "[ ]*[-+]?([0-9]{1,99}([.][0-9]{0,99})?|[.][0-9]{1,99})([eE][-+]?[0-9]{1,2})?[ ]*"
"""Text that is a number, the same everywhere: what databases themselves take for one differs (`1d`, `inf`, `0x1`)."""

_CLOCK = "[0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?"
_DATE = "[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}"
_LOCAL_TEXT = f"[ ]*{_DATE}[ T]{_CLOCK}[ ]*"
_ZONED_TEXT = f"[ ]*{_DATE}[ T]{_CLOCK}([Zz]|[ ](UTC|GMT|[A-Za-z]+/[A-Za-z_/+-]+)|[+-][0-9]{{2}}(:[0-9]{{2}})?)[ ]*"
_ZONED_OTHERWISE = f"[ ]*{_DATE}[ T]{_CLOCK}[ ]?[+-][0-9]{{2}}:?[0-9]{{2}}[ ]*"


def _braced(pattern: str) -> str:
    """A pattern as a template holds it, where braces have a meaning of their own."""
    return pattern.replace("{", "{{").replace("}", "}}")


_NUMERAL = _braced(NUMERAL)

_BEYOND = "9999-12-31"
"""A day after which no time counts: what lies beyond is more than some types hold."""

_TEMPLATES: Mapping[str, Mapping[str, str]] = {
    # A moment as whole microseconds since 1970, from a time with a zone.
    "EPOCH_US": {
        "duckdb": "CASE WHEN ISFINITE({0}) THEN EPOCH_US({0}) END",
        "postgres": (
            f"CASE WHEN ISFINITE({{0}}) AND {{0}} < '{_BEYOND}'"
            f" THEN CAST(EXTRACT(EPOCH FROM {{0}}) * {MICROSECONDS} AS BIGINT) END"
        ),
        "spark": "UNIX_MICROS({0})",
        "clickhouse": "toUnixTimestamp64Micro(toDateTime64({0}, 6, 'UTC'))",
        "trino": f"CAST(ROUND(TO_UNIXTIME({{0}}) * {MICROSECONDS}) AS BIGINT)",
        "bigquery": "UNIX_MICROS({0})",
        "snowflake": "DATE_PART(EPOCH_MICROSECOND, {0})",
    },
    # A time without a zone, or a day, read in a zone (the second argument).
    "AT_ZONE": {
        "duckdb": "TIMEZONE({1}, TRY_CAST({0} AS TIMESTAMP))",
        "postgres": f"(CAST(CASE WHEN {{0}} < '{_BEYOND}' THEN {{0}} END AS TIMESTAMP) AT TIME ZONE {{1}})",
        "spark": "TO_UTC_TIMESTAMP(CAST({0} AS TIMESTAMP_NTZ), {1})",
        "clickhouse": "parseDateTime64BestEffort(toString({0}), 6, {1})",
        "trino": "WITH_TIMEZONE(CAST({0} AS TIMESTAMP(6)), {1})",
        "bigquery": "TIMESTAMP(CAST({0} AS DATETIME), {1})",
        "snowflake": "CONVERT_TIMEZONE({1}, 'UTC', CAST({0} AS TIMESTAMP_NTZ))",
    },
    # How a text writes a time: the numbers of `reading.Form`. What is not wholly understood is no time at all: DuckDB's
    # own cast reads `10:00:00 PM` as ten in the morning, and a time with an offset as if it had none.
    "FORM_OF_TEXT": {
        "duckdb": (
            f"CASE WHEN REGEXP_FULL_MATCH({{0}}, '{_braced(_LOCAL_TEXT)}') THEN 2"
            f" WHEN REGEXP_FULL_MATCH({{0}}, '{_braced(_ZONED_TEXT)}') THEN 1"
            f" WHEN REGEXP_FULL_MATCH({{0}}, '{_braced(_ZONED_OTHERWISE)}') THEN 9"
            f" WHEN REGEXP_FULL_MATCH({{0}}, '[ ]*{_braced(_DATE)}[ ]*') THEN 3"
            " WHEN REGEXP_FULL_MATCH({0}, '[0-9]{{8}}') THEN 4"
            # A day with the clock, without anything between, which as a count would be a time of 1976 or after 2500.
            " WHEN REGEXP_FULL_MATCH({0}, '(19|20)[0-9]{{10}}([0-9]{{2}})?') THEN 0"
            " WHEN REGEXP_FULL_MATCH({0}, '[0-9]{{9,11}}([.][0-9]{{1,9}})?') THEN 5"
            " WHEN REGEXP_FULL_MATCH({0}, '[0-9]{{12,14}}([.][0-9]{{1,9}})?') THEN 6"
            " WHEN REGEXP_FULL_MATCH({0}, '[0-9]{{15,17}}([.]0)?') THEN 7"
            " WHEN REGEXP_FULL_MATCH({0}, '[0-9]{{18,19}}([.]0)?') THEN 8 ELSE 0 END"
        ),
    },
    # A moment from text, its zone where it names none, and its form.
    "MOMENT_OF_TEXT": {
        "duckdb": (
            "CASE {2} WHEN 2 THEN EPOCH_US(TIMEZONE({1}, TRY_CAST({0} AS TIMESTAMP)))"
            " WHEN 1 THEN EPOCH_US(TRY_CAST({0} AS TIMESTAMPTZ))"
            " WHEN 9 THEN EPOCH_US(TRY_CAST("
            "REGEXP_REPLACE({0}, '[ ]?([+-][0-9]{{2}}):?([0-9]{{2}})[ ]*$', '\\1:\\2') AS TIMESTAMPTZ))"
            " WHEN 3 THEN EPOCH_US(TIMEZONE({1}, TRY_CAST({0} AS TIMESTAMP)))"
            " WHEN 4 THEN EPOCH_US(TIMEZONE({1}, CAST(TRY_STRPTIME({0}, '%Y%m%d') AS TIMESTAMP)))"
            " WHEN 5 THEN CAST(TRY_CAST({0} AS DECIMAL(30, 9)) * 1000000 AS BIGINT)"
            " WHEN 6 THEN CAST(TRY_CAST({0} AS DECIMAL(30, 9)) * 1000 AS BIGINT)"
            " WHEN 7 THEN CAST(TRY_CAST({0} AS DECIMAL(30, 9)) AS BIGINT)"
            " WHEN 8 THEN CAST(TRY_CAST(SPLIT_PART({0}, '.', 1) AS HUGEINT) // 1000 AS BIGINT) END"
        ),
    },
    # Whole microseconds from nanoseconds since 1970, and from a number that may have a fraction.
    "NANOSECONDS_US": {
        "duckdb": "CAST(CAST({0} AS HUGEINT) // 1000 AS BIGINT)",
        "postgres": "CAST(DIV(CAST({0} AS NUMERIC), 1000) AS BIGINT)",
        "spark": "(CAST({0} AS BIGINT) DIV 1000)",
        "clickhouse": "intDiv(toInt64({0}), 1000)",
        "trino": "(CAST({0} AS BIGINT) / 1000)",
        "bigquery": "DIV(CAST({0} AS INT64), 1000)",
        "snowflake": "FLOOR(CAST({0} AS NUMBER(38, 0)) / 1000)",
    },
    "ROUNDED": {
        "duckdb": "CAST(ROUND({0}) AS BIGINT)",
        "postgres": "CAST(ROUND(CAST({0} AS NUMERIC)) AS BIGINT)",
        "spark": "CAST(ROUND({0}) AS BIGINT)",
        "clickhouse": "toInt64(round({0}))",
        "trino": "CAST(ROUND({0}) AS BIGINT)",
        "bigquery": "CAST(ROUND({0}) AS INT64)",
        "snowflake": "CAST(ROUND({0}) AS NUMBER(38, 0))",
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
        "duckdb": (
            f"CASE WHEN REGEXP_FULL_MATCH(CAST({{0}} AS VARCHAR), '{_NUMERAL}')"
            " THEN TRY_CAST(TRIM(CAST({0} AS VARCHAR)) AS DOUBLE) END"
        ),
        "postgres": (
            f"CASE WHEN CAST({{0}} AS TEXT) ~ '^{_NUMERAL}$' THEN CAST(CAST({{0}} AS TEXT) AS DOUBLE PRECISION) END"
        ),
        "spark": (
            f"CASE WHEN CAST({{0}} AS STRING) RLIKE '(?s)^{_NUMERAL}$(?!.)'"
            " THEN TRY_CAST(TRIM(CAST({0} AS STRING)) AS DOUBLE) END"
        ),
        "clickhouse": (
            f"CASE WHEN match(toString({{0}}), '^{_NUMERAL}$') THEN toFloat64OrNull(trimBoth(toString({{0}}))) END"
        ),
        "trino": (
            f"CASE WHEN REGEXP_LIKE(CAST({{0}} AS VARCHAR), '^{_NUMERAL}$')"
            " THEN TRY_CAST(TRIM(CAST({0} AS VARCHAR)) AS DOUBLE) END"
        ),
        "bigquery": (
            f"CASE WHEN REGEXP_CONTAINS(CAST({{0}} AS STRING), '^{_NUMERAL}$')"
            " THEN SAFE_CAST(TRIM(CAST({0} AS STRING)) AS FLOAT64) END"
        ),
        "snowflake": (
            f"CASE WHEN REGEXP_LIKE(CAST({{0}} AS VARCHAR), '{_NUMERAL}')"
            " THEN TRY_TO_DOUBLE(TRIM(CAST({0} AS VARCHAR))) END"
        ),
    },
    # Text that is compared and ordered byte by byte, never by the rules of a language.
    "BYTES": {
        **dict.fromkeys(("duckdb", "spark", "clickhouse", "trino", "bigquery", "snowflake"), "{0}"),
        "postgres": '({0} COLLATE "C")',
    },
    # Whether a text is like a pattern, in which % and _ have a meaning, and nothing else has.
    "IS_LIKE": {
        **dict.fromkeys(("duckdb", "trino", "snowflake"), "({0} LIKE {1})"),
        "postgres": "({0} LIKE {1} ESCAPE '')",
        **dict.fromkeys(("spark", "bigquery"), "({0} LIKE REPLACE({1}, '\\\\', '\\\\\\\\'))"),
        "clickhouse": "({0} LIKE replaceAll({1}, '\\\\', '\\\\\\\\'))",
    },
    # A digest of a row, from all its columns, in 64 bits.
    "WHOLE_ROW": {
        "duckdb": "HASH({all})",
        "postgres": "HASHTEXTEXTENDED(CAST(ROW({all}) AS TEXT), 0)",
        "spark": "XXHASH64(TO_JSON(STRUCT({all}), MAP('ignoreNullFields', 'false')))",
        "clickhouse": "sipHash64(toString(tuple({all})))",
        "trino": "FROM_BIG_ENDIAN_64(XXHASH64(TO_UTF8(JSON_FORMAT(CAST(ROW({all}) AS JSON)))))",
        "bigquery": "FARM_FINGERPRINT(TO_JSON_STRING(STRUCT({all})))",
        "snowflake": "HASH({all})",
    },
    # The text of a field in a JSON document.
    "JSON_TEXT": {"duckdb": "JSON_EXTRACT_STRING({0}, {1})"},
    # A list of keys with values in a JSON document, and the value of a key in such a list, as text.
    "JSON_PARAMS": {
        "duckdb": (
            "FROM_JSON(JSON_EXTRACT({0}, {1}), "
            + _braced("""'[{"key":"VARCHAR","value":{"string_value":"VARCHAR","int_value":"VARCHAR",""")
            + _braced(""""float_value":"VARCHAR","double_value":"VARCHAR"}}]')""")
        ),
    },
    "PARAM_OF": {
        "duckdb": (
            "LIST_TRANSFORM(LIST_FILTER({0}, LAMBDA p: p.key = {1}), LAMBDA p: COALESCE("
            "CAST(p.value.string_value AS VARCHAR), CAST(p.value.int_value AS VARCHAR),"
            " CAST(p.value.float_value AS VARCHAR), CAST(p.value.double_value AS VARCHAR)))[1]"
        ),
        "spark": (
            "GET(TRANSFORM(FILTER({0}, p -> p.key = {1}), p -> COALESCE("
            "CAST(p.value.string_value AS STRING), CAST(p.value.int_value AS STRING),"
            " CAST(p.value.float_value AS STRING), CAST(p.value.double_value AS STRING))), 0)"
        ),
        "bigquery": (
            "(SELECT COALESCE(p.value.string_value, CAST(p.value.int_value AS STRING),"
            " CAST(p.value.float_value AS STRING), CAST(p.value.double_value AS STRING))"
            " FROM UNNEST({0}) AS p WHERE p.key = {1} LIMIT 1)"
        ),
        "snowflake": (
            "CAST(TRANSFORM(FILTER({0}, p -> CAST(GET(p, 'key') AS VARCHAR) = {1}), p -> COALESCE("
            "CAST(GET(GET(p, 'value'), 'string_value') AS VARCHAR), CAST(GET(GET(p, 'value'), 'int_value') AS VARCHAR),"
            " CAST(GET(GET(p, 'value'), 'float_value') AS VARCHAR),"
            " CAST(GET(GET(p, 'value'), 'double_value') AS VARCHAR)))[0] AS VARCHAR)"
        ),
    },
    # A count of microseconds since 1970 by the clocks of a zone (the second argument), as one by UTC.
    "OF_WALL_CLOCK": {"duckdb": "EPOCH_US(TIMEZONE({1}, MAKE_TIMESTAMP({0})))"},
    # The two middle ones and the nearest rank of nine tenths as a list, without ranking all rows: only where an engine
    # has them. The upper middle one is the first beyond a half: the same as the lower one where the number is odd.
    "MIDDLES": {"duckdb": "QUANTILE_DISC({0}, [0.5, 0.500000000001, 0.9])"},
    # An entry of a list, by its place from 1.
    "NTH_OF": {"duckdb": "{0}[{1}]"},
    # A text as an entry of an enumeration: ENTRY_OF(text, type). Unlike a cast, it is done once for each entry of a
    # dictionary of Parquet, and null for a text that is none.
    "ENTRY_OF": {
        "duckdb": (
            "MAP_EXTRACT_VALUE(MAP(ENUM_RANGE(CAST(NULL AS {1})), CAST(ENUM_RANGE(CAST(NULL AS {1})) AS {1}[])), {0})"
        )
    },
    # How many different numbers there are, from 0 to the second argument: a bit each.
    "NUMBERS_IN": {"duckdb": "BIT_COUNT(BITSTRING_AGG({0}, 0, {1}))"},
    # A number of 64 bits that tells a pair of whole numbers (below 65,536 the second) from others.
    "PAIR_HASH": {"duckdb": "HASH(CAST({0} AS BIGINT) * 65536 + {1})"},
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

ALLOWED = frozenset(
    {"COUNT", "SUM", "MIN", "MAX", "AVG", "COALESCE", "NULLIF", "LOWER", "ROW_NUMBER", "LAG", "LEAD", "FIRST_VALUE"}
    | {"ABS"}
)
"""The functions that questions may use beside those spelled here; CASE, CAST and operators are no functions."""

NO_FUNCTIONS = (exp.Case, exp.If, exp.Cast, exp.Connector, exp.Exists)
"""What sqlglot counts among functions, and SQL does not."""


def sql(statement: Statement, dialect: str, placeholder: Callable[[str], str]) -> str:
    """The text of a statement in a dialect.

    Args:
        statement: The statement.
        dialect: One of `DIALECTS`.
        placeholder: How a placeholder of a name is written.

    Raises:
        AssertionError: The statement calls a function that is not known to mean the same everywhere.
    """
    tree = prepared(statement.tree) if dialect == "clickhouse" else statement.tree.copy()
    spelled = tree.transform(lambda node: _spelled(node, dialect, placeholder), copy=False)
    return spelled.sql(dialect, identify=True, comments=False)


def bound(statement: Statement) -> dict[str, Scalar]:
    """The values of the placeholders that a statement has; engines refuse values that none asks for."""
    return {item.name: statement.values[item.name] for item in statement.tree.find_all(exp.Placeholder)}


def _spelled(node: exp.Expr, dialect: str, placeholder: Callable[[str], str]) -> exp.Expr:
    if isinstance(node, exp.Placeholder):
        return exp.Var(this=placeholder(node.name))
    if isinstance(node, exp.Anonymous) and node.name in _TEMPLATES:
        template = _TEMPLATES[node.name][dialect]
        arguments = [item.transform(lambda inner: _spelled(inner, dialect, placeholder)) for item in node.expressions]
        texts = [item.sql(dialect, identify=True) for item in arguments]
        return exp.Var(this=template.format(*texts, all=", ".join(texts)))
    if isinstance(node, exp.Func) and not isinstance(node, NO_FUNCTIONS) and not is_null_giver(node):
        name = node.name if isinstance(node, exp.Anonymous | exp.AnonymousAggFunc) else node.sql_name()
        if name not in ALLOWED:
            raise AssertionError(f"{name} is no function that every engine has: spell it for each dialect, or allow it")
    return node
