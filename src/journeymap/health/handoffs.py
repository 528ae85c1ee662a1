"""Hand-offs from team to team that are broken, late, or promise too little.

Without measured data a hand-off is late when the map itself says so: the customer waits longer until the other team has
them than its SLA promises. The team may have taken over in time behind the scenes, which the customer does not see; a
measurement has to tell. In a future journey both are intentions, and nothing is late.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.health.values import HandoffHealth
from journeymap.model import durations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from journeymap.health.known import Known
    from journeymap.health.values import HandoffFault
    from journeymap.model.transition import Handoff
    from journeymap.workspace.survey import JourneyPlace, TouchpointPlace

_Waited = tuple[str, ...]


def handoffs(journey: JourneyPlace, known: Known) -> tuple[HandoffHealth, ...]:
    """All hand-offs from one team to another, those with which nothing is wrong among them."""
    return tuple(
        _judged(place, handoff, known)
        for place in journey.touchpoints
        for handoff in _written(place)
        if handoff.to != place.owner
    )


def _written(place: TouchpointPlace) -> Iterator[Handoff]:
    if place.value.handoff is not None:
        yield place.value.handoff
    yield from (way.handoff for way in place.value.next or () if way.handoff is not None)


def _judged(place: TouchpointPlace, handoff: Handoff, known: Known) -> HandoffHealth:
    targets = _targets(place, handoff)
    waited = _until_taken(place.journey, targets, handoff.to, known)
    return HandoffHealth(
        touchpoint=place.value.id,
        stage=place.stage.value.id,
        targets=targets,
        giver=known.named(place.owner),
        taker=known.named(handoff.to),
        sla=handoff.sla,
        waited=waited,
        faults=tuple(_faults(place.journey, handoff, targets, waited, known)),
    )


def _targets(place: TouchpointPlace, handoff: Handoff) -> tuple[str, ...]:
    """Where the ways with a hand-off lead; a touchpoint's own is on all its ways that have no other."""
    ways = [way for way in place.journey.flow.ways[place.value.id] if not way.returning]
    own = [way for way in ways if way.handoff is handoff]
    meant = own or [way for way in ways if way.handoff is None and handoff is place.value.handoff]
    return tuple(dict.fromkeys(way.target for way in meant if way.target is not None))


def _faults(
    journey: JourneyPlace, handoff: Handoff, targets: tuple[str, ...], waited: _Waited, known: Known
) -> Iterator[HandoffFault]:
    if handoff.to not in known.catalogue.teams:
        if handoff.to not in known.hidden:
            yield "unknown-team"
    elif _passes_by(handoff.to, journey, targets, known):
        yield "not-taken-up"
    if handoff.sla is None:
        yield "no-sla"
    elif not journey.is_future and _sum(waited) > durations.seconds(handoff.sla):
        yield "late"
    if handoff.on_reject is None and handoff.recycle_to is None:
        yield "no-reject-path"


def _sum(waited: Iterable[str]) -> float:
    return sum(durations.seconds(text) for text in waited)


def _passes_by(team: str, journey: JourneyPlace, targets: tuple[str, ...], known: Known) -> bool:
    """Whether what follows has teams, and the one that should take over is none of them."""
    after = {name for target in targets for name in (target, *journey.flow.after(target))}
    teams = {found for name in after for found in _teams_at(journey.by_id[name], known)}
    return bool(teams) and team not in teams


def _teams_at(place: TouchpointPlace, known: Known) -> Iterator[str]:
    """The teams that have a part in a touchpoint, in its stage's work, and in the journey inside it."""
    value, stage = place.value, place.stage.value
    yield from (*value.responsible, *([place.owner] if place.owner else []))
    if value.actor is not None and value.actor in known.catalogue.teams:
        yield value.actor
    for item in (value, stage):
        yield from (work.by for work in (*item.frontstage, *item.backstage, *item.support) if work.by)
    inside = known.survey.journey(value.journey)
    if inside is not None and inside.value.id != place.journey.value.id:
        yield from (inner.owner for inner in inside.touchpoints if inner.owner)


def _until_taken(journey: JourneyPlace, targets: tuple[str, ...], team: str, known: Known) -> _Waited:
    """What the customer waits until the team has them, on the shortest way; empty where the map does not say."""
    arrivals = [waited for place, waited in _arrivals(journey, targets, known) if team in _takers(place)]
    return min(arrivals, key=_sum, default=())


def _takers(place: TouchpointPlace) -> set[str | None]:
    return {place.owner, place.value.actor, *place.value.responsible}


def _arrivals(
    journey: JourneyPlace, targets: tuple[str, ...], known: Known
) -> Iterator[tuple[TouchpointPlace, _Waited]]:
    """The touchpoints at which somebody has the customer again, and the waits until then.

    A touchpoint without contact that no team took for its own is passed through: its time is waited too.
    """
    pending: list[tuple[str, _Waited]] = [(target, ()) for target in targets]
    seen: set[str] = set()
    while pending:
        name, waited = pending.pop(0)
        if name in seen:
            continue
        seen.add(name)
        place = journey.by_id[name]
        value = place.value
        if value.owner is None and known.survey.has_no_contact(place):
            time = value.duration or value.wait
            onward = (*waited, time) if time else waited
            pending += [(way.target, onward) for way in journey.flow.ways[name] if way.target and not way.returning]
        else:
            yield place, (*waited, value.wait) if value.wait else waited
