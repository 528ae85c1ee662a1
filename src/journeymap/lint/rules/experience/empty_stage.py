"""JM405."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Fault, Severity
from journeymap.lint.rule import Bad, Good, Rule
from journeymap.lint.rules.experience.lived import is_empty
from journeymap.lint.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.workspace.loader import Workspace


class EmptyStage(Rule):
    """A stage has no touchpoints, and nothing else tells what happens in it.

    Readers take a blank column for a quiet time, and do not see that nobody has looked. Notes of a workshop are enough
    (thoughts, pain points, an emotion, work, metrics), and so is a description. Drafts are not asked.
    """

    fault = Fault("JM405", "empty-stage", Severity.WARNING)
    since = "0.1"
    mend = "Write what the customer does in it, say in `description` why there is nothing, or take it out."
    bad = (
        Bad(
            """
            journeymap: 1
            journeys:
              - id: rent-a-bike
                name: Rents a bicycle
                stages:
                  - {id: find, name: Finds a bicycle, touchpoints: [{id: unlock, name: Unlocks it, emotion: 1}]}
                  - id: ride
                    name: Rides
                    goal: Get there dry
            """,
            line=7,
        ),
        Bad(
            """
            journeymap: 1
            journeys:
              - id: rent-a-bike
                name: Rents a bicycle
                stages:
                  - {id: find, name: Finds a bicycle}
                  - {id: ride, name: Rides}
            """,
            line=4,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            journeys:
              - id: rent-a-bike
                name: Rents a bicycle
                stages:
                  - {id: find, name: Finds a bicycle, touchpoints: [{id: unlock, name: Unlocks it, emotion: 1}]}
                  - {id: ride, name: Rides, thoughts: ["Where may I leave it?"]}
            """
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """One finding for each empty stage; a single one for a journey that has no other."""
        for journey in workspace.survey.living:
            empty = [] if journey.is_draft else [stage for stage in journey.stages if is_empty(stage)]
            if len(empty) > 1 and len(empty) == len(journey.stages):
                message = f"`{journey.value.id}` is {counted(len(empty), 'stage')} with nothing in them"
                yield self.found(journey.path, journey.pointer / "name", message)
                continue
            for stage in empty:
                message = f"nothing is said of what happens in stage `{stage.value.id}`"
                yield self.found(stage.path, stage.pointer / "id", message)
