"""The 95 % interval of a share of some: what measuring writes beside a share, and rules hold a written share against.

It stands this low because rules and evidence know nothing of each other, and must not reckon differently.
"""

from __future__ import annotations

import math
from typing import Final, NamedTuple

Z: Final = 1.9599639845400536
"""The quantile of the normal distribution that a two-sided interval of 95 % takes: at 0.975."""


class Ends(NamedTuple):
    """The lower and the upper end of an interval."""

    low: float
    high: float


def wilson(hits: float, n: float) -> Ends:
    """The interval of a share: Wilson's score interval without correction for continuity.

    E. B. Wilson, Probable inference, the law of succession, and statistical inference. JASA 22 (1927), 209-212; method
    3 of R. G. Newcombe, Two-sided confidence intervals for the single proportion. Statistics in Medicine 17 (1998),
    857-872, which finds its coverage good for any n and share.

    Args:
        hits: How many have it.
        n: Of how many; above 0.
    """
    share = hits / n
    middle = share + Z * Z / (2 * n)
    half = Z * math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    scale = 1 + Z * Z / n
    low = 0.0 if hits <= 0 else max(0.0, (middle - half) / scale)
    high = 1.0 if hits >= n else min(1.0, (middle + half) / scale)
    return Ends(low, high)


def agrees(written: float, observed: float, n: int, bound: float) -> bool:
    """Whether a written share is about the one that is observed of n.

    Args:
        written: What somebody wrote.
        observed: The share of n.
        n: Of how many; above 0.
        bound: A written share is about right that differs by no more, or lies in the 95 % interval.
    """
    low, high = wilson(observed * n, n)
    return round(abs(observed - written), 9) <= bound or low <= written <= high
