"""What customers said, in the drawing of the emotion curve: diamonds beside the faces, each with its interval."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.render.flow_shapes import Curve, Group, Label, Shape
from journeymap.render.text_width import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.render.emotion_plot import Plot
    from journeymap.render.flow_shapes import Part, Point
    from journeymap.render.view import JourneyView
    from journeymap.render.view_measured import FeltMark, FeltSpot
    from journeymap.render.view_parts import PersonaView

OUTER, INNER = 10.0, 8.0
"""From the middle of a diamond to its corners, and to those of its light inside."""
_END, _PEN, _LETTER = 4.5, 1.5, 9.0
_FAN, _FAN_END = 3.5, 1.2
"""Between the intervals of a shared mark, and from the middle of one to the ends of its caps."""
_SCORE = 8.0
"""As much further than on the map marks stand from a face here, where its score is written below it."""
_PITCH = 9.0
"""From one letter to the next."""


def felt_groups(view: JourneyView, plot: Plot) -> list[Group]:
    """All intervals, then a group for each mark, whose title tells all of it; none where nothing was measured."""
    if view.measured is None or not view.measured.spots:
        return []
    people = {persona.id: persona for persona in view.personas}
    intervals: list[Part] = []
    groups = []
    for spot in view.measured.spots:
        wide = _PITCH / 2 * max(0, len(spot.personas) - 1)
        x, y = _beside(spot, plot) + (wide if spot.side == "end" else -wide), plot.y(spot.y)
        intervals += _intervals([view.measured.felt[n] for n in spot.marks], people, plot, x)
        letters = _letters([people[name] for name in spot.personas], x, y)
        groups.append(Group(plain(spot.text), (*diamond(x, y, wide), *letters)))
    return [Group("", tuple(intervals)), *groups]


def _beside(spot: FeltSpot, plot: Plot) -> float:
    """Where a mark stands: beside its touchpoint, and no further from it than it needs to be."""
    middle, furthest = plot.x(spot.middle), plot.x(spot.x)
    away = spot.away + _SCORE
    return min(furthest, middle + away) if spot.side == "end" else max(furthest, middle - away)


def _letters(people: Sequence[PersonaView], x: float, y: float) -> Iterator[Part]:
    left = x - _PITCH * (len(people) - 1) / 2
    for n, who in enumerate(people):
        yield Label(left + _PITCH * n, y, who.mark, _LETTER, f"p{who.dash}", _PITCH, bold=True, anchor="middle")


def diamond(x: float, y: float, wide: float = 0.0) -> list[Part]:
    """A diamond around a middle; one that is wider by `wide` on both sides has room for several letters."""
    return [Shape(_corners(x, y, OUTER, wide), "ink"), Shape(_corners(x, y, INNER, wide), "card")]


def _corners(x: float, y: float, reach: float, wide: float) -> tuple[Point, ...]:
    left, right = x - wide, x + wide
    if not wide:
        return ((x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y))
    return (
        *((left, y - reach), (right, y - reach), (right + reach, y)),
        *((right, y + reach), (left, y + reach), (left - reach, y)),
    )


def _intervals(marks: Sequence[FeltMark], people: Mapping[str, PersonaView], plot: Plot, x: float) -> Iterator[Part]:
    """The interval of each answer, side by side in the colours of whose it is."""
    ends = [(mark, mark.high_y, mark.low_y) for mark in marks if mark.low_y is not None and mark.high_y is not None]
    half = _END if len(ends) == 1 else _FAN_END
    for n, (mark, high, low) in enumerate(ends):
        who = people.get(mark.persona)
        tone = f"p{who.dash}" if who and who.mark else "ink2"
        at = x + _FAN * (n - (len(ends) - 1) / 2)
        top, bottom = plot.y(high), plot.y(low)
        yield _straight((at, top), (at, bottom), tone)
        for end in (top, bottom):
            yield _straight((at - half, end), (at + half, end), tone)


def _straight(start: Point, end: Point, tone: str) -> Part:
    return Curve((start, start, end, end), tone, _PEN)
