"""What was measured, as columns of the tables of a journey and as tables of its own; none where nothing was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.render import tables_columns as cells

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeymap.render.tables_columns import Columns, Placed
    from journeymap.render.view import CardView, JourneyView
    from journeymap.render.view_measured import FeltMark, GhostView, UseView, ValueView
    from journeymap.render.view_parts import MeasureView
    from journeymap.render.view_ways import EdgeView
    from journeymap.render.wording import Words
    from journeymap.render.workspace_view import Cell, Table


def of_touchpoints(view: JourneyView) -> Columns[CardView]:
    """How many were at a touchpoint, and where they went."""
    if view.measured is None:
        return ()

    def read(field: Callable[[UseView], Cell]) -> Callable[[CardView], Cell]:
        return lambda card: field(card.measured) if card.measured else None

    return (
        ("column.measured.cases", read(lambda use: use.cases_text if use.cases is None else use.cases)),
        ("column.measured.reach", read(lambda use: use.reach)),
        ("column.measured.exits", read(lambda use: use.exits)),
        ("column.measured.drop_off", read(lambda use: use.drop_off)),
        ("column.measured.to_next", read(lambda use: use.to_next)),
        ("column.measured.to_goal", read(lambda use: use.to_goal)),
        ("column.measured.returns", read(lambda use: use.returns)),
        ("column.measured.seconds", read(lambda use: use.took.median if use.took else None)),
    )


def of_ways(view: JourneyView, words: Words) -> Columns[EdgeView]:
    """How often a way was taken, and how long it took."""
    if view.measured is None:
        return ()
    return (
        ("column.measured.share", lambda way: way.measured.share if way.measured else None),
        ("column.measured.times", lambda way: way.measured.times if way.measured else None),
        (
            "column.measured.seconds",
            lambda way: way.measured.took.median if way.measured and way.measured.took else None,
        ),
        ("column.measured.untaken", lambda way: cells.yes(words, said=bool(way.measured and not way.measured.taken))),
    )


def of_measures(view: JourneyView) -> Columns[Placed[MeasureView]]:
    """What was measured of a metric: for everybody first, then for personas, a line each."""
    if view.measured is None:
        return ()

    def read(field: Callable[[ValueView], str]) -> Callable[[Placed[MeasureView]], Cell]:
        return lambda row: "\n".join(field(one) for one in row.item.measured)

    return (
        (
            "column.measured.value",
            read(lambda one: " · ".join(text for text in (one.who, one.value, one.n) if text)),
        ),
        ("column.measured.interval", read(lambda one: one.interval)),
        ("column.measured.method", read(lambda one: one.method)),
    )


def measured_tables(view: JourneyView, words: Words) -> tuple[Table, ...]:
    """What customers said, and the ways and events that the map does not have."""
    if view.measured is None:
        return ()
    names = {card.id: card.name for card in view.cards}
    ways: Columns[EdgeView] = (
        ("column.from", lambda way: way.source_number),
        ("column.from_name", lambda way: names[way.source]),
        ("column.to", lambda way: way.target_number),
        ("column.to_name", lambda way: way.target_name),
        *of_ways(view, words)[:-1],
        ("column.from_id", lambda way: way.source),
        ("column.to_id", lambda way: way.target),
    )
    felt: Columns[FeltMark] = (
        ("column.touchpoint", lambda mark: mark.number),
        ("column.touchpoint_name", lambda mark: mark.name),
        ("column.measured.score", lambda mark: mark.score),
        ("column.measured.what", lambda mark: mark.what),
        ("column.measured.persona", lambda mark: mark.who),
        ("column.measured.value", lambda mark: mark.value_text),
        ("column.measured.interval", lambda mark: mark.interval_text),
        ("column.measured.n", lambda mark: mark.n),
        ("column.touchpoint_id", lambda mark: mark.card),
        ("column.persona_ids", lambda mark: mark.persona),
    )
    events: Columns[GhostView] = (
        ("column.measured.event", lambda ghost: ghost.event),
        ("column.measured.events", lambda ghost: ghost.events),
        ("column.measured.cases", lambda ghost: ghost.cases),
        ("column.measured.share", lambda ghost: ghost.share),
        ("column.measured.after", lambda ghost: ghost.after_number),
        ("column.touchpoint_name", lambda ghost: names.get(ghost.after, "")),
        ("column.touchpoint_id", lambda ghost: ghost.after),
    )
    return (
        cells.table(words, "measured_felt", felt, view.measured.felt),
        cells.table(words, "measured_ways", ways, view.measured.beside),
        cells.table(words, "measured_events", events, view.measured.ghosts),
    )
