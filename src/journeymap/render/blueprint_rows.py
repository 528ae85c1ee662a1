"""What stands where in a service blueprint: a column for each touchpoint, a row for each layer of the service.

The anatomy is that of G. L. Shostack (Designing Services That Deliver, Harvard Business Review, 1984) as service
designers draw it today: evidence, customer, frontstage, backstage and support, parted by three lines. Drawing-free.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from journeymap.render.view import CardView, JourneyView, StageView
    from journeymap.render.view_parts import WorkView
    from journeymap.render.view_ways import EdgeView

RowKey = Literal["time", "proof", "customer", "front", "back", "sup", "hand"]
ROWS: tuple[RowKey, ...] = ("time", "proof", "customer", "front", "back", "sup", "hand")
"""All rows from top to bottom."""
LINES: dict[RowKey, str] = {"front": "line.front", "back": "line.back", "sup": "line.sup"}
"""The rows above which a line is drawn, with its name's key."""
ALWAYS: frozenset[RowKey] = frozenset({"customer", "front", "back", "sup"})
"""The rows that make a blueprint, drawn even where nobody has filled them yet."""
FLOW: tuple[RowKey, ...] = ("customer", "front", "back", "sup")
"""The rows that arrows join: who acts, who answers, and what stands behind."""


@dataclass(frozen=True)
class Column:
    """A touchpoint, or, where `card` is None, what holds for its stage as a whole. `at` counts columns from 0."""

    at: int
    stage: StageView
    card: CardView | None
    hands: tuple[EdgeView, ...]

    def works(self, row: RowKey) -> tuple[WorkView, ...]:
        """The pieces of work in a row."""
        source = self.card or self.stage
        return {"front": source.frontstage, "back": source.backstage, "sup": source.support}.get(row, ())

    def holds(self, row: RowKey) -> bool:
        """Whether anything stands in a row."""
        if row == "customer":
            return self.card is not None or not self.stage.cards
        if row == "time":
            return bool(self.card and (self.card.wait or self.card.duration))
        if row == "proof":
            return bool(self.card and self.card.artifacts)
        return bool(self.hands if row == "hand" else self.works(row))

    def below(self, row: RowKey) -> RowKey | None:
        """The next row below in which work stands that an arrow of this row leads to."""
        if row not in FLOW or not self.holds(row):
            return None
        return next((one for one in FLOW[FLOW.index(row) + 1 :] if self.holds(one)), None)

    def crossed(self, row: RowKey) -> bool:
        """Whether an arrow passes through a row on its way down."""
        place = ROWS.index(row)
        arrows = ((ROWS.index(one), self.below(one)) for one in FLOW)
        return any(start < place < ROWS.index(end) for start, end in arrows if end)


def columns(view: JourneyView) -> tuple[Column, ...]:
    """All columns in order: a stage's touchpoints, then what it has for itself."""
    found: list[Column] = []
    for stage in view.stages:
        found += [Column(0, stage, card, _hands(view, card)) for card in stage.cards]
        if not stage.cards or stage.frontstage or stage.backstage or stage.support:
            found.append(Column(0, stage, None, ()))
    return tuple(Column(at, one.stage, one.card, one.hands) for at, one in enumerate(found))


def _hands(view: JourneyView, card: CardView) -> tuple[EdgeView, ...]:
    return tuple(edge for edge in view.edges if edge.handoff and edge.source_number == card.number)


def rows(shown: tuple[Column, ...]) -> tuple[RowKey, ...]:
    """The rows that this blueprint has."""
    return tuple(row for row in ROWS if row in ALWAYS or any(column.holds(row) for column in shown))


def goes_on(view: JourneyView, column: Column, following: Column) -> bool:
    """Whether customers go straight on from one column to the next."""
    if column.card is None or following.card is None:
        return False
    ways = ((edge.source_number, edge.target_number) for edge in view.edges)
    return (column.card.number, following.card.number) in ways
