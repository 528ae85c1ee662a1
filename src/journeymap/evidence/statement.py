"""A statement on its way to an engine: a tree of SQL, and the values that are bound to its placeholders.

Nothing that a user wrote is ever text in it: names are quoted identifiers, values are placeholders. Questions are
written as text with fixed names, in the portable dialect that `parse` reads.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

import sqlglot
from sqlglot import exp

if TYPE_CHECKING:
    from collections.abc import Mapping

Scalar = str | int | float | bool
"""A value that is bound to a placeholder."""

PORTABLE = "postgres"
"""The dialect that questions are written in, as sqlglot names it: nulls sort last, names keep their letters."""


@dataclass(frozen=True)
class Statement:
    """A query and the values of its placeholders, by name."""

    tree: exp.Query
    values: Mapping[str, Scalar] = field(default_factory=dict)


class Values:
    """Gives each value a placeholder; the same value has one only."""

    def __init__(self) -> None:
        self._names: dict[tuple[type, Scalar], str] = {}

    def bind(self, value: Scalar) -> exp.Placeholder:
        """The placeholder of a value."""
        name = self._names.setdefault((type(value), value), f"p{len(self._names)}")
        return exp.Placeholder(this=name)

    @property
    def by_name(self) -> dict[str, Scalar]:
        """All values, by the names of their placeholders."""
        return {name: value for (_, value), name in self._names.items()}


@cache
def _parsed(text: str) -> exp.Query:
    tree = sqlglot.parse_one(text, read=PORTABLE)
    assert isinstance(tree, exp.Query), "questions are queries"
    return tree


def parse(text: str) -> exp.Query:
    """The tree of a question that is written with fixed names; never give it anything that a user wrote."""
    return _parsed(text).copy()


def whole(value: object) -> int:
    """A whole number of an answer; engines may hand it over as a decimal."""
    return int(str(value).partition(".")[0])


def column(name: str, table: str | None = None) -> exp.Column:
    """A column by its name, quoted."""
    return exp.column(exp.to_identifier(name, quoted=True), table=table)


def function(name: str, *arguments: exp.Expr) -> exp.Anonymous:
    """One of the functions that each dialect spells in its own way, see `engines.dialects`."""
    return exp.Anonymous(this=name, expressions=list(arguments))
