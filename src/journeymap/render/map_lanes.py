"""The lanes of the map: which there are, in their order, and what each holds at a stage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from journeymap.render import map_ways

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from journeymap.render.view import CardView, JourneyView, StageView

SECONDARY = frozenset({"goals", "plays", "proof", "teams"})
"""Lanes that long maps begin with folded, and that stay off the paper where the map would be too small with them."""
LONG = 15
"""Maps with more touchpoints begin with their secondary lanes folded."""
DETAILED = 8
"""Maps with more touchpoints begin without the details of each entry."""


@dataclass(frozen=True)
class Lane:
    """A row of the map.

    `of` are its entries at a stage. `lower` lanes fold away on a phone; `line` is drawn above it; a lane that `spans`
    is one drawing over all stages; one that `folds` can be folded by its name.
    """

    key: str
    of: Callable[[StageView], Sequence[Any]]
    lower: bool = False
    line: bool = False
    spans: bool = False
    folds: bool = True

    @property
    def secondary(self) -> bool:
        """Whether long maps begin with it folded."""
        return self.key in SECONDARY


def _artifacts(stage: StageView) -> list[str]:
    return [text for card in stage.cards for text in card.artifacts]


def _roles(stage: StageView) -> list[CardView]:
    return [
        card
        for card in stage.cards
        if card.responsible or card.consulted or card.informed or (card.owner and not card.owner_inherited)
    ]


def _scene(stage: StageView) -> tuple[StageView, ...]:
    return (stage,) if stage.picture or stage.scene != "path" or stage.description else ()


LANES = (
    Lane("scene", _scene, folds=False),
    Lane("steps", lambda stage: stage.cards, folds=False),
    Lane("ways", lambda stage: stage.cards, spans=True, folds=False),
    Lane("feel", lambda stage: stage.cards, spans=True, folds=False),
    Lane("use", lambda stage: stage.all_uses),
    Lane("think", lambda stage: stage.all_thoughts, lower=True),
    Lane("goals", lambda stage: stage.all_goals, lower=True),
    Lane("pains", lambda stage: stage.all_pains),
    Lane("gains", lambda stage: stage.all_gains, lower=True),
    Lane("opps", lambda stage: stage.all_opportunities, lower=True),
    Lane("plays", lambda stage: stage.all_plays, lower=True),
    Lane("proof", _artifacts, lower=True),
    Lane("front", lambda stage: stage.all_frontstage, lower=True, line=True),
    Lane("back", lambda stage: stage.all_backstage, lower=True, line=True),
    Lane("sup", lambda stage: stage.all_support, lower=True, line=True),
    Lane("teams", _roles, lower=True),
    Lane("kpi", lambda stage: stage.all_measures, lower=True),
)


def lanes(view: JourneyView) -> tuple[Lane, ...]:
    """The lanes that hold something in at least one stage."""
    return tuple(lane for lane in LANES if _is_used(lane, view))


def _is_used(lane: Lane, view: JourneyView) -> bool:
    if lane.key == "feel":
        return bool(view.curves)
    if lane.key == "ways":
        return map_ways.branches(view)
    return any(lane.of(stage) for stage in view.stages)
