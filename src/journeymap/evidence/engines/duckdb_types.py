"""What a table or view of DuckDB says of its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeymap.evidence.engines import Column, Type
from journeymap.evidence.engines.parameters import VALUES

if TYPE_CHECKING:
    from collections.abc import Iterator

_TYPES = {
    **dict.fromkeys(("varchar", "enum", "uuid"), Type.TEXT),
    **dict.fromkeys(("tinyint", "smallint", "integer", "bigint", "hugeint"), Type.WHOLE),
    **dict.fromkeys(("utinyint", "usmallint", "uinteger", "ubigint", "uhugeint"), Type.WHOLE),
    **dict.fromkeys(("float", "double", "decimal"), Type.NUMBER),
    "boolean": Type.FLAG,
    "date": Type.DAY,
    **dict.fromkeys(("timestamp", "timestamp_s", "timestamp_ms", "timestamp_ns"), Type.LOCAL_TIME),
    "timestamp with time zone": Type.TIME,
}


def columns_of(path: tuple[str, ...], fields: Iterator[tuple[str, Any]]) -> Iterator[tuple[str, Column]]:
    """Columns, and the fields of structures with dots between."""
    for name, kind in fields:
        inner = (*path, name)
        yield ".".join(inner), Column(inner, _type(kind))
        if kind.id == "struct":
            yield from columns_of(inner, iter(kind.children))


def _type(kind: Any) -> Type:
    if kind.id == "list" and kind.child.id == "struct":
        entry = dict(kind.child.children)
        value = entry.get("value")
        if "key" in entry and value is not None and value.id == "struct" and {*VALUES} <= dict(value.children).keys():
            return Type.PARAMETERS
    return Type.TEXT if str(kind) == "JSON" else _TYPES.get(kind.id, Type.OTHER)
