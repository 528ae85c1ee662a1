"""Which view comes in which format, and who draws it: the one table that `render` and the documentation read."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal

from journeymap.errors import SettingError
from journeymap.render.options import Options

if TYPE_CHECKING:
    from collections.abc import Mapping

Scope = Literal["journey", "workspace"]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished picture or document, as bytes, and how its file is to end."""

    content: bytes
    suffix: str


@dataclass(frozen=True, slots=True)
class View:
    """A way to look at one journey or at the whole workspace.

    `formats` says for each format which function draws it, as `module:function` below this package; the first format
    is the default. Each takes the view model and `Options`, and gives bytes. `build` names the function that computes
    the view model of a workspace view from a `Gathered` workspace; a journey has one view model for all its views.
    """

    scope: Scope
    about: str
    formats: Mapping[str, str]
    build: str = ""


_PAPER = {"png": "browser_image:png", "pdf": "browser_image:pdf"}
_DATA = {"json": "view_json:draw_json"}
_TABLES = {
    "markdown": "markdown_tables:draw_markdown",
    "csv": "tables_csv:draw_csv",
    "xlsx": "tables_xlsx:draw_xlsx",
}

VIEWS: Mapping[str, View] = {
    "map": View(
        "journey",
        "the classic journey map: stages as columns, lanes as rows",
        {
            "html": "map_html:draw_html",
            **_PAPER,
            "mermaid": "mermaid_journey:draw_mermaid",
            "markdown": "markdown_journey:draw_markdown",
            "csv": "tables_csv:draw_journey",
            "xlsx": "tables_xlsx:draw_journey",
            "pptx": "slides:draw_pptx",
            **_DATA,
        },
    ),
    "flow": View(
        "journey",
        "touchpoints as a graph, with branches, loops, waits and hand-offs",
        {
            "svg": "flow_svg:draw_svg",
            "png": "flow_image:draw_png",
            "pdf": "flow_image:draw_pdf",
            "dot": "dot:draw_dot",
            "mermaid": "mermaid_flow:draw_mermaid",
            **_DATA,
        },
    ),
    "blueprint": View(
        "journey",
        "the service blueprint: evidence, customer, frontstage, backstage and support, with the three lines",
        {"html": "blueprint_html:draw_html", "svg": "blueprint_svg:draw_svg", **_PAPER, **_DATA},
    ),
    "emotion": View(
        "journey",
        "the curve alone: one for each persona where voices differ, current and future",
        {"svg": "emotion_svg:draw_svg", "html": "emotion_html:draw_html", **_PAPER, **_DATA},
    ),
    "storyboard": View(
        "journey",
        "one frame for each touchpoint: picture, action, thought, feeling",
        {"html": "storyboard_html:draw_html", **_PAPER, **_DATA},
    ),
    "lifecycle": View(
        "workspace",
        "lifecycle stages by journeys, with owners and the worst pains",
        {"html": "matrix_pages:draw_lifecycle", **_PAPER, **_TABLES, **_DATA},
        "building.lifecycle:lifecycle_view",
    ),
    "heatmap": View(
        "workspace",
        "personas by lifecycle stages: emotion, pains, plays",
        {"html": "matrix_pages:draw_heatmap", **_PAPER, **_TABLES, **_DATA},
        "building.heatmap:heatmap_view",
    ),
    "ownership": View(
        "workspace",
        "teams by lifecycle stages: who is responsible, where hand-offs lie",
        {"html": "matrix_pages:draw_ownership", **_PAPER, **_TABLES, **_DATA},
        "building.ownership:ownership_view",
    ),
    "opportunities": View(
        "workspace",
        "impact by effort of all that could be done",
        {"html": "matrix_pages:draw_opportunities", **_PAPER, **_TABLES, **_DATA},
        "building.opportunities:opportunities_view",
    ),
    "plays": View(
        "workspace",
        "personas by lifecycle stages: who gets which message and offer, and where nobody has thought of it",
        {"html": "matrix_pages:draw_plays", **_PAPER, **_TABLES, **_DATA},
        "building.plays:plays_view",
    ),
    "handoffs": View(
        "workspace",
        "what each team owes the others, with SLAs",
        {"html": "handoffs_html:draw_html", **_PAPER, **_TABLES, **_DATA},
        "building.handoffs:handoffs_view",
    ),
    "reviews": View(
        "workspace",
        "which maps are to be reviewed when",
        {"html": "reviews_html:draw_html", "ics": "reviews_ics:draw_ics", **_PAPER, **_TABLES, **_DATA},
        "building.reviews:reviews_view",
    ),
}
"""The views by name."""


def formats() -> tuple[str, ...]:
    """All formats, in the order in which the views name them."""
    return tuple(dict.fromkeys(name for view in VIEWS.values() for name in view.formats))


def suffix_of(image_format: str) -> str:
    """How the files of a format end, without the dot."""
    return {"markdown": "md", "mermaid": "mmd"}.get(image_format, image_format)


def check(name: str, image_format: str | None = None) -> str:
    """The format in which a view will be drawn.

    Raises:
        SettingError: There is no such view, or not in this format.
    """
    if name not in VIEWS:
        raise SettingError(f"there is no view `{name}`", f"There are {', '.join(VIEWS)}.")
    offered = VIEWS[name].formats
    chosen = image_format or next(iter(offered))
    if chosen not in offered:
        raise SettingError(f"the view `{name}` cannot be had as {chosen}", f"It comes as {', '.join(offered)}.")
    return chosen


def draw(view: Any, name: str, image_format: str | None = None, options: Options | None = None) -> Drawing:
    """Draws one view.

    Args:
        view: The view model: a journey's, or the one that the workspace view's `build` makes.
        name: The view, a key of `VIEWS`.
        image_format: One of the view's formats; None for its default.
        options: How; default with the embedded engine and the browser that is found.

    Raises:
        SettingError: There is no such view, or not in this format.
        EngineError: The engine, the browser or a package is missing, or cannot draw it.
    """
    chosen = check(name, image_format)
    chosen_options = options or Options()
    if VIEWS[name].formats[chosen] in _PAPER.values():
        page = load(VIEWS[name].formats["html"])(view, chosen_options)
        return Drawing(load(_PAPER[chosen])(page, chosen_options), chosen)
    return Drawing(load(VIEWS[name].formats[chosen])(view, chosen_options), suffix_of(chosen))


def load(place: str) -> Any:
    """The function that is named as `module:function` below this package; its libraries are loaded only now."""
    module, _, function = place.partition(":")
    return getattr(import_module(f"journeymap.render.{module}"), function)
