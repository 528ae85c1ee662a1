"""The first line of a review: what is worse for whom, and who must know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diff.telling import quoted
from journeymap.diff.values import Category, Direction, Level
from journeymap.render.review_changes import listed, short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.diff.values import Change
    from journeymap.render.review_view import ReviewView
    from journeymap.render.wording import Words

_NAMES = 3
"""Names that are told; more would hide the rest of the line."""


def headline(view: ReviewView, words: Words) -> str:
    """What a manager reads first: the gravest change and whom it is worse for, how many more, and who must know.

    Args:
        view: The review.
        words: The words of the page.
    """
    changes = [change for change in view.comparison.changes if change.counts]
    heavy = [change for change in changes if change.level is not Level.MINOR]
    worse, better = _of(heavy, Direction.WORSE), _of(heavy, Direction.BETTER)
    breaking = [change for change in heavy if change.level is Level.BREAKING]
    if worse:
        parts = [_told(view, worse[0], "worse", words)]
        parts += [words.count("review.and_worse", len(worse) - 1)] if worse[1:] else []
    elif better:
        parts = [_told(view, better[0], "better", words)]
    else:
        parts = [words("review.neutral")] if changes and not breaking else []
    gone = [quoted(change.label) for change in breaking[:_NAMES]]
    parts += [words("review.breaks", what=listed(gone, words))] if gone else []
    teams = [_name(view, "teams", team) for team in view.comparison.reviewers][:_NAMES]
    if teams and changes:
        parts.append(words.count("review.must_know", len(teams), names=listed(teams, words)))
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _of(changes: Sequence[Change], direction: Direction) -> list[Change]:
    """The changes in a direction, those first that customers feel."""
    found = [change for change in changes if change.direction is direction]
    return sorted(found, key=lambda change: change.category is not Category.EXPERIENCE)


def _told(view: ReviewView, change: Change, way: str, words: Words) -> str:
    place = _place(view, change)
    people = [_name(view, "personas", persona) for persona in change.impact.personas]
    names = listed(people if len(people) <= _NAMES else [*people[: _NAMES - 1], "…"], words)
    told = short(change, place)
    what = f"{told.words} {told.before} → {told.after}" if told.after else told.words
    what = f"{what}, {change.reason}" if change.reason else what
    if not place:
        return words(f"review.{way}", what=what)
    key = f"review.{way}_for" if names else f"review.{way}_at"
    return words(key, names=names, place=place, what=what)


def _place(view: ReviewView, change: Change) -> str:
    """What the touchpoint of a change is called."""
    pair = next((pair for pair in view.journeys if pair.id == change.journey), None)
    if pair is not None and change.touchpoint:
        cards = [card for side in (pair.head, pair.base) if side for card in side.cards]
        return next((card.name for card in cards if card.id == change.touchpoint), "")
    return ""


def _name(view: ReviewView, section: str, key: str) -> str:
    return view.labels.get(f"{section}:{key}", key)
