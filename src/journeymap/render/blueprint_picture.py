"""The service blueprint as one picture, on a grid of its own.

Rows and columns are fixed and every text is measured, so the grid is exact without Graphviz, which would have to be
held in it by invisible edges; arrows run in the gaps of the grid and on tracks, and cross no tile.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from journeymap.render import blueprint_draw as draw
from journeymap.render.blueprint_hands import Track, tracks
from journeymap.render.blueprint_rows import LINES, Column, RowKey, columns, goes_on, rows
from journeymap.render.blueprint_tiles import WIDTH, Head, Tile, head, tiles
from journeymap.render.extent import extent
from journeymap.render.flow_card import STAGE_SIZE, Header
from journeymap.render.flow_draw import header_parts, mirrored
from journeymap.render.flow_shapes import Box, Group, Label, Picture
from journeymap.render.text_width import plain, wrap
from journeymap.render.wording import words_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.render.flow_shapes import Part
    from journeymap.render.view import JourneyView, StageView
    from journeymap.render.wording import Words

MARGIN = 24.0
GUTTER = 22.0
PITCH = WIDTH + GUTTER
LEAST_COLUMNS = 3
TITLE_SIZE = 22.0
TITLE_LINE = 29.0
TILE_GAP = 8.0
ROW_PAD = 10.0
LINE_ROOM = 34.0


def blueprint_picture(view: JourneyView) -> Picture:
    """The blueprint of a journey as a picture."""
    return _Sheet(view, words_for(view.language)).picture()


@dataclass(frozen=True)
class Band:
    """A row of the grid: its key, where it begins and how high it is; its line, if any, lies above."""

    key: RowKey
    top: float
    height: float


def row_words(row: RowKey, say: Words) -> tuple[str, str]:
    """The name of a row, and a hint at what stands in it."""
    own = row in {"time", "customer", "hand"}
    return (say(f"blueprint.{row}"), say(f"blueprint.{row}.hint")) if own else (say(f"lane.{row}"), say(f"hint.{row}"))


@dataclass(frozen=True)
class _Sheet:
    """One picture in the making."""

    view: JourneyView
    say: Words

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        return columns(self.view)

    @cached_property
    def cells(self) -> dict[tuple[int, RowKey], tuple[Tile, ...]]:
        return {
            (one.at, row): tiles(one, row, self.say)
            for one in self.columns
            for row in rows(self.columns)
            if row != "hand"
        }

    @cached_property
    def heads(self) -> list[Head]:
        return [head(column, self.say) for column in self.columns]

    @cached_property
    def tracks(self) -> list[Track]:
        return tracks(self.columns, self.say)

    @cached_property
    def right(self) -> float:
        return self.x(max(LEAST_COLUMNS, len(self.columns)))

    @cached_property
    def title(self) -> tuple[str, ...]:
        return wrap(self.view.name, TITLE_SIZE, self.right - MARGIN, 2, bold=True)

    @cached_property
    def headers(self) -> list[Header]:
        return [_header(stage, self._span(stage)[1]) for stage in self.view.stages]

    @cached_property
    def stage_top(self) -> float:
        return MARGIN + 18 + TITLE_LINE * len(self.title) + 12

    @cached_property
    def head_top(self) -> float:
        return self.stage_top + max((one.height for one in self.headers), default=0) + 8

    @cached_property
    def head_height(self) -> float:
        return max((one.height for one in self.heads), default=0)

    @cached_property
    def bands(self) -> dict[RowKey, Band]:
        """All rows with their places."""
        y = self.head_top + self.head_height + 10
        found: dict[RowKey, Band] = {}
        for row in rows(self.columns):
            y += LINE_ROOM if row in LINES else 4
            found[row] = Band(row, y, self._height(row))
            y += found[row].height
        return found

    def _height(self, row: RowKey) -> float:
        stacks = sum(self._track_heights) if row == "hand" else max(self._stack(one, row) for one in self.columns)
        return max(stacks, draw.row_head_height(*row_words(row, self.say))) + 2 * ROW_PAD

    @cached_property
    def _track_heights(self) -> list[float]:
        count = max((one.track for one in self.tracks), default=-1) + 1
        return [max(one.tile.height for one in self.tracks if one.track == n) + TILE_GAP for n in range(count)]

    def _stack(self, column: Column, row: RowKey) -> float:
        """The height of all tiles in a cell, with the gaps between them."""
        stack = self.cells[column.at, row]
        return sum(tile.height for tile in stack) + TILE_GAP * max(0, len(stack) - 1)

    def x(self, at: int) -> float:
        """The left edge of a column's tiles."""
        return MARGIN + draw.ROW_HEAD + GUTTER / 2 + at * PITCH

    def _span(self, stage: StageView) -> tuple[float, float]:
        """Left edge and width of a stage."""
        own = [column.at for column in self.columns if column.stage is stage]
        left = self.x(own[0]) - GUTTER / 2
        return left, PITCH * len(own)

    def picture(self) -> Picture:
        """Put together; a picture that is read from the right is the mirror of one that is not."""
        width = self.right - GUTTER / 2 + MARGIN
        groups = [
            Group("", tuple(self._title())),
            Group("", tuple(self._ground())),
            *(self._stage(n, stage) for n, stage in enumerate(self.view.stages)),
            Group("", tuple(self._lines())),
            Group("", tuple(self._arrows())),
            *self._column_heads(),
            *self._tiles(),
            *self._hands(),
        ]
        rtl = self.view.direction == "rtl"
        if rtl:
            groups = [replace(group, parts=tuple(mirrored(group.parts, width / 2))) for group in groups]
        last = list(self.bands.values())[-1]
        return Picture(
            width=width,
            height=round(last.top + last.height + MARGIN, 1),
            title=plain(self.say("blueprint.title", name=self.view.name)),
            description=plain(extent(self.view, self.say, "blueprint.description")),
            language=self.view.language,
            rtl=rtl,
            groups=tuple(groups),
        )

    def _title(self) -> Iterator[Part]:
        room = self.right - MARGIN
        eyebrow = self.say("blueprint.eyebrow.future" if self.view.future else "blueprint.eyebrow")
        for text in wrap(eyebrow, 12, room, 1, bold=True):
            yield Label(MARGIN, MARGIN + 6, text, 12, "accent", room, bold=True)
        for n, row in enumerate(self.title):
            y = MARGIN + 18 + TITLE_LINE * (n + 0.5)
            yield Label(MARGIN, y, row, TITLE_SIZE, "ink", room, bold=True)

    def _ground(self) -> Iterator[Part]:
        """The bands of the rows and their names."""
        end = self.right - GUTTER / 2
        for n, band in enumerate(self.bands.values()):
            fill = "band" if n % 2 else "card"
            yield Box(MARGIN, band.top, end - MARGIN, band.height, 10, fill, "line")
            yield from draw.row_head(*row_words(band.key, self.say), MARGIN + 12, band.top + ROW_PAD)

    def _stage(self, n: int, stage: StageView) -> Group:
        left, width = self._span(stage)
        height = max(one.height for one in self.headers)
        parts = header_parts(self.headers[n], left + 2, self.stage_top, width - 4, height)
        if n:
            last = list(self.bands.values())[-1]
            parts.append(Box(left - 0.5, self.head_top, 1, last.top + last.height - self.head_top, fill="border"))
        return Group(plain(f"{stage.number} {stage.name}"), tuple(parts))

    def _lines(self) -> Iterator[Part]:
        for key, name in LINES.items():
            y = self.bands[key].top - LINE_ROOM / 2
            yield from draw.service_line(self.say(name), MARGIN, y, self.right - GUTTER / 2)

    def _column_heads(self) -> Iterator[Group]:
        for column, one in zip(self.columns, self.heads, strict=True):
            name = f"{one.number} {column.card.name}" if column.card else self.say("card.stage")
            feels = f": {one.emotion.text}, {one.emotion.word}" if one.emotion else ""
            yield draw.head_group(one, self.x(column.at), self.head_top, self.head_height, name + feels)

    def _tiles(self) -> Iterator[Group]:
        for (at, row), stack in self.cells.items():
            y = self.bands[row].top + ROW_PAD
            for tile in stack:
                yield draw.tile_group(tile, self.x(at), y)
                y += tile.height + TILE_GAP

    def _arrows(self) -> Iterator[Part]:
        """From the customer down to what stands behind, and on from touchpoint to touchpoint."""
        for column in self.columns:
            middle = self.x(column.at) + WIDTH / 2
            for row, band in self.bands.items():
                below = column.below(row)
                if below:
                    start = band.top + ROW_PAD + self._stack(column, row)
                    yield from draw.arrow((middle, start), (middle, self.bands[below].top + ROW_PAD - 1), "edge")
        for one, following in pairwise(self.columns):
            if goes_on(self.view, one, following):
                y = self.bands["customer"].top + ROW_PAD + 14
                left = self.x(one.at) + WIDTH
                yield from draw.arrow((left + 1, y), (left + GUTTER - 1, y), "edge")

    def _hands(self) -> Iterator[Group]:
        if "hand" not in self.bands:
            return
        tops = [
            self.bands["hand"].top + ROW_PAD + sum(self._track_heights[:n]) for n in range(len(self._track_heights))
        ]
        for one in self.tracks:
            yield Group("", tuple(self._hand_arrow(one, tops[one.track])))
            yield draw.tile_group(one.tile, self.x(one.source), tops[one.track])

    def _hand_arrow(self, one: Track, top: float) -> list[Part]:
        if one.target is None or one.target == one.source:
            return []
        y = top + min(one.tile.height / 2, 18)
        forward = one.target > one.source
        start = self.x(one.source) + (WIDTH if forward else 0)
        end = self.x(one.target) + (WIDTH / 2)
        reached = draw.reached(one.number, end, y)
        gap = -draw.REACHED if forward else draw.REACHED
        return [*draw.arrow((start, y), (end + gap, y), "accent", 2), *reached]


def _header(stage: StageView, width: float) -> Header:
    room = width - 44
    title = wrap(f"{stage.number}  {stage.name}", STAGE_SIZE, room, 3, bold=True)
    return Header(stage.number, title, wrap(stage.when, 11.5, room, 2))
