"""What is meant to be done about pains: the opportunities and initiatives that address them, and how far they are.

The notion is that of the rule JM403, which asks whether there is any; here it is told which, and whether anybody acts.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.model.initiative import InitiativeStatus
from journeymap.model.pain import OpportunityStatus

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from journeymap.model.initiative import Initiative
    from journeymap.workspace.survey import Survey

_TAKEN_UP = frozenset(
    {
        *(OpportunityStatus.EXPLORING, OpportunityStatus.PLANNED, OpportunityStatus.DOING),
        *(OpportunityStatus.BUILDING, OpportunityStatus.SHIPPED),
    }
)
_UNDER_WAY = frozenset({InitiativeStatus.PLANNED, InitiativeStatus.DOING, InitiativeStatus.SHIPPED})


@dataclass(frozen=True, slots=True)
class Answer:
    """An opportunity (`journey/opportunity`) or initiative (`initiatives:id`); `acts`: more than a thought of somebody.

    An opportunity acts from the moment on that it is being looked into, an initiative once it is planned; what has
    shipped has acted.
    """

    name: str
    acts: bool


def answers(survey: Survey) -> Mapping[str, tuple[Answer, ...]]:
    """What addresses each pain, by its name from outside (`journey/pain`); what was dropped is left out."""
    found: dict[str, dict[Answer, None]] = defaultdict(dict)
    through: dict[str, tuple[str, ...]] = {}
    for journey in survey.journeys:
        for opportunity in journey.opportunities:
            pains = tuple(name for text in opportunity.value.addresses for name in journey.meanings(text))
            through[opportunity.name] = pains
            if opportunity.value.status is not OpportunityStatus.DROPPED:
                answer = Answer(opportunity.name, opportunity.value.status in _TAKEN_UP)
                for pain in pains:
                    found[pain][answer] = None
    for initiative in _living(survey):
        answer = Answer(f"initiatives:{initiative.id}", initiative.status in _UNDER_WAY)
        for text in initiative.addresses:
            for pain in (*survey.meanings(text), *through.get(text, ())):
                found[pain][answer] = None
    return {pain: tuple(named) for pain, named in found.items()}


def _living(survey: Survey) -> Iterator[Initiative]:
    return (placed.value for placed in survey.initiatives if placed.value.status is not InitiativeStatus.DROPPED)
