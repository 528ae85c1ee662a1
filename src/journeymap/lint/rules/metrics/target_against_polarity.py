"""JM705."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Fault, Severity
from journeymap.lint.rule import Bad, Good, Rule
from journeymap.model.metric import MetricKind, Polarity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.model.metric import Metric, MetricTarget
    from journeymap.workspace.loader import Workspace

_HIGHER_BY_NATURE = frozenset({MetricKind.NPS, MetricKind.CSAT})


class TargetAgainstPolarity(Rule):
    """The value to worry about is better than the one to reach.

    Then the warning comes while all is well, or the target is met while customers suffer. One of the two numbers, or
    the metric's polarity, is the wrong way round. Where it is unknown which way is good, nothing is said.
    """

    fault = Fault("JM705", "target-against-polarity", Severity.WARNING)
    since = "0.1"
    mend = "Swap `target` and `warn`, or correct the metric's `polarity`."
    bad = (
        Bad(
            """
            journeymap: 1
            metrics:
              - {id: to-doorstep, name: Days to the door, kind: duration, polarity: lower-is-better, source: WMS}
            journeys:
              - id: order
                name: Orders a lamp
                stages:
                  - id: wait
                    name: Wait
                    touchpoints:
                      - id: parcel
                        name: Receives the parcel
                        metrics:
                          - {metric: to-doorstep, target: 5, warn: 2}
            """,
            line=14,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            metrics:
              - {id: to-doorstep, name: Days to the door, kind: duration, polarity: lower-is-better, source: WMS}
              - {id: loyalty, name: Would recommend us, kind: nps, source: Survey}
            journeys:
              - id: order
                name: Orders a lamp
                stages:
                  - id: wait
                    name: Wait
                    touchpoints:
                      - id: parcel
                        name: Receives the parcel
                        metrics:
                          - {metric: to-doorstep, target: 2, warn: 5}
                          - {metric: loyalty, target: 40, warn: 20}
            """
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """Every place of a metric whose warning is better than its target."""
        survey, metrics = workspace.survey, workspace.catalogue.metrics
        for journey in survey.living:
            for use in journey.targets:
                metric = metrics.get(use.value.metric)
                polarity = _polarity(metric) if metric else None
                if _is_reversed(use.value, polarity) and survey.is_written(use.path, use.pointer):
                    message = (
                        f"`{use.value.metric}` is {polarity}, and warns at {use.value.warn:g}, "
                        f"which is better than its target of {use.value.target:g}"
                    )
                    yield self.found(use.path, use.pointer / "warn", message)


def _polarity(metric: Metric) -> Polarity | None:
    """Which way is good, as it is written or follows from the kind; None where it is unknown."""
    by_nature = Polarity.HIGHER_IS_BETTER if metric.kind in _HIGHER_BY_NATURE else None
    return metric.polarity or by_nature


def _is_reversed(item: MetricTarget, polarity: Polarity | None) -> bool:
    if item.target is None or item.warn is None or polarity is None:
        return False
    return item.warn > item.target if polarity is Polarity.HIGHER_IS_BETTER else item.warn < item.target
