"""JM408."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Fault, Severity
from journeymap.lint.rule import Bad, Good, Rule
from journeymap.model.kinds import Kind
from journeymap.model.persona import PersonaKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.model.persona import Persona
    from journeymap.workspace.loader import Workspace


class PersonaWithoutJourney(Rule):
    """Something is said or done for a persona, and no journey names it, neither as a whole nor at a touchpoint.

    Somebody took the trouble to describe these people, and nobody has looked at what they live through. Anti-personas
    are not asked, nor are whole industries and ideal customers that are organisations: it is people in them who have
    journeys. Nothing is said before there is a journey, and a persona that nothing at all refers to is
    `unused-definition`.
    """

    fault = Fault("JM408", "persona-without-journey", Severity.INFO)
    since = "0.1"
    mend = "Name the persona under `personas` of a journey, or of a touchpoint; or take it out."
    bad = (
        Bad(
            """
            journeymap: 1
            personas:
              - {id: pat, name: "Pat, commuter"}
              - {id: sam, name: "Sam, on holiday"}
            journeys:
              - {id: rent-a-bike, name: Rents a bicycle, personas: pat, stages: [{id: find, name: Finds a bicycle}]}
            plays:
              - {id: day-ticket, name: Day ticket, for: sam, message: A day costs less than two hours}
            """,
            line=4,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            personas:
              - {id: pat, name: "Pat, commuter"}
              - {id: sam, name: "Sam, on holiday"}
              - {id: thief, name: Takes bicycles apart, kind: anti-persona}
            journeys:
              - id: rent-a-bike
                name: Rents a bicycle
                personas: pat
                stages:
                  - id: find
                    name: Finds a bicycle
                    touchpoints: [{id: unlock, name: Unlocks it, voices: [{persona: sam, emotion: 1}]}]
            """
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """One finding for each persona."""
        if not workspace.survey.journeys:
            return
        references = [reference for reference in workspace.index.references if Kind.PERSONA in reference.ref.kinds]
        named = {reference.text for reference in references}
        on_the_way = {reference.text for reference in references if reference.pointer[0] == "journeys"}
        for placed in workspace.survey.personas:
            if placed.value.id in named - on_the_way and _has_a_way(placed.value):
                message = f"no journey names persona `{placed.value.id}`"
                yield self.found(placed.path, placed.pointer / "id", message)


def _has_a_way(persona: Persona) -> bool:
    """Whether it stands for people who could go through a journey of ours."""
    organisation = persona.kind is PersonaKind.IDEAL_CUSTOMER and persona.firmographic is not None
    return persona.kind not in {PersonaKind.ANTI_PERSONA, PersonaKind.TARGET_VERTICAL} and not organisation
