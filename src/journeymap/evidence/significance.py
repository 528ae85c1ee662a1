"""Whether two numbers differ by more than chance: tests, and what to make of many of them at once."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from journeymap.evidence.intervals import welch_df
from journeymap.evidence.student import two_sided
from journeymap.model.proportion import Z

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.model.proportion import Ends

_FEW = 5.0
_LIKE = 1e-7


def normal_p(z: float) -> float:
    """The probability of a standard normal number at least as far from nothing, on either side."""
    return math.erfc(abs(z) / math.sqrt(2))


def shares_p(hits_a: int, n_a: int, hits_b: int, n_b: int) -> float:
    """Whether two shares differ: the z test, the shares pooled; Fisher's exact test where fewer than 5 are expected.

    The z test, squared, is Pearson's chi-squared test of a table of two by two, for which W. G. Cochran (Some methods
    for strengthening the common chi-squared tests. Biometrics 10 (1954), 417-451) wants 5 expected in each field.
    """
    hits, n = hits_a + hits_b, n_a + n_b
    if hits in {0, n}:
        return 1.0
    if min(n_a, n_b) * min(hits, n - hits) / n < _FEW:
        return fisher_p(hits_a, n_a, hits_b, n_b)
    pooled = hits / n
    return normal_p((hits_b / n_b - hits_a / n_a) / math.sqrt(pooled * (1 - pooled) * (1 / n_a + 1 / n_b)))


def fisher_p(hits_a: int, n_a: int, hits_b: int, n_b: int) -> float:
    """Whether two shares differ, exactly: the probability of all tables that are no more likely than the one that is.

    R. A. Fisher, The logic of inductive inference. Journal of the Royal Statistical Society 98 (1935), 39-82.
    """
    hits = hits_a + hits_b
    counts = range(max(0, hits - n_b), min(n_a, hits) + 1)
    logs = [_log_choose(n_a, here) + _log_choose(n_b, hits - here) for here in counts]
    highest = max(logs)
    weights = [math.exp(one - highest) for one in logs]
    observed = weights[hits_a - counts.start]
    return min(1.0, math.fsum(one for one in weights if one <= observed * (1 + _LIKE)) / math.fsum(weights))


def _log_choose(n: int, k: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)


def means_p(mean_a: float, error_a: float, n_a: int, mean_b: float, error_b: float, n_b: int) -> float:
    """Whether two means differ whose variances may: Welch's t test (1947); each error is that of its mean."""
    t = (mean_b - mean_a) / math.hypot(error_a, error_b)
    return two_sided(t, welch_df(error_a, n_a, error_b, n_b))


def excluded_p(difference: float, ends: Ends) -> float:
    """The p of a difference of which only the 95 % interval is known.

    The half of the interval that lies towards zero is taken for 1.96 standard errors, and z is the difference in these:
    D. G. Altman, J. M. Bland, How to obtain the P value from a confidence interval. BMJ 343 (2011), d2304.
    """
    half = difference - ends.low if difference > 0 else ends.high - difference
    if half <= 0:
        return 1.0 if difference == 0 else 0.0
    return normal_p(difference / half * Z)


def holm(ps: Sequence[float]) -> tuple[float, ...]:
    """Corrects p for asking many times: the chance of even one false alarm among all stays below the level.

    S. Holm, A simple sequentially rejective multiple test procedure. Scandinavian Journal of Statistics 6 (1979),
    65-70. It holds however the numbers hang together.
    """
    corrected = [0.0] * len(ps)
    worst = 0.0
    for place, number in enumerate(sorted(range(len(ps)), key=lambda item: ps[item])):
        worst = max(worst, min(1.0, (len(ps) - place) * ps[number]))
        corrected[number] = worst
    return tuple(corrected)
