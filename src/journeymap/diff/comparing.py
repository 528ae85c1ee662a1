"""Two workspaces in, a judged comparison out: the entry to this package."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from journeymap.diff.accepting import accepted
from journeymap.diff.facts import facts
from journeymap.diff.impact import Reach, reviewers
from journeymap.diff.judging import judge, weight
from journeymap.diff.matching import match
from journeymap.diff.recovery import recoveries
from journeymap.diff.sides import Side
from journeymap.diff.unread import unreadable, without
from journeymap.diff.values import Comparison, Fact, Findings

if TYPE_CHECKING:
    from journeymap.workspace.loader import Workspace


def compare(
    base: Workspace, head: Workspace, *, base_name: str, head_name: str, findings: Findings | None = None
) -> Comparison:
    """What changed for customers and teams between two revisions of a workspace.

    Args:
        base: The one revision, loaded.
        head: The other.
        base_name: What the one is called, such as a commit or a folder.
        head_name: What the other is called.
        findings: What lint found on both sides, where gates ask for it.
    """
    return _compared(Side(base), Side(head), base_name, head_name, findings)


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
    future = head.entities[f"journeys:{head.only}"].fields.get("state") == "future"
    return fact.field in _GIVEN or (future and fact.entity.kind == "evidence")


def _compared(base: Side, head: Side, base_name: str, head_name: str, findings: Findings | None) -> Comparison:
    moved = head.workspace.catalogue.moved
    unread = unreadable(base, head)
    before, after = without(base.entities, unread, "head"), without(head.entities, unread, "base")
    matches = match(before, after, moved, across=(base.only, head.only))
    found = (fact for fact in (*facts(matches), *recoveries(matches, base, head)) if not _is_given(fact, base, head))
    changes = [judge(fact, base, head) for fact in found]
    reach = Reach(base, head)
    catalogue, today = head.workspace.catalogue, head.workspace.today
    told = [
        replace(change, impact=reach.of(change), accepted=accepted(change, catalogue.accepted, today))
        for change in changes
    ]
    told.sort(key=weight)
    proposed = [(old, new) for old, new in matches.renamed.items() if old in matches.proposed]
    return Comparison(
        base=base_name,
        head=head_name,
        changes=tuple(told),
        unreadable=unread,
        findings=findings or Findings(),
        reviewers=reviewers(told),
        moved_entries=tuple(proposed),
    )
