"""The flow as PNG and PDF: the same picture as the SVG, drawn by the engine with the fonts of the machine.

Shapes go into the graph's background, in Graphviz's drawing operations; each text is a node at its place, because
only labels know fonts and directions.
"""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

import graphviz

from journeymap.render.flow_cells import label_text
from journeymap.render.flow_fonts import require_fonts
from journeymap.render.flow_palette import ENGINE_DASHES, ENGINE_FONTS, LIGHT
from journeymap.render.flow_picture import flow_picture
from journeymap.render.flow_shapes import Box, Curve, Disc, Label, Picture, Shape
from journeymap.render.graphviz_image import draw

if TYPE_CHECKING:
    from journeymap.render.flow_shapes import Part, Point
    from journeymap.render.graphviz_image import ImageFormat
    from journeymap.render.options import Engine, Options
    from journeymap.render.view import JourneyView

_POINTS_PER_INCH = 72
_SHARP = 144
# Graphviz's scanner takes 16384 characters at once; a backslash at the end of a line continues a longer string.
_CONTINUED = "\\\n"
# How far the handles of a cubic Bezier lie from the corner of a quarter circle, as a share of its radius.
_ROUND = 0.4477


def draw_png(view: JourneyView, options: Options) -> bytes:
    """The flow as a PNG file."""
    return flow_png(view, options.engine)


def draw_pdf(view: JourneyView, options: Options) -> bytes:
    """The flow as a PDF file."""
    return flow_pdf(view, options.engine)


def flow_png(view: JourneyView, engine: Engine = "embedded") -> bytes:
    """The flow as PNG, at two pixels for each of the SVG's.

    Raises:
        EngineError: The engine is missing or fails, or no font of the machine has a letter of the journey.
    """
    return _drawn(flow_picture(view, engine), "png", engine)


def flow_pdf(view: JourneyView, engine: Engine = "embedded") -> bytes:
    """The flow as PDF, one page as large as the picture.

    Raises:
        EngineError: As for `flow_png`.
    """
    return _drawn(flow_picture(view, engine), "pdf", engine)


def _drawn(picture: Picture, image_format: ImageFormat, engine: Engine) -> bytes:
    require_fonts((part.text for group in picture.groups for part in group.parts if isinstance(part, Label)), engine)
    sharp = _SHARP if image_format == "png" else _POINTS_PER_INCH
    return draw(picture_dot(picture, sharp), image_format, engine, layout="nop2")


def picture_dot(picture: Picture, dots_per_inch: int = _POINTS_PER_INCH) -> str:
    """A picture as a graph whose nodes have their places already (for the layout `nop2`)."""
    parts = [part for group in picture.groups for part in group.parts]
    shapes = _CONTINUED.join(_operations(part, picture.height) for part in parts if not isinstance(part, Label))
    graph = graphviz.Digraph("picture")
    graph.attr(pad="0", margin="0", bgcolor=LIGHT["page"], dpi=str(dots_per_inch), _background=shapes)
    graph.attr("node", shape="plain", fontname=ENGINE_FONTS)
    width, height = (f"{side / _POINTS_PER_INCH:.4f}" for side in (picture.width, picture.height))
    middle = f"{picture.width / 2:g},{picture.height / 2:g}"
    graph.node("page", "", shape="box", style="invis", fixedsize="true", width=width, height=height, pos=middle)
    for index, part in enumerate(parts):
        if isinstance(part, Label) and part.text:
            graph.node(f"text{index}", _label(part, rtl=picture.rtl), pos=_place(part, picture))
    return str(graph.source)


def _side(part: Label, *, rtl: bool) -> str:
    if part.anchor == "middle":
        return "CENTER"
    return "RIGHT" if (part.anchor == "end") != rtl else "LEFT"


def _place(part: Label, picture: Picture) -> str:
    shift = {"LEFT": part.room / 2, "RIGHT": -part.room / 2, "CENTER": 0.0}[_side(part, rtl=picture.rtl)]
    return f"{part.x + shift:.2f},{picture.height - part.y:.2f}"


def _label(part: Label, *, rtl: bool) -> str:
    text = f"<B>{label_text(part.text)}</B>" if part.bold else label_text(part.text)
    cell = f'FIXEDSIZE="TRUE" WIDTH="{part.room:.0f}" HEIGHT="{part.size * 1.3:.0f}" ALIGN="{_side(part, rtl=rtl)}"'
    font = f'<FONT POINT-SIZE="{part.size:g}" COLOR="{LIGHT[part.tone]}">{text}</FONT>'
    return f'<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0"><TR><TD {cell}>{font}</TD></TR></TABLE>>'


def _written(text: str) -> str:
    return f"{len(text)} -{text}"


def _pen(stroke: str, width: float, dash: str) -> str:
    style = f"S {_written(ENGINE_DASHES[dash])} S {_written(f'setlinewidth({width:g})')} "
    return f"c {_written(LIGHT[stroke])} {style}"


def _points(points: tuple[Point, ...], height: float) -> str:
    return f"{len(points)} " + "".join(f"{x:.2f} {height - y:.2f} " for x, y in points)


@singledispatch
def _operations(part: Part, height: float) -> str:
    raise TypeError(f"{type(part).__name__} is no part of a picture of height {height}")


@_operations.register
def _(part: Shape, height: float) -> str:
    return f"{_pen(part.fill, 0, '')}C {_written(LIGHT[part.fill])} P {_points(part.points, height)}"


@_operations.register
def _(part: Curve, height: float) -> str:
    points = _points(part.points, height)
    filled = f"{_pen(part.fill, 0, '')}C {_written(LIGHT[part.fill])} b {points}" if part.fill else ""
    return filled + (f"{_pen(part.stroke, part.pen, part.dash)}B {points}" if part.stroke else "")


@_operations.register
def _(part: Disc, height: float) -> str:
    place = f"{part.x:.2f} {height - part.y:.2f} {part.radius:.2f} {part.radius:.2f} "
    filled = f"{_pen(part.fill, 0, '')}C {_written(LIGHT[part.fill])} E {place}" if part.fill else ""
    return filled + (f"{_pen(part.stroke, part.pen, '')}e {place}" if part.stroke else "")


@_operations.register
def _(part: Box, height: float) -> str:
    points = _points(_outline(part), height)
    filled = f"{_pen(part.fill, 0, '')}C {_written(LIGHT[part.fill])} b {points}" if part.fill else ""
    return filled + (f"{_pen(part.stroke, part.pen, part.dash)}B {points}" if part.stroke else "")


def _outline(box: Box) -> tuple[Point, ...]:
    """The edge of a box with round corners, as one closed line of cubic Beziers."""
    r = min(box.radius, box.width / 2, box.height / 2)
    k = r * _ROUND
    left, top, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
    corners = (
        ((right - r, top), (right - k, top), (right, top + k), (right, top + r)),
        ((right, bottom - r), (right, bottom - k), (right - k, bottom), (right - r, bottom)),
        ((left + r, bottom), (left + k, bottom), (left, bottom - k), (left, bottom - r)),
        ((left, top + r), (left, top + k), (left + k, top), (left + r, top)),
    )
    points: list[Point] = [(left + r, top)]
    for before, *rest in corners:
        points += [points[-1], before, before, *rest]
    return (*points, points[-1], points[0], points[0])
