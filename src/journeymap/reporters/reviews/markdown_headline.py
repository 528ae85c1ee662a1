"""The first line of a comment: what the weightiest change means, in words that need no knowledge of the format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diff.values import Category, Direction, Level
from journeymap.reporters.reviews.markdown_words import (
    counted,
    listed,
    names,
    noun,
    people,
    said,
    scores,
    stressed,
    told,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from journeymap.diff.values import Change
    from journeymap.render.review_view import ReviewView

BROKEN_LINK = "JM201"
"""The rule that finds a reference to something that is not there."""
_FELT = (
    *("emotion", "pain-point", "recovery", "wait", "goal-met"),
    *("severity", "share-affected", "pain-status", "failure"),
)
"""What customers feel first, the strongest first; the rest of the experience comes behind it, then everything else."""
_MOST_PERSONAS = 3


def headline(view: ReviewView) -> str:
    """One sentence: what breaks, for whom it gets worse or better and where, and who must know."""
    unread = " Not all of it could be compared." if view.comparison.unreadable and view.comparison.changes else ""
    return _told(view) + unread


def _told(view: ReviewView) -> str:
    changes = view.comparison.changes
    clauses = [clause for clause in (_broken(view), _felt(view)) if clause]
    if not clauses:
        return _neither(view)
    teams = _teams(_spokesmen(changes), view)
    must = f"{listed(teams)} {'must' if _asks(changes) else 'should'} know" if teams else ""
    return _sentence([*clauses, must])


def _asks(changes: Sequence[Change]) -> bool:
    """Whether something breaks or gets worse."""
    return any(one.counts and (one.level is Level.BREAKING or one.direction is Direction.WORSE) for one in changes)


def _sentence(clauses: Iterable[str]) -> str:
    text = "; ".join(filter(None, clauses))
    return f"{text[:1].upper()}{text[1:]}."


def _broken(view: ReviewView) -> str:
    """Which links lead nowhere now, or what is gone that others linked to."""
    links = sum(finding.code == BROKEN_LINK for finding in view.comparison.findings.introduced)
    gone = [change for change in view.comparison.changes if change.level is Level.BREAKING and change.counts]
    what = listed([stressed(change.label) for change in gone], 2)
    if links:
        why = f": {what} {'is' if len(gone) == 1 else 'are'} gone" if gone else ""
        return f"breaks {counted(links, 'link')}{why}"
    return f"removes {what}, which others linked to" if gone else ""


def _felt(view: ReviewView) -> str:
    """For whom it gets worse, or else better, and where."""
    changes = view.comparison.changes
    worse, better = (_of(changes, direction) for direction in (Direction.WORSE, Direction.BETTER))
    if not worse and not better:
        return ""
    first, word = (worse[0], "worse") if worse else (better[0], "better")
    if first.category is Category.EVIDENCE:
        return _known(worse, better, view)
    text = f"{word}{_for(first, view)} {_what(first, view)}"
    rest = _places(worse or better) - {_place(first)}
    text += f" and at {counted(len(rest), 'more touchpoint')}" if rest - {""} else ""
    return text + (_besides(worse, better, view) if worse else "")


def _besides(worse: Sequence[Change], better: Sequence[Change], view: ReviewView) -> str:
    """What gets better where something else gets worse."""
    known = _places(worse)
    other = {_place(change): change for change in better if _place(change) in _places(better) - known - {""}}
    if len(other) == 1:
        return f", better at {stressed(place(next(iter(other.values())), view))}"
    return f", better at {len(other)} touchpoints" if other else ""


def _of(changes: Sequence[Change], direction: Direction) -> list[Change]:
    """The changes in a direction that count, those that customers feel most first."""
    found = [change for change in changes if change.direction is direction and change.counts]
    return sorted(found, key=_rank)


def _rank(change: Change) -> tuple[int, int, float]:
    truth = 0 if noun(change) == "emotion" and "moment of truth" in change.reason else 1
    kind = _FELT.index(noun(change)) if noun(change) in _FELT else len(_FELT)
    kind += {Category.EXPERIENCE: 0, Category.ACCOUNTABILITY: 1, Category.EVIDENCE: 3}.get(change.category, 2)
    numbers = isinstance(change.before, float) and isinstance(change.after, float) and noun(change) == "emotion"
    size = abs(change.after - change.before) if numbers else 0.0  # type: ignore[operator]  # both are numbers
    return truth, kind, -size


def _known(worse: Sequence[Change], better: Sequence[Change], view: ReviewView) -> str:
    """A change of nothing but what is known."""
    if worse:
        return f"less research than before behind {counted(len(worse), 'claim')}, the same judgements"
    titles = [stressed(change.label) for change in view.comparison.changes if change.kind == "research-added"]
    behind = [change for change in better if change.kind != "research-added"]
    came = f" ({listed(titles, 2)})" if titles else ""
    claims = f" behind {counted(len(behind), 'claim')}" if behind else ""
    return f"new evidence{came}{claims}, and no judgement changes"


def _for(change: Change, view: ReviewView) -> str:
    if change.category not in {Category.EXPERIENCE, Category.STRUCTURE}:
        return ""
    who = people(change.impact.personas, view)
    if len(who) > _MOST_PERSONAS:
        return f" for all {len(who)} personas"
    return f" for {listed(who)}" if who else ""


def _what(change: Change, view: ReviewView) -> str:
    """Where it is, and what it is."""
    at = place(change, view)
    truth = ", moment of truth" if "moment of truth" in change.reason else ""
    where = f"at {stressed(at)}" if at else ""
    if noun(change) == "emotion":
        return f"{where} ({scores(change.before, change.after)}{truth})".lstrip()
    subject, rest = told(change)
    if change.object_kind == "pain-point" and not rest:
        came = "new pain" if change.kind == "pain-point-added" else "pain gone"
        return f"{where} ({came}: {said(change.label, 80)}{truth})".lstrip()
    if change.object_kind == "touchpoint" and rest:
        return f"{where} ({rest}{truth})"
    return f"\N{EN DASH} {subject}{': ' if rest else ''}{rest}"


def place(change: Change, view: ReviewView) -> str:
    """The name of the touchpoint that a change is at, else that of its object."""
    for pair in view.journeys:
        for side in (pair.head, pair.base):
            for card in side.cards if side and pair.id == change.journey else ():
                if card.id == change.touchpoint:
                    return card.name
    return change.label if change.object_kind in {"touchpoint", "stage"} else ""


def _place(change: Change) -> str:
    return change.touchpoint and f"{change.journey}/{change.touchpoint}"


def _places(changes: Iterable[Change]) -> set[str]:
    """The touchpoints at which experience changes."""
    return {_place(change) for change in changes if change.category is Category.EXPERIENCE}


def _spokesmen(changes: Sequence[Change]) -> list[Change]:
    """The changes that decide who must know: what breaks, what is worse; where there is neither, what is better."""
    held = [one for one in changes if one.counts]
    weighty = [one for one in held if one.level is Level.BREAKING or one.direction is Direction.WORSE]
    weighty = [one for one in weighty if one.category is not Category.EVIDENCE]
    return weighty or [one for one in held if one.direction is Direction.BETTER and one.level is Level.NOTABLE]


def _teams(changes: Sequence[Change], view: ReviewView) -> list[str]:
    touched = {team for change in changes for team in change.impact.teams}
    return names("teams", [team for team in view.comparison.reviewers if team in touched], view)


def _neither(view: ReviewView) -> str:
    """A change that is neither better nor worse."""
    changes = view.comparison.changes
    if not changes:
        return _unchanged(view)
    if all(change.category is Category.TEXT for change in changes):
        return f"Nothing but text: {counted(len(changes), 'wording')} changed, nothing else."
    held = [change for change in changes if change.counts]
    if not held:
        return f"Nothing but what was accepted before: {counted(len(changes), 'change')}."
    first = held[0]
    subject, rest = told(first)
    more = f", and {counted(len(changes) - 1, 'more change')}" if len(changes) > 1 else ""
    teams = _teams(held[:1], view)
    must = f"; {listed(teams)} must know" if teams and first.level is not Level.MINOR else ""
    return f"Neither better nor worse: {subject}{': ' if rest else ''}{rest}{more}{must}."


def _unchanged(view: ReviewView) -> str:
    """A review without changes that can be told."""
    if view.comparison.unreadable:
        return "Not all of this could be compared, so nothing is known of what it means for customers."
    if view.withheld:
        return "Only what is confidential changes; it is not told here."
    findings = view.comparison.findings
    came, went = len(findings.introduced), len(findings.fixed)
    return f"No change for customers or teams; {counted(came, 'finding')} brought, {went} mended."
