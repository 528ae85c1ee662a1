"""The rows of a source in one layout, whatever the tool that wrote them: who, when, what, where.

Columns of every source, some of them null: `customer`, `session`, `event`, `channel`, `metric`, `touchpoint`, `words`
(text each), `moment` (whole microseconds since 1970), `tie` (orders rows of the same time), `score`, `amount` (numbers),
and `x0`, `x1`, … for the columns that conditions name, as they are.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlglot import exp

from journeymap.errors import SettingError
from journeymap.evidence.conditions import matches
from journeymap.evidence.engines import Type
from journeymap.evidence.statement import Statement, Values, column, function

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from journeymap.evidence.engines import Column, Relation
    from journeymap.model.source import Source

TEXTS: Mapping[str, str] = {
    "customer": "customer",
    "session": "session",
    "event": "event",
    "channel": "channel",
    "metric": "metric",
    "touchpoint": "touchpoint",
    "text": "words",
}
"""Roles that hold text, and the columns that they become."""

NUMBERS: Mapping[str, str] = {"score": "score", "amount": "amount"}


@dataclass(frozen=True)
class Layout:
    """Which column of a relation plays which role, and the columns that conditions name.

    Attributes:
        source: The source.
        relation: Its rows.
        roles: Role (`customer`, `time`, …) to column; what is not there is missing.
        extras: Columns that conditions name, by their place: `x0`, `x1`, ….
    """

    source: Source
    relation: Relation
    roles: Mapping[str, Column]
    extras: tuple[str, ...] = ()

    def extra(self, name: str) -> exp.Expr:
        """The column of a condition in the common layout."""
        return exp.column(f"x{self.extras.index(name)}")


def layout(source: Source, relation: Relation, needed: Sequence[str], extras: Iterable[str] = ()) -> Layout:
    """Finds the columns of a source.

    Args:
        source: The source, its preset among it.
        relation: Its rows.
        needed: The roles that must be there.
        extras: Columns that conditions name.

    Raises:
        SettingError: A column that is named is not there, or a role that is needed has none.
    """
    from journeymap.evidence.presets import columns_of  # noqa: PLC0415  # the presets read this layout's roles

    named = columns_of(source)
    roles = {role: _found(relation, source, role, name) for role, name in named.items()}
    for role in needed:
        if role not in roles:
            raise SettingError(
                f"source `{source.id}` does not say which column holds the {role}",
                f"Write `columns: {{{role}: …}}`; there are: {_listed(relation.columns)}.",
            )
    wanted = tuple(dict.fromkeys(extras))
    for name in wanted:
        _found(relation, source, "condition", name)
    return Layout(source, relation, roles, wanted)


def _found(relation: Relation, source: Source, role: str, name: str) -> Column:
    if name in relation.columns:
        return relation.columns[name]
    near = difflib.get_close_matches(name, relation.columns, n=1)
    hint = f"Did you mean `{near[0]}`?" if near else f"There are: {_listed(relation.columns)}."
    raise SettingError(f"{relation.where} has no column `{name}`, which source `{source.id}` reads as {role}", hint)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def rows(found: Layout) -> Statement:
    """The rows of a source in the common layout; those that `where` of the source excludes are left out."""
    values = Values()
    zone = values.bind(found.source.timezone or "UTC")
    picked = [_text(found, role).as_(name) for role, name in TEXTS.items()]
    picked += [_number(found, role).as_(name) for role, name in NUMBERS.items()]
    picked.append(_moment(found.roles.get("time"), zone, found).as_("moment"))
    picked.append(_tie(found).as_("tie"))
    picked += [_reference(found.relation.columns[name]).as_(f"x{place}") for place, name in enumerate(found.extras)]
    query = exp.select(*picked).from_(found.relation.table.copy())
    if found.source.where:
        query = query.where(matches(found.source.where, _in(found), values))
    return Statement(query, values.by_name)


def _in(found: Layout) -> Callable[[str], exp.Expr]:
    def one(name: str) -> exp.Expr:
        return _reference(_found(found.relation, found.source, "condition", name))

    return one


def _reference(item: Column) -> exp.Expr:
    first, *inner = item.path
    reference: exp.Expr = column(first)
    for name in inner:
        reference = exp.Dot(this=reference, expression=exp.to_identifier(name, quoted=True))
    return reference


def _text(found: Layout, role: str) -> exp.Expr:
    item = found.roles.get(role)
    if item is None:
        return exp.cast(exp.Null(), "text")
    return exp.Nullif(this=function("AS_TEXT", _reference(item)), expression=exp.Literal.string(""))


def _number(found: Layout, role: str) -> exp.Expr:
    item = found.roles.get(role)
    return exp.cast(exp.Null(), "double") if item is None else function("AS_NUMBER", _reference(item))


def _tie(found: Layout) -> exp.Expr:
    item = found.roles.get("sequence")
    if item is not None:
        return function("AS_NUMBER", _reference(item))
    if found.relation.order is not None:
        return column(found.relation.order)
    return exp.Literal.number(0)


def _moment(item: Column | None, zone: exp.Expr, found: Layout) -> exp.Expr:
    if item is None:
        return exp.cast(exp.Null(), "bigint")
    value = _reference(item)
    if item.type is Type.TIME:
        return function("EPOCH_US", value)
    if item.type in {Type.LOCAL_TIME, Type.DAY}:
        return function("EPOCH_US", function("AT_ZONE", value, zone))
    if item.type in {Type.WHOLE, Type.NUMBER}:
        return _counted(value)
    if item.type is Type.TEXT:
        return function("TEXT_US", value, zone)
    raise SettingError(
        f"column `{'.'.join(item.path)}` of {found.relation.where} holds no time",
        f"Name the column that does under `columns.time` of source `{found.source.id}`.",
    )


_SCALES = ((10**17, "/ 1000"), (10**14, "* 1"), (10**11, "* 1000"), (10**8, "* 1000000"))
"""From which size on a number is nanoseconds, microseconds, milliseconds, seconds since 1970; smaller ones are none."""


def _counted(value: exp.Expr) -> exp.Expr:
    cases = exp.Case()
    for least, scale in _SCALES:
        operator, factor = scale.split()
        number = exp.Literal.number(int(factor))
        scaled = (
            exp.Div(this=value.copy(), expression=number)
            if operator == "/"
            else exp.Mul(this=value.copy(), expression=number)
        )
        cases = cases.when(exp.GTE(this=value.copy(), expression=exp.Literal.number(least)), exp.cast(scaled, "bigint"))
    return cases
