"""What the pages of the matrices share: from a view and a template to a page.

The script only makes tall tables scroll under their own head; without it, and on paper, they stand there whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from journeymap.render import markup
from journeymap.render.building.feelings import HIGHEST
from journeymap.render.pages.environment import template
from journeymap.render.pages.shell import Page
from journeymap.render.wording import words_for

if TYPE_CHECKING:
    from journeymap.render.pages.addresses import Addresses
    from journeymap.render.workspace_view import HasTables

_HEAD = 220
_NARROWEST = {"lifecycle": 164, "heatmap": 158, "ownership": 132, "plays": 190}
"""The narrowest column of each matrix, in pixels beside the first."""
_ANCHOR = re.compile(r"</?a\b[^>]*>")


def matrix_page(name: str, view: HasTables, on: Addresses, *, alone: bool = False) -> Page:
    """The page of a matrix, from the template of its name.

    Args:
        name: The view, such as `heatmap`; also the name of the page.
        view: What is drawn.
        on: How the page names its elements and reaches other pages.
        alone: The page is a document by itself, and brings the button for the theme.
    """
    heading = view.heading
    return Page(
        name=name,
        title=" · ".join(text for text in (heading.title, heading.workspace) if text),
        language=heading.language,
        direction=heading.direction,
        look=heading.look,
        body=Markup(_body(name, view, on, alone=alone)),  # noqa: S704 made by an escaping template
        styles=("matrix.css",),
        rules=_rules(name, view),
        scripts=("theme.js", "matrix.js") if alone else ("matrix.js",),
    )


def _rules(name: str, view: Any) -> str:
    """No column narrower than can be read: the tables scroll in their regions. Long ones need the number of columns."""
    counts = sorted({len(matrix.columns) for matrix in getattr(view, "matrices", ())})
    return "".join(f".mx-n{n}{{min-width:{_HEAD + n * _NARROWEST[name]}px;--mx-cols:{n}}}" for n in counts)


def _body(name: str, view: Any, on: Addresses, *, alone: bool) -> str:
    words = words_for(view.heading.language)
    return template(f"{name}.html.j2").render(
        view=view,
        name=name,
        w=words,
        on=on,
        label=label,
        alone=alone,
        lowest=words.signed(-HIGHEST),
        highest=words.signed(HIGHEST),
    )


def label(text: str) -> Markup:
    """Markdown of a single line without its links, for what is a link as a whole."""
    return Markup(_ANCHOR.sub("", markup.inline(text)))  # noqa: S704 only tags are taken out of what is safe
