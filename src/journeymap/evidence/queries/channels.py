"""Through which channels customers come to each touchpoint."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.evidence.queries.parts import question, whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.evidence.engines import Engine

_USED = """
SELECT step, channel, COUNT(*) AS events, COUNT(DISTINCT customer) AS customers
FROM log
WHERE step >= 0
GROUP BY step, channel
"""
_TOLD = "SELECT step, channel, events, CASE WHEN customers >= {least} THEN 1 ELSE 0 END AS enough FROM used"
_RANKED = """
SELECT step, channel, events, enough, COUNT(*) OVER (PARTITION BY enough) AS n,
    ROW_NUMBER() OVER (PARTITION BY step, enough ORDER BY events DESC, BYTES(channel)) AS place
FROM told
"""
_MOST = """
SELECT enough, n, step, channel, events FROM ranked WHERE place <= CASE WHEN enough = 1 THEN {limit} ELSE 1 END
"""


@dataclass(frozen=True, slots=True)
class Used:
    """A channel of a touchpoint, and the events that came through it."""

    step: int
    channel: str
    events: int


def channels(engine: Engine, least: int, limit: int) -> tuple[Sequence[Used], int]:
    """The channels of each touchpoint, most used first, and how many have too few customers to be told.

    Args:
        engine: What answers.
        least: The fewest customers that a channel is told of.
        limit: How many channels of a touchpoint are told at most.
    """
    pieces = {"used": _USED, "told": _TOLD, "ranked": _RANKED}
    found, left = [], 0
    for enough, n, step, name, events in engine.rows(question(_MOST, pieces, least=least, limit=limit)):
        if whole(enough):
            found.append(Used(whole(step), str(name), whole(events)))
        else:
            left = whole(n)
    return sorted(found, key=lambda item: (item.step, -item.events, item.channel)), left
