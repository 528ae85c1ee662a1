"""What customers pay: revenue, orders, who orders again, by cohort, persona and stage.

Definitions: a customer is who has at least one order (an amount above nothing) in the period; the repeat rate is the
share of these with two or more; value to date is the revenue of the period, refunds taken off, per such customer. A
cohort is the customers whose first order in the period falls into a month, and its retention in a later month is the
share with an order in it; the last month has none while it is not over. A customer with orders under several personas
is one of each.

Nothing is told of few: personas and stages of few are gathered, and of cohorts, which have all customers as their sum,
so many are left out that the sum less the others tells of enough.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.evidence.asking import zone_of
from journeymap.evidence.complements import Number, Sum, hidden
from journeymap.evidence.data import begin_of, microseconds, moment_of
from journeymap.evidence.orders import Orders, groups
from journeymap.evidence.plan import plan
from journeymap.evidence.privacy import REST
from journeymap.evidence.queries.orders import cohorts
from journeymap.evidence.statement import whole
from journeymap.model.measurement import Bought, BoughtBy, Cohort, SourceRead, Transactions
from journeymap.model.metric import MetricKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.evidence.data import Data
    from journeymap.evidence.log import Scope
    from journeymap.model.journey import Journey
    from journeymap.model.source import Source
    from journeymap.workspace.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Paid:
    """What customers of a journey pay, a value a source."""

    transactions: tuple[Transactions, ...] = ()
    sources: tuple[SourceRead, ...] = ()
    remarks: tuple[str, ...] = ()


def transactions(data: Data, journey: Journey, scope: Scope, min_group: int, *, logged: bool) -> Paid:
    """What the customers of a journey pay, in each source that has orders of it.

    Args:
        data: The workspace's sources, opened.
        journey: The journey.
        scope: The days that count.
        min_group: Groups of fewer customers are gathered, or left out.
        logged: Whether the journey's `log` is staged.
    """
    orders = Orders(data, plan(data.catalogue, journey), scope, logged)
    found, read = [], []
    remarks: list[str] = []
    for source in orders.sources:
        read.append(data.staged(source).read)
        bought = _Bought(data, orders, source, orders.stage(source), max(min_group, 1))
        result = bought.transactions(remarks)
        if result is not None:
            found.append(result)
    if found and scope.since is not None:
        remarks.append(
            f"No order before {moment_of(scope.since):%Y-%m-%d} is looked at: in the months of first orders, who bought"
            " before that day is new."
        )
    return Paid(tuple(found), tuple(read), tuple(remarks))


def unit(catalogue: Catalogue, source: Source) -> str | None:
    """The currency of orders: the unit of the metrics of money that are from the source, where they agree."""
    money = (item for item in catalogue.metrics.values() if item.kind is MetricKind.CURRENCY)
    units = {item.unit for item in money if item.source == source.id and item.unit}
    return units.pop() if len(units) == 1 else None


@dataclass(frozen=True, slots=True)
class _Bought:
    """What is told of one source, whose `orders` are staged."""

    data: Data
    orders: Orders
    source: Source
    scope: Scope
    least: int

    def transactions(self, remarks: list[str]) -> Transactions | None:
        """All that is told; None where too few customers have an order. What is left out is remarked."""
        name = self.source.id
        every = tuple(self._groups("everyone", "all", [""]))
        if not every:
            remarks.append(f"Fewer than {self.least} customers have an order in `{name}`, so none is shown.")
            return None
        lifecycle = self.orders.lifecycle
        stages = [item.id for item in lifecycle.stages] if lifecycle else []
        counts = _counts(self.data.engine.rows(cohorts()))
        sizes = {cohort: by_month[cohort] for cohort, by_month in counts.items()}
        shown = _shown(sizes, self.least)
        few = sum(size < self.least for size in sizes.values())
        remarks += _left_out(name, few, len(sizes) - few - len(shown), self.least)
        return Transactions(
            source=name,
            unit=unit(self.data.catalogue, self.source),
            groups=(
                *every,
                *self._groups("persona", "persona", self.orders.personas),
                *(self._groups("stage", "lifecycle-stage", stages) if stages else ()),
            ),
            cohorts=tuple(self._cohort(place, counts[place]) for place in shown),
        )

    def _groups(self, column: str, of: BoughtBy, names: Sequence[str]) -> Iterator[Bought]:
        for group in groups(self.data.engine, column, self.least):
            yield Bought(
                of=of,
                value=REST if group.number is None else names[group.number] if group.number >= 0 else "",
                customers=group.customers,
                orders=group.orders,
                revenue=round(group.revenue, 2),
                per_customer=round(group.revenue / group.customers, 2),
                repeat_rate=round(group.repeated / group.customers, 4),
            )

    def _cohort(self, cohort: int, counts: Mapping[int, int]) -> Cohort:
        names = [name for _, name in self.scope.months]
        unfinished = len(names) - 1 if self._ends_early() else len(names)

        def active(place: int) -> int | None:
            n = counts.get(place, 0)
            known = place == cohort or (place < unfinished and (n >= self.least or not n))
            return n if known else None

        later = tuple(active(place) for place in range(cohort, len(names)))
        return Cohort(month=names[cohort], customers=counts[cohort], active=later)

    def _ends_early(self) -> bool:
        """Whether the last month is not whole: the source's last order, or the period, ends before its last day."""
        staged = self.data.staged(self.source)
        if staged.read.last is None or not self.scope.months:
            return False
        zone = zone_of([staged])
        until = self.scope.until
        last = staged.read.last if until is None else min(staged.read.last, moment_of(until - 1))
        begin = moment_of(self.scope.months[-1][0]).astimezone(zone).date()
        following = (begin + datetime.timedelta(days=31)).replace(day=1)
        return microseconds(last) < begin_of(following - datetime.timedelta(days=1), zone)


def _counts(rows: Sequence[tuple[object, ...]]) -> dict[int, dict[int, int]]:
    """How many customers of each cohort have an order in each month, in order."""
    found: dict[int, dict[int, int]] = {}
    for cohort, place, customers in rows:
        found.setdefault(whole(cohort), {})[whole(place)] = whole(customers)
    return dict(sorted(found.items()))


_ALL = (-1,)


def _shown(sizes: Mapping[int, int], least: int) -> tuple[int, ...]:
    """The cohorts that may be told of: all customers, who are told, are the sum of their sizes."""
    numbers = {(place,): Number(size, size) for place, size in sizes.items()}
    total = sum(sizes.values())
    gone = hidden({**numbers, _ALL: Number(total, total)}, [Sum(_ALL, tuple(numbers))], least, told=[_ALL])
    return tuple(place for place in sizes if (place,) not in gone.names)


def _left_out(source: str, few: int, further: int, least: int) -> Iterator[str]:
    """Says how many cohorts are not told."""
    if few:
        told = f"1 cohort of `{source}` is" if few == 1 else f"{few} cohorts of `{source}` are"
        yield f"{told} left out: fewer than {least} customers{'' if few == 1 else ' each'}."
    if further:
        one = f"1 further cohort of `{source}` is hidden: it"
        which = one if further == 1 else f"{further} further cohorts of `{source}` are hidden: they"
        yield f"{which} would tell, by sums, of fewer than {least} customers."
