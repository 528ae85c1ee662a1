"""The grid of the map: which lanes there are, in which row, and the page's own CSS rules.

Positions are rules of a hashed style sheet, because the page's security policy allows no `style` attributes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from journeymap.render.map_print import SECONDARY, print_rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from journeymap.render.view import CardView, JourneyView, StageView

LABEL_WIDTH = 116
LONG = 15
"""Maps with more touchpoints begin with their secondary lanes folded."""
MARK_WIDTH = 30
"""Pixels that a mark on the curve needs in the narrowest column."""
PHONE_MARK = 27
"""Pixels that a mark needs on a phone: 24 for a finger, and a little air."""
_BODY_PADDING = 64


@dataclass(frozen=True)
class Lane:
    """A row of the map; `lower` lanes fold away on a phone, those that `folds` elsewhere too; `line` is drawn above."""

    key: str
    has: Callable[[StageView], Any]
    lower: bool = False
    line: bool = False

    @property
    def folds(self) -> bool:
        """Whether a reader can fold the lane by its name."""
        return self.key in SECONDARY


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
    """The page's own CSS: rows, columns, and where the points of the curves lie."""
    return "\n".join(
        (
            *_frame(view),
            print_rules(view, tuple(lane.key for lane in shown), LABEL_WIDTH),
            *_rows(shown),
            *_columns(view),
            *_points(view),
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
        f".map{{width:{needed - _BODY_PADDING}px;min-width:100%}}}}"
    )
    marks = PHONE_MARK * sum(weights)
    yield f"@media screen and (max-width:760px){{.plot{{min-width:{marks}px}}}}"


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
