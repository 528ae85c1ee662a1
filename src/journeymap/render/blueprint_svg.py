"""The service blueprint as SVG: the same bytes for the same journey, whatever fonts a machine has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.render.blueprint_palette import DARK, LIGHT
from journeymap.render.blueprint_picture import blueprint_picture
from journeymap.render.flow_svg import picture_svg

if TYPE_CHECKING:
    from journeymap.render.options import Options
    from journeymap.render.view import JourneyView


def draw_svg(view: JourneyView, options: Options) -> bytes:
    """The blueprint as a file, light and dark."""
    del options  # no graph is laid out: see `blueprint_picture`
    return picture_svg(blueprint_picture(view), "blueprint", (LIGHT, DARK), look=view.look).encode()
