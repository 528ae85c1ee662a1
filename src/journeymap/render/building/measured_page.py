"""The page of a report that holds maps against data: a section for each journey that was measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.render.building import measured_quality, measured_side, measured_values, measured_walked
from journeymap.render.building.measured import PAGE
from journeymap.render.building.measured_names import Told
from journeymap.render.details.sheet import Bit, Lines, Section, Sheet, Tile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from journeymap.render.building.gathered import Gathered
    from journeymap.render.details.sheet import Cell

_PARTS: tuple[Callable[[Told], Iterator[Section]], ...] = (
    measured_walked.sections,
    measured_values.sections,
    measured_side.sections,
    measured_quality.sections,
)


def measured_journeys(gathered: Gathered) -> tuple[Told, ...]:
    """The journeys that were measured, in the order of the workspace."""
    found = ((view, gathered.catalogue.measurements.get(name)) for name, view in gathered.journeys.items())
    return tuple(Told(gathered, view, held) for view, held in found if view.measured and held)


def measured_sheet(gathered: Gathered) -> Sheet:
    """The page: what a reader needs in a minute first, then everything with its numbers."""
    words, told = gathered.words, measured_journeys(gathered)
    return Sheet(
        name=PAGE,
        heading=gathered.heading(words("measured.title")),
        eyebrow=words("measured.eyebrow"),
        title=words("measured.title"),
        summary=words("measured.summary"),
        tiles=tuple(_tiles(gathered, told)),
        sections=tuple(_journey(item) for item in told),
        empty=words("measured.none"),
    )


def _tiles(gathered: Gathered, told: tuple[Told, ...]) -> Iterator[Tile]:
    words = gathered.words
    now = [view for view in gathered.journeys.values() if not view.future]
    views = [item.view.measured for item in told if item.view.measured]
    of = words.count("measured.tile.of", len(now))
    yield Tile(words.number(len(told)), of, tone="good" if len(told) == len(now) else "")
    missed = sum(len(view.missed) for view in views)
    yield Tile(words.number(missed), words.count("measured.tile.missed", missed), tone="bad" if missed else "good")
    stale = sum(bool(view.stale) for view in views)
    if stale:
        yield Tile(words.number(stale), words.count("measured.tile.stale", stale), tone="warn")


def _journey(told: Told) -> Section:
    view = told.view
    return Section(
        anchor=f"journey-{view.id}",
        title=Bit(view.name, f"journeys/{view.id}"),
        note=view.measured.about if view.measured else "",
        blocks=(Lines(tuple(_first(told))),),
        parts=tuple(section for part in _PARTS for section in part(told)),
    )


def _first(told: Told) -> Iterator[Cell]:
    """What is to be known first: whether it is of this map, how many come through, where they are lost, what misses."""
    view, words = told.view.measured, told.words
    if view is None:
        return
    if view.stale:
        yield (Bit(view.stale, tone="bad"),)
    yield from ((Bit(text, tone="strong"),) for text in view.lead)
    if view.missed:
        title = words.count("measured.lead.missed", len(view.missed))
        yield (Bit(title, tone="bad"), *(Bit(text) for text in view.missed))
    elif any(item.measured for stage in told.view.stages for item in stage.all_measures):
        yield (Bit(words("measured.lead.met"), tone="good"),)
