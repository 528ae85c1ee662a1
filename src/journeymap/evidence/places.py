"""The places of a journey that answers and metrics are about, and what data may call them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from journeymap.model.journey import Journey, Stage
    from journeymap.model.metric import MetricTarget
    from journeymap.model.source import Source
    from journeymap.model.touchpoint import Touchpoint
    from journeymap.workspace.catalogue import Catalogue


@dataclass(frozen=True)
class Places:
    """The touchpoints and stages of a journey, by number: all touchpoints in order, then all stages."""

    catalogue: Catalogue
    journey: Journey

    @cached_property
    def all(self) -> tuple[Touchpoint | Stage, ...]:
        """The places themselves."""
        return (*_touchpoints(self.journey), *self.journey.stages)

    def name(self, number: int) -> str | None:
        """The id of a place; None for the journey as a whole."""
        return self.all[number].id if number >= 0 else None

    @cached_property
    def written(self) -> Mapping[str, int]:
        """What data may write for a touchpoint of this journey, and its number.

        A bare id serves where no other journey has it; a future journey has those of the current one from it.
        """
        found = {}
        for number, touchpoint in enumerate(_touchpoints(self.journey)):
            found[f"{self.journey.id}/{touchpoint.id}"] = number
            if self._owners[touchpoint.id] == {self.journey.id}:
                found[touchpoint.id] = number
        return found

    def is_known(self, touchpoint: str) -> bool:
        """Whether a name is that of a touchpoint of any journey."""
        owner, _, name = touchpoint.rpartition("/")
        if not owner:
            return name in self._owners
        known = self.catalogue.journeys.get(owner)
        return known is not None and any(item.id == name for item in _touchpoints(known))

    def is_ambiguous(self, touchpoint: str) -> bool:
        """Whether several journeys have a touchpoint of that bare id."""
        return len(self._owners.get(touchpoint, ())) > 1

    @cached_property
    def _owners(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = {}
        for journey in self.catalogue.journeys.values():
            for touchpoint in _touchpoints(journey):
                found.setdefault(touchpoint.id, set()).add(journey.id)
        for owners in found.values():
            owners -= {name for name in owners if self.catalogue.journeys[name].based_on in owners}
        return found

    def may_have(self, source: Source) -> bool:
        """Whether a source may have rows that are about this journey."""
        named_by_rows = source.columns is not None and source.columns.touchpoint is not None
        return source.touchpoint is None or source.touchpoint in self.written or named_by_rows

    @cached_property
    def asked(self) -> Mapping[str, tuple[int, ...]]:
        """The metrics that the journey asks for, and the numbers of the places at which it does."""
        found: dict[str, tuple[int, ...]] = {}
        for number, place in enumerate(self.all):
            for target in place.metrics:
                found[target.metric] = tuple(dict.fromkeys((*found.get(target.metric, ()), number)))
        return found

    @cached_property
    def homes(self) -> Mapping[str, int]:
        """The metrics that stand at one place of this journey, and nowhere else but in another state of it."""
        elsewhere = {
            target.metric
            for other in self.catalogue.journeys.values()
            if not _are_states(other, self.journey)
            for target in _targets(other)
        }
        return {name: at[0] for name, at in self.asked.items() if len(at) == 1 and name not in elsewhere}


def _touchpoints(journey: Journey) -> tuple[Touchpoint, ...]:
    return tuple(touchpoint for stage in journey.stages for touchpoint in stage.touchpoints)


def _targets(journey: Journey) -> Iterator[MetricTarget]:
    for stage in journey.stages:
        yield from stage.metrics
    for touchpoint in _touchpoints(journey):
        yield from touchpoint.metrics


def _are_states(first: Journey, last: Journey) -> bool:
    """Whether two journeys are one, now and in future."""
    return (first.based_on or first.id) == (last.based_on or last.id)
