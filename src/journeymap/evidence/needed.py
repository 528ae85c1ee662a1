"""Which sources are read for journeys: what lies elsewhere need not be there, and does not decide where it is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.evidence.feedback import KINDS
from journeymap.evidence.lifecycle import is_told, sources_of
from journeymap.evidence.orders import sources_of_orders
from journeymap.evidence.places import Places
from journeymap.evidence.plan import plan
from journeymap.evidence.scoring import ASKED
from journeymap.model.metric import MetricKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from journeymap.model.journey import Journey
    from journeymap.model.metric import Metric
    from journeymap.model.source import Source
    from journeymap.workspace.catalogue import Catalogue


def needed(catalogue: Catalogue, journeys: Iterable[Journey]) -> tuple[Source, ...]:
    """The sources that are read when journeys are measured, in the order of the workspace.

    Args:
        catalogue: The workspace.
        journeys: Some of its journeys.
    """
    named = {name for journey in journeys for name in _of(catalogue, journey)}
    return tuple(item for item in catalogue.sources.values() if item.id in named)


def _of(catalogue: Catalogue, journey: Journey) -> Iterator[str]:
    """The sources of a journey's events, answers, mentions, metrics and orders, by id."""
    places = Places(catalogue, journey)
    asked = [catalogue.metrics[name] for name in places.asked]
    bound = [source.id for source in plan(catalogue, journey).sources]
    yield from bound
    yield from (item.id for item in catalogue.sources.values() if item.kind in KINDS and places.may_have(item))
    yield from _of_events(asked)
    orders = sources_of_orders(catalogue, journey, bound=bool(bound))
    yield from (item.id for item in orders)
    lifecycle = catalogue.lifecycle_of(journey)
    if orders and lifecycle is not None and is_told(catalogue, lifecycle):
        yield from (item.id for item in sources_of(catalogue, lifecycle))


def _of_events(asked: Iterable[Metric]) -> Iterator[str]:
    """The sources of the events that metrics count."""
    for metric in asked:
        if metric.kind not in ASKED - {MetricKind.SCORE}:
            sides = (side for side in (metric.numerator, metric.denominator) if isinstance(side, tuple))
            yield from (binding.source for side in sides for binding in side)
