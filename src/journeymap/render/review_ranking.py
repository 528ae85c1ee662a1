"""Which changes of a review weigh most, where they are and who ought to know; values, and not a word of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diff.values import Category, Direction, Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from journeymap.diagnostics import Diagnostic
    from journeymap.diff.values import Change
    from journeymap.render.review_view import JourneyPair, ReviewView

BROKEN_LINK = "JM201"
"""The rule that finds a reference to something that is not there."""
TRUTH = "moment of truth"
"""What stands in the reason of a change at a moment of truth."""
_FELT = (
    *("emotion", "pain-point", "recovery", "wait", "goal-met"),
    *("severity", "share-affected", "pain-status", "failure"),
)
"""What customers feel first, the strongest first; the rest of the experience comes behind it, then everything else."""


def noun(change: Change) -> str:
    """What a change is about: `emotion` of `emotion-lowered`."""
    return change.kind.rpartition("-")[0]


def verb(change: Change) -> str:
    """What happened to it: `lowered` of `emotion-lowered`."""
    return change.kind.rpartition("-")[2]


def parts(change: Change) -> tuple[str, str]:
    """The message: what it is about, and what happened; the second is empty where one says both."""
    subject, sign, rest = change.message.partition("\N{RIGHT DOUBLE QUOTATION MARK}: ")
    return (subject + sign[0], rest) if sign else (change.message, "")


def weightiest(changes: Iterable[Change], direction: Direction) -> list[Change]:
    """The changes in a direction that count, those that customers feel most first."""
    return sorted((one for one in changes if one.direction is direction and one.counts), key=_rank)


def _rank(change: Change) -> tuple[int, int, float]:
    truth = 0 if noun(change) == "emotion" and TRUTH in change.reason else 1
    kind = _FELT.index(noun(change)) if noun(change) in _FELT else len(_FELT)
    kind += {Category.EXPERIENCE: 0, Category.ACCOUNTABILITY: 1, Category.EVIDENCE: 3}.get(change.category, 2)
    numbers = isinstance(change.before, float) and isinstance(change.after, float) and noun(change) == "emotion"
    size = abs(change.after - change.before) if numbers else 0.0  # type: ignore[operator]  # both are numbers
    return truth, kind, -size


def place(change: Change, view: ReviewView) -> str:
    """The name of the touchpoint that a change is at, else that of its object where it is a touchpoint or a stage."""
    own = change.label if change.object_kind in {"touchpoint", "stage"} else ""
    if own or not change.touchpoint:
        return own
    return view.labels.get(address(change), "")


def address(change: Change) -> str:
    """The touchpoint that a change is at, as `journey/touchpoint`; empty where it is at none."""
    return change.touchpoint and f"{change.journey}/{change.touchpoint}"


def addresses(changes: Iterable[Change]) -> set[str]:
    """The touchpoints at which experience changes."""
    return {address(one) for one in changes if one.category is Category.EXPERIENCE} - {""}


def is_grave(change: Change) -> bool:
    """Whether a change counts and breaks something or makes it worse."""
    return change.counts and (change.level is Level.BREAKING or change.direction is Direction.WORSE)


def concerned(changes: Sequence[Change], view: ReviewView) -> list[str]:
    """The ids of the teams that have to know of changes, those with the most at stake first.

    They are those that something touches which breaks, gets worse, or changes who answers for what; where nothing does,
    what gets better and is notable.
    """
    held = [one for one in changes if one.counts]
    grave = [one for one in held if is_grave(one) and one.category is not Category.EVIDENCE]
    duties = [one for one in held if one.category is Category.ACCOUNTABILITY and one.level is not Level.MINOR]
    weighty = [*grave, *(one for one in duties if one.direction is not Direction.BETTER)]
    weighty = weighty or [one for one in held if one.direction is Direction.BETTER and one.level is Level.NOTABLE]
    touched = {team for one in weighty for team in one.impact.teams}
    return [team for team in view.comparison.reviewers if team in touched and f"teams:{team}" in view.labels]


def gravest_first(view: ReviewView) -> list[JourneyPair]:
    """The journeys of a review, those in which most breaks and most gets worse first."""

    def rank(pair: JourneyPair) -> tuple[int, int, int]:
        breaking = sum(one.level is Level.BREAKING for one in pair.changes)
        ways = [one.direction for one in pair.changes]
        return -breaking, -ways.count(Direction.WORSE), -ways.count(Direction.BETTER)

    return sorted(view.journeys, key=rank)


def mended(view: ReviewView) -> tuple[Diagnostic, ...]:
    """Findings that went; none where the head cannot be read, since nothing shows there that they are gone."""
    unread = any(item.side == "head" for item in view.comparison.unreadable)
    return () if unread else view.comparison.findings.fixed
