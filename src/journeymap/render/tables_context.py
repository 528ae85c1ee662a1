"""The tables of what stands around a journey: the overview, people, research, initiatives, decisions, definitions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.render import tables_columns as cells
from journeymap.render.markdown_text import without_markup

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.render.tables_columns import Columns
    from journeymap.render.view import JourneyView
    from journeymap.render.view_parts import (
        ChannelView,
        DecisionView,
        InitiativeView,
        MetricView,
        PersonaView,
        ResearchView,
        SystemView,
        TeamView,
    )
    from journeymap.render.wording import Words
    from journeymap.render.workspace_view import Table


def overview(view: JourneyView, words: Words) -> Table:
    """The journey as a whole, a fact a row."""
    columns: Columns[tuple[str, str]] = (("column.fact", lambda row: row[0]), ("column.value", lambda row: row[1]))
    return cells.table(words, "overview", columns, [row for row in _overview(view, words) if row[1]])


def _overview(view: JourneyView, words: Words) -> Iterator[tuple[str, str]]:
    yield words("column.journey"), view.name
    yield words("column.id"), view.id
    yield words("fact.workspace"), view.workspace
    yield words("column.language"), view.language
    yield words("column.state"), view.state_word
    for text in (view.measured.about, view.measured.stale, *view.measured.lead) if view.measured else ():
        yield words("measured.head"), text
    yield words("fact.description"), without_markup(view.summary)
    for key in ("scenario", "goal", "trigger"):
        yield words(f"fact.{key}"), getattr(view, key)
    yield words("fact.owner"), cells.name(view.owner)
    yield words("fact.status"), view.status_word
    yield words("fact.lifecycle"), view.lifecycle
    yield words("fact.tags"), ", ".join(view.tags)
    yield words("fact.based_on"), view.base.name if view.base else ""
    yield words("fact.dropped"), cells.names(view.dropped)
    yield words("fact.evidence"), view.evidence.text
    yield from _review(view, words)
    for tile in view.tiles:
        yield tile.text, tile.value
    for fact in view.extras:
        yield fact.label, ", ".join(fact.values)


def _review(view: JourneyView, words: Words) -> Iterator[tuple[str, str]]:
    overdue = f" ({words('fact.overdue')})" if view.review.overdue else ""
    yield words("fact.reviewed"), view.review.reviewed
    yield words("fact.next_review"), view.review.next + overdue if view.review.next else ""


def personas(view: JourneyView, words: Words) -> Table:
    """A row for each persona."""
    columns: Columns[PersonaView] = (
        ("tools.persona", lambda one: one.name),
        ("fact.kind", lambda one: one.kind_word),
        ("column.role", lambda one: one.role),
        ("fact.description", lambda one: without_markup(one.summary)),
        ("fact.goals", lambda one: cells.listed(one.goals)),
        ("fact.needs", lambda one: cells.listed(one.challenges)),
        ("column.quotes", lambda one: cells.listed(one.quotes)),
        ("column.more", lambda one: cells.facts(one.facts)),
        ("fact.evidence", lambda one: one.evidence.text),
        ("column.sources", lambda one: cells.sources(one.evidence)),
        ("column.mark", lambda one: one.mark),
        ("column.id", lambda one: one.id),
        ("column.source_ids", lambda one: cells.source_ids(one.evidence)),
    )
    return cells.table(words, "personas", columns, view.personas)


def research(view: JourneyView, words: Words) -> Table:
    """A row for each research item."""
    columns: Columns[ResearchView] = (
        ("column.title", lambda one: one.title),
        ("fact.kind", lambda one: one.kind),
        ("column.date", lambda one: one.date),
        ("column.n", lambda one: one.n),
        ("column.author", lambda one: one.author),
        ("column.url", lambda one: one.url),
        ("column.file", lambda one: one.file),
        ("column.id", lambda one: one.id),
    )
    return cells.table(words, "research", columns, view.research)


def initiatives(view: JourneyView, words: Words) -> Table:
    """A row for each initiative."""
    columns: Columns[InitiativeView] = (
        ("column.initiative", lambda one: one.name),
        ("fact.description", lambda one: without_markup(one.summary)),
        ("fact.status", lambda one: one.status_word),
        ("fact.owner", lambda one: cells.name(one.owner)),
        ("fact.due", lambda one: one.due),
        ("fact.overdue", lambda one: cells.yes(words, said=one.overdue)),
        ("fact.rice", lambda one: one.score),
        ("column.rice_parts", lambda one: cells.facts(one.rice)),
        ("fact.cost", lambda one: one.cost),
        ("fact.expects", lambda one: cells.listed(one.expects)),
        ("fact.addresses", lambda one: cells.listed(item.name for item in one.addresses)),
        ("fact.delivers", lambda one: cells.listed(item.name for item in one.delivers)),
        ("column.id", lambda one: one.id),
        ("column.owner_id", lambda one: cells.key(one.owner)),
        ("column.addresses_ids", lambda one: cells.ids(one.addresses)),
        ("column.delivers_ids", lambda one: cells.ids(one.delivers)),
    )
    return cells.table(words, "initiatives", columns, view.initiatives)


def decisions(view: JourneyView, words: Words) -> Table:
    """A row for each decision."""
    columns: Columns[DecisionView] = (
        ("column.date", lambda one: one.date),
        ("column.decision", lambda one: one.text),
        ("column.by", lambda one: one.by),
    )
    return cells.table(words, "decisions", columns, view.decisions)


def metrics(view: JourneyView, words: Words) -> Table:
    """A row for each metric and how it is defined."""
    columns: Columns[MetricView] = (
        ("column.measure", lambda one: one.name),
        ("column.more", lambda one: cells.facts(one.facts)),
        ("column.id", lambda one: one.id),
    )
    return cells.table(words, "metrics", columns, view.metrics)


def teams(view: JourneyView, words: Words) -> Table:
    """A row for each team that has to do with the journey."""
    columns: Columns[TeamView] = (
        ("tools.team", lambda one: one.name),
        ("column.function", lambda one: one.function),
        ("column.organisation", lambda one: one.organisation),
        ("column.contact", lambda one: one.contact),
        ("column.id", lambda one: one.id),
    )
    return cells.table(words, "teams", columns, view.teams)


def systems(view: JourneyView, words: Words) -> Table:
    """A row for each system of the journey."""
    columns: Columns[SystemView] = (
        ("column.system", lambda one: one.name),
        ("fact.owner", lambda one: cells.name(one.owner)),
        ("column.owner_id", lambda one: cells.key(one.owner)),
    )
    return cells.table(words, "systems", columns, view.systems)


def channels(view: JourneyView, words: Words) -> Table:
    """A row for each channel of the journey."""
    columns: Columns[ChannelView] = (
        ("fact.channel", lambda one: one.name),
        ("column.route", lambda one: one.route),
        ("column.initiation", lambda one: one.initiation),
        ("column.id", lambda one: one.id),
    )
    return cells.table(words, "channels", columns, view.channels)
