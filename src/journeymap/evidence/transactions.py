"""What customers pay: revenue, orders, who orders again, by cohort, persona and stage.

Definitions: a customer is who has at least one order (an amount above nothing) in the period; the repeat rate is the
share of these with two or more; value to date is the revenue of the period, refunds taken off, per such customer. A
cohort is the customers whose first order in the period falls into a month, and its retention in a later month is the
share with an order in it; the last month has none while it is not over. An order belongs to the persona that its own
columns tell, else to that of its customer's events, and to the stage that its customer is in now.
"""

from __future__ import annotations

import datetime
import functools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlglot import exp

from journeymap.evidence.asking import months, zone_of
from journeymap.evidence.data import begin_of, microseconds, moment_of
from journeymap.evidence.lifecycle import course, is_told, marks
from journeymap.evidence.queries.orders import cohorts, totals
from journeymap.evidence.queries.people import now
from journeymap.evidence.recognising import first_matching, month, within
from journeymap.evidence.statement import Statement, Values, parse, whole
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
    found, read, remarks = [], [], []
    for source in _sources(data, journey, logged=logged):
        staged = data.staged(source)
        read.append(staged.read)
        until = data.horizon if scope.until is None else scope.until
        own = replace(scope, months=tuple(months([staged], scope.since, until, zone_of([staged]))))
        _stage(data, journey, staged, own, logged=logged and source.touchpoint is None)
        result = _bought(data, journey, staged, own, min_group)
        if result is None:
            remarks.append(f"Fewer than {min_group} customers have an order in `{source.id}`, so none is shown.")
        else:
            found.append(result)
    return Paid(tuple(found), tuple(read), tuple(remarks))


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
    values = Values()
    own = [persona.segment if _is_of(persona, journey) else None for persona in _personas(data)]
    paid = exp.select(
        exp.column("customer"),
        exp.column("amount"),
        month(scope.months, values).as_("month"),
        first_matching(own, staged, values).as_("persona"),
    )
    paid = paid.from_(staged.name).where(*within(scope, values))
    data.engine.stage("paid", Statement(paid, values.by_name))
    places = [place for place, persona in enumerate(_personas(data)) if _is_of(persona, journey)]
    data.engine.stage("orders", Statement(parse(_joined(places, logged=logged, placed=lifecycle is not None))))


def _is_of(persona: Persona, journey: Journey) -> bool:
    return not journey.personas or persona.id in journey.personas


def _joined(personas: Sequence[int], *, logged: bool, placed: bool) -> str:
    """What each row is counted under: the persona that its own columns tell, else that of its customer's events."""
    on_it = "JOIN (SELECT DISTINCT customer FROM log WHERE step >= 0) AS seen ON seen.customer = paid.customer"
    stage = "LEFT JOIN present ON present.customer = paid.customer"
    whose = "paid.persona"
    if placed and personas:
        known = f"present.persona IN ({', '.join(map(str, personas))})"
        whose = f"CASE WHEN paid.persona < 0 AND {known} THEN present.persona ELSE paid.persona END"
    return f"""
    SELECT paid.customer AS customer, paid.amount AS amount, paid.month AS month, {whose} AS persona,
        {"COALESCE(present.state, -1)" if placed else "-1"} AS stage, 0 AS everyone
    FROM paid {on_it if logged else ""} {stage if placed else ""}
    """  # noqa: S608  # fixed names only


def _personas(data: Data) -> list[Persona]:
    return [item for item in data.catalogue.personas.values() if item.segment]


def _lifecycle(data: Data, journey: Journey) -> Lifecycle | None:
    """The journey's lifecycle, where events tell who is in which of its stages."""
    found = data.catalogue.lifecycle_of(journey)
    return found if found is not None and is_told(data.catalogue, found) else None


def _bought(data: Data, journey: Journey, staged: Staged, scope: Scope, min_group: int) -> Transactions | None:
    every = list(_groups(data, "everyone", "all", [""], min_group))
    if not every:
        return None
    lifecycle = _lifecycle(data, journey)
    return Transactions(
        source=staged.source.id,
        unit=_unit(data, staged.source),
        groups=(
            *every,
            *_groups(data, "persona", "persona", [item.id for item in _personas(data)], min_group),
            *(
                _groups(data, "stage", "lifecycle-stage", [item.id for item in lifecycle.stages], min_group)
                if lifecycle
                else ()
            ),
        ),
        cohorts=tuple(_cohorts(data, staged, scope, min_group)),
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
            names[part] if (part := whole(row[0])) >= 0 else "",
            whole(row[1]),
            whole(row[2]),
            _float(row[3]),
            whole(row[4]),
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


def _float(value: object) -> float:
    return float(str(value))


def _cohorts(data: Data, staged: Staged, scope: Scope, min_group: int) -> Iterator[Cohort]:
    names = [name for _, name in scope.months]
    found: dict[int, dict[int, int]] = {}
    for cohort, place, customers in data.engine.rows(cohorts()):
        found.setdefault(whole(cohort), {})[whole(place)] = whole(customers)
    unfinished = len(names) - 1 if _ends_early(staged, scope) else len(names)
    for cohort in sorted(found):
        size = found[cohort][cohort]
        if size >= min_group:
            counts = [found[cohort].get(place, 0) for place in range(cohort, len(names))]
            yield Cohort(
                month=names[cohort],
                customers=size,
                active=tuple(
                    n if place == cohort or (place < unfinished and (n >= min_group or not n)) else None
                    for place, n in enumerate(counts, cohort)
                ),
            )


def _ends_early(staged: Staged, scope: Scope) -> bool:
    """Whether the last month is not whole: the source's last order, or the period, ends before its last day."""
    if staged.read.last is None or not scope.months:
        return False
    zone = zone_of([staged])
    last = staged.read.last if scope.until is None else min(staged.read.last, moment_of(scope.until - 1))
    begin = moment_of(scope.months[-1][0]).astimezone(zone).date()
    following = (begin + datetime.timedelta(days=31)).replace(day=1)
    return microseconds(last) < begin_of(following - datetime.timedelta(days=1), zone)
