"""What is known to have changed since the last review of a journey, by what carries a date in the files.

The files tell when something was decided, learnt or due, and not when a line of a map was changed: changes between two
revisions are reckoned elsewhere, and given.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.model.initiative import InitiativeStatus
from journeymap.render.site.overview_view import ChangedJourney, ChangeView

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.model.journey import Journey
    from journeymap.render.building.gathered import Gathered
    from journeymap.render.site.journey_rows import Reader


@dataclass(frozen=True)
class Change:
    """A change of a journey between two revisions, as whoever compared them tells it."""

    journey: str
    date: datetime.date
    text: str


def changed_journeys(
    gathered: Gathered, readers: Sequence[Reader], given: Sequence[Change] = ()
) -> tuple[ChangedJourney, ...]:
    """The living journeys with changes since their last review; of one that never had any, all that is dated counts."""
    found = []
    for reader in readers:
        if reader.health.status == "retired":
            continue
        journey = gathered.catalogue.journeys[reader.view.id]
        changes = _since(gathered, reader, journey, given)
        if changes:
            found.append(ChangedJourney(reader.place, gathered.words.date(journey.reviewed), changes))
    return tuple(found)


def _since(gathered: Gathered, reader: Reader, journey: Journey, given: Sequence[Change]) -> tuple[ChangeView, ...]:
    since = journey.reviewed or datetime.date.min
    words = gathered.words
    dated = (*_decisions(journey), *_research(gathered, reader), *_shipped(gathered, reader))
    compared = ((item.date, "diff", item.text) for item in given if item.journey == journey.id)
    told = [item for item in (*dated, *compared) if since < item[0] <= gathered.today]
    told.sort(key=lambda item: item[0], reverse=True)
    return tuple(ChangeView(words.date(day), words(f"report.changes.{kind}"), text) for day, kind, text in told)


def _decisions(journey: Journey) -> Iterator[tuple[datetime.date, str, str]]:
    for item in journey.decisions:
        yield item.date, "decision", item.text


def _research(gathered: Gathered, reader: Reader) -> Iterator[tuple[datetime.date, str, str]]:
    for item in reader.view.research:
        known = gathered.catalogue.research.get(item.id)
        if known is not None and known.date is not None:
            yield known.date, "research", item.title


def _shipped(gathered: Gathered, reader: Reader) -> Iterator[tuple[datetime.date, str, str]]:
    """Initiatives for the journey that have shipped, by the day they were due: another one is not written."""
    for item in reader.view.initiatives:
        known = gathered.catalogue.initiatives.get(item.id)
        if known is not None and known.due is not None and known.status is InitiativeStatus.SHIPPED:
            yield known.due, "shipped", item.name
