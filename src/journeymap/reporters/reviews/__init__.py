"""Reviews for people and programs: one file a format, each writes to a stream and does its own escaping."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.render.review_view import ReviewView


class ReviewFormat(StrEnum):
    """The formats in which a review can be had."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"
    SVG = "svg"
    GITHUB = "github"
    GITLAB = "gitlab"
    SARIF = "sarif"
    JUNIT = "junit"


@dataclass(frozen=True, slots=True)
class Form:
    """Where a format is made, as `module:function`, and of what: with both maps, for a public audience only."""

    place: str
    maps: bool = False
    public: bool = False


FORMS = {
    ReviewFormat.TEXT: Form("journeymap.reporters.reviews.text:write"),
    ReviewFormat.JSON: Form("journeymap.reporters.reviews.json:write"),
    ReviewFormat.MARKDOWN: Form("journeymap.reporters.reviews.markdown:write", maps=True, public=True),
    ReviewFormat.HTML: Form("journeymap.render.review_html:draw_html", maps=True),
    ReviewFormat.SVG: Form("journeymap.render.review_svg:draw_svg", maps=True),
    ReviewFormat.GITHUB: Form("journeymap.reporters.reviews.github:write"),
    ReviewFormat.GITLAB: Form("journeymap.reporters.reviews.gitlab:write"),
    ReviewFormat.SARIF: Form("journeymap.reporters.reviews.sarif:write"),
    ReviewFormat.JUNIT: Form("journeymap.reporters.reviews.junit:write"),
}
"""All formats; what is drawn (`draw_…`) takes the views and returns bytes, what is written also takes a stream."""


def write(views: Sequence[ReviewView], review_format: ReviewFormat, stream: TextIO, *, colour: bool = False) -> None:
    """Writes the reviews of all workspaces in a format.

    Args:
        views: The review of each workspace, with maps and for the audience that `FORMS` asks for.
        review_format: The format.
        stream: Where to write.
        colour: Whether the stream is a terminal that shows colours; only `text` uses them.
    """
    module, _, name = FORMS[review_format].place.partition(":")
    made = getattr(importlib.import_module(module), name)
    if name == "write":
        made(views, stream, colour=colour)
    else:
        stream.write(made(views).decode())
