"""The log of a journey: the events of its customers, in order, with the touchpoint that each belongs to.

It is staged under the name `log`, and every question reads it. A row is an event; columns:

- `case_id`, `customer`: whose path it is part of, and who it was
- `ord`: its place in the case, 1, 2, …; two events of the same time are ordered by the source's sequence or file
- `moment`: when, in whole microseconds since 1970
- `step`: the number of the touchpoint in the plan; -1 for an event that no touchpoint of the workspace is bound to
- `main`: 1; 0 on the further rows of an event that several touchpoints are bound to
- `source`: the number of the source in the plan
- `event`, `channel`: as in the data, the channel never null
- `persona`, `entry_channel`, `month`: what the case is counted under: of its first event
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlglot import exp

from journeymap.evidence.conditions import matches
from journeymap.evidence.plan import NO_STEP
from journeymap.evidence.statement import Statement, Values, parse
from journeymap.model.measurement import CaseKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from journeymap.evidence.data import Staged
    from journeymap.evidence.plan import Plan
    from journeymap.model.conditions import EventBinding

ELSEWHERE = -2
"""The step of an event of another journey: it takes part in sessions, and in nothing else."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which rows count, and what a case is.

    Attributes:
        cases: A customer, or a session.
        gap: The pause in microseconds after which a session is a new one; None where the sources name sessions.
        since: The first moment that counts, in microseconds since 1970; None is no bound.
        until: The first moment that no longer counts; None is no bound.
        months: The beginnings of months in order, in microseconds, with their names, such as 2024-03.
    """

    cases: CaseKind
    gap: int | None = None
    since: int | None = None
    until: int | None = None
    months: tuple[tuple[int, str], ...] = ()


def log(plan: Plan, sources: Sequence[Staged], scope: Scope) -> Statement:
    """The log of a journey, from the staged rows of its sources.

    Args:
        plan: The journey.
        sources: Each source of the plan, staged, in its order.
        scope: Which rows count, and what a case is.
    """
    values = Values()
    parts = [_events(plan, number, item, scope, values) for number, item in enumerate(sources)]
    events = exp.union(*parts, distinct=False) if len(parts) > 1 else parts[0]
    query = parse(_ORDERED)
    for name, piece in (("events", events), ("cased", _cased(scope, values)), ("placed", parse(_PLACED))):
        query = query.with_(name, as_=piece, copy=False)
    return Statement(query, values.by_name)


_PLACED = """
SELECT case_id, customer, moment, step, main, source, event, channel, persona, month,
    ROW_NUMBER() OVER (PARTITION BY case_id ORDER BY moment, source, tie, event, 0 - main, step) AS ord
FROM cased WHERE step > -2
"""

_ORDERED = """
SELECT case_id, customer, ord, moment, step, main, source, event, channel,
    MIN(CASE WHEN ord = 1 THEN persona END) OVER (PARTITION BY case_id) AS persona,
    MIN(CASE WHEN ord = 1 THEN channel END) OVER (PARTITION BY case_id) AS entry_channel,
    MIN(CASE WHEN ord = 1 THEN month END) OVER (PARTITION BY case_id) AS month
FROM placed
"""


def _cased(scope: Scope, values: Values) -> exp.Query:
    if scope.cases is CaseKind.CUSTOMER:
        return parse(_SELECTED.format(case="customer", more=""))
    if scope.gap is None:
        return parse(_SELECTED.format(case="customer || ' ' || COALESCE(session, '')", more=""))
    query = parse(_BY_GAP)
    for node in query.find_all(exp.Column):
        if node.name == "session_gap":
            node.replace(values.bind(scope.gap))
    return query


_COLUMNS = "customer, moment, tie, step, main, source, event, channel, persona, month"
_SELECTED = "SELECT {case} AS case_id, " + _COLUMNS + " FROM events"  # noqa: S608  # fixed names only
_BY_GAP = f"""
SELECT customer || ' ' || CAST(begun AS TEXT) AS case_id, {_COLUMNS}
FROM (
    SELECT SUM(begins) OVER (PARTITION BY customer ORDER BY moment ROWS UNBOUNDED PRECEDING) AS begun, {_COLUMNS}
    FROM (
        SELECT {_COLUMNS},
            CASE WHEN moment - LAG(moment) OVER (PARTITION BY customer ORDER BY moment) <= session_gap
                THEN 0 ELSE 1 END AS begins
        FROM events
    ) AS paused
) AS counted
"""  # noqa: S608  # fixed names only


def _events(plan: Plan, number: int, found: Staged, scope: Scope, values: Values) -> exp.Query:
    """The rows of one source that count, with their step; one that several steps are bound to stands there for each."""
    matched = [(step.number, _seen(step.bindings, found.source.id, found, values)) for step in plan.steps]
    own = [(step, condition) for step, condition in matched if condition is not None]
    first = exp.Case()
    for step, condition in own:
        first = first.when(condition, exp.Literal.number(step))
    other = _seen(plan.elsewhere, found.source.id, found, values)
    if other is not None:
        first = first.when(other, _number(ELSEWHERE))
    query = _selected(plan, number, found, scope, values, step=first.else_(_number(NO_STEP)), main=1)
    again = [
        _selected(plan, number, found, scope, values, step=exp.Literal.number(step), main=0).where(
            exp.and_(condition.copy(), exp.or_(*(before.copy() for _, before in own[:place])))
        )
        for place, (step, condition) in enumerate(own)
        if place and _overlaps(plan, found.source.id, place)
    ]
    return exp.union(query, *again, distinct=False) if again else query


def _overlaps(plan: Plan, source: str, place: int) -> bool:
    """Whether an event of a step is also one of an earlier step."""
    steps = [step for step in plan.steps if any(item.source == source for item in step.bindings)]
    earlier = {item.event for step in steps[:place] for item in step.bindings if item.source == source}
    return any(item.event in earlier for item in steps[place].bindings if item.source == source)


def _seen(bindings: Iterable[EventBinding], source: str, found: Staged, values: Values) -> exp.Expr | None:
    """Whether a row of a source is one of some events; None where none of them is of that source."""
    conditions = [_bound(item, found, values) for item in bindings if item.source == source]
    return exp.or_(*conditions) if conditions else None


def _bound(binding: EventBinding, found: Staged, values: Values) -> exp.Expr:
    named: exp.Expr = exp.EQ(this=exp.column("event"), expression=values.bind(binding.event))
    if not binding.where:
        return named
    return exp.paren(exp.and_(named, matches(binding.where, found.layout.extra, values)))


def _selected(
    plan: Plan, number: int, found: Staged, scope: Scope, values: Values, *, step: exp.Expr, main: int
) -> exp.Select:
    plain = [exp.column(name) for name in ("customer", "session", "moment", "tie", "event")]
    query = exp.select(
        *plain,
        step.as_("step"),
        exp.Literal.number(main).as_("main"),
        exp.Literal.number(number).as_("source"),
        exp.Coalesce(this=exp.column("channel"), expressions=[exp.Literal.string("")]).as_("channel"),
        _persona(plan, found, values).as_("persona"),
        _month(scope, values).as_("month"),
    ).from_(found.name)
    return query.where(*_counting(scope, values))


def _counting(scope: Scope, values: Values) -> Iterator[exp.Expr]:
    for name in ("customer", "moment", "event"):
        yield exp.not_(exp.Is(this=exp.column(name), expression=exp.Null()))
    if scope.since is not None:
        yield exp.GTE(this=exp.column("moment"), expression=values.bind(scope.since))
    if scope.until is not None:
        yield exp.LT(this=exp.column("moment"), expression=values.bind(scope.until))


def _persona(plan: Plan, found: Staged, values: Values) -> exp.Expr:
    """The place of the first persona whose segment a row matches, among the plan's segments; -1 for none."""
    cases = exp.Case()
    visible = [
        (place, segment)
        for place, segment in enumerate(plan.segments)
        if all(name in found.layout.extras for name in segment.conditions)
    ]
    for place, segment in visible:
        cases = cases.when(matches(segment.conditions, found.layout.extra, values), exp.Literal.number(place))
    return cases.else_(_number(NO_STEP)) if visible else _number(NO_STEP)


def _month(scope: Scope, values: Values) -> exp.Expr:
    """The place of the month of a row among the scope's months; -1 where none are asked for."""
    if not scope.months:
        return _number(NO_STEP)
    cases = exp.Case()
    for place, (_, following) in enumerate(zip(scope.months, scope.months[1:], strict=False)):
        cases = cases.when(
            exp.LT(this=exp.column("moment"), expression=values.bind(following[0])), exp.Literal.number(place)
        )
    return cases.else_(_number(len(scope.months) - 1)) if len(scope.months) > 1 else _number(0)


def _number(value: int) -> exp.Expr:
    return exp.Literal.number(value) if value >= 0 else exp.Neg(this=exp.Literal.number(-value))
