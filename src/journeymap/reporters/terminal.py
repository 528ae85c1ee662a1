"""The console that text for people is written to."""

from __future__ import annotations

from typing import TextIO

from rich.console import Console


def console(stream: TextIO, *, colour: bool, width: int | None = None, folds: bool = False) -> Console:
    """A console that writes what it is given and nothing of its own: no markup, colours where asked for.

    Args:
        stream: Where it writes.
        colour: In colours.
        width: Columns; default those of the terminal.
        folds: Break lines that are wider; else they are left as they are.
    """
    return Console(
        file=stream,
        width=width,
        force_terminal=colour,
        no_color=not colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=not folds,
    )
