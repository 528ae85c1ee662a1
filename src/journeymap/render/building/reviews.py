"""The calendar: reviews of maps, due dates of initiatives, and research that grows old."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from journeymap.lint.rules.research.stale_research import StaleResearch
from journeymap.model import durations
from journeymap.model.initiative import InitiativeStatus
from journeymap.model.journey import JourneyState, JourneyStatus
from journeymap.render.building.workspace_names import Names
from journeymap.render.details.reviews import DueView, MonthView, ReviewedView, ReviewsView
from journeymap.render.workspace_view import Table

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Sequence

    from journeymap.model.journey import Journey
    from journeymap.model.research import Research
    from journeymap.render.building.gathered import Gathered
    from journeymap.render.details.reviews import DueKind
    from journeymap.render.view_parts import TeamView
    from journeymap.render.wording import Words

_DONE = frozenset({InitiativeStatus.SHIPPED, InitiativeStatus.DROPPED})
_NEVER = "9999-12-31"
"""The calendar's last day: what is said to be due then never is."""


def reviews_view(gathered: Gathered) -> ReviewsView:
    """What is to be looked at when, what has passed first.

    Future and retired journeys are not reviewed; initiatives that are shipped or dropped are not due; research grows
    old after the time that the rule JM603 gives it, where something living may still rest on it.
    """
    words = gathered.words
    dues = sorted(_Dues(gathered).all(), key=lambda due: (due.day, due.kind, due.id))
    coming = [due for due in dues if not due.days_late]
    return ReviewsView(
        heading=gathered.heading(words("reviews.title")),
        made_on=gathered.today.isoformat(),
        overdue=tuple(due for due in dues if due.days_late),
        months=tuple(_month(words, key, list(found)) for key, found in groupby(coming, lambda due: due.day[:7])),
        journeys=tuple(_reviewed(Names(gathered), journey) for journey in gathered.catalogue.journeys.values()),
        tables=(_journey_table(gathered), _due_table(words, dues)),
    )


def next_review(journey: Journey) -> datetime.date | None:
    """The day of the next review; None where there is none: of a future or retired journey, or nobody said when."""
    if journey.state is JourneyState.FUTURE or journey.status is JourneyStatus.RETIRED:
        return None
    if journey.reviewed is None or journey.review_every is None:
        return None
    due = durations.after(journey.reviewed, journey.review_every)
    return None if due.isoformat() == _NEVER else due


def grows_old(research: Research) -> datetime.date | None:
    """The day from which nothing should rest on research alone (JM603); None where its date is not known."""
    return durations.after(research.date, StaleResearch.Options().age) if research.date else None


@dataclass(frozen=True)
class _Dues:
    """Everything that falls on a day."""

    gathered: Gathered

    def all(self) -> Iterator[DueView]:
        yield from self._reviews()
        yield from self._initiatives()
        yield from self._research()

    def _reviews(self) -> Iterator[DueView]:
        words = self.gathered.words
        for journey in self.gathered.catalogue.journeys.values():
            day = next_review(journey)
            if day is not None:
                every = words.duration(journey.review_every)
                text = words("reviews.review.text", every=every, reviewed=words.date(journey.reviewed))
                place = (f"journeys/{journey.id}", "")
                status = words.choice("status", journey.status)
                yield self._due("review", journey.id, journey.name, place, day, self._team(journey.owner), text, status)

    def _initiatives(self) -> Iterator[DueView]:
        words = self.gathered.words
        for item in self.gathered.catalogue.initiatives.values():
            if item.due is not None and item.status not in _DONE:
                place = ("initiatives", f"initiative-{item.id}")
                status = words.choice("initiative", item.status or "none")
                yield self._due("initiative", item.id, item.name, place, item.due, self._team(item.owner), "", status)

    def _research(self) -> Iterator[DueView]:
        words = self.gathered.words
        for item in self.gathered.catalogue.research.values():
            day = grows_old(item)
            if day is not None and day.isoformat() != _NEVER:
                text = words("reviews.research.text", date=words.date(item.date))
                place = ("research", f"research-{item.id}")
                yield self._due(
                    "research", item.id, item.title, place, day, None, text, words.choice("research", item.kind)
                )

    def _due(
        self,
        kind: DueKind,
        name: str,
        title: str,
        place: tuple[str, str],
        day: datetime.date,
        owner: TeamView | None,
        text: str,
        status: str,
    ) -> DueView:
        words = self.gathered.words
        late = max(0, (self.gathered.today - day).days)
        return DueView(
            kind=kind,
            id=name,
            name=title,
            page=place[0],
            anchor=place[1],
            day=day.isoformat(),
            date=words.date(day),
            days_late=late,
            late=words.count("reviews.late", late) if late else "",
            owner=owner,
            text=text,
            status_word=status,
        )

    def _team(self, name: str | None) -> TeamView | None:
        return Names(self.gathered).context.team(name)


def _month(words: Words, key: str, dues: Sequence[DueView]) -> MonthView:
    year, _, month = key.partition("-")
    name = words("reviews.month", month=words(f"reviews.month.{int(month)}"), year=year)
    return MonthView(key, name, tuple(dues))


def _reviewed(names: Names, journey: Journey) -> ReviewedView:
    words, day = names.words, next_review(journey)
    late = max(0, (names.gathered.today - day).days) if day else 0
    standing = _standing(journey, day, late)
    return ReviewedView(
        id=journey.id,
        name=journey.name,
        page=f"journeys/{journey.id}",
        state_word=words.choice("state", journey.state),
        status_word=words.choice("status", journey.status),
        reviewed=words.date(journey.reviewed),
        every=words.duration(journey.review_every),
        next=words.date(day),
        days_late=late,
        owner=names.context.team(journey.owner),
        standing=standing,
        standing_word=words(f"reviews.standing.{standing}"),
    )


def _standing(journey: Journey, day: datetime.date | None, late: int) -> str:
    if journey.state is JourneyState.FUTURE or journey.status is JourneyStatus.RETIRED:
        return "not-asked"
    if journey.reviewed is None:
        return "never"
    if day is None:
        return "unplanned"
    return "overdue" if late else "due"


def _journey_table(gathered: Gathered) -> Table:
    words, names = gathered.words, Names(gathered)
    columns = ("journey", "state", "status", "owner", "reviewed", "every", "next", "days_late", "standing")
    rows = []
    for journey in gathered.catalogue.journeys.values():
        view, day = _reviewed(names, journey), next_review(journey)
        owner = view.owner.name if view.owner else None
        reviewed = journey.reviewed.isoformat() if journey.reviewed else None
        due = day.isoformat() if day else None
        rows.append(
            (
                *(view.name, view.state_word, view.status_word or None, owner),
                *(reviewed, view.every or None, due, view.days_late, view.standing_word),
            )
        )
    titles = tuple(words(f"reviews.column.{name}") for name in columns)
    return Table("reviews", words("reviews.journeys"), titles, tuple(rows))


def _due_table(words: Words, dues: Sequence[DueView]) -> Table:
    columns = ("day", "what", "name", "owner", "status", "days_late", "text")
    rows = tuple(
        (
            *(due.day, words(f"reviews.kind.{due.kind}"), due.name, due.owner.name if due.owner else None),
            *(due.status_word or None, due.days_late, due.text or None),
        )
        for due in dues
    )
    return Table(
        "calendar", words("reviews.calendar"), tuple(words(f"reviews.column.{name}") for name in columns), rows
    )
