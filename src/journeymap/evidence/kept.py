"""A measurement on its way out: with the journey that it is of, and the file that keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from journeymap.model.journey import Journey
    from journeymap.model.measurement import Measurement
    from journeymap.workspace.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Measured:
    """A journey that was measured, and where the measurement is kept.

    Attributes:
        measurement: What came out.
        path: The file below the workspace that holds it, or would.
        journey: The journey, as the map has it.
        catalogue: The workspace, for the names of what is told of; None tells ids.
    """

    measurement: Measurement
    path: Path
    journey: Journey
    catalogue: Catalogue | None = None
