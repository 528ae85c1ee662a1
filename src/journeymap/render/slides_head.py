"""What stands around the map on a slide: the title, what the journey is about, its personas, lanes and legend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.render.slides_curve import BAND, ink
from journeymap.render.slides_pen import Box, Pen, Words
from journeymap.render.slides_plan import LANE, LEFT, MARGIN, RIGHT
from journeymap.render.slides_stage import CARDS, CHEVRON, OPPORTUNITIES, PAINS
from journeymap.render.slides_text import fits, fitted
from journeymap.render.text_width import text_width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.render.slides_plan import Page
    from journeymap.render.view import JourneyView
    from journeymap.render.wording import Words as Catalogue

_TITLE = 24.0
_SMALL = 9.0
_DISC = 16.0
_FOOT = 514.0
_MOST_PERSONAS = 4


def draw_head(pen: Pen, view: JourneyView, page: Page, words: Catalogue) -> None:
    """The title in its own placeholder, a line about the journey, and who it is about."""
    width = RIGHT - MARGIN
    title = pen.slide.shapes.title
    part = words("slide.part", n=page.number, all=page.of) if page.of > 1 else ""
    room = width - (text_width(part, 11.0) + 12 if part else 0)
    size = next((size for size in (_TITLE, 20.0, 17.0) if fits(view.name, size, room, 1, bold=True)), 17.0)
    title.left, title.top, title.width, title.height = pen.place(Box(MARGIN, 14, room, 32))
    pen.write(title, [Words(fitted(view.name, size, room, 1, bold=True), size, bold=True)], middle=True)
    if part:
        pen.text(Box(RIGHT - 90, 22, 90, 16), "Part", [Words(part, 11.0, "ink2")], align="end", middle=True)
    about = fitted(" · ".join(_about(view, words)), 10.5, width, 1)
    pen.text(Box(MARGIN, 46, width, 14), "About", [Words(about, 10.5, "ink2")], middle=True)
    _personas(pen, view, words)


def _about(view: JourneyView, words: Catalogue) -> Iterator[str]:
    yield view.state_word
    if view.owner:
        yield f"{words('fact.owner')}: {view.owner.name}"
    if view.goal:
        yield f"{words('fact.goal')}: {view.goal}"
    elif view.scenario:
        yield f"{words('fact.scenario')}: {view.scenario}"


def _personas(pen: Pen, view: JourneyView, words: Catalogue) -> None:
    """The personas in a row, each with the letter and colour of its curve."""
    shown = view.personas[:_MOST_PERSONAS]
    rest = len(view.personas) - len(shown)
    width = (RIGHT - MARGIN - (60 if rest else 0)) / max(1, len(shown))
    inks = {item.persona: ink(item) for item in view.curves if item.kind == "persona"}
    for at, persona in enumerate(shown):
        x = MARGIN + at * width
        disc = Box(x, 69, _DISC, _DISC)
        made = pen.shape("oval", disc, f"Persona {persona.mark}", fill=inks.get(persona.id, "head"), alt=persona.name)
        pen.write(made, [Words(persona.mark, 9.0, "glyph", bold=True)], align="center", middle=True, wrapped=False)
        room = width - _DISC - 12
        name = fitted(persona.name, 10.5, room, 1, bold=True)
        role = fitted(persona.role or persona.kind_word, _SMALL, room, 1)
        lines = [Words(name, 10.5, bold=True), Words(role, _SMALL, "ink2")]
        pen.text(Box(x + _DISC + 5, 64, room, 25), f"Persona {persona.mark}: text", lines, middle=True)
    if rest:
        more = words("slide.more", n=rest)
        pen.text(Box(RIGHT - 55, 64, 55, 25), "More personas", [Words(more, _SMALL, "ink2")], align="end", middle=True)


def draw_lanes(pen: Pen, words: Catalogue) -> None:
    """The names of the lanes at the side, and the ends of the scale."""
    lanes = (("lane.steps", CARDS), ("lane.feel", BAND), ("lane.pains", PAINS), ("lane.opps", OPPORTUNITIES))
    for key, lane in (("tables.stages", CHEVRON), *lanes):
        room = LANE - 8
        size = next((size for size in (10.0, 9.0, 8.0) if _whole(words(key), size, room)), 8.0)
        text = fitted(words(key), size, room, 3, bold=True)
        box = Box(MARGIN, lane.y, room, lane.height)
        pen.text(box, f"Lane: {words(key)}", [Words(text, size, bold=True)], middle=True)
    for score, y in (("+2", BAND.y + 3), ("\N{MINUS SIGN}2", BAND.y + BAND.height - 14)):
        scale = Box(LEFT - 26, y, 20, 11)
        pen.text(scale, f"Scale {score}", [Words(pen.number(score), _SMALL, "ink2")], align="end", middle=True)


def _whole(text: str, size: float, room: float) -> bool:
    """Whether no word of a text has to be broken."""
    return all(text_width(word, size, bold=True) <= room for word in text.split())


def draw_legend(pen: Pen, view: JourneyView, words: Catalogue) -> None:
    """What the colours and signs mean, in one line at the foot."""
    x = MARGIN
    for face, score in enumerate(range(-2, 3), 1):
        text = f"{pen.number(words.signed(score))} {words(f'emotion.{score}')}"
        x = _key(pen, x, text, f"s{face}")
    if any(card.moment_of_truth for card in view.cards):
        x = _sign(pen, x, f"{words('mark.truth')} {words('card.mot')}")
    for item in view.curves:
        if item.kind == "base":
            pen.line((x, _FOOT + 6), (x + 16, _FOOT + 6), "Key base", ink(item), dashed=True)
            x = _sign(pen, x + 19, fitted(item.label, _SMALL, 150, 1))
    told = " · ".join(text for text in (view.workspace, view.review.reviewed) if text)
    room = RIGHT - x - 8
    if room > 60:  # noqa: PLR2004  # narrower than that nothing can be read
        foot = fitted(told, _SMALL, room, 1)
        pen.text(Box(x + 8, _FOOT, room, 12), "Source", [Words(foot, _SMALL, "ink2")], align="end", middle=True)


def _key(pen: Pen, x: float, text: str, colour: str) -> float:
    pen.shape("oval", Box(x, _FOOT + 2, 8, 8), f"Key {text}", fill=colour)
    return _sign(pen, x + 11, text)


def _sign(pen: Pen, x: float, text: str) -> float:
    width = text_width(text, _SMALL) + 2
    pen.text(Box(x, _FOOT, width, 12), f"Key: {text}", [Words(text, _SMALL, "ink2")], middle=True)
    return x + width + 10
