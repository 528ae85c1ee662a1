"""A journey as a graph: which touchpoints follow which, where it begins, and where it ends."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from journeymap.model.journey import Journey
    from journeymap.model.touchpoint import Touchpoint
    from journeymap.model.transition import Handoff, Transition

END = "end"


@dataclass(frozen=True, slots=True)
class Way:
    """A way out of a touchpoint.

    Attributes:
        source: The id of the touchpoint it leaves.
        target: The id of the touchpoint it leads to; None for an end of the journey.
        transition: As it is written; None where it only follows from the order.
        position: The place of the transition in the touchpoint's `next`; None where it is not written.
        handoff: What one team owes the other on it.
        returning: It is the way back of a customer whom the next team refused (`recycle_to`).
    """

    source: str
    target: str | None
    transition: Transition | None = None
    position: int | None = None
    handoff: Handoff | None = None
    returning: bool = False


class Flow:
    """The graph of one journey. Ways to touchpoints that are not there are left out: another rule names them."""

    def __init__(self, journey: Journey) -> None:
        self.order = tuple(touchpoint.id for stage in journey.stages for touchpoint in stage.touchpoints)
        self.touchpoints: Mapping[str, Touchpoint] = {
            touchpoint.id: touchpoint for stage in journey.stages for touchpoint in stage.touchpoints
        }
        self.ways: Mapping[str, tuple[Way, ...]] = {
            name: tuple(self._ways_out(position)) for position, name in enumerate(self.order)
        }

    def _ways_out(self, position: int) -> Iterable[Way]:
        touchpoint = self.touchpoints[self.order[position]]
        following = self.order[position + 1] if position + 1 < len(self.order) else None
        if touchpoint.next is None:
            yield Way(touchpoint.id, following, handoff=touchpoint.handoff)
            yield from self._return(touchpoint.id, touchpoint.handoff)
            return
        if not touchpoint.next:
            yield Way(touchpoint.id, None, handoff=touchpoint.handoff)
        for place, transition in enumerate(touchpoint.next):
            handoff = transition.handoff or (touchpoint.handoff if len(touchpoint.next) == 1 else None)
            if transition.to == END or transition.to in self.touchpoints:
                target = None if transition.to == END else transition.to
                yield Way(touchpoint.id, target, transition, place, handoff)
            yield from self._return(touchpoint.id, handoff)

    def _return(self, source: str, handoff: Handoff | None) -> Iterable[Way]:
        if handoff is not None and handoff.recycle_to in self.touchpoints:
            yield Way(source, handoff.recycle_to, handoff=handoff, returning=True)

    @property
    def start(self) -> str | None:
        """The first touchpoint; None where there is none."""
        return self.order[0] if self.order else None

    @cached_property
    def into(self) -> Mapping[str, tuple[Way, ...]]:
        """The ways that lead to each touchpoint."""
        found: dict[str, list[Way]] = defaultdict(list)
        for ways in self.ways.values():
            for way in ways:
                if way.target is not None:
                    found[way.target].append(way)
        return {name: tuple(found[name]) for name in self.order}

    def after(self, name: str) -> frozenset[str]:
        """The touchpoints that can be reached from one, itself only where a circle leads back to it."""
        return self._reached([way.target for way in self.ways[name]])

    @cached_property
    def reachable(self) -> frozenset[str]:
        """The touchpoints that can be reached from the start, the start among them."""
        return self._reached([self.start])

    def _reached(self, starts: Iterable[str | None]) -> frozenset[str]:
        seen: set[str] = set()
        pending = [name for name in starts if name is not None]
        while pending:
            name = pending.pop()
            if name not in seen:
                seen.add(name)
                pending += [way.target for way in self.ways[name] if way.target is not None]
        return frozenset(seen)

    @cached_property
    def ending(self) -> frozenset[str]:
        """The touchpoints from which an end of the journey can be reached."""
        seen: set[str] = set()
        pending = [name for name, ways in self.ways.items() if any(way.target is None for way in ways)]
        while pending:
            name = pending.pop()
            if name not in seen:
                seen.add(name)
                pending += [way.source for way in self.into[name]]
        return frozenset(seen)
