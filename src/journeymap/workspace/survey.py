"""The valid objects of a workspace with their places, as rules look at them.

A place is where an object is written; what a future journey has from the current one is part of the object (it is
effective), and points at the nearest thing that is written.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from journeymap.model.channel import Medium
from journeymap.model.journey import JourneyState, JourneyStatus
from journeymap.workspace.flow import Flow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from journeymap.diagnostics import Pointer
    from journeymap.model.initiative import Initiative
    from journeymap.model.journey import Journey, Stage
    from journeymap.model.metric import Metric, MetricTarget
    from journeymap.model.pain import Gain, Opportunity, PainPoint
    from journeymap.model.persona import Persona
    from journeymap.model.play import Play
    from journeymap.model.research import Research
    from journeymap.model.touchpoint import Touchpoint
    from journeymap.workspace.catalogue import Catalogue
    from journeymap.workspace.loader import Loaded

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Placed(Generic[T]):
    """An object of a section, and where it is written."""

    value: T
    path: str
    pointer: Pointer


@dataclass(frozen=True, slots=True, eq=False)
class Within(Generic[T]):
    """A pain, gain, opportunity or metric target, and the stage or touchpoint that has it."""

    value: T
    pointer: Pointer
    stage: StagePlace
    touchpoint: TouchpointPlace | None

    @property
    def path(self) -> str:
        """The file."""
        return self.stage.path

    @property
    def name(self) -> str:
        """The name from outside the journey, such as `buy/queue`; empty for what has no id."""
        found = getattr(self.value, "id", "")
        return f"{self.stage.journey.value.id}/{found}" if found else ""

    @property
    def owner(self) -> str | None:
        """The accountable team: its own owner, else that of the place it is at."""
        own: str | None = getattr(self.value, "owner", None)
        return own or (self.touchpoint.owner if self.touchpoint else self.stage.owner)


@dataclass(frozen=True, eq=False)
class TouchpointPlace:
    """A touchpoint in its stage; `number` counts through the journey from 1."""

    value: Touchpoint
    pointer: Pointer
    stage: StagePlace
    number: int

    @property
    def journey(self) -> JourneyPlace:
        """The journey it is part of."""
        return self.stage.journey

    @property
    def path(self) -> str:
        """The file."""
        return self.stage.path

    @property
    def label(self) -> str:
        """What it is called in messages."""
        return self.value.name or self.value.id

    @property
    def people(self) -> tuple[str, ...]:
        """The ids of the personas that take part: its own, else the journey's."""
        return self.value.personas or self.journey.value.personas

    @cached_property
    def felt(self) -> dict[str, float]:
        """How it feels to each persona that takes part, by id; "" is everyone where the journey names nobody.

        Personas whose emotion the map does not tell are left out.
        """
        people = self.people or ("",)
        own = {} if self.value.emotion is None else dict.fromkeys(people, self.value.emotion)
        return own | {voice.persona: voice.emotion for voice in self.value.voices if voice.emotion is not None}

    def emotion_pointer(self, persona: str) -> Pointer:
        """Where it is said how it feels to a persona: in its voice, else in the touchpoint."""
        for position, voice in enumerate(self.value.voices):
            if voice.persona == persona and voice.emotion is not None:
                return self.pointer / "voices" / position / "emotion"
        return self.pointer / "emotion"

    @property
    def owner(self) -> str | None:
        """The accountable team: the touchpoint's, else the stage's, else the journey's."""
        return self.value.owner or self.stage.owner


@dataclass(frozen=True, eq=False)
class StagePlace:
    """A stage in its journey."""

    value: Stage
    pointer: Pointer
    journey: JourneyPlace

    @property
    def path(self) -> str:
        """The file."""
        return self.journey.path

    @property
    def owner(self) -> str | None:
        """The accountable team: the stage's, else the journey's."""
        return self.value.owner or self.journey.value.owner

    @cached_property
    def touchpoints(self) -> tuple[TouchpointPlace, ...]:
        """Its touchpoints, in order."""
        return tuple(place for place in self.journey.touchpoints if place.stage is self)


@dataclass(frozen=True, eq=False)
class JourneyPlace:
    """A journey, effective, with everything in it."""

    value: Journey
    path: str
    pointer: Pointer

    @property
    def is_future(self) -> bool:
        """Whether it is as it shall be, and not as it is."""
        return self.value.state is JourneyState.FUTURE

    @property
    def is_draft(self) -> bool:
        """Whether it is still being written, so that what is missing is no fault yet."""
        return self.value.status is JourneyStatus.DRAFT

    @cached_property
    def flow(self) -> Flow:
        """The journey as a graph."""
        return Flow(self.value)

    @cached_property
    def stages(self) -> tuple[StagePlace, ...]:
        """Its stages, in order."""
        return tuple(StagePlace(stage, self.pointer / "stages" / i, self) for i, stage in enumerate(self.value.stages))

    @cached_property
    def touchpoints(self) -> tuple[TouchpointPlace, ...]:
        """Its touchpoints, in order."""
        found: list[TouchpointPlace] = []
        for stage in self.stages:
            for i, touchpoint in enumerate(stage.value.touchpoints):
                pointer = stage.pointer / "touchpoints" / i
                found.append(TouchpointPlace(touchpoint, pointer, stage, len(found) + 1))
        return tuple(found)

    @cached_property
    def by_id(self) -> dict[str, TouchpointPlace]:
        """Its touchpoints by id."""
        return {place.value.id: place for place in self.touchpoints}

    def meanings(self, text: str) -> Iterator[str]:
        """What a reference in it may mean from outside: its own pain or opportunity, or one from its base."""
        if "/" in text:
            yield text
            return
        yield f"{self.value.id}/{text}"
        if self.value.based_on:
            yield f"{self.value.based_on}/{text}"

    @cached_property
    def pains(self) -> tuple[Within[PainPoint], ...]:
        """All pain points, the stages' own first in each stage."""
        return tuple(self._within("pain_points"))

    @cached_property
    def gains(self) -> tuple[Within[Gain], ...]:
        """All gains."""
        return tuple(self._within("gains"))

    @cached_property
    def opportunities(self) -> tuple[Within[Opportunity], ...]:
        """All opportunities."""
        return tuple(self._within("opportunities"))

    @cached_property
    def targets(self) -> tuple[Within[MetricTarget], ...]:
        """All metrics that are measured somewhere in it, with their targets."""
        return tuple(self._within("metrics"))

    def _within(self, key: str) -> Iterator[Within[Any]]:
        for stage in self.stages:
            for i, item in enumerate(getattr(stage.value, key)):
                yield Within(item, stage.pointer / key / i, stage, None)
            for touchpoint in stage.touchpoints:
                for i, item in enumerate(getattr(touchpoint.value, key)):
                    yield Within(item, touchpoint.pointer / key / i, stage, touchpoint)


class Survey:
    """The valid objects of a workspace with their places; where an id is taken twice the first one counts."""

    def __init__(self, documents: Sequence[Loaded], catalogue: Catalogue) -> None:
        self.documents = documents
        self.catalogue = catalogue

    def section(self, name: str) -> Iterator[Placed[Any]]:
        """The objects of a section of the format."""
        seen: set[str] = set()
        for loaded in self.documents:
            for pointer, item in loaded.placed_items[name]:
                identity = getattr(item, "id", None)
                if identity is None or identity not in seen:
                    seen.add(identity or "")
                    yield Placed(item, loaded.path, pointer)

    @cached_property
    def personas(self) -> tuple[Placed[Persona], ...]:
        """The personas."""
        return tuple(self.section("personas"))

    @cached_property
    def metrics(self) -> tuple[Placed[Metric], ...]:
        """The metrics."""
        return tuple(self.section("metrics"))

    @cached_property
    def research(self) -> tuple[Placed[Research], ...]:
        """The research items."""
        return tuple(self.section("research"))

    @cached_property
    def initiatives(self) -> tuple[Placed[Initiative], ...]:
        """The initiatives."""
        return tuple(self.section("initiatives"))

    @cached_property
    def plays(self) -> tuple[Placed[Play], ...]:
        """The plays."""
        return tuple(self.section("plays"))

    @cached_property
    def journeys(self) -> tuple[JourneyPlace, ...]:
        """The journeys, effective: what a future one keeps is filled in."""
        return tuple(
            JourneyPlace(self.catalogue.journeys[placed.value.id], placed.path, placed.pointer)
            for placed in self.section("journeys")
        )

    @cached_property
    def living(self) -> tuple[JourneyPlace, ...]:
        """The journeys that are not retired."""
        return tuple(journey for journey in self.journeys if journey.value.status is not JourneyStatus.RETIRED)

    def base(self, journey: JourneyPlace) -> JourneyPlace | None:
        """The journey that another one is based on; None also where it is based on itself."""
        found = self.journey(journey.value.based_on)
        return None if found is journey else found

    def around(self, journey: JourneyPlace) -> tuple[TouchpointPlace, ...]:
        """The touchpoints in which a journey happens as a sub-journey."""
        return self._around.get(journey.value.id, ())

    @cached_property
    def _around(self) -> dict[str, tuple[TouchpointPlace, ...]]:
        found: dict[str, tuple[TouchpointPlace, ...]] = {}
        for place in self.touchpoints:
            if place.value.journey is not None:
                found[place.value.journey] = (*found.get(place.value.journey, ()), place)
        return found

    def persona_names(self, ids: Iterable[str]) -> str:
        """Personas as messages name them, in the order given; an id that is nowhere stays as it is."""
        known = self.catalogue.personas
        return ", ".join(f"`{known[name].name if name in known else name}`" for name in ids if name)

    def has_no_contact(self, place: TouchpointPlace) -> bool:
        """Whether the customer only waits or acts alone: every channel that is named is none."""
        channels = [self.catalogue.channels.get(name) for name in place.value.channel]
        return bool(channels) and all(item is not None and item.medium is Medium.NONE for item in channels)

    def meanings(self, text: str) -> Iterator[str]:
        """What a `journey/id` may mean: itself, or what a future journey has from the one it is based on."""
        owner, _, name = text.rpartition("/")
        journey = self.journey(owner)
        yield text
        if journey is not None:
            yield from journey.meanings(name)

    def is_written(self, path: str, pointer: Pointer) -> bool:
        """Whether a place is in the file itself; what a future journey keeps is not."""
        value = self._data[path]
        for part in pointer:
            listed = isinstance(value, list) and isinstance(part, int) and part < len(value)
            if not listed and not (isinstance(value, dict) and part in value):
                return False
            value = value[part]
        return True

    @cached_property
    def _data(self) -> dict[str, Any]:
        return {loaded.path: loaded.source.data for loaded in self.documents}

    @cached_property
    def touchpoints(self) -> tuple[TouchpointPlace, ...]:
        """The touchpoints of all journeys."""
        return tuple(place for journey in self.journeys for place in journey.touchpoints)

    def journey(self, name: str | None) -> JourneyPlace | None:
        """The journey with an id, if there is one."""
        return self._journeys_by_id.get(name or "")

    @cached_property
    def _journeys_by_id(self) -> dict[str, JourneyPlace]:
        return {journey.value.id: journey for journey in self.journeys}
