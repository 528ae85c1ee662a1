"""The emotion curve as SVG: the same bytes for the same journey, whatever fonts a machine has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.render.emotion_palette import DARK, LIGHT
from journeymap.render.emotion_picture import emotion_picture
from journeymap.render.flow_svg import picture_svg

if TYPE_CHECKING:
    from journeymap.render.options import Options
    from journeymap.render.view import JourneyView


def draw_svg(view: JourneyView, options: Options) -> bytes:
    """The curve as a file, light and dark."""
    del options  # no graph is laid out
    return picture_svg(emotion_picture(view), "emotion", (LIGHT, DARK), look=view.look).encode()
