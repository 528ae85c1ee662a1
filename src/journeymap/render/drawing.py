"""Which view comes in which format, and how: the one table that `render` and the documentation read."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from journeymap.errors import SettingError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from journeymap.render.view import JourneyView

Engine = Literal["embedded", "dot"]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished picture or document, as bytes, and how its file is to end."""

    content: bytes
    suffix: str


def _map_html(view: JourneyView, engine: Engine) -> bytes:
    del engine  # no graph is laid out
    from journeymap.render.map_html import render_map  # noqa: PLC0415  # each view brings its own libraries

    return render_map(view).encode()


def _flow_svg(view: JourneyView, engine: Engine) -> bytes:
    from journeymap.render.flow_svg import flow_svg  # noqa: PLC0415

    return flow_svg(view, engine).encode()


def _flow_dot(view: JourneyView, engine: Engine) -> bytes:
    del engine  # nothing is laid out
    from journeymap.render.dot import flow_dot  # noqa: PLC0415

    return flow_dot(view).encode()


def _flow_png(view: JourneyView, engine: Engine) -> bytes:
    from journeymap.render.flow_image import flow_png  # noqa: PLC0415

    return flow_png(view, engine)


def _flow_pdf(view: JourneyView, engine: Engine) -> bytes:
    from journeymap.render.flow_image import flow_pdf  # noqa: PLC0415

    return flow_pdf(view, engine)


def _view_json(view: JourneyView, engine: Engine) -> bytes:
    del engine  # nothing is laid out
    return (json.dumps(dataclasses.asdict(view), indent=2, ensure_ascii=False) + "\n").encode()


VIEWS: Mapping[str, Mapping[str, Callable[[JourneyView, Engine], bytes]]] = {
    "map": {"html": _map_html, "json": _view_json},
    "flow": {"svg": _flow_svg, "png": _flow_png, "pdf": _flow_pdf, "dot": _flow_dot, "json": _view_json},
}
"""The views by name; the first format of each is its default."""


def draw(view: JourneyView, name: str, image_format: str | None = None, engine: Engine = "embedded") -> Drawing:
    """Draws one view of a journey.

    Args:
        view: The journey, ready to be drawn.
        name: The view, a key of `VIEWS`.
        image_format: One of the view's formats; None for its default.
        engine: Who lays out graphs: `embedded`, or the `dot` program on PATH.

    Raises:
        SettingError: There is no such view, or not in this format.
        EngineError: The engine is missing, or cannot draw it.
    """
    if name not in VIEWS:
        raise SettingError(f"there is no view `{name}`", f"There are: {', '.join(VIEWS)}.")
    chosen = image_format or next(iter(VIEWS[name]))
    if chosen not in VIEWS[name]:
        raise SettingError(f"the view `{name}` cannot be had as {chosen}", f"It comes as {', '.join(VIEWS[name])}.")
    return Drawing(VIEWS[name][chosen](view, engine), chosen)
