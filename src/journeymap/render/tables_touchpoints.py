"""The tables of stages, touchpoints, and what is thought and felt there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.render import tables_columns as cells
from journeymap.render.markdown_text import without_markup
from journeymap.render.tables_measured import of_touchpoints

if TYPE_CHECKING:
    from journeymap.render.tables_columns import Columns, Placed
    from journeymap.render.view import CardView, CurveView, JourneyView, PointView, StageView
    from journeymap.render.view_parts import ThoughtView
    from journeymap.render.wording import Words
    from journeymap.render.workspace_view import Table


def stages(view: JourneyView, words: Words) -> Table:
    """A row for each stage."""
    columns: Columns[StageView] = (
        ("column.number", lambda stage: stage.number),
        ("column.stage", lambda stage: stage.name),
        ("column.when", lambda stage: stage.when),
        ("fact.description", lambda stage: without_markup(stage.description)),
        ("fact.goal", lambda stage: stage.goal),
        ("column.emotion", lambda stage: stage.emotion.score if stage.emotion else None),
        ("fact.owner", lambda stage: cells.name(stage.owner)),
        ("fact.lifecycle", lambda stage: "; ".join(item.name for item in stage.lifecycle)),
        ("lane.think", lambda stage: cells.listed(stage.thoughts)),
        ("lane.steps", lambda stage: len(stage.cards)),
        ("lane.pains", lambda stage: len(stage.all_pains)),
        ("lane.opps", lambda stage: len(stage.all_opportunities)),
        ("column.more", lambda stage: cells.facts(stage.extras)),
        ("column.stage_id", lambda stage: stage.id),
        ("column.owner_id", lambda stage: cells.key(stage.owner)),
        ("column.lifecycle_ids", lambda stage: "; ".join(item.id for item in stage.lifecycle)),
    )
    return cells.table(words, "stages", columns, view.stages)


def touchpoints(view: JourneyView, words: Words) -> Table:
    """A row for each touchpoint."""
    stages = {stage.number: stage.name for stage in view.stages}
    place: Columns[CardView] = (
        ("column.number", lambda card: card.number),
        ("column.stage", lambda card: stages[card.stage_number]),
    )
    columns = (*place, *_experience(words), *_teams(words), *_rest(), *of_touchpoints(view), *_keys())
    return cells.table(words, "touchpoints", columns, view.cards)


def _experience(words: Words) -> Columns[CardView]:
    return (
        ("column.touchpoint", lambda card: card.name),
        ("column.emotion", lambda card: card.emotion.score if card.emotion else None),
        ("column.emotion_word", lambda card: card.emotion.word if card.emotion else ""),
        ("fact.moments", lambda card: cells.yes(words, said=card.moment_of_truth)),
        ("fact.channels", lambda card: "; ".join(one.name for one in card.channels)),
        ("fact.channel_reason", lambda card: card.channel_reason),
        ("fact.description", lambda card: without_markup(card.description)),
        ("fact.actions", lambda card: cells.listed(card.actions)),
        ("column.feelings", lambda card: "; ".join(card.feelings)),
        ("fact.goal", lambda card: card.goal.text if card.goal else ""),
        ("column.goal_met", lambda card: card.goal.met_word if card.goal else ""),
        ("fact.expectation", lambda card: card.goal.expectation if card.goal else ""),
        ("column.duration", lambda card: card.duration),
        ("column.wait", lambda card: card.wait),
        ("column.duration_seconds", lambda card: card.duration_seconds),
        ("column.wait_seconds", lambda card: card.wait_seconds),
        ("column.only", lambda card: cells.names(card.personas)),
        ("fact.actor", lambda card: card.actor),
    )


def _teams(words: Words) -> Columns[CardView]:
    return (
        ("fact.owner", lambda card: cells.name(card.owner)),
        ("column.inherited", lambda card: cells.yes(words, said=card.owner_inherited)),
        ("fact.responsible", lambda card: cells.names(card.responsible)),
        ("fact.consulted", lambda card: cells.names(card.consulted)),
        ("fact.informed", lambda card: cells.names(card.informed)),
    )


def _rest() -> Columns[CardView]:
    return (
        ("lane.proof", lambda card: cells.listed(card.artifacts)),
        ("way.all", lambda card: "\n".join(way.text for way in card.ways)),
        ("column.unknown_share", lambda card: card.unknown_share),
        ("fact.sub_journey", lambda card: card.sub_journey.name if card.sub_journey else ""),
        ("column.change", lambda card: card.change_word),
        ("fact.replaces", lambda card: cells.names(card.replaces)),
        ("fact.delivered_by", lambda card: cells.listed(card.delivered_by)),
        ("fact.evidence", lambda card: card.evidence.text),
        ("column.sources", lambda card: cells.sources(card.evidence)),
        ("fact.events", lambda card: cells.listed(card.events)),
        ("column.more", lambda card: cells.facts(card.extras)),
    )


def _keys() -> Columns[CardView]:
    return (
        ("column.touchpoint_id", lambda card: card.id),
        ("column.stage_id", lambda card: card.stage),
        ("column.channel_ids", lambda card: "; ".join(one.id for one in card.channels)),
        ("column.persona_ids", lambda card: "; ".join(card.persona_ids)),
        ("column.owner_id", lambda card: cells.key(card.owner)),
        ("column.journey_id", lambda card: card.sub_journey.id if card.sub_journey else ""),
        ("column.source_ids", lambda card: cells.source_ids(card.evidence)),
    )


def thoughts(view: JourneyView, words: Words) -> Table:
    """A row for what is thought and felt at a place, and by whom."""
    columns: Columns[Placed[ThoughtView]] = (
        ("column.said", lambda row: cells.listed(row.item.texts)),
        ("column.feelings", lambda row: "; ".join(row.item.feelings)),
        ("column.who", lambda row: row.item.persona),
        ("fact.expectation", lambda row: row.item.expectation),
        ("column.emotion", lambda row: row.item.emotion.score if row.item.emotion else None),
        *cells.place_columns(),
        ("column.persona_ids", lambda row: row.item.persona_id),
    )
    found = cells.placed(view, lambda stage: stage.all_thoughts, lambda said: said.at)
    return cells.table(words, "thoughts", columns, found)


@dataclass(frozen=True)
class _Felt:
    curve: CurveView
    point: PointView


def emotions(view: JourneyView, words: Words) -> Table:
    """A row for each point of each curve: who feels what where."""
    columns: Columns[_Felt] = (
        ("column.who", lambda row: row.curve.label),
        ("column.touchpoint", lambda row: row.point.number),
        ("column.place", lambda row: row.point.name),
        ("column.emotion", lambda row: row.point.emotion.score),
        ("column.emotion_word", lambda row: row.point.emotion.word),
        ("column.touchpoint_id", lambda row: row.point.card),
        ("column.persona_ids", lambda row: row.curve.persona),
    )
    found = (_Felt(curve, point) for curve in view.curves for point in curve.points)
    return cells.table(words, "emotions", columns, found)
