"""Through which channels customers come to each touchpoint."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.evidence.queries.parts import question
from journeymap.evidence.statement import whole

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeymap.evidence.engines import Engine

_USED = """
SELECT step, channel, COUNT(*) AS events, COUNT(DISTINCT customer) AS customers
FROM log
WHERE step >= 0
GROUP BY step, channel
"""
_TOLD = """
SELECT step, channel, events, customers, CASE WHEN customers >= {least} THEN 1 ELSE 0 END AS enough FROM used
"""
_RANKED = """
SELECT step, channel, events, customers, enough, COUNT(*) OVER (PARTITION BY step, enough) AS n,
    ROW_NUMBER() OVER (PARTITION BY step, enough ORDER BY events DESC, BYTES(channel)) AS place
FROM told
"""
_MOST = """
SELECT enough, n, step, channel, events, customers FROM ranked
WHERE place <= CASE WHEN enough = 1 THEN {limit} ELSE 1 END
"""


@dataclass(frozen=True, slots=True)
class Used:
    """A channel of a touchpoint, the events that came through it, and their customers."""

    step: int
    channel: str
    events: int
    customers: int


@dataclass(frozen=True, slots=True)
class Channels:
    """The channels of each touchpoint, most used first.

    Attributes:
        most: Those that can be told.
        few: How many each step has besides, with too few customers each.
        cut: The steps that have more than can be told.
    """

    most: Sequence[Used]
    few: Mapping[int, int]
    cut: frozenset[int]


def channels(engine: Engine, least: int, limit: int) -> Channels:
    """The channels of each touchpoint.

    Args:
        engine: What answers.
        least: The fewest customers that a channel is told of.
        limit: How many channels of a touchpoint are told at most.
    """
    pieces = {"used": _USED, "told": _TOLD, "ranked": _RANKED}
    found, few, cut = [], {}, set()
    for enough, n, step, name, events, people in engine.rows(question(_MOST, pieces, least=least, limit=limit)):
        if not whole(enough):
            few[whole(step)] = whole(n)
            continue
        found.append(Used(whole(step), str(name), whole(events), whole(people)))
        if whole(n) > limit:
            cut.add(whole(step))
    return Channels(sorted(found, key=lambda item: (item.step, -item.events, item.channel)), few, frozenset(cut))
