"""What a change touches beside its object, and who ought to look at it."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from journeymap.diff.values import Change, Direction, Impact, Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from journeymap.diff.sides import Side
    from journeymap.model.initiative import Initiative
    from journeymap.model.journey import Journey, Stage
    from journeymap.model.play import Play
    from journeymap.model.touchpoint import Touchpoint
    from journeymap.workspace.catalogue import Catalogue

_WEIGHTS = {Level.BREAKING: 5, Level.NOTABLE: 2, Level.MINOR: 1}
_WORSE_WEIGHT = 3


class _Ground:
    """One side, with what changes of it touch, gathered once."""

    def __init__(self, side: Side) -> None:
        self.side = side
        self.catalogue = side.workspace.catalogue

    @cached_property
    def around(self) -> Mapping[str, list[Journey]]:
        """The journeys that have each one as a step, or are based on it, by its id."""
        found: dict[str, list[Journey]] = {}
        for journey in self.catalogue.journeys.values():
            steps = (touchpoint.journey for stage in journey.stages for touchpoint in stage.touchpoints)
            for inner in dict.fromkeys((journey.based_on, *steps)):
                if inner is not None and inner != journey.id:
                    found.setdefault(inner, []).append(journey)
        return found

    @cached_property
    def works(self) -> Mapping[str, list[Initiative]]:
        """The initiatives by what they work on or deliver."""
        found: dict[str, list[Initiative]] = {}
        for item in self.catalogue.initiatives.values():
            for name in dict.fromkeys((*item.addresses, *item.delivers, f"initiatives:{item.id}")):
                found.setdefault(name, []).append(item)
        return found

    @cached_property
    def plays(self) -> Mapping[str, list[Play]]:
        """The plays by where they are played."""
        found: dict[str, list[Play]] = {}
        for item in self.catalogue.plays.values():
            for name in dict.fromkeys((*item.at, f"plays:{item.id}")):
                found.setdefault(name, []).append(item)
        return found

    @cached_property
    def spots(self) -> Mapping[str, list[tuple[Stage, Touchpoint]]]:
        """The touchpoints with their stages, by their own name and by that of the stage."""
        found: dict[str, list[tuple[Stage, Touchpoint]]] = {}
        for journey in self.catalogue.journeys.values():
            for stage in journey.stages:
                for item in stage.touchpoints:
                    found.setdefault(f"{journey.id}/{stage.id}", []).append((stage, item))
                    found.setdefault(f"{journey.id}/{item.id}", []).append((stage, item))
        return found

    def places_of(self, name: str) -> tuple[str, ...]:
        """The names of what an initiative or a play is about, by its own name or that of what lies in it."""
        section, _, own = name.partition("/")[0].partition(":")
        if section == "initiatives" and own in self.catalogue.initiatives:
            item = self.catalogue.initiatives[own]
            return (*item.addresses, *item.delivers)
        return self.catalogue.plays[own].at if section == "plays" and own in self.catalogue.plays else ()

    def whom(self, name: str) -> list[str]:
        """The personas that an object is about in particular, by its name; none where it is everybody's."""
        section, _, own = name.partition("/")[0].partition(":")
        if section == "personas":
            return [own]
        entity = self.side.entities.get(name)
        while entity is not None and entity.kind not in {"touchpoint", "stage", "journey"}:
            if entity.kind == "voice":
                return [entity.key]
            told = entity.fields.get("for")
            if isinstance(told, tuple) and told:
                return list(told)
            entity = self.side.entities.get(entity.parent)
        return []


class Reach:
    """Finds what a change touches, on the side where its object is."""

    def __init__(self, base: Side, head: Side) -> None:
        self.base = _Ground(base)
        self.head = _Ground(head)

    def of(self, change: Change) -> Impact:
        """The personas, journeys, initiatives, plays, metrics and teams that a change touches."""
        ground = self.head if change.head else self.base
        catalogue = ground.catalogue
        journeys = self._journeys(change, ground)
        spots = self._spots(change, ground)
        initiatives = _first_seen(ground.works, self._things(change, spots))
        plays = _first_seen(ground.plays, self._places(change, spots, catalogue))
        return Impact(
            personas=tuple(dict.fromkeys(self._personas(change, ground, journeys, spots))),
            journeys=tuple(dict.fromkeys(item.id for item in journeys)),
            initiatives=tuple(item.id for item in initiatives),
            plays=tuple(item.id for item in plays),
            metrics=tuple(dict.fromkeys(self._metrics(change, spots))),
            teams=tuple(dict.fromkeys(self._teams(change, catalogue, spots, [*initiatives, *plays]))),
        )

    @staticmethod
    def _spots(change: Change, ground: _Ground) -> list[tuple[Stage, Touchpoint]]:
        """The touchpoint that a change is at, with its stage; for a change of a stage, all of its touchpoints."""
        if not change.journey:
            return []
        own = change.touchpoint or change.object.partition("/")[2].partition("/")[0]
        return ground.spots.get(f"{change.journey}/{own}", [])

    @staticmethod
    def _journeys(change: Change, ground: _Ground) -> list[Journey]:
        """The journey it is in, those that happen around it or are based on it; or all that refer to its object.

        For an initiative or a play it is those that it is about.
        """
        journeys = ground.catalogue.journeys
        if change.journey in journeys:
            return [journeys[change.journey], *ground.around.get(change.journey, ())]
        names = ground.side.referrers.get("/".join(change.object.split("/")[:1]), ())
        ids = [ground.side.entities[name].journey for name in names if name in ground.side.entities]
        ids += [place.partition("/")[0] for place in ground.places_of(change.object) if "/" in place]
        return [journeys[name] for name in dict.fromkeys(ids) if name in journeys]

    @staticmethod
    def _things(change: Change, spots: list[tuple[Stage, Touchpoint]]) -> Iterator[str]:
        """The names of what initiatives may work on."""
        yield change.object
        for _, spot in spots if change.touchpoint else ():
            pains, opportunities = (one.id for one in spot.pain_points), (one.id for one in spot.opportunities)
            yield from (f"{change.journey}/{own}" for own in (spot.id, *pains, *opportunities))

    @staticmethod
    def _places(change: Change, spots: list[tuple[Stage, Touchpoint]], catalogue: Catalogue) -> Iterator[str]:
        """The names of where plays may be played."""
        yield change.object
        journey = catalogue.journeys.get(change.journey)
        lifecycle = catalogue.lifecycle_of(journey) if journey else None
        for stage, spot in spots if change.touchpoint else ():
            yield f"{change.journey}/{spot.id}"
            for name in stage.lifecycle_stage if lifecycle else ():
                yield name if ":" in name or lifecycle is None else f"{lifecycle.id}:{name}"

    @staticmethod
    def _personas(
        change: Change, ground: _Ground, journeys: list[Journey], spots: list[tuple[Stage, Touchpoint]]
    ) -> Iterator[str]:
        """Whom it is about: a persona itself, whoever a way, a play or a touchpoint is for, else whoever takes part."""
        own = _listed(change) if change.field in {"personas", "for"} else ground.whom(change.object)
        if not own and change.touchpoint:
            own = [persona for _, item in spots for persona in item.personas]
        about = journeys[:1] if change.journey else journeys
        yield from own or (persona for item in about for persona in item.personas)

    @staticmethod
    def _metrics(change: Change, spots: list[tuple[Stage, Touchpoint]]) -> Iterator[str]:
        if change.object.startswith("metrics:"):
            yield change.object.partition(":")[2]
        if change.object_kind == "measure":
            yield change.object.rpartition("/")[2]
        elif change.touchpoint:
            yield from (target.metric for _, spot in spots for target in spot.metrics)

    @staticmethod
    def _teams(
        change: Change, catalogue: Catalogue, spots: list[tuple[Stage, Touchpoint]], works: Sequence[Initiative | Play]
    ) -> Iterator[str]:
        journey = catalogue.journeys.get(change.journey)
        if change.field in {"owner", "by"}:
            yield from (str(value) for value in (change.before, change.after) if isinstance(value, str) and value)
        for stage, spot in spots:
            owner = catalogue.owner_of(journey, stage, spot) if journey else None
            if owner:
                yield owner
            yield from spot.responsible
            if change.object_kind in {"hand-off", "way"} or change.category.value == "accountability":
                agreed = [spot.handoff, *(way.handoff for way in spot.next or ())]
                yield from (one.to for one in agreed if one)
                yield from (*spot.consulted, *spot.informed)
        if journey and not spots and journey.owner:
            yield journey.owner
        yield from (one.owner for one in works if one.owner)
        if change.object.startswith("teams:"):
            yield change.object.partition(":")[2]


def _listed(change: Change) -> list[str]:
    """What went from a list, and what came into it."""
    return [item for value in (change.before, change.after) if isinstance(value, tuple) for item in value]


T = TypeVar("T")


def _first_seen(by_name: Mapping[str, list[T]], names: Iterable[str]) -> list[T]:
    """What some names lead to, each once."""
    found = {id(item): item for name in names for item in by_name.get(name, ())}
    return list(found.values())


def reviewers(changes: Iterable[Change]) -> tuple[str, ...]:
    """The teams that ought to look, those with the most at stake first; ties by id."""
    stake: Counter[str] = Counter()
    for change in changes:
        worse = _WORSE_WEIGHT if change.direction is Direction.WORSE else 1
        for team in change.impact.teams:
            stake[team] += _WEIGHTS[change.level] * worse
    return tuple(team for team, _ in sorted(stake.items(), key=lambda item: (-item[1], item[0])))
