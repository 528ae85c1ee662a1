"""What no team answers for: the notion of the rule JM501, thing by thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.health.values import Unowned
from journeymap.model.initiative import InitiativeStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.health.known import Known
    from journeymap.workspace.survey import JourneyPlace, TouchpointPlace

_NOT_ASKED = frozenset({InitiativeStatus.IDEA, InitiativeStatus.SHIPPED, InitiativeStatus.DROPPED})


def unowned(journey: JourneyPlace, known: Known) -> tuple[Unowned, ...]:
    """Touchpoints, stages without touchpoints, and initiatives for the journey that nobody answers for.

    A wait, what the customer does alone, and an idea that nobody has taken up need no owner.
    """
    return (*_in_journey(journey, known), *_initiatives(journey, known))


def _in_journey(journey: JourneyPlace, known: Known) -> Iterator[Unowned]:
    for stage in journey.stages:
        if not stage.touchpoints and stage.owner is None:
            yield Unowned("stage", stage.value.id)
        for place in stage.touchpoints:
            if place.owner is None and not _is_answered(place, known):
                yield Unowned("touchpoint", place.value.id)


def _is_answered(place: TouchpointPlace, known: Known) -> bool:
    inside = known.survey.journey(place.value.journey)
    return (
        known.survey.has_no_contact(place)
        or place.value.actor in known.catalogue.teams
        or (inside is not None and inside.value.owner is not None)
    )


def _initiatives(journey: JourneyPlace, known: Known) -> Iterator[Unowned]:
    for item in known.catalogue.initiatives.values():
        meant = {name.rpartition("/")[0] for name in (*item.addresses, *item.delivers)}
        if journey.value.id in meant and item.owner is None and item.status not in _NOT_ASKED:
            yield Unowned("initiative", item.id)
