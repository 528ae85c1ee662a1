"""Median and ninth decile of a time, in portable SQL: by the place of each among all, in order of length.

The median is the mean of the two middle ones (which are one where n is odd); the ninth decile is the nearest rank, the
smallest that at least nine of ten do not exceed. Where an engine would have to rank all times for that, those of very
many events are first rounded down to three digits, which leaves few different ones: then both may be up to one per cent
too small.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.evidence.queries.parts import question, wholes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.evidence.engines import Engine
    from journeymap.evidence.queries.parts import Number, Split

_RANKED = """
SELECT part, one, other, took,
    ROW_NUMBER() OVER (PARTITION BY part, one, other ORDER BY took) AS place,
    COUNT(*) OVER (PARTITION BY part, one, other) AS n
FROM taken
"""

_EXACT = """
SELECT part, one, other, MAX(n) AS times,
    MAX(CASE WHEN 2 * place <= n + 1 THEN took END) AS low,
    MIN(CASE WHEN 2 * place >= n + 1 THEN took END) AS high,
    MIN(CASE WHEN 10 * place >= 9 * n THEN took END) AS decile
FROM ranked
GROUP BY part, one, other
"""

_AT_ONCE = """
SELECT part, one, other, times, NTH_OF(middles, 1) AS low, NTH_OF(middles, 2) AS high, NTH_OF(middles, 3) AS decile
FROM (SELECT part, one, other, COUNT(*) AS times, MIDDLES(took) AS middles FROM taken GROUP BY part, one, other) AS ways
"""

_ROUNDED = (
    "CASE WHEN took < 1000 THEN took "
    + " ".join(f"WHEN took < {10**size} THEN took - took % {10 ** (size - 3)}" for size in range(4, 18))
    + f" ELSE took - took % {10**15} END"
)

_GROUPED = f"""
SELECT part, one, other, {_ROUNDED} AS about, COUNT(*) AS times
FROM taken
GROUP BY part, one, other, {_ROUNDED}
"""  # noqa: S608  # fixed names and numbers only

_RUNNING = """
SELECT part, one, other, about, times,
    SUM(times) OVER (PARTITION BY part, one, other ORDER BY about ROWS UNBOUNDED PRECEDING) AS place,
    SUM(times) OVER (PARTITION BY part, one, other) AS n
FROM grouped
"""

_APPROXIMATE = """
SELECT part, one, other, MAX(n) AS all_times,
    MIN(CASE WHEN 2 * place >= n THEN about END) AS low,
    MIN(CASE WHEN 2 * place > n THEN about END) AS high,
    MIN(CASE WHEN 10 * place >= 9 * n THEN about END) AS decile
FROM running
GROUP BY part, one, other
"""

_SECOND = 1_000_000


@dataclass(frozen=True, slots=True)
class Duration:
    """How long something took, in seconds: how often it was taken, the median and the ninth decile."""

    n: int
    median: float
    decile: float


def durations(
    engine: Engine,
    before: Mapping[str, str],
    split: Split | None = None,
    *,
    approximate: bool,
    **numbers: Number,
) -> Mapping[tuple[int, int, int], Duration]:
    """How long each of several things took, by part and the two numbers that tell them apart.

    Args:
        engine: What answers.
        before: The pieces of a question, one of which is `taken` with the columns part, one, other, took.
        split: By what cases are counted apart.
        approximate: Whether times are rounded first, on an engine that would have to rank them all.
        **numbers: What stands for `{name}` in the pieces.
    """
    answer, after = _EXACT, {"ranked": _RANKED}
    if engine.has_middles:
        answer, after = _AT_ONCE, {}
    elif approximate:
        answer, after = _APPROXIMATE, {"grouped": _GROUPED, "running": _RUNNING}
    rows = map(wholes, engine.rows(question(answer, {**before, **after}, split, **numbers)))
    return {
        (part, one, other): Duration(n, (low + high) / 2 / _SECOND, decile / _SECOND)
        for part, one, other, n, low, high, decile in rows
    }
