"""What is called how: the names that the map gives to what a measurement names by ids."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.model.measurement import Dimension

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.evidence.kept import Measured
    from journeymap.model.journey import Journey
    from journeymap.model.measurement import Measurement
    from journeymap.model.metric import Metric

UNKNOWN = "(unknown)"


@dataclass(frozen=True, slots=True)
class Names:
    """Names by id; an id stands for itself where the map gives no name.

    Attributes:
        places: Of the stages and touchpoints of the journey.
        personas: Of the personas.
        metrics: Of the metrics, with their units.
        stages: Of the stages of the journey's lifecycle.
    """

    places: Mapping[str, str]
    personas: Mapping[str, str]
    metrics: Mapping[str, str]
    stages: Mapping[str, str]

    def place(self, name: str | None) -> str:
        """A stage or touchpoint; empty for the whole journey."""
        return self.places.get(name, name) if name else ""

    def persona(self, name: str | None) -> str:
        """A persona; empty for everybody."""
        return self.personas.get(name, name) if name else ""

    def metric(self, name: str | None) -> str:
        """A metric; empty for none."""
        return self.metrics.get(name, name) if name else ""

    def part(self, by: Dimension, value: str) -> str:
        """A part of the cases: a persona; channels and months are called as in the data."""
        return (self.persona(value) if by is Dimension.PERSONA else value) or UNKNOWN

    def group(self, of: str, value: str) -> str:
        """A group of those who paid."""
        named = {"persona": self.personas, "lifecycle-stage": self.stages}
        return "all" if of == "all" else f"{of.replace('-', ' ')}: {named.get(of, {}).get(value, value) or UNKNOWN}"

    def side(self, side: str, found: Measurement) -> str:
        """One side of a comparison: the name of the part that it is; a period stays as it is."""
        by = next((part.by for part in found.parts if part.value == side), None)
        return side if by is None else self.part(by, side)


def names(measured: Measured) -> Names:
    """The names of what a measurement can name; of the journey alone where no catalogue is at hand."""
    catalogue = measured.catalogue
    places = _places(measured.journey)
    if catalogue is None:
        return Names(places, {}, {}, {})
    lifecycle = catalogue.lifecycle_of(measured.journey)
    return Names(
        places,
        personas={name: item.name for name, item in catalogue.personas.items()},
        metrics={name: _with_unit(item) for name, item in catalogue.metrics.items()},
        stages={item.id: item.name for item in lifecycle.stages} if lifecycle else {},
    )


def _with_unit(metric: Metric) -> str:
    """A metric's name and unit; a per cent sign stands at the numbers."""
    return metric.name if metric.unit is None or metric.is_percentage else f"{metric.name} ({metric.unit})"


def _places(journey: Journey) -> dict[str, str]:
    found = {stage.id: stage.name or stage.id for stage in journey.stages}
    for stage in journey.stages:
        found |= {touchpoint.id: touchpoint.name or touchpoint.id for touchpoint in stage.touchpoints}
    return found
