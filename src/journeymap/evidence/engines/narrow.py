"""What a stored table need not hold: columns that are the same in every row, or the same as another column.

The common layout has every column for every kind of source, and most sources fill a few. Rows are stored without the
others, which a view tells: a third of the memory, and less to sort.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlglot import exp

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Narrow:
    """A query without the columns that need not be stored, and how all columns are told from what it gives.

    Attributes:
        query: What is stored.
        told: Every column of the query before, in its order, from the stored ones.
    """

    query: exp.Query
    told: Sequence[exp.Expr]


def narrowed(query: exp.Query) -> Narrow | None:
    """A query without columns that need not be stored; None where each one must be."""
    if not isinstance(query, exp.Select) or query.args.get("distinct") or query.args.get("group"):
        return None
    named = set(_named_elsewhere(query))
    stored: dict[str, exp.Expr] = {}
    told: list[exp.Expr] = []
    for item in query.selects:
        name, value = item.alias_or_name, item.unalias()
        same = next((other for other, its in stored.items() if its.unalias() == value), None)
        if name in named or not (_is_fixed(value) or (same and isinstance(value, exp.Column))):
            stored[name] = item
            told.append(exp.column(name))
        else:
            told.append(exp.alias_(exp.column(same) if same else value.copy(), name))
    if len(stored) in {0, len(told)}:
        return None
    return Narrow(query.copy().select(*(item.copy() for item in stored.values()), append=False), told)


def _named_elsewhere(query: exp.Select) -> Iterator[str]:
    """The names that the rest of a query may mean a column of its own list by."""
    for part in ("where", "having", "qualify", "order"):
        if query.args.get(part) is not None:
            yield from (item.name for item in query.args[part].find_all(exp.Column) if not item.table)


def _is_fixed(value: exp.Expr) -> bool:
    """Whether a value is the same in every row."""
    inner: exp.Expr = value
    while isinstance(inner, exp.Cast | exp.Paren | exp.Neg):
        inner = inner.this
    return isinstance(inner, exp.Literal | exp.Null)
