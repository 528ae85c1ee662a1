"""A native freeform with cubic curves, which people can edit point by point; python-pptx itself draws straight ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

Point = tuple[float, float]
Cubic = tuple[Point, ...]
"""Start, two control points, end."""
_EMU = 12_700


def add_freeform(slide: Any, parts: Sequence[Cubic]) -> Any:
    """Adds a freeform to a slide.

    Args:
        slide: Where.
        parts: Its cubic pieces in points on the slide, at least one.
    """
    points = [point for part in parts for point in part]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    builder = slide.shapes.build_freeform(round(left * _EMU), round(top * _EMU), scale=1.0)
    builder.add_line_segments([(round(right * _EMU), round(max(bottom, top + 0.1) * _EMU))], close=False)
    made = builder.convert_to_shape()
    path = made._element.spPr.find(".//" + _tag("path"))  # noqa: SLF001  # the library has no name for it
    for child in list(path):
        path.remove(child)
    pen: Point | None = None
    for start, first, second, end in parts:
        if start != pen:
            _step(path, "moveTo", [start], (left, top))
        _step(path, "cubicBezTo", [first, second, end], (left, top))
        pen = end
    return made


def _step(path: Any, kind: str, points: Sequence[Point], origin: Point) -> None:
    from lxml import etree  # noqa: PLC0415  # comes with python-pptx

    step = etree.SubElement(path, _tag(kind))
    for x, y in points:
        place = {"x": str(round((x - origin[0]) * _EMU)), "y": str(round((y - origin[1]) * _EMU))}
        etree.SubElement(step, _tag("pt"), place)


def _tag(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/drawingml/2006/main}}{name}"
