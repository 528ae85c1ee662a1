"""What customers said, in the drawing of the emotion curve: diamonds beside the faces, each with its interval."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.render.flow_shapes import Curve, Group, Label, Shape
from journeymap.render.text_width import plain, text_width

if TYPE_CHECKING:
    from journeymap.render.emotion_plot import Plot
    from journeymap.render.flow_shapes import Part, Point
    from journeymap.render.view import JourneyView
    from journeymap.render.view_measured import FeltMark

OUTER, INNER = 10.0, 8.0
"""From the middle of a diamond to its corners, and to those of its light inside."""
_END, _PEN, _LETTER = 4.5, 1.5, 9.0
_APART = 13.0
"""Letters of marks that are nearer than this in both ways would lie on each other: the first one has its letter."""


def felt_groups(view: JourneyView, plot: Plot) -> list[Group]:
    """A group for each mark, whose title tells all of it; none where nothing was measured."""
    marks = view.measured.felt if view.measured else ()
    tones = {persona.id: f"p{persona.dash}" for persona in view.personas}
    lettered: list[Point] = []
    groups = []
    for mark in marks:
        x, y = plot.x(mark.x), plot.y(mark.y)
        free = all(abs(x - a) > _APART or abs(y - b) > _APART for a, b in lettered)
        lettered += [(x, y)] if free and mark.mark else []
        parts = _parts(mark, plot, tones.get(mark.persona, "ink"), lettered=free)
        groups.append(Group(plain(mark.text), tuple(parts)))
    return groups


def diamond(x: float, y: float) -> list[Part]:
    """A diamond around a middle."""
    return [Shape(_corners(x, y, OUTER), "ink"), Shape(_corners(x, y, INNER), "card")]


def _corners(x: float, y: float, reach: float) -> tuple[Point, ...]:
    return ((x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y))


def _parts(mark: FeltMark, plot: Plot, tone: str, *, lettered: bool) -> list[Part]:
    x, y = plot.x(mark.x), plot.y(mark.y)
    parts: list[Part] = []
    if mark.low_y is not None and mark.high_y is not None:
        top, bottom = plot.y(mark.high_y), plot.y(mark.low_y)
        parts.append(_straight((x, top), (x, bottom)))
        parts += [_straight((x - _END, end), (x + _END, end)) for end in (top, bottom)]
    parts += diamond(x, y)
    if mark.mark and lettered:
        room = text_width(mark.mark, _LETTER, bold=True)
        parts.append(Label(x - room / 2, y, mark.mark, _LETTER, tone, room, bold=True))
    return parts


def _straight(start: Point, end: Point) -> Part:
    return Curve((start, start, end, end), "ink2", _PEN)
