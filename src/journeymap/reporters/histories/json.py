"""A history as one JSON object; `schemas/log.schema.json` is its schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from journeymap.render.seen import json_visible
from journeymap.reporters.histories.shapes import log

if TYPE_CHECKING:
    from journeymap.diff.past import Past


def write(past: Past, stream: TextIO, *, colour: bool = False) -> None:  # noqa: ARG001  # every reporter takes it
    """Writes one indented object."""
    stream.write(json_visible(log(past).model_dump_json(indent=2)) + "\n")
