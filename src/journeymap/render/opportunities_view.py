"""The view model of all opportunities: by impact and effort, and by score; long lists say what of them is folded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.render.matrix_view import TALL, HasRows

if TYPE_CHECKING:
    from journeymap.render.matrix_view import Spot
    from journeymap.render.view_parts import TeamView
    from journeymap.render.workspace_view import Heading, Table

SHOWN = 6
"""So many opportunities stand in a field of the matrix; the others are folded."""
RANKED = 100
"""So many stand in the table by score; the others are folded."""


@dataclass(frozen=True)
class Solved:
    """What an opportunity addresses; the severity is empty for gains, and where it is not rated."""

    summary: str
    severity: str
    severity_word: str
    spot: Spot


@dataclass(frozen=True)
class OpportunityLine:
    """An opportunity; `impact` and `effort` are 0 (not rated) to 3, `score` is None where it cannot be computed.

    `bar` is the score in per cent of the highest possible one. `closed` ones are shipped or dropped.
    """

    id: str
    summary: str
    spot: Spot
    owner: TeamView | None
    status: str
    status_word: str
    closed: bool
    impact: int
    impact_word: str
    effort: int
    effort_word: str
    severity: str
    severity_word: str
    solves: tuple[Solved, ...]
    importance: float | None
    importance_text: str
    satisfaction: float | None
    satisfaction_text: str
    score: float | None
    score_text: str
    bar: float
    work: tuple[str, ...]

    @property
    def place(self) -> str:
        """The journey and where in it, in one line."""
        return f"{self.spot.journey} · {self.spot.text}"


@dataclass(frozen=True)
class QuadrantView:
    """A field of the matrix of impact and effort: `advice` names it in plain words, `more` says how many are folded."""

    impact: int
    effort: int
    advice: str
    items: tuple[OpportunityLine, ...]
    more: str = ""

    @property
    def shown(self) -> tuple[OpportunityLine, ...]:
        """The first ones, which stand there at once."""
        return self.items[:SHOWN]

    @property
    def folded(self) -> tuple[OpportunityLine, ...]:
        """The others, which unfold."""
        return self.items[SHOWN:]


@dataclass(frozen=True)
class QuadrantRow:
    """The fields of one impact, from low effort to high."""

    impact: int
    name: str
    fields: tuple[QuadrantView, ...]


@dataclass(frozen=True)
class RankedTable(HasRows):
    """Opportunities in a table, the most urgent first."""

    rows: tuple[OpportunityLine, ...]

    @property
    def is_tall(self) -> bool:
        """Whether it scrolls under its own head: its rows are low."""
        return len(self.rows) >= 2 * TALL


@dataclass(frozen=True)
class OpportunitiesView:
    """All opportunities: by impact and effort, those that are not rated, and all by score.

    `unrated_more` and `ranked_more` say how many of those that are not rated, and of all, are folded; empty for none.
    """

    heading: Heading
    tables: tuple[Table, ...]
    efforts: tuple[str, ...]
    rows: tuple[QuadrantRow, ...]
    unrated: tuple[OpportunityLine, ...]
    ranked: tuple[OpportunityLine, ...]
    notes: tuple[str, ...]
    unrated_more: str = ""
    ranked_more: str = ""

    @property
    def ranked_shown(self) -> RankedTable:
        """The first by score, which stand there at once."""
        return RankedTable(self.ranked[:RANKED])

    @property
    def ranked_folded(self) -> RankedTable:
        """The others, which unfold."""
        return RankedTable(self.ranked[RANKED:])

    @property
    def unrated_shown(self) -> tuple[OpportunityLine, ...]:
        """The first of those that are not rated, which stand there at once."""
        return self.unrated[:SHOWN]

    @property
    def unrated_folded(self) -> tuple[OpportunityLine, ...]:
        """The others that are not rated, which unfold."""
        return self.unrated[SHOWN:]
