"""Which view of a journey comes in which format, from the table that draws them."""

from __future__ import annotations

from generating.markdown import code, table
from journeymap.render.drawing import VIEWS


def views() -> str:
    """A row a view, a column a format."""
    formats = list(dict.fromkeys(name for offered in VIEWS.values() for name in offered))
    rows = [[code(view), *(_cell(name, list(offered)) for name in formats)] for view, offered in VIEWS.items()]
    return table(["view", *formats], rows)


def _cell(name: str, offered: list[str]) -> str:
    if name not in offered:
        return ""
    return "yes, the default" if name == offered[0] else "yes"
