"""Where the emotion curve is drawn: from the view's per cent to pixels, and its paths as points. Nothing is painted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journeymap.render.flow_shapes import Point
    from journeymap.render.view import CurveView, JourneyView

LEAST_WIDTH = 1140.0
STAGE_LEAST = 156.0
SLOT_LEAST = 34.0
BADGE = 15.0
LEVEL = 76.0
"""Pixels between two whole steps of emotion; a half step leaves room for a face and its letters."""
_PIECE = re.compile(r"M[^M]+")
_PAIR = re.compile(r"(-?[\d.]+),(-?[\d.]+)")


@dataclass(frozen=True)
class Slot:
    """A touchpoint's place from left to right."""

    number: int
    name: str
    x: float
    moment_of_truth: bool


@dataclass(frozen=True)
class Plot:
    """The field of the curve, in pixels from the upper left corner of the picture."""

    left: float
    top: float
    width: float

    @property
    def height(self) -> float:
        """From very positive to very negative."""
        return 4 * LEVEL

    @property
    def bottom(self) -> float:
        """Where very negative lies."""
        return self.top + self.height

    @property
    def neutral(self) -> float:
        """Where neutral lies."""
        return self.top + self.height / 2

    def x(self, share: float) -> float:
        """The place of a per cent from the left."""
        return round(self.left + self.width * share / 100, 2)

    def y(self, share: float) -> float:
        """The place of a per cent from the top."""
        return round(self.top + self.height * share / 100, 2)

    def pieces(self, path: str) -> list[tuple[Point, ...]]:
        """The pieces of a curve's path: one point each, then three for each Bezier."""
        return [
            tuple((self.x(float(x)), self.y(float(y))) for x, y in _PAIR.findall(piece))
            for piece in _PIECE.findall(path)
        ]


@dataclass(frozen=True)
class Spread:
    """How wide the drawing has to be, and where the touchpoints lie in it."""

    view: JourneyView

    @cached_property
    def width(self) -> float:
        """Wide enough for the name of each stage, and for the faces and letters of each touchpoint."""
        slot = max(SLOT_LEAST, BADGE * self._most_letters + 2)
        needed = (
            max(STAGE_LEAST, slot * len(stage.cards)) * 100 / stage.width for stage in self.view.stages if stage.width
        )
        return float(round(max([LEAST_WIDTH, *needed])))

    @property
    def _most_letters(self) -> int:
        places: dict[tuple[float, float], int] = {}
        for curve in told(self.view):
            for point in curve.points:
                places[point.x, point.y] = places.get((point.x, point.y), 0) + bool(curve.mark)
        return max(places.values(), default=0)

    def slots(self) -> list[Slot]:
        """All touchpoints with their places in per cent."""
        return [
            Slot(card.number, card.name, stage.left + stage.width * (n + 0.5) / len(stage.cards), card.moment_of_truth)
            for stage in self.view.stages
            for n, card in enumerate(stage.cards)
        ]


def told(view: JourneyView) -> list[CurveView]:
    """The journey's own curves, without today's behind a future one."""
    return [curve for curve in view.curves if curve.kind != "base"]
