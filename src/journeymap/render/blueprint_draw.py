"""The parts of a drawn service blueprint: tiles, heads of columns and rows, signs and arrows. Nothing is laid out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.render import blueprint_tiles as sizes
from journeymap.render.flow_draw import face_parts, star, turned_back
from journeymap.render.flow_shapes import Box, Curve, Disc, Group, Label, Shape
from journeymap.render.text_width import plain, text_width, wrap

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeymap.render.blueprint_tiles import Head, Row, Sign, Tile
    from journeymap.render.flow_shapes import Dash, Part, Point

ROW_HEAD = 150.0
_NAME, _HINT, _HINT_LINE = 13.0, 11.0, 14.0
_ROOM = ROW_HEAD - 24


def tile_group(tile: Tile, left: float, top: float) -> Group:
    """A tile from its upper left corner."""
    parts: list[Part] = []
    if tile.fill or tile.stroke:
        parts.append(Box(left, top, sizes.WIDTH, tile.height, 7, tile.fill, tile.stroke, tile.pen, tile.dash))
    y = top + sizes.PAD_Y
    for row in tile.rows:
        parts += _row(row, left + sizes.PAD_X, y + sizes.LINE / 2)
        y += sizes.LINE
    return Group(plain(tile.title), tuple(parts))


def _row(row: Row, x: float, y: float) -> list[Part]:
    label = Label(x + row.indent, y, row.text, row.size, row.tone, row.room, row.bold)
    if not row.sign or not row.first:
        return [label]
    if row.sign == "team":
        return [*_team(row.disc, x + 6.5, y), label]
    return [*_SIGNS[row.sign](x + 6, y), label]


def _team(initials: str, x: float, y: float) -> list[Part]:
    """The disc of a team; its initials where they fit."""
    fits = text_width(initials, 7, bold=True) <= _DISC_ROOM
    text = [Label(x, y, initials, 7, "headink", _DISC_ROOM, bold=True, anchor="middle")] if initials and fits else []
    return [Disc(x, y, 7, "head"), *text]


_DISC_ROOM = 14.0


def _system(x: float, y: float) -> list[Part]:
    return [Box(x - 5.5, y - 4.5, 11, 7, 1.5, "", "ink2", 1.2), Box(x - 3, y + 4, 6, 1.2, fill="ink2")]


def _fails(x: float, y: float) -> list[Part]:
    corners = ((x, y - 5.5), (x + 6.2, y + 5), (x - 6.2, y + 5))
    return [
        Shape(corners, "s1"),
        Box(x - 0.8, y - 2, 1.6, 3.6, fill="glyph"),
        Box(x - 0.8, y + 2.4, 1.6, 1.5, fill="glyph"),
    ]


def _clock(tone: str) -> Callable[[float, float], list[Part]]:
    def draw(x: float, y: float) -> list[Part]:
        hands = ((x, y - 3.4), (x, y - 2), (x, y - 1), (x, y), (x + 1, y), (x + 1.6, y), (x + 2.6, y))
        return [Disc(x, y, 5.4, stroke=tone, pen=1.3), Curve(hands, tone, 1.3)]

    return draw


def _dot(x: float, y: float) -> list[Part]:
    return [Disc(x - 4, y, 1.7, "ink2")]


def _hand(x: float, y: float) -> list[Part]:
    return [_bar(x - 5.5, y, x + 2, y, "accent", 1.6), Shape(((x + 6, y), (x, y - 4), (x, y + 4)), "accent")]


_SIGNS: dict[Sign, Callable[[float, float], list[Part]]] = {
    "system": _system,
    "fails": _fails,
    "wait": _clock("s2"),
    "time": _clock("ink2"),
    "dot": _dot,
    "hand": _hand,
    "back": turned_back,
}


def _bar(x: float, y: float, to_x: float, to_y: float, tone: str, pen: float, dash: Dash = "") -> Curve:
    return Curve(((x, y), (x, y), (to_x, to_y), (to_x, to_y)), tone, pen, dash)


def head_group(head: Head, left: float, top: float, height: float, title: str) -> Group:
    """The head of a column."""
    truth = head.moment_of_truth
    box = Box(left, top, sizes.WIDTH, height, 8, "card", "accent" if truth else "border", 1.6 if truth else 1.1)
    x, y = left + sizes.PAD_X, top + sizes.PAD_Y + 9
    parts: list[Part] = [box]
    if head.number:
        room = text_width(head.number, 13, bold=True)
        parts.append(Label(x, y, head.number, 13, "ink", room, bold=True))
        parts += [Shape(star(x + room + 12, y, 6.5), "accent")] if truth else []
    if head.emotion:
        right, room = left + sizes.WIDTH - sizes.PAD_X, sizes.score_room(head.emotion)
        parts.append(Label(right, y, head.emotion.text, sizes.SIZE, "ink", room, bold=True, anchor="end"))
        parts += face_parts(head.emotion.face, right - room - 13, y, 9)
    y = top + sizes.PAD_Y + 20 + sizes.LINE / 2
    for n, row in enumerate(head.rows):
        parts.append(Label(x, y + n * sizes.LINE, row, sizes.SIZE, "ink", sizes.INNER, bold=True))
    return Group(plain(title), tuple(parts))


def row_head(name: str, hint: str, left: float, top: float) -> list[Part]:
    """The name of a row and what stands in it."""
    rows = wrap(name, _NAME, _ROOM, 2, bold=True)
    parts: list[Part] = [
        Label(left, top + 8 + 17 * n, row, _NAME, "ink", _ROOM, bold=True) for n, row in enumerate(rows)
    ]
    y = top + 17 * len(rows) + 8
    hints = wrap(hint, _HINT, _ROOM, 3)
    return [*parts, *(Label(left, y + _HINT_LINE * n, row, _HINT, "ink2", _ROOM) for n, row in enumerate(hints))]


def row_head_height(name: str, hint: str) -> float:
    """The height that the name of a row and its hint need."""
    return 17 * len(wrap(name, _NAME, _ROOM, 2, bold=True)) + _HINT_LINE * len(wrap(hint, _HINT, _ROOM, 3)) + 8


def service_line(name: str, left: float, y: float, right: float) -> list[Part]:
    """One of the three lines, with its name at its beginning."""
    text = wrap(name, 11.5, 260, 1, bold=True)[0]
    room = text_width(text, 11.5, bold=True)
    return [
        _bar(left, y, right, y, "ink2", 1.4, "dashed"),
        Box(left + 6, y - 10, room + 12, 20, 6, "page"),
        Label(left + 12, y, text, 11.5, "ink2", room, bold=True),
    ]


REACHED = 11.0
"""Radius of the disc at the end of a hand-off."""


def reached(number: str, x: float, y: float) -> list[Part]:
    """The touchpoint that a hand-off leads to."""
    room = 2 * REACHED - 2
    label = Label(x, y, number, 10.5, "ink", room, bold=True, anchor="middle")
    return [Disc(x, y, REACHED - 0.8, "card", "accent", 1.6), label]


def arrow(start: Point, end: Point, tone: str, pen: float = 1.5, dash: Dash = "") -> list[Part]:
    """A straight arrow, level or upright."""
    (x, y), (to_x, to_y) = start, end
    across = 0 if to_x == x else 1 if to_x > x else -1
    down = 0 if to_y == y else 1 if to_y > y else -1
    foot = (to_x - 8 * across, to_y - 8 * down)
    sides = ((foot[0] - 4.5 * down, foot[1] - 4.5 * across), (foot[0] + 4.5 * down, foot[1] + 4.5 * across))
    return [_bar(x, y, *foot, tone, pen, dash), Shape((end, *sides), tone)]
