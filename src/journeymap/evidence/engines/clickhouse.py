"""What ClickHouse must be told to answer as standard SQL does: which column a name means, and what is null.

Nothing of it reaches the views of a user, which ClickHouse reads by the settings of the statement that asks them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlglot import exp

if TYPE_CHECKING:
    from collections.abc import Iterator

_NULL_GIVER = "toNullable"
_PLANNED = "query_plan_max_optimizations_to_apply"
_STEPS_OF_PLAN = 1_000_000
"""How often a plan may be made better; 10,000 by itself, which the pieces of a long statement go beyond."""
_OUTER = frozenset({"LEFT", "RIGHT", "FULL"})
_ELSEWHERE = frozenset({"with_", "from_", "joins", "group", "order"})
"""Parts of a SELECT in which a name is no column of what it selects from, or may well be an alias."""


def prepared(tree: exp.Query) -> exp.Query:
    """A copy of a statement, of which ClickHouse understands what all others do."""
    copy = tree.copy()
    for select in list(copy.find_all(exp.Select)):
        _name_columns(select)
    for node in list(copy.find_all(exp.Lag, exp.Lead)):
        node.set("this", exp.Anonymous(this=_NULL_GIVER, expressions=[node.this]))
    _set(copy)
    return copy


def is_null_giver(node: exp.Expr) -> bool:
    """Whether a function is the one by which LAG and LEAD give null, not zero, where there is no row."""
    return isinstance(node, exp.Anonymous) and node.name == _NULL_GIVER


def _name_columns(select: exp.Select) -> None:
    """Says of which table a column is that has the name of something selected.

    In `SELECT NULL AS amount, amount AS x` ClickHouse takes the second `amount` for the first.
    """
    source = _only_source(select)
    if source is None:
        return
    taken = {item.alias for item in select.expressions if isinstance(item, exp.Alias) and not _is_itself(item)}
    for column in _columns(select) if taken else ():
        if not column.table and column.name in taken:
            column.set("table", source.copy())


def _only_source(select: exp.Select) -> exp.Identifier | None:
    """The name of what a SELECT reads, where that is one thing; where there are several, columns say of which."""
    begin = select.args.get("from_")
    if begin is None or select.args.get("joins"):
        return None
    name: exp.Identifier = exp.to_identifier(begin.this.alias_or_name, quoted=True)
    return name


def _is_itself(item: exp.Alias) -> bool:
    return isinstance(item.this, exp.Column) and item.this.name == item.alias


def _columns(select: exp.Select) -> Iterator[exp.Column]:
    """The columns of a SELECT itself, without those of queries inside it."""
    for name, part in select.args.items():
        for item in (part if isinstance(part, list) else [part]) if name not in _ELSEWHERE else ():
            if isinstance(item, exp.Expr):
                found = item.walk(prune=lambda node: isinstance(node, exp.Query))
                yield from [node for node in found if isinstance(node, exp.Column)]


def _set(tree: exp.Query) -> None:
    """Settings by which nothing is null, not zero, where a statement joins or gathers; views are spared them."""
    wanted = {}
    if any(join.side in _OUTER for join in tree.find_all(exp.Join)):
        wanted["join_use_nulls"] = 1
    if tree.find(exp.AggFunc) is not None:
        wanted["aggregate_functions_null_for_empty"] = 1
    for select in tree.find_all(exp.Select) if wanted else ():
        begin = select.args.get("from_")
        if begin is not None and isinstance(begin.this, exp.Table) and begin.this.db:
            select.set("settings", [_setting(name, 0) for name in wanted])
    tree.set("settings", [_setting(name, value) for name, value in {**wanted, _PLANNED: _STEPS_OF_PLAN}.items()])


def _setting(name: str, value: int) -> exp.EQ:
    return exp.EQ(this=exp.Var(this=name), expression=exp.Literal.number(value))
