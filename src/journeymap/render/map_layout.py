"""The grid of the map: in which row and column everything lies, as the page's own CSS rules.

Positions are rules of a hashed style sheet, because the page's security policy allows no `style` attributes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.render import map_marks, map_measured, map_places, map_ways
from journeymap.render.map_print import print_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.render.map_lanes import Lane
    from journeymap.render.view import JourneyView

LABEL_WIDTH = 120
MARK_WIDTH = 30
"""Pixels that a mark on the curve needs in the narrowest column."""
PHONE_MARK = 27
"""Pixels that a mark needs on a phone: 24 for a finger, and a little air."""
_BODY_PADDING = 64


def rules(view: JourneyView, shown: tuple[Lane, ...]) -> str:
    """The page's own CSS: rows, columns, and where the points of the curves lie."""
    return "\n".join(
        (
            *_frame(view),
            print_rules(view, tuple(lane.key for lane in shown), LABEL_WIDTH),
            *_rows(shown),
            *_columns(view),
            *_folds(shown),
            *map_places.rules(view),
            *map_marks.rules(view),
            *map_ways.rules(map_ways.ways(view)),
            *map_measured.rules(view),
        )
    )


def _frame(view: JourneyView) -> Iterator[str]:
    """The width of the names of lanes, and the width below which the map scrolls in its own frame."""
    yield f".journey{{--labw:{LABEL_WIDTH}px}}"
    weights = [stage.marks for stage in view.stages]
    tracks = " ".join(f"minmax({MARK_WIDTH * weight}px,{weight}fr)" for weight in weights)
    yield f".map{{grid-template-columns:var(--labw) {tracks}}}"
    needed = LABEL_WIDTH + MARK_WIDTH * sum(weights) + _BODY_PADDING
    yield (
        f"@media screen and (min-width:761px) and (max-width:{needed}px)"
        "{.scroller{overflow:auto;max-height:calc(100dvh - 16px)}"
        f".map{{width:{needed - _BODY_PADDING}px;min-width:100%}}.waits i{{display:none}}}}"
    )
    marks = PHONE_MARK * sum(weights)
    yield f"@media screen and (max-width:760px){{.plot{{min-width:{marks}px}}.waits i{{display:none}}}}"


def _rows(shown: tuple[Lane, ...]) -> Iterator[str]:
    row = 2
    for lane in shown:
        if lane.line:
            yield f".line.l-{lane.key}{{grid-row:{row}}}"
            row += 1
        yield f".l-{lane.key}{{grid-row:{row}}}"
        row += 1
    yield f".map{{grid-template-rows:repeat({row - 1},auto)}}"


def _columns(view: JourneyView) -> Iterator[str]:
    for stage in view.stages:
        yield f".c{stage.number}{{grid-column:{stage.number + 1}}}"


def _folds(shown: tuple[Lane, ...]) -> Iterator[str]:
    """A folded lane keeps its name, and a number at each stage that says how much there is."""
    for key in (lane.key for lane in shown if lane.folds):
        folded = f".canvas:not(.unfold) .map:has(.open-{key}:not(:checked))"
        yield (
            f"@media screen and (min-width:761px){{{folded} :is(.cell.l-{key}>:not(.sum),.lab.l-{key}>span)"
            f"{{display:none}}{folded} .cell.l-{key}>.sum{{display:block}}"
            f"{folded} :is(.lab,.cell).l-{key}{{padding-block:3px}}}}"
        )
