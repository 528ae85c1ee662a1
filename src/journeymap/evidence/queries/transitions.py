"""The ways that cases take from one touchpoint to the next one, and where they end; how often, and how long it takes.

The same touchpoint again is no way. Events on no touchpoint are passed over: they do not part two touchpoints. The time
runs from the last event on the one to the first on the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.evidence.plan import NO_STEP
from journeymap.evidence.queries.durations import durations
from journeymap.evidence.queries.parts import filled, question, wholes
from journeymap.model.settings import CaseKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeymap.evidence.engines import Engine
    from journeymap.evidence.queries.durations import Duration
    from journeymap.evidence.queries.parts import Split
    from journeymap.evidence.statement import Statement

END = NO_STEP
"""What a case ends with, where others have the number of a touchpoint."""

_BY_CASE = """
SELECT {part} AS of_part, before AS one, step AS other, case_id, {customer} AS of_customer, COUNT(*) AS n
FROM scoped
WHERE main = 1 AND before >= 0 AND before <> step
GROUP BY before, step, case_id
"""

_WHO = {CaseKind.CUSTOMER: "case_id", CaseKind.SESSION: "MIN(customer)"}

_BY_CUSTOMER = {
    CaseKind.CUSTOMER: "SELECT of_part AS part, one, other, n AS times, 1 AS cases FROM by_case",
    CaseKind.SESSION: """
SELECT of_part AS part, one, other, of_customer, SUM(n) AS times, COUNT(*) AS cases
FROM by_case
GROUP BY of_part, one, other, of_customer
""",
}

_WAYS = """
SELECT part, one, other, SUM(times) AS all_times, SUM(cases) AS all_cases, COUNT(*) AS customers
FROM by_customer
GROUP BY part, one, other
"""

_TIMES = """
SELECT part, before AS one, step AS other, COUNT(*) AS times
FROM scoped
WHERE main = 1 AND before >= 0 AND before <> step
GROUP BY part, before, step
"""

_IN_SETS = """
SELECT part, before AS one, step AS other, COUNT(*) AS times, {sets}
FROM scoped
WHERE main = 1 AND before >= 0 AND before <> step
GROUP BY part, before, step
"""
"""The same by a set of numbers a way, in which cases and customers are bits."""

_SETS = {
    CaseKind.CUSTOMER: "NUMBERS_IN(case_id, {cases}) AS cases",
    CaseKind.SESSION: "NUMBERS_IN(case_id, {cases}) AS cases, NUMBERS_IN(customer, {customers}) AS customers",
}
"""Where a case is a customer, one set serves both."""

_HIGHEST = "SELECT MAX(case_id) AS cases, MAX(customer) AS customers FROM walk"
"""Where rows are stored, customers are numbered from 1, and sessions that a pause parts too."""

_ENDS = """
SELECT part, step, COUNT(*) AS times, COUNT(*) AS cases, COUNT(DISTINCT customer) AS customers
FROM scoped
WHERE main = 1 AND following = -1
GROUP BY part, step
"""

_TAKEN = """
SELECT part, before AS one, step AS other, took FROM scoped WHERE main = 1 AND before >= 0 AND before <> step
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """A way that was taken: from a step to a step or `END`, how many times, in how many cases, by how many people."""

    part: int
    source: int
    target: int
    times: int
    cases: int
    customers: int


def transitions(engine: Engine, kind: CaseKind, split: Split | None = None) -> Sequence[Taken]:
    """All ways that were taken, ends among them, most taken first.

    Args:
        engine: What answers.
        kind: What a case is: where it is a customer, customers need not be counted apart.
        split: By what cases are counted apart.
    """
    rows = map(wholes, engine.rows(_ways(engine, kind, split)))
    ways = [Taken(part, one, other, times, sets[0], sets[-1]) for part, one, other, times, *sets in rows]
    for part, step, times, cases, customers in map(wholes, engine.rows(question(_ENDS, {}, split))):
        ways.append(Taken(part, step, END, times, cases, customers))
    return sorted(ways, key=lambda way: (way.part, -way.times, way.source, way.target))


def _ways(engine: Engine, kind: CaseKind, split: Split | None) -> Statement:
    """What asks for the ways: by sets of numbers where there is room for these."""
    if engine.bits:
        ways = len(engine.rows(question(_TIMES, {}, split)))
        cases, customers = engine.rows(question(_HIGHEST, {}))[0]
        if isinstance(cases, int) and isinstance(customers, int) and ways * (cases + customers) <= engine.bits:
            return question(filled(_IN_SETS, {"sets": _SETS[kind]}), {}, split, cases=cases, customers=customers)
    words = {"part": "0" if split is None else "MIN(part)", "customer": _WHO[kind]}
    return question(_WAYS, {"by_case": filled(_BY_CASE, words), "by_customer": _BY_CUSTOMER[kind]}, split)


def waits(engine: Engine, split: Split | None = None, *, approximate: bool) -> Mapping[tuple[int, int, int], Duration]:
    """How long each way takes, by part, the step that is left and the step that follows."""
    return durations(engine, {"taken": _TAKEN}, split, approximate=approximate)
