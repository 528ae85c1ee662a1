"""The page of all metrics: how each is made, where it is used, and its values against their targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.render.building.context import extras
from journeymap.render.building.measures import amount, definitions
from journeymap.render.building.values_told import SHORT, value_cells
from journeymap.render.building.workspace_names import Names, tag
from journeymap.render.details.sheet import Bit, Entries, Entry, FactLine, Grid, Row, Section, Sheet, Tile

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.render.building.gathered import Gathered
    from journeymap.render.details.sheet import Cell
    from journeymap.render.view import JourneyView, StageView
    from journeymap.render.view_parts import MeasureView, MetricView


def metrics_sheet(gathered: Gathered) -> Sheet:
    """All metrics of a workspace."""
    words, names = gathered.words, Names(gathered)
    used = _used(gathered)
    entries = tuple(_entry(names, view, used.get(view.id, [])) for view in _definitions(names))
    return Sheet(
        name="metrics",
        heading=gathered.heading(words("metrics.title")),
        eyebrow=words("metrics.eyebrow"),
        title=words("metrics.title"),
        tiles=tuple(_tiles(names, used)) if entries else (),
        sections=(Section("items", Bit(words("metrics.items")), blocks=(Entries(entries),)),) if entries else (),
        empty=words("metrics.empty"),
    )


def _definitions(names: Names) -> tuple[MetricView, ...]:
    return definitions(names.context, list(names.gathered.catalogue.metrics))


def _used(gathered: Gathered) -> dict[str, list[tuple[JourneyView, StageView, MeasureView]]]:
    """The places of each metric, by its id."""
    found: dict[str, list[tuple[JourneyView, StageView, MeasureView]]] = {}
    for view in gathered.journeys.values():
        for stage in view.stages:
            for item in stage.all_measures:
                found.setdefault(item.id, []).append((view, stage, item))
    return found


def _tiles(names: Names, used: Mapping[str, Sequence[tuple[JourneyView, StageView, MeasureView]]]) -> Iterator[Tile]:
    words, known = names.words, names.gathered.catalogue.metrics
    values = [item for uses in used.values() for view, _, item in uses if not view.future]
    missed = sum(item.state in SHORT for item in values)
    unmeasured = sum(item.value == words("measure.none") for item in values)
    yield Tile(words.number(len(known)), words.count("metrics.tile.all", len(known)))
    yield Tile(words.number(missed), words.count("metrics.tile.missed", missed), tone="bad" if missed else "good")
    text = words.count("metrics.tile.unmeasured", unmeasured)
    yield Tile(words.number(unmeasured), text, tone="warn" if unmeasured else "good")


def _entry(names: Names, view: MetricView, uses: Sequence[tuple[JourneyView, StageView, MeasureView]]) -> Entry:
    words, metric = names.words, names.gathered.catalogue.metrics[view.id]
    facts = [FactLine(fact.label, tuple(map(Bit, fact.values))) for fact in (*view.facts, *extras(metric))]
    return Entry(
        anchor=f"metric-{view.id}",
        title=Bit(view.name),
        tags=() if uses else tag(words("metrics.unused"), "warn"),
        facts=(*facts, *_moved_by(names, view.id), *_measures(names, view.id)),
        grids=(_use_grid(names, view.name, uses),) if uses else (),
    )


def _use_grid(names: Names, name: str, uses: Sequence[tuple[JourneyView, StageView, MeasureView]]) -> Grid:
    keys = ("touchpoint", "value", "target", "standing", "asof", "team")
    columns = tuple(names.words(f"details.column.{key}") for key in keys)
    rows = tuple(Row((_where(names, view, stage, item), *value_cells(names, item))) for view, stage, item in uses)
    return Grid(names.words("details.labelled", label=names.words("metrics.used"), value=name), columns, rows)


def _where(names: Names, view: JourneyView, stage: StageView, item: MeasureView) -> Cell:
    future = tag(view.state_word, "soft") if view.future else ()
    return (names.at(view, item.at, stage), Bit(view.name, f"journeys/{view.id}", tone="soft"), *future)


def _moved_by(names: Names, metric_id: str) -> Iterator[FactLine]:
    """The initiatives that shall move it, each with how far."""
    words, catalogue = names.words, names.gathered.catalogue
    metric = catalogue.metrics[metric_id]
    found = []
    for item in catalogue.initiatives.values():
        for one in item.expects:
            if one.metric == metric_id:
                before, after = amount(words, metric, one.from_), amount(words, metric, one.to)
                moves = words("metrics.move", before=before, after=after) if before else after
                found += [names.initiative(item.id), Bit(moves, tone="soft")]
    if found:
        yield FactLine(words("metrics.moves"), tuple(found))


def _measures(names: Names, metric_id: str) -> Iterator[FactLine]:
    plays = [play for play in names.gathered.catalogue.plays.values() if metric_id in play.metrics]
    if plays:
        yield FactLine(names.words("metrics.plays"), tuple(Bit(play.name) for play in plays))
