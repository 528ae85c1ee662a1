"""What a public audience may see: what is confidential is taken out before anything is drawn.

Confidential are objects with the mark `confidential`, and what belongs to nobody but confidential personas: their
voices, and journeys, touchpoints, ways and plays that are for them alone. Where something that cannot be named leaves a
gap that would be read wrongly, a trace without a name stays (`WITHHELD`): research behind a claim, a way out.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from journeymap.errors import ContentError
from journeymap.model.base import FormatObject
from journeymap.model.journey import Journey
from journeymap.model.research import ResearchReference
from journeymap.model.touchpoint import Touchpoint
from journeymap.model.transition import Handoff, Transition
from journeymap.render.building.measured_public import public_measurements
from journeymap.workspace.belonging import is_confidential

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from journeymap.model.journey import Stage
    from journeymap.workspace.catalogue import Catalogue

_GONE = object()
WITHHELD = ""
"""Stands for the id of something that is there, and may not be named."""
_END = "end"


class Edition:
    """What of a workspace the public may see."""

    def __init__(self, whole: Catalogue) -> None:
        self._personas = frozenset(_confidential(whole.personas))
        self._teams = frozenset(_confidential(whole.teams))
        self._lifecycles = frozenset(_confidential(whole.lifecycles))

    def catalogue(self, whole: Catalogue) -> Catalogue:
        """The catalogue without its confidential objects, and without confidential parts in the others."""
        shown: dict[str, Any] = {
            item.name: self._mapping(section)
            for item in fields(whole)
            if isinstance(section := getattr(whole, item.name), dict)
        }
        public = replace(whole, **shown)
        return replace(public, measurements=public_measurements(whole, public)) if whole.measurements else public

    def _mapping(self, section: Mapping[str, Any]) -> dict[str, Any]:
        pairs = ((key, self.shown(value)) for key, value in section.items())
        return {key: value for key, value in pairs if value is not _GONE}

    def journey(self, journey: Journey | None) -> Journey | None:
        """The journey without its confidential parts; None where nothing is left of it."""
        found = self.shown(journey)
        return found if isinstance(found, Journey) and found.stages else None

    def hidden(self, value: Any, name: str = "", *, inside: bool = False) -> Iterator[str]:
        """The ids of confidential objects in a value, and of all that lies inside one."""
        if isinstance(value, FormatObject):
            inside = inside or self._is_secret(value)
            if inside and not isinstance(value, ResearchReference):
                yield getattr(value, "id", name)
            for child in value.__dict__.values():
                yield from self.hidden(child, inside=inside)
        elif isinstance(value, tuple):
            for child in value:
                yield from self.hidden(child, inside=inside)

    def shown(self, value: Any) -> Any:
        """The value without confidential parts; a mark of its own when it is one."""
        if isinstance(value, ResearchReference) and value.confidential:
            return ResearchReference.model_construct(id=WITHHELD)
        if isinstance(value, FormatObject):
            return _GONE if self._is_secret(value) else self._object(value)
        if isinstance(value, tuple):
            return tuple(part for item in value if (part := self.shown(item)) is not _GONE)
        return value

    def _is_secret(self, value: FormatObject) -> bool:
        if isinstance(value, Handoff):
            return value.confidential or value.to in self._teams
        return is_confidential(value, self._personas)

    def _object(self, value: FormatObject) -> FormatObject:
        changed: dict[str, Any] = {}
        for name, child in value.__dict__.items():
            found = self._people(value, name, child) if isinstance(child, tuple) else self.shown(child)
            if found is _GONE:
                changed[name] = None
            elif found != child:
                changed[name] = found
        if isinstance(value, Journey):
            changed["stages"] = _without_gaps(value, changed.get("stages", value.stages))
            if value.lifecycle in self._lifecycles:
                changed |= {"lifecycle": None, "stages": tuple(map(_outside_lifecycles, changed["stages"]))}
        return value.model_copy(update=changed) if changed else value

    def _people(self, value: FormatObject, name: str, child: tuple[Any, ...]) -> Any:
        """A list without what is confidential in it; of personas without those who are."""
        if name == "for_" or (name == "personas" and isinstance(value, Journey | Touchpoint)):
            return tuple(item for item in child if item not in self._personas)
        return self.shown(child)


def _confidential(section: Mapping[str, FormatObject]) -> Iterator[str]:
    return (name for name, item in section.items() if item.confidential)


def _outside_lifecycles(stage: Stage) -> Stage:
    """A stage of a journey whose lifecycle is not shown: it lies outside of those that are."""
    elsewhere = tuple(name for name in stage.lifecycle_stage if ":" in name)
    return stage.model_copy(update={"lifecycle_stage": elsewhere})


def _without_gaps(whole: Journey, stages: tuple[Stage, ...]) -> tuple[Stage, ...]:
    """The stages, with no shares where they would tell how many go a way that is not shown."""
    before = {item.id: item for stage in whole.stages for item in stage.touchpoints}
    there = {item.id for stage in stages for item in stage.touchpoints}
    return tuple(
        stage.model_copy(update={"touchpoints": tuple(_ways_shown(item, before, there) for item in stage.touchpoints)})
        for stage in stages
    )


def _ways_shown(touchpoint: Touchpoint, before: Mapping[str, Touchpoint], there: Collection[str]) -> Touchpoint:
    written = before[touchpoint.id].next or ()
    left = tuple(way for way in touchpoint.next or () if not _leads_away(way, before, there))
    if len(left) == len(written):
        return touchpoint
    ways = tuple(way if way.also else way.model_copy(update={"share": None}) for way in left)
    return touchpoint.model_copy(update={"next": ways or (Transition.model_construct(to=WITHHELD),)})


def _leads_away(way: Transition, before: Mapping[str, Touchpoint], there: Collection[str]) -> bool:
    """Whether a way leads to a touchpoint that is not shown."""
    return way.to != _END and way.to in before and way.to not in there


def public_catalogue(catalogue: Catalogue) -> Catalogue:
    """The catalogue without its confidential objects, and without confidential parts in the others."""
    return Edition(catalogue).catalogue(catalogue)


def public_journey(journey: Journey, catalogue: Catalogue) -> Journey:
    """The journey without its confidential parts.

    Args:
        journey: The journey.
        catalogue: The whole workspace, whose confidential personas and teams count.

    Raises:
        ContentError: The journey as a whole, or each of its stages, is confidential.
    """
    shown = Edition(catalogue).journey(journey)
    if shown is None:
        raise ContentError(
            f"journey {journey.id!r} is confidential", "make it for an internal audience, or take the mark away"
        )
    return shown


def hidden_ids(journey: Journey, catalogue: Catalogue) -> frozenset[str]:
    """The ids of all that is confidential, so that no reference to it is shown by its bare id."""
    return hidden_everywhere(catalogue) | frozenset(Edition(catalogue).hidden(journey, journey.id))


def hidden_everywhere(catalogue: Catalogue) -> frozenset[str]:
    """The ids of all that is confidential in a workspace, also inside its journeys."""
    edition = Edition(catalogue)
    sections = (getattr(catalogue, item.name) for item in fields(catalogue))
    named = (pair for section in sections if isinstance(section, dict) for pair in section.items())
    return frozenset({WITHHELD, *(found for key, value in named for found in edition.hidden(value, str(key)))})


def taken_over(journey: Journey, catalogue: Catalogue) -> frozenset[str]:
    """The touchpoints of its base that confidential parts of a future journey keep or replace: they are not dropped."""
    shown = Edition(catalogue).journey(journey)
    there = {item.id for stage in shown.stages for item in stage.touchpoints} if shown else set()
    gone = (item for stage in journey.stages for item in stage.touchpoints if item.id not in there)
    return frozenset(name for item in gone for name in (item.id, *item.replaces))
