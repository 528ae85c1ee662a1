"""The terminal that journeys and personas are shown in, and what their pages share."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, TextIO

from rich.text import Text

from journeymap.reporters.terminal import console
from journeymap.reporters.visible import visible

if TYPE_CHECKING:
    from rich.console import Console

    from journeymap.render.view import EmotionView

FACE_STYLES = {1: "red", 2: "yellow", 3: "bright_black", 4: "cyan", 5: "green"}
"""Colours of the five faces; the score is always written too."""


def terminal(stream: TextIO, *, colour: bool, width: int | None) -> Console:
    """A console that never wraps by itself wider than asked, and colours only where that is wanted."""
    columns = width or (shutil.get_terminal_size().columns if stream.isatty() else 80)
    return console(stream, colour=colour, width=columns, folds=True)


def plain(text: str, style: str = "") -> Text:
    """Text from a file, safe to show."""
    return Text(visible(text), style)


def heading(console: Console, words: str) -> None:
    """A line that begins a part."""
    console.print()
    console.print(Text(words, "bold"))


def feeling(emotion: EmotionView | None) -> Text:
    """A score in its colour; nothing where none is known."""
    return Text(emotion.text, FACE_STYLES[emotion.face]) if emotion else Text("")
