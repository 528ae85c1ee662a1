"""The journey as a storyboard on one HTML page: a frame for each touchpoint, and the waits between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from journeymap.render.building.feelings import HIGHEST
from journeymap.render.pages.addresses import Alone
from journeymap.render.pages.environment import template
from journeymap.render.pages.shell import Page, document
from journeymap.render.storyboard_scene import card_scene, stage_scene, wait_scene
from journeymap.render.wording import words_for

if TYPE_CHECKING:
    from journeymap.render.options import Options
    from journeymap.render.pages.addresses import Addresses
    from journeymap.render.view import CardView, JourneyView, StageView


@dataclass(frozen=True)
class Frame:
    """A touchpoint in a frame; `scene` is drawn where it has no picture, `wait` where somebody waits before it."""

    card: CardView
    scene: Markup | None
    wait: Markup | None


@dataclass(frozen=True)
class Strip:
    """A stage: its frames, or, where it has none, the drawing of its own frame."""

    stage: StageView
    frames: tuple[Frame, ...]
    scene: Markup | None


def draw_html(view: JourneyView, options: Options) -> bytes:
    """The storyboard as a self-contained HTML page."""
    del options  # no graph is laid out
    return document(storyboard_page(view, Alone(), alone=True)).encode()


def storyboard_page(view: JourneyView, on: Addresses, *, alone: bool = False) -> Page:
    """The storyboard as a page.

    Args:
        view: The journey.
        on: How the page names its elements and reaches other pages.
        alone: The page is a document by itself, and brings the button for the theme.
    """
    words = words_for(view.language)
    body = template("storyboard.html.j2").render(
        view=view,
        w=words,
        on=on,
        alone=alone,
        strips=tuple(_strip(view, stage) for stage in view.stages),
        lowest=words.signed(-HIGHEST),
        highest=words.signed(HIGHEST),
        marks={persona.id: persona for persona in view.personas},
    )
    return Page(
        name=f"journeys/{view.id}-storyboard",
        title=words("board.title", name=view.name),
        language=view.language,
        direction=view.direction,
        look=view.look,
        body=Markup(body),  # noqa: S704 made by an escaping template
        styles=("storyboard.css",),
        scripts=("theme.js",) if alone else (),
    )


def _strip(view: JourneyView, stage: StageView) -> Strip:
    drawn = None if stage.cards or stage.picture else stage_scene(stage)
    return Strip(stage, tuple(_frame(view, card) for card in stage.cards), drawn)


def _frame(view: JourneyView, card: CardView) -> Frame:
    scene = None if card.picture else card_scene(view, card)
    return Frame(card, scene, wait_scene(card.wait_seconds) if card.wait_seconds is not None else None)
