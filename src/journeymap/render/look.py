"""How the workspace's settings make its pages look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.model.settings import Theme
from journeymap.render import colour
from journeymap.render.pictures import font
from journeymap.render.view_parts import Look

if TYPE_CHECKING:
    from journeymap.workspace.catalogue import Catalogue


def look_of(catalogue: Catalogue) -> Look:
    """The look that a workspace's `report` settings ask for.

    Raises:
        ContentError: The file of the font cannot be used.
    """
    report = catalogue.settings.report
    return Look(
        accent=colour.accents(report.accent or colour.ACCENT),
        fonts=report.font,
        font_uri=font(catalogue.root, report.font_file) if report.font else "",
        theme="" if report.theme is Theme.AUTO else str(report.theme),
    )
