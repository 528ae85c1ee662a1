"""What a measured metric says of how customers feel, on the scale of the map: -2 to 2.

The one place where answers become emotions, so that rules and pictures cannot disagree. Only what asks customers how it
was can become one:

- NPS: its value by 50. As many promoters as detractors is neutral, -100 is -2 and 100 is 2.
- CSAT and CES as a mean: the lower end of `scale` is -2, its middle is neutral, its upper end is 2; turned round where
  lower is better. A CES says which way is good by its `polarity`, or it cannot be told.

A top box is a share of answers: 60 % of fives leave open whether the others are fours or ones, so no mean follows from
it, and no emotion. A ratio, a duration, a count, money and a score of a team's own making do not say what anybody felt.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from journeymap.model.metric import MetricKind, MetricMethod, Polarity

if TYPE_CHECKING:
    from journeymap.model.measurement import MetricMeasured
    from journeymap.model.metric import Metric

_SCALE = re.compile(r"(-?[0-9.]+)-([0-9.]+)\Z")
_MOST = 2.0
_PROMOTERS = (-100.0, 100.0)
_HIGHER_BY_NATURE = frozenset({MetricKind.NPS, MetricKind.CSAT})


def good_way(metric: Metric) -> Polarity | None:
    """Which way is good, as it is written or follows from the kind; None where it is unknown."""
    return metric.polarity or (Polarity.HIGHER_IS_BETTER if metric.kind in _HIGHER_BY_NATURE else None)


def emotion_of(metric: Metric, value: float) -> float | None:
    """The emotion that a value of a metric stands for: it never falls where the value gets better.

    Args:
        metric: The metric.
        value: A value in its unit; one beyond the ends of the scale counts as the end.

    Returns:
        -2 to 2, or None where the metric says nothing of how customers feel.
    """
    ends, way = _ends(metric), good_way(metric)
    if ends is None or way is None:
        return None
    low, high = ends
    emotion = max(-_MOST, min(_MOST, (value - low) / (high - low) * 2 * _MOST - _MOST))
    return emotion if way is Polarity.HIGHER_IS_BETTER else 0.0 - emotion


def measured_emotion(metric: Metric, measured: MetricMeasured) -> float | None:
    """The emotion that a measured metric stands for, -2 to 2; None where it says nothing of how customers feel."""
    return emotion_of(metric, measured.value)


def measured_interval(metric: Metric, measured: MetricMeasured) -> tuple[float, float] | None:
    """The 95 % interval of that emotion, the lower end first; None where there is no interval, or no emotion."""
    if measured.low is None or measured.high is None:
        return None
    ends = [emotion_of(metric, measured.low), emotion_of(metric, measured.high)]
    known = sorted(end for end in ends if end is not None)
    return (known[0], known[1]) if len(known) == len(ends) else None


def _ends(metric: Metric) -> tuple[float, float] | None:
    """The values that are -2 and 2, or 2 and -2; None for what is no mean of answers."""
    if metric.kind is MetricKind.NPS:
        return _PROMOTERS
    is_mean = metric.method is MetricMethod.MEAN or (metric.kind is MetricKind.CES and metric.method is None)
    if metric.kind not in {MetricKind.CSAT, MetricKind.CES} or not is_mean:
        return None
    found = _SCALE.match(metric.scale or "")
    if found is None:
        return None
    low, high = sorted((float(found[1]), float(found[2])))
    return (low, high) if low < high else None
