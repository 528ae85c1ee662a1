"""JM417."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Fault, Severity
from journeymap.lint.rule import Bad, Good, Rule
from journeymap.lint.rules.experience.lived import has_pains_near, writes
from journeymap.model.touchpoint import GoalMet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.model.touchpoint import Touchpoint
    from journeymap.workspace.loader import Workspace


class UnmetGoalUnexplained(Rule):
    """The customer does not reach the goal of a touchpoint, and neither a pain point nor anything else says why.

    A failure without a reason is one that nobody can prevent. A description, a thought of the customer, how the work
    before or behind the scenes fails, or a pain point of the stage is reason enough. Drafts are not asked.
    """

    fault = Fault("JM417", "unmet-goal-unexplained", Severity.INFO)
    since = "0.1"
    mend = "Write what stands in the way as a pain point, or where the work `fails`."
    bad = (
        Bad(
            """
            journeymap: 1
            journeys:
              - id: renew-passport
                name: Renews a passport
                goal: Travel in July
                stages:
                  - id: book
                    name: Book
                    touchpoints:
                      - {id: find-time, name: Looks for a free time, goal: A time before June, goal_met: "no"}
            """,
            line=10,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            journeys:
              - id: renew-passport
                name: Renews a passport
                goal: Travel in July
                stages:
                  - id: book
                    name: Book
                    touchpoints:
                      - id: find-time
                        name: Looks for a free time
                        goal: A time before June
                        goal_met: "no"
                        thoughts: ["Every day is grey until August."]
            """
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """One finding for each touchpoint."""
        survey = workspace.survey
        for journey in survey.living:
            if journey.is_draft:
                continue
            for place in journey.touchpoints:
                unmet = place.value.goal_met is GoalMet.NO and writes(place, survey, "goal_met", "pain_points")
                if unmet and not _is_explained(place.value) and not has_pains_near(place, survey):
                    message = f"`{place.value.id}` does not meet the customer's goal, and nothing says why"
                    yield self.found(place.path, place.pointer / "goal_met", message)


def _is_explained(value: Touchpoint) -> bool:
    work = (*value.frontstage, *value.backstage, *value.support)
    spoken = any(voice.thoughts for voice in value.voices)
    return bool(value.description or value.thoughts or spoken or any(item.fails for item in work))
