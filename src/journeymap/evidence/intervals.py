"""95 % intervals, each with the method that gave it: of shares, means, medians and promoter scores, and differences.

Pure Python. Where numbers come out of many answers, they are sums without rounding (`math.fsum`), so that the order in
which an engine hands them over changes nothing.
"""

from __future__ import annotations

import math
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from journeymap.evidence.student import quantile
from journeymap.model.proportion import Ends, Z, wilson

if TYPE_CHECKING:
    from collections.abc import Mapping

LEVEL = 0.95
_UPPER = 1 - (1 - LEVEL) / 2
_DIGITS = 6
_EXACT_RANKS = 1000
_NPS_ADDED = 3.0


class Interval(StrEnum):
    """What sort of interval a number has: how it was reckoned, and so which test suits it. Methods end in it."""

    SHARE = "95 % interval of a share by Wilson's score"
    PERCENTAGE = "95 % interval of a percentage by Wilson's score"
    PROMOTERS = "95 % interval of promoters less detractors by the adjusted Wald method"
    MEAN = "95 % interval of a mean by Student's t"
    MEDIAN = "95 % interval of a median by its ranks"
    NONE = "no interval"

    @classmethod
    def of(cls, method: str) -> Interval | None:
        """The one that a method ends in; None for a method of another origin."""
        return next((item for item in cls if method.endswith(item.value)), None)


class Sample(NamedTuple):
    """What is known of some numbers: how many, their mean, and their standard deviation (with n - 1)."""

    n: int
    mean: float
    deviation: float


def tidy(value: float) -> float:
    """A number as it is kept: six decimals, which all machines agree on, and no -0."""
    return round(value, _DIGITS) + 0.0


def sample(histogram: Mapping[float, int]) -> Sample:
    """What is known of numbers of which each came so many times; there must be one."""
    n = sum(histogram.values())
    if len(histogram) == 1:
        return Sample(n, next(iter(histogram)), 0.0)
    mean = math.fsum(value * times for value, times in histogram.items()) / n
    squares = math.fsum(times * (value - mean) ** 2 for value, times in histogram.items())
    return Sample(n, mean, math.sqrt(squares / (n - 1)) if n > 1 else 0.0)


def of_mean(known: Sample) -> Ends | None:
    """The interval of a mean: Student's t. None where fewer than two numbers, or none that differ, say nothing."""
    if known.n < 2 or known.deviation == 0:  # noqa: PLR2004  # one number has no spread
        return None
    half = quantile(_UPPER, known.n - 1) * known.deviation / math.sqrt(known.n)
    return Ends(known.mean - half, known.mean + half)


def error_of_mean(ends: Ends, value: float, n: int) -> float:
    """The standard error that an interval of a mean was made of; an end that was cut off at the scale is not asked."""
    return max(value - ends.low, ends.high - value) / quantile(_UPPER, n - 1)


def of_promoters(promoters: int, detractors: int, n: int) -> Ends:
    """The interval of a net promoter score, from -100 to 100, by the adjusted Wald method.

    A score is the mean of 1 for each promoter, 0 and -1 for each detractor, of which the variance is
    `promoters + detractors - (promoters - detractors)²` in shares. Three answers are added, three quarters of one to
    promoters and to detractors each, or the interval of small or one-sided samples would be too narrow: B. Rocks,
    Interval estimation for the "Net Promoter Score". The American Statistician 70 (2016), 365-372. Where it would lie
    beside the score, as of one answer, it is widened to hold it.

    Args:
        promoters: Answers 9 and 10.
        detractors: Answers 0 to 6.
        n: All answers; above 0.
    """
    more = n + _NPS_ADDED
    up, down = (promoters + _NPS_ADDED / 4) / more, (detractors + _NPS_ADDED / 4) / more
    half = Z * math.sqrt((up + down - (up - down) ** 2) / more)
    middle, score = up - down, (promoters - detractors) / n
    return Ends(100 * max(-1.0, min(score, middle - half)), 100 * min(1.0, max(score, middle + half)))


def error_of_promoters(ends: Ends, value: float, n: int) -> float:
    """The standard error that an interval of a promoter score was made of, in its points."""
    middle = value * n / (n + _NPS_ADDED)
    return max(middle - ends.low, ends.high - middle) / Z


def median_ranks(n: int) -> tuple[int, int] | None:
    """Which of n numbers in order, counted from 1, are the ends of the interval of their median; None below six.

    By the sign test (W. J. Conover, Practical nonparametric statistics, 3rd ed. 1999, section 3.2): exactly up to a
    thousand numbers, by the normal distribution above. Nothing is assumed of how the numbers lie.
    """
    tail, rank = 0.0, 0
    if n <= _EXACT_RANKS:
        while True:
            tail += math.comb(n, rank) / 2**n
            if tail > 1 - _UPPER:
                break
            rank += 1
    else:
        rank = math.floor(n / 2 - Z * math.sqrt(n) / 2)
    return (rank, n + 1 - rank) if rank >= 1 else None


def share_difference(hits_a: float, n_a: float, hits_b: float, n_b: float) -> Ends:
    """The interval of share b less share a: the hybrid of their score intervals.

    Method 10 of R. G. Newcombe, Interval estimation for the difference between independent proportions: comparison of
    eleven methods. Statistics in Medicine 17 (1998), 873-890.
    """
    return recovered(hits_a / n_a, wilson(hits_a, n_a), hits_b / n_b, wilson(hits_b, n_b))


def mean_difference(mean_a: float, error_a: float, n_a: int, mean_b: float, error_b: float, n_b: int) -> Ends:
    """The interval of mean b less mean a, whose variances may differ; each error is that of its mean.

    B. L. Welch, The generalization of "Student's" problem when several different population variances are involved.
    Biometrika 34 (1947), 28-35.
    """
    half = quantile(_UPPER, welch_df(error_a, n_a, error_b, n_b)) * math.hypot(error_a, error_b)
    return Ends(mean_b - mean_a - half, mean_b - mean_a + half)


def welch_df(error_a: float, n_a: int, error_b: float, n_b: int) -> float:
    """The degrees of freedom of a difference of two means, after Welch and Satterthwaite."""
    largest = max(error_a, error_b)
    a, b = (error_a / largest) ** 2, (error_b / largest) ** 2
    return (a + b) ** 2 / (a * a / (n_a - 1) + b * b / (n_b - 1))


def recovered(value_a: float, ends_a: Ends, value_b: float, ends_b: Ends) -> Ends:
    """The interval of b less a from the intervals of both, whatever they are of: what each end's variance was is kept.

    G. Y. Zou, A. Donner, Construction of confidence limits about effect measures: a general approach. Statistics in
    Medicine 27 (2008), 1693-1702. Of Wilson's intervals it makes Newcombe's method 10.
    """
    difference = value_b - value_a
    return Ends(
        difference - math.hypot(value_b - ends_b.low, ends_a.high - value_a),
        difference + math.hypot(ends_b.high - value_b, value_a - ends_a.low),
    )
