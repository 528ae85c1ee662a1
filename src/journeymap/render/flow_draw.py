"""The parts of the flow as shapes: cards, faces, arrows, labels, heads of stages."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from journeymap.render import flow_card as card_sizes
from journeymap.render import flow_label as label_sizes
from journeymap.render.flow_shapes import Box, Curve, Disc, Label, Part, Shape

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from journeymap.render.flow_card import Card, Header, Line
    from journeymap.render.flow_geometry import Arrow
    from journeymap.render.flow_shapes import Dash, Point

# Mouths of the five faces in a box of 24, as quadratic curves from, over and to.
_MOUTHS: dict[int, tuple[Point, Point, Point]] = {
    1: ((7.6, 17.4), (12, 12.4), (16.4, 17.4)),
    2: ((8, 16.4), (12, 13.8), (16, 16.4)),
    3: ((8, 15.6), (12, 15.6), (16, 15.6)),
    4: ((8, 14.6), (12, 17.4), (16, 14.6)),
    5: ((7.2, 13.6), (12, 20), (16.8, 13.6)),
}


def mirrored(parts: Sequence[Part], axis: float) -> list[Part]:
    """The parts as seen in a mirror that stands at `axis`; texts keep their anchor, which follows the reading."""
    return [_mirror(part, axis) for part in parts]


def _mirror(part: Part, axis: float) -> Part:
    if isinstance(part, Box):
        return replace(part, x=2 * axis - part.x - part.width)
    if isinstance(part, Disc | Label):
        return replace(part, x=2 * axis - part.x)
    return replace(part, points=tuple((2 * axis - x, y) for x, y in part.points))


def card_parts(card: Card, middle: Point, dash: Dash) -> list[Part]:
    """A card around its middle."""
    left, top = middle[0] - card_sizes.WIDTH / 2, middle[1] - card.height / 2
    stroke = "s1" if card.face == 1 else "accent" if card.truth else "border"
    pen = 1.6 if stroke != "border" else 1.1
    parts: list[Part] = [Box(left, top, card_sizes.WIDTH, card.own_height, 10, "card", stroke, pen, dash)]
    x, y = left + card_sizes.PAD_X, top + card_sizes.PAD_Y
    parts += _head(card, x, y)
    y += card_sizes.HEADER + card_sizes.GAP
    for line in card.lines:
        parts += _line(line, x, y, first=line.first)
        y += line.height
    return [*parts, *_ghosts(card, left, top + card.own_height)]


def _ghosts(card: Card, left: float, top: float) -> list[Part]:
    """The boxes that hang on a card, each by a short line."""
    parts: list[Part] = []
    middle = left + card_sizes.WIDTH / 2
    for lines in card.ghosts:
        y = top + card_sizes.GHOST_GAP
        height = card_sizes.ghost_height(lines)
        parts.append(Curve(((middle, top), (middle, top), (middle, y), (middle, y)), "s2", 1.4))
        parts.append(Box(left, y, card_sizes.WIDTH, height, 10, "page", "s2", 1.4, "dashed"))
        row = y + card_sizes.GHOST_PAD
        for line in lines:
            parts += _line(line, left + card_sizes.PAD_X, row, first=line.first)
            row += line.height
        top = y + height
    return parts


def _head(card: Card, x: float, y: float) -> list[Part]:
    middle = y + card_sizes.HEADER / 2
    parts: list[Part] = [
        Label(x, middle, str(card.number), card_sizes.NUMBER_SIZE, "ink", card.number_width, bold=True)
    ]
    if card.channel:
        start = x + card.number_width
        parts.append(Label(start, middle, card.channel, card_sizes.NUMBER_SIZE, "ink2", card.channel_width))
    if card.score:
        right = x + card_sizes.INNER
        room = card_sizes.SCORE - card_sizes.FACE
        parts.append(Label(right, middle, card.score, card_sizes.NUMBER_SIZE, "ink", room, bold=True, anchor="end"))
        parts += face_parts(card.face, right - room - card_sizes.FACE / 2, middle, card_sizes.FACE / 2)
    return parts


def face_parts(face: int, x: float, y: float, radius: float) -> list[Part]:
    """A face from 1 (very negative) to 5 (very positive)."""
    scale = radius / 12

    def at(point: Point) -> Point:
        return (x + (point[0] - 12) * scale, y + (point[1] - 12) * scale)

    start, over, end = _MOUTHS[face]
    bend = [(p[0] + 2 * (over[0] - p[0]) / 3, p[1] + 2 * (over[1] - p[1]) / 3) for p in (start, end)]
    mouth = tuple(at(point) for point in (start, bend[0], bend[1], end))
    eyes = [at((8.6, 9.6)), at((15.4, 9.6))]
    return [
        Disc(x, y, radius, fill=f"s{face}"),
        *(Disc(*eye, 1.45 * scale, fill="glyph") for eye in eyes),
        Curve(mouth, "glyph", 1.8 * scale, fill="glyph" if face == 5 else ""),  # noqa: PLR2004 - the open mouth
    ]


def _line(line: Line, x: float, y: float, *, first: bool) -> list[Part]:
    middle = y + line.height / 2
    if line.mark == "rule":
        return [Box(x, middle - 0.5, card_sizes.INNER, 1, fill="line")]
    room = card_sizes.INNER - line.indent
    text: list[Part] = [Label(x + line.indent, middle, line.text, line.size, line.tone, room, bold=line.bold)]
    return [*(_sign(line, x + 6, middle) if first else ()), *text]


def _sign(line: Line, x: float, y: float) -> list[Part]:
    draw = _SIGNS.get(line.mark)
    return draw(x, y) if draw else []


def _owner(x: float, y: float) -> list[Part]:
    return [Disc(x, y, 6.5, fill="head"), Disc(x, y - 1.8, 2.0, fill="headink"), *_shoulders(x, y)]


def _clock(x: float, y: float) -> list[Part]:
    hands = ((x, y - 3.4), (x, y - 2), (x, y - 1), (x, y), (x + 1, y), (x + 1.6, y), (x + 2.6, y))
    return [Disc(x, y, 5.2, stroke="ink2", pen=1.3), Curve(hands, "ink2", 1.3)]


def _end(x: float, y: float) -> list[Part]:
    return [Disc(x, y, 5.2, stroke="ink", pen=1.3), Disc(x, y, 2.6, fill="ink")]


def turned_back(x: float, y: float) -> list[Part]:
    """The sign of a way back to where one has been."""
    bow = ((x - 3, y - 4), (x + 6, y - 5), (x + 6, y + 4), (x - 2, y + 3))
    return [Curve(bow, "ink2", 1.3), Shape(((x - 5.5, y + 3), (x - 1, y), (x - 1, y + 6)), "ink2")]


def _journey(x: float, y: float) -> list[Part]:
    sheets = ((x - 5, ""), (x - 2, "card"))
    return [Box(left, left - x + y, 7, 7, 1.5, fill, "accent", 1.2) for left, fill in sheets]


def _shoulders(x: float, y: float) -> list[Part]:
    return [Curve(((x - 3.4, y + 4.2), (x - 3.2, y - 0.2), (x + 3.2, y - 0.2), (x + 3.4, y + 4.2)), "", fill="headink")]


def star(x: float, y: float, radius: float) -> tuple[Point, ...]:
    """The corners of a five-pointed star."""
    corners = []
    for corner in range(10):
        reach = radius if corner % 2 == 0 else radius * 0.42
        angle = math.pi * corner / 5
        corners.append((round(x + reach * math.sin(angle), 2), round(y - reach * math.cos(angle), 2)))
    return tuple(corners)


_SIGNS: dict[str, Callable[[float, float], list[Part]]] = {
    "owner": _owner,
    "wait": _clock,
    "end": _end,
    "again": turned_back,
    "truth": lambda x, y: [Shape(star(x, y, 6), "accent")],
    "journey": _journey,
}


def arrow_parts(arrow: Arrow, stroke: str, pen: float, dash: Dash) -> list[Part]:
    """An arrow: its line up to the head, and the head."""
    head = _arrow_head(arrow.curves[-1][-1], arrow.tip, 4 + pen)
    return [*(Curve(curve, stroke, pen, dash) for curve in arrow.curves), Shape(head, stroke)]


def _arrow_head(base: Point, tip: Point, half: float) -> tuple[Point, ...]:
    length = math.hypot(tip[0] - base[0], tip[1] - base[1]) or 1
    along = ((tip[0] - base[0]) / length, (tip[1] - base[1]) / length)
    reach = max(length, 8.0)
    foot = (tip[0] - along[0] * reach, tip[1] - along[1] * reach)
    sides = [(foot[0] - side * along[1] * half, foot[1] + side * along[0] * half) for side in (1, -1)]
    return tuple((round(x, 2), round(y, 2)) for x, y in (tip, *sides))


def label_parts(label: label_sizes.Label, middle: Point, stroke: str) -> list[Part]:
    """The label of an arrow, on a ground of its own."""
    x, y = middle[0] - label.width / 2, middle[1] - label.height / 2
    parts: list[Part] = [Box(x, y, label.width, label.height, 7, "card", stroke, 1)]
    row = y + label_sizes.PAD_Y + label_sizes.LINE / 2
    room = label.width - 2 * label_sizes.PAD_X
    for line in label.lines:
        parts.append(Label(middle[0], row, line.text, line.size, line.tone, room, line.bold, "middle"))
        row += label_sizes.LINE
    return parts


def header_parts(header: Header, left: float, top: float, width: float, height: float) -> list[Part]:
    """The head of a stage's column: a wide arrow with its number and name."""
    notch = 10.0
    right, bottom, middle = left + width, top + height, top + height / 2
    corners = ((left, top), (right - notch, top), (right, middle), (right - notch, bottom), (left, bottom))
    points = corners if header.number == 1 else (*corners, (left + notch, middle))
    parts: list[Part] = [Shape(points, "head")]
    y = top + (height - header.height) / 2 + card_sizes.STAGE_PAD + card_sizes.STAGE_LINE / 2
    x = left + notch + 10
    room = width - 2 * notch - 12
    for row in header.title:
        parts.append(Label(x, y, row, card_sizes.STAGE_SIZE, "headink", room, bold=True))
        y += card_sizes.STAGE_LINE
    parts += [Label(x, y - 1 + 15 * n, row, 11.5, "headink2", room) for n, row in enumerate(header.when)]
    return parts
