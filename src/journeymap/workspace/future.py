"""Future journeys, made whole: what they keep of the current journey is filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.model.journey import Journey
    from journeymap.model.touchpoint import Touchpoint
    from journeymap.model.transition import Transition


def effective(journeys: Mapping[str, Journey]) -> dict[str, Journey]:
    """The same journeys, with each kept touchpoint as in `based_on` where it says nothing itself."""
    done: dict[str, Journey] = {}
    for name in journeys:
        chain: dict[str, None] = {}
        place: str | None = name
        while place and place in journeys and place not in done and place not in chain:
            chain[place] = None
            place = journeys[place].based_on
        for link in reversed(chain):
            journey = journeys[link]
            base = done.get(journey.based_on) if journey.based_on else None
            done[link] = journey if base is None else fill_in(journey, base)
    return {name: done[name] for name in journeys}


def fill_in(journey: Journey, base: Journey) -> Journey:
    """A future journey with what it keeps of its base."""
    kept_from = {touchpoint.id: touchpoint for stage in base.stages for touchpoint in stage.touchpoints}
    own = {touchpoint.id for stage in journey.stages for touchpoint in stage.touchpoints}
    successors = {
        replaced: touchpoint.id
        for stage in journey.stages
        for touchpoint in stage.touchpoints
        for replaced in touchpoint.replaces
    }
    stages = []
    for stage in journey.stages:
        touchpoints = tuple(
            _merged(touchpoint, kept_from[touchpoint.id], own, successors)
            if touchpoint.keep and touchpoint.id in kept_from
            else touchpoint
            for touchpoint in stage.touchpoints
        )
        stages.append(stage.model_copy(update={"touchpoints": touchpoints}))
    return journey.model_copy(update={"stages": tuple(stages)})


def _merged(touchpoint: Touchpoint, base: Touchpoint, own: set[str], successors: Mapping[str, str]) -> Touchpoint:
    written = {name: getattr(touchpoint, name) for name in touchpoint.model_fields_set}
    if "next" not in written and base.next:
        written["next"] = _ways_that_remain(base.next, own, successors)
    return base.model_copy(update={"replaces": (), **written})


def _ways_that_remain(
    ways: tuple[Transition, ...], own: set[str], successors: Mapping[str, str]
) -> tuple[Transition, ...] | None:
    """Inherited ways out, led to what replaces their targets; those to dropped touchpoints are gone."""
    remaining = []
    for way in ways:
        target = way.to if way.to in own or way.to == "end" else successors.get(way.to)
        if target is not None:
            remaining.append(way.model_copy(update={"to": target}))
    return tuple(remaining) or None
