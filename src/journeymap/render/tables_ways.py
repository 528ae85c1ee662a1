"""The tables of how touchpoints lead to one another, and of what teams owe each other there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.render import tables_columns as cells
from journeymap.render.tables_measured import of_ways

if TYPE_CHECKING:
    from journeymap.render.tables_columns import Columns
    from journeymap.render.view import JourneyView
    from journeymap.render.view_ways import EdgeView, HandoffView
    from journeymap.render.wording import Words
    from journeymap.render.workspace_view import Table


def ways(view: JourneyView, words: Words) -> Table:
    """A row for each way, the ones that only follow the order too."""
    touchpoints = {card.id: card.name for card in view.cards}
    columns: Columns[EdgeView] = (
        ("column.from", lambda way: way.source_number),
        ("column.from_name", lambda way: touchpoints.get(way.source, "")),
        ("column.to", lambda way: way.target_number),
        ("column.to_name", lambda way: way.target_name),
        ("column.kind", lambda way: words(f"way_kind.{way.kind}")),
        ("column.outcome", lambda way: way.outcome),
        ("column.share", lambda way: way.share),
        ("column.condition", lambda way: way.condition),
        ("fact.for", lambda way: cells.names(way.personas)),
        ("column.also", lambda way: cells.yes(words, said=way.also)),
        ("flow.switch", lambda way: way.channel_switch),
        ("handoff.word", lambda way: way.handoff.text if way.handoff else ""),
        ("fact.evidence", lambda way: way.evidence.text),
        ("column.sources", lambda way: cells.sources(way.evidence)),
        ("column.implicit", lambda way: cells.yes(words, said=way.implicit)),
        *of_ways(view, words),
        ("column.from_id", lambda way: way.source),
        ("column.to_id", lambda way: way.target),
        ("column.persona_ids", lambda way: cells.ids(way.personas)),
        ("column.source_ids", lambda way: cells.source_ids(way.evidence)),
    )
    return cells.table(words, "ways", columns, view.edges)


@dataclass(frozen=True)
class _Handoff:
    way: EdgeView
    agreed: HandoffView


def handoffs(view: JourneyView, words: Words) -> Table:
    """A row for each hand-off between teams."""
    touchpoints = {card.id: card.name for card in view.cards}
    columns: Columns[_Handoff] = (
        ("column.giver", lambda row: cells.name(row.agreed.giver)),
        ("column.taker", lambda row: row.agreed.to.name),
        ("column.sla", lambda row: row.agreed.sla or words("handoff.nosla")),
        ("fact.criteria", lambda row: cells.listed(row.agreed.criteria)),
        ("fact.on_reject", lambda row: row.agreed.on_reject),
        ("fact.recycle", lambda row: row.agreed.recycle_name),
        ("column.from", lambda row: row.way.source_number),
        ("column.from_name", lambda row: touchpoints.get(row.way.source, "")),
        ("column.to", lambda row: row.way.target_number),
        ("column.to_name", lambda row: row.way.target_name),
        ("column.giver_id", lambda row: cells.key(row.agreed.giver)),
        ("column.taker_id", lambda row: row.agreed.to.id),
        ("column.from_id", lambda row: row.way.source),
        ("column.to_id", lambda row: row.way.target),
        ("column.recycle_id", lambda row: row.agreed.recycle_to),
    )
    found = (_Handoff(way, way.handoff) for way in view.edges if way.handoff)
    return cells.table(words, "handoffs", columns, found)
