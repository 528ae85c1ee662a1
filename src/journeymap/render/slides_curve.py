"""The curves of emotion on a slide, as native freeforms with a marker for each touchpoint."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.render import curve as curves
from journeymap.render.slides_pen import Box, Pen, Words
from journeymap.render.slides_plan import LEFT, RIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.render.slides_plan import Block, Page
    from journeymap.render.view import CurveView, JourneyView, PointView
    from journeymap.render.wording import Words as Catalogue

BAND = Box(LEFT, 325, RIGHT - LEFT, 87)
_EDGE = 9.0
_MARKER = 13.0
INKS = ("#1f2a52", "#8b2a8f", "#6b5a00", "#1f5fbf")
"""The line of each persona, as on the map."""
_BASE = "#7d869c"


@dataclass(frozen=True)
class _Mark:
    x: float
    y: float
    point: PointView


def draw_curves(pen: Pen, page: Page, view: JourneyView, words: Catalogue) -> None:
    """The band, neutral, each curve, and then all markers on top."""
    pen.shape("round", BAND, "Emotion", fill="band", line="line")
    middle = _height(50.0)
    pen.line((LEFT, middle), (RIGHT, middle), "Neutral", "border", dashed=True)
    drawn = [(item, list(_marks(item, page))) for item in view.curves]
    for item, marks in drawn:
        _line(pen, item, marks, page, view)
    for item, marks in drawn:
        for mark in marks:
            if mark.point.shown and item.kind != "base":
                _marker(pen, item, mark, words)
    if not any(marks for _, marks in drawn):
        room = Box(LEFT, middle - 18, RIGHT - LEFT, 14)
        pen.text(room, "No emotion", [Words(words("curve.empty"), 10.0, "ink2", italic=True)], align="center")


def ink(item: CurveView) -> str:
    """The colour of a curve."""
    return _BASE if item.kind == "base" else INKS[item.dash % len(INKS)]


def _marks(item: CurveView, page: Page) -> Iterator[_Mark]:
    """The points of a curve that lie on this slide, in order; where two meet, the first."""
    last = LEFT - 1.0
    for point in item.points:
        block = next((block for block in page.blocks if _within(point.x, block)), None)
        if block is not None:
            x = _across(point.x, block)
            if x > last + 0.01:
                yield _Mark(x, _height(point.y), point)
                last = x


def _part(x: float, block: Block) -> float:
    """Where in its stage a point lies, from 0 to 1."""
    return (x - block.stage.left) / block.stage.width if block.stage.width else 0.5


def _within(x: float, block: Block) -> bool:
    return 0 <= _part(x, block) <= 1 and block.start <= _part(x, block) <= block.end


def _across(x: float, block: Block) -> float:
    return block.x + block.width * (_part(x, block) - block.start) / ((block.end - block.start) or 1.0)


def _height(y: float) -> float:
    return BAND.y + _EDGE + (BAND.height - 2 * _EDGE) * y / 100


def _line(pen: Pen, item: CurveView, marks: Sequence[_Mark], page: Page, view: JourneyView) -> None:
    """The curve; dashed where it is meant or past, and where it crosses touchpoints of which nothing is known."""
    parts = curves.segments([(mark.x, mark.y) for mark in marks])
    if not parts:
        return
    dashed = item.kind == "base" or view.future
    places = [_across(x, block) for block in page.blocks for x in _cards(block)]
    known = [part for part in parts if not any(part.start[0] < x - 1 and x + 1 < part.end[0] for x in places)]
    gaps = [part for part in parts if part not in known]
    told = "; ".join(f"{mark.point.name}: {mark.point.emotion.text}" for mark in marks)
    weight = 1.25 if item.kind == "base" else 2.0
    if known:
        pen.curve(known, f"Curve: {item.label}", f"{item.label}. {told}", ink(item), weight, dashed=dashed)
    if gaps:
        pen.curve(gaps, f"Gap: {item.label}", "", ink(item), 1.0, dashed=True)


def _cards(block: Block) -> Iterator[float]:
    """Where the touchpoints of a block lie, as the view has it."""
    stage = block.stage
    slot = stage.width / max(1, len(stage.cards))
    for at, card in enumerate(stage.cards):
        if card in block.cards:
            yield stage.left + slot * (at + 0.5)


def _marker(pen: Pen, item: CurveView, mark: _Mark, words: Catalogue) -> None:
    emotion = mark.point.emotion
    box = Box(mark.x - _MARKER / 2, mark.y - _MARKER / 2, _MARKER, _MARKER)
    who = f"{item.label}: " if item.kind == "persona" else ""
    place = f"{mark.point.number} · {mark.point.name}" if mark.point.number else mark.point.name
    alt = f"{who}{place}: {emotion.text}, {emotion.word}"
    made = pen.shape("oval", box, f"Point {place}", fill=f"s{emotion.face}", line="card", pen=1.0, alt=alt)
    sign = item.mark if item.kind == "persona" else str(mark.point.number or words("mark.stage"))
    pen.write(made, [Words(sign, 7.5, "glyph", bold=True)], align="center", middle=True, wrapped=False)
