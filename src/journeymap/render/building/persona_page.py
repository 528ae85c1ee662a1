"""The page of a persona: who they are, what they said, and what they live through in each journey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.render.building.conditions import conditions_text
from journeymap.render.building.context import extras, initials
from journeymap.render.building.lived import lived
from journeymap.render.building.people import CATEGORIES, category_facts
from journeymap.render.building.plays_told import play_grid
from journeymap.render.building.proof import evidence
from journeymap.render.building.workspace_names import Names, tag
from journeymap.render.details.sheet import Bit, FactGroup, FactLine, Facts, Lines, Section, Sheet, Tile
from journeymap.render.pictures import picture

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.model.persona import Persona, Quote
    from journeymap.render.building.gathered import Gathered
    from journeymap.render.building.lived import Lived
    from journeymap.render.details.sheet import Cell, Tone
    from journeymap.render.view import JourneyView
    from journeymap.render.view_parts import Fact

_HIGH = frozenset({"high", "critical"})


def persona_sheet(gathered: Gathered, persona_id: str) -> Sheet:
    """All that the workspace knows of a persona, and their own way through each journey."""
    persona, names = gathered.catalogue.personas[persona_id], Names(gathered)
    words = gathered.words
    ways = tuple(lived(names, view, persona_id) for view in _journeys(gathered, persona_id))
    sections = (_profile(names, persona), _quotes(names, persona), _ground(names, persona), _ways(names, ways))
    return Sheet(
        name=f"personas/{persona_id}",
        heading=gathered.heading(words("details.title", name=persona.name, kind=words("persona.page"))),
        eyebrow=words("persona.eyebrow"),
        title=persona.name,
        lead=(Bit(persona.role),) if persona.role else (),
        summary=persona.summary or "",
        picture=picture(gathered.catalogue.root, persona.picture, f"persona {persona_id!r}"),
        initials=initials(persona.name),
        tags=tag(words.choice("persona", persona.kind), "soft"),
        tiles=tuple(_tiles(names, persona_id, ways)),
        sections=(*(item for item in sections if item.says_something), *_plays(names, persona_id)),
    )


def _journeys(gathered: Gathered, persona_id: str) -> Iterator[JourneyView]:
    """The journeys that they take, or speak in."""
    for view in gathered.journeys.values():
        if any(item.id == persona_id for item in view.personas):
            yield view


def _tiles(names: Names, persona_id: str, ways: Sequence[Lived]) -> Iterator[Tile]:
    words = names.words
    now = [way for way in ways if not way.future]
    yield Tile(words.number(len(ways)), words.count("persona.tile.journeys", len(ways)), "journeys" if ways else "")
    worst = min((way.worst for way in now if way.worst), key=lambda item: item.score, default=None)
    if worst is not None:
        text = words("persona.tile.worst", name=worst.place.text)
        tone: Tone = "bad" if worst.score < 0 else ""
        yield Tile(words.signed(worst.score), text, "journeys", tone, names.feeling(worst.score).face)
    severities = [severity for way in now for severity in way.severities]
    high = sum(severity in _HIGH for severity in severities)
    text = words.count("persona.tile.pains", len(severities), high=words.number(high))
    yield Tile(words.number(len(severities)), text, tone="bad" if high else "")
    plays = sum(persona_id in play.for_ for play in names.gathered.catalogue.plays.values())
    yield Tile(words.number(plays), words.count("persona.tile.plays", plays), "plays" if plays else "")


def _profile(names: Names, persona: Persona) -> Section:
    words = names.words
    groups = [FactGroup(words("persona.wants"), tuple(_wants(names, persona)))]
    for category in CATEGORIES:
        facts = category_facts(names.context, category, getattr(persona, category))
        groups.append(FactGroup(words(f"persona.category.{category}"), _lines(facts)))
    further = list(_lines(extras(persona)))
    if persona.segment:
        further.append(FactLine(words("fact.segment"), (Bit(conditions_text(persona.segment)),)))
    groups.append(FactGroup(words("persona.category.other"), tuple(further)))
    filled = tuple(group for group in groups if group.facts)
    return Section("profile", Bit(words("persona.profile")), blocks=(Facts(filled),) if filled else ())


def _wants(names: Names, persona: Persona) -> Iterator[FactLine]:
    words, moved_by = names.words, persona.psychographic
    if persona.jobs:
        yield FactLine(words("fact.jobs"), tuple(map(Bit, persona.jobs)))
    for name in ("goals", "challenges"):
        values = getattr(moved_by, name, ())
        if values:
            texts = (item if isinstance(item, str) else words.number(item) for item in values)
            yield FactLine(words(f"psychographic.{name}"), tuple(map(Bit, texts)))


def _lines(facts: Sequence[Fact]) -> tuple[FactLine, ...]:
    return tuple(FactLine(fact.label, tuple(map(Bit, fact.values))) for fact in facts)


def _quotes(names: Names, persona: Persona) -> Section:
    items = tuple(_quote(names, quote) for quote in persona.quotes)
    return Section("quotes", Bit(names.words("persona.quotes")), blocks=(Lines(items),) if items else ())


def _quote(names: Names, quote: Quote) -> Cell:
    sources = tuple(bit for item in quote.research if (bit := names.research(item.id)))
    said = Bit(quote.text, form="quote")
    if not quote.research:
        return (said, Bit(names.words("persona.quotes.none"), tone="soft"))
    return (said, *(Bit(bit.text, bit.page, bit.anchor, tone="soft") for bit in sources))


def _ground(names: Names, persona: Persona) -> Section:
    title = Bit(names.words("persona.evidence"))
    view = evidence(names.context, persona.research, quiet=True)
    if not view.sources:
        return Section("evidence", title, names.words("persona.evidence.none") if not persona.research else "")
    known = names.gathered.catalogue.research
    lines = tuple(
        (
            Bit(source.title, "research" if source.id in known else "", f"research-{source.id}", tone="strong"),
            Bit(source.summary, tone="soft"),
            *((Bit(source.quote, form="quote"),) if source.quote else ()),
        )
        for source in view.sources
    )
    return Section("evidence", title, blocks=(Lines(lines),))


def _ways(names: Names, ways: Sequence[Lived]) -> Section:
    words = names.words
    note = words("persona.journeys.note" if ways else "persona.journeys.none")
    return Section("journeys", Bit(words("persona.journeys")), note, parts=tuple(way.section for way in ways))


def _plays(names: Names, persona_id: str) -> Iterator[Section]:
    plays = [play for play in names.gathered.catalogue.plays.values() if persona_id in play.for_]
    if plays:
        title = names.words("persona.plays")
        grid = play_grid(names, title, plays)
        yield Section("plays", Bit(title), names.words("persona.plays.note"), (grid,))
