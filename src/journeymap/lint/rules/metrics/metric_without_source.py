"""JM702."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Fault, Severity
from journeymap.lint.rule import Bad, Good, Rule
from journeymap.model.metric import MetricKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.model.metric import Metric
    from journeymap.workspace.catalogue import Catalogue
    from journeymap.workspace.loader import Workspace

_ANSWERED = frozenset({MetricKind.NPS, MetricKind.CSAT, MetricKind.CES})
"""The kinds that customers answer: data with a column of metrics may hold any of them."""


class MetricWithoutSource(Rule):
    """A metric does not say where its number comes from.

    Two teams take the same number from two places, get two results, and talk about the numbers and not about the
    customer. A source by id or in words counts, and so do events above and below the line, or a source that names
    the metric.
    """

    fault = Fault("JM702", "metric-without-source", Severity.INFO)
    since = "0.1"
    mend = "Write as `source` where the number is read: the id of one of `sources`, or words such as `Ticketing`."
    bad = (
        Bad(
            """
            journeymap: 1
            metrics:
              - {id: first-answer, name: Time to the first answer, kind: duration, unit: h, polarity: lower-is-better}
            """,
            line=3,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            sources:
              - {id: shop-log, kind: events, uri: data/events.csv}
            metrics:
              - id: first-answer
                name: Time to the first answer
                kind: duration
                unit: h
                polarity: lower-is-better
                source: Ticketing, weekly report
              - id: paid
                name: Carts that are paid for
                kind: ratio
                numerator: {source: shop-log, event: paid}
                denominator: {source: shop-log, event: cart_opened}
            """
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """Every metric without a source."""
        for placed in workspace.survey.metrics:
            if not _has_source(placed.value, workspace.catalogue):
                message = f"`{placed.value.id}` does not say where its number comes from"
                yield self.found(placed.path, placed.pointer, message)


def _has_source(metric: Metric, catalogue: Catalogue) -> bool:
    bound = any(part and not isinstance(part, str) for part in (metric.numerator, metric.denominator))
    sources = catalogue.sources.values()
    named = any(source.metric == metric.id for source in sources)
    answered = metric.kind in _ANSWERED and any(source.columns and source.columns.metric for source in sources)
    return metric.source is not None or bound or named or answered
