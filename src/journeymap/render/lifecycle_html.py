"""The page `lifecycle`: lifecycle stages by journeys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.render.matrix_html import matrix_page
from journeymap.render.pages.addresses import Alone
from journeymap.render.pages.shell import document

if TYPE_CHECKING:
    from journeymap.render.matrix_view import LifecycleView
    from journeymap.render.options import Options
    from journeymap.render.pages.addresses import Addresses
    from journeymap.render.pages.shell import Page


def draw_html(view: LifecycleView, options: Options) -> bytes:
    """The view as a self-contained HTML page."""
    del options  # no graph is laid out
    return document(matrix_page("lifecycle", view, Alone(), alone=True)).encode()


def lifecycle_page(view: LifecycleView, on: Addresses) -> Page:
    """The view as a page.

    Args:
        view: What is drawn.
        on: How the page names its elements and reaches other pages.
    """
    return matrix_page("lifecycle", view, on)
