"""What the map writes about how many take a way."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from journeymap.evidence.queries.transitions import END
from journeymap.workspace.flow import END as END_OF_MAP

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.evidence.plan import Plan

_DIGITS = 6
"""Places after the point of a share."""


def written_shares(plan: Plan) -> Mapping[tuple[int, int], float]:
    """The shares that the map says of ways between two steps, and of ends (`END`), several ways there taken together.

    Where a way there has no share, or stands outside the shares (`also`), nothing is said.
    """
    touchpoints = {touchpoint.id: touchpoint for stage in plan.journey.stages for touchpoint in stage.touchpoints}
    found: dict[tuple[int, int], list[float | None]] = defaultdict(list)
    for step in plan.steps:
        for way in touchpoints[step.id].next or ():
            target = END if way.to == END_OF_MAP else plan.number(way.to)
            if target is not None:
                found[step.number, target].append(None if way.also else way.share)
    sums = {way: [said for said in shares if said is not None] for way, shares in found.items()}
    return {way: round(min(sum(sums[way]), 1.0), _DIGITS) for way in found if len(sums[way]) == len(found[way])}
