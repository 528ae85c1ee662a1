"""What is being done about pain points, and where: what several rules of this group ask. No rule stands here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.model.initiative import InitiativeStatus
from journeymap.model.pain import OpportunityStatus, PainSeverity, PainStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.model.initiative import Initiative
    from journeymap.model.pain import Opportunity, PainPoint
    from journeymap.workspace.survey import Survey, Within

_BAD = frozenset({PainSeverity.HIGH, PainSeverity.CRITICAL})


def is_bad_and_open(pain: PainPoint) -> bool:
    """Whether a pain is high or critical, and neither solved nor lived with on purpose."""
    return pain.severity in _BAD and pain.status is PainStatus.OPEN


def live_initiatives(survey: Survey) -> Iterator[Initiative]:
    """The initiatives that were not dropped; a shipped one counts, for it has done something about it."""
    return (placed.value for placed in survey.initiatives if placed.value.status is not InitiativeStatus.DROPPED)


def addressed_pains(survey: Survey) -> frozenset[str]:
    """The pains, as `journey/pain`, that an opportunity or an initiative addresses, or one through the other."""
    found: set[str] = set()
    through: dict[str, set[str]] = {}
    for journey in survey.journeys:
        for opportunity in journey.opportunities:
            names = {name for text in opportunity.value.addresses for name in journey.meanings(text)}
            through[opportunity.name] = names
            if opportunity.value.status is not OpportunityStatus.DROPPED:
                found |= names
    for initiative in live_initiatives(survey):
        for text in initiative.addresses:
            found |= {*survey.meanings(text), *through.get(text, ())}
    return frozenset(found)


def delivered_touchpoints(survey: Survey) -> frozenset[str]:
    """The touchpoints, as `journey/touchpoint`, that a live initiative delivers."""
    return frozenset(name for initiative in live_initiatives(survey) for name in initiative.delivers)


def touchpoints_worked_on(survey: Survey) -> frozenset[str]:
    """The touchpoints, as `journey/touchpoint`, with a pain or an opportunity that a live initiative takes up."""
    holders: dict[str, str] = {}
    for journey in survey.journeys:
        items: tuple[Within[PainPoint] | Within[Opportunity], ...] = (*journey.pains, *journey.opportunities)
        for item in items:
            if item.touchpoint is not None:
                holders[item.name] = f"{journey.value.id}/{item.touchpoint.value.id}"
    taken_up = (name for initiative in live_initiatives(survey) for name in initiative.addresses)
    return frozenset(holders[name] for name in taken_up if name in holders)
