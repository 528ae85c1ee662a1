"""The worst moment of each persona, and the moments of truth. Emotions are compared, and never averaged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.health.evidence import of_feeling
from journeymap.health.values import Felt, Moment, MomentOfTruth

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from journeymap.health.known import Known
    from journeymap.workspace.survey import JourneyPlace, StagePlace, TouchpointPlace

_ALL = ""
"""Stands for everyone where a touchpoint and its journey name nobody."""


@dataclass(frozen=True, slots=True)
class _Point:
    """A place with an emotion: a touchpoint, or a stage as a whole."""

    stage: StagePlace
    touchpoint: TouchpointPlace | None
    felt: Mapping[str, float]


def worst_moments(journey: JourneyPlace, known: Known) -> tuple[Moment, ...]:
    """The lowest point of each persona, the first of several; one for all where it is the same one.

    A persona's own voice counts, else the touchpoint's emotion where the persona takes part; the emotion of a stage
    counts where none of its touchpoints tells any.
    """
    points = tuple(_points(journey))
    lowest = {person: _lowest(points, person) for person in _people(journey, points)}
    found = {person: moment for person, moment in lowest.items() if moment is not None}
    if not found:
        return ()
    if len(found) == len(lowest) and len(set(found.values())) == 1:
        return (_moment(None, points, next(iter(found.values())), known),)
    shown = [(person, moment) for person, moment in found.items() if person not in known.hidden]
    return tuple(_moment(person or None, points, moment, known) for person, moment in shown)


def _points(journey: JourneyPlace) -> Iterator[_Point]:
    for stage in journey.stages:
        told = [place for place in stage.touchpoints if place.felt]
        yield from (_Point(stage, place, place.felt) for place in told)
        if not told and stage.value.emotion is not None:
            yield _Point(stage, None, dict.fromkeys(journey.value.personas or (_ALL,), stage.value.emotion))


def _people(journey: JourneyPlace, points: tuple[_Point, ...]) -> list[str]:
    """The personas of the journey, and all others who feel something in it."""
    return list(dict.fromkeys((*journey.value.personas, *(person for point in points for person in point.felt))))


def _lowest(points: tuple[_Point, ...], person: str) -> tuple[float, int] | None:
    """The lowest score of a persona and the place of the point that has it."""
    scores = [(point.felt.get(person, point.felt.get(_ALL)), n) for n, point in enumerate(points)]
    return min(((score, n) for score, n in scores if score is not None), default=None)


def _moment(person: str | None, points: tuple[_Point, ...], lowest: tuple[float, int], known: Known) -> Moment:
    score, position = lowest
    stage, place = points[position].stage, points[position].touchpoint
    near = place.value.research if place else ()
    return Moment(
        persona=person,
        score=score,
        stage=stage.value.id,
        touchpoint=place.value.id if place else None,
        number=place.number if place else None,
        evidence=of_feeling(near, stage.journey, known),
    )


def moments_of_truth(journey: JourneyPlace, known: Known) -> tuple[MomentOfTruth, ...]:
    """The moments of truth in the order of the journey."""
    return tuple(_of_truth(place, known) for place in journey.touchpoints if place.value.moment_of_truth)


def _of_truth(place: TouchpointPlace, known: Known) -> MomentOfTruth:
    return MomentOfTruth(
        touchpoint=place.value.id,
        stage=place.stage.value.id,
        number=place.number,
        felt=_felt(place, known),
        evidence=of_feeling(place.value.research, place.journey, known),
    )


def _felt(place: TouchpointPlace, known: Known) -> tuple[Felt, ...]:
    """How it feels to each persona: one value for all where all who take part agree."""
    silent = [person for person in place.people if person not in place.felt]
    if place.felt and not silent and len(set(place.felt.values())) == 1:
        return (Felt(None, next(iter(place.felt.values()))),)
    return tuple(Felt(person or None, score) for person, score in place.felt.items() if person not in known.hidden)
