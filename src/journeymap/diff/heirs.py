"""Who answers for something that has no owner of its own: the owner of what is around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.diff.entities import own_id
from journeymap.diff.values import Verb

if TYPE_CHECKING:
    from journeymap.diff.sides import Side
    from journeymap.diff.values import Entity, Fact

_INHERITING = frozenset({"touchpoint", "stage", "pain-point"})
"""What the owner of the object around it answers for; an initiative, a play or a system is nobody else's."""


@dataclass(frozen=True, slots=True)
class Heir:
    """A team that answers for something because it answers for what is around it: ids, and what people call both."""

    team: str
    team_label: str
    around: str


def heir_of(fact: Fact, base: Side, head: Side) -> Heir | None:
    """Who answers, on the side that says nothing, for what an owner came to or went from; None where nobody does."""
    side, entity = (base, fact.base) if fact.verb is Verb.ADDED else (head, fact.head)
    if fact.field != "owner" or fact.verb not in {Verb.ADDED, Verb.REMOVED}:
        return None
    around = entity if entity is not None and entity.kind in _INHERITING else None
    while around is not None:
        owner = str(around.fields.get("owner") or _kept(around, side))
        if owner:
            return Heir(owner, side.called(f"teams:{owner}"), around.label)
        around = side.entities.get(around.parent)
    return None


def _kept(entity: Entity, side: Side) -> str:
    """The owner that a touchpoint of a future journey keeps from the current one; empty where it keeps none."""
    if entity.kind != "touchpoint" or not entity.fields.get("keep"):
        return ""
    journey = side.workspace.catalogue.journeys.get(entity.journey)
    every = (one for stage in journey.stages for one in stage.touchpoints) if journey else ()
    return next((one.owner or "" for one in every if one.id == own_id(entity.name)), "")
