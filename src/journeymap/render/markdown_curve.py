"""The curves of emotion as lines of signs in a fixed-width block, a line a persona."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from journeymap.render.text_width import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.render.view import CurveView, JourneyView, PointView
    from journeymap.render.wording import Words

_BARS = "▁▁▂▃▄▅▆▇█"
"""The height of the curve for half steps from -2 to 2."""
_CELL = 7
_LABEL = 40
_NONE = "·"
_TICKS = re.compile("`+")
_ISOLATE, _END = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


def curve_lines(view: JourneyView, words: Words) -> list[str]:
    """A fenced block: the numbers of the touchpoints, and below them each curve; nothing where no emotion is known.

    Today's curve behind a future one has no touchpoints here, so it is left to the table of scores elsewhere.
    """
    curves = [curve for curve in view.curves if curve.kind != "base"]
    columns = sorted({(point.x, _head(point)) for curve in curves for point in curve.points})
    if not columns:
        return [words("curve.empty")]
    labels = [words("column.touchpoint"), *(_label(curve) for curve in curves)]
    width = max(_width(label) for label in labels)
    rows = ["".join(head.rjust(_CELL) for _, head in columns)]
    rows += ["".join(_cells(curve, [x for x, _ in columns])) for curve in curves]
    lines = [f"{_padded(label, width)}{row}".rstrip() for label, row in zip(labels, rows, strict=True)]
    fence = "`" * max(3, 1 + max((len(run) for text in lines for run in _TICKS.findall(text)), default=0))
    return [fence, *lines, fence]


def _head(point: PointView) -> str:
    """The number of a touchpoint; a whole stage has none."""
    return _NONE if point.number is None else str(point.number)


def _cells(curve: CurveView, places: list[float]) -> Iterator[str]:
    found = {point.x: point.emotion for point in curve.points}
    for x in places:
        felt = found.get(x)
        yield (f"{_BARS[round(2 * felt.score) + 4]} {felt.text:>4}" if felt else _NONE).rjust(_CELL)


def _label(curve: CurveView) -> str:
    text = plain(f"{curve.mark} {curve.label}" if curve.mark else curve.label)
    return text if len(text) <= _LABEL else text[: _LABEL - 1].rstrip() + "…"


def _padded(label: str, width: int) -> str:
    """A label filled up to a width in columns, and kept from turning the line where it reads from the right."""
    turned = any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in label)
    shown = f"{_ISOLATE}{label}{_END}" if turned else label
    return shown + " " * (width - _width(label))


def _width(text: str) -> int:
    """Columns of a fixed-width font: two for wide letters, none for marks."""
    return sum(
        0 if unicodedata.category(one) in {"Mn", "Me", "Cf"} else 1 + (unicodedata.east_asian_width(one) in "WF")
        for one in text
    )
