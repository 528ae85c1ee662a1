"""The grid of the map: which lanes there are, in which row, and the page's own CSS rules.

Positions are rules of a hashed style sheet, because the page's security policy allows no `style` attributes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from journeymap.render.view import CardView, JourneyView, StageView

LABEL_WIDTH = 136
MARK_WIDTH = 32
"""Pixels that a mark on the curve needs in the narrowest column."""
PHONE_MARK = 27
"""Pixels that a mark needs on a phone: 24 for a finger, and a little air."""
MARKS = 6
_BODY_PADDING = 64
_PAGE_WIDTH, _PAGE_HEIGHT = 1526, 1062
"""CSS pixels of an A3 sheet in landscape, less margins of 8 mm."""


@dataclass(frozen=True)
class Lane:
    """A row of the map; `lower` lanes fold away on a phone; `line` is drawn above."""

    key: str
    has: Callable[[StageView], Any]
    lower: bool = False
    line: bool = False


def _any_card(of: Callable[[CardView], Any]) -> Callable[[StageView], bool]:
    return lambda stage: any(of(card) for card in stage.cards)


def _has_roles(card: CardView) -> Any:
    return card.responsible or card.consulted or card.informed or (card.owner and not card.owner_inherited)


LANES = (
    Lane("scene", lambda stage: stage.picture or stage.scene != "path" or stage.description),
    Lane("steps", lambda stage: stage.cards),
    Lane("feel", lambda stage: stage),
    Lane("think", lambda stage: stage.all_thoughts, lower=True),
    Lane("goals", lambda stage: stage.all_goals, lower=True),
    Lane("pains", lambda stage: stage.all_pains),
    Lane("gains", lambda stage: stage.all_gains, lower=True),
    Lane("opps", lambda stage: stage.all_opportunities, lower=True),
    Lane("plays", lambda stage: stage.all_plays, lower=True),
    Lane("proof", _any_card(lambda card: card.artifacts), lower=True),
    Lane("front", lambda stage: stage.all_frontstage, lower=True, line=True),
    Lane("back", lambda stage: stage.all_backstage, lower=True, line=True),
    Lane("sup", lambda stage: stage.all_support, lower=True, line=True),
    Lane("teams", _any_card(_has_roles), lower=True),
    Lane("kpi", lambda stage: stage.all_measures, lower=True),
)


def lanes(view: JourneyView) -> tuple[Lane, ...]:
    """The lanes that hold something in at least one stage."""
    return tuple(lane for lane in LANES if _is_used(lane, view))


def _is_used(lane: Lane, view: JourneyView) -> bool:
    return bool(view.curves) if lane.key == "feel" else any(lane.has(stage) for stage in view.stages)


def rules(view: JourneyView, shown: tuple[Lane, ...]) -> str:
    """The page's own CSS: accent, rows, columns, and where the points of the curves lie."""
    return "\n".join((*_frame(view), *_rows(shown), *_columns(view), *_points(view)))


def _weights(view: JourneyView) -> list[int]:
    return [max(MARKS, len(stage.cards)) for stage in view.stages]


def _frame(view: JourneyView) -> Iterator[str]:
    """The accent, and the width below which the map scrolls in its own frame."""
    light, dark = view.accent
    yield f":root{{--accent:light-dark({light},{dark});--labw:{LABEL_WIDTH}px}}"
    weights = _weights(view)
    tracks = " ".join(f"minmax({MARK_WIDTH * weight}px,{weight}fr)" for weight in weights)
    yield f".map{{grid-template-columns:var(--labw) {tracks}}}"
    needed = LABEL_WIDTH + MARK_WIDTH * sum(weights) + _BODY_PADDING
    yield (
        f"@media screen and (min-width:761px) and (max-width:{needed}px)"
        "{.scroller{overflow:auto;max-height:calc(100dvh - 16px)}"
        f".map{{width:{needed - _BODY_PADDING}px;min-width:100%}}}}"
    )
    marks = PHONE_MARK * max(MARKS, len(view.cards))
    yield f"@media screen and (max-width:760px){{.plot{{min-width:{marks}px}}}}"
    free = " ".join(f"minmax(0,{weight}fr)" for weight in weights)
    yield f"@media print{{html{{zoom:{_print_zoom(view):.2f}}}.map{{grid-template-columns:var(--labw) {free}}}}}"


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


def _points(view: JourneyView) -> Iterator[str]:
    """A class for each place from left to right; heights are nine fixed classes."""
    for n, x in enumerate(places(view)):
        yield f".x{n}{{inset-inline-start:{x:g}%}}"


def places(view: JourneyView) -> list[float]:
    """All places from left to right at which a curve has a point."""
    return sorted({point.x for curve in view.curves for point in curve.points})


def _print_zoom(view: JourneyView) -> float:
    """The scale at which the map fits one sheet; estimated from the amount of text, and never below a readable size."""
    best = 0.22
    for step in range(22, 67, 2):
        zoom = step / 100
        if _height(view, _PAGE_WIDTH / zoom) <= _PAGE_HEIGHT / zoom:
            best = zoom
    return best


def _height(view: JourneyView, width: float) -> float:
    """The estimated height of the map in CSS pixels, when it is `width` wide."""
    weights = _weights(view)
    unit = (width - LABEL_WIDTH) / sum(weights)
    total = 560.0
    for lane in lanes(view):
        if lane.key == "feel":
            total += 280
            continue
        total += max(
            _cell_height(lane.key, stage, unit * weight) for stage, weight in zip(view.stages, weights, strict=True)
        )
    return total * _CAUTION


_CAUTION = 1.15
"""Estimated against the maps of the examples, which were up to a seventh higher than reckoned."""
_HEIGHTS: dict[str, tuple[str, float, float]] = {
    "think": ("all_thoughts", 34, 20),
    "goals": ("all_goals", 30, 20),
    "pains": ("all_pains", 90, 22),
    "gains": ("all_gains", 44, 20),
    "opps": ("all_opportunities", 110, 22),
    "plays": ("all_plays", 70, 20),
    "front": ("all_frontstage", 34, 20),
    "back": ("all_backstage", 34, 20),
    "sup": ("all_support", 34, 20),
    "kpi": ("all_measures", 80, 20),
}


def _cell_height(key: str, stage: StageView, width: float) -> float:
    if key == "scene":
        return 110 + _lines(stage.description, width) * 16
    if key == "steps":
        return _stacked([110 + 20 * _lines(card.name, 170) + 34 * len(card.ways) for card in stage.cards], width)
    if key in {"proof", "teams"}:
        return 30.0 * len(stage.cards)
    attribute, frame, line = _HEIGHTS[key]
    items = getattr(stage, attribute)
    return _stacked([frame + line * _lines(_longest(item), 170) for item in items], width)


def _stacked(heights: list[float], width: float) -> float:
    """Boxes one below the other, in as many columns as there is room for."""
    columns = max(1, min(len(heights), int(width // 190)))
    return max([sum(heights) / columns, *heights]) + 24


def _longest(item: Any) -> str:
    texts = [getattr(item, name, "") for name in ("summary", "text", "name", "message")]
    return max((*texts, " ".join(getattr(item, "texts", ()))), key=len)


def _lines(text: str, width: float) -> int:
    return math.ceil(len(text) * 7 / max(60.0, width - 40)) if text else 0
