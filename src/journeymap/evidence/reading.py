"""The rows of a source in one layout, whatever the tool that wrote them: who, when, what, where.

Columns of every source, some of them null: `customer`, `session`, `event`, `channel`, `metric`, `touchpoint`, `words`
(text each), `moment` (whole microseconds since 1970), `tie` (the source's own sequence), `score`, `amount` (both
numbers), and `x0`, `x1`, … for the columns that conditions name, as they are. Four more serve `evidence.quality` alone:
`form`, how the time was written, `whole`, a 64-bit digest of the row with all its columns, and `odd_time` and
`odd_amount`, what stands there in a row whose time or amount cannot be read.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from sqlglot import exp

from journeymap.errors import SettingError
from journeymap.evidence.conditions import matches
from journeymap.evidence.engines import Type
from journeymap.evidence.engines.parameters import reference
from journeymap.evidence.presets import ABSENT, OPTIONAL, columns_of, counts_by_wall_clock, zone_of_times
from journeymap.evidence.statement import Statement, Values, column, function

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

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
    roles = dict(_roles(source, relation))
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


def _roles(source: Source, relation: Relation) -> Iterator[tuple[str, Column]]:
    """Each role and its column: the first of its names that is there; what a preset names and data lack is left out."""
    for role, names in columns_of(source, relation.columns).items():
        name = next((item for item in names if item in relation.columns), None)
        written = source.columns is not None and getattr(source.columns, role) is not None
        if name is not None or written or role not in OPTIONAL:
            yield role, _found(relation, source, role, name or names[0])


def _found(relation: Relation, source: Source, role: str, name: str) -> Column:
    if name in relation.mixed:
        raise SettingError(
            f"column `{name}` of {relation.where} is a time with a zone in some files, and something else in others",
            "Name the files as two sources, or write the column in the same way in all.",
        )
    if name in relation.columns:
        return relation.columns[name]
    near = meant(name, relation.columns)
    hint = f"Did you mean `{near}`?" if near else f"There are: {_listed(relation.columns)}."
    raise SettingError(f"{relation.where} has no column `{name}`, which source `{source.id}` reads as {role}", hint)


def meant(name: str, columns: Iterable[str]) -> str | None:
    """The column that somebody meant: a field of that name inside another one, else the one most like it."""
    known = tuple(columns)
    inner = {column.rpartition(".")[2]: column for column in reversed(known)}
    if name in inner:
        return inner[name]
    near = difflib.get_close_matches(name, known, n=1)
    return near[0] if near else next((inner[one] for one in difflib.get_close_matches(name, inner, n=1)), None)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def rows(found: Layout) -> Statement:
    """The rows of a source in the common layout; those that `where` of the source excludes are left out.

    Raises:
        SettingError: The column of the time holds none.
    """
    values = Values()
    form = exp.to_identifier(_form_column(found), quoted=True)
    written = _form(found, values)
    formed = exp.select(exp.Star(), written.copy().as_(form)).from_(found.relation.table.copy())
    if found.source.where:
        formed = formed.where(matches(found.source.where, _in(found, values), values))
    picked = [_text(found, role, values).as_(name) for role, name in TEXTS.items()]
    picked += [_number(found, role, values).as_(name) for role, name in NUMBERS.items()]
    moment = _moment(found, values)
    picked.append(moment.as_("moment"))
    picked.append(_odd(found, "time", moment, values).as_("odd_time"))
    picked.append(_odd(found, "amount", _number(found, "amount", values), values).as_("odd_amount"))
    picked.append((written if isinstance(written, exp.Literal) else exp.column(form.copy())).as_("form"))
    picked.append(_number(found, "sequence", values).as_("tie"))
    picked += [
        reference(found.relation.columns[name], values).as_(f"x{place}") for place, name in enumerate(found.extras)
    ]
    picked.append(function("WHOLE_ROW", *(column(name) for name in found.relation.whole)).as_("whole"))
    return Statement(exp.select(*picked).from_(formed.subquery("formed")), values.by_name)


def _form_column(found: Layout) -> str:
    """The name under which the form of a row's time stands beside the source's own columns: none of theirs."""
    taken = {name.casefold() for name in found.relation.columns}
    name = "form_of_time"
    while name in taken:
        name += "_"
    return name


def _in(found: Layout, values: Values) -> Callable[[str], exp.Expr]:
    def one(name: str) -> exp.Expr:
        return reference(_found(found.relation, found.source, "condition", name), values)

    return one


def _text(found: Layout, role: str, values: Values) -> exp.Expr:
    item = found.roles.get(role)
    if item is None:
        return exp.cast(exp.Null(), "text")
    text = function("AS_TEXT", reference(item, values))
    absent = dict.fromkeys(("", *ABSENT.get((None, role), ()), *ABSENT.get((found.source.preset, role), ())))
    nothing = [exp.Literal.string(one) for one in absent]
    if len(nothing) == 1:
        return exp.Nullif(this=text, expression=nothing[0])
    return exp.Case().when(exp.In(this=text.copy(), expressions=nothing), exp.Null()).else_(text)


def _odd(found: Layout, role: str, read: exp.Expr, values: Values) -> exp.Expr:
    """What stands in a column as text, where it cannot be read."""
    item = found.roles.get(role)
    if item is None or item.type not in {Type.TEXT, Type.WHOLE, Type.NUMBER}:
        return exp.cast(exp.Null(), "text")
    return exp.Case().when(exp.Is(this=read.copy(), expression=exp.Null()), _text(found, role, values))


def _number(found: Layout, role: str, values: Values) -> exp.Expr:
    item = found.roles.get(role)
    return exp.cast(exp.Null(), "double") if item is None else function("AS_NUMBER", reference(item, values))


class Form(IntEnum):
    """How a time is written; the numbers stand in `form`."""

    NONE = 0
    ZONED = 1
    LOCAL = 2
    DAY = 3
    COMPACT_DAY = 4
    SECONDS = 5
    MILLISECONDS = 6
    MICROSECONDS = 7
    NANOSECONDS = 8
    ZONED_OTHERWISE = 9
    """A moment whose offset has no colon, or a blank before it."""


COUNTED = (Form.SECONDS, Form.MILLISECONDS, Form.MICROSECONDS, Form.NANOSECONDS)
"""Times that are a count since 1970."""
UNZONED = (Form.LOCAL, Form.DAY, Form.COMPACT_DAY)
"""Times that name no zone."""

_FIXED = {Type.TIME: Form.ZONED, Type.LOCAL_TIME: Form.LOCAL, Type.DAY: Form.DAY}
_LEAST = {
    Form.NANOSECONDS: 10**17,
    Form.MICROSECONDS: 10**14,
    Form.MILLISECONDS: 10**11,
    Form.SECONDS: 10**8,
}
"""From which size on a number counts what since 1970; smaller ones, before March 1973 in seconds, are no times."""
_BEYOND = 10**19
"""From here on a number is none that counts time, infinity among them, and what is no number, which is ordered last."""
_CLOCKS = ((19 * 10**10, 21 * 10**10), (19 * 10**12, 21 * 10**12))
"""Days with a clock and nothing between, to the minute or second; as counts they would be of 1976 or after 2500."""


def _form(found: Layout, values: Values) -> exp.Expr:
    """How the time of a row is written."""
    item = found.roles.get("time")
    if item is None:
        return exp.Literal.number(Form.NONE.value)
    if item.type in _FIXED:
        return exp.Literal.number(_FIXED[item.type].value)
    if item.type in {Type.WHOLE, Type.NUMBER}:
        cases = exp.Case()
        beyond_all = exp.GTE(this=reference(item, values), expression=exp.Literal.number(_BEYOND))
        cases = cases.when(beyond_all, exp.Literal.number(Form.NONE.value))
        for least, beyond in _CLOCKS:
            between = exp.and_(
                exp.GTE(this=reference(item, values), expression=exp.Literal.number(least)),
                exp.LT(this=reference(item, values), expression=exp.Literal.number(beyond)),
            )
            cases = cases.when(between, exp.Literal.number(Form.NONE.value))
        for form, least in _LEAST.items():
            reached = exp.GTE(this=reference(item, values), expression=exp.Literal.number(least))
            cases = cases.when(reached, exp.Literal.number(form.value))
        return cases.else_(exp.Literal.number(Form.NONE.value))
    if item.type is Type.TEXT:
        if found.relation.dialect != "duckdb":
            raise SettingError(
                f"column `{'.'.join(item.path)}` of {found.relation.where} holds times as text, "
                f"which a database cannot be asked to read safely",
                "Make a view with a column of a time type, or export the table to Parquet or CSV.",
            )
        return function("FORM_OF_TEXT", function("AS_TEXT", reference(item, values)))
    raise SettingError(
        f"column `{'.'.join(item.path)}` of {found.relation.where} holds no time",
        f"Name the column that does under `columns.time` of source `{found.source.id}`.",
    )


def _moment(found: Layout, values: Values) -> exp.Expr:
    item = found.roles.get("time")
    if item is None:
        return exp.cast(exp.Null(), "bigint")
    value = reference(item, values)
    zone = values.bind(zone_of_times(found.source))
    if item.type is Type.TIME:
        return function("EPOCH_US", value)
    if item.type in {Type.LOCAL_TIME, Type.DAY}:
        if zone_of_times(found.source) == "UTC" and found.relation.dialect == "duckdb":
            return function("EPOCH_US", exp.TryCast(this=value, to=exp.DataType.build("timestamp")))
        return function("EPOCH_US", function("AT_ZONE", value, zone))
    if item.type is Type.TEXT:
        moment: exp.Expr = function("MOMENT_OF_TEXT", function("AS_TEXT", value), zone, column(_form_column(found)))
    else:
        moment = _counted(value, column(_form_column(found)), whole=item.type is Type.WHOLE)
    by_wall_clock = counts_by_wall_clock(found.source) and found.relation.dialect == "duckdb"
    return function("OF_WALL_CLOCK", moment, zone.copy()) if by_wall_clock else moment


def _counted(value: exp.Expr, written: exp.Expr, *, whole: bool) -> exp.Expr:
    """A count since 1970 as microseconds, by the form that it is written in."""
    cases = exp.Case()
    for form in COUNTED:
        matched = exp.EQ(this=written.copy(), expression=exp.Literal.number(form.value))
        cases = cases.when(matched, _microseconds(value.copy(), form, whole=whole))
    return cases


def _microseconds(value: exp.Expr, form: Form, *, whole: bool) -> exp.Expr:
    if form is Form.NANOSECONDS:
        return function("NANOSECONDS_US", value)
    factor = {Form.SECONDS: 10**6, Form.MILLISECONDS: 1000, Form.MICROSECONDS: 1}[form]
    if whole:
        return exp.Mul(this=exp.cast(value, "bigint"), expression=exp.Literal.number(factor))
    return function("ROUNDED", exp.Mul(this=value, expression=exp.Literal.number(factor)))
