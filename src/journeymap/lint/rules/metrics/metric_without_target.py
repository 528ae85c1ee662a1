"""JM701."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from journeymap.diagnostics import Fault, Related, Severity
from journeymap.lint.rule import Bad, Good, Rule
from journeymap.lint.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.model.metric import MetricTarget
    from journeymap.workspace.loader import Workspace
    from journeymap.workspace.survey import JourneyPlace, Within


class MetricWithoutTarget(Rule):
    """A metric is measured in a journey, and no place in it says what it shall reach.

    A number without a target is neither good nor bad: it is looked at, and nothing follows from it. A target at one
    place of the journey is enough.
    """

    fault = Fault("JM701", "metric-without-target", Severity.WARNING)
    since = "0.1"
    mend = "Write the value to reach as `target`, or take the metric out."
    bad = (
        Bad(
            """
            journeymap: 1
            metrics:
              - {id: on-hold, name: Time on hold, kind: duration, unit: min, source: Telephony}
            journeys:
              - id: cancel
                name: Cancels a subscription
                stages:
                  - id: call
                    name: Call
                    touchpoints:
                      - id: queue
                        name: Waits on the line
                        metrics:
                          - {metric: on-hold, value: 14}
            """,
            line=14,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            metrics:
              - {id: on-hold, name: Time on hold, kind: duration, unit: min, source: Telephony}
            journeys:
              - id: cancel
                name: Cancels a subscription
                stages:
                  - id: call
                    name: Call
                    touchpoints:
                      - id: queue
                        name: Waits on the line
                        metrics: [{metric: on-hold, target: 3, value: 14}]
                      - id: second-queue
                        name: Is put through, and waits again
                        metrics: [{metric: on-hold, value: 6}]
            """
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """One finding a metric and journey, at its first place."""
        survey = workspace.survey
        for journey in survey.living:
            for metric, uses in _uses(journey).items():
                written = [use for use in uses if survey.is_written(use.path, use.pointer)]
                if written and all(use.value.target is None for use in uses):
                    yield self._finding(metric, journey, written)

    def _finding(self, metric: str, journey: JourneyPlace, uses: list[Within[MetricTarget]]) -> Diagnostic:
        where = f", at {counted(len(uses), 'place')}," if len(uses) > 1 else ""
        message = f"`{metric}` is measured in `{journey.value.id}`{where} and has no target"
        others = tuple(Related("it is measured here too", use.path, use.pointer) for use in uses[1:])
        return self.found(uses[0].path, uses[0].pointer, message, related=others)


def _uses(journey: JourneyPlace) -> dict[str, list[Within[MetricTarget]]]:
    found: dict[str, list[Within[MetricTarget]]] = defaultdict(list)
    for use in journey.targets:
        found[use.value.metric].append(use)
    return found
