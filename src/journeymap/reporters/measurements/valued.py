"""What was measured in values: metrics and their targets, how texts sound, what customers paid."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from journeymap.model.measurement import Dimension, MetricMeasured, SentimentMeasured, Status
from journeymap.render.wording import words_for
from journeymap.reporters.measurements.numbers import NOTHING, alike, between, count, percent
from journeymap.reporters.measurements.sections import Section
from journeymap.reporters.measurements.standing import spelled, standing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from journeymap.model.measurement import Cohort, Measurement, Transactions
    from journeymap.reporters.measurements.naming import Names

T = TypeVar("T", MetricMeasured, SentimentMeasured)


def metrics(found: Measurement, called: Names) -> Section:
    """Metrics: values, intervals and targets of one metric with the same decimals."""
    items = _shown(found.metrics, found)
    writers = {name: _writer([item for item in items if item.metric == name]) for name in {i.metric for i in items}}
    bad = frozenset(place for place, item in enumerate(items) if item.status is Status.MISSED)
    columns = ("Metric", "Value", "95 % interval", "n", "Target", words_for("en")("measured.column.status"))
    return Section("Metrics", columns, tuple(_metric(item, writers[item.metric], called) for item in items), bad)


def _writer(items: Sequence[MetricMeasured]) -> Callable[[float], str]:
    return spelled(items[0], [number for one in items for number in (one.value, one.low, one.high, one.target)])


def _metric(item: MetricMeasured, said: Callable[[float], str], called: Names) -> tuple[str, ...]:
    return (
        _joined(called.metric(item.metric), called.place(item.at), called.persona(item.persona)),
        said(item.value),
        between(item.low, item.high, said),
        count(item.n),
        NOTHING if item.target is None else said(item.target),
        standing(item),
    )


def sentiment(found: Measurement, called: Names) -> Section:
    """How texts sound, by source and place."""
    rows = tuple(
        (
            _joined(item.source, called.place(item.at), called.persona(item.persona)),
            f"{item.mean:+.2f}",
            between(item.low, item.high, "{:+.2f}".format),
            count(item.n),
            percent(item.positive),
            percent(item.negative),
        )
        for item in _shown(found.sentiment, found)
    )
    columns = ("Texts", "Mean (-2 to 2)", "95 % interval", "n", "Positive", "Negative")
    return Section("How texts sound", columns, rows)


def _shown(items: Sequence[T], found: Measurement) -> Sequence[T]:
    """What is told of metrics and texts: of everybody, and of each persona where parts by persona were asked for."""
    split = any(part.by is Dimension.PERSONA for part in found.parts)
    return [item for item in items if split or item.persona is None]


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))


def paid(found: Measurement, called: Names) -> Iterator[Section]:
    """What customers paid, and who of them orders again, source by source."""
    for item in found.transactions:
        yield _groups(item, called)
        yield _cohorts(item)


def _groups(item: Transactions, called: Names) -> Section:
    revenue = alike(group.revenue for group in item.groups)
    each = alike(group.per_customer for group in item.groups)
    rows = tuple(
        (
            called.group(group.of, group.value),
            count(group.customers),
            count(group.orders),
            revenue(group.revenue),
            each(group.per_customer),
            percent(group.repeat_rate),
        )
        for group in item.groups
    )
    unit = f" ({item.unit})" if item.unit else ""
    columns = ("Who", "Customers", "Orders", f"Revenue{unit}", "Per customer", "Order again")
    return Section(f"What customers paid ({item.source})", columns, rows)


def _cohorts(item: Transactions) -> Section:
    longest = max((len(cohort.active) for cohort in item.cohorts), default=0)
    rows = tuple(
        (cohort.month, count(cohort.customers), *(_kept(cohort, place) for place in range(longest)))
        for cohort in item.cohorts
    )
    columns = ("First order", "Customers", *(f"+{place}" for place in range(longest)))
    return Section(f"Who orders again, by month ({item.source})", columns, rows)


def _kept(cohort: Cohort, place: int) -> str:
    if place >= len(cohort.active) or not cohort.customers:
        return ""
    number = cohort.active[place]
    return NOTHING if number is None else percent(number / cohort.customers)
