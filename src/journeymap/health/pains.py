"""Open pains by severity, and the bad ones on which nobody acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.health.evidence import evidence
from journeymap.health.values import PainCount, UnattendedPain
from journeymap.lint.rules.experience.addressed import is_bad_and_open
from journeymap.model.pain import PainSeverity, PainStatus

if TYPE_CHECKING:
    from journeymap.health.answers import Answer
    from journeymap.health.known import Known
    from journeymap.model.pain import PainPoint
    from journeymap.workspace.survey import JourneyPlace, Within

UNRATED = "unrated"
_WORST_FIRST = (*reversed(PainSeverity), UNRATED)


def open_pains(journey: JourneyPlace) -> tuple[PainCount, ...]:
    """The open pains by severity, worst first."""
    by_severity: dict[str, list[str]] = {str(severity): [] for severity in _WORST_FIRST}
    for pain in journey.pains:
        if pain.value.status is PainStatus.OPEN:
            by_severity[str(pain.value.severity or UNRATED)].append(pain.value.id)
    return tuple(PainCount(severity, tuple(ids)) for severity, ids in by_severity.items() if ids)


def unattended_pains(journey: JourneyPlace, known: Known) -> tuple[UnattendedPain, ...]:
    """The open pains of high or critical severity on which nobody acts, worst first.

    As in JM403 a pain that a future journey has from the current one is told there, and one at a touchpoint with a
    journey inside may be answered in that. Those of a draft are told too, and cost it nothing.
    """
    base = known.survey.base(journey)
    told = {pain.value.id for pain in base.pains} if base else set()
    asked = [pain for pain in journey.pains if is_bad_and_open(pain.value) and pain.value.id not in told]
    found = [(pain, known.answers_to(pain.name)) for pain in asked]
    unattended = [_unattended(pain, named, known) for pain, named in found if not any(answer.acts for answer in named)]
    return tuple(sorted(unattended, key=lambda pain: (_WORST_FIRST.index(pain.severity), bool(pain.ideas))))


def _unattended(pain: Within[PainPoint], named: tuple[Answer, ...], known: Known) -> UnattendedPain:
    place = pain.touchpoint
    near = pain.value.research or (place.value.research if place else ())
    return UnattendedPain(
        id=pain.value.id,
        severity=str(pain.value.severity),
        stage=pain.stage.value.id,
        touchpoint=place.value.id if place else None,
        owner=known.named(pain.owner),
        ideas=tuple(answer.name for answer in named),
        evidence=evidence(near, pain.stage.journey, known),
    )
