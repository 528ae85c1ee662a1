"""Student's t distribution, exactly, by the regularised incomplete beta function; the standard library has none.

The function is a continued fraction (Press et al., Numerical Recipes, 3rd ed. 2007, section 6.4, after Lentz 1976);
quantiles are found by halving. Above a million degrees of freedom it is the normal distribution, from which it then
differs by less than a ten-thousandth of its tail for any |t| up to 5.
"""

from __future__ import annotations

import math
from functools import lru_cache
from statistics import NormalDist

NORMAL = NormalDist()
_AS_GOOD_AS_NORMAL = 1e6
_SMALLEST = 1e-300
_EXACT = 1e-15
_STEPS = 100_000
_HALVINGS = 200
_SERIES = 100.0


def two_sided(t: float, df: float) -> float:
    """The probability that a t of so many degrees of freedom is at least as far from nothing, on either side."""
    if math.isinf(t):
        return 0.0
    if df > _AS_GOOD_AS_NORMAL:
        return math.erfc(abs(t) / math.sqrt(2))
    return _incomplete_beta(df / (df + t * t), t * t / (df + t * t), df / 2)


@lru_cache(maxsize=4096)
def quantile(p: float, df: float) -> float:
    """The t below which a share of the distribution lies.

    Args:
        p: The share, above one half and below 1.
        df: Degrees of freedom, above 0.
    """
    if df > _AS_GOOD_AS_NORMAL:
        return NORMAL.inv_cdf(p)
    tails = 2 * (1 - p)
    low, high = 0.0, 1.0
    while two_sided(high, df) > tails:
        low, high = high, high * 2
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if middle in {low, high}:
            break
        low, high = (middle, high) if two_sided(middle, df) > tails else (low, middle)
    return (low + high) / 2


def _incomplete_beta(x: float, rest: float, a: float) -> float:
    """I_x(a, 1/2), where `rest` is 1 - x without the rounding."""
    if rest <= 0:
        return 1.0
    if x <= 0:
        return 0.0
    front = math.exp(_log_ratio(a) + a * math.log1p(-rest) + 0.5 * math.log(rest))
    if x < (a + 1) / (a + 2.5):
        return min(1.0, front * _fraction(x, a, 0.5) / a)
    return max(0.0, 1 - front * _fraction(rest, 0.5, a) / 0.5)


def _log_ratio(a: float) -> float:
    """The logarithm of gamma(a + 1/2) / (gamma(a) gamma(1/2)); by its series where gamma's digits would cancel out."""
    if a < _SERIES:
        return math.lgamma(a + 0.5) - math.lgamma(a) - 0.5 * math.log(math.pi)
    return 0.5 * math.log(a / math.pi) - 1 / (8 * a) + 1 / (192 * a**3) - 1 / (640 * a**5)


def _fraction(x: float, a: float, b: float) -> float:
    """The continued fraction of the incomplete beta function."""
    c = 1.0
    d = 1 / _away(1 - (a + b) * x / (a + 1))
    found = d
    for m in range(1, _STEPS):
        for factor in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / _away(1 + factor * d)
            c = _away(1 + factor / c)
            change = d * c
            found *= change
        if abs(change - 1) < _EXACT:
            break
    return found


def _away(value: float) -> float:
    return value if abs(value) > _SMALLEST else _SMALLEST
