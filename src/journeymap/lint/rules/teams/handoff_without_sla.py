"""JM502."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.diagnostics import Fault, Related, Severity
from journeymap.lint.rule import Bad, Good, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic, Pointer
    from journeymap.model.transition import Handoff
    from journeymap.workspace.loader import Workspace
    from journeymap.workspace.survey import JourneyPlace, Survey, TouchpointPlace

_GATHERED_FROM = 3
"""So many hand-offs of a journey, all without an SLA, are one habit and one finding."""


@dataclass(frozen=True, slots=True)
class _Placed:
    value: Handoff
    pointer: Pointer
    touchpoint: TouchpointPlace


class HandoffWithoutSla(Rule):
    """A hand-off does not say within what time the other team takes over.

    Between two teams a customer waits for as long as nobody has promised otherwise, and neither team notices:
    one has handed over, the other has not begun.
    """

    fault = Fault("JM502", "handoff-without-sla", Severity.WARNING)
    since = "0.1"
    mend = "Agree with the other team on a time, and write it as `sla`, such as `4h` or `2d`."
    bad = (
        Bad(
            """
            journeymap: 1
            teams:
              - {id: sales, name: Sales, function: sales}
              - {id: onboarding, name: Onboarding, function: service}
            journeys:
              - id: start
                name: Starts with us
                stages:
                  - id: sign
                    name: Sign
                    touchpoints:
                      - id: contract
                        name: Signs the contract
                        owner: sales
                        handoff:
                          to: onboarding
                          criteria: [Contract signed, Contact named]
                      - {id: kick-off, name: Meets the coach, owner: onboarding}
            """,
            line=16,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            teams:
              - {id: sales, name: Sales, function: sales}
              - {id: onboarding, name: Onboarding, function: service}
            journeys:
              - id: start
                name: Starts with us
                stages:
                  - id: sign
                    name: Sign
                    touchpoints:
                      - id: contract
                        name: Signs the contract
                        owner: sales
                        handoff: {to: onboarding, sla: 1d, criteria: [Contract signed]}
                      - {id: kick-off, name: Meets the coach, owner: onboarding}
            """
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """One finding a hand-off, or one a journey where none of several has an SLA."""
        for journey in workspace.survey.living:
            handoffs = list(_handoffs(journey, workspace.survey))
            lacking = [placed for placed in handoffs if placed.value.sla is None]
            if len(lacking) >= _GATHERED_FROM and len(lacking) == len(handoffs):
                yield self._habit(journey, lacking)
            else:
                yield from (self._single(placed, workspace.survey) for placed in lacking)

    def _single(self, placed: _Placed, survey: Survey) -> Diagnostic:
        team = survey.catalogue.teams.get(placed.value.to)
        message = (
            f"the hand-off to {team.name if team else placed.value.to} after `{placed.touchpoint.value.id}` "
            "does not say within what time they take over"
        )
        return self.found(placed.touchpoint.path, placed.pointer, message)

    def _habit(self, journey: JourneyPlace, lacking: list[_Placed]) -> Diagnostic:
        which = f"none of the {len(lacking)} hand-offs of `{journey.value.id}`"
        message = f"{which} says within what time the other team takes over"
        others = tuple(
            Related(f"the hand-off after `{placed.touchpoint.value.id}`", journey.path, placed.pointer)
            for placed in lacking[1:]
        )
        return self.found(journey.path, lacking[0].pointer, message, related=others)


def _handoffs(journey: JourneyPlace, survey: Survey) -> Iterator[_Placed]:
    """The hand-offs from one team to another that stand in the journey itself."""
    for place in journey.touchpoints:
        found = [(place.pointer / "handoff", place.value.handoff)]
        for position, way in enumerate(place.value.next or ()):
            found.append((place.pointer / "next" / position / "handoff", way.handoff))
        for pointer, handoff in found:
            if handoff is not None and handoff.to != place.owner and survey.is_written(place.path, pointer):
                yield _Placed(handoff, pointer, place)
