"""The marks on the emotion curve: faces with their scores or the letters of their personas, and what is called out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.render.emotion_plot import BADGE, told
from journeymap.render.flow_draw import face_parts
from journeymap.render.flow_shapes import Box, Curve, Disc, Group, Label
from journeymap.render.text_width import plain, text_width, wrap

if TYPE_CHECKING:
    from journeymap.render.emotion_plot import Plot
    from journeymap.render.flow_shapes import Part
    from journeymap.render.view import CurveView, JourneyView, PointView
    from journeymap.render.wording import Words

RADIUS = 10.0
LETTER = 10.0
SCORE = 11.0
CALL = 12.0
CALL_HEIGHT = 24.0
_CALL_PAD = 10.0


@dataclass(frozen=True)
class Mark:
    """A place at which one or several curves have a point; `curves` are empty but for personas."""

    point: PointView
    curves: tuple[CurveView, ...]

    @property
    def who(self) -> str:
        """The personas who feel so, by name."""
        return ", ".join(curve.label for curve in self.curves)


def marks(view: JourneyView) -> list[Mark]:
    """All marks of the journey's own curves: personas who feel the same share one, so that none hides another."""
    found: dict[tuple[float, float], Mark] = {}
    for curve in told(view):
        for point in curve.points:
            before = found.get((point.x, point.y))
            who = (*(before.curves if before else ()), *([curve] if curve.kind == "persona" else []))
            found[point.x, point.y] = Mark(before.point if before else point, who)
    return list(found.values())


def mark_group(mark: Mark, plot: Plot, say: Words) -> Group:
    """A face, and below it who feels so, or the score where all do."""
    point = mark.point
    x, y = plot.x(point.x), plot.y(point.y)
    parts: list[Part] = [Disc(x, y, RADIUS + 1.6, "card"), *face_parts(point.emotion.face, x, y, RADIUS)]
    parts += _letters(mark, x, y) if mark.curves else _score(point, x, y)
    name = say("tile.number", n=point.number, name=point.name) if point.number else point.name
    who = f" ({mark.who})" if mark.curves else ""
    return Group(plain(f"{name}: {point.emotion.text}, {point.emotion.word}{who}"), tuple(parts))


def _score(point: PointView, x: float, y: float) -> list[Part]:
    width = text_width(point.emotion.text, SCORE, bold=True)
    middle = y + RADIUS + 10
    ground = Box(x - width / 2 - 3, middle - 7, width + 6, 14, 5, "card")
    return [ground, Label(x, middle, point.emotion.text, SCORE, "ink", width, bold=True, anchor="middle")]


def _letters(mark: Mark, x: float, y: float) -> list[Part]:
    left = x - BADGE * len(mark.curves) / 2
    parts: list[Part] = []
    for n, curve in enumerate(mark.curves):
        parts += badge(curve, left + BADGE * (n + 0.5), y + RADIUS + 9.5)
    return parts


def badge(curve: CurveView, x: float, y: float) -> list[Part]:
    """The letter of a persona on the colour of their line, around a middle."""
    half = BADGE / 2 - 0.5
    ground = Box(x - half, y - half, 2 * half, 2 * half, 4, f"p{curve.dash}", "card", 1)
    letters = wrap(curve.mark, LETTER, 2 * half, 1, bold=True)
    return [ground, *(Label(x, y, text, LETTER, "glyph", 2 * half, bold=True, anchor="middle") for text in letters)]


@dataclass(frozen=True)
class Call:
    """The worst or the best point in words, with the height on which they stand."""

    mark: Mark
    text: str
    y: float


def calls(view: JourneyView, plot: Plot, say: Words, above: float, below: float) -> list[Call]:
    """The best point above the field and the worst below it; none where all are alike."""
    found = sorted(marks(view), key=lambda mark: (mark.point.y, mark.point.x))
    if not found or found[0].point.y == found[-1].point.y:
        return []
    worst = min(found, key=lambda mark: (-mark.point.y, mark.point.x))
    return [_call("best", found[0], plot, say, above), _call("worst", worst, plot, say, below)]


def _call(kind: str, mark: Mark, plot: Plot, say: Words, y: float) -> Call:
    point = mark.point
    name = say("tile.number", n=point.number, name=point.name) if point.number else point.name
    letters = ", ".join(curve.mark for curve in mark.curves)
    text = say(f"curve.{kind}", name=f"{name} ({letters})" if letters else name)
    return Call(mark, wrap(text, CALL, min(plot.width - 2 * _CALL_PAD, 560), 1, bold=True)[0], y)


def leader(call: Call, plot: Plot) -> Part:
    """The thin line from the words to the mark."""
    x, y = plot.x(call.mark.point.x), plot.y(call.mark.point.y)
    return Curve(((x, call.y), (x, call.y), (x, y), (x, y)), f"s{call.mark.point.emotion.face}", 1.2)


def call_parts(call: Call, plot: Plot) -> list[Part]:
    """The words in a box that stays within the field."""
    tone = f"s{call.mark.point.emotion.face}"
    room = text_width(call.text, CALL, bold=True)
    width = room + 2 * _CALL_PAD
    x = min(max(plot.x(call.mark.point.x), plot.left + width / 2), plot.left + plot.width - width / 2)
    box = Box(x - width / 2, call.y - CALL_HEIGHT / 2, width, CALL_HEIGHT, 12, "card", tone, 1.2)
    return [box, Label(x, call.y, call.text, CALL, tone, room, bold=True, anchor="middle")]
