"""Histories for people and programs: one file a format, each writes to a stream and does its own escaping."""

from __future__ import annotations

import importlib
from enum import StrEnum
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from journeymap.diff.past import Past


class LogFormat(StrEnum):
    """The formats in which a history can be had."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    SVG = "svg"


_WRITERS = {
    LogFormat.TEXT: "journeymap.reporters.histories.text:write",
    LogFormat.JSON: "journeymap.reporters.histories.json:write",
    LogFormat.MARKDOWN: "journeymap.reporters.histories.markdown:write",
    LogFormat.SVG: "journeymap.render.health_curve:draw_svg",
}
"""Where each format is made; what is drawn returns bytes, what is written takes a stream."""


def write(past: Past, log_format: LogFormat, stream: TextIO, *, colour: bool = False) -> None:
    """Writes a history in a format.

    Args:
        past: The history.
        log_format: The format.
        stream: Where to write.
        colour: Whether the stream is a terminal that shows colours; only `text` uses them.
    """
    module, _, name = _WRITERS[log_format].partition(":")
    made = getattr(importlib.import_module(module), name)
    if name == "write":
        made(past, stream, colour=colour)
    else:
        stream.write(made(past).decode())
