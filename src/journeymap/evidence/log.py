"""The log of a journey: the events of its customers, in order, with the touchpoint that each belongs to.

It is staged under the name `log`, and every question reads it. A row is an event; columns:

- `case_id`, `customer`: whose path it is part of, and who it was
- `ord`: its place in the case, 1, 2, …; two events of the same time are ordered by the source's sequence or file
- `turn`: which event of the case it is: as `ord`, but all rows of an event that several touchpoints are bound to have
  the same
- `moment`: when, in whole microseconds since 1970
- `step`: the number of the touchpoint in the plan; -1 for an event that no touchpoint of the workspace is bound to;
  -2 for one of another journey, which is only there where a case begins with it
- `main`: 1; 0 on the further rows of an event that several touchpoints are bound to
- `source`: the number of the source in the plan
- `event`, `channel`: as in the data, the channel never null; an event on a touchpoint may have no name
- `persona`, `entry_channel`, `month`: what the case is counted under: of its first event; unknown where not asked for

Each case has one row with `ord` 1, so counting those counts the cases.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlglot import exp

from journeymap.evidence.plan import NO_STEP
from journeymap.evidence.recognising import first_matching, month, narrowness, seen, within
from journeymap.evidence.recognising import number as literal
from journeymap.evidence.statement import Statement, Values, parse
from journeymap.model.measurement import Dimension
from journeymap.model.settings import CaseKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.evidence.data import Staged
    from journeymap.evidence.plan import Plan, Step

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
        by: What the cases are counted under; the rest need not be found out.
    """

    cases: CaseKind
    gap: int | None = None
    since: int | None = None
    until: int | None = None
    months: tuple[tuple[int, str], ...] = ()
    by: tuple[Dimension, ...] = tuple(Dimension)


def log(plan: Plan, sources: Sequence[Staged], scope: Scope) -> Statement:
    """The log of a journey, from the staged rows of its sources.

    Args:
        plan: The journey.
        sources: Each source of the plan, staged, in its order.
        scope: Which rows count, and what a case is.
    """
    values = Values()
    events = all_events(plan, sources, scope, values)
    several = shares_events(plan, sources)
    query = parse(_counted_under(scope, several=several, sources=len(sources)))
    placed = parse(_placed(sources, scope, several=several))
    for name, piece in (("events", events), ("cased", cased(scope, values)), ("placed", placed)):
        query = query.with_(name, as_=piece, copy=False)
    return Statement(query, values.by_name)


OF_CASE = {Dimension.PERSONA: "persona", Dimension.CHANNEL: "entry_channel", Dimension.MONTH: "month"}
"""The column that says what a case is counted under."""
OF_EVENT = {Dimension.PERSONA: "persona_then", Dimension.CHANNEL: "channel", Dimension.MONTH: "month_then"}
"""The column of an event that says the same of its case, if it is the first."""
UNKNOWN = {Dimension.PERSONA: "-1", Dimension.CHANNEL: "''", Dimension.MONTH: "-1"}
"""What stands where it is not asked for."""
COLUMNS = "customer, moment, tie, place, step, main, source, event, channel, persona_then, month_then"
"""What every event has."""


def under(scope: Scope) -> str:
    """The columns of what a case is counted under; what is not asked for is told to be unknown."""
    return ", ".join(name if by in scope.by else f"{UNKNOWN[by]} AS {name}" for by, name in OF_CASE.items())


def whose(scope: Scope) -> str:
    """The column of who a case was: the case itself where it is a customer."""
    return "case_id AS customer" if scope.cases is CaseKind.CUSTOMER else "customer"


def whence(sources: int) -> str:
    """The column of the source; the same in every row where there is one."""
    return "source" if sources > 1 else "0 AS source"


def _counted_under(scope: Scope, *, several: bool, sources: int) -> str:
    """The rows that play a part, with what their case is counted under; what is the same in all is not sorted with."""
    turn = "turn, main" if several else "ord AS turn, 1 AS main"
    columns = f"case_id, ord, {whose(scope)}, {turn}, {whence(sources)}, moment, step, event, channel, {under(scope)}"
    return f"SELECT {columns} FROM placed WHERE step > {ELSEWHERE} OR ord = 1"  # noqa: S608  # fixed names only


def _placed(sources: Sequence[Staged], scope: Scope, *, several: bool) -> str:
    """The rows with their place in the case, no two of which that differ are ordered by chance.

    What the case is counted under is looked up in the same order: one sort serves all.
    """
    place = f"OVER (PARTITION BY case_id ORDER BY {', '.join(keys(sources, several=several))}"
    turn = f", SUM(main) {place} ROWS UNBOUNDED PRECEDING) AS turn" if several else ""
    first = "".join(f", FIRST_VALUE({OF_EVENT[by]}) {place}) AS {OF_CASE[by]}" for by in OF_CASE if by in scope.by)
    return f"SELECT case_id, {COLUMNS}, ROW_NUMBER() {place}) AS ord{turn}{first} FROM cased"  # noqa: S608  # fixed names


def keys(sources: Sequence[Staged], *, several: bool) -> list[str]:
    """By what the rows of a case are ordered."""
    keys = ["moment"]
    if len(sources) > 1:
        keys.append("source")
    keys.append("tie")
    if any("sequence" in item.layout.roles and item.layout.relation.ordered for item in sources):
        keys.append("place")
    if not all(item.layout.relation.ordered for item in sources):
        keys += ["BYTES(event)", "BYTES(channel)", "persona_then"]
    if several:
        keys += ["0 - main", "step"]
    return keys


def cased(scope: Scope, values: Values) -> exp.Query:
    """The rows of `events` with the case that they are part of."""
    if scope.cases is CaseKind.CUSTOMER:
        return parse(_SELECTED.format(case="customer"))
    if scope.gap is None:
        return parse(_SELECTED.format(case=f"AS_TEXT(customer) || '{_BETWEEN}' || COALESCE(session, '')"))
    return with_gap(parse(_BY_GAP), values, scope.gap)


def with_gap(query: exp.Query, values: Values, gap: int) -> exp.Query:
    """A query with the pause of sessions where it says `session_gap`."""
    for node in query.find_all(exp.Column):
        if node.name == "session_gap":
            node.replace(values.bind(gap))
    return query


_BETWEEN = "\x1f"
"""The unit separator, which no id of a customer holds: two sessions of different customers stay two."""
_SELECTED = "SELECT {case} AS case_id, " + COLUMNS + " FROM events"  # noqa: S608  # fixed names only
_BY_GAP = f"""
SELECT AS_TEXT(customer) || '{_BETWEEN}' || CAST(begun AS TEXT) AS case_id, {COLUMNS}
FROM (
    SELECT SUM(begins) OVER (PARTITION BY customer ORDER BY moment) AS begun, {COLUMNS}
    FROM (
        SELECT {COLUMNS},
            CASE WHEN moment - LAG(moment) OVER (PARTITION BY customer ORDER BY moment) <= session_gap
                THEN 0 ELSE 1 END AS begins
        FROM events
    ) AS paused
) AS counted
"""  # noqa: S608  # fixed names only; the sum takes in all rows of a moment, so that these are in one session


def all_events(plan: Plan, sources: Sequence[Staged], scope: Scope, values: Values) -> exp.Query:
    """The rows of all sources that count, with their step."""
    parts = [_events(plan, number, item, scope, values) for number, item in enumerate(sources)]
    return exp.union(*parts, distinct=False) if len(parts) > 1 else parts[0]


def _events(plan: Plan, number: int, found: Staged, scope: Scope, values: Values) -> exp.Query:
    """The rows of one source that count, with their step; one that several steps are bound to stands there for each.

    It is `main` at the narrowest of these, by the number of conditions; of equals, at the first in the map.
    """
    own = [(step.number, one) for step in _bound(plan, found.source.id) if (one := seen(step.bindings, found, values))]
    first = exp.Case()
    for step, condition in own:
        first = first.when(condition, exp.Literal.number(step))
    other = seen(plan.elsewhere, found, values)
    if other is not None:
        first = first.when(other, literal(ELSEWHERE))
    step_of = first.else_(literal(NO_STEP)) if first.args.get("ifs") else literal(NO_STEP)
    query = _selected(plan, number, found, scope, values, step=step_of, main=1)
    again = [
        _selected(plan, number, found, scope, values, step=exp.Literal.number(step), main=0).where(
            exp.and_(condition.copy(), exp.or_(*(before.copy() for _, before in own[:place])))
        )
        for place, (step, condition) in enumerate(own)
        if place and _overlaps(plan, found.source.id, place)
    ]
    return exp.union(query, *again, distinct=False) if again else query


def shares_events(plan: Plan, sources: Sequence[Staged]) -> bool:
    """Whether several steps may be bound to one event."""
    return any(_overlaps(plan, item.source.id, place) for item in sources for place in range(1, len(plan.steps)))


def _bound(plan: Plan, source: str) -> list[Step]:
    """The steps that events of a source are bound to, the narrowest first."""
    steps = (step for step in plan.steps if any(item.source == source for item in step.bindings))
    return sorted(steps, key=lambda step: (narrowness(step.bindings, source), step.number))


def _overlaps(plan: Plan, source: str, place: int) -> bool:
    """Whether an event of a step is also one of an earlier step."""
    steps = _bound(plan, source)
    if place >= len(steps):
        return False
    earlier = {item.event for step in steps[:place] for item in step.bindings if item.source == source}
    return any(item.event in earlier for item in steps[place].bindings if item.source == source)


def _selected(
    plan: Plan, number: int, found: Staged, scope: Scope, values: Values, *, step: exp.Expr, main: int
) -> exp.Select:
    plain = [exp.column(name) for name in ("customer", "session", "moment", "tie", "place", "event")]
    query = exp.select(
        *plain,
        step.as_("step"),
        exp.Literal.number(main).as_("main"),
        exp.Literal.number(number).as_("source"),
        exp.Coalesce(this=exp.column("channel"), expressions=[exp.Literal.string("")]).as_("channel"),
        first_matching((segment.conditions for segment in plan.segments), found, values).as_("persona_then"),
        month(scope.months, values).as_("month_then"),
    ).from_(found.name)
    return query.where(*within(scope, values))
