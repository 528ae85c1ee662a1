"""Events that no touchpoint is bound to, in cases that were on the journey, and the touchpoint they mostly follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.evidence.plan import NO_STEP
from journeymap.evidence.queries.parts import question
from journeymap.evidence.statement import whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.evidence.engines import Engine

_PIECES = {
    "strange": "SELECT DISTINCT case_id FROM log WHERE step = -1",
    "mapped": """
SELECT DISTINCT walk.case_id AS case_id FROM walk JOIN strange ON strange.case_id = walk.case_id
""",
    "passed": """
SELECT log.case_id AS case_id, log.customer AS customer, log.source AS source, log.event AS event, log.step AS step,
    MAX(CASE WHEN log.step >= 0 THEN log.ord END) OVER (
        PARTITION BY log.case_id ORDER BY log.ord ROWS UNBOUNDED PRECEDING
    ) AS place
FROM log JOIN mapped ON mapped.case_id = log.case_id
WHERE log.main = 1 AND log.step >= -1
""",
    "beside": """
SELECT passed.case_id AS case_id, passed.customer AS customer, passed.source AS source, passed.event AS event,
    passed.place AS place, COALESCE(log.step, -1) AS following
FROM passed LEFT JOIN log ON log.case_id = passed.case_id AND log.ord = passed.place
WHERE passed.step = -1
""",
    "by_event": """
SELECT source, event, COUNT(*) AS events, COUNT(DISTINCT case_id) AS cases, COUNT(DISTINCT customer) AS customers
FROM beside GROUP BY source, event
""",
    "by_place": """
SELECT source, event, following, COUNT(*) AS events, COUNT(DISTINCT customer) AS customers
FROM beside GROUP BY source, event, following
""",
    "mostly": """
SELECT source, event, following, customers,
    ROW_NUMBER() OVER (PARTITION BY source, event ORDER BY events DESC, following) AS place
FROM by_place
""",
    "scattered": """
SELECT by_event.source AS source, by_event.event AS event, by_event.cases AS cases
FROM by_event
JOIN mostly ON mostly.source = by_event.source AND mostly.event = by_event.event AND mostly.place = 1
WHERE mostly.customers < {least} AND by_event.customers >= {least}
""",
    "came": """
SELECT beside.case_id AS case_id, beside.source AS source, beside.event AS event, MIN(scattered.cases) AS cases,
    MAX(beside.place) AS last_place
FROM beside JOIN scattered ON scattered.source = beside.source AND scattered.event = beside.event
GROUP BY beside.case_id, beside.source, beside.event
""",
    "earlier": """
SELECT came.source AS source, came.event AS event, log.step AS step, MIN(came.cases) AS all_cases,
    COUNT(DISTINCT came.case_id) AS cases, COUNT(DISTINCT log.customer) AS customers
FROM came JOIN log ON log.case_id = came.case_id
WHERE log.ord <= came.last_place AND log.main = 1 AND log.step >= 0
GROUP BY came.source, came.event, log.step
""",
    "been": """
SELECT source, event, MAX(step) AS last_step FROM earlier
WHERE 2 * cases > all_cases AND customers >= {least}
GROUP BY source, event
""",
    "told": """
SELECT by_event.source AS source, by_event.event AS event, by_event.events AS events, by_event.cases AS cases,
    CASE WHEN mostly.customers >= {least} THEN mostly.following ELSE COALESCE(been.last_step, -1) END AS following,
    CASE WHEN by_event.customers >= {least} THEN 1 ELSE 0 END AS enough
FROM by_event
JOIN mostly ON mostly.source = by_event.source AND mostly.event = by_event.event AND mostly.place = 1
LEFT JOIN been ON been.source = by_event.source AND been.event = by_event.event
""",
    "ranked": """
SELECT source, event, events, cases, following, enough, COUNT(*) OVER (PARTITION BY enough) AS n,
    ROW_NUMBER() OVER (PARTITION BY enough ORDER BY cases DESC, source, BYTES(event)) AS place
FROM told
""",
}
_MOST = """
SELECT enough, n, source, event, events, cases, following
FROM ranked
WHERE place <= CASE WHEN enough = 1 THEN {limit} ELSE 1 END
"""


@dataclass(frozen=True, slots=True)
class Beside:
    """An event on no touchpoint: its source's number, how many, in how many cases, and the step it mostly follows.

    Where too few customers have it directly after any one step, that is the last step of the map that most of its cases
    had been at before.
    """

    source: int
    event: str
    events: int
    cases: int
    after: int | None


def unmapped(engine: Engine, least: int, limit: int) -> tuple[Sequence[Beside], int]:
    """Events on no touchpoint, those of most cases first, and how many have too few customers to be told.

    Args:
        engine: What answers.
        least: The fewest customers that an event is told of.
        limit: How many are told at most.
    """
    found, left = [], 0
    for enough, n, source, event, events, cases, after in engine.rows(
        question(_MOST, _PIECES, least=least, limit=limit)
    ):
        if whole(enough):
            found.append(Beside(whole(source), str(event), whole(events), whole(cases), _step(whole(after))))
        else:
            left = whole(n)
    return sorted(found, key=lambda item: (-item.cases, item.source, item.event)), left


def _step(number: int) -> int | None:
    return None if number == NO_STEP else number
