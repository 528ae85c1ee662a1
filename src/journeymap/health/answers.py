"""What is meant to be done about pains: the opportunities and initiatives that address them, and how far they are.

The notion is that of the rule JM403, which asks whether there is any; here it is told which, and whether anybody acts.
Every page asks `journeymap.health.known.Known.answers_to`, so that all say the same of a pain.

What a future journey keeps of the current one is the same pain or opportunity, and counts once, at the current journey.
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
    from journeymap.workspace.survey import JourneyPlace, Survey

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
    shipped has acted. The name is empty where it must not be named.
    """

    name: str
    acts: bool


def answers(survey: Survey) -> Mapping[str, tuple[Answer, ...]]:
    """What addresses each pain, by its name from outside (`journey/pain`); what was dropped is left out.

    A pain that a future journey keeps stands under its name in the current one, see `first_told`.
    """
    told = first_told(survey)
    found: dict[str, dict[str, bool]] = defaultdict(dict)
    through: dict[str, tuple[str, ...]] = {}
    for journey in survey.journeys:
        for opportunity in journey.opportunities:
            pains = _pains(journey, opportunity.value.addresses, told)
            through[opportunity.name] = pains
            if opportunity.value.status is not OpportunityStatus.DROPPED:
                name = told.get(opportunity.name, opportunity.name)
                _note(found, pains, name, acts=opportunity.value.status in _TAKEN_UP)
    for initiative in _living(survey):
        acts = initiative.status in _UNDER_WAY
        for text in initiative.addresses:
            pains = tuple(told.get(pain, pain) for pain in survey.meanings(text))
            _note(found, (*pains, *through.get(text, ())), f"initiatives:{initiative.id}", acts=acts)
    return {pain: tuple(Answer(name, acts) for name, acts in named.items()) for pain, named in found.items()}


def _pains(journey: JourneyPlace, addresses: tuple[str, ...], told: Mapping[str, str]) -> tuple[str, ...]:
    names = (name for text in addresses for name in journey.meanings(text))
    return tuple(dict.fromkeys(told.get(name, name) for name in names))


def _note(found: dict[str, dict[str, bool]], pains: tuple[str, ...], name: str, *, acts: bool) -> None:
    for pain in pains:
        found[pain][name] = acts or found[pain].get(name, False)


def first_told(survey: Survey) -> dict[str, str]:
    """The pains and opportunities that future journeys have from others, each with its name in the first of those."""
    told: dict[str, str] = {}
    for journey in survey.journeys:
        for name in _own_names(journey):
            first = _first(survey, journey, name)
            if first is not journey:
                told[f"{journey.value.id}/{name}"] = f"{first.value.id}/{name}"
    return told


def _first(survey: Survey, journey: JourneyPlace, name: str) -> JourneyPlace:
    seen = {journey.value.id}
    base = survey.base(journey)
    while base is not None and base.value.id not in seen and name in _own_names(base):
        journey = base
        seen.add(journey.value.id)
        base = survey.base(journey)
    return journey


def _own_names(journey: JourneyPlace) -> dict[str, None]:
    pains = [item.value.id for item in journey.pains]
    return dict.fromkeys((*pains, *(item.value.id for item in journey.opportunities)))


def _living(survey: Survey) -> Iterator[Initiative]:
    return (placed.value for placed in survey.initiatives if placed.value.status is not InitiativeStatus.DROPPED)
