"""The health of one journey: the entry to this package."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from journeymap.health import scoring
from journeymap.health.evidence import claims_of
from journeymap.health.formula import COUNTED_ELSEWHERE, FINDINGS
from journeymap.health.handoffs import handoffs
from journeymap.health.known import Known
from journeymap.health.moments import moments_of_truth, worst_moments
from journeymap.health.owners import unowned
from journeymap.health.pains import open_pains, unattended_pains
from journeymap.health.values import FindingCount, JourneyHealth, ReviewHealth
from journeymap.model import durations
from journeymap.model.journey import JourneyState, JourneyStatus

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Sequence

    from journeymap.diagnostics import Diagnostic
    from journeymap.health.values import Unscored
    from journeymap.model.journey import Journey
    from journeymap.workspace.catalogue import Catalogue


def assess(
    journey: Journey,
    catalogue: Catalogue,
    *,
    today: datetime.date,
    findings: Sequence[Diagnostic] = (),
    hidden: Collection[str] = (),
) -> JourneyHealth:
    """What is known of a journey's state; the weights of the score stand in `journeymap.health.formula`.

    Args:
        journey: The journey; a future one with what it keeps already filled in.
        catalogue: The workspace that its ids refer to; for a public audience what that may see.
        today: The day that its review is held against.
        findings: What the rules found in it, see `journeymap.health.workspace.findings_of`.
        hidden: Ids of what the catalogue leaves out for a public audience: they are not named, and it is no fault that
            they are not there.
    """
    whole = catalogue
    if catalogue.journeys.get(journey.id) is not journey:
        whole = replace(catalogue, journeys={**catalogue.journeys, journey.id: journey})
    return assess_known(journey, Known(whole, today, frozenset(hidden)), findings)


def assess_known(journey: Journey, known: Known, findings: Sequence[Diagnostic] = ()) -> JourneyHealth:
    """What is known of a journey's state, where the catalogue was looked through for others already."""
    place = known.place(journey)
    handed_over = handoffs(place, known)
    health = JourneyHealth(
        journey=journey.id,
        state=str(journey.state),
        status=str(journey.status) if journey.status else None,
        score=None,
        unscored="",
        parts=(),
        worst=worst_moments(place, known),
        moments_of_truth=moments_of_truth(place, known),
        open_pains=open_pains(place),
        unattended_pains=unattended_pains(place, known),
        claims=claims_of(place, known),
        handoffs=tuple(item for item in handed_over if item.faults),
        handoff_count=len(handed_over),
        unowned=unowned(place, known),
        review=_review(journey, known.today),
        findings=_counted(findings),
    )
    return _scored(health)


def _scored(health: JourneyHealth) -> JourneyHealth:
    """The same with its score; none where the journey is retired, or says of no emotion and no pain."""
    unscored: Unscored = ""
    if health.status == JourneyStatus.RETIRED:
        unscored = "retired"
    elif not health.claims.emotions.total and not health.claims.pains.total:
        unscored = "untold"
    if unscored:
        return replace(health, unscored=unscored)
    lines = scoring.parts(health)
    return replace(health, parts=lines, score=scoring.score(lines))


def _review(journey: Journey, today: datetime.date) -> ReviewHealth:
    """When the next review is due; a future journey has no reality to be held against."""
    due = durations.after(journey.reviewed, journey.review_every) if journey.reviewed and journey.review_every else None
    if journey.state is JourneyState.FUTURE:
        due = None
    late = (today - due).days if due is not None and due < today else 0
    return ReviewHealth(
        reviewed=journey.reviewed.isoformat() if journey.reviewed else None,
        due=due.isoformat() if due else None,
        overdue_days=late,
    )


def _counted(findings: Sequence[Diagnostic]) -> tuple[FindingCount, ...]:
    """Findings by rule and severity, worst first."""
    counts = Counter((item.severity.rank, item.code, item.name, str(item.severity)) for item in findings)
    return tuple(
        FindingCount(code, name, severity, count, COUNTED_ELSEWHERE.get(code, FINDINGS.key))
        for (_, code, name, severity), count in sorted(counts.items())
    )
