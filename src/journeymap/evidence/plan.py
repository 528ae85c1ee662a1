"""What is asked of the data for one journey: its steps, how each is seen, and which ways the map has.

A plain value made of the map alone; no data is looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.model.source import SourceKind
from journeymap.workspace.flow import Flow

if TYPE_CHECKING:
    from journeymap.model.conditions import Conditions, EventBinding
    from journeymap.model.journey import Journey
    from journeymap.model.source import Source
    from journeymap.workspace.catalogue import Catalogue

NO_STEP = -1
"""The step of an event that no touchpoint of the workspace is bound to."""


@dataclass(frozen=True, slots=True)
class Step:
    """A touchpoint that is bound to events; `number` counts bound touchpoints in the order of the map, from 0."""

    number: int
    id: str
    stage: str
    bindings: tuple[EventBinding, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A persona and how it is recognised."""

    persona: str
    conditions: Conditions


@dataclass(frozen=True)
class Plan:
    """One journey, as data can see it.

    Attributes:
        journey: The journey.
        steps: Its bound touchpoints.
        elsewhere: How touchpoints of other journeys are seen: their events are neither this journey's nor unmapped.
        segments: Its personas that data can recognise, in their order; a row belongs to the first that matches.
        sources: The sources of events that the steps name, in the order of the workspace.
        ways: The ways between steps that the map has. A touchpoint that is not bound is looked through: what leads
            to it leads to what it leads to.
        starts: The steps that a path can begin with.
        ends: The steps after which a path can end.
        goal: The step that completes the journey.
    """

    journey: Journey
    steps: tuple[Step, ...]
    elsewhere: tuple[EventBinding, ...]
    segments: tuple[Segment, ...]
    sources: tuple[Source, ...]
    ways: frozenset[tuple[int, int]]
    starts: frozenset[int]
    ends: frozenset[int]
    goal: int | None

    @property
    def stages(self) -> tuple[str, ...]:
        """The stages that have steps, in order."""
        return tuple(dict.fromkeys(step.stage for step in self.steps))

    @property
    def steps_of_stages(self) -> list[tuple[int, ...]]:
        """The numbers of the steps of each of these stages."""
        return [tuple(step.number for step in self.steps if step.stage == name) for name in self.stages]

    def number(self, touchpoint: str) -> int | None:
        """The number of a bound touchpoint; None for any other id."""
        return next((step.number for step in self.steps if step.id == touchpoint), None)


def plan(catalogue: Catalogue, journey: Journey, goal: str | None = None) -> Plan:
    """What is asked of the data for a journey.

    Args:
        catalogue: The workspace.
        journey: One of its journeys.
        goal: The touchpoint that completes it; the last bound one where none is given.
    """
    steps = _steps(journey)
    sources = catalogue.sources
    named = {binding.source for step in steps for binding in step.bindings}
    flow = Flow(journey)
    seen = {step.id: step.number for step in steps}
    return Plan(
        journey=journey,
        steps=steps,
        elsewhere=_elsewhere(catalogue, journey, named),
        segments=_segments(catalogue, journey),
        sources=tuple(item for item in sources.values() if item.id in named and item.kind is SourceKind.EVENTS),
        ways=frozenset((seen[name], other) for name in seen for other in _bound_after(flow, name, seen)),
        starts=frozenset(_starts(flow, seen)),
        ends=frozenset(seen[name] for name in seen if _may_end(flow, name, seen)),
        goal=seen.get(goal) if goal else (steps[-1].number if steps else None),
    )


def _steps(journey: Journey) -> tuple[Step, ...]:
    bound = [(touchpoint, stage) for stage in journey.stages for touchpoint in stage.touchpoints if touchpoint.events]
    return tuple(
        Step(number, touchpoint.id, stage.id, touchpoint.events) for number, (touchpoint, stage) in enumerate(bound)
    )


def _elsewhere(catalogue: Catalogue, journey: Journey, named: set[str]) -> tuple[EventBinding, ...]:
    others = (other for other in catalogue.journeys.values() if other.id != journey.id)
    touchpoints = (item for other in others for stage in other.stages for item in stage.touchpoints)
    return tuple(binding for item in touchpoints for binding in item.events if binding.source in named)


def _segments(catalogue: Catalogue, journey: Journey) -> tuple[Segment, ...]:
    used = journey.personas or tuple(catalogue.personas)
    people = (catalogue.personas[name] for name in used if name in catalogue.personas)
    return tuple(Segment(persona.id, persona.segment) for persona in people if persona.segment)


def _bound_after(flow: Flow, name: str, seen: dict[str, int]) -> set[int]:
    """The steps that come next after a touchpoint, those that are not bound looked through."""
    return {seen[way.target] for way in flow.seen_from(name, seen) if way.target is not None}


def _may_end(flow: Flow, name: str, seen: dict[str, int]) -> bool:
    return any(way.target is None for way in flow.seen_from(name, seen))


def _starts(flow: Flow, seen: dict[str, int]) -> set[int]:
    """The first touchpoint and every one that nothing leads to; where one is not bound, the bound ones after it."""
    found: set[int] = set()
    for name in flow.order:
        if name == flow.start or not flow.into[name]:
            found |= {seen[name]} if name in seen else _bound_after(flow, name, seen)
    return found
