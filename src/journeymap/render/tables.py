"""A journey as tables of plain values, for spreadsheets and whatever else reads rows: all that its map says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.render import tables_claims, tables_context, tables_measured, tables_touchpoints, tables_ways
from journeymap.render.wording import words_for

if TYPE_CHECKING:
    from journeymap.render.view import JourneyView
    from journeymap.render.workspace_view import Table

_PARTS = (
    tables_context.overview,
    tables_context.personas,
    tables_touchpoints.stages,
    tables_touchpoints.touchpoints,
    tables_touchpoints.emotions,
    tables_touchpoints.thoughts,
    tables_claims.pains,
    tables_claims.gains,
    tables_claims.opportunities,
    tables_ways.ways,
    tables_ways.handoffs,
    tables_claims.measures,
    tables_claims.plays,
    tables_claims.work,
    tables_context.initiatives,
    tables_context.research,
    tables_context.decisions,
    tables_context.metrics,
    tables_context.teams,
    tables_context.systems,
    tables_context.channels,
)


def journey_tables(view: JourneyView) -> tuple[Table, ...]:
    """All tables of a journey, the overview first; a table without rows is there too, but for what was measured.

    Scores of emotion and shares are numbers; machine ids are the last columns. Markdown is taken out of texts.
    """
    words = words_for(view.language)
    return (*(part(view, words) for part in _PARTS), *tables_measured.measured_tables(view, words))


def touchpoint_table(view: JourneyView) -> Table:
    """The table with a row for each touchpoint."""
    return tables_touchpoints.touchpoints(view, words_for(view.language))
