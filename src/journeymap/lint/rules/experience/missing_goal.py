"""JM409."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Fault, Severity
from journeymap.lint.rule import Bad, Good, Rule
from journeymap.lint.rules.experience.profile import categories, has_goals
from journeymap.model.persona import PersonaKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.workspace.loader import Workspace
    from journeymap.workspace.survey import JourneyPlace, Survey

_A_PROFILE = 2


class MissingGoal(Rule):
    """A journey does not say what the customer wants to reach, or a persona has neither goals nor jobs.

    Whether a step helps or hinders can only be told from what the customer is after; without it the map follows the
    process of the house. A journey whose stages all have goals has said it, and a future one has the goal of the
    journey it is based on. Drafts are not asked, nor are personas of whom hardly anything is known: they are
    `incomplete-persona`.
    """

    fault = Fault("JM409", "missing-goal", Severity.WARNING)
    since = "0.1"
    mend = "Write `goal` as the customer would say it; for a persona, `jobs` or the goals under `psychographic`."
    bad = (
        Bad(
            """
            journeymap: 1
            journeys:
              - id: rent-a-bike
                name: Rents a bicycle
                stages:
                  - {id: find, name: Finds a bicycle, touchpoints: [{id: unlock, name: Unlocks it, emotion: 1}]}
            """,
            line=3,
        ),
        Bad(
            """
            journeymap: 1
            personas:
              - id: pat
                name: Pat, commuter
                demographic: {age: 41, family: Two children}
                behavioural: {channels: [app], triggers: [The train is late again]}
            """,
            line=3,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            personas:
              - id: pat
                name: Pat, commuter
                jobs: [Get to work dry and on time]
                behavioural: {channels: [app], triggers: [The train is late again]}
            journeys:
              - id: rent-a-bike
                name: Rents a bicycle
                goal: Be at work by eight
                personas: pat
                stages:
                  - {id: find, name: Finds a bicycle, touchpoints: [{id: unlock, name: Unlocks it, emotion: 1}]}
            """
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """One finding for each journey and persona."""
        survey = workspace.survey
        for journey in survey.living:
            if not journey.is_draft and not _has_goal(journey, survey):
                message = f"`{journey.value.id}` does not say what the customer wants to reach"
                yield self.found(journey.path, journey.pointer / "id", message)
        for placed in survey.personas:
            persona = placed.value
            asked = persona.kind is not PersonaKind.ANTI_PERSONA and len(categories(persona)) >= _A_PROFILE
            if asked and not has_goals(persona):
                message = f"persona `{persona.id}` has neither goals nor jobs"
                yield self.found(placed.path, placed.pointer / "id", message)


def _has_goal(journey: JourneyPlace, survey: Survey) -> bool:
    base = survey.journey(journey.value.based_on)
    above = base is not None and base.value.goal is not None
    return above or journey.value.goal is not None or all(stage.value.goal for stage in journey.stages)
