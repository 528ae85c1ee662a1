"""Columns that hold a list of keys with values, as GA4 exports have them: each key reads as a column of its own.

So `event_params.page_location` is the value of the entry of `event_params` whose key is `page_location`: the first of
its `string_value`, `int_value`, `float_value` and `double_value` that is there, as text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlglot import exp

from journeymap.errors import SettingError
from journeymap.evidence.engines import Type
from journeymap.evidence.statement import Statement, Values, column, function

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from journeymap.evidence.engines import Column, Engine, Relation

LISTS = frozenset({"event_params", "user_properties"})
"""What such columns are called where a database does not tell what is in its lists."""

DIALECTS = frozenset({"duckdb", "spark", "bigquery", "snowflake"})
"""The dialects in which a list can be looked through."""

VALUES = ("string_value", "int_value", "float_value", "double_value")
"""The fields of a value, of which one is there."""


def with_parameters(relation: Relation, engine: Engine) -> Relation:
    """A relation in which the keys of such lists are columns too.

    Files are asked whether a key is there; of a table of a database it is believed, since it costs money to ask.
    """

    def is_there(item: Column) -> bool:
        if relation.dialect != "duckdb":
            return True
        values = Values()
        known = exp.not_(exp.Is(this=reference(item, values), expression=exp.Null()))
        asked = exp.select(exp.Literal.number(1).as_("found")).from_(relation.table.copy()).where(known).limit(1)
        return bool(engine.rows(Statement(asked, values.by_name)))

    return replace(relation, columns=WithParameters(relation, is_there))


class WithParameters(Mapping[str, "Column"]):
    """The columns of a relation, and the keys of its lists.

    Args:
        relation: The relation.
        is_there: Whether any row has a value at a column.
    """

    def __init__(self, relation: Relation, is_there: Callable[[Column], bool]) -> None:
        self._relation = relation
        self._is_there = is_there
        self._known: dict[str, Column | None] = {}

    def __getitem__(self, name: str) -> Column:
        """A column, or the value of a key.

        Raises:
            KeyError: There is none.
            SettingError: The engine cannot look through lists.
        """
        try:
            return self._relation.columns[name]
        except KeyError:
            if name not in self._known:
                self._known[name] = self._parameter(name)
            found = self._known[name]
            if found is None:
                raise
            return found

    def _parameter(self, name: str) -> Column | None:
        held, dot, key = name.partition(".")
        of = self._relation.columns.get(held) if dot else None
        if of is None or not (of.type is Type.PARAMETERS or (of.type is Type.OTHER and held in LISTS)):
            return None
        if self._relation.dialect not in DIALECTS:
            raise SettingError(
                f"`{name}` is in a list of keys and values, through which {self._relation.dialect} cannot look",
                f"Make a view of {self._relation.where} with a column for it.",
            )
        found = replace(of, type=Type.TEXT, key=key)
        return found if self._is_there(found) else None

    def __iter__(self) -> Iterator[str]:
        return iter(self._relation.columns)

    def __len__(self) -> int:
        return len(self._relation.columns)


def reference(item: Column, values: Values) -> exp.Expr:
    """A column of a relation in SQL: a field of a structure, of a JSON document, or the value of a key."""
    first, *inner = item.path
    found: exp.Expr = column(first)
    for name in inner:
        found = exp.Dot(this=exp.paren(found), expression=exp.to_identifier(name, quoted=True))
    if item.key is not None:
        listed = found if item.pointer is None else function("JSON_PARAMS", found, values.bind(item.pointer))
        return function("PARAM_OF", listed, values.bind(item.key))
    return found if item.pointer is None else function("JSON_TEXT", found, values.bind(item.pointer))
