"""What a change looks like in the flow: colours, badges on cards, and the key that explains them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from journeymap.render.flow_draw import mirrored
from journeymap.render.flow_shapes import Box, Curve, Disc, Label, Part, Shape
from journeymap.render.text_width import text_width

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.render.flow_shapes import Dash, Picture
    from journeymap.render.wording import Words

MARGIN = 24.0
TONES: dict[str, tuple[str, str]] = {
    "worse": ("#b42318", "#ff8a7a"),
    "better": ("#0b6b4f", "#5fd6ad"),
    "changed": ("#3448c5", "#a5b4fc"),
    "new": ("#0b6b4f", "#5fd6ad"),
    "added": ("#0b6b4f", "#5fd6ad"),
    "gone": ("#8a3324", "#e0897c"),
    "ghost": ("#6a7288", "#8f9ab8"),
    "worsebg": ("#fdf1ef", "#2e1c24"),
    "betterbg": ("#ecf7f3", "#142b2a"),
    "changedbg": ("#eef1fe", "#1d2545"),
    "badge": ("#ffffff", "#10162a"),
}
"""The colours of changes by name, light and dark: text on them, and they on the ground, reach 4.5 to 1."""

_GROUNDS = {"worse": "worsebg", "better": "betterbg", "changed": "changedbg"}
_STROKES = {"went": "ghost"}
_SIZE = 11.0
NAME_SIZE = 13.0
"""The size of a touchpoint's name on its card, and of nothing else that is bold there."""
_SURE = 0.86
"""Widths of texts are estimated from above; a line through one ends before that."""
_HEIGHT = 17.0
_SIGN = 8.0
_ROW = 22.0
_KEYS = ("worse", "better", "changed", "new", "gone")


def badge(text: str, x: float, y: float, tone: str, *, rtl: bool, width: float) -> list[Part]:
    """A word in a coloured box, from where one begins to read in a width; `worse` and `better` with a triangle."""
    sign = _SIGN + 5 if tone in {"worse", "better"} else 0.0
    room = text_width(text, _SIZE, bold=True)
    ground = _STROKES.get(tone, tone)
    parts: list[Part] = [Box(x, y, round(room + sign + 14, 1), _HEIGHT, 6, ground)]
    if sign:
        parts.append(_triangle(x + 7, y + _HEIGHT / 2, tone, "badge"))
    parts.append(Label(x + 7 + sign, y + _HEIGHT / 2, text, _SIZE, "badge", room, bold=True))
    return mirrored(parts, x + width / 2) if rtl else parts


def _triangle(x: float, y: float, tone: str, fill: str) -> Shape:
    """A triangle that points down for worse and up for better."""
    half, way = _SIGN / 2, 1 if tone == "worse" else -1
    return Shape(((x, y - half * way), (x + _SIGN, y - half * way), (x + half, y + half * way)), fill)


def dressed(parts: tuple[Part, ...], number: int, shown: int, tone: str, told: str, *, rtl: bool) -> tuple[Part, ...]:
    """The parts of a card in the colour of what happened to it, with its own number and a badge.

    Args:
        parts: The card, its ground first.
        number: The number that it has in the layout.
        shown: The number that it has in its journey.
        tone: What happened to it.
        told: What its badge says; empty for none.
        rtl: Whether it is read from the right.
    """
    ground, *rest = parts
    if not isinstance(ground, Box):
        raise TypeError("the first part of a card is its ground")
    gone = tone in {"gone", "went"}
    drawn: list[Part] = [_numbered(part, number, shown) for part in rest]
    if gone:
        drawn = [replace(part, tone="ink2") if isinstance(part, Label) else retoned(part, "ghost") for part in drawn]
        drawn += _struck(drawn, rtl=rtl)
    if tone != "same":
        stroke = _STROKES.get(tone, tone)
        dash: Dash = "dashed" if gone else ground.dash
        ground = replace(ground, fill=_GROUNDS.get(tone, ground.fill), stroke=stroke, pen=2.0, dash=dash)
    tag = badge(told, ground.x + 10, ground.y - 9, tone, rtl=rtl, width=ground.width - 20) if told else []
    return (ground, *drawn, *tag)


def _numbered(part: Part, number: int, shown: int) -> Part:
    """The number of a card as its own journey counts; it is the first label that says it."""
    if isinstance(part, Label) and part.bold and part.text == str(number):
        return replace(part, text=str(shown))
    return part


def _struck(parts: Iterable[Part], *, rtl: bool) -> list[Part]:
    """Lines through the name of what is gone."""
    names = [part for part in parts if isinstance(part, Label) and part.bold and part.size == NAME_SIZE]
    return [_line_through(name, rtl=rtl) for name in names]


def _line_through(name: Label, *, rtl: bool) -> Curve:
    """A line through a text, as wide as it surely is."""
    width = min(name.room, text_width(name.text, name.size, bold=True) * _SURE)
    end = name.x + (-width if rtl else width)
    return Curve(((name.x, name.y), (name.x, name.y), (end, name.y), (end, name.y)), "ink2", 1.2)


def retoned(part: Part, tone: str, *, dash: Dash = "") -> Part:
    """A part in another colour."""
    if isinstance(part, Curve):
        return replace(part, stroke=_recoloured(part.stroke, tone), dash=dash or part.dash)
    if isinstance(part, Shape):
        return replace(part, fill=tone)
    if isinstance(part, Disc):
        return replace(part, fill=_recoloured(part.fill, tone), stroke=_recoloured(part.stroke, tone))
    return part


def _recoloured(colour: str, tone: str) -> str:
    """What is painted gets the new colour, but for what is cut out of it."""
    return tone if colour and colour != "glyph" else colour


def keys(say: Words, tones: set[str], ways: set[str], picture: Picture) -> tuple[list[Part], float]:
    """The key of the colours that occur, below a picture, and the height that it takes."""
    shown = [tone for tone in _KEYS if tone in tones]
    entries = [(tone, say(f"review.flow.{tone}"), False) for tone in shown]
    entries += [("added", say("review.flow.way.new"), True)] if "added" in ways else []
    entries += [("gone", say("review.flow.way.gone"), True)] if "lost" in ways else []
    parts: list[Part] = []
    x, y, rows = MARGIN, picture.height - MARGIN + _ROW / 2 + 2, 1
    for tone, text, is_way in entries:
        width = 38 + text_width(text, 11.5) + 22
        if x + width > picture.width - MARGIN and x > MARGIN:
            x, y, rows = MARGIN, y + _ROW, rows + 1
        parts += _key(tone, text, x, y, is_way=is_way)
        x = round(x + width, 1)
    if not parts:
        return [], 0.0
    return (mirrored(parts, picture.width / 2) if picture.rtl else parts), _ROW * rows + 6


def _key(tone: str, text: str, x: float, y: float, *, is_way: bool) -> list[Part]:
    label = Label(x + 38, y, text, 11.5, "ink2", text_width(text, 11.5))
    if is_way:
        line = ((x, y), (x + 8, y), (x + 16, y), (x + 23, y))
        head = Shape(((x + 30, y), (x + 21, y - 4.5), (x + 21, y + 4.5)), tone)
        return [Curve(line, tone, 1.6, "dotted" if tone == "gone" else ""), head, label]
    box = Box(x, y - 7, 30, 14, 4, _GROUNDS.get(tone, "card"), tone, 2.0, "dashed" if tone == "gone" else "")
    return [box, *([_triangle(x + 11, y, tone, tone)] if tone in {"worse", "better"} else []), label]
