"""What a database says of the columns of a table, by SQLAlchemy's inspector."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from journeymap.evidence.engines import Column, Type

if TYPE_CHECKING:
    import sqlalchemy

_WRAPPED = re.compile(r"^(?:NULLABLE|LOWCARDINALITY)\((.*)\)$")
_NAMES: tuple[tuple[Type, re.Pattern[str]], ...] = (
    (
        Type.OTHER,
        re.compile(r"ARRAY|STRUCT|ROW\(|MAP|TUPLE|JSON|VARIANT|OBJECT|SUPER|RECORD|NESTED|BYTE|BINARY|INTERVAL"),
    ),
    (Type.TEXT, re.compile(r"CHAR|TEXT|STRING|CLOB|UUID|ENUM|CITEXT|INET|NAME$")),
    (Type.FLAG, re.compile(r"^BOOL")),
    (Type.WHOLE, re.compile(r"^U?(TINY|SMALL|BIG|MEDIUM)?INT(EGER)?[0-9]*\b|SERIAL")),
    (Type.NUMBER, re.compile(r"NUMERIC|DECIMAL|FLOAT|DOUBLE|REAL|NUMBER|MONEY")),
    (Type.DAY, re.compile(r"^DATE(32)?$")),
)
_ENUM = re.compile(r"^ENUM[0-9]*\b")
"""Followed by its values, which may be called as any type is."""
_ALWAYS_MOMENTS = {"bigquery": re.compile(r"^TIMESTAMP"), "clickhouse": re.compile(r"^DATETIME")}
"""Times that have a zone, or count from 1970, whatever their name says."""


def columns_of(inspector: sqlalchemy.Inspector, path: tuple[str, ...], dialect: str) -> dict[str, Column]:
    """The columns of a table by name.

    Args:
        inspector: The inspector of an open connection.
        path: The parts of the table's name.
        dialect: The dialect, as in `engines.dialects`.

    Raises:
        sqlalchemy.exc.NoSuchTableError: There is no such table.
    """
    *schema, name = path
    found = inspector.get_columns(name, schema=".".join(schema) or None)
    return {
        str(item["name"]): Column(_path(str(item["name"]), dialect), type_of(item["type"], dialect)) for item in found
    }


def _path(name: str, dialect: str) -> tuple[str, ...]:
    """The path of a column: BigQuery's inspector names the fields of structures too, with dots between."""
    return tuple(name.split(".")) if dialect == "bigquery" else (name,)


def type_of(kind: Any, dialect: str) -> Type:
    """What a column of a type of SQLAlchemy's holds.

    Args:
        kind: The type.
        dialect: The dialect that it is of.
    """
    name = _bare(kind)
    moments = _ALWAYS_MOMENTS.get(dialect)
    if _ENUM.match(name):
        return Type.TEXT
    if moments and moments.match(name):
        return Type.TIME
    if re.match(r"^(TIMESTAMP|DATETIME)", name):
        zoned = getattr(kind, "timezone", False) or re.search(
            r"_(TZ|LTZ)\b|TIMESTAMPTZ|WITH TIME ZONE|WITH LOCAL", name
        )
        return Type.TIME if zoned else Type.LOCAL_TIME
    return next((one for one, pattern in _NAMES if pattern.search(name)), Type.OTHER)


def _bare(kind: Any) -> str:
    """The name of a type in capitals, without what it is wrapped into."""
    from sqlalchemy.exc import CompileError  # noqa: PLC0415  # only where a database is asked

    try:
        name = str(kind).upper()
    except CompileError:
        name = type(kind).__name__.upper()
    while wrapped := _WRAPPED.match(name):
        name = wrapped[1]
    return name
