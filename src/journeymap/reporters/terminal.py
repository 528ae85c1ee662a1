"""The console that text for people is written to."""

from __future__ import annotations

from typing import TextIO

from rich.console import Console


def console(stream: TextIO, *, colour: bool) -> Console:
    """A console that writes what it is given and nothing of its own: no folding, no markup, colours where asked for."""
    return Console(
        file=stream,
        force_terminal=colour,
        no_color=not colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=True,
    )
