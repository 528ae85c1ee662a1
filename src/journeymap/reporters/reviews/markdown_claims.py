"""What claims rest on: which changes of experience came with new research, and which are only another opinion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diff.values import Category, Direction
from journeymap.render.review_ranking import noun, verb

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.diff.values import Change
    from journeymap.render.review_view import JourneyPair, ReviewView
    from journeymap.render.view import CardView, PainView

_CLAIMS = frozenset({"emotion", "voice", "pain-point", "severity", "share-affected", "pain-status", "goal-met", "gain"})
_PAINS_GONE = frozenset({"pain-status-lowered", "pain-point-removed"})


def claims(view: ReviewView) -> tuple[list[Change], list[Change]]:
    """The changes of what is claimed of customers: those with new research behind them, and those without."""
    proven: list[Change] = []
    opinions: list[Change] = []
    for change in view.comparison.changes:
        if noun(change) in _CLAIMS and change.kind not in _PAINS_GONE:
            (proven if _is_proven(change, view) else opinions).append(change)
    return proven, opinions


def closed_unproven(view: ReviewView) -> list[Change]:
    """Pains that are dealt with now, or gone from a touchpoint that is still there, and nothing shows it."""
    return [
        change
        for change in view.comparison.changes
        if change.kind in _PAINS_GONE
        and change.direction is Direction.BETTER
        and not _is_proven(change, view)
        and not _is_measured(change, view)
    ]


def new_research(view: ReviewView) -> list[Change]:
    """Research that came with the change."""
    return [change for change in view.comparison.changes if change.kind == "research-added"]


def _is_proven(change: Change, view: ReviewView) -> bool:
    """Whether research came with the change to the claim itself, or to the touchpoint that it is made of."""
    homes = {change.object, f"{change.journey}/{change.touchpoint}" if change.touchpoint else change.object}
    if change.object_kind == "pain-point":
        homes = {change.object}
    for other in view.comparison.changes:
        won = other.category is Category.EVIDENCE and other.direction is Direction.BETTER
        if won and any(other.object.startswith(f"{home}/research/") for home in homes):
            return True
    return verb(change) == "added" and not change.field and _rests_on_research(change, view)


def _is_measured(change: Change, view: ReviewView) -> bool:
    """Whether a measure at the same touchpoint got better."""
    return any(
        other.object_kind == "measure"
        and other.field == "value"
        and other.direction is Direction.BETTER
        and (other.journey, other.touchpoint) == (change.journey, change.touchpoint)
        for other in view.comparison.changes
    )


def _rests_on_research(change: Change, view: ReviewView) -> bool:
    """Whether a new claim names research of its own."""
    own = change.object.rpartition("/")[2]
    for card in _cards(change, view):
        found = card if change.object_kind == "touchpoint" else _pain(card.pains, own)
        if found is not None:
            return found.evidence.strength in {"strong", "weak"}
    return False


def _cards(change: Change, view: ReviewView) -> Iterator[CardView]:
    pairs: Iterator[JourneyPair] = (pair for pair in view.journeys if pair.id == change.journey)
    for pair in pairs:
        yield from (card for card in (pair.head.cards if pair.head else ()) if card.id == change.touchpoint)


def _pain(pains: Sequence[PainView], own: str) -> PainView | None:
    return next((pain for pain in pains if pain.id == own), None)
