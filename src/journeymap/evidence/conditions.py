"""Conditions of the format (`where`, `segment`) as SQL: columns quoted, values bound.

A number is compared as a number, also where the column holds text; text that is no number is no such number, and
neither greater nor less. Text is compared byte by byte, whatever the language of a database; in `like`, only % and _
have a meaning. True and false also match `true`, `false`, `1` and `0` as text. A row without a value matches `not`, and
nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from sqlglot import exp

from journeymap.evidence.statement import Scalar, Values, function
from journeymap.model.conditions import Comparison, Conditions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

Condition: TypeAlias = "Scalar | list[Scalar] | Comparison"

_BOUNDS: Mapping[str, type[exp.Binary]] = {"gte": exp.GTE, "gt": exp.GT, "lte": exp.LTE, "lt": exp.LT}


def matches(conditions: Conditions, column: Callable[[str], exp.Expr], values: Values) -> exp.Expr:
    """Whether a row fulfils all conditions.

    Args:
        conditions: Column to value, values or comparison.
        column: The expression of a column that a condition names.
        values: Takes the values.
    """
    return exp.and_(*(_one(column(name), wanted, values) for name, wanted in conditions.items()))


def _one(found: exp.Expr, wanted: Condition, values: Values) -> exp.Expr:
    if isinstance(wanted, Comparison):
        return exp.and_(*_compared(found, wanted, values))
    return _any_of(found, wanted if isinstance(wanted, list | tuple) else [wanted], values)


def _any_of(found: exp.Expr, wanted: Iterable[Scalar], values: Values) -> exp.Expr:
    equal = [_equal(found, value, values) for value in wanted]
    return exp.or_(*equal).copy() if equal else exp.false()


def _equal(found: exp.Expr, value: Scalar, values: Values) -> exp.Expr:
    if isinstance(value, bool):
        words = ("true", "1") if value else ("false", "0")
        return exp.Lower(this=_as_text(found)).isin(*(values.bind(word) for word in words))
    if isinstance(value, int | float):
        number = _as_number(found)
        known = exp.not_(exp.Is(this=number, expression=exp.Null()))
        return exp.paren(exp.and_(known, exp.EQ(this=number.copy(), expression=values.bind(float(value)))))
    return exp.EQ(this=_as_text(found), expression=values.bind(value))


def _compared(found: exp.Expr, wanted: Comparison, values: Values) -> Iterable[exp.Expr]:
    for key, operator in _BOUNDS.items():
        bound = getattr(wanted, key)
        if bound is not None:
            text = isinstance(bound, str)
            yield operator(
                this=function("BYTES", _as_text(found)) if text else _as_number(found),
                expression=values.bind(bound if text else float(bound)),
            )
    if wanted.not_ is not None:
        empty = exp.Is(this=found.copy(), expression=exp.Null())
        other = exp.not_(exp.paren(_any_of(found, wanted.not_, values)))
        yield exp.paren(exp.or_(empty, other))
    if wanted.like is not None:
        yield function("IS_LIKE", _as_text(found), values.bind(wanted.like))


def _as_text(found: exp.Expr) -> exp.Expr:
    return function("AS_TEXT", found.copy())


def _as_number(found: exp.Expr) -> exp.Expr:
    return function("AS_NUMBER", found.copy())
