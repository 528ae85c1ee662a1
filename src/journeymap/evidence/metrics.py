"""The metrics of a journey: those counted from events or orders, and how all measured ones stand to their targets.

A metric is measured at every place of the journey that names it; what its numerator or denominator says in words is not
counted, and neither is what it leaves open.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sqlglot import exp

from journeymap.evidence.counting import LOG, Counted, Side, check, count
from journeymap.evidence.held import held
from journeymap.evidence.in_order import any_log
from journeymap.evidence.intervals import Interval, of_mean, sample
from journeymap.evidence.orders import Orders, groups, is_mean_of_orders
from journeymap.evidence.places import Places
from journeymap.evidence.plan import Step, plan
from journeymap.evidence.queries.orders import amounts
from journeymap.evidence.scoring import ASKED, UnsaidError
from journeymap.evidence.statement import Statement, whole
from journeymap.evidence.suppression import ALL, told
from journeymap.model.measurement import Dimension, MetricMeasured, Status
from journeymap.model.metric import MetricKind, MetricMethod, Polarity
from journeymap.model.settings import CaseKind
from journeymap.model.source import SourceKind
from journeymap.workspace.felt import good_way

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from journeymap.evidence.data import Data
    from journeymap.evidence.log import Scope
    from journeymap.evidence.plan import Plan
    from journeymap.model.conditions import EventBinding
    from journeymap.model.journey import Journey
    from journeymap.model.measurement import SourceRead
    from journeymap.model.metric import Metric, MetricTarget
    from journeymap.workspace.catalogue import Catalogue


@dataclass(frozen=True)
class Told:
    """The metrics of a journey.

    Attributes:
        metrics: All that were measured, answers among them, with their targets, in the order of the map.
        sources: What was read for them.
        remarks: What was not measured, and why, in sentences.
    """

    metrics: tuple[MetricMeasured, ...] = ()
    sources: tuple[SourceRead, ...] = ()
    remarks: tuple[str, ...] = ()


def metrics(data: Data, journey: Journey, answered: Sequence[MetricMeasured], scope: Scope, min_group: int) -> Told:
    """Counts the metrics of a journey that data can count, and holds all measured ones against their targets.

    Args:
        data: The workspace's sources, opened.
        journey: One of its journeys.
        answered: What customers answered.
        scope: The period, and what a case is.
        min_group: Groups of fewer customers are left out.

    Raises:
        InputMissingError: A source's file or table is not there.
        SettingError: A source cannot be read.
    """
    counting = _Metrics(data, plan(data.catalogue, journey), Places(data.catalogue, journey), scope, min_group)
    found = [*answered, *counting.of_events(), *counting.of_orders()]
    sources = tuple(data.staged(data.catalogue.sources[name]).read for name in counting.sources)
    return Told(targets(data.catalogue, journey, found), sources, tuple(counting.remarks))


def targets(catalogue: Catalogue, journey: Journey, measured: Iterable[MetricMeasured]) -> tuple[MetricMeasured, ...]:
    """Measured metrics with target, warning and status, in the order of the map, those of the whole journey first.

    What is measured of the whole journey has a target where all places of the journey that name the metric agree.
    """
    places = Places(catalogue, journey)
    order = {item.id: number for number, item in enumerate(places.all)}
    set_at: dict[tuple[str, str | None], list[MetricTarget]] = defaultdict(list)
    for place in places.all:
        for target in place.metrics:
            set_at[target.metric, place.id].append(target)
            set_at[target.metric, None].append(target)
    people = list(catalogue.personas)
    ranks = {name: number for number, name in enumerate(catalogue.metrics)}

    def rank(item: MetricMeasured) -> tuple[int, int, str, int]:
        at = -1 if item.at is None else order[item.at]
        return at, ranks[item.metric], item.source or "", -1 if item.persona is None else people.index(item.persona)

    return tuple(
        _held(catalogue.metrics[item.metric], item, set_at[item.metric, item.at]) for item in sorted(measured, key=rank)
    )


def _held(metric: Metric, item: MetricMeasured, set_there: Sequence[MetricTarget]) -> MetricMeasured:
    if len({(target.target, target.warn) for target in set_there}) != 1:
        return item
    target, warn = set_there[0].target, set_there[0].warn
    return item.model_copy(
        update={"target": target, "warn": warn, "status": status(good_way(metric), item.value, target, warn)}
    )


def status(way: Polarity | None, value: float, target: float | None, warn: float | None) -> Status:
    """How a value stands to its target.

    `met`: it reaches the target. `warn`: it falls short of it, and is better than the value from which to worry.
    `missed`: it is no better than that, or there is none. `unknown`: there is no target, or nobody said which way is
    good.
    """
    if way is None or target is None:
        return Status.UNKNOWN
    sign = 1 if way is Polarity.HIGHER_IS_BETTER else -1
    if sign * value >= sign * target:
        return Status.MET
    return Status.MISSED if warn is None or sign * value <= sign * warn else Status.WARN


_IN_ORDER = {MetricMethod.AFTER, MetricMethod.WITH}
"""The methods that say whether order matters."""


@dataclass
class _Metrics:
    """The metrics of one journey that are counted."""

    data: Data
    plan: Plan
    places: Places
    scope: Scope
    min_group: int
    remarks: list[str] = field(default_factory=list)
    sources: dict[str, None] = field(default_factory=dict)

    @property
    def _asked(self) -> Iterator[Metric]:
        """The metrics that the journey asks for, in the order of the workspace."""
        return (item for item in self.data.catalogue.metrics.values() if item.id in self.places.asked)

    def of_events(self) -> Iterator[MetricMeasured]:
        """Those with events above the line, and below it where there is a line."""
        steps: dict[str, Step] = {}
        sides = {item.id: side for item in self._asked if (side := self._side(item, steps)) is not None}
        if not sides:
            return
        self._stage(tuple(steps.values()))
        for name, side in sides.items():
            metric = self.data.catalogue.metrics[name]
            counted = count(self.data.engine, metric, side, self.scope.cases.value)
            if self._is_said(metric, counted.get(ALL)):
                yield from self._told(metric, counted, _source(metric))

    def _side(self, metric: Metric, steps: dict[str, Step]) -> Side | None:
        """The numbers of its sides, which are added to the steps; None where it cannot be counted."""
        top, bottom = metric.numerator, metric.denominator
        bound = [side for side in (top, bottom) if isinstance(side, tuple)]
        if not bound or metric.kind in ASKED - {MetricKind.SCORE}:
            return None
        try:
            check(metric)
            _complete(metric)
            for binding in (binding for side in bound for binding in side):
                self._readable(binding)
        except UnsaidError as error:
            self.remarks.append(f"`{metric.id}` is not measured: {error}.")
            return None
        assert isinstance(top, tuple)
        return Side(_numbered(top, steps), _numbered(bottom, steps) if isinstance(bottom, tuple) else None)

    def _readable(self, binding: EventBinding) -> None:
        source = self.data.catalogue.sources[binding.source]
        if source.kind is not SourceKind.EVENTS:
            raise UnsaidError(f"source `{source.id}` holds no events")
        nameless = "session" not in self.data.staged(source).layout.roles
        if self.scope.cases is CaseKind.SESSION and self.scope.gap is None and nameless:
            raise UnsaidError(f"sessions are asked for, and source `{source.id}` does not name them")
        self.sources[source.id] = None

    def _stage(self, steps: tuple[Step, ...]) -> None:
        """Stages the events of the sides; sessions and personas are told by all events, as in the journey's log."""
        used = {binding.source for step in steps for binding in step.bindings}
        used |= {item.id for item in self.plan.sources}
        sources = tuple(item for item in self.data.catalogue.sources.values() if item.id in used)
        seen = any_log(
            self.data.engine,
            replace(self.plan, steps=steps, sources=sources),
            [self.data.staged(source) for source in sources],
            replace(self.scope, months=(), by=(Dimension.PERSONA,)),
        )
        columns = [exp.column(name) for name in ("case_id", "customer", "turn", "moment", "persona", "step")]
        rows = exp.select(*columns).from_(seen.tree.subquery("logged"))
        kept = rows.where(exp.GTE(this=exp.column("step"), expression=exp.Literal.number(0)))
        self.data.engine.stage(LOG, Statement(kept, seen.values))
        self.data.engine.forget("sorted")

    def _is_said(self, metric: Metric, found: Counted | None) -> bool:
        """Whether a share is one number; where its method does not say if order matters, and it does, it is two."""
        if metric.kind is not MetricKind.RATIO or found is None or metric.method in _IN_ORDER:
            return True
        if found.later == found.hits:
            return True
        self.remarks.append(
            f"`{metric.id}` is not measured, because it may be read in two ways: write `method: after` (the event "
            f"above the line follows one below it) or `method: with` (it is in the same {self.scope.cases.value})."
        )
        return False

    def of_orders(self) -> Iterator[MetricMeasured]:
        """Amounts of money: the mean of a source of orders, where the metric says that it is a mean."""
        orders = Orders(self.data, self.plan, self.scope, logged=bool(self.plan.steps and self.plan.sources))
        for metric in self._asked:
            source = self.data.catalogue.sources.get(metric.source or "")
            if metric.kind is not MetricKind.CURRENCY or source is None or source.kind is not SourceKind.TRANSACTIONS:
                continue
            if not is_mean_of_orders(metric):
                self.remarks.append(f"`{metric.id}` is not measured: only `method: mean` makes orders one amount.")
            elif source not in orders.sources:
                self.remarks.append(f"`{metric.id}` is not measured: source `{source.id}` is of another journey.")
            else:
                self.sources[source.id] = None
                orders.stage(source)
                yield from self._told(metric, self._amounts(), source.id)

    def _amounts(self) -> dict[int, Counted]:
        """The mean of the staged orders, of everybody and of each persona that is told of what it bought."""
        tallies: dict[int, Counter[float]] = defaultdict(Counter)
        for persona, amount, times in self.data.engine.rows(amounts()):
            for part in (whole(persona), ALL):
                tallies[part][float(str(amount))] += whole(times)
        buyers = {group.number: group.customers for group in groups(self.data.engine, "persona", self.min_group)}
        for group in groups(self.data.engine, "everyone", self.min_group):
            buyers[ALL] = group.customers
        return {part: _mean(tallies[part], people) for part, people in buyers.items() if part is not None}

    def _told(self, metric: Metric, counted: Mapping[int, Counted], source: str | None) -> Iterator[MetricMeasured]:
        """The values that may be told, at each place that names the metric."""
        shown = told({(0, persona): item.people for persona, item in counted.items()}, self.min_group)
        for number in self.places.asked[metric.id]:
            for _, persona in sorted(shown):
                whose = self.plan.segments[persona].persona if persona >= 0 else None
                yield held(metric.id, self.places.name(number), whose, counted[persona], source)


def _mean(tally: Mapping[float, int], people: int) -> Counted:
    """The mean of amounts, each of which occurs so many times."""
    result = sample(tally)
    ends = of_mean(result)
    return Counted(
        result.mean, result.n, people, ends, f"Mean amount of an order; {Interval.MEAN if ends else Interval.NONE}"
    )


def _complete(metric: Metric) -> None:
    """That both sides are events; a count needs none below the line."""
    sides = {"numerator": metric.numerator, "denominator": metric.denominator}
    for name, side in sides.items():
        if isinstance(side, str):
            raise UnsaidError(f"its {name} is said in words")
        if side is None and (name == "numerator" or metric.kind is not MetricKind.COUNT):
            raise UnsaidError(f"it has no {name}")


def _numbered(bindings: tuple[EventBinding, ...], steps: dict[str, Step]) -> int:
    key = "\n".join(binding.model_dump_json(by_alias=True) for binding in bindings)
    return steps.setdefault(key, Step(len(steps), f"side-{len(steps)}", "", bindings)).number


def _source(metric: Metric) -> str | None:
    """The one source of its events; None where there are several."""
    sides = (side for side in (metric.numerator, metric.denominator) if isinstance(side, tuple))
    names = {binding.source for side in sides for binding in side}
    return names.pop() if len(names) == 1 else None
