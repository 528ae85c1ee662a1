"""The tables of what hurts, delights and could be done, and of the service: work, measures and plays."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from journeymap.render import tables_columns as cells
from journeymap.render.markdown_text import without_markup
from journeymap.render.tables_measured import of_measures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.render.tables_columns import Columns, Placed
    from journeymap.render.view import JourneyView, StageView
    from journeymap.render.view_parts import GainView, MeasureView, OpportunityView, PainView, PlayView, WorkView
    from journeymap.render.wording import Words
    from journeymap.render.workspace_view import Table


def pains(view: JourneyView, words: Words) -> Table:
    """A row for each pain point."""
    columns: Columns[Placed[PainView]] = (
        ("column.pain", lambda row: without_markup(row.item.summary)),
        ("tools.severity", lambda row: row.item.severity_word),
        ("fact.status", lambda row: row.item.status_word),
        ("column.hits", lambda row: row.item.share),
        ("fact.root_cause", lambda row: row.item.root_cause),
        ("fact.owner", lambda row: cells.name(row.item.owner)),
        ("fact.work", lambda row: cells.listed(row.item.work_text)),
        ("fact.evidence", lambda row: row.item.evidence.text),
        ("column.sources", lambda row: cells.sources(row.item.evidence)),
        *cells.place_columns(),
        ("column.id", lambda row: row.item.id),
        ("column.owner_id", lambda row: cells.key(row.item.owner)),
        ("column.initiative_ids", lambda row: cells.ids(row.item.work)),
        ("column.source_ids", lambda row: cells.source_ids(row.item.evidence)),
    )
    found = cells.placed(view, lambda stage: stage.all_pains, lambda item: item.at)
    return cells.table(words, "pains", columns, found)


def gains(view: JourneyView, words: Words) -> Table:
    """A row for each gain."""
    columns: Columns[Placed[GainView]] = (
        ("column.gain", lambda row: without_markup(row.item.summary)),
        ("fact.evidence", lambda row: row.item.evidence.text),
        ("column.sources", lambda row: cells.sources(row.item.evidence)),
        *cells.place_columns(),
        ("column.id", lambda row: row.item.id),
        ("column.source_ids", lambda row: cells.source_ids(row.item.evidence)),
    )
    found = cells.placed(view, lambda stage: stage.all_gains, lambda item: item.at)
    return cells.table(words, "gains", columns, found)


def opportunities(view: JourneyView, words: Words) -> Table:
    """A row for each opportunity."""
    columns: Columns[Placed[OpportunityView]] = (
        ("column.opportunity", lambda row: without_markup(row.item.summary)),
        ("fact.status", lambda row: row.item.status_word),
        ("opportunity.impact", lambda row: row.item.impact_word),
        ("opportunity.effort", lambda row: row.item.effort_word),
        ("fact.importance", lambda row: row.item.importance),
        ("fact.satisfaction", lambda row: row.item.satisfaction),
        ("fact.owner", lambda row: cells.name(row.item.owner)),
        ("fact.addresses", lambda row: cells.listed(one.name for one in row.item.addresses)),
        ("fact.work", lambda row: cells.listed(row.item.work_text)),
        *cells.place_columns(),
        ("column.id", lambda row: row.item.id),
        ("column.owner_id", lambda row: cells.key(row.item.owner)),
        ("column.pain_ids", lambda row: cells.ids(row.item.addresses)),
    )
    found = cells.placed(view, lambda stage: stage.all_opportunities, lambda item: item.at)
    return cells.table(words, "opportunities", columns, found)


def measures(view: JourneyView, words: Words) -> Table:
    """A row for each measure at a place."""
    columns: Columns[Placed[MeasureView]] = (
        ("column.measure", lambda row: row.item.name),
        ("column.value", lambda row: row.item.value),
        ("column.target", lambda row: row.item.target),
        ("column.warn", lambda row: row.item.warn),
        ("column.state", lambda row: row.item.state_word),
        ("column.value_number", lambda row: row.item.bar.value if row.item.bar else None),
        ("column.as_of", lambda row: row.item.as_of),
        ("column.n", lambda row: row.item.n),
        *of_measures(view),
        ("tools.team", lambda row: cells.name(row.item.team)),
        *cells.place_columns(),
        ("column.id", lambda row: row.item.id),
        ("column.team_id", lambda row: cells.key(row.item.team)),
    )
    found = cells.placed(view, lambda stage: stage.all_measures, lambda item: item.at)
    return cells.table(words, "measures", columns, found)


def plays(view: JourneyView, words: Words) -> Table:
    """A row for each play."""
    columns: Columns[Placed[PlayView]] = (
        ("column.play", lambda row: row.item.name),
        ("fact.for", lambda row: cells.names(row.item.personas)),
        ("fact.channels", lambda row: "; ".join(one.name for one in row.item.channels)),
        ("play.says", lambda row: without_markup(row.item.message)),
        ("fact.offer", lambda row: row.item.offer),
        ("fact.trigger", lambda row: row.item.trigger),
        ("fact.owner", lambda row: cells.name(row.item.owner)),
        ("fact.measures", lambda row: cells.names(row.item.metrics)),
        *cells.place_columns(),
        ("column.id", lambda row: row.item.id),
        ("column.persona_ids", lambda row: cells.ids(row.item.personas)),
        ("column.owner_id", lambda row: cells.key(row.item.owner)),
        ("column.metric_ids", lambda row: cells.ids(row.item.metrics)),
    )
    found = cells.placed(view, lambda stage: stage.all_plays, lambda item: item.at)
    return cells.table(words, "plays", columns, found)


@dataclass(frozen=True)
class _Work:
    lane: str
    work: WorkView


def work(view: JourneyView, words: Words) -> Table:
    """A row for each piece of work frontstage, backstage and in support."""
    columns: Columns[Placed[_Work]] = (
        ("column.lane", lambda row: words(f"lane.{row.item.lane}")),
        ("column.work", lambda row: row.item.work.text),
        ("column.by", lambda row: cells.name(row.item.work.by)),
        ("fact.systems", lambda row: cells.names(row.item.work.using)),
        ("column.fails", lambda row: row.item.work.fails),
        *cells.place_columns(),
        ("column.team_id", lambda row: cells.key(row.item.work.by)),
        ("column.system_ids", lambda row: cells.ids(row.item.work.using)),
    )
    return cells.table(words, "work", columns, cells.placed(view, _lanes, lambda item: item.work.at))


def _lanes(stage: StageView) -> Iterator[_Work]:
    lanes = {"front": stage.all_frontstage, "back": stage.all_backstage, "sup": stage.all_support}
    return chain.from_iterable((_Work(lane, item) for item in items) for lane, items in lanes.items())
