"""The view of all hand-offs: by the team that gives, by the team that takes, and both against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.render.building.promises import Promises
from journeymap.render.details.handoffs import HandoffsView, MatrixView, MeetingView, PartnerView
from journeymap.render.view_parts import Named
from journeymap.render.workspace_view import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from journeymap.render.building.gathered import Gathered
    from journeymap.render.details.handoffs import PromiseView, SilentView
    from journeymap.render.view_parts import TeamView
    from journeymap.render.wording import Words
    from journeymap.render.workspace_view import Cell


def handoffs_view(gathered: Gathered) -> HandoffsView:
    """All hand-offs of the journeys that are not retired.

    Those of future journeys are listed apart: they are not owed yet, and do not count in the matrix.
    """
    words, found = gathered.words, Promises(gathered)
    owed = tuple(item for item in found.all if not item.future)
    return HandoffsView(
        heading=gathered.heading(words("handoffs.title")),
        matrix=_matrix(gathered, owed, [item for item in found.silent if not item.future]),
        giving=_partners(gathered, owed, lambda item: item.giver),
        taking=_partners(gathered, owed, lambda item: item.taker),
        planned=tuple(item for item in found.all if item.future),
        silent=found.silent,
        tables=(_promise_table(words, found.all), _silent_table(words, found.silent)),
    )


def _team_order(gathered: Gathered, teams: Iterator[TeamView | None]) -> list[TeamView | None]:
    """Each once, in the order of the catalogue, unknown ones behind it, nobody last."""
    order = {name: n for n, name in enumerate(gathered.catalogue.teams)}
    each = {_id(team): team for team in teams}
    return sorted(each.values(), key=lambda team: (team is None, order.get(team.id, len(order)) if team else 0))


def _partners(
    gathered: Gathered, promises: Sequence[PromiseView], side: Callable[[PromiseView], TeamView | None]
) -> tuple[PartnerView, ...]:
    return tuple(
        PartnerView(
            id=_id(team),
            team=team,
            name=_name(gathered.words, team),
            promises=tuple(item for item in promises if _id(side(item)) == _id(team)),
        )
        for team in _team_order(gathered, (side(item) for item in promises))
    )


def _id(team: TeamView | None) -> str:
    """A team's id; none for nobody, and one that no team can have for teams that must not be named."""
    return (team.id or "-") if team else ""


def _name(words: Words, team: TeamView | None) -> str:
    return team.name if team else words("handoffs.nobody")


def _matrix(gathered: Gathered, promises: Sequence[PromiseView], silent: Sequence[SilentView]) -> MatrixView:
    both: list[PromiseView | SilentView] = [*promises, *silent]
    givers = _team_order(gathered, (item.giver for item in both))
    takers = _team_order(gathered, (item.taker for item in both))
    named = [tuple(Named(_id(team), _name(gathered.words, team)) for team in teams) for teams in (givers, takers)]
    rows = tuple(tuple(_meeting(promises, silent, _id(one), _id(two)) for two in takers) for one in givers)
    return MatrixView(named[0], named[1], rows)


def _meeting(
    promises: Sequence[PromiseView], silent: Sequence[SilentView], giver: str, taker: str
) -> MeetingView | None:
    """What one team owes the other; None where the customer never goes from one to the other."""
    here = [item for item in promises if (_id(item.giver), _id(item.taker)) == (giver, taker)]
    unsaid = sum((_id(item.giver), _id(item.taker)) == (giver, taker) for item in silent)
    if not here and not unsaid:
        return None
    timed = sorted((item.sla_seconds, item.sla) for item in here if item.sla_seconds is not None)
    return MeetingView(
        count=len(here),
        tightest=timed[0][1] if timed else "",
        loosest=timed[-1][1] if timed else "",
        without_sla=len(here) - len(timed),
        broken=sum(any(fault.bad for fault in item.faults) for item in here),
        silent=unsaid,
    )


_COLUMNS = (
    *("giver", "taker", "journey", "state", "touchpoint", "leads_to", "sla", "sla_hours", "criteria"),
    *("on_reject", "recycle", "missing", "promise"),
)


def _promise_table(words: Words, promises: Sequence[PromiseView]) -> Table:
    columns = tuple(words(f"handoffs.column.{name}") for name in _COLUMNS)
    return Table("handoffs", words("handoffs.title"), columns, tuple(_promise_row(words, item) for item in promises))


def _promise_row(words: Words, item: PromiseView) -> tuple[Cell, ...]:
    return (
        _name(words, item.giver),
        item.taker.name if item.taker else None,
        item.at.journey_name,
        words("state.future" if item.future else "state.current"),
        words("details.numbered", n=item.at.number, name=item.at.name),
        words("punctuation.semicolon").join(spot.name for spot in item.targets) or None,
        item.sla or None,
        None if item.sla_seconds is None else round(item.sla_seconds / 3600, 4),
        words("punctuation.semicolon").join(item.criteria) or None,
        item.on_reject or None,
        words("details.numbered", n=item.recycle.number, name=item.recycle.name) if item.recycle else None,
        words("punctuation.semicolon").join(fault.text for fault in item.faults) or None,
        item.sentence,
    )


def _silent_table(words: Words, silent: Sequence[SilentView]) -> Table:
    names = ("giver", "taker", "journey", "state", "touchpoint", "leads_to")
    rows = tuple(
        (
            _name(words, item.giver),
            item.taker.name if item.taker else None,
            item.at.journey_name,
            words("state.future" if item.future else "state.current"),
            words("details.numbered", n=item.at.number, name=item.at.name),
            words("details.numbered", n=item.target.number, name=item.target.name),
        )
        for item in silent
    )
    return Table(
        "silent", words("handoffs.silent.title"), tuple(words(f"handoffs.column.{name}") for name in names), rows
    )
