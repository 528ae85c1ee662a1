"""Which view of a journey comes in which format, from the table that draws them."""

from __future__ import annotations

from generating.markdown import code, table
from journeymap.render.drawing import VIEWS, formats


def views() -> str:
    """A row a view, a column a format."""
    columns = formats()
    rows = [
        [code(name), view.scope, view.about, *(_cell(one, list(view.formats)) for one in columns)]
        for name, view in VIEWS.items()
    ]
    return table(["view", "of", "shows", *columns], rows)


def _cell(name: str, offered: list[str]) -> str:
    if name not in offered:
        return ""
    return "default" if name == offered[0] else "yes"
