"""What building a view needs at hand: the journey, the catalogue, the words, and names for ids."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from journeymap.model.journey import JourneyState
from journeymap.render.view_parts import ChannelView, Fact, Named, TeamView

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping

    from journeymap.model.base import FormatObject
    from journeymap.model.journey import Journey, Stage
    from journeymap.model.measurement import Measurement
    from journeymap.model.touchpoint import Touchpoint
    from journeymap.render.wording import Words
    from journeymap.workspace.catalogue import Catalogue

INITIALS = 2
_AFTER_NAME = re.compile(r"[,(،，（]| [-–—] ")  # noqa: RUF001 the commas of other scripts


@dataclass(frozen=True)
class Context:
    """A journey to be drawn and all that its ids refer to.

    An id that leads nowhere is shown as it is written, unless it is in `hidden`: what is confidential has no name.
    """

    journey: Journey
    catalogue: Catalogue
    words: Words
    today: datetime.date
    public: bool = False
    base: Journey | None = None
    hidden: frozenset[str] = frozenset()

    @cached_property
    def measurement(self) -> Measurement | None:
        """What was measured of the journey; None where nothing was, and of a future one, which has not happened yet."""
        if self.journey.state is JourneyState.FUTURE:
            return None
        return self.catalogue.measurements.get(self.journey.id)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each touchpoint, from 1."""
        return {item.id: n for n, (_, item) in enumerate(self.touchpoints, 1)}

    @cached_property
    def touchpoints(self) -> tuple[tuple[Stage, Touchpoint], ...]:
        """All touchpoints in order, each with its stage."""
        return tuple((stage, item) for stage in self.journey.stages for item in stage.touchpoints)

    @cached_property
    def touchpoint_names(self) -> dict[str, str]:
        """The name of each touchpoint."""
        return {item.id: item.name or item.id for _, item in self.touchpoints}

    @cached_property
    def claim_names(self) -> dict[str, str]:
        """The summary of each pain point, gain and opportunity."""
        places: list[Any] = [*self.journey.stages, *(item for _, item in self.touchpoints)]
        claims = (claim for place in places for claim in (*place.pain_points, *place.gains, *place.opportunities))
        return {claim.id: claim.summary for claim in claims}

    def shown(self, ids: Iterable[str], known: Mapping[str, Any] | None = None) -> list[str]:
        """The ids that may be shown: those that are `known`, and those that are not hidden."""
        return [item for item in ids if (known is not None and item in known) or item not in self.hidden]

    def team(self, team_id: str | None) -> TeamView | None:
        """The team with this id; None for none, and one without an id for one that must not be named."""
        team = self.catalogue.teams.get(team_id or "")
        if team is None and team_id in self.hidden:
            return TeamView("", self.words("public.withheld"), "\N{EN DASH}")
        if team is None:
            return None if team_id is None else TeamView(team_id, team_id, initials(team_id))
        facts = (team.function or "", team.organisation or "", team.contact or "")
        return TeamView(team.id, team.name, initials(team.name), *facts)

    def teams(self, ids: Iterable[str]) -> tuple[TeamView, ...]:
        """The teams with these ids, those that may be named."""
        return tuple(team for item in ids if (team := self.team(item)) and team.id)

    def channel(self, channel_id: str) -> ChannelView:
        """The channel with this id; its icon is its medium."""
        channel = self.catalogue.channels.get(channel_id)
        if channel is None:
            return ChannelView(channel_id, channel_id, "other")
        route = self.words.choice("route", channel.route)
        return ChannelView(
            channel.id,
            channel.name,
            str(channel.medium or "other"),
            route,
            self.words.choice("initiation", channel.initiation),
        )

    def channels(self, ids: Iterable[str]) -> tuple[ChannelView, ...]:
        """The channels with these ids."""
        return tuple(self.channel(item) for item in self.shown(ids, self.catalogue.channels))

    def named(self, ids: Iterable[str], section: Mapping[str, Any]) -> tuple[Named, ...]:
        """The objects of a section by their ids, with their names."""
        return tuple(Named(item, getattr(section.get(item), "name", item) or item) for item in self.shown(ids, section))

    def personas(self, ids: Iterable[str]) -> tuple[Named, ...]:
        """The personas with these ids, by their short names."""
        named = self.named(ids, self.catalogue.personas)
        return tuple(Named(item.id, short_name(item.name)) for item in named)

    def places(self, ids: Iterable[str]) -> tuple[Named, ...]:
        """Touchpoints of this journey by id, with number and name."""
        known = ((item, self.touchpoint_names.get(item, item)) for item in self.shown(ids))
        return tuple(Named(item, name) for item, name in known)


def short_name(name: str) -> str:
    """A persona's name without what follows a comma or a bracket: "Margit" of "Margit, 74, far from the hospital"."""
    return _AFTER_NAME.split(name, maxsplit=1)[0].strip() or name


def initials(name: str) -> str:
    """The first letters of the first and last word, for a small disc."""
    parts = [part for part in name.replace("-", " ").replace("/", " ").split() if part[0].isalnum()]
    if not parts:
        return name.strip()[:1].upper()
    letters = parts[0][0] + (parts[-1][0] if len(parts) > 1 else "")
    return letters.upper()[:INITIALS]


def extras(value: FormatObject | None) -> tuple[Fact, ...]:
    """The free `x-` keys of an object, the key as a label."""
    pairs = sorted((value.model_extra or {}).items()) if value is not None else ()
    return tuple(Fact(key.removeprefix("x-").replace("-", " "), _texts(item)) for key, item in pairs)


def _texts(value: Any) -> tuple[str, ...]:
    """A free value as text: a list item by item, an object as `key: value`."""
    if isinstance(value, list | tuple):
        return tuple(text for item in value for text in _texts(item))
    if isinstance(value, dict):
        return tuple(f"{key}: {', '.join(_texts(item))}" for key, item in value.items())
    return (str(value),)
