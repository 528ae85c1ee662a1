"""What a change touches beside its object, and who ought to look at it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from journeymap.diff.values import Change, Direction, Impact, Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from journeymap.diff.sides import Side
    from journeymap.model.initiative import Initiative
    from journeymap.model.journey import Journey, Stage
    from journeymap.model.play import Play
    from journeymap.model.touchpoint import Touchpoint
    from journeymap.workspace.catalogue import Catalogue

_WEIGHTS = {Level.BREAKING: 5, Level.NOTABLE: 2, Level.MINOR: 1}
_WORSE_WEIGHT = 3


class Reach:
    """Finds what a change touches, on the side where its object is."""

    def __init__(self, base: Side, head: Side) -> None:
        self.base = base
        self.head = head

    def of(self, change: Change) -> Impact:
        """The personas, journeys, initiatives, plays, metrics and teams that a change touches."""
        side = self.head if change.head else self.base
        catalogue = side.workspace.catalogue
        journeys = self._journeys(change, catalogue)
        spots = [spot for journey in journeys[:1] for spot in _spots(journey, change)]
        around = tuple(dict.fromkeys(item.id for item in journeys))
        initiatives = [item for item in catalogue.initiatives.values() if self._works_on(item, change, spots)]
        plays = [item for item in catalogue.plays.values() if self._plays_at(item, change, spots, catalogue)]
        return Impact(
            personas=tuple(dict.fromkeys(self._personas(change, journeys, spots))),
            journeys=around,
            initiatives=tuple(item.id for item in initiatives),
            plays=tuple(item.id for item in plays),
            metrics=tuple(dict.fromkeys(self._metrics(change, spots))),
            teams=tuple(dict.fromkeys(self._teams(change, side, spots, [*initiatives, *plays]))),
        )

    def _journeys(self, change: Change, catalogue: Catalogue) -> list[Journey]:
        """The journey it is in, those that happen around it or are based on it; or all that refer to its object."""
        found: list[Journey] = []
        if change.journey in catalogue.journeys:
            found.append(catalogue.journeys[change.journey])
            found += [item for item in catalogue.journeys.values() if _embeds(item, change.journey)]
            return found
        section, _, own = change.object.partition(":")
        own = own.partition("/")[0]
        attribute = {"personas": "personas"}.get(section)
        if attribute:
            return [item for item in catalogue.journeys.values() if own in item.personas]
        side = self.head if change.head else self.base
        names = side.referrers.get(f"{section}:{own}", ())
        ids = {side.entities[name].journey for name in names if name in side.entities}
        return [item for item in catalogue.journeys.values() if item.id in ids]

    @staticmethod
    def _personas(change: Change, journeys: list[Journey], spots: list[tuple[Stage, Touchpoint]]) -> Iterator[str]:
        if change.object.startswith("personas:"):
            yield change.object.partition(":")[2].partition("/")[0]
        if change.object_kind == "voice":
            yield change.object.rpartition("/")[2]
            return
        own = [persona for _, item in spots for persona in item.personas] if change.touchpoint else []
        yield from own or (persona for item in journeys[:1] for persona in item.personas)

    @staticmethod
    def _works_on(item: Initiative, change: Change, spots: list[tuple[Stage, Touchpoint]]) -> bool:
        here = {change.object}
        if change.touchpoint:
            here.add(f"{change.journey}/{change.touchpoint}")
            for _, spot in spots:
                here |= {f"{change.journey}/{pain.id}" for pain in spot.pain_points}
                here |= {f"{change.journey}/{opportunity.id}" for opportunity in spot.opportunities}
        return bool({*item.addresses, *item.delivers} & here) or change.object == f"initiatives:{item.id}"

    @staticmethod
    def _plays_at(item: Play, change: Change, spots: list[tuple[Stage, Touchpoint]], catalogue: Catalogue) -> bool:
        if change.object == f"plays:{item.id}":
            return True
        if not change.touchpoint:
            return False
        here = {f"{change.journey}/{change.touchpoint}"}
        journey = catalogue.journeys.get(change.journey)
        lifecycle = catalogue.lifecycle_of(journey) if journey else None
        for stage, _ in spots:
            here |= {f"{lifecycle.id}:{name}" for name in stage.lifecycle_stage if lifecycle}
        return bool(set(item.at) & here)

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
        change: Change, side: Side, spots: list[tuple[Stage, Touchpoint]], works: Sequence[Initiative | Play]
    ) -> Iterator[str]:
        catalogue = side.workspace.catalogue
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


def _embeds(journey: Journey, inner: str) -> bool:
    """Whether a journey is based on another one, or has it as a step."""
    steps = (touchpoint.journey for stage in journey.stages for touchpoint in stage.touchpoints)
    return journey.id != inner and (journey.based_on == inner or inner in steps)


def _spots(journey: Journey, change: Change) -> list[tuple[Stage, Touchpoint]]:
    """The touchpoint that a change is at, with its stage; for a change of a stage, all of its touchpoints."""
    found = [(stage, item) for stage in journey.stages for item in stage.touchpoints]
    if change.touchpoint:
        return [(stage, item) for stage, item in found if item.id == change.touchpoint]
    own = change.object.partition("/")[2].partition("/")[0]
    return [(stage, item) for stage, item in found if stage.id == own]


def reviewers(changes: Iterable[Change]) -> tuple[str, ...]:
    """The teams that ought to look, those with the most at stake first; ties by id."""
    stake: Counter[str] = Counter()
    for change in changes:
        worse = _WORSE_WEIGHT if change.direction is Direction.WORSE else 1
        for team in change.impact.teams:
            stake[team] += _WEIGHTS[change.level] * worse
    return tuple(team for team, _ in sorted(stake.items(), key=lambda item: (-item[1], item[0])))
