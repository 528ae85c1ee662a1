"""The emotion curve, drawn in characters: nine rows for -2 to 2 in half steps."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from rich.text import Text

from journeymap.cli.terminal import FACE_STYLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.render.view import CurveView

_ROWS = 9
_MARGIN = 5
_WIDEST = 6
"""Columns a touchpoint takes at most; more only stretch the curve."""


def curve_lines(curve: CurveView, touchpoints: int, width: int) -> Iterator[Text]:
    """The lines of a curve, then the numbers of the touchpoints below it.

    Args:
        curve: The curve; a point's column follows from its number, or from its place where it has none.
        touchpoints: How many there are in the journey.
        width: Columns that may be used.
    """
    steps = max(touchpoints, len(curve.points), 1)
    pitch = max(1, min(_WIDEST, (width - _MARGIN) // steps))
    columns = min(width - _MARGIN, steps * pitch)
    grid: list[dict[int, tuple[str, str]]] = [{} for _ in range(_ROWS)]
    points = [
        (min(columns - 1, _column(point.number, point.x, steps, columns)), _row(point.emotion.score), point)
        for point in curve.points
    ]
    for (left, high, _), (right, low, _) in pairwise(points):
        for column in range(left + 1, right):
            row = round(high + (low - high) * _eased((column - left) / (right - left)))
            grid[row].setdefault(column, ("·", "bright_black"))
    for column, row, point in points:
        grid[row][column] = ("●", FACE_STYLES[point.emotion.face])
    for row in range(_ROWS):
        yield _line(row, grid[row], columns)
    yield _numbers([(column, point.number) for column, _, point in points], columns)


def _column(number: int | None, x: float, steps: int, columns: int) -> int:
    if number is None:
        return round(x / 100 * (columns - 1))
    return round((number - 0.5) * columns / steps)


def _row(score: float) -> int:
    return round((2 - score) * 2)


def _eased(part: float) -> float:
    """A smooth way from 0 to 1 without overshoot (the cubic 3t² - 2t³)."""
    return part * part * (3 - 2 * part)


def _line(row: int, marks: dict[int, tuple[str, str]], columns: int) -> Text:
    score = (_ROWS // 2 - row) / 2
    label = f"{score:+.0f}" if row % 2 == 0 and score else "0" if not score else ""
    line = Text(f"{label:>3} ", "bright_black").append("┤" if label else "│", "bright_black")
    ground = "┈" if row == _ROWS // 2 else " "
    for column in range(columns):
        mark, style = marks.get(column, (ground, "bright_black"))
        line.append(mark, style)
    line.rstrip()
    return line


def _numbers(places: list[tuple[int, int | None]], columns: int) -> Text:
    """The numbers of touchpoints under their marks, as many as fit with a blank between."""
    cells = [" "] * (columns + 2)
    free = 0
    for column, number in places:
        text = str(number or "")
        start = max(0, column - len(text) // 2)
        if text and start >= free and start + len(text) <= len(cells):
            cells[start : start + len(text)] = text
            free = start + len(text) + 1
    return Text(" " * _MARGIN + "".join(cells).rstrip(), "bright_black")
