"""A whole report as one document: every page is an article, and the one that the address names is shown.

CSS alone decides which one (`:target`); without any the first page is shown, so that no script is needed to walk about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from journeymap.render.pages.environment import asset, symbols, template
from journeymap.render.pages.shell import policy, stylesheet
from journeymap.render.site import contents
from journeymap.render.site.confining import confined
from journeymap.render.site.frame import SCRIPTS, STYLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.render.pages.addresses import Addresses
    from journeymap.render.pages.shell import Page
    from journeymap.render.site.frame import Frame


def one_document(pages: Sequence[Page], frame: Frame, on: Addresses) -> str:
    """All pages in one document.

    Args:
        pages: The pages, the first one first; made for `InOneFile`.
        frame: The way from page to page.
        on: Addresses of the document itself.
    """
    style = _style(pages)
    script = "".join(map(asset, dict.fromkeys((*SCRIPTS, *(name for page in pages for name in page.scripts)))))
    scenes = frozenset(scene for page in pages for scene in page.scenes)
    return template("site_single.html.j2").render(
        first=pages[0],
        pages=pages,
        kinds={page.name: " ".join(map(_kind, page.styles)) for page in pages},
        home=contents.INDEX,
        frame=frame,
        on=on,
        w=frame.words,
        style=Markup(style),  # noqa: S704 the project's own, with numbers and a checked colour
        script=Markup(script),  # noqa: S704 the project's own
        policy=policy(style, script),
        symbols=symbols(scenes),
    )


def _style(pages: Sequence[Page]) -> str:
    names = dict.fromkeys(name for page in pages for name in page.styles)
    sheets = "".join(confined(asset(name), _kind(name)) for name in names)
    own = "".join(f'[id="{page.name}"]{{{page.rules}}}\n' for page in pages if page.rules)
    return stylesheet(pages[0].look, (STYLE, "site_single.css")) + sheets + own


def _kind(style: str) -> str:
    """The class of pages that have a style sheet."""
    return "of-" + style.removesuffix(".css").replace("_", "-").replace(".", "-")
