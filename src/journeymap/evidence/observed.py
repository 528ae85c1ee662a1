"""What is asked of a journey, and what was seen of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from journeymap.model.measurement import (
        Conformance,
        Dimension,
        Funnel,
        Part,
        PathMeasured,
        StageMeasured,
        Totals,
        TouchpointMeasured,
        UnmappedEvent,
        WayMeasured,
        WayNotTaken,
    )


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is told at most, and from which size on times are approximate.

    Attributes:
        paths: Whole paths.
        unmapped: Events on no touchpoint.
        channels: Channels of one touchpoint.
        parts: Parts of one dimension.
        exact: Events on touchpoints up to which medians are exact on engines that rank all times for them.
    """

    paths: int = 20
    unmapped: int = 50
    channels: int = 10
    parts: int = 36
    exact: int = 20_000_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of a journey.

    Attributes:
        steps: The numbers of the touchpoints of a funnel of one's own; empty for none.
        window: How many microseconds a whole funnel may take; None for any time.
        by: By what cases are split, one after the other.
        compared: The parts that are compared, by split and name; what is hidden is hidden elsewhere first.
        min_group: The fewest customers that a number may be of.
        limits: How much is told.
    """

    steps: tuple[int, ...] = ()
    window: int | None = None
    by: tuple[Dimension, ...] = ()
    compared: tuple[tuple[Dimension, str], ...] = ()
    min_group: int = 10
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Observed:
    """What was seen of a journey, as in `Measurement`.

    Attributes:
        totals: How many there are; None where nothing can be seen, or may be told.
        touchpoints: Each touchpoint bound to events.
        stages: Each stage with such touchpoints.
        funnels: Ordered funnels.
        ways: Ways that were taken.
        not_taken: Ways of the map that nobody takes.
        unmapped: Events on no touchpoint.
        paths: The most frequent paths.
        conformance: How much the map explains.
        parts: The same by persona, channel or month.
        remarks: What a reader should know.
        approximate: Whether medians are approximate.
    """

    totals: Totals | None = None
    touchpoints: tuple[TouchpointMeasured, ...] = ()
    stages: tuple[StageMeasured, ...] = ()
    funnels: tuple[Funnel, ...] = ()
    ways: tuple[WayMeasured, ...] = ()
    not_taken: tuple[WayNotTaken, ...] = ()
    unmapped: tuple[UnmappedEvent, ...] = ()
    paths: tuple[PathMeasured, ...] = ()
    conformance: Conformance | None = None
    parts: tuple[Part, ...] = ()
    remarks: tuple[str, ...] = ()
    approximate: bool = False

    @property
    def fields(self) -> dict[str, Any]:
        """What goes into a `Measurement` as it is."""
        return {name: getattr(self, name) for name in _FIELDS}


_FIELDS = (
    "totals",
    "touchpoints",
    "stages",
    "funnels",
    "ways",
    "not_taken",
    "unmapped",
    "paths",
    "conformance",
    "parts",
)
