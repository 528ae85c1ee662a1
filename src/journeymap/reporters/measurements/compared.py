"""The same of several groups: parts of the cases, and two sides held against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.reporters.measurements.numbers import NOTHING, alike, between, count, percent
from journeymap.reporters.measurements.sections import Section, shortened
from journeymap.reporters.measurements.standing import spelled
from journeymap.workspace.ends import Ends
from journeymap.workspace.flow import Flow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from journeymap.model.journey import Journey
    from journeymap.model.measurement import Difference, Measurement, MetricMeasured, Part
    from journeymap.reporters.measurements.naming import Names

_NO_SHARES = ("metric", "sentiment")
_LEAST_P = 0.001


def parts(found: Measurement, journey: Journey, called: Names) -> Iterator[Section]:
    """The parts of each dimension, in the order in which they were measured."""
    ends = Ends(Flow(journey), found)
    for by in dict.fromkeys(part.by for part in found.parts):
        rows = tuple(
            (
                called.part(by, part.value),
                count(part.totals.cases),
                count(part.totals.customers),
                percent(part.totals.completion),
                _worst(part, ends, called),
            )
            for part in found.parts
            if part.by is by
        )
        columns = (by.value.capitalize(), "Cases", "Customers", "Reach the goal", "Most leave at")
        yield Section(f"By {by.value}", columns, rows)


def _worst(part: Part, ends: Ends, called: Names) -> str:
    """Where most of a part leave; who ends where the journey may end has not left."""
    worst = ends.worst(part.touchpoints)
    return NOTHING if worst is None else f"{called.place(worst.id)} ({count(worst.exits)})"


def differences(found: Measurement, called: Names) -> Iterator[Section]:
    """Two sides, where they were asked for: all that is news, and the first of the rest."""
    if found.comparison is None:
        return
    news = sum(item.news for item in found.comparison.differences)
    shown, more = shortened(found.comparison.differences, news, ", none of them news," if news else "")
    metrics = {item.metric: item for item in found.metrics}
    sides = tuple(called.side(side, found) for side in (found.comparison.before, found.comparison.after))
    heads = ("First", "Second") if any(".." in side for side in sides) else sides
    yield Section(
        f"Side by side: {sides[0]} and {sides[1]}",
        ("What", *heads, "95 % interval of the difference", "p", "News"),
        tuple(_difference(item, called, metrics) for item in shown),
        note=found.comparison.method,
        more=more,
    )


def _difference(item: Difference, called: Names, metrics: Mapping[str, MetricMeasured]) -> tuple[str, ...]:
    said = _writer(item, metrics)
    return (
        " · ".join(filter(None, (item.what, called.metric(item.metric), called.place(item.at)))),
        said(item.before),
        said(item.after),
        between(item.low, item.high, said),
        NOTHING if item.p is None else "< 0.001" if item.p < _LEAST_P else f"{item.p:.3f}",
        "yes" if item.news else "",
    )


def _writer(item: Difference, metrics: Mapping[str, MetricMeasured]) -> Callable[[float], str]:
    numbers = (item.before, item.after, item.low, item.high)
    if item.metric is not None and item.metric in metrics:
        return spelled(metrics[item.metric], numbers)
    return alike(numbers) if item.what.startswith(_NO_SHARES) else percent
