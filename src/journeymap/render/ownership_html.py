"""The page `ownership`: teams by lifecycle stages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.render.matrix_html import matrix_page
from journeymap.render.pages.addresses import Alone
from journeymap.render.pages.shell import document

if TYPE_CHECKING:
    from journeymap.render.matrix_view import OwnershipView
    from journeymap.render.options import Options
    from journeymap.render.pages.addresses import Addresses
    from journeymap.render.pages.shell import Page


def draw_html(view: OwnershipView, options: Options) -> bytes:
    """The view as a self-contained HTML page."""
    del options  # no graph is laid out
    return document(matrix_page("ownership", view, Alone(), alone=True)).encode()


def ownership_page(view: OwnershipView, on: Addresses) -> Page:
    """The view as a page.

    Args:
        view: What is drawn.
        on: How the page names its elements and reaches other pages.
    """
    return matrix_page("ownership", view, on)
