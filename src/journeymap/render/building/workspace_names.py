"""Names of objects across a workspace, each with the page that tells more of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from journeymap.model.journey import Journey
from journeymap.render.building.context import Context, short_name
from journeymap.render.building.feelings import emotion
from journeymap.render.details.sheet import Bit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from journeymap.health.known import Known
    from journeymap.health.values import Evidence, Source, Strength
    from journeymap.render.building.gathered import Gathered
    from journeymap.render.details.sheet import Cell
    from journeymap.render.view import CardView, JourneyView, StageView
    from journeymap.render.view_parts import ChannelView, EmotionView, EvidenceView, TeamView
    from journeymap.render.wording import Words

_NO_JOURNEY = Journey.model_construct(id="", name="", stages=())
"""Stands where a context asks for a journey and what is drawn lies outside of all."""


@dataclass(frozen=True)
class Names:
    """What things of a workspace are called, and where they are told.

    An id that leads nowhere is shown as it is written, unless it is confidential: that has no name.
    """

    gathered: Gathered

    @property
    def words(self) -> Words:
        """The words of the workspace's language."""
        return self.gathered.words

    @cached_property
    def context(self) -> Context:
        """The workspace as a context outside of all journeys."""
        known = self.gathered
        return Context(_NO_JOURNEY, known.catalogue, known.words, known.today, public=known.public, hidden=known.hidden)

    @cached_property
    def known(self) -> Known:
        """The catalogue as health looks at it."""
        return self.gathered.looked_at

    def is_shown(self, name: str) -> bool:
        """Whether an id may be written."""
        return name not in self.gathered.hidden

    def journey(self, name: str) -> Bit | None:
        """A journey by its id."""
        found = self.gathered.catalogue.journeys.get(name)
        if found is None:
            return Bit(name) if self.is_shown(name) else None
        return Bit(found.name, f"journeys/{name}" if name in self.gathered.journeys else "")

    def card(self, view: JourneyView, card: CardView) -> Bit:
        """A touchpoint, with its number."""
        text = self.words("details.numbered", n=card.number, name=card.name)
        return Bit(text, f"journeys/{view.id}", card.anchor)

    def stage(self, view: JourneyView, stage: StageView) -> Bit:
        """A stage."""
        return Bit(stage.name, f"journeys/{view.id}", stage.anchor)

    def at(self, view: JourneyView, number: int | None, stage: StageView | None = None) -> Bit:
        """The touchpoint with a number; without one the stage as a whole."""
        card = next((item for item in view.cards if item.number == number), None)
        if card is not None:
            return self.card(view, card)
        return self.stage(view, stage) if stage else Bit(view.name, f"journeys/{view.id}")

    @cached_property
    def _places(self) -> dict[str, tuple[Bit, Bit]]:
        """Each touchpoint, stage and claim by `journey/id`, and its journey."""
        return {
            f"{view.id}/{name}": (bit, Bit(view.name, f"journeys/{view.id}"))
            for view in self.gathered.journeys.values()
            for name, bit in self._in(view)
        }

    def _in(self, view: JourneyView) -> Iterator[tuple[str, Bit]]:
        page = f"journeys/{view.id}"
        for stage in view.stages:
            yield stage.id, self.stage(view, stage)
            yield from ((card.id, self.card(view, card)) for card in stage.cards)
            yield from ((pain.id, Bit(pain.summary, page, f"pain-{pain.id}")) for pain in stage.all_pains)
            yield from ((gain.id, Bit(gain.summary, page, f"gain-{gain.id}")) for gain in stage.all_gains)
            for item in stage.all_opportunities:
                yield item.id, Bit(item.summary, page, f"opportunity-{item.id}")

    def is_there(self, reference: str) -> bool:
        """Whether `journey/id` names something that may be shown."""
        return reference in self._places

    def place(self, reference: str) -> tuple[Bit, Bit] | None:
        """What `journey/id` names, and its journey; None for what must not be named."""
        found = self._places.get(reference)
        if found is not None:
            return found
        owner, _, name = reference.rpartition("/")
        journey = self.journey(owner)
        if journey is None or not self.is_shown(name):
            return None
        return Bit(name), journey

    def lifecycle_place(self, reference: str) -> Bit | None:
        """A lifecycle stage, by `lifecycle:stage`."""
        owner, _, name = reference.partition(":")
        lifecycle = self.gathered.catalogue.lifecycles.get(owner)
        if lifecycle is None:
            return Bit(reference) if self.is_shown(owner) and self.is_shown(name) else None
        stage = next((item.name for item in lifecycle.stages if item.id == name), "")
        if not stage and not self.is_shown(name):
            return None
        stage = stage or name
        return Bit(self.words("details.of_lifecycle", stage=stage, lifecycle=lifecycle.name))

    def where(self, reference: str) -> Cell:
        """A place of a play: a touchpoint and its journey, or a lifecycle stage."""
        if ":" in reference:
            stage = self.lifecycle_place(reference)
            return (stage,) if stage else ()
        found = self.place(reference)
        return (found[0], soft(found[1])) if found else ()

    def team(self, name: str | None) -> Bit | None:
        """A team by its id."""
        view = self.context.team(name)
        return self.of_team(view) if view else None

    def of_team(self, view: TeamView) -> Bit:
        """A team."""
        page = f"teams/{view.id}" if view.id in self.gathered.catalogue.teams else ""
        return Bit(view.name, page, initials=view.initials)

    def owner(self, view: TeamView | None) -> Cell:
        """Who answers for something, or that nobody does."""
        return (self.of_team(view),) if view else (Bit(self.words("owner.none"), tone="bad"),)

    def personas(self, ids: Iterable[str]) -> Cell:
        """Personas by their short names."""
        known = self.gathered.catalogue.personas
        named = self.context.named(ids, known)
        return tuple(Bit(short_name(item.name), f"personas/{item.id}" if item.id in known else "") for item in named)

    def metrics(self, ids: Iterable[str]) -> Cell:
        """Metrics."""
        named = self.context.named(ids, self.gathered.catalogue.metrics)
        return tuple(Bit(item.name, "metrics", f"metric-{item.id}") for item in named)

    def research(self, name: str) -> Bit | None:
        """A piece of research by its id."""
        found = self.gathered.catalogue.research.get(name)
        if found is None:
            return Bit(name) if self.is_shown(name) else None
        return Bit(found.title, "research", f"research-{name}")

    def initiative(self, name: str) -> Bit:
        """An initiative by its id."""
        found = self.gathered.catalogue.initiatives.get(name)
        return Bit(found.name if found else name, "initiatives" if found else "", f"initiative-{name}")

    def channels(self, items: Iterable[ChannelView]) -> Cell:
        """Channels."""
        return tuple(Bit(item.name) for item in items)

    def feeling(self, score: float | None) -> Bit:
        """An emotion by its score, or that none is known."""
        found = emotion(self.words, score)
        return felt(found) if found else Bit(self.words("card.unscored"), tone="soft")

    def evidence(self, view: EvidenceView) -> Cell:
        """What a claim of a journey rests on: each source, or that it is an assumption."""
        if not view.sources:
            return (Bit(view.text, tone="soft"),) if view.text else ()
        return self._told_apart((item.id, item.summary) for item in view.sources)

    def support(self, found: Evidence) -> Cell:
        """What health found behind something: each source once, or how strong it is in a word."""
        if not found.sources:
            return (Bit(self.words(unnamed(found.strength))),)
        return self._told_apart((item.id, self._source(item)) for item in found.sources)

    def _told_apart(self, sources: Iterable[tuple[str, str]]) -> Cell:
        """Sources by id and what is said of them, each once; those of which the same is said have their titles."""
        listed, known = dict.fromkeys(sources), self.gathered.catalogue.research
        said = Counter(text for _, text in listed)
        titled = {(name, text) for name, text in listed if said[text] > 1 and name in known}
        return tuple(
            Bit(
                known[name].title if (name, text) in titled else text,
                "research" if name in known else "",
                f"research-{name}",
            )
            for name, text in listed
        )

    def _source(self, item: Source) -> str:
        words = self.words
        kind = words.choice("research", item.kind or "other")
        text = kind
        if item.count is not None:
            count = words.number(item.count)
            of = "" if item.of is None else words.number(item.of)
            numbers = words("evidence.of", count=count, of=of) if of else words("evidence.count", count=count)
            text = words("evidence.text", numbers=numbers, kind=kind)
        return text


@dataclass(frozen=True)
class WithNames:
    """What is gathered from a workspace and calls its things by their names."""

    gathered: Gathered

    @cached_property
    def names(self) -> Names:
        """What things are called."""
        return Names(self.gathered)


def unnamed(strength: Strength) -> str:
    """The key of the word for how strong evidence is of which no source is shown."""
    return {"intention": "evidence.intention", "withheld": "public.withheld"}.get(strength, "evidence.assumption")


def felt(view: EmotionView) -> Bit:
    """An emotion: face, score and word."""
    return Bit(f"{view.text} {view.word}", face=view.face)


def soft(bit: Bit) -> Bit:
    """The same, less loud."""
    return Bit(bit.text, bit.page, bit.anchor, bit.url, "soft", bit.form, bit.face, bit.initials, bit.before, bit.bar)


def tag(text: str, tone: str = "") -> Cell:
    """A tag; nothing for an empty text."""
    tones = {"bad": "bad", "warn": "warn", "good": "good", "soft": "soft"}
    return (Bit(text, form="tag", tone=tones.get(tone, "")),) if text else ()  # type: ignore[arg-type]
