"""The map on paper: one A3 sheet in landscape, at the largest scale at which all of it fits.

CSS cannot fit a page to a sheet, so the height of the printed map is estimated from its texts, lane by lane.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.render.map_lanes import SECONDARY
from journeymap.render.map_print_heights import page_height

if TYPE_CHECKING:
    from journeymap.render.view import JourneyView

SHEET = (1526, 1046)
"""CSS pixels of an A3 sheet in landscape, less margins of 8 mm, and a little below for rounding."""
LEAST, MOST, STEP = 0.22, 0.80, 0.01
READABLE = 0.6
"""With all lanes, the map is printed only at this scale and above."""
_TERSE = ".xt,.doing{display:none!important}"
"""What a terse sheet leaves out of the lanes that it has."""


def print_rules(view: JourneyView, lanes: tuple[str, ...], label_width: int) -> str:
    """The rules for printing: scale, columns, and which lanes stay away.

    Args:
        view: The journey.
        lanes: The keys of the lanes that the page has.
        label_width: The width of the column with the names of the lanes, in CSS pixels.
    """
    shown, scale, terse = choice(view, lanes, label_width)
    columns = " ".join(f"minmax(0,{stage.marks}fr)" for stage in view.stages)
    away = ",".join(f".map .l-{key}" for key in lanes if key not in shown)
    hidden = (f"{away}{{display:none!important}}" if away else "") + (_TERSE if terse else "")
    return f"@media print{{.journey{{zoom:{scale:.2f}}}.map{{grid-template-columns:var(--labw) {columns}}}{hidden}}}"


def choice(view: JourneyView, lanes: tuple[str, ...], label_width: int) -> tuple[tuple[str, ...], float, bool]:
    """Which lanes are printed, at what scale, and whether with the essential facts only."""
    scale = _scale(view, lanes, label_width, terse=False)
    if scale >= READABLE:
        return lanes, scale, False
    shown = tuple(key for key in lanes if key not in SECONDARY)
    return shown, _scale(view, shown, label_width, terse=True), True


def _scale(view: JourneyView, lanes: tuple[str, ...], label_width: int, *, terse: bool) -> float:
    """The largest scale at which the map fits the sheet, found by halving; the smallest where none does."""
    low, high = round(LEAST / STEP), round(MOST / STEP) + 1
    while high - low > 1:
        middle = (low + high) // 2
        scale = middle * STEP
        fits = page_height(view, lanes, SHEET[0] / scale - label_width, terse=terse) <= SHEET[1] / scale
        low, high = (middle, high) if fits else (low, middle)
    return low * STEP
