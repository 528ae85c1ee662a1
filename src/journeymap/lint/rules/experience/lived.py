"""How a touchpoint is lived, and by whom: what several rules of this group ask. No rule stands here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.model.persona import PersonaKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Pointer
    from journeymap.workspace.survey import JourneyPlace, StagePlace, Survey, TouchpointPlace


@dataclass(frozen=True, slots=True)
class Score:
    """An emotion at a place: that of one persona, or of everybody where `persona` is empty."""

    emotion: float
    persona: str
    pointer: Pointer

    @property
    def told(self) -> str:
        """As messages say it: "feels -1.5 to `sam`"."""
        return f"feels {self.emotion:+g}" + (f" to `{self.persona}`" if self.persona else "")


def scores(place: TouchpointPlace) -> tuple[Score, ...]:
    """The emotions of a touchpoint, its own first, then those of its voices."""
    own = place.value.emotion
    found = [] if own is None else [Score(own, "", place.pointer / "emotion")]
    for i, voice in enumerate(place.value.voices):
        if voice.emotion is not None:
            found.append(Score(voice.emotion, voice.persona, place.pointer / "voices" / i / "emotion"))
    return tuple(found)


def all_scores(journey: JourneyPlace) -> Iterator[Score]:
    """The emotions of a journey: of its touchpoints, and of its stages."""
    for stage in journey.stages:
        if stage.value.emotion is not None:
            yield Score(stage.value.emotion, "", stage.pointer / "emotion")
    for place in journey.touchpoints:
        yield from scores(place)


def inner_journey(place: TouchpointPlace, survey: Survey) -> JourneyPlace | None:
    """The journey that happens inside a touchpoint, and holds the detail of it."""
    return survey.journey(place.value.journey)


def has_pains_near(place: TouchpointPlace, survey: Survey) -> bool:
    """Whether a pain point is named at a touchpoint, for its whole stage, or in the journey inside it."""
    inner = inner_journey(place, survey)
    return bool(place.value.pain_points or place.stage.value.pain_points or (inner and inner.pains))


def has_gains_near(place: TouchpointPlace, survey: Survey) -> bool:
    """Whether a gain is named at a touchpoint, for its whole stage, or in the journey inside it."""
    inner = inner_journey(place, survey)
    return bool(place.value.gains or place.stage.value.gains or (inner and inner.gains))


def writes(place: TouchpointPlace, survey: Survey, *keys: str) -> bool:
    """Whether a touchpoint says one of the keys itself; a future one may have it from the current journey."""
    return not place.journey.is_future or any(survey.is_written(place.path, place.pointer / key) for key in keys)


def who_takes_part(place: TouchpointPlace) -> tuple[str, ...]:
    """The ids of the personas at a touchpoint: its own, else its journey's."""
    return place.value.personas or place.journey.value.personas


def is_among_employees(place: TouchpointPlace, survey: Survey) -> bool:
    """Whether an employee takes part, so that work unseen by customers may be all there is to see."""
    return any(_is_employee(name, survey) for name in who_takes_part(place))


def is_employees_step(place: TouchpointPlace, survey: Survey) -> bool:
    """Whether it is not a customer who acts: another `actor`, or employees alone."""
    actor = place.value.actor
    if actor is not None:
        return actor not in survey.catalogue.personas or _is_employee(actor, survey)
    taking_part = who_takes_part(place)
    return bool(taking_part) and all(_is_employee(name, survey) for name in taking_part)


def _is_employee(name: str, survey: Survey) -> bool:
    persona = survey.catalogue.personas.get(name)
    return persona is not None and persona.kind is PersonaKind.EMPLOYEE


def is_inside_out(place: TouchpointPlace, survey: Survey) -> bool:
    """Whether it is work behind the scenes only, and no employee's own journey."""
    works = place.value.backstage or place.value.support
    return bool(works) and not _is_lived(place, survey) and not is_among_employees(place, survey)


def _is_lived(place: TouchpointPlace, survey: Survey) -> bool:
    """Whether anything says that a customer does, sees, waits or feels."""
    value = place.value
    meets = value.channel and not survey.has_no_contact(place)
    does = (value.actions, value.goal, value.expectation, value.duration, value.wait, value.journey)
    sees = (value.frontstage, value.artifacts, meets)
    feels = (value.thoughts, value.feelings, value.voices, value.pain_points, value.gains)
    return value.emotion is not None or any((*does, *sees, *feels))


def is_wait(place: TouchpointPlace, survey: Survey) -> bool:
    """Whether the customer only waits here: no contact, or a wait is all that is known of its time."""
    return survey.has_no_contact(place) or (place.value.wait is not None and place.value.duration is None)


def is_empty(stage: StagePlace) -> bool:
    """Whether nothing is said of what happens in a stage; its name, goal, owner and day do not tell."""
    value = stage.value
    work = (value.frontstage, value.backstage, value.support)
    felt = (value.thoughts, value.pain_points, value.gains, value.opportunities)
    told = (value.touchpoints, value.metrics, value.description)
    return value.emotion is None and not any((*work, *felt, *told))
