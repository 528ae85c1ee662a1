"""The orders of a journey in a source: which rows they are, whose they are, and what groups of customers bought.

An order belongs to the persona that its own columns tell, else to that of its customer's events, and to the stage that
its customer is in now.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import TYPE_CHECKING

from sqlglot import exp

from journeymap.evidence.asking import months, zone_of
from journeymap.evidence.lifecycle import course, is_told, marks
from journeymap.evidence.places import Places
from journeymap.evidence.privacy import parts_shown
from journeymap.evidence.queries.orders import totals
from journeymap.evidence.queries.people import now
from journeymap.evidence.recognising import first_matching, month, within
from journeymap.evidence.statement import Statement, Values, parse, whole
from journeymap.model.metric import MetricKind, MetricMethod
from journeymap.model.source import SourceKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.evidence.data import Data
    from journeymap.evidence.engines import Engine
    from journeymap.evidence.log import Scope
    from journeymap.evidence.plan import Plan
    from journeymap.model.journey import Journey
    from journeymap.model.lifecycle import Lifecycle
    from journeymap.model.metric import Metric
    from journeymap.model.source import Source
    from journeymap.workspace.catalogue import Catalogue


def is_mean_of_orders(metric: Metric) -> bool:
    """Whether a metric is one amount of money made of orders."""
    return metric.kind is MetricKind.CURRENCY and metric.method is MetricMethod.MEAN


def sources_of_orders(catalogue: Catalogue, journey: Journey, *, bound: bool) -> tuple[Source, ...]:
    """The sources that hold orders of a journey, in the order of the workspace; `Orders` says which rows of them count.

    Args:
        catalogue: The workspace.
        journey: One of its journeys.
        bound: Whether the journey is bound to events.
    """
    asked = (catalogue.metrics[name] for name in Places(catalogue, journey).asked)
    means = {metric.source for metric in asked if is_mean_of_orders(metric)}

    def holds(source: Source) -> bool:
        owner = (source.touchpoint or "").partition("/")[0]
        return owner == journey.id if owner else bound or source.id in means

    return tuple(item for item in catalogue.sources.values() if item.kind is SourceKind.TRANSACTIONS and holds(item))


@dataclass(frozen=True)
class Orders:
    """The orders of one journey; everything that is told of them reads what is staged here.

    A source with a `touchpoint` is of that journey alone, and all its rows count. Any other is of every journey that is
    bound to events, and the customers that were seen on it count; of a journey that is not, it is where one of the
    journey's metrics is the mean of its orders, and all its rows count.

    Attributes:
        data: The workspace's sources, opened.
        plan: The journey.
        scope: The days that count.
        logged: Whether the journey's `log` is staged.
    """

    data: Data
    plan: Plan
    scope: Scope
    logged: bool

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The sources that hold orders of the journey."""
        return sources_of_orders(self.data.catalogue, self.plan.journey, bound=self.logged)

    @property
    def personas(self) -> tuple[str, ...]:
        """The personas by their numbers in `orders`."""
        return tuple(segment.persona for segment in self.plan.segments)

    @cached_property
    def lifecycle(self) -> Lifecycle | None:
        """The journey's lifecycle, where events tell who is in which of its stages."""
        found = self.data.catalogue.lifecycle_of(self.plan.journey)
        return found if found is not None and is_told(self.data.catalogue, found) else None

    def stage(self, source: Source) -> Scope:
        """Stages `orders`: each row of a source that counts, with persona and stage of its customer.

        Returns:
            The scope with the months that `orders` tells the places of.
        """
        staged = self.data.staged(source)
        until = self.data.horizon if self.scope.until is None else self.scope.until
        scope = replace(self.scope, months=tuple(months([staged], self.scope.since, until, zone_of([staged]))))
        values = Values()
        paid = exp.select(
            exp.column("customer"),
            exp.column("amount"),
            month(scope.months, values).as_("month"),
            first_matching((segment.conditions for segment in self.plan.segments), staged, values).as_("persona"),
        )
        paid = paid.from_(staged.name).where(*within(scope, values))
        self.data.engine.stage("paid", Statement(paid, values.by_name))
        query = _joined(self._numbers, seen=self.logged and source.touchpoint is None, placed=self._placed)
        self.data.engine.stage("orders", Statement(parse(query)))
        return scope

    @cached_property
    def _placed(self) -> bool:
        """Whether it is staged under `present` who every customer is now; which month it was is not asked there."""
        if self.lifecycle is None:
            return False
        self.data.engine.stage("marks", marks(course(self.data, self.lifecycle), replace(self.scope, months=())))
        self.data.engine.stage("present", now(len(self.lifecycle.stages)))
        return True

    @property
    def _numbers(self) -> dict[int, int]:
        """What the journey's personas are called in `present`, which knows all of the workspace, and in `orders`."""
        every = [item.id for item in self.data.catalogue.personas.values() if item.segment]
        return {every.index(name): number for number, name in enumerate(self.personas)}


def _joined(personas: dict[int, int], *, seen: bool, placed: bool) -> str:
    """What each row is counted under: the persona that its own columns tell, else that of its customer's events."""
    on_it = "JOIN (SELECT DISTINCT customer FROM log WHERE step >= 0) AS seen ON seen.customer = paid.customer"
    stage = "LEFT JOIN present ON present.customer = paid.customer"
    whose = "paid.persona"
    if placed and personas:
        known = " ".join(f"WHEN present.persona = {there} THEN {here}" for there, here in personas.items())
        whose = f"CASE WHEN paid.persona >= 0 THEN paid.persona {known} ELSE paid.persona END"
    return f"""
    SELECT paid.customer AS customer, paid.amount AS amount, paid.month AS month, {whose} AS persona,
        {"COALESCE(present.state, -1)" if placed else "-1"} AS stage, 0 AS everyone
    FROM paid {on_it if seen else ""} {stage if placed else ""}
    """  # noqa: S608  # fixed names and numbers only


@dataclass(frozen=True, slots=True)
class Group:
    """What a group of customers bought.

    Attributes:
        number: Which persona or stage they are of; -1 is of none that is known, None gathers all that are too few.
        customers: Customers with an order.
        orders: Orders.
        revenue: What they paid, refunds taken off.
        repeated: Customers with two orders or more.
        people: All whom the revenue is of, those among them that have refunds only.
    """

    number: int | None
    customers: int
    orders: int
    revenue: float
    repeated: int
    people: int


def groups(engine: Engine, column: str, least: int) -> list[Group]:
    """What groups of customers bought, those with too few of them gathered, and counted as one.

    While the gathered ones are too few together, the smallest other group is gathered too: the sum of all less those
    that are told would tell of them, or of who has nothing but a refund.

    Args:
        engine: Where `orders` is staged.
        column: `persona`, `stage`, or `everyone`.
        least: The fewest customers that a group may have.
    """
    least = max(least, 1)
    every = _groups(engine, column)

    @cache
    def rest(shown: frozenset[str | int]) -> Group | None:
        apart = [number for number in every if number in shown]
        return _groups(engine, column, apart).get(len(apart)) if len(apart) < len(every) else None

    def gathered(shown: tuple[str | int, ...]) -> int:
        few = rest(frozenset(shown))
        return 0 if few is None else few.customers or min(few.people, 1)

    shown = frozenset(
        parts_shown({number: one.customers for number, one in every.items()}, least, len(every), gathered)
    )
    few = rest(shown)
    found = [one for number, one in every.items() if number in shown]
    found += [] if few is None else [replace(few, number=None)]
    return [one for one in found if one.customers >= least]


def _groups(engine: Engine, column: str, apart: Sequence[int] | None = None) -> dict[int, Group]:
    found = {}
    for part, customers, orders, revenue, repeated, people in engine.rows(totals(column, apart)):
        number = whole(part)
        found[number] = Group(
            number, whole(customers), whole(orders), float(str(revenue)), whole(repeated), whole(people)
        )
    return found
