"""The emotion curve as one HTML page: the drawing, and all its scores as a table that everybody sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from journeymap.render.building.feelings import HIGHEST
from journeymap.render.emotion_palette import DARK, LIGHT
from journeymap.render.emotion_picture import emotion_picture
from journeymap.render.emotion_plot import told
from journeymap.render.flow_svg import picture_svg
from journeymap.render.pages.addresses import Alone
from journeymap.render.pages.environment import template
from journeymap.render.pages.shell import Page, document
from journeymap.render.wording import Words, words_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.render.options import Options
    from journeymap.render.pages.addresses import Addresses
    from journeymap.render.view import CardView, CurveView, JourneyView, StageView
    from journeymap.render.view_parts import EmotionView


@dataclass(frozen=True)
class Line:
    """A row of the table: a touchpoint, or a stage as a whole, and what each curve says of it, in their order."""

    card: CardView | None
    name: str
    scores: tuple[EmotionView | None, ...]


@dataclass(frozen=True)
class Part:
    """The rows of one stage."""

    stage: StageView
    lines: tuple[Line, ...]


def draw_html(view: JourneyView, options: Options) -> bytes:
    """The curve as a self-contained HTML page."""
    del options  # no graph is laid out
    return document(emotion_page(view, Alone(), alone=True)).encode()


def emotion_page(view: JourneyView, on: Addresses, *, alone: bool = False) -> Page:
    """The curve and its scores as a page.

    Args:
        view: The journey.
        on: How the page names its elements and reaches other pages.
        alone: The page is a document by itself, and brings the button for the theme.
    """
    words = words_for(view.language)
    curves = told(view)
    picture = emotion_picture(view, titled=False)
    drawn = picture_svg(picture, on.id("emotion"), styled=False)
    body = template("emotion.html.j2").render(
        view=view,
        w=words,
        on=on,
        alone=alone,
        drawn=Markup(drawn),  # noqa: S704 every text in it is escaped
        curves=curves,
        parts=[Part(stage, tuple(_lines(stage, curves, words))) for stage in view.stages],
        base=next((curve for curve in view.curves if curve.kind == "base"), None),
        lowest=words.signed(-HIGHEST),
        highest=words.signed(HIGHEST),
        marks={},
    )
    return Page(
        name=f"journeys/{view.id}-emotion",
        title=words("feel.title", name=view.name),
        language=view.language,
        direction=view.direction,
        look=view.look,
        body=Markup(body),  # noqa: S704 made by an escaping template
        styles=("emotion.css",),
        rules=_tones(),
        scripts=("theme.js",) if alone else (),
    )


def _lines(stage: StageView, curves: list[CurveView], words: Words) -> Iterator[Line]:
    """A row for each touchpoint, and one for the stage where curves have a point of its own."""
    middle = [[point for point in curve.points if not point.card and _lies_in(point.x, stage)] for curve in curves]
    if any(middle):
        name = words("card.stage") if stage.cards else stage.name
        yield Line(None, name, tuple(found[0].emotion if found else None for found in middle))
    for card in stage.cards:
        found = (next((point for point in curve.points if point.card == card.id), None) for curve in curves)
        yield Line(card, card.name, tuple(point.emotion if point else None for point in found))


def _lies_in(x: float, stage: StageView) -> bool:
    return stage.left < x < stage.left + stage.width


def _tones() -> str:
    """The colours of the drawing, which follow the theme of the page."""
    return "".join(
        f".em-drawn .f-{tone}{{fill:light-dark({colour},{DARK[tone]})}}"
        f".em-drawn .s-{tone}{{stroke:light-dark({colour},{DARK[tone]})}}"
        for tone, colour in LIGHT.items()
    )
