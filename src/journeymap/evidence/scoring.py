"""How answers become the value of a metric: what its definition says, and nothing that it leaves open.

- `nps`: the share of 9 and 10 less the share of 0 to 6, times 100 (F. F. Reichheld, The one number you need to grow.
  Harvard Business Review 81 (2003), no. 12, 46-54), of whole answers from 0 to 10.
- `csat`: as its `method` says. `top-box` is the share of the best answers: of two or three possible answers the best
  one, of four to eleven the two best, which is "top two box", the common reading of satisfaction (4 and 5 of five:
  N. A. Morgan, L. L. Rego, The value of different customer satisfaction and loyalty metrics in predicting business
  performance. Marketing Science 25 (2006), 426-439). The second best of three is neither good nor bad, so it is no best
  answer; of more than eleven, two are no box.
- `ces`: the mean (M. Dixon, K. Freeman, N. Toman, Stop trying to delight your customers. Harvard Business Review 88
  (2010), no. 7/8, 116-122) unless its `method` is `top-box`; the lowest answers are the best where lower is better.
- `score`: as its `method` says; a formula in words cannot be reckoned.

A CSAT without method or scale, a CES without scale or polarity: not measured. Answers off the scale do not count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.evidence.intervals import Interval, of_mean, of_promoters, sample
from journeymap.model.metric import MetricKind, MetricMethod, Polarity
from journeymap.model.proportion import Ends, wilson

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.model.metric import Metric

ASKED = frozenset({MetricKind.NPS, MetricKind.CSAT, MetricKind.CES, MetricKind.SCORE})
"""The kinds that customers answer."""

_SCALE = re.compile(r"(-?[0-9.]+)-([0-9.]+)\Z")
_ONE_BEST = 3
_TWO_BEST = 11
_PROMOTER = 9
_DETRACTOR = 6
_NPS_SCALE = (0.0, 10.0)


class UnsaidError(Exception):
    """A metric does not say how answers become its value; the text is what it lacks."""


@dataclass(frozen=True, slots=True)
class Scored:
    """The value of a metric, of so many answers, with its interval."""

    value: float
    n: int
    ends: Ends | None
    method: str


@dataclass(frozen=True, slots=True)
class Scoring:
    """How the answers to one metric are read.

    Attributes:
        interval: What sort of number comes out.
        how: The same in words.
        scale: The lowest and the highest answer; None takes any number.
        whole: Whether only whole answers count.
        best: The answers of the top box.
    """

    interval: Interval
    how: str
    scale: tuple[float, float] | None
    whole: bool = False
    best: frozenset[float] = frozenset()

    @property
    def possible(self) -> tuple[float, ...] | None:
        """All possible answers; None where any number on the scale is one."""
        if not self.whole or self.scale is None:
            return None
        low, high = self.scale
        return tuple(float(answer) for answer in range(round(low), round(high) + 1))

    def score(self, answers: Mapping[float, int]) -> Scored:
        """The value of answers of which each was given so many times; there must be one, and all must be possible."""
        n = sum(answers.values())
        if self.interval is Interval.PROMOTERS:
            up = sum(times for answer, times in answers.items() if answer >= _PROMOTER)
            down = sum(times for answer, times in answers.items() if answer <= _DETRACTOR)
            return self._scored(100 * (up - down) / n, n, of_promoters(up, down, n))
        if self.best:
            hits = sum(times for answer, times in answers.items() if answer in self.best)
            ends, times = wilson(hits, n), 100 if self.interval is Interval.PERCENTAGE else 1
            return self._scored(times * hits / n, n, Ends(times * ends.low, times * ends.high))
        known = sample(answers)
        return self._scored(known.mean, n, self._on_scale(of_mean(known)))

    def _on_scale(self, ends: Ends | None) -> Ends | None:
        if ends is None or self.scale is None:
            return ends
        return Ends(max(ends.low, self.scale[0]), min(ends.high, self.scale[1]))

    def _scored(self, value: float, n: int, ends: Ends | None) -> Scored:
        return Scored(value, n, ends, f"{self.how}; {self.interval if ends else Interval.NONE}")


def scoring(metric: Metric) -> Scoring:
    """How the answers to a metric are read.

    Raises:
        UnsaidError: It does not say how, or cannot be answered at all.
    """
    if metric.kind is None:
        raise UnsaidError("it has no `kind`")
    if metric.kind not in ASKED:
        raise UnsaidError(f"its kind is {metric.kind}, which no answer gives")
    if metric.kind is MetricKind.NPS:
        return _promoters(metric)
    if metric.kind is MetricKind.CES and metric.polarity is None:
        raise UnsaidError("it does not say its `polarity`, so that nobody knows whether a high answer is good")
    method = metric.method or (MetricMethod.MEAN if metric.kind is MetricKind.CES else None)
    if method is None:
        raise UnsaidError("it does not say its `method`")
    if metric.scale is None and (method is MetricMethod.TOP_BOX or metric.kind is not MetricKind.SCORE):
        raise UnsaidError("it does not say its `scale`")
    scale = scale_of(metric)
    return _top_box(metric, scale) if method is MetricMethod.TOP_BOX and scale is not None else _mean(metric, scale)


def scale_of(metric: Metric) -> tuple[float, float] | None:
    """The lowest and highest possible answer; None where none is written.

    Raises:
        UnsaidError: The scale leaves no room.
    """
    found = _SCALE.match(metric.scale or "")
    if found is None:
        return None
    low, high = float(found[1]), float(found[2])
    if low >= high:
        raise UnsaidError(f"its scale {metric.scale} leaves no room between its ends")
    return low, high


def share_interval(metric: Metric) -> Interval:
    """What sort of interval its shares have."""
    return Interval.PERCENTAGE if metric.is_percentage else Interval.SHARE


def _promoters(metric: Metric) -> Scoring:
    if metric.scale is not None and scale_of(metric) != _NPS_SCALE:
        raise UnsaidError(f"its scale is {metric.scale}, and a net promoter score is asked for from 0 to 10")
    how = "Share of answers 9 and 10 less share of answers 0 to 6, times 100"
    return Scoring(Interval.PROMOTERS, how, _NPS_SCALE, whole=True)


def _top_box(metric: Metric, scale: tuple[float, float]) -> Scoring:
    low, high = scale
    answers = high - low + 1
    if low != int(low) or high != int(high) or answers > _TWO_BEST:
        raise UnsaidError(f"its scale {metric.scale} has no top box: that needs 2 to {_TWO_BEST} whole answers")
    end, step = (low, 1) if metric.polarity is Polarity.LOWER_IS_BETTER else (high, -1)
    best = [end] if answers <= _ONE_BEST else sorted((end, end + step))
    named = " and ".join(f"{answer:g}" for answer in best)
    how = f"Share of answers {named} on the scale {metric.scale}"
    return Scoring(share_interval(metric), how, scale, whole=True, best=frozenset(best))


def _mean(metric: Metric, scale: tuple[float, float] | None) -> Scoring:
    on = f" on the scale {metric.scale}" if scale else ""
    return Scoring(Interval.MEAN, f"Mean of the answers{on}", scale)
