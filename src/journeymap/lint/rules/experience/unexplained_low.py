"""JM402."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from journeymap.diagnostics import Fault, Severity
from journeymap.lint.rule import Bad, Good, Rule, RuleOptions
from journeymap.lint.rules.experience.lived import has_pains_near, scores, writes
from journeymap.model.values import Emotion  # noqa: TC001  # the options are validated by them

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.workspace.loader import Workspace
    from journeymap.workspace.survey import StagePlace


class UnexplainedLow(Rule):
    """A touchpoint feels bad to customers or to one persona, and no pain point says why.

    A low point without a reason cannot be mended: nobody knows what to change, and the next workshop draws it again.
    A pain point of the whole stage, or of the journey inside a touchpoint, is reason enough.
    """

    class Options(RuleOptions):
        """From where an emotion is low."""

        low: Emotion = Field(default=-1, description="An emotion is low at this value and below.")

    options: Options
    fault = Fault("JM402", "unexplained-low", Severity.WARNING)
    since = "0.1"
    mend = "Write under `pain_points` what hurts here, in the customer's words where you have them."
    bad = (
        Bad(
            """
            journeymap: 1
            journeys:
              - id: see-the-doctor
                name: Sees the doctor
                stages:
                  - id: visit
                    name: Visit
                    touchpoints:
                      - id: waiting-room
                        name: Sits in the waiting room
                        emotion: -1.5
            """,
            line=11,
        ),
        Bad(
            """
            journeymap: 1
            personas:
              - {id: sam, name: "Sam, uses a wheelchair"}
            journeys:
              - id: see-the-doctor
                name: Sees the doctor
                personas: sam
                stages:
                  - id: visit
                    name: Visit
                    touchpoints:
                      - id: arrive
                        name: Arrives
                        emotion: 0.5
                        voices:
                          - {persona: sam, emotion: -1}
            """,
            line=16,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            journeys:
              - id: see-the-doctor
                name: Sees the doctor
                stages:
                  - id: visit
                    name: Visit
                    touchpoints:
                      - id: waiting-room
                        name: Sits in the waiting room
                        emotion: -1.5
                        pain_points:
                          - {id: no-word, summary: Nobody says how long it will take}
            """
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """One finding for each touchpoint or stage, at its lowest emotion."""
        survey = workspace.survey
        for journey in survey.living:
            for stage in journey.stages:
                yield from self._stage(stage)
            for place in journey.touchpoints:
                lows = [score for score in scores(place) if score.emotion <= self.options.low]
                own = writes(place, survey, "emotion", "voices", "pain_points")
                if lows and own and not has_pains_near(place, survey):
                    worst = min(lows, key=lambda score: score.emotion)
                    message = f"`{place.value.id}` {worst.told}, and no pain point says why"
                    yield self.found(place.path, worst.pointer, message)

    def _stage(self, stage: StagePlace) -> Iterator[Diagnostic]:
        emotion = stage.value.emotion
        if emotion is None or emotion > self.options.low or stage.value.pain_points:
            return
        lived = [score for place in stage.touchpoints for score in scores(place)]
        asked_there = any(score.emotion <= self.options.low for score in lived)
        if not asked_there and not any(place.value.pain_points for place in stage.touchpoints):
            message = f"stage `{stage.value.id}` feels {emotion:+g}, and no pain point says why"
            yield self.found(stage.path, stage.pointer / "emotion", message)
