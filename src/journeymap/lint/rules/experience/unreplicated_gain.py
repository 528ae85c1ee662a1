"""JM411."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from journeymap.diagnostics import Fault, Severity
from journeymap.lint.rule import Bad, Good, Rule, RuleOptions
from journeymap.lint.rules.experience.lived import has_gains_near, scores
from journeymap.model.values import Emotion  # noqa: TC001  # the options are validated by them

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.workspace.loader import Workspace


class UnreplicatedGain(Rule):
    """A touchpoint delights customers or one persona, and no gain says what makes it so.

    What nobody has put into words cannot be done elsewhere, and is lost with the next redesign. A gain of the whole
    stage, or of the journey inside the touchpoint, is enough. Drafts and future journeys are not asked.
    """

    class Options(RuleOptions):
        """From where an emotion is a delight."""

        high: Emotion = Field(default=2, description="An emotion is a delight at this value and above.")

    options: Options
    fault = Fault("JM411", "unreplicated-gain", Severity.INFO)
    since = "0.1"
    mend = "Write under `gains` what delights here, so that it can be done elsewhere too."
    bad = (
        Bad(
            """
            journeymap: 1
            journeys:
              - id: adopt-a-dog
                name: Adopts a dog
                goal: A dog that fits the family
                stages:
                  - id: meet
                    name: Meets the dog
                    touchpoints:
                      - {id: first-walk, name: Goes for a first walk, emotion: 2}
            """,
            line=10,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            journeys:
              - id: adopt-a-dog
                name: Adopts a dog
                goal: A dog that fits the family
                stages:
                  - id: meet
                    name: Meets the dog
                    touchpoints:
                      - id: first-walk
                        name: Goes for a first walk
                        emotion: 2
                        gains: [{id: alone, summary: The shelter lets them walk alone}]
            """
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """One finding for each touchpoint, at its highest emotion."""
        survey = workspace.survey
        for journey in survey.living:
            if journey.is_future or journey.is_draft:
                continue
            for place in journey.touchpoints:
                highs = [score for score in scores(place) if score.emotion >= self.options.high]
                if highs and not has_gains_near(place, survey):
                    best = max(highs, key=lambda score: score.emotion)
                    message = f"`{place.value.id}` {best.told}, and no gain says what makes it so"
                    yield self.found(place.path, best.pointer, message)
