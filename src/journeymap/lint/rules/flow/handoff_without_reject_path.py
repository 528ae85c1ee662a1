"""JM310."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Fault, Related, Severity
from journeymap.lint.rule import Bad, Good, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic, Pointer
    from journeymap.model.transition import Handoff
    from journeymap.workspace.loader import Workspace
    from journeymap.workspace.survey import JourneyPlace, Survey, TouchpointPlace

_Written = tuple["TouchpointPlace", "Pointer", "Handoff"]


class HandoffWithoutRejectPath(Rule):
    """A hand-off does not say what becomes of a customer whom the next team refuses.

    Every hand-off is refused at times: the papers are not complete, the case is not theirs. Where nobody wrote down
    what happens then, the customer lies between two teams, and each believes that the other has them.

    Either `on_reject` or `recycle_to` is an answer. One finding a journey lists its hand-offs.
    """

    fault = Fault("JM310", "handoff-without-reject-path", Severity.INFO)
    since = "0.1"
    mend = "Say what happens with `on_reject`, or to which touchpoint the customer returns with `recycle_to`."
    bad = (
        Bad(
            """
            journeymap: 1
            teams:
              - {id: sales, name: Sales}
              - {id: onboarding, name: Onboarding}
            journeys:
              - id: start
                name: Starts with the product
                owner: sales
                stages:
                  - id: sign
                    name: Sign
                    touchpoints:
                      - id: contract
                        name: Signs the contract
                        handoff:
                          to: onboarding
                          criteria: The goals of the customer are written down
                      - {id: kick-off, name: Plans the first weeks, owner: onboarding}
            """,
            line=16,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            teams:
              - {id: sales, name: Sales}
              - {id: onboarding, name: Onboarding}
            journeys:
              - id: start
                name: Starts with the product
                owner: sales
                stages:
                  - id: sign
                    name: Sign
                    touchpoints:
                      - id: contract
                        name: Signs the contract
                        next:
                          - to: kick-off
                            handoff: {to: onboarding, on_reject: Sales asks the customer once more}
                          - to: training
                            handoff: {to: onboarding, recycle_to: contract}
                      - {id: kick-off, name: Plans the first weeks, owner: onboarding}
                      - {id: training, name: Learns it, owner: onboarding}
            """
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """One finding a journey, at its first hand-off of that kind."""
        for journey in workspace.survey.living:
            open_ended = [
                (place, pointer, handoff)
                for place, pointer, handoff in _written(journey, workspace.survey)
                if not handoff.on_reject and not handoff.recycle_to
            ]
            if open_ended:
                yield self._unsaid(open_ended, workspace.survey)

    def _unsaid(self, open_ended: list[_Written], survey: Survey) -> Diagnostic:
        (place, pointer, _), *others = open_ended
        names = "; ".join(_name(place, handoff, survey) for place, _, handoff in open_ended)
        subject = f"{len(open_ended)} hand-offs do" if others else "a hand-off does"
        return self.found(
            place.path,
            pointer,
            f"{subject} not say what happens when the next team refuses: {names}",
            related=tuple(
                Related(f"likewise: {_name(place, handoff, survey)}", place.path, at) for place, at, handoff in others
            ),
        )


def _name(place: TouchpointPlace, handoff: Handoff, survey: Survey) -> str:
    team = survey.catalogue.teams.get(handoff.to)
    return f"`{place.label}` to {team.name if team else handoff.to}"


def _written(journey: JourneyPlace, survey: Survey) -> Iterator[_Written]:
    """The hand-offs that stand in the journey itself, and not in the one that it is based on."""
    for place in journey.touchpoints:
        pointers = [(place.pointer / "handoff", place.value.handoff)]
        pointers += [
            (place.pointer / "next" / position / "handoff", way.handoff)
            for position, way in enumerate(place.value.next or ())
        ]
        for pointer, handoff in pointers:
            if handoff is not None and survey.is_written(place.path, pointer):
                yield place, pointer, handoff
