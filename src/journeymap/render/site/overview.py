"""The first page of a report as a view: what hurts most, what nobody sees to, what changed; then all that there is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.render.building.context import initials
from journeymap.render.site import contents
from journeymap.render.site.changes import changed_journeys
from journeymap.render.site.journey_rows import readers, row
from journeymap.render.site.objects import found_groups, known_objects
from journeymap.render.site.overview_view import Fact, MeasuredRow, OverviewView, PersonaRow, Place, TeamRow
from journeymap.render.site.troubles import (
    handoff_groups,
    no_handoffs,
    no_pains,
    pain_rows,
    team_page,
    team_view,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from journeymap.render.building.gathered import Gathered
    from journeymap.render.site.changes import Change
    from journeymap.render.site.journey_rows import Reader
    from journeymap.render.site.overview_view import JourneyRow

_LIVING = frozenset({"idea", "planned", "doing"})
"""How far initiatives have come that a team still has before it."""


@dataclass(frozen=True)
class Beside:
    """What the first page tells beside what is gathered: pages that there are, what was left out, what changed."""

    names: frozenset[str]
    left_out: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()


def overview_view(gathered: Gathered, beside: Beside) -> OverviewView:
    """The first page of a report."""
    words, names = gathered.words, beside.names
    read = readers(gathered)
    rows = tuple(row(reader, tuple(gathered.journeys)) for reader in read)
    pains = pain_rows(gathered, read, names)
    handoffs = handoff_groups(gathered, read, names)
    changed = changed_journeys(gathered, read, beside.changes)
    living = [item for item in rows if not item.retired]
    findings = contents.FINDINGS if contents.FINDINGS in names else ""
    return OverviewView(
        heading=gathered.heading(words("report.title")),
        facts=tuple(_facts(gathered, names)),
        left_out=() if gathered.public else beside.left_out,
        findings_page=findings,
        felt=tuple(sorted(living, key=_lowest_first)),
        pains=pains,
        no_pains=no_pains(gathered, read),
        handoffs=handoffs,
        handoff_count=sum(len(group.rows) for group in handoffs),
        no_handoffs=no_handoffs(gathered, read),
        changed=changed,
        unchanged=_unchanged(gathered, len(living) - len(changed)),
        journeys=rows,
        personas=tuple(_personas(gathered, rows, names)),
        teams=tuple(_teams(gathered, read, names)),
        found=found_groups(gathered, known_objects(gathered, read, names)),
        measured=tuple(_measured(read)),
    )


def _measured(read: Sequence[Reader]) -> Iterator[MeasuredRow]:
    """The journeys that were measured, each with where it is told in full."""
    for reader in read:
        found = reader.view.measured
        if found is not None:
            place = Place(reader.view.name, contents.MEASURED, f"journey-{reader.view.id}")
            missed = reader.words.count("measured.lead.missed.short", len(found.missed)) if found.missed else ""
            yield MeasuredRow(place, found.about, found.stale, found.lead, missed)


def _lowest_first(item: JourneyRow) -> tuple[bool, float]:
    """Journeys as they are before those that shall be, the one with the worst moment first."""
    lowest = min((felt.emotion.score for moment in item.worst for felt in moment.felt), default=9.0)
    return item.future, lowest


def _unchanged(gathered: Gathered, count: int) -> str:
    return gathered.words.count("report.changes.others", count) if count else ""


def _facts(gathered: Gathered, names: Collection[str]) -> Iterator[Fact]:
    words, catalogue = gathered.words, gathered.catalogue
    cards = sum(len(view.cards) for view in gathered.journeys.values())
    counted = (
        ("journeys", len(gathered.journeys), contents.INDEX),
        ("touchpoints", cards, ""),
        ("personas", len(catalogue.personas), contents.INDEX),
        ("teams", len(catalogue.teams), "ownership"),
        ("research", len(catalogue.research), "research"),
    )
    for key, count, page in counted:
        yield Fact(words.number(count), words.count(f"report.fact.{key}", count), page if page in names else "")


def _personas(gathered: Gathered, rows: Sequence[JourneyRow], names: Collection[str]) -> Iterator[PersonaRow]:
    words = gathered.words
    for persona in gathered.catalogue.personas.values():
        page = f"personas/{persona.id}"
        about = " · ".join(text for text in (persona.role or "", words.choice("persona", persona.kind)) if text)
        mine = (item for item in rows if any(one.id == persona.id for one in item.personas))
        yield PersonaRow(
            persona=Place(persona.name, page if page in names else ""),
            initials=initials(persona.name),
            about=about,
            journeys=tuple(Place(item.name, item.page) for item in mine),
        )


def _teams(gathered: Gathered, read: Sequence[Reader], names: Collection[str]) -> Iterator[TeamRow]:
    """What each team answers for, those with the most touchpoints first."""
    touchpoints, pains, handoffs = _counts(read)
    initiatives: dict[str, int] = {}
    for item in gathered.catalogue.initiatives.values():
        if item.owner and str(item.status or "idea") in _LIVING:
            initiatives[item.owner] = initiatives.get(item.owner, 0) + 1
    for team in sorted(gathered.catalogue.teams, key=lambda name: -touchpoints.get(name, 0)):
        view = team_view(gathered, team)
        if view is None:
            continue
        owned = (reader for reader in read if reader.view.owner and reader.view.owner.id == team)
        yield TeamRow(
            team=view,
            page=team_page(view, names),
            journeys=tuple(reader.place for reader in owned),
            touchpoints=_number(gathered, touchpoints, team),
            pains=_number(gathered, pains, team),
            initiatives=_number(gathered, initiatives, team),
            handoffs=_number(gathered, handoffs, team),
        )


def _number(gathered: Gathered, counts: Mapping[str, int], team: str) -> str:
    return gathered.words.number(counts[team]) if counts.get(team) else ""


def _counts(read: Sequence[Reader]) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    """By team: touchpoints that it answers for, its open pains, and its hand-offs with which something is wrong."""
    touchpoints: dict[str, int] = {}
    pains: dict[str, int] = {}
    handoffs: dict[str, int] = {}
    for reader in read:
        if reader.view.future or reader.health.status == "retired":
            continue
        for card in reader.view.cards:
            if card.owner:
                touchpoints[card.owner.id] = touchpoints.get(card.owner.id, 0) + 1
        for pain in (pain for stage in reader.view.stages for pain in stage.all_pains):
            if pain.owner and pain.status == "open":
                pains[pain.owner.id] = pains.get(pain.owner.id, 0) + 1
        for handoff in reader.health.handoffs:
            if handoff.giver:
                handoffs[handoff.giver] = handoffs.get(handoff.giver, 0) + 1
    return touchpoints, pains, handoffs
