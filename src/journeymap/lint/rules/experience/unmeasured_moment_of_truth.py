"""JM404."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Fault, Severity
from journeymap.lint.rule import Bad, Good, Rule
from journeymap.lint.rules.experience.lived import inner_journey, writes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.workspace.loader import Workspace
    from journeymap.workspace.survey import Survey, TouchpointPlace


class UnmeasuredMomentOfTruth(Rule):
    """A moment of truth has no metric, and is not seen in data either.

    Here customers decide what to think of you, and when it goes wrong nobody will know. A metric of the stage, events,
    a source of answers about the touchpoint, or metrics in the journey inside it are enough. Drafts are not asked.
    """

    fault = Fault("JM404", "unmeasured-moment-of-truth", Severity.WARNING)
    since = "0.1"
    mend = "Name a metric with its target, or the `events` by which the touchpoint is seen in data."
    bad = (
        Bad(
            """
            journeymap: 1
            journeys:
              - id: claim
                name: Claims for water damage
                stages:
                  - id: decision
                    name: Decision
                    touchpoints:
                      - id: letter
                        name: Reads what is paid
                        emotion: 0
                        moment_of_truth: true
            """,
            line=12,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            metrics:
              - {id: understood, name: Letter understood, kind: ratio}
            journeys:
              - id: claim
                name: Claims for water damage
                stages:
                  - id: decision
                    name: Decision
                    touchpoints:
                      - id: letter
                        name: Reads what is paid
                        emotion: 0
                        moment_of_truth: true
                        metrics: [{metric: understood, target: 0.9}]
            """
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """One finding for each moment of truth."""
        survey = workspace.survey
        asked_about = {placed.value.touchpoint for placed in survey.section("sources")}
        for journey in survey.living:
            if journey.is_draft:
                continue
            for place in journey.touchpoints:
                if not place.value.moment_of_truth or f"{journey.value.id}/{place.value.id}" in asked_about:
                    continue
                if writes(place, survey, "moment_of_truth", "metrics", "events") and not _is_measured(place, survey):
                    message = f"`{place.value.id}` is a moment of truth, and nothing measures it"
                    yield self.found(place.path, place.pointer / "moment_of_truth", message)


def _is_measured(place: TouchpointPlace, survey: Survey) -> bool:
    inner = inner_journey(place, survey)
    inside = inner is not None and (inner.targets or any(other.value.events for other in inner.touchpoints))
    return bool(place.value.metrics or place.value.events or place.stage.value.metrics or inside)
