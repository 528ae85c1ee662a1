"""A metric's value, however it came about, as a measurement holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from journeymap.evidence.intervals import tidy
from journeymap.model.measurement import MetricMeasured

if TYPE_CHECKING:
    from journeymap.model.proportion import Ends


class Value(Protocol):
    """A value that was counted or answered, with what it rests on."""

    @property
    def value(self) -> float:
        """The value, in the metric's unit."""

    @property
    def n(self) -> int:
        """What it rests on."""

    @property
    def ends(self) -> Ends | None:
        """Its interval."""

    @property
    def method(self) -> str:
        """How it was reckoned."""


def held(metric: str, at: str | None, persona: str | None, found: Value, source: str | None) -> MetricMeasured:
    """A metric at a place, with no target yet.

    Args:
        metric: The metric's id.
        at: The place's; None is the whole journey.
        persona: Of whom; None is everybody.
        found: The value.
        source: The source that it is from; None where there are several.
    """
    return MetricMeasured(
        metric=metric,
        at=at,
        persona=persona,
        value=tidy(found.value),
        n=found.n,
        low=None if found.ends is None else tidy(found.ends.low),
        high=None if found.ends is None else tidy(found.ends.high),
        method=found.method,
        source=source,
    )
