"""Two workspaces in, a judged comparison out: the entry to this package."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from journeymap.diff.accepting import accepted
from journeymap.diff.facts import facts
from journeymap.diff.impact import Reach, reviewers
from journeymap.diff.introduced import split
from journeymap.diff.judging import judge, weight
from journeymap.diff.links import Links
from journeymap.diff.matching import declared_moves, match
from journeymap.diff.recovery import recoveries
from journeymap.diff.sides import Side
from journeymap.diff.unread import unreadable, without
from journeymap.diff.values import Comparison, Fact, Findings, Pains

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.diagnostics import Diagnostic
    from journeymap.diff.matching import Matches
    from journeymap.diff.values import Change, Entity
    from journeymap.workspace.loader import Workspace

    Linted = tuple[Sequence[Diagnostic], Sequence[Diagnostic]]


def compare(
    base: Workspace, head: Workspace, *, base_name: str, head_name: str, linted: Linted | None = None
) -> Comparison:
    """What changed for customers and teams between two revisions of a workspace.

    Args:
        base: The one revision, loaded.
        head: The other.
        base_name: What the one is called, such as a commit or a folder.
        head_name: What the other is called.
        linted: What lint found on both sides, where that is wanted.
    """
    return _compared(Side(base), Side(head), base_name, head_name, linted)


def compare_journeys(workspace: Workspace, base: str, head: str) -> Comparison:
    """Two journeys of one workspace, such as the current and the future one.

    Objects of the future journey are matched with those that they keep or replace; a touchpoint of the base that is
    neither kept nor replaced was dropped on purpose.

    Args:
        workspace: The workspace, loaded.
        base: The id of the one journey.
        head: The id of the other.
    """
    return _compared(
        Side(workspace, effective=True, only=base), Side(workspace, effective=True, only=head), base, head, None
    )


_GIVEN = frozenset({"state", "based_on", "keep", "replaces", "id"})
"""Fields that differ between a current and a future journey because they are two journeys."""


def _is_given(fact: Fact, base: Side, head: Side) -> bool:
    """Whether a difference only says that there are two journeys, one of which is an intention without research."""
    if base.only is None:
        return False
    states = {side.entities[f"journeys:{side.only}"].fields.get("state") for side in (base, head)}
    given = fact.field in _GIVEN and not (fact.verb == "renamed" and fact.entity.kind != "journey")
    return given or ("future" in states and fact.entity.kind == "evidence")


def _compared(base: Side, head: Side, base_name: str, head_name: str, linted: Linted | None) -> Comparison:
    unread = unreadable(base, head)
    before, after = without(base, head, unread, "head"), without(head, base, unread, "base")
    moved = declared_moves(base.workspace.catalogue.moved, head.workspace.catalogue.moved)
    matches = match(before, after, moved, across=(base.only, head.only))
    found = [fact for fact in facts(matches) if not _is_given(fact, base, head)]
    found += recoveries(matches, base, head, _journeys(found, matches))
    told = _judged(found, base, head, Links(matches, base, head))
    return Comparison(
        base=base_name,
        head=head_name,
        changes=tuple(told),
        unreadable=unread,
        findings=split(base, head, matches.names, *linted) if linted else Findings(),
        reviewers=reviewers(told),
        moved_entries=() if base.only else tuple(sorted((old, matches.names[old]) for old in matches.proposed)),
        pains=_pains(matches) if base.only else None,
    )


def _journeys(found: Sequence[Fact], matches: Matches) -> frozenset[str]:
    """The ids, in the base, of the journeys in which something differs."""
    called = {now.journey: old.journey for old, now in matches.pairs if old.kind == "journey"}
    before = {fact.base.journey for fact in found if fact.base}
    after = {fact.head.journey for fact in found if fact.head}
    return frozenset(before | {called[journey] for journey in after if journey in called})


def _judged(found: list[Fact], base: Side, head: Side, links: Links) -> list[Change]:
    """The differences as changes, the worst first."""
    reach = Reach(base, head)
    catalogue, today = head.workspace.catalogue, head.workspace.today
    told = []
    for fact in found:
        change = judge(fact, base, head, links)
        accepting = accepted(change, catalogue.accepted, today)
        told.append(replace(change, impact=reach.of(change), accepted=accepting))
    return sorted(told, key=weight)


def _pains(matches: Matches) -> Pains:
    """What becomes of the open pains of one journey in another."""
    pairs = [(old, now) for old, now in matches.pairs if old.kind == "pain-point"]
    still = [now for old, now in pairs if _is_open(old) and _is_open(now)]
    gone = [one for one in matches.gone if one.kind == "pain-point" and _is_open(one)]
    mended = [now for old, now in pairs if _is_open(old) and not _is_open(now)]
    new = [one for one in matches.new if one.kind == "pain-point" and _is_open(one)]
    return Pains(len(gone) + len(mended), len(still), len(new))


def _is_open(pain: Entity) -> bool:
    return pain.fields.get("status") == "open"
