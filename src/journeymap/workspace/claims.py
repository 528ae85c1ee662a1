"""What a journey claims of its customers, and the research that each claim rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Pointer
    from journeymap.model.pain import PainPoint
    from journeymap.model.research import ResearchReference
    from journeymap.workspace.survey import JourneyPlace, StagePlace, TouchpointPlace, Within

EMOTION = "emotion"
PAIN = "pain point"


@dataclass(frozen=True, slots=True)
class Claim:
    """An emotion or a pain point.

    Attributes:
        kind: `EMOTION` or `PAIN`.
        id: The touchpoint or stage that has the emotion, or the pain point.
        path: The file.
        pointer: Where it is written.
        support: All research behind it: its own, its touchpoint's (for a stage its touchpoints'), its journey's.
    """

    kind: str
    id: str
    path: str
    pointer: Pointer
    support: tuple[ResearchReference, ...]


def claims(journey: JourneyPlace) -> Iterator[Claim]:
    """The emotions and pain points of a journey, those of single voices with their touchpoint's."""
    for stage in journey.stages:
        if stage.value.emotion is not None:
            yield _emotion(stage, stage.value.id, _behind(stage, None))
    for place in journey.touchpoints:
        if _has_emotion(place):
            yield _emotion(place, place.value.id, _behind(place.stage, place))
    for pain in journey.pains:
        yield Claim(PAIN, pain.value.id, pain.path, pain.pointer, all_support(pain))


def _has_emotion(place: TouchpointPlace) -> bool:
    return place.value.emotion is not None or any(voice.emotion is not None for voice in place.value.voices)


def _emotion(place: StagePlace | TouchpointPlace, name: str, support: tuple[ResearchReference, ...]) -> Claim:
    return Claim(EMOTION, name, place.path, place.pointer / "emotion", support)


def _behind(stage: StagePlace, touchpoint: TouchpointPlace | None) -> tuple[ResearchReference, ...]:
    places = stage.touchpoints if touchpoint is None else (touchpoint,)
    near = tuple(reference for place in places for reference in place.value.research)
    return (*near, *stage.journey.value.research)


def all_support(found: Within[PainPoint]) -> tuple[ResearchReference, ...]:
    """All research behind a pain point: its own, its touchpoint's (for a stage its touchpoints'), its journey's."""
    return (*found.value.research, *_behind(found.stage, found.touchpoint))


def nearest_support(found: Within[PainPoint]) -> tuple[ResearchReference, ...]:
    """What a pain point rests on first of all: its own research, else its touchpoint's, else its journey's."""
    at = found.touchpoint.value.research if found.touchpoint else ()
    return found.value.research or at or found.stage.journey.value.research


def research_of(journey: JourneyPlace) -> frozenset[str]:
    """The ids of all research that anything in a journey refers to."""
    references = [*journey.value.research]
    for place in journey.touchpoints:
        references += place.value.research
        references += [item for way in place.value.next or () for item in way.research]
    references += [item for pain in journey.pains for item in pain.value.research]
    references += [item for gain in journey.gains for item in gain.value.research]
    return frozenset(item.id for item in references)
