"""Metrics in the words and numbers in which people read them: shares in per cent, and how they stand to a target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.evidence.intervals import Interval
from journeymap.model.measurement import Status
from journeymap.render.wording import words_for
from journeymap.reporters.measurements.numbers import NOTHING, alike, percent, percentage, unadorned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from journeymap.evidence.kept import Measured
    from journeymap.model.measurement import MetricMeasured

_WRITERS: dict[Interval | None, Callable[[float], str]] = {Interval.SHARE: percent, Interval.PERCENTAGE: percentage}


def spelled(item: MetricMeasured, numbers: Iterable[float | None]) -> Callable[[float], str]:
    """Writes numbers of a metric as it is read; those that stand together get the same decimals."""
    return _WRITERS.get(Interval.of(item.method)) or alike(numbers)


def standing(item: MetricMeasured) -> str:
    """How a metric stands to its target, in the words of the report; a dash where it has none."""
    missed = "warning" if item.warn is not None else "missed"
    keys = {Status.MET: "met", Status.WARN: "between", Status.MISSED: missed}
    return words_for("en")(f"measure.{keys[item.status]}") if item.status in keys else NOTHING


def missed(found: Sequence[Measured]) -> str:
    """Which targets are missed, in one line with ids; empty where none is.

    A target is for everybody: what one persona makes of it is not judged, as in lint's JM803.
    """
    gone = [(one, item) for one in found for item in one.measurement.metrics if _is_missed(item)]
    if not gone:
        return ""
    ids = [(one.journey.id, item.metric) for one, item in gone]
    said = [
        f"{item.metric}{_where(one, item, ids, several=len(found) > 1)} {_alone(item, item.value)}"
        f" (target {NOTHING if item.target is None else _alone(item, item.target)})"
        for one, item in gone
    ]
    return f"{len(gone)} {'target' if len(gone) == 1 else 'targets'} missed: {', '.join(said)}"


def _is_missed(item: MetricMeasured) -> bool:
    return item.status is Status.MISSED and item.persona is None


def _where(one: Measured, item: MetricMeasured, ids: Sequence[tuple[str, str]], *, several: bool) -> str:
    """The place, where the metric's id alone would leave it open."""
    place = "/".join(filter(None, (one.journey.id if several else "", item.at)))
    return f" at {place}" if place and (several or ids.count((one.journey.id, item.metric)) > 1) else ""


def _alone(item: MetricMeasured, number: float) -> str:
    return unadorned(spelled(item, [number])(number))
