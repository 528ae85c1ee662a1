"""What the matrices across a workspace share: lifecycles as columns, and which of them each stage of a journey is in.

Only journeys that are as it is count, unless a view says otherwise: a future one is a plan, a retired one is over.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from journeymap.health.known import CatalogueSurvey
from journeymap.model.journey import Journey
from journeymap.model.pain import PainSeverity
from journeymap.render.building.context import Context, short_name
from journeymap.render.building.feelings import emotion
from journeymap.render.matrix_view import ColumnView, LowView, PainLine, RowHead, Spot

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from journeymap.model.lifecycle import LifecycleStage
    from journeymap.model.persona import Persona
    from journeymap.render.building.gathered import Gathered
    from journeymap.render.view import CardView, JourneyView, StageView
    from journeymap.render.view_parts import EmotionView, PainView
    from journeymap.render.wording import Words
    from journeymap.workspace.survey import JourneyPlace, StagePlace, TouchpointPlace

OUTSIDE = ""
"""The column of what belongs to no stage of the lifecycle."""
EVERYONE = ""
"""Stands for whoever comes, where a journey names nobody."""
SEVERITIES = tuple(str(item) for item in reversed(PainSeverity))
"""From the worst on."""

Key = tuple[str, str]
"""Lifecycle and lifecycle stage."""


@dataclass(frozen=True)
class Step:
    """A touchpoint, as it is written and as it is drawn."""

    place: TouchpointPlace
    card: CardView


@dataclass(frozen=True)
class Part:
    """A stage of a journey, as it is written and as it is drawn, and the lifecycle stages that it belongs to."""

    journey: JourneyView
    place: StagePlace
    view: StageView
    keys: tuple[Key, ...]

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Its touchpoints."""
        return tuple(Step(*pair) for pair in zip(self.place.touchpoints, self.view.cards, strict=True))

    @property
    def people(self) -> tuple[str, ...]:
        """Those whose journey it is; `EVERYONE` where it names nobody."""
        return self.place.journey.value.personas or (EVERYONE,)

    @property
    def spot(self) -> Spot:
        """The stage as a whole."""
        return spot(self.journey, self.view.anchor, self.view.name)

    def spot_of(self, card: CardView) -> Spot:
        """One of its touchpoints."""
        return spot(self.journey, card.anchor, f"{card.number} {card.name}")


@dataclass(frozen=True)
class Axis:
    """A lifecycle whose stages are the columns of a matrix; `keys` has one more where something lies outside."""

    id: str
    name: str
    stages: tuple[LifecycleStage, ...]
    keys: tuple[Key, ...]


class Atlas:
    """The journeys of a workspace laid out over its lifecycles.

    Args:
        gathered: The workspace.
        also: Further lifecycles that are to be drawn, beside those that journeys belong to.
    """

    def __init__(self, gathered: Gathered, also: Iterable[str] = ()) -> None:
        self.gathered = gathered
        self.catalogue = gathered.catalogue
        self.words = gathered.words
        self.survey = CatalogueSurvey(gathered.catalogue)
        self._also = tuple(also)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The stages of all journeys that are not retired."""
        drawn = self.gathered.journeys
        return tuple(
            Part(drawn[journey.value.id], place, view, self._keys(place))
            for journey in self.survey.living
            if journey.value.id in drawn
            for place, view in zip(journey.stages, drawn[journey.value.id].stages, strict=True)
        )

    @cached_property
    def current(self) -> tuple[Part, ...]:
        """Those of journeys as they are today."""
        return tuple(part for part in self.parts if not part.journey.future)

    @cached_property
    def by_key(self) -> Mapping[Key, tuple[Part, ...]]:
        """The stages of today's journeys by lifecycle stage."""
        found: dict[Key, tuple[Part, ...]] = {}
        for part in self.current:
            for key in part.keys:
                found[key] = (*found.get(key, ()), part)
        return found

    @cached_property
    def axes(self) -> tuple[Axis, ...]:
        """The lifecycles that are to be drawn, the workspace's own first."""
        default, known = self.catalogue.settings.lifecycle, self.catalogue.lifecycles
        taken = {key for part in self.parts for key in part.keys}
        used = {lifecycle for lifecycle, _ in taken} | {item for item in self._also if item in known}
        shown = {item for item in used or {default} if item in known or item not in self.gathered.hidden}
        ids = [item for item in dict.fromkeys((default, *known, *sorted(used))) if item in shown]
        return tuple(self._axis(item, outside=(item, OUTSIDE) in taken) for item in ids)

    def _axis(self, lifecycle_id: str, *, outside: bool) -> Axis:
        lifecycle = self.catalogue.lifecycles.get(lifecycle_id)
        stages = lifecycle.stages if lifecycle else ()
        keys = tuple((lifecycle_id, stage.id) for stage in stages)
        beyond = ((lifecycle_id, OUTSIDE),) if outside or not stages else ()
        return Axis(lifecycle_id, lifecycle.name if lifecycle else lifecycle_id, stages, keys + beyond)

    def _keys(self, place: StagePlace) -> tuple[Key, ...]:
        """The lifecycle stages of a stage; the outside of the journey's lifecycle where it names none that there is."""
        home = place.journey.value.lifecycle or self.catalogue.settings.lifecycle
        pairs = (reference.rpartition(":") for reference in place.value.lifecycle_stage)
        named = ((owner or home, stage) for owner, _, stage in pairs)
        return tuple(dict.fromkeys(key for key in named if self._exists(key))) or ((home, OUTSIDE),)

    def _exists(self, key: Key) -> bool:
        lifecycle = self.catalogue.lifecycles.get(key[0])
        return lifecycle is not None and any(stage.id == key[1] for stage in lifecycle.stages)

    def columns(self, axis: Axis) -> tuple[ColumnView, ...]:
        """The head of each column, with how many journeys cover it."""
        stages = {(axis.id, stage.id): stage for stage in axis.stages}
        return tuple(self._column(key, stages.get(key)) for key in axis.keys)

    def _column(self, key: Key, stage: LifecycleStage | None) -> ColumnView:
        journeys = {part.journey.id for part in self.by_key.get(key, ())}
        planned = any(key in part.keys for part in self.parts)
        note = self.words.count("matrix.journeys", len(journeys))
        if not journeys:
            note = self.words("matrix.planned" if planned else "matrix.uncovered")
        return ColumnView(
            id=key[1],
            name=stage.name if stage else self.words("matrix.outside"),
            description=(stage.description or "") if stage else "",
            entry=stage.entry if stage else (),
            exit=stage.exit if stage else (),
            covered=bool(journeys) or planned,
            note=note,
        )

    @cached_property
    def context(self) -> Context:
        """What gives ids their names, where no single journey is meant."""
        gathered = self.gathered
        nowhere = Journey.model_construct(id="workspace", name="workspace", stages=())
        return Context(
            nowhere, gathered.catalogue, gathered.words, gathered.today, gathered.public, None, gathered.hidden
        )

    def persona_heads(self, seen: Collection[str]) -> Iterator[RowHead]:
        """A row for each persona, in the catalogue's order, then for those that are only named, then for everyone."""
        known = self.catalogue.personas
        unknown = sorted(set(seen) - set(known) - {EVERYONE} - self.gathered.hidden)
        for item in (*known, *unknown):
            yield self._persona_head(item, known.get(item))
        if EVERYONE in seen or not (known or unknown):
            yield RowHead(EVERYONE, self.words("matrix.everyone"), "", self.words("matrix.everyone.note"))

    def _persona_head(self, persona_id: str, persona: Persona | None) -> RowHead:
        note = self.words.choice("persona", persona.kind) if persona else ""
        return RowHead(persona_id, persona.name if persona else persona_id, f"personas/{persona_id}", note)

    def notes(self, *, future: bool) -> tuple[str, ...]:
        """What is left out: retired journeys, and with `future` those that are as it shall be."""
        drawn = [journey for journey in self.survey.journeys if journey.value.id in self.gathered.journeys]
        retired = len(drawn) - sum(journey in self.survey.living for journey in drawn)
        planned = sum(journey.is_future for journey in self.survey.living if journey in drawn)
        counts = (("matrix.left.future", planned if future else 0), ("matrix.left.retired", retired))
        return tuple(self.words.count(key, n) for key, n in counts if n)

    def low(self, felt: Iterable[Felt]) -> LowView | None:
        """The lowest of these, the first of several."""
        found = min(felt, key=lambda item: item.emotion.score, default=None)
        if found is None:
            return None
        persona = self.catalogue.personas.get(found.voice)
        who = short_name(persona.name) if persona else found.voice
        return LowView(found.emotion, found.spot, who, found.intended)


@dataclass(frozen=True)
class Felt:
    """How a place feels to a persona; `voice` is the persona where it speaks for itself."""

    persona: str
    emotion: EmotionView
    spot: Spot
    voice: str
    intended: bool


def felt(part: Part, words: Words, hidden: Collection[str] = ()) -> Iterator[Felt]:
    """How a stage feels to each of its personas: at its touchpoints, and as a whole where none of them tells it.

    Personas in `hidden` are left out.
    """
    told: set[str] = set()
    for step in part.steps:
        voices = {voice.persona for voice in step.place.value.voices if voice.emotion is not None}
        for persona, score in step.place.felt.items():
            feeling = emotion(words, score)
            if feeling is not None and persona not in hidden:
                told.add(persona)
                voice = persona if persona in voices else ""
                yield Felt(persona, feeling, part.spot_of(step.card), voice, part.journey.future)
    if part.view.emotion is not None:
        for persona in part.people:
            if persona not in told and persona not in hidden:
                yield Felt(persona, part.view.emotion, part.spot, "", part.journey.future)


def takes_part(step: Step, persona: str) -> bool:
    """Whether a persona, or `EVERYONE`, comes to a touchpoint; who has a voice there does."""
    spoken = (voice.persona for voice in step.place.value.voices)
    return persona in (*(step.place.people or (EVERYONE,)), *spoken)


def people(atlas: Atlas, axis: Axis) -> set[str]:
    """All who come to the stages of a lifecycle today."""
    parts = {id(part): part for key in axis.keys for part in atlas.by_key.get(key, ())}.values()
    own = {persona for part in parts for persona in part.people if not part.steps}
    return own | {persona for part in parts for step in part.steps for persona in (step.place.people or (EVERYONE,))}


def comes(part: Part, persona: str) -> bool:
    """Whether a persona comes to a stage: to one of its touchpoints, or to the stage where it has none yet."""
    return any(takes_part(step, persona) for step in part.steps) if part.steps else persona in part.people


def spot(journey: JourneyView, anchor: str, text: str) -> Spot:
    """A place in a journey."""
    return Spot(journey.name, f"journeys/{journey.id}", anchor, text)


def open_pains(part: Part, persona: str | None = None) -> Iterator[PainLine]:
    """The open pain points of a stage and its touchpoints; with a persona, where it takes part."""
    if persona is None or persona in part.people:
        yield from _lines(part.view.pains, part.spot)
    for step in part.steps:
        if persona is None or takes_part(step, persona):
            yield from _lines(step.card.pains, part.spot_of(step.card))


def worst_first(pains: Iterable[PainLine]) -> list[PainLine]:
    """Pain points by severity; what is not rated comes last."""
    return sorted(pains, key=lambda item: rank(item.severity))


def rank(severity: str) -> int:
    """0 for the worst severity; behind all of them where there is none."""
    return SEVERITIES.index(severity) if severity in SEVERITIES else len(SEVERITIES)


def _lines(pains: Iterable[PainView], where: Spot) -> Iterator[PainLine]:
    for item in pains:
        if item.status == "open":
            at = Spot(where.journey, where.page, f"pain-{item.id}", where.text)
            yield PainLine(item.summary, item.severity, item.severity_word, at)


def journeys_in_order(places: Iterable[JourneyPlace]) -> list[tuple[JourneyPlace, bool]]:
    """Journeys, each with the future ones that are based on it right behind it; the flag says that it stands so."""
    listed = list(places)
    current = {place.value.id for place in listed if not place.is_future}
    ordered: list[tuple[JourneyPlace, bool]] = []
    for place in listed:
        if place.is_future and place.value.based_on in current:
            continue
        ordered.append((place, False))
        ordered += [(later, True) for later in listed if later.is_future and later.value.based_on == place.value.id]
    return ordered
