"""Personas: the cards in the head of a map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeymap.render.building.conditions import conditions_text
from journeymap.render.building.context import extras, initials
from journeymap.render.building.proof import evidence
from journeymap.render.pictures import picture
from journeymap.render.view_parts import Fact, PersonaView

if TYPE_CHECKING:
    from journeymap.model.persona import Persona
    from journeymap.render.building.context import Context
    from journeymap.render.wording import Words

CATEGORIES = ("demographic", "firmographic", "technographic", "psychographic", "behavioural")
_IN_FRONT = {"goals", "challenges"}
LINES = 8
"""Personas who are told apart by the colour and the dashes of their lines; letters tell apart all."""


def personas(context: Context) -> tuple[PersonaView, ...]:
    """The journey's personas, and those who speak in it without being named there, each with its own mark."""
    known = context.catalogue.personas
    spoken = (voice.persona for _, item in context.touchpoints for voice in item.voices)
    taking_part = (persona for _, item in context.touchpoints for persona in item.personas)
    ids = dict.fromkeys((*context.journey.personas, *spoken, *taking_part))
    shown = context.shown(ids, known)
    marks = _marks([known[item].name if item in known else item for item in shown])
    return tuple(_persona(context, item, marks[n], n) for n, item in enumerate(shown))


def _marks(names: list[str]) -> list[str]:
    """A letter for each name: its first, or a number where two would share it."""
    letters = [initials(name)[:1] for name in names]
    return [letter if letter and letters.count(letter) == 1 else str(n) for n, letter in enumerate(letters, 1)]


def _persona(context: Context, persona_id: str, mark: str, n: int) -> PersonaView:
    persona = context.catalogue.personas.get(persona_id)
    name = persona.name if persona else persona_id
    moved_by = persona.psychographic if persona else None
    return PersonaView(
        id=persona_id,
        name=name,
        initials=initials(name),
        mark=mark,
        dash=n % LINES,
        kind=str(persona.kind or "") if persona else "",
        kind_word=context.words.choice("persona", persona.kind) if persona else "",
        role=(persona.role or "") if persona else "",
        summary=(persona.summary or "") if persona else "",
        picture=picture(context.catalogue.root, persona.picture, f"persona {persona_id!r}") if persona else None,
        quotes=tuple(quote.text for quote in persona.quotes) if persona else (),
        goals=_values(context.words, moved_by.goals) if moved_by else (),
        challenges=_values(context.words, moved_by.challenges) if moved_by else (),
        facts=_facts(context, persona) if persona else (),
        evidence=evidence(context, persona.research if persona else ()),
    )


def _facts(context: Context, persona: Persona) -> tuple[Fact, ...]:
    """All that is known beside what stands in front: traits by category, jobs, free keys, the segment in data."""
    facts = [Fact(context.words("fact.jobs"), persona.jobs)] if persona.jobs else []
    for category in CATEGORIES:
        facts += category_facts(context, category, getattr(persona, category))
    facts += extras(persona)
    if persona.segment:
        facts.append(Fact(context.words("fact.segment"), (conditions_text(persona.segment),)))
    return tuple(facts)


def category_facts(context: Context, category: str, traits: Any) -> list[Fact]:
    """What is known in a category, without goals and challenges, which stand in front."""
    if traits is None:
        return []
    names = [name for name in type(traits).model_fields if name not in {"confidential", *_IN_FRONT}]
    known = context.catalogue.channels
    given = [(name, context.shown(_values(context.words, getattr(traits, name)), known)) for name in names]
    facts = [
        Fact(
            context.words(f"{category}.{name}"),
            tuple(known[item].name if name == "channels" and item in known else item for item in values),
        )
        for name, values in given
        if values
    ]
    return facts + list(extras(traits))


def _values(words: Words, facet: tuple[Any, ...]) -> tuple[str, ...]:
    return tuple(item if isinstance(item, str) else words.number(item) for item in facet)
