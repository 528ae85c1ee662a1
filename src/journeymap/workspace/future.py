"""Future journeys, made whole: what they keep of the current journey is filled in.

What is kept stays confidential where it is so in the current journey, its stage or the journey itself. Those who take
no part in the future journey are not brought into it by what is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.model.experience import Voice
    from journeymap.model.journey import Journey, Stage
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
    kept_from = {
        touchpoint.id: _source(base, stage, touchpoint) for stage in base.stages for touchpoint in stage.touchpoints
    }
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
            _merged(touchpoint, kept_from[touchpoint.id], journey, own, successors)
            if touchpoint.keep and touchpoint.id in kept_from
            else touchpoint
            for touchpoint in stage.touchpoints
        )
        stages.append(stage.model_copy(update={"touchpoints": touchpoints}))
    return journey.model_copy(update={"stages": tuple(stages)})


def _source(base: Journey, stage: Stage, touchpoint: Touchpoint) -> Touchpoint:
    """A touchpoint as it is kept: confidential where anything around it is."""
    if not (base.confidential or stage.confidential):
        return touchpoint
    return touchpoint.model_copy(update={"confidential": True})


def _merged(
    touchpoint: Touchpoint, base: Touchpoint, journey: Journey, own: set[str], successors: Mapping[str, str]
) -> Touchpoint:
    written = {name: getattr(touchpoint, name) for name in touchpoint.model_fields_set}
    if "next" not in written and base.next:
        written["next"] = _ways_that_remain(base.next, own, successors)
    kept = {
        "replaces": (),
        "personas": _who_remain(base.personas, journey),
        "voices": _voices_that_remain(base.voices, written.get("personas", ()), journey),
    }
    secret = base.confidential or touchpoint.confidential
    return base.model_copy(update={**kept, **written, "confidential": secret})


def _who_remain(personas: tuple[str, ...], journey: Journey) -> tuple[str, ...]:
    """Those of the personas who take part in the future journey; all, where that is none of them."""
    return tuple(name for name in personas if name in journey.personas) or personas


def _voices_that_remain(voices: tuple[Voice, ...], written: tuple[str, ...], journey: Journey) -> tuple[Voice, ...]:
    """Inherited voices without those of personas who take no part; all, where the journey names nobody."""
    taking_part = {*journey.personas, *written}
    return tuple(voice for voice in voices if not journey.personas or voice.persona in taking_part)


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
