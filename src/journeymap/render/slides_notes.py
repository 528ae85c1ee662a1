"""The notes of a slide: all that does not stand on it, in words for whoever presents it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.render.markdown_text import without_markup
from journeymap.render.slides_stage import describe
from journeymap.render.tables_cells import tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from journeymap.render.slides_plan import Block, Page
    from journeymap.render.view import CardView, JourneyView, StageView
    from journeymap.render.view_parts import PersonaView
    from journeymap.render.wording import Words


def notes(view: JourneyView, page: Page, words: Words) -> str:
    """The notes of one slide, a thought a line."""
    lines = list(_journey(view, words)) if page.number == 1 else []
    for block in page.blocks:
        lines += ["", *_stage(block, words)]
    return tidy("\n".join(lines).strip("\n"))


def _journey(view: JourneyView, words: Words) -> Iterator[str]:
    yield view.name
    if view.summary:
        yield without_markup(view.summary)
    for key in ("scenario", "goal", "trigger"):
        if getattr(view, key):
            yield f"{words(f'fact.{key}')}: {getattr(view, key)}"
    if view.evidence.text:
        yield f"{words('fact.evidence')}: {view.evidence.text}"
    for tile in view.tiles:
        yield f"{tile.value} {tile.text}"
    for persona in view.personas:
        yield from ("", *_persona(persona, words))
    yield from _group(words("foot.decisions"), (f"{item.date}: {item.text}" for item in view.decisions))


def _persona(persona: PersonaView, words: Words) -> Iterator[str]:
    yield f"{persona.mark} {persona.name}"
    if persona.summary:
        yield without_markup(persona.summary)
    yield from (f"“{quote}”" for quote in persona.quotes)
    for key, texts in (("fact.goals", persona.goals), ("fact.needs", persona.challenges)):
        if texts:
            yield f"{words(key)}: {'; '.join(texts)}"


def _stage(block: Block, words: Words) -> Iterator[str]:
    stage = block.stage
    yield f"{stage.number} · {stage.name}"
    if block.first and stage.description:
        yield without_markup(stage.description)
    for card in block.cards:
        yield from _card(card, words)
    if block.first:
        yield from _claims(stage, words)


def _card(card: CardView, words: Words) -> Iterator[str]:
    yield f"{describe(card, words)}."
    yield from (f"   {action}" for action in card.actions)
    for said in card.thoughts:
        who = f"{said.persona}: " if said.persona else ""
        felt = f" ({', '.join(said.feelings)})" if said.feelings else ""
        yield from (f"   {who}“{text}”{felt}" for text in said.texts)
    yield from (f"   {way.text}" for way in card.ways if way.is_told)


def _claims(stage: StageView, words: Words) -> Iterator[str]:
    pains = (f"{_at(item.at)}{item.summary} ({_joined(item.severity_word, item.share)})" for item in stage.all_pains)
    yield from _group(words("lane.pains"), pains)
    yield from _group(words("lane.gains"), (f"{_at(item.at)}{item.summary}" for item in stage.all_gains))
    yield from _group(words("lane.opps"), (f"{_at(item.at)}{item.summary}" for item in stage.all_opportunities))
    measures = (
        f"{_at(one.at)}{_joined(one.name, one.value, one.target, one.state_word)}" for one in stage.all_measures
    )
    yield from _group(words("lane.kpi"), measures)


def _group(title: str, items: Iterable[str]) -> Iterator[str]:
    found = [f"   {without_markup(item)}" for item in items]
    if found:
        yield from (f"{title}:", *found)


def _at(number: int | None) -> str:
    return f"{number} · " if number is not None else ""


def _joined(*texts: str) -> str:
    return ", ".join(text for text in texts if text)
