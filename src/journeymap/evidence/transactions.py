"""What customers pay: revenue, orders, who orders again, by cohort, persona and stage.

Definitions: a customer is who has at least one order (an amount above nothing) in the period; the repeat rate is the
share of these with two or more; value to date is the revenue of the period, refunds taken off, per such customer. A
cohort is the customers whose first order in the period falls into a month, and its retention in a later month is the
share with an order in it.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlglot import exp

from journeymap.evidence.conditions import matches
from journeymap.evidence.lifecycle import course, marks
from journeymap.evidence.queries.orders import cohorts, totals
from journeymap.evidence.queries.people import now
from journeymap.evidence.statement import Statement, Values, parse
from journeymap.model.measurement import Bought, BoughtBy, Cohort, SourceRead, Transactions
from journeymap.model.source import SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.evidence.data import Data, Staged
    from journeymap.evidence.log import Scope
    from journeymap.model.journey import Journey
    from journeymap.model.lifecycle import Lifecycle
    from journeymap.model.persona import Persona
    from journeymap.model.source import Source

REST = "rest"


@dataclass(frozen=True, slots=True)
class Paid:
    """What customers of a journey pay, a value a source."""

    transactions: tuple[Transactions, ...] = ()
    sources: tuple[SourceRead, ...] = ()
    remarks: tuple[str, ...] = ()


def transactions(data: Data, journey: Journey, scope: Scope, min_group: int, *, logged: bool) -> Paid:
    """What the customers of a journey pay.

    A source with a `touchpoint` belongs to that journey alone. Any other is of every journey that is bound to events,
    and counts the customers that were seen on it.

    Args:
        data: The workspace's sources, opened.
        journey: The journey.
        scope: The days that count.
        min_group: Groups of fewer customers are gathered.
        logged: Whether the journey's `log` is staged.
    """
    found = []
    read = []
    for source in _sources(data, journey, logged=logged):
        staged = data.staged(source)
        _stage(data, journey, staged, scope, logged=logged and source.touchpoint is None)
        result = _bought(data, journey, source, scope, min_group)
        if result is not None:
            found.append(result)
            read.append(staged.read)
    return Paid(tuple(found), tuple(read))


def _sources(data: Data, journey: Journey, *, logged: bool) -> Iterator[Source]:
    for source in data.catalogue.sources.values():
        if source.kind is SourceKind.TRANSACTIONS:
            owner = (source.touchpoint or "").partition("/")[0]
            if owner == journey.id or (not owner and logged):
                yield source


def _stage(data: Data, journey: Journey, staged: Staged, scope: Scope, *, logged: bool) -> None:
    """Stages `orders`: each row of the source that counts, with persona and stage of its customer."""
    lifecycle = _lifecycle(data, journey)
    if lifecycle is not None:
        data.engine.stage("marks", marks(course(data, lifecycle), scope))
        data.engine.stage("present", now(len(lifecycle.stages)))
    data.engine.stage("paid", _paid(data, journey, staged, scope))
    data.engine.stage("orders", Statement(parse(_joined(logged=logged, placed=lifecycle is not None))))


def _joined(*, logged: bool, placed: bool) -> str:
    on_it = "JOIN (SELECT DISTINCT customer FROM log WHERE step >= 0) AS seen ON seen.customer = paid.customer"
    stage = "LEFT JOIN present ON present.customer = paid.customer"
    persona = "COALESCE(NULLIF(paid.persona, -1), present.persona, -1)" if placed else "paid.persona"
    return f"""
    SELECT paid.customer, paid.amount, paid.month, {persona} AS persona,
        {"COALESCE(present.state, -1)" if placed else "-1"} AS stage, 0 AS everyone
    FROM paid {on_it if logged else ""} {stage if placed else ""}
    """  # noqa: S608  # fixed names only


def _paid(data: Data, journey: Journey, staged: Staged, scope: Scope) -> Statement:
    values = Values()
    month = exp.Case()
    for place, (begin, _) in enumerate(scope.months[1:]):
        month = month.when(exp.LT(this=exp.column("moment"), expression=values.bind(begin)), exp.Literal.number(place))
    last = exp.Literal.number(max(len(scope.months) - 1, 0))
    query = exp.select(
        exp.column("customer"),
        exp.column("amount"),
        (month.else_(last) if len(scope.months) > 1 else last).as_("month"),
        _persona(data, journey, staged, values).as_("persona"),
    ).from_(staged.name)
    present = [
        exp.not_(exp.Is(this=exp.column(name), expression=exp.Null())) for name in ("customer", "moment", "amount")
    ]
    query = query.where(*present)
    if scope.since is not None:
        query = query.where(exp.GTE(this=exp.column("moment"), expression=values.bind(scope.since)))
    if scope.until is not None:
        query = query.where(exp.LT(this=exp.column("moment"), expression=values.bind(scope.until)))
    return Statement(query, values.by_name)


def _persona(data: Data, journey: Journey, staged: Staged, values: Values) -> exp.Expr:
    """The place of the persona of a row among all personas that data can recognise; -1 for none."""
    cases, any_seen = exp.Case(), False
    for place, persona in enumerate(_personas(data)):
        mine = not journey.personas or persona.id in journey.personas
        if mine and persona.segment and all(name in staged.layout.extras for name in persona.segment):
            cases = cases.when(matches(persona.segment, staged.layout.extra, values), exp.Literal.number(place))
            any_seen = True
    none = exp.Neg(this=exp.Literal.number(1))
    return cases.else_(none) if any_seen else none


def _personas(data: Data) -> list[Persona]:
    return [item for item in data.catalogue.personas.values() if item.segment]


def _lifecycle(data: Data, journey: Journey) -> Lifecycle | None:
    """The journey's lifecycle, where events tell who is in which of its stages."""
    found = data.catalogue.lifecycle_of(journey)
    return found if found is not None and any(stage.entry_events for stage in found.stages) else None


def _bought(data: Data, journey: Journey, source: Source, scope: Scope, min_group: int) -> Transactions | None:
    every = list(_groups(data, "everyone", "all", [""], min_group))
    if not every or every[0].value == REST:
        return None
    lifecycle = _lifecycle(data, journey)
    return Transactions(
        source=source.id,
        unit=_unit(data, source),
        groups=(
            *every,
            *_groups(data, "persona", "persona", [item.id for item in _personas(data)], min_group),
            *(
                _groups(data, "stage", "lifecycle-stage", [item.id for item in lifecycle.stages], min_group)
                if lifecycle
                else ()
            ),
        ),
        cohorts=tuple(_cohorts(data, scope, min_group)),
    )


def _unit(data: Data, source: Source) -> str | None:
    """The currency: the unit of a metric of money that is from the source."""
    units = {item.unit for item in data.catalogue.metrics.values() if item.source == source.id and item.unit}
    return units.pop() if len(units) == 1 else None


@dataclass(frozen=True, slots=True)
class _Sum:
    """What a group bought in all."""

    name: str
    customers: int
    orders: int
    revenue: float
    repeated: int

    def with_(self, other: _Sum) -> _Sum:
        """Both together, as the group of the few."""
        return _Sum(
            REST,
            self.customers + other.customers,
            self.orders + other.orders,
            self.revenue + other.revenue,
            self.repeated + other.repeated,
        )


def _groups(data: Data, column: str, of: BoughtBy, names: Sequence[str], min_group: int) -> Iterator[Bought]:
    rows = [
        _Sum(
            names[part] if (part := _int(row[0])) >= 0 else "", _int(row[1]), _int(row[2]), _float(row[3]), _int(row[4])
        )
        for row in data.engine.rows(totals(column))
    ]
    for group in _gathered([row for row in rows if row.customers], min_group):
        yield Bought(
            of=of,
            value=group.name,
            customers=group.customers,
            orders=group.orders,
            revenue=round(group.revenue, 2),
            per_customer=round(group.revenue / group.customers, 2),
            repeat_rate=round(group.repeated / group.customers, 4),
        )


def _gathered(rows: list[_Sum], min_group: int) -> list[_Sum]:
    """The groups, those with fewer customers gathered; while these are few themselves, the next smallest joins them."""
    by_size = sorted(rows, key=lambda row: row.customers)
    few = [row for row in by_size if row.customers < min_group]
    while few and sum(row.customers for row in few) < min_group and len(few) < len(by_size):
        few.append(by_size[len(few)])
    if not few:
        return rows
    held = [row for row in rows if row not in few]
    rest = functools.reduce(_Sum.with_, few)
    return [*held, rest] if rest.customers >= min_group else held


def _int(value: object) -> int:
    return int(str(value))


def _float(value: object) -> float:
    return float(str(value))


def _cohorts(data: Data, scope: Scope, min_group: int) -> Iterator[Cohort]:
    months = [name for _, name in scope.months]
    if not months:
        return
    found: dict[int, dict[int, int]] = {}
    for cohort, month, customers in data.engine.rows(cohorts()):
        found.setdefault(_int(cohort), {})[_int(month)] = _int(customers)
    for cohort in sorted(found):
        size = found[cohort][cohort]
        if size >= min_group:
            counts = [found[cohort].get(month, 0) for month in range(cohort, len(months))]
            yield Cohort(
                month=months[cohort],
                customers=size,
                active=tuple(number if number >= min_group or not number else None for number in counts),
            )
