"""The pages of the matrices: each from the template of its name, as a document of its own or as a page of a report."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from journeymap.render.matrix_html import matrix_page
from journeymap.render.pages.addresses import Alone
from journeymap.render.pages.shell import document

if TYPE_CHECKING:
    from journeymap.render.options import Options
    from journeymap.render.workspace_view import HasTables


def _drawn(name: str, view: HasTables, options: Options) -> bytes:
    """The view as a self-contained HTML page."""
    del options  # no graph is laid out
    return document(matrix_page(name, view, Alone(), alone=True)).encode()


draw_lifecycle, lifecycle_page = partial(_drawn, "lifecycle"), partial(matrix_page, "lifecycle")
draw_heatmap, heatmap_page = partial(_drawn, "heatmap"), partial(matrix_page, "heatmap")
draw_ownership, ownership_page = partial(_drawn, "ownership"), partial(matrix_page, "ownership")
draw_opportunities, opportunities_page = partial(_drawn, "opportunities"), partial(matrix_page, "opportunities")
draw_plays, plays_page = partial(_drawn, "plays"), partial(matrix_page, "plays")
