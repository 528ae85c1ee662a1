"""All changes as one JSON object; `schemas/diff.schema.json` is its schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from journeymap.render.seen import json_visible
from journeymap.reporters.reviews.shapes import review

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.render.review_view import ReviewView


def write(views: Sequence[ReviewView], stream: TextIO, *, colour: bool = False) -> None:  # noqa: ARG001  # as all
    """Writes one indented object."""
    stream.write(json_visible(review(views).model_dump_json(indent=2, by_alias=True)) + "\n")
