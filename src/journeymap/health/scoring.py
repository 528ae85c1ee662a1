"""The score: the formula held against what is known of a journey."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from journeymap.health import formula
from journeymap.health.values import ChargeHealth, HealthPart
from journeymap.model.journey import JourneyState, JourneyStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from journeymap.health.formula import Charge, Part
    from journeymap.health.values import JourneyHealth

_HALF_STEP = 0.5
_Counts = dict[str, int]


def parts(health: JourneyHealth) -> tuple[HealthPart, ...]:
    """The lines of the score, in the order of the formula."""
    draft, future = health.status == JourneyStatus.DRAFT, health.state == JourneyState.FUTURE
    return tuple(_line(part, health, part.not_asked(draft=draft, future=future)) for part in formula.formula())


def score(lines: Iterable[HealthPart]) -> int:
    """What is left of the points that a journey begins with; never below 0, for the caps add up to them."""
    return formula.START - sum(line.lost for line in lines)


def _line(part: Part, health: JourneyHealth, not_asked: str) -> HealthPart:
    if not_asked:
        return HealthPart(part.key, 0, part.cap, (), not_asked)
    counts = _COUNTED[part.key](health)
    whole = health.claims.emotions.total
    charges = tuple(_charge(charge, counts.get(charge.key, 0), whole) for charge in part.charges)
    return HealthPart(part.key, min(part.cap, sum(charge.lost for charge in charges)), part.cap, charges)


def _charge(charge: Charge, count: int, whole: int) -> ChargeHealth:
    """What a count costs: each its points, a share its part of them, rounded up."""
    if not charge.is_share:
        return ChargeHealth(charge.key, count, None, charge.points, count * charge.points)
    lost = -(-charge.points * count // whole) if whole else 0
    return ChargeHealth(charge.key, count, whole, charge.points, lost)


def _open_pains(health: JourneyHealth) -> _Counts:
    return {pains.severity: pains.count for pains in health.open_pains}


def _unattended_pains(health: JourneyHealth) -> _Counts:
    return Counter("idea-only" if pain.ideas else "no-answer" for pain in health.unattended_pains)


def _lowest_point(health: JourneyHealth) -> _Counts:
    lowest = min((moment.score for moment in health.worst), default=0.0)
    return {"half-step": max(0, round(-lowest / _HALF_STEP))}


def _moments_of_truth(health: JourneyHealth) -> _Counts:
    lowest = [moment.lowest for moment in health.moments_of_truth]
    return {"negative": sum(score is not None and score < 0 for score in lowest)}


def _assumed_emotions(health: JourneyHealth) -> _Counts:
    emotions = health.claims.emotions
    return {"assumption": emotions.assumption, "workshop": emotions.workshop}


def _assumed_pains(health: JourneyHealth) -> _Counts:
    return {"assumption": len(health.claims.assumed_pains)}


def _handoffs(health: JourneyHealth) -> _Counts:
    return Counter(fault for handoff in health.handoffs for fault in handoff.faults)


def _owners(health: JourneyHealth) -> _Counts:
    return Counter(str(item.kind) for item in health.unowned)


def _review(health: JourneyHealth) -> _Counts:
    days = health.review.overdue_days
    return {"overdue": int(days > 0), "month": days // formula.DAYS_OF_A_MONTH}


def _findings(health: JourneyHealth) -> _Counts:
    counts: Counter[str] = Counter()
    for found in health.findings:
        if found.counted_by == formula.FINDINGS.key:
            counts[found.severity] += found.count
    return counts


_COUNTED: Mapping[str, Callable[[JourneyHealth], _Counts]] = {
    formula.OPEN_PAINS.key: _open_pains,
    formula.UNATTENDED_PAINS.key: _unattended_pains,
    formula.LOWEST_POINT.key: _lowest_point,
    formula.MOMENTS_OF_TRUTH.key: _moments_of_truth,
    formula.ASSUMED_EMOTIONS.key: _assumed_emotions,
    formula.ASSUMED_PAINS.key: _assumed_pains,
    formula.HANDOFFS.key: _handoffs,
    formula.OWNERS.key: _owners,
    formula.REVIEW.key: _review,
    formula.FINDINGS.key: _findings,
}
