"""Where Graphviz puts the parts of the flow: its `json` output, read into points with y downwards."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

Point = tuple[float, float]


@dataclass(frozen=True)
class Arrow:
    """The way of an arrow from its tail to its head, in one curve, or in two with a label between them.

    A curve is one point and then three for each cubic Bezier; `tip` is where the head ends.
    """

    curves: tuple[tuple[Point, ...], ...]
    tip: Point

    def moved(self, across: float, down: float) -> Arrow:
        """The same arrow elsewhere."""
        curves = tuple(tuple((round(x + across, 1), round(y + down, 1)) for x, y in curve) for curve in self.curves)
        return Arrow(curves, (round(self.tip[0] + across, 1), round(self.tip[1] + down, 1)))


@dataclass(frozen=True)
class Geometry:
    """The middles of the nodes by name, and the arrows by the index of their way."""

    nodes: dict[str, Point]
    arrows: dict[int, Arrow]


def read_geometry(output: bytes) -> Geometry:
    """Read Graphviz's `json` output of a flow; coordinates are rounded to a tenth of a point."""
    graph: dict[str, Any] = json.loads(output)
    objects = graph.get("objects", [])
    nodes = {item["name"]: _point(item["pos"]) for item in objects if "pos" in item}
    parts = {item["id"]: item for item in graph.get("edges", ()) if "id" in item}
    numbers = dict.fromkeys(int(name[1:].rstrip("ab")) for name in parts)
    return Geometry(nodes, {number: _arrow(parts, f"e{number}", objects) for number in numbers})


def _point(text: str) -> Point:
    x, y = text.split(",")[:2]
    return (round(float(x), 1), round(-float(y), 1) + 0.0)


def _arrow(parts: dict[str, Any], name: str, objects: list[dict[str, Any]]) -> Arrow:
    """An arrow in one part, or in two: `a` leads to the node between, `b` on from there."""
    if name in parts:
        curve, tip = _curve(parts[name])
        return Arrow((curve,), tip)
    first, _ = _curve(parts[f"{name}a"])
    last, tip = _curve(parts[f"{name}b"])
    from_between = objects[parts[f"{name}a"]["tail"]]["name"].startswith("way")
    return Arrow((first[::-1] if from_between else first, last), tip)


def _curve(edge: dict[str, Any]) -> tuple[tuple[Point, ...], Point]:
    points = edge["pos"].split()
    curve = tuple(_point(point) for point in points if point[0] not in "es")
    tips = [_point(point[2:]) for point in points if point[0] in "es"]
    return curve, tips[0] if tips else curve[-1]
