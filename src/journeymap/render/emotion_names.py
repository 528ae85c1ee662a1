"""The names of touchpoints below the emotion curve, stage by stage, and the numbers that lead to them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.render.flow_draw import star
from journeymap.render.flow_shapes import Disc, Label, Shape
from journeymap.render.text_width import text_width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.render.emotion_plot import Plot, Slot
    from journeymap.render.flow_shapes import Part
    from journeymap.render.view import StageView

SIZE = 11.5
LINE = 15.0
GAP = 5.0
NUMBER = 11.0
NUMBER_RADIUS = 9.5
_PAD = 12.0
_COLUMN = 210.0
_MOST_LINES = 4


@dataclass(frozen=True)
class Entry:
    """A touchpoint in the list: its name in lines."""

    number: int
    moment_of_truth: bool
    rows: tuple[str, ...]
    room: float

    @property
    def height(self) -> float:
        """The height of its lines, and the gap to the next."""
        return LINE * len(self.rows) + GAP


@dataclass(frozen=True)
class Names:
    """The list of one stage, in as many columns as there is room for."""

    columns: tuple[tuple[Entry, ...], ...]
    width: float

    @property
    def height(self) -> float:
        """The height of the longest column."""
        return max((sum(entry.height for entry in column) for column in self.columns), default=0)

    def parts(self, left: float, top: float) -> Iterator[Part]:
        """The list from its upper left corner."""
        for n, column in enumerate(self.columns):
            x, y = left + _PAD + n * self.width, top
            for entry in column:
                yield from _entry(entry, x, y)
                y += entry.height


def names(stage: StageView, plot: Plot) -> Names:
    """The touchpoints of a stage, as its column of the drawing has room for them."""
    room = plot.width * stage.width / 100 - 2 * _PAD
    count = max(1, min(len(stage.cards), int(room // _COLUMN)))
    width = room / count
    indent = _indent(max((card.number for card in stage.cards), default=0))
    entries = [
        Entry(card.number, card.moment_of_truth, wrap(card.name, SIZE, width - indent - _PAD / 2, _MOST_LINES), indent)
        for card in stage.cards
    ]
    return Names(tuple(_dealt(entries, count)), width)


def _indent(highest: int) -> float:
    return text_width(f"{highest} ", SIZE, bold=True) + 4


def _dealt(entries: Sequence[Entry], count: int) -> Iterator[tuple[Entry, ...]]:
    """The entries in columns, read downwards."""
    each = math.ceil(len(entries) / count) or 1
    for start in range(0, len(entries), each):
        yield tuple(entries[start : start + each])


def _entry(entry: Entry, x: float, y: float) -> Iterator[Part]:
    tone = "accent" if entry.moment_of_truth else "ink"
    yield Label(x, y + LINE / 2, str(entry.number), SIZE, tone, entry.room, bold=True)
    for n, row in enumerate(entry.rows):
        room = text_width(row, SIZE)
        yield Label(x + entry.room, y + LINE * (n + 0.5), row, SIZE, "ink", room)


def number_parts(slot: Slot, plot: Plot, y: float) -> list[Part]:
    """The number of a touchpoint on its place; a moment of truth has a star above."""
    x = plot.x(slot.x)
    tone, ink = ("accent", "glyph") if slot.moment_of_truth else ("card", "ink")
    disc = Disc(x, y, NUMBER_RADIUS, tone, "accent" if slot.moment_of_truth else "border", 1.1)
    room = 2 * NUMBER_RADIUS
    label = Label(x, y, str(slot.number), NUMBER, ink, room, bold=True, anchor="middle")
    above = [Shape(star(x, y - NUMBER_RADIUS - 8, 6), "accent")] if slot.moment_of_truth else []
    return [disc, label, *above]
