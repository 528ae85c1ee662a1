"""The ordered funnel: who takes each step after all steps before it.

A step is taken at the first event after the one that the step before was taken with; the same event never counts
twice. The funnel begins with the first event of its first step. With a window, the whole funnel has to be done within
it, from any start: a start that leads nowhere does not hide a later one that does, as in ClickHouse's `windowFunnel`.
Times are then those of the earliest start that gets furthest, which without a window is the first one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.evidence.queries.durations import durations
from journeymap.evidence.queries.parts import question, wholes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeymap.evidence.engines import Engine
    from journeymap.evidence.queries.durations import Duration
    from journeymap.evidence.queries.parts import Split
    from journeymap.evidence.statement import Statement

_FIRST = """
SELECT case_id, customer, MIN(turn) AS at_0, MIN(moment) AS reached_0, MIN(moment) AS reached_before
FROM walk
WHERE step IN ({steps})
GROUP BY case_id, customer
"""

_NEXT = """
SELECT done.case_id AS case_id, done.customer AS customer, MIN(walk.turn) AS at_{level},
    MIN(walk.moment) AS reached_{level}, MIN(done.reached_{last}) AS reached_before
FROM taken_{last} AS done JOIN walk ON walk.case_id = done.case_id AND walk.turn > done.at_{last}
WHERE walk.step IN ({steps})
GROUP BY done.case_id, done.customer
"""

_TAKEN = "SELECT case_id, customer, {level} AS level, reached_{level} - reached_before AS took FROM taken_{level}"

_STARTS = """
SELECT case_id, customer, turn AS start, MIN(moment) AS begun, turn AS at_0, MIN(moment) AS reached_0,
    MIN(moment) AS reached_before
FROM walk
WHERE step IN ({steps})
GROUP BY case_id, customer, turn
"""

_AHEAD = """
SELECT case_id, customer, start, begun, at_{last} AS place, reached_{last} AS reached, 0 AS is_step FROM tried_{last}
UNION ALL
SELECT case_id, customer, 0, 0, turn, moment, 1 FROM walk WHERE step IN ({steps})
"""

_LOOKED = """
SELECT case_id, customer, start, begun, reached, is_step,
    MIN(CASE WHEN is_step = 1 THEN place END) OVER (
        PARTITION BY case_id ORDER BY place DESC, is_step, start ROWS UNBOUNDED PRECEDING
    ) AS at_{level},
    MIN(CASE WHEN is_step = 1 THEN reached END) OVER (
        PARTITION BY case_id ORDER BY place DESC, is_step, start ROWS UNBOUNDED PRECEDING
    ) AS reached_{level}
FROM ahead_{level}
"""

_TRIED = """
SELECT case_id, customer, start, begun, at_{level}, reached_{level}, reached AS reached_before
FROM looked_{level}
WHERE is_step = 0 AND reached_{level} - begun <= {window}
"""

_ATTEMPT = """
SELECT case_id, customer, {level} AS level, start, reached_{level} - reached_before AS took FROM tried_{level}
"""

_BEST = {
    "deepest": "SELECT case_id, MAX(level) AS depth FROM attempts GROUP BY case_id",
    "best": """
SELECT attempts.case_id AS case_id, MIN(attempts.start) AS first_start
FROM attempts JOIN deepest ON deepest.case_id = attempts.case_id AND deepest.depth = attempts.level
GROUP BY attempts.case_id
""",
}
_CHOSEN = """
SELECT attempts.case_id AS case_id, attempts.customer AS customer, attempts.level AS level, attempts.took AS took
FROM attempts JOIN best ON best.case_id = attempts.case_id AND best.first_start = attempts.start
"""

_SCOPED = {
    False: "SELECT case_id, customer, level, took FROM chain",
    True: """
SELECT chain.case_id, chain.customer, chain.level, chain.took
FROM chain JOIN walk ON walk.case_id = chain.case_id AND walk.main = 1 AND walk.before = -1
""",
}
_CLOSED = """
SELECT part, level, COUNT(*) AS cases, COUNT(DISTINCT customer) AS customers FROM scoped GROUP BY part, level
"""
_TOOK = "SELECT part, level AS one, 0 AS other, took FROM scoped WHERE level > 0"


@dataclass(frozen=True, slots=True)
class Closed:
    """A step of a funnel: cases that took it after all before it, their customers, and the time since the last step."""

    cases: int
    customers: int
    took: Duration | None


def chain(levels: Sequence[Sequence[int]], window: int | None) -> Statement:
    """The funnel of each case, to be staged as `chain`: a row a level that it reaches, with the time since the last.

    Args:
        levels: The steps of the plan that each level of the funnel is: one touchpoint, or all of a stage.
        window: How many microseconds the whole funnel may take.
    """
    return _first_only(levels) if window is None else _from_any(levels, window)


def _first_only(levels: Sequence[Sequence[int]]) -> Statement:
    pieces = {f"taken_{level}": _filled(_NEXT if level else _FIRST, level, steps) for level, steps in enumerate(levels)}
    return question(" UNION ALL ".join(_filled(_TAKEN, level) for level in range(len(levels))), pieces)


def _from_any(levels: Sequence[Sequence[int]], window: int) -> Statement:
    pieces = {"tried_0": _filled(_STARTS, 0, levels[0])}
    for level, steps in enumerate(levels[1:], start=1):
        pieces[f"ahead_{level}"] = _filled(_AHEAD, level, steps)
        pieces[f"looked_{level}"] = _filled(_LOOKED, level)
        pieces[f"tried_{level}"] = _filled(_TRIED, level)
    pieces["attempts"] = " UNION ALL ".join(_filled(_ATTEMPT, level) for level in range(len(levels)))
    return question(_CHOSEN, {**pieces, **_BEST}, window=window)


def _filled(text: str, level: int, steps: Sequence[int] = ()) -> str:
    """A text with the numbers of its level; what else it leaves open is filled in for the whole question."""
    listed = ", ".join(str(int(step)) for step in steps)
    return text.replace("{level}", str(level)).replace("{last}", str(level - 1)).replace("{steps}", listed)


def funnel(engine: Engine, split: Split | None = None, *, approximate: bool) -> Mapping[tuple[int, int], Closed]:
    """The closed funnel that is staged as `chain`, by part and level; levels that nobody reaches are not there.

    Args:
        engine: What answers.
        split: By what cases are counted apart.
        approximate: Whether times are rounded first.
    """
    scoped = {"scoped": _SCOPED[split is not None]}
    took = durations(engine, {**scoped, "taken": _TOOK}, split, approximate=approximate)
    rows = map(wholes, engine.rows(question(_CLOSED, scoped, split)))
    return {(part, level): Closed(cases, people, took.get((part, level, 0))) for part, level, cases, people in rows}
