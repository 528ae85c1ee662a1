"""A journey as a graph: which touchpoints follow which, where it begins, and where it ends."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

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

    def open_to(self, persona: str) -> bool:
        """Whether a persona can go this way; the empty id stands for anyone."""
        return not persona or self.transition is None or not self.transition.for_ or persona in self.transition.for_

    @property
    def beside(self) -> bool:
        """Whether it is taken beside the others (`also`), or only by those who were refused."""
        return self.returning or (self.transition is not None and self.transition.also)


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

    def seen_from(self, name: str, seen: Collection[str]) -> tuple[Way, ...]:
        """The ways out of a touchpoint as somebody sees them who sees some touchpoints only.

        Args:
            name: The touchpoint.
            seen: The touchpoints that are seen; the others are looked through, up to one that is or to an end.
        """
        found: list[Way] = []
        looked, pending = {name}, [name]
        while pending:
            for way in self.ways.get(pending.pop(), ()):
                if way.target is None or way.target in seen:
                    found.append(way)
                elif way.target not in looked:
                    looked.add(way.target)
                    pending.append(way.target)
        return tuple(found)

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

    @cached_property
    def whole(self) -> bool:
        """Whether all ids differ and every way leads to a touchpoint that is there; else the graph cannot be judged."""
        ways = [way for touchpoint in self.touchpoints.values() for way in touchpoint.next or ()]
        handoffs = [*(item.handoff for item in self.touchpoints.values()), *(way.handoff for way in ways)]
        targets = {way.to for way in ways if way.to != END} | {item.recycle_to for item in handoffs if item} - {None}
        return len(self.touchpoints) == len(self.order) and targets <= self.touchpoints.keys()

    def after(self, name: str, persona: str = "") -> frozenset[str]:
        """The touchpoints that can be reached from one, itself only where a circle leads back to it.

        Args:
            name: The touchpoint.
            persona: Whose ways count; the empty id stands for anyone.
        """
        return self._reached([way.target for way in self.ways[name] if way.open_to(persona)], persona)

    def reached_without(self, start: str, avoided: str) -> frozenset[str]:
        """The touchpoints that can be reached from one, itself among them, without passing another."""
        return self._reached([start], avoided=avoided)

    @cached_property
    def reachable(self) -> frozenset[str]:
        """The touchpoints that can be reached from the start, the start among them."""
        return self._reached([self.start])

    def reachable_for(self, persona: str) -> frozenset[str]:
        """The touchpoints that a persona can reach from the start."""
        return self._reached([self.start], persona)

    def _reached(self, starts: Iterable[str | None], persona: str = "", avoided: str | None = None) -> frozenset[str]:
        seen: set[str] = set()
        pending = [name for name in starts if name is not None]
        while pending:
            name = pending.pop()
            if name not in seen and name != avoided:
                seen.add(name)
                pending += [way.target for way in self.ways[name] if way.target is not None and way.open_to(persona)]
        return frozenset(seen)

    @cached_property
    def ending(self) -> frozenset[str]:
        """The touchpoints from which an end of the journey can be reached."""
        return self.before_end(lambda _: True)

    def at_end(self, counts: Callable[[Way], bool]) -> frozenset[str]:
        """The touchpoints that have an end that counts among their ways."""
        return frozenset(
            name for name, ways in self.ways.items() if any(way.target is None and counts(way) for way in ways)
        )

    def before_end(self, counts: Callable[[Way], bool]) -> frozenset[str]:
        """The touchpoints from which an end that counts can be reached."""
        seen: set[str] = set()
        pending = list(self.at_end(counts))
        while pending:
            name = pending.pop()
            if name not in seen:
                seen.add(name)
                pending += [way.source for way in self.into[name]]
        return frozenset(seen)

    @cached_property
    def traps(self) -> tuple[tuple[str, ...], ...]:
        """The touchpoints, or circles of them, that can be entered from the start and never left; each in order."""
        stuck = [name for name in self.order if name in self.reachable - self.ending]
        after = {name: self.after(name) for name in stuck}
        found: list[tuple[str, ...]] = []
        for name in stuck:
            around = after[name]
            if all(name in after[other] for other in around) and not any(name in trap for trap in found):
                found.append(tuple(other for other in self.order if other in around))
        return tuple(found)
