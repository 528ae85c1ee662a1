"""How a row of a source is recognised: as an event that the map names, as a persona's, as one of a month.

Everything reads rows in the common layout of `journeymap.evidence.reading`, of which only those that count are staged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlglot import exp

from journeymap.evidence.conditions import matches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from journeymap.evidence.data import Staged
    from journeymap.evidence.log import Scope
    from journeymap.evidence.statement import Values
    from journeymap.model.conditions import Conditions, EventBinding

NOBODY = -1
"""No persona, no stage, no touchpoint, no month."""


def seen(events: Iterable[EventBinding], found: Staged, values: Values) -> exp.Expr | None:
    """Whether a row of a source is one of some events; None where none of them is of that source."""
    conditions = [_bound(item, found, values) for item in events if item.source == found.source.id]
    return exp.or_(*conditions) if conditions else None


def _bound(binding: EventBinding, found: Staged, values: Values) -> exp.Expr:
    named: exp.Expr = exp.EQ(this=exp.column("event"), expression=values.bind(binding.event))
    if not binding.where:
        return named
    return exp.paren(exp.and_(named, matches(binding.where, found.layout.extra, values)))


def first_seen(groups: Iterable[Iterable[EventBinding]], found: Staged, values: Values) -> exp.Expr:
    """The place of the group that has the event of a row, by the narrowest of its bindings; -1 for none."""
    listed = [(place, tuple(events)) for place, events in enumerate(groups)]
    ranked = sorted(listed, key=lambda item: narrowness(item[1], found.source.id))
    return _first((place, seen(events, found, values)) for place, events in ranked)


def narrowness(events: Iterable[EventBinding], source: str) -> int:
    """What groups of events are ordered by, so that of two that have the same event the narrower one comes first."""
    return -max((len(item.where or ()) for item in events if item.source == source), default=0)


def first_matching(segments: Iterable[Conditions | None], found: Staged, values: Values) -> exp.Expr:
    """The place of the first segment that a row matches; -1 for none.

    A segment that names a column which the source does not have is not seen in it; None never is.
    """
    visible = (
        (place, matches(conditions, found.layout.extra, values))
        for place, conditions in enumerate(segments)
        if conditions and all(name in found.layout.extras for name in conditions)
    )
    return _first(visible)


def _first(conditions: Iterable[tuple[int, exp.Expr | None]]) -> exp.Expr:
    cases = exp.Case()
    for place, condition in conditions:
        if condition is not None:
            cases = cases.when(condition, exp.Literal.number(place))
    return cases.else_(number(NOBODY)) if cases.args.get("ifs") else number(NOBODY)


def within(scope: Scope, values: Values) -> Iterator[exp.Expr]:
    """The conditions of a row that lies in the period."""
    if scope.since is not None:
        yield exp.GTE(this=exp.column("moment"), expression=values.bind(scope.since))
    if scope.until is not None:
        yield exp.LT(this=exp.column("moment"), expression=values.bind(scope.until))


def month(months: Sequence[tuple[int, str]], values: Values) -> exp.Expr:
    """The place of the month of a row; -1 where there are no months.

    Args:
        months: Their beginnings in order, in microseconds since 1970, with their names; no row lies outside.
        values: Takes the values.
    """
    if not months:
        return number(NOBODY)
    cases = exp.Case()
    for place, (begin, _) in enumerate(months[1:]):
        before = exp.LT(this=exp.column("moment"), expression=values.bind(begin))
        cases = cases.when(before, exp.Literal.number(place))
    last = number(len(months) - 1)
    return cases.else_(last) if len(months) > 1 else last


def number(value: int) -> exp.Expr:
    """A whole number in SQL."""
    return exp.Literal.number(value) if value >= 0 else exp.Neg(this=exp.Literal.number(-value))
