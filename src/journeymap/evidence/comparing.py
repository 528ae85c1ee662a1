"""Two periods or two groups side by side: what differs, and what of that is more than noise.

Each number is tested by what it is: shares by the z test or Fisher's, means and sentiment by Welch's, promoter scores
by the normal test of their variance, medians by the interval of the difference. The p of all are corrected together
after Holm. Benjamini and Hochberg's correction would find more, but it lets one piece of news in twenty be false, and
needs numbers that are independent or go together: here the same cases stand behind many, and some go against each other
(who drops off does not reach the goal). Holm's holds however they hang together, so that even one false alarm is rarer
than one comparison in twenty: a list of news that people act on should be short and true.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from journeymap.evidence.intervals import (
    Interval,
    error_of_mean,
    error_of_promoters,
    mean_difference,
    recovered,
    share_difference,
    tidy,
)
from journeymap.evidence.significance import excluded_p, holm, means_p, normal_p, shares_p
from journeymap.model.measurement import Comparison, Difference, MetricMeasured, SentimentMeasured
from journeymap.model.proportion import Ends, Z

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.model.measurement import Measurement

LEVEL = 0.05
"""News is what would come by chance in fewer than one of twenty comparisons."""

METHOD = (
    "The second side less the first. Shares: Newcombe's interval, z test or Fisher's exact test; means: Welch; "
    "promoter scores: normal; medians: from both intervals. Intervals are of 95 % each; p is corrected after Holm for "
    "all numbers here, and below 0.05 is news. Both sides count as independent."
)

_Key: TypeAlias = tuple[str, str | None, str | None, str | None]
"""What is compared: its name, place, metric and source."""


T = TypeVar("T", MetricMeasured, SentimentMeasured)


@dataclass(frozen=True, slots=True)
class _Number:
    """One number of one side, and what sort it is, as its interval says."""

    value: float
    n: int
    interval: Interval | None
    how: str = ""
    ends: Ends | None = None

    @property
    def times(self) -> int:
        """By how much a share is written larger than it is."""
        return 100 if self.interval is Interval.PERCENTAGE else 1

    @property
    def hits(self) -> int:
        """The cases that have it, where it is a share."""
        return round(self.value / self.times * self.n)


@dataclass(frozen=True, slots=True)
class _Compared:
    """Two numbers of the same, the interval of their difference, and p before it is corrected."""

    before: _Number
    after: _Number
    ends: Ends | None
    p: float | None


def compare(before: Measurement, after: Measurement, names: tuple[str, str]) -> Comparison:
    """What differs between two measurements of a journey; what one of them lacks is left out.

    Metrics and sentiment are those of everybody, or of the one persona that the measurements are of.

    Args:
        before: The first side.
        after: The second one.
        names: What the sides are called.
    """
    first, last = _numbers(before), _numbers(after)
    both = {key: _compared(number, last[key]) for key, number in first.items() if _is_same(number, last.get(key))}
    corrected = iter(holm([item.p for item in both.values() if item.p is not None]))
    several = len({source for what, _, _, source in both if what == "sentiment"}) > 1
    told = [
        _difference(key, item, None if item.p is None else next(corrected), several=several)
        for key, item in both.items()
    ]
    told.sort(key=lambda item: (not item.news, 2.0 if item.p is None else item.p))
    return Comparison(before=names[0], after=names[1], method=METHOD, differences=tuple(told))


def _numbers(measured: Measurement) -> Mapping[_Key, _Number]:
    """All that can be compared, in the order of the measurement."""
    found: dict[_Key, _Number] = {}
    for what, at, share, n in _shares(measured):
        if share is not None and n:
            found[what, at, None, None] = _Number(share, n, Interval.SHARE)
    for item in _of_everybody(measured.metrics):
        found["metric", item.at, item.metric, item.source] = _number(item, item.value)
    for text in _of_everybody(measured.sentiment):
        found["sentiment", text.at, None, text.source] = _number(text, text.mean)
    return found


def _shares(measured: Measurement) -> Iterator[tuple[str, str | None, float | None, int | None]]:
    totals = measured.totals
    if totals is not None:
        yield "completion", None, totals.completion, totals.cases
    for item in measured.touchpoints:
        if totals is not None:
            yield "reach", item.id, item.reach, totals.cases
        yield "drop-off", item.id, item.drop_off, item.cases
        yield "to-next", item.id, item.to_next, item.cases
        yield "to-goal", item.id, item.to_goal, item.cases
    for stage in measured.stages:
        yield "stage-drop-off", stage.id, stage.drop_off, stage.cases


def _of_everybody(items: Sequence[T]) -> Sequence[T]:
    """Those of everybody; where there are none, those of the one persona that all are of."""
    everybody = [item for item in items if item.persona is None]
    if everybody or len({item.persona for item in items}) > 1:
        return everybody
    return items


def _number(item: MetricMeasured | SentimentMeasured, value: float) -> _Number:
    interval = Interval.of(item.method)
    how = item.method if interval is None else item.method.removesuffix(interval.value)
    ends = None if item.low is None or item.high is None else Ends(item.low, item.high)
    return _Number(value, item.n, interval, how, ends)


def _is_same(before: _Number, after: _Number | None) -> bool:
    """Whether two numbers were reckoned alike."""
    if after is None or before.how != after.how:
        return False
    return before.interval is after.interval or Interval.NONE in {before.interval, after.interval}


def _compared(before: _Number, after: _Number) -> _Compared:
    if before.interval in {Interval.SHARE, Interval.PERCENTAGE}:
        ends = share_difference(before.hits, before.n, after.hits, after.n)
        p = shares_p(before.hits, before.n, after.hits, after.n)
        return _Compared(before, after, Ends(before.times * ends.low, before.times * ends.high), p)
    if before.ends is None or after.ends is None:
        return _Compared(before, after, None, None)
    if before.interval is Interval.MEAN:
        return _means(before, after, before.ends, after.ends)
    difference = after.value - before.value
    if before.interval is Interval.PROMOTERS:
        error = math.hypot(
            error_of_promoters(before.ends, before.value, before.n),
            error_of_promoters(after.ends, after.value, after.n),
        )
        ends = Ends(difference - Z * error, difference + Z * error)
        return _Compared(before, after, ends, normal_p(difference / error))
    ends = recovered(before.value, before.ends, after.value, after.ends)
    return _Compared(before, after, ends, excluded_p(difference, ends))


def _means(before: _Number, after: _Number, first: Ends, last: Ends) -> _Compared:
    sides = (
        *(before.value, error_of_mean(first, before.value, before.n), before.n),
        *(after.value, error_of_mean(last, after.value, after.n), after.n),
    )
    if sides[1] == sides[4] == 0:
        return _Compared(before, after, None, None)
    return _Compared(before, after, mean_difference(*sides), means_p(*sides))


def _difference(key: _Key, item: _Compared, p: float | None, *, several: bool) -> Difference:
    what, at, metric, source = key
    return Difference(
        what=f"{what} ({source})" if several and what == "sentiment" else what,
        at=at,
        metric=metric,
        before=item.before.value,
        after=item.after.value,
        n_before=item.before.n,
        n_after=item.after.n,
        low=None if item.ends is None else tidy(item.ends.low),
        high=None if item.ends is None else tidy(item.ends.high),
        p=None if p is None else tidy(p),
        news=p is not None and p < LEVEL,
    )
