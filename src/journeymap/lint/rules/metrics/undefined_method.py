"""JM704."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Fault, Severity
from journeymap.lint.rule import Bad, Good, Rule
from journeymap.model.metric import MetricKind, MetricMethod

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.model.metric import Metric
    from journeymap.workspace.loader import Workspace


class UndefinedMethod(Rule):
    """A metric that can be reckoned in several ways does not say how.

    The same answers make a CSAT of 0.8 or of 4.2; a CES of 6 is good where 7 means easy, and bad where it means hard;
    a score is whatever its formula says; and buyers who have seen a voucher are more than those who bought after it.
    Without it, numbers are compared that have nothing in common.
    """

    fault = Fault("JM704", "undefined-method", Severity.WARNING)
    since = "0.1"
    mend = (
        "Say how it is reckoned: CSAT by `method` and `scale`, CES by `polarity`, a score by its `formula`, a ratio of "
        "events by `method`."
    )
    bad = (
        Bad(
            """
            journeymap: 1
            metrics:
              - {id: visit-csat, name: Pleased with the visit, kind: csat, source: Tablet at the exit}
            """,
            line=3,
        ),
        Bad(
            """
            journeymap: 1
            metrics:
              - {id: ease, name: Ease of booking, kind: ces, scale: 1-7, source: Survey}
            """,
            line=3,
        ),
        Bad(
            """
            journeymap: 1
            sources: [{id: web, kind: events, uri: visits.csv, columns: {customer: who, time: at, event: what}}]
            metrics:
              - id: vouchers-used
                name: Vouchers that lead to an order
                kind: ratio
                numerator: {source: web, event: order}
                denominator: {source: web, event: voucher}
            """,
            line=4,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            metrics:
              - {id: visit-csat, name: Pleased, kind: csat, method: top-box, scale: 1-5, source: Tablet at the exit}
              - {id: ease, name: Ease of booking, kind: ces, scale: 1-7, polarity: higher-is-better, source: Survey}
              - {id: health, name: Account health, kind: score, formula: 60 x usage + 40 x answers, source: CRM}
            """
        ),
        Good(
            """
            journeymap: 1
            sources: [{id: web, kind: events, uri: visits.csv, columns: {customer: who, time: at, event: what}}]
            metrics:
              - id: vouchers-used
                name: Vouchers that lead to an order
                kind: ratio
                method: after
                numerator: {source: web, event: order}
                denominator: {source: web, event: voucher}
            """
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """Every metric whose kind leaves open how it is reckoned."""
        for placed in workspace.survey.metrics:
            missing = _missing(placed.value)
            if placed.value.kind is not None and missing:
                keys = " and ".join(f"`{key}`" for key in missing)
                message = f"`{placed.value.id}` is {_KINDS[placed.value.kind]} without {keys}"
                yield self.found(placed.path, placed.pointer, message, help_line=_HELP[placed.value.kind])


_KINDS = {
    MetricKind.CSAT: "a CSAT",
    MetricKind.CES: "a CES",
    MetricKind.SCORE: "a score",
    MetricKind.RATIO: "a ratio of events",
}
_IN_ORDER = {MetricMethod.AFTER, MetricMethod.WITH}
_HELP = {
    MetricKind.CSAT: "Add `method: top-box` (a share) or `mean`, and `scale`, such as 1-5.",
    MetricKind.CES: "Add `polarity`: does a high answer mean that it was easy, or that it was hard?",
    MetricKind.SCORE: "Write as `formula`, in words, what it is made of.",
    MetricKind.RATIO: (
        "Add `method: after` where the event above the line has to follow one below it, or `method: with` where it "
        "counts wherever it stands."
    ),
}


def _missing(metric: Metric) -> list[str]:
    """The keys that are needed; what a formula or the parts of a fraction say in words is said."""
    if metric.kind is MetricKind.CSAT and metric.formula is None:
        return [key for key in ("method", "scale") if getattr(metric, key) is None]
    if metric.kind is MetricKind.CES and metric.polarity is None:
        return ["polarity"]
    if metric.kind is MetricKind.SCORE and not (metric.formula or (metric.numerator and metric.denominator)):
        return ["formula"]
    if metric.kind is MetricKind.RATIO and _of_events(metric) and metric.method not in _IN_ORDER:
        return ["method"]
    return []


def _of_events(metric: Metric) -> bool:
    """Whether both its sides are counted from data."""
    return isinstance(metric.numerator, tuple) and isinstance(metric.denominator, tuple)
