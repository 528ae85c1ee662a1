"""Which stages and touchpoints stand on which slide, and where: all sizes in points on a slide of 960 by 540."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.render.view import CardView, StageView

WIDTH, HEIGHT = 960.0, 540.0
MARGIN = 26.0
LANE = 84.0
"""The width of the names of lanes at the side."""
GAP = 6.0
LEFT = MARGIN + LANE
RIGHT = WIDTH - MARGIN


@dataclass(frozen=True)
class Density:
    """How close cards stand: columns on a slide, cards in a column, and how names are set."""

    columns: int
    cards: int
    size: float
    bold: bool


ROOMY = Density(columns=6, cards=4, size=10.5, bold=True)
DENSE = Density(columns=8, cards=6, size=9.0, bold=False)
_SHARED = 6.0
"""How much of a column's width does not depend on how many cards stand in the stage, counted in cards."""


@dataclass(frozen=True)
class Block:
    """A stage, or a part of one that does not fit a slide: its cards, its place, and the part of the stage it is.

    `columns` is how many columns its cards stand in; `start` and `end` are the part of the stage, from 0 to 1.
    """

    stage: StageView
    cards: tuple[CardView, ...]
    columns: int
    start: float
    end: float
    x: float = 0.0
    width: float = 0.0

    @property
    def rows(self) -> int:
        """The cards in its fullest column."""
        return ceil(len(self.cards) / self.columns)

    @property
    def first(self) -> bool:
        """Whether the stage begins here."""
        return self.start == 0


@dataclass(frozen=True)
class Page:
    """What stands on a slide."""

    blocks: tuple[Block, ...]
    density: Density
    number: int
    of: int

    @property
    def rows(self) -> int:
        """The cards in the fullest column; three at least, so that a few cards do not grow out of measure."""
        return max(3, *(block.rows for block in self.blocks), 0)


def pages(stages: Sequence[StageView]) -> tuple[Page, ...]:
    """The slides of a journey: one where it can be, with smaller cards if need be, else as many as are legible."""
    density = ROOMY if _columns(stages, ROOMY) <= ROOMY.columns else DENSE
    rows = _balanced(list(_blocks(stages, density)), density)
    return tuple(Page(_laid_out(row), density, number, len(rows)) for number, row in enumerate(rows, 1))


def _columns(stages: Sequence[StageView], density: Density) -> int:
    return sum(max(1, ceil(len(stage.cards) / density.cards)) for stage in stages)


def _blocks(stages: Sequence[StageView], density: Density) -> Iterator[Block]:
    """The stages; one that needs more than a whole slide in parts."""
    most = density.columns * density.cards
    for stage in stages:
        count = len(stage.cards)
        if not count:
            yield Block(stage, (), 1, 0.0, 1.0)
        for at in range(0, count, most):
            cards = stage.cards[at : at + most]
            yield Block(stage, cards, ceil(len(cards) / density.cards), at / count, (at + len(cards)) / count)


def _balanced(blocks: list[Block], density: Density) -> list[list[Block]]:
    """Slides filled about evenly: the fewest that hold all blocks, then as few columns on each as that takes."""
    fewest = len(_packed(blocks, density.columns))
    limit = next(limit for limit in range(1, density.columns + 1) if len(_packed(blocks, limit)) <= fewest)
    return _packed(blocks, limit)


def _packed(blocks: list[Block], limit: int) -> list[list[Block]]:
    rows: list[list[Block]] = [[]]
    for block in blocks:
        if rows[-1] and sum(item.columns for item in rows[-1]) + block.columns > limit:
            rows.append([])
        rows[-1].append(block)
    return rows


def _laid_out(row: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks side by side; one with more cards is wider, as it has more to say and more marks on the curve."""
    weights = [max(_SHARED * block.columns + len(block.cards), _SHARED + 1) for block in row]
    unit = (RIGHT - LEFT - GAP * (len(row) - 1)) / max(1.0, sum(weights))
    placed, x = [], LEFT
    for block, weight in zip(row, weights, strict=True):
        placed.append(replace(block, x=x, width=unit * weight))
        x += unit * weight + GAP
    return tuple(placed)
