"""JM703."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from journeymap.diagnostics import Fault, Severity
from journeymap.lint.rule import Bad, Good, Rule
from journeymap.model.metric import MetricKind, MetricMethod

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.diagnostics import Diagnostic, Pointer
    from journeymap.model.metric import Metric
    from journeymap.workspace.loader import Workspace

Range = tuple[float, float]

_SCALE = re.compile(r"(-?[0-9.]+)-([0-9.]+)\Z")
_UNIT_SHARE: Range = (0, 1)
_HUNDREDTHS: Range = (0, 100)
_PROMOTERS: Range = (-100, 100)
_AT_LEAST_NOTHING: Range = (0, float("inf"))


class ImpossibleTarget(Rule):
    """A target, a warning or a value lies where the metric cannot be.

    It can be neither reached nor missed, so it steers nobody; mostly a share was written in per cent, or a target
    for another metric. NPS lies from -100 to 100, a ratio and the top box of CSAT from 0 to 1 (with the unit `%` from
    0 to 100), a duration is not negative, and whatever has a scale lies on it.
    """

    fault = Fault("JM703", "impossible-target", Severity.ERROR)
    since = "0.1"
    mend = "Write a number that the metric can have, or correct its `kind`, `scale` or `unit`."
    bad = (
        Bad(
            """
            journeymap: 1
            metrics:
              - {id: refunded, name: Refunded within a week, kind: ratio, source: Finance}
            journeys:
              - id: give-back
                name: Gives a lamp back
                stages:
                  - id: money
                    name: Money
                    touchpoints:
                      - id: refund
                        name: Sees the money
                        metrics:
                          - metric: refunded
                            target: 95
            """,
            line=15,
        ),
        Bad(
            """
            journeymap: 1
            metrics:
              - {id: loyalty, name: Would recommend us, kind: nps, source: Yearly survey}
            initiatives:
              - id: call-back
                name: Call those who were unhappy
                status: idea
                expects:
                  - {metric: loyalty, from: 31, to: 120}
            """,
            line=9,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            metrics:
              - {id: refunded, name: Refunded within a week, kind: ratio, unit: "%", source: Finance}
              - {id: pleased, name: Pleased with the refund, kind: csat, method: top-box, scale: 1-5, source: Survey}
              - {id: loyalty, name: Would recommend us, kind: nps, source: Yearly survey}
            journeys:
              - id: give-back
                name: Gives a lamp back
                stages:
                  - id: money
                    name: Money
                    touchpoints:
                      - id: refund
                        name: Sees the money
                        metrics:
                          - {metric: refunded, target: 95, warn: 80}
                          - {metric: pleased, target: 0.85, warn: 0.7}
                          - {metric: loyalty, target: 20, warn: -5}
            """
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """One finding a place of a metric, and one an expectation, at the first number that cannot be."""
        for path, pointer, metric, numbers in _numbers(workspace):
            ranges = possible(metric)
            wrong = {
                key: number
                for key, number in numbers.items()
                if number is not None and ranges and not any(low <= number <= high for low, high in ranges)
            }
            if wrong:
                said = ", ".join(f"`{key}: {number:g}`" for key, number in wrong.items())
                lies = "lies" if len(wrong) == 1 else "lie"
                message = f"{said} of `{metric.id}` {lies} outside {_in_words(ranges)}"
                help_line = _help(metric, ranges, list(wrong.values())) or self.mend
                yield self.found(path, pointer / next(iter(wrong)), message, help_line=help_line)


def _numbers(workspace: Workspace) -> Iterator[tuple[str, Pointer, Metric, dict[str, float | None]]]:
    """The numbers that are written for a metric, by key, with the place of the object that has them."""
    survey, metrics = workspace.survey, workspace.catalogue.metrics
    for journey in survey.living:
        for use in journey.targets:
            metric = metrics.get(use.value.metric)
            if metric is not None and survey.is_written(use.path, use.pointer):
                item = use.value
                yield use.path, use.pointer, metric, {"target": item.target, "warn": item.warn, "value": item.value}
    for placed in survey.initiatives:
        for position, expected in enumerate(placed.value.expects):
            metric = metrics.get(expected.metric)
            if metric is not None:
                place = placed.pointer / "expects" / position
                yield placed.path, place, metric, {"from": expected.from_, "to": expected.to}


def possible(metric: Metric) -> tuple[Range, ...]:
    """The ranges in which a metric's numbers can lie, in any of them; none where that is not known."""
    scale = _scale(metric)
    share = _HUNDREDTHS if metric.is_percentage else _UNIT_SHARE
    if metric.kind is MetricKind.NPS:
        return (_PROMOTERS,)
    if metric.kind is MetricKind.RATIO:
        return (share, *scale)
    if metric.kind is MetricKind.DURATION:
        return scale or (_AT_LEAST_NOTHING,)
    if metric.kind in {MetricKind.CSAT, MetricKind.CES}:
        return _of_answers(metric, scale, share)
    return () if metric.kind is MetricKind.CURRENCY else scale


def _of_answers(metric: Metric, scale: tuple[Range, ...], share: Range) -> tuple[Range, ...]:
    """CSAT and CES: a share of answers by the top box, else their mean, which lies on the scale."""
    if metric.method is MetricMethod.TOP_BOX or metric.is_percentage:
        return (share,)
    if not scale:
        return ()
    unknown = metric.kind is MetricKind.CSAT and metric.method is None
    return (share, *scale) if unknown else scale


def _scale(metric: Metric) -> tuple[Range, ...]:
    found = _SCALE.match(metric.scale) if metric.scale else None
    if found is None:
        return ()
    ends = sorted((float(found[1]), float(found[2])))
    return ((ends[0], ends[1]),)


def _in_words(ranges: Sequence[Range]) -> str:
    return " and ".join(f"{low:g} and more" if high == float("inf") else f"{low:g} to {high:g}" for low, high in ranges)


def _help(metric: Metric, ranges: Sequence[Range], wrong: list[float]) -> str | None:
    if _UNIT_SHARE in ranges and all(1 < number <= _HUNDREDTHS[1] for number in wrong):
        return f'Write {wrong[0]:g} per cent as {wrong[0] / 100:g}, or give `{metric.id}` the unit `"%"`.'
    return None
