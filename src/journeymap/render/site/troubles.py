"""What a reader must see next: bad pains on which nobody acts, and hand-offs that fail customers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.render.building.context import initials
from journeymap.render.site.objects import bare
from journeymap.render.site.overview_view import HandoffGroup, HandoffRow, PainRow, Place
from journeymap.render.view_parts import Named, TeamView

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from journeymap.health.values import HandoffHealth, UnattendedPain
    from journeymap.render.building.gathered import Gathered
    from journeymap.render.site.journey_rows import Reader

_TOLD = ("unknown-team", "not-taken-up", "late", "no-sla")
"""The faults that the first page tells of, worst first; that nobody says what happens when one is refused is for the
page of hand-offs."""
_BAD = frozenset({"high", "critical"})


def team_view(gathered: Gathered, team: str | None) -> TeamView | None:
    """A team by its id; one that does not exist has its id as its name, one that must not be named has no id."""
    if team is None:
        return None
    if not team or team in gathered.hidden:
        return TeamView("", gathered.words("public.withheld"), "\N{EN DASH}")
    known = gathered.catalogue.teams.get(team)
    name = known.name if known else team
    return TeamView(team, name, initials(name), (known.function or "") if known else "")


def team_page(team: TeamView | None, names: Collection[str]) -> str:
    """The page of a team; empty where it has none."""
    page = f"teams/{team.id}" if team else ""
    return page if page in names else ""


def pain_rows(gathered: Gathered, readers: Sequence[Reader], names: Collection[str]) -> tuple[PainRow, ...]:
    """Bad pains on which nobody acts, critical ones first, those with nothing planned before those with ideas."""
    found = [(pain, reader) for reader in readers for pain in reader.health.unattended_pains if _living(reader)]
    found.sort(key=lambda item: (item[0].severity != "critical", bool(item[0].ideas)))
    return tuple(_pain(gathered, pain, reader, names) for pain, reader in found)


def _living(reader: Reader) -> bool:
    return reader.health.status != "retired"


def _pain(gathered: Gathered, pain: UnattendedPain, reader: Reader, names: Collection[str]) -> PainRow:
    words = gathered.words
    shown = next(item for stage in reader.view.stages for item in stage.all_pains if item.id == pain.id)
    owner = shown.owner
    _, place = reader.at(pain.stage, pain.touchpoint)
    ideas = words.count("report.pains.ideas", len(pain.ideas)) if pain.ideas else words("report.pains.none")
    return PainRow(
        summary=bare(shown.summary),
        severity=pain.severity,
        severity_word=shown.severity_word,
        place=Place(place.text, place.page, f"pain-{pain.id}"),
        journey=reader.place,
        owner=owner,
        owner_page=team_page(owner, names),
        state=ideas,
        proof=reader.proof(pain.evidence),
    )


def no_pains(gathered: Gathered, readers: Sequence[Reader]) -> str:
    """That there are no pains on which somebody could act, or none that are bad; empty where there are."""
    living = [reader for reader in readers if _living(reader)]
    if any(item.severity in _BAD for reader in living for item in reader.health.open_pains):
        return ""
    named = any(stage.all_pains for reader in living for stage in reader.view.stages)
    return gathered.words("report.pains.mild" if named else "report.pains.empty")


def no_handoffs(gathered: Gathered, readers: Sequence[Reader]) -> str:
    """That there is no hand-off which could fail; empty where there is one."""
    there = any(reader.health.handoff_count for reader in readers if _living(reader))
    return "" if there else gathered.words("report.handoffs.empty")


def handoff_groups(gathered: Gathered, readers: Sequence[Reader], names: Collection[str]) -> tuple[HandoffGroup, ...]:
    """Faulty hand-offs by the team that gives, the worst first; teams with the most first."""
    found: dict[str | None, list[tuple[int, HandoffRow]]] = {}
    for reader in readers:
        for handoff in reader.health.handoffs if _living(reader) else ():
            told = tuple(fault for fault in _TOLD if fault in handoff.faults)
            if told:
                rank = _TOLD.index(told[0])
                found.setdefault(handoff.giver, []).append((rank, _handoff(gathered, handoff, told, reader)))
    groups = [_group(gathered, giver, rows, names) for giver, rows in found.items()]
    return tuple(sorted(groups, key=lambda group: -len(group.rows)))


def _group(
    gathered: Gathered, giver: str | None, rows: list[tuple[int, HandoffRow]], names: Collection[str]
) -> HandoffGroup:
    team = team_view(gathered, giver)
    ordered = sorted(rows, key=lambda pair: pair[0])
    return HandoffGroup(team, team_page(team, names), tuple(shown for _, shown in ordered))


def _handoff(gathered: Gathered, handoff: HandoffHealth, told: Sequence[str], reader: Reader) -> HandoffRow:
    words = gathered.words
    taker = team_view(gathered, handoff.taker)
    _, place = reader.at(handoff.stage, handoff.touchpoint)
    return HandoffRow(
        place=place,
        journey=reader.place,
        taker=taker.name if taker and taker.id else "",
        faults=tuple(Named(fault, words(f"report.fault.{fault}")) for fault in told),
        promise=" · ".join(_promise(gathered, handoff)),
    )


def _promise(gathered: Gathered, handoff: HandoffHealth) -> Iterator[str]:
    words = gathered.words
    if handoff.sla:
        yield words("report.handoffs.sla", sla=words.duration(handoff.sla))
    if "late" in handoff.faults:
        yield words("report.handoffs.waits", waited=" + ".join(map(words.duration, handoff.waited)))
