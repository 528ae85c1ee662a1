"""Plays as rows of a table, with everything that is written of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.render.building.context import extras
from journeymap.render.details.sheet import Bit, Grid, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.model.play import Play
    from journeymap.render.building.workspace_names import Names
    from journeymap.render.details.sheet import Cell

_COLUMNS = ("play", "where", "channel", "trigger", "owner", "measured_by")


def play_grid(names: Names, caption: str, plays: Sequence[Play]) -> Grid:
    """Plays, a row each."""
    columns = tuple(names.words(f"details.column.{name}") for name in _COLUMNS)
    return Grid(caption, columns, tuple(Row(_cells(names, play)) for play in plays))


def _cells(names: Names, play: Play) -> tuple[Cell, ...]:
    words = names.words
    said = [Bit(play.message, form="markdown", before=words("play.says"))] if play.message else []
    said += [Bit(play.offer, before=words("fact.offer"))] if play.offer else []
    said += [Bit(", ".join(fact.values), before=fact.label, tone="soft") for fact in extras(play)]
    return (
        (Bit(play.name, tone="strong"), *said),
        tuple(bit for place in play.at for bit in names.where(place)),
        names.channels(names.context.channels(play.channel)),
        (Bit(play.trigger),) if play.trigger else (),
        names.owner(names.context.team(play.owner)),
        names.metrics(play.metrics),
    )
