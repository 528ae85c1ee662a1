"""The view model of the calendar: which maps are to be looked at when, what is due, and which research grows old."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from journeymap.render.view_parts import TeamView
    from journeymap.render.workspace_view import Heading, Table

DueKind = Literal["review", "initiative", "research"]


@dataclass(frozen=True)
class DueView:
    """Something that falls on a day.

    Attributes:
        kind: A journey's review, an initiative that shall be there, or research that grows old.
        id: The journey, initiative or research item.
        name: What it is called.
        page: The page that tells of it.
        anchor: The element of that page.
        day: The day, as an ISO date.
        date: The day as it is shown.
        days_late: By how many days it has passed; 0 for today and later.
        late: The same in words; empty where it has not passed.
        owner: The team that answers for it.
        text: More about it, in a sentence; empty where the kind says all.
        status_word: How far it is.
    """

    kind: DueKind
    id: str
    name: str
    page: str
    anchor: str
    day: str
    date: str
    days_late: int
    late: str
    owner: TeamView | None
    text: str
    status_word: str


@dataclass(frozen=True)
class MonthView:
    """What falls into a month; `key` is `2027-01`, `name` is how people write it."""

    key: str
    name: str
    dues: tuple[DueView, ...]


@dataclass(frozen=True)
class ReviewedView:
    """A journey and its review.

    `standing` is `overdue`, `due` (planned), `unplanned` (reviewed, and nobody said when again), `never`, or
    `not-asked` of future and retired journeys.
    """

    id: str
    name: str
    page: str
    state_word: str
    status_word: str
    reviewed: str
    every: str
    next: str
    days_late: int
    owner: TeamView | None
    standing: str
    standing_word: str


@dataclass(frozen=True)
class ReviewsView:
    """The calendar of a workspace, made on a day (`made_on`, an ISO date)."""

    heading: Heading
    made_on: str
    overdue: tuple[DueView, ...]
    months: tuple[MonthView, ...]
    journeys: tuple[ReviewedView, ...]
    tables: tuple[Table, ...]

    @property
    def dues(self) -> tuple[DueView, ...]:
        """Everything by day."""
        return (*self.overdue, *(due for month in self.months for due in month.dues))
