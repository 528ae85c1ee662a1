"""A measurement on its way out: with the journey that it is of, and the file that keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.model.measurement import Status

if TYPE_CHECKING:
    from pathlib import Path

    from journeymap.model.journey import Journey
    from journeymap.model.measurement import Measurement


@dataclass(frozen=True, slots=True)
class Measured:
    """A journey that was measured, and where the measurement is kept.

    Attributes:
        measurement: What came out.
        path: The file below the workspace that holds it, or would.
        journey: The journey, as the map has it.
    """

    measurement: Measurement
    path: Path
    journey: Journey

    @property
    def missed(self) -> int:
        """How many targets are missed."""
        return sum(1 for item in self.measurement.metrics if item.status is Status.MISSED)
