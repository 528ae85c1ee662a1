"""Where a measured journey may end: at which touchpoints a customer who goes no further is not lost.

Lint, drawings and pages ask here, so that none calls an end a loss that another one calls an end.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from journeymap.workspace.outcome import Losses

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.model.measurement import Measurement, TouchpointMeasured
    from journeymap.workspace.flow import Flow, Way


class Ends:
    """The ends of a journey that was measured.

    Args:
        flow: The journey as it is on the map.
        measured: What was measured of it: its goal, and the touchpoints that data see.
        losses: Tells ends at which the customer is lost from the others.
    """

    def __init__(self, flow: Flow, measured: Measurement, losses: Losses | None = None) -> None:
        self._flow, self._goal = flow, measured.asked.goal
        self._losses = losses or Losses()
        bound = {name for name, touchpoint in flow.touchpoints.items() if touchpoint.events}
        self._seen = bound | measured.touchpoint.keys()

    def is_end(self, name: str) -> bool:
        """Whether who ends at a touchpoint is not lost.

        That is so at the goal and behind it, and where the map leads nowhere else, unless it says of its ends there
        that the customer is lost. An end beside ways on is none before the goal: there some go no further, whatever the
        map calls it.
        """
        return name in self.completed or self._is_last(name)

    def worst(self, items: Iterable[TouchpointMeasured]) -> TouchpointMeasured | None:
        """The touchpoint at which most are lost; None where nobody is known to be.

        Args:
            items: Touchpoints, as they were measured of everybody or of a part.
        """
        lost = (item for item in items if item.exits and not self.is_end(item.id))
        return max(lost, key=lambda item: item.exits or 0, default=None)

    @cached_property
    def completed(self) -> frozenset[str]:
        """The goal, and the touchpoints behind it: those that stand after it and that ways lead to from it."""
        if self._goal is None or self._goal not in self._flow.touchpoints:
            return frozenset()
        later = self._flow.order[self._flow.order.index(self._goal) + 1 :]
        return frozenset({self._goal, *(self._flow.after(self._goal) & set(later))})

    def expected(self, name: str) -> float:
        """The share of those at a touchpoint who end there on the map, 0 to 1; 1 where it has an end that is meant.

        An end behind a touchpoint that data cannot see is meant to be one, too: nobody knows who came that far.
        """
        ends = [way for way in self._ways(name) if way.target is None]
        if any(self._losses.kept(way) or way.source != name for way in ends):
            return 1.0
        return sum(way.transition.share or 0.0 for way in ends if way.transition)

    def _is_last(self, name: str) -> bool:
        ways = self._ways(name)
        return all(way.target is None for way in ways) and any(self._losses.kept(way) for way in ways)

    def _ways(self, name: str) -> list[Way]:
        """The ways out of a touchpoint as data see them, without those that are taken beside the others."""
        return [way for way in self._flow.seen_from(name, self._seen) if not way.beside]
