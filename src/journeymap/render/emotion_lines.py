"""The lines of the emotion curve: coloured by height where all feel alike, by persona where they differ."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from journeymap.render.curve import Segment
from journeymap.render.emotion_plot import told
from journeymap.render.flow_shapes import Curve, Disc

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from journeymap.render.emotion_plot import Plot
    from journeymap.render.flow_shapes import Dash, Part, Point
    from journeymap.render.view import CurveView, JourneyView

APART = 3.0
"""Pixels between the lines of personas who feel the same."""
_PARTS = 8
_HALVINGS = 40
_THIN, _BASE, _PERSONA, _MAIN = 1.5, 1.8, 2.5, 3.2


@dataclass(frozen=True)
class Stroke:
    """How a curve is drawn."""

    tone: str
    pen: float
    dash: Dash
    shift: float = 0


def lines(view: JourneyView, plot: Plot) -> list[Part]:
    """All lines; what lies between the curve and neutral first, then today's."""
    own = told(view)
    parts: list[Part] = [part for curve in own if curve.kind == "main" for part in _area(curve, plot)]
    for curve in view.curves:
        shift = (own.index(curve) - (len(own) - 1) / 2) * APART if curve.kind == "persona" else 0
        parts += _line(curve, plot, stroke_of(curve, future=view.future), shift)
    return parts


def stroke_of(curve: CurveView, *, future: bool) -> Stroke:
    """Today's thin and grey, personas in their colours, what is intended dashed."""
    if curve.kind == "base":
        return Stroke("edge", _BASE, "")
    dash: Dash = "dashed" if future else ""
    if curve.kind == "persona":
        return Stroke(f"p{curve.dash}", _PERSONA, dash)
    return Stroke("", _MAIN, dash)


def _line(curve: CurveView, plot: Plot, stroke: Stroke, shift: float) -> Iterator[Part]:
    tone = stroke.tone or "edge"
    for piece in plot.pieces(curve.gaps):
        yield Curve(_moved(piece, shift), tone, _THIN, "dotted")
    for piece in plot.pieces(curve.path):
        if stroke.tone:
            yield Curve(_moved(piece, shift), tone, stroke.pen, stroke.dash)
        else:
            yield from _by_height(piece, plot, stroke)
    if curve.kind == "base":
        for point in curve.points:
            yield Disc(plot.x(point.x), plot.y(point.y), 3.4, "card", tone, _BASE)


def _moved(points: Iterable[Point], shift: float) -> tuple[Point, ...]:
    return tuple((x, y + shift) for x, y in points)


def _beziers(points: Sequence[Point]) -> Iterator[Segment]:
    for at in range(0, len(points) - 1, 3):
        yield Segment(points[at], points[at + 1], points[at + 2], points[at + 3])


def _by_height(points: Sequence[Point], plot: Plot, stroke: Stroke) -> Iterator[Part]:
    """The line in runs of one colour each."""
    run: tuple[Point, ...] = ()
    tone = ""
    for part in (part for bezier in _beziers(points) for part in _divided(bezier)):
        own = _tone((part.start[1] + part.end[1]) / 2, plot)
        if own != tone and run:
            yield Curve(run, tone, stroke.pen, stroke.dash)
        run = (*(run if own == tone else (part.start,)), part.first_control, part.second_control, part.end)
        tone = own
    yield Curve(run, tone, stroke.pen, stroke.dash)


def _tone(y: float, plot: Plot) -> str:
    """The tone of the nearest whole step: `s5` at the top, `s1` at the bottom."""
    return f"s{5 - min(4, max(0, round((y - plot.top) / plot.height * 4)))}"


def _divided(bezier: Segment) -> Iterator[Segment]:
    for start, end in pairwise(n / _PARTS for n in range(_PARTS + 1)):
        yield between(bezier, start, end)


def between(bezier: Segment, start: float, end: float) -> Segment:
    """The part of a Bezier between two of its parameters (de Casteljau)."""
    head = _split(bezier, end)[0]
    return _split(head, start / end if end else 0)[1]


def _split(bezier: Segment, t: float) -> tuple[Segment, Segment]:
    a = _mix(bezier.start, bezier.first_control, t)
    b = _mix(bezier.first_control, bezier.second_control, t)
    c = _mix(bezier.second_control, bezier.end, t)
    d, e = _mix(a, b, t), _mix(b, c, t)
    middle = _mix(d, e, t)
    return Segment(bezier.start, a, d, middle), Segment(middle, e, c, bezier.end)


def _mix(one: Point, other: Point, t: float) -> Point:
    return (one[0] + (other[0] - one[0]) * t, one[1] + (other[1] - one[1]) * t)


def _area(curve: CurveView, plot: Plot) -> Iterator[Part]:
    """What lies between the curve and neutral, parted where the curve crosses it."""
    for piece in plot.pieces(curve.path):
        for bezier in _beziers(piece):
            for part in _parted(bezier, plot.neutral):
                yield _ground(part, plot.neutral)


def _parted(bezier: Segment, level: float) -> tuple[Segment, ...]:
    """A Bezier that rises or falls only, in two where it crosses a level."""
    before, after = bezier.start[1] - level, bezier.end[1] - level
    if before * after >= 0:
        return (bezier,)
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        t = (low + high) / 2
        low, high = (t, high) if (bezier.at(t)[1] - level) * before > 0 else (low, t)
    return _split(bezier, low)


def _ground(part: Segment, level: float) -> Curve:
    below = part.start[1] + part.end[1] > 2 * level
    left, right = (part.start[0], level), (part.end[0], level)
    sides = (part.end, right, right, right, left, left, left, part.start, part.start)
    outline = (part.start, part.first_control, part.second_control, part.end, *sides)
    return Curve(outline, "", 0, fill="down" if below else "up")
