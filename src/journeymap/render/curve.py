"""A smooth curve through points that never overshoots them: between two points it stays between their heights.

Monotone cubic interpolation after Fritsch and Carlson (SIAM J. Numer. Anal. 17, 1980), with the harmonic mean as the
slope at a point (Fritsch and Butland, SIAM J. Sci. Stat. Comput. 5, 1984). Knows nothing of journeys.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Point = tuple[float, float]


@dataclass(frozen=True)
class Segment:
    """A cubic Bezier curve from one point to the next."""

    start: Point
    first_control: Point
    second_control: Point
    end: Point

    def at(self, t: float) -> Point:
        """The place on the segment, `t` from 0 at its start to 1 at its end."""
        s = 1 - t
        weights = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
        corners = (self.start, self.first_control, self.second_control, self.end)
        x = sum(weight * corner[0] for weight, corner in zip(weights, corners, strict=True))
        y = sum(weight * corner[1] for weight, corner in zip(weights, corners, strict=True))
        return x, y


def segments(points: Sequence[Point]) -> tuple[Segment, ...]:
    """The curve through points whose x grows strictly; none for fewer than two points.

    Raises:
        ValueError: x does not grow.
    """
    if any(b[0] <= a[0] for a, b in pairwise(points)):
        raise ValueError("the points of a curve go from left to right")
    slopes = _slopes(points)
    return tuple(_segment(points[k], points[k + 1], slopes[k], slopes[k + 1]) for k in range(len(points) - 1))


def _segment(start: Point, end: Point, slope_in: float, slope_out: float) -> Segment:
    third = (end[0] - start[0]) / 3
    return Segment(
        start, (start[0] + third, start[1] + slope_in * third), (end[0] - third, end[1] - slope_out * third), end
    )


def _slopes(points: Sequence[Point]) -> list[float]:
    """The slope at each point: flat at turning points, the harmonic mean of its neighbours' slopes elsewhere."""
    steps = [(b[1] - a[1]) / (b[0] - a[0]) for a, b in pairwise(points)]
    if not steps:
        return [0.0 for _ in points]
    return [steps[0], *(_harmonic(a, b) for a, b in pairwise(steps)), steps[-1]]


def _harmonic(before: float, after: float) -> float:
    if before == 0 or after == 0 or (before < 0) != (after < 0):
        return 0.0
    return 2 / (1 / before + 1 / after)


def path(curve: Iterable[Segment]) -> str:
    """SVG path data; segments that do not join begin anew."""
    parts: list[str] = []
    pen: Point | None = None
    for segment in curve:
        if segment.start != pen:
            parts.append(f"M{_pair(segment.start)}")
        parts.append(f"C{_pair(segment.first_control)} {_pair(segment.second_control)} {_pair(segment.end)}")
        pen = segment.end
    return "".join(parts)


def area(curve: Sequence[Segment], level: float) -> str:
    """SVG path data of what lies between a curve in one piece and a height; empty for no curve."""
    if not curve:
        return ""
    return f"{path(curve)}L{_pair((curve[-1].end[0], level))}L{_pair((curve[0].start[0], level))}Z"


def _pair(point: Point) -> str:
    return ",".join(f"{round(value, 2) + 0.0:g}" for value in point)
