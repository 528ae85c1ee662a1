"""JM412."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from journeymap.diagnostics import Fault, Severity
from journeymap.lint.rule import Bad, Good, Rule, RuleOptions
from journeymap.lint.rules.experience.lived import all_scores, inner_journey, scores

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.workspace.loader import Workspace
    from journeymap.workspace.survey import JourneyPlace, Survey


class RosyMap(Rule):
    """A journey never falls below 0, for any persona.

    Hardly any journey is like that. More often nobody asked customers, or those were asked who are pleased, and what
    drives the others away is not on the map. Drafts, future journeys and small maps are not judged, and a low in a
    journey inside a touchpoint counts.
    """

    class Options(RuleOptions):
        """From what size a map is judged."""

        touchpoints: int = Field(
            default=4, ge=1, description="With fewer touchpoints that have an emotion a map is small."
        )

    options: Options
    fault = Fault("JM412", "rosy-map", Severity.INFO)
    since = "0.1"
    mend = "Ask customers who left, complained or gave up, and write what they say."
    bad = (
        Bad(
            """
            journeymap: 1
            journeys:
              - id: open-an-account
                name: Opens an account
                goal: Pay rent from it on the first
                stages:
                  - id: apply
                    name: Apply
                    touchpoints:
                      - {id: choose, name: Chooses an account, emotion: 1}
                      - {id: form, name: Fills in the form, emotion: 0.5}
                      - {id: identify, name: Shows a passport, emotion: 0}
                      - {id: first-log-in, name: Logs in, emotion: 1.5}
            """,
            line=4,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            journeys:
              - id: open-an-account
                name: Opens an account
                goal: Pay rent from it on the first
                stages:
                  - id: apply
                    name: Apply
                    touchpoints:
                      - {id: choose, name: Chooses an account, emotion: 1}
                      - {id: form, name: Fills in the form, emotion: 0.5}
                      - {id: identify, name: Shows a passport in a video call, emotion: -0.5}
                      - {id: first-log-in, name: Logs in, emotion: 1.5}
            """
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """One finding for each journey."""
        survey = workspace.survey
        for journey in survey.living:
            if journey.is_future or journey.is_draft or _has_a_low(journey, survey):
                continue
            scored = sum(1 for place in journey.touchpoints if scores(place))
            if scored >= self.options.touchpoints:
                lowest = min(score.emotion for score in all_scores(journey))
                message = f"`{journey.value.id}` has {scored} touchpoints with an emotion, none below {lowest:g}"
                yield self.found(journey.path, journey.pointer / "name", message)


def _has_a_low(journey: JourneyPlace, survey: Survey) -> bool:
    inside = (inner_journey(place, survey) for place in journey.touchpoints)
    mapped = (journey, *(inner for inner in inside if inner is not None))
    return any(score.emotion < 0 for each in mapped for score in all_scores(each))
