"""Everything in a report that can be looked for: objects with their kinds, and the page where each is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.render.markup import inline
from journeymap.render.site.overview_view import Found, FoundGroup, Place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from journeymap.render.building.gathered import Gathered
    from journeymap.render.site.journey_rows import Reader

KINDS = (
    *("journey", "touchpoint", "pain", "opportunity", "persona", "team", "play", "research", "initiative", "metric"),
)
"""The kinds in the order in which they are listed."""

_ON_ONE_PAGE = {
    "play": ("plays", "plays"),
    "research": ("research", "research"),
    "initiative": ("initiatives", "initiatives"),
    "metric": ("metrics", "metrics"),
}
"""Kinds of which all objects stand on one page: the section of the workspace, and the page."""


@dataclass(frozen=True)
class Known:
    """An object: its kind, its id in its section or journey, what people call it, and where it is told."""

    kind: str
    id: str
    place: Place
    journey: str = ""
    within: str = ""


def known_objects(gathered: Gathered, readers: Sequence[Reader], names: Collection[str]) -> tuple[Known, ...]:
    """All objects, by kind, in the order of the workspace."""
    found = (*_journeys(gathered, readers), *_of_workspace(gathered, names))
    return tuple(sorted(found, key=lambda item: KINDS.index(item.kind)))


def bare(text: str) -> str:
    """A line of Markdown as text alone, as it may stand inside of a link."""
    return inline(text).striptags()


def _journeys(gathered: Gathered, readers: Sequence[Reader]) -> Iterator[Known]:
    for reader in readers:
        view, page = reader.view, reader.page
        told = gathered.told_before(view)
        yield Known("journey", view.id, Place(view.name, page))
        for card in view.cards:
            yield Known("touchpoint", card.id, Place(card.name, page, card.anchor), view.id, view.name)
        for stage in view.stages:
            for pain in (item for item in stage.all_pains if item.id not in told):
                yield Known("pain", pain.id, Place(bare(pain.summary), page, f"pain-{pain.id}"), view.id, view.name)
            for item in (item for item in stage.all_opportunities if item.id not in told):
                anchor = f"opportunity-{item.id}"
                yield Known("opportunity", item.id, Place(bare(item.summary), page, anchor), view.id, view.name)


def _of_workspace(gathered: Gathered, names: Collection[str]) -> Iterator[Known]:
    catalogue = gathered.catalogue
    for persona in catalogue.personas.values():
        yield Known("persona", persona.id, _page_of(f"personas/{persona.id}", persona.name, names))
    for team in catalogue.teams.values():
        yield Known("team", team.id, _page_of(f"teams/{team.id}", team.name, names))
    for kind, (section, page) in _ON_ONE_PAGE.items():
        for item in getattr(catalogue, section).values():
            text = item.title if kind == "research" else item.name
            yield Known(kind, item.id, _page_of(page, text, names, f"{kind}-{item.id}"))


def _page_of(page: str, text: str, names: Collection[str], anchor: str = "") -> Place:
    return Place(text, page, anchor) if page in names else Place(text, "")


def found_groups(gathered: Gathered, objects: Sequence[Known]) -> tuple[FoundGroup, ...]:
    """The list that is searched: objects by kind; kinds without any are left out."""
    words = gathered.words
    groups = []
    for kind in KINDS:
        items = tuple(Found(item.place, item.within) for item in objects if item.kind == kind)
        if items:
            groups.append(FoundGroup(kind, words(f"report.kind.{kind}"), words.number(len(items)), items))
    return tuple(groups)
