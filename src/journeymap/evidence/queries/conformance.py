"""How many cases the map explains: whether their events are on touchpoints, and their ways, begin and end on the map.

A check of every way on its own is enough: a map's only state is the touchpoint where a case is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.evidence.queries.parts import question, wholes
from journeymap.evidence.queries.reach import Counted

if TYPE_CHECKING:
    from journeymap.evidence.engines import Engine
    from journeymap.evidence.plan import Plan

_JUDGED = """
SELECT case_id, customer,
    MAX(CASE WHEN before >= 0 AND before <> step AND NOT before * {size} + step IN ({ways})
        THEN 1 ELSE 0 END) AS strayed,
    MAX(CASE WHEN before = -1 AND NOT step IN ({starts}) THEN 1 ELSE 0 END) AS began,
    MAX(CASE WHEN following = -1 AND NOT step IN ({ends}) THEN 1 ELSE 0 END) AS ended
FROM walk
WHERE main = 1
GROUP BY case_id, customer
"""

_MARKED = """
SELECT judged.customer AS customer, judged.strayed AS strayed, judged.began AS began, judged.ended AS ended,
    CASE WHEN strange.case_id IS NULL THEN 0 ELSE 1 END AS odd
FROM judged LEFT JOIN strange ON strange.case_id = judged.case_id
"""

_BY_CUSTOMER = """
SELECT customer, COUNT(*) AS cases,
    SUM(CASE WHEN strayed + odd = 0 THEN 1 ELSE 0 END) AS explained,
    SUM(CASE WHEN strayed + odd + began + ended = 0 THEN 1 ELSE 0 END) AS whole,
    SUM(odd) AS odd_cases, SUM(strayed) AS strayed_cases, SUM(began) AS began_cases, SUM(ended) AS ended_cases
FROM marked
GROUP BY customer
"""

_CONFORMING = """
SELECT SUM(cases) AS n, COUNT(*) AS people,
    SUM(explained) AS n_explained, SUM(CASE WHEN explained > 0 THEN 1 ELSE 0 END) AS by_explained,
    SUM(whole) AS n_whole, SUM(CASE WHEN whole > 0 THEN 1 ELSE 0 END) AS by_whole,
    SUM(odd_cases) AS n_odd, SUM(CASE WHEN odd_cases > 0 THEN 1 ELSE 0 END) AS by_odd,
    SUM(strayed_cases) AS n_strayed, SUM(CASE WHEN strayed_cases > 0 THEN 1 ELSE 0 END) AS by_strayed,
    SUM(began_cases) AS n_began, SUM(CASE WHEN began_cases > 0 THEN 1 ELSE 0 END) AS by_began,
    SUM(ended_cases) AS n_ended, SUM(CASE WHEN ended_cases > 0 THEN 1 ELSE 0 END) AS by_ended
FROM by_customer
"""

_PIECES = {
    "judged": _JUDGED,
    "strange": "SELECT DISTINCT case_id FROM log WHERE step = -1",
    "marked": _MARKED,
    "by_customer": _BY_CUSTOMER,
}


@dataclass(frozen=True, slots=True)
class Conforming:
    """Cases by what the map says of them.

    Attributes:
        cases: All.
        explained: Every event on a touchpoint, every way in the map.
        complete: Explained, and they begin and end where the map does.
        with_unmapped_event: Some event is on no touchpoint.
        with_unmapped_way: Some way is not in the map.
        starting_elsewhere: They begin at no start of the map.
        ending_elsewhere: They end at no end of the map.
    """

    cases: Counted
    explained: Counted
    complete: Counted
    with_unmapped_event: Counted
    with_unmapped_way: Counted
    starting_elsewhere: Counted
    ending_elsewhere: Counted


def conformance(engine: Engine, plan: Plan) -> Conforming:
    """How many cases the map explains.

    Args:
        engine: What answers.
        plan: The journey: its ways, starts and ends.
    """
    size = len(plan.steps)
    ways = frozenset(source * size + target for source, target in plan.ways)
    asked = question(_CONFORMING, _PIECES, size=size, ways=ways, starts=plan.starts, ends=plan.ends)
    (row,) = engine.rows(asked)
    numbers = wholes(row)
    return Conforming(*(Counted(*pair) for pair in zip(numbers[::2], numbers[1::2], strict=True)))
