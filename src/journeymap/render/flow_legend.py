"""The key below the flow: what the arrows and signs mean, of which only those that are there are explained."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.render.flow_draw import face_parts, mirrored
from journeymap.render.flow_shapes import Box, Curve, Label, Part, Shape
from journeymap.render.text_width import text_width, wrap

if TYPE_CHECKING:
    from journeymap.render.flow_shapes import Dash
    from journeymap.render.view import JourneyView
    from journeymap.render.view_ways import EdgeView
    from journeymap.render.wording import Words

ROW = 22.0
SIZE = 11.5
SIGN = 38.0
GAP = 22.0
MOST = 260.0
NOTE = 700.0
_NEUTRAL = 3


@dataclass(frozen=True)
class Key:
    """A sign and what it means: `face` 1 to 5, or 0 for a line of a `tone`, a `dash` and a `pen`.

    `boxed` is a box instead of a line, and a `bare` key is a note without a sign, in a row of its own.
    """

    text: str
    face: int = 0
    tone: str = "edge"
    dash: Dash = ""
    pen: float = 1.6
    boxed: bool = False
    bare: bool = False

    @property
    def width(self) -> float:
        """The room for the sign, the text, and the gap to the next."""
        return (0 if self.bare else FACE if self.face else SIGN) + text_width(self.text, SIZE) + GAP


FACE = 24.0


@dataclass(frozen=True)
class Legend:
    """All keys, in rows as wide as there is room."""

    keys: tuple[Key, ...]

    @property
    def least_width(self) -> float:
        """The width that the widest key needs."""
        return max((key.width for key in self.keys), default=0)

    def height(self, width: float) -> float:
        """The height of all rows."""
        return ROW * len(self._rows(width))

    def _rows(self, width: float) -> list[list[Key]]:
        rows: list[list[Key]] = []
        used = width
        for key in self.keys:
            if used + key.width - GAP > width or key.bare:
                rows.append([])
                used = 0
            rows[-1].append(key)
            used += key.width
        return rows

    def parts(self, left: float, top: float, width: float, *, rtl: bool) -> list[Part]:
        """The legend from its upper left corner; in a picture that is read from the right, from the right."""
        drawn: list[Part] = []
        for at, row in enumerate(self._rows(width)):
            x, y = left, top + ROW * (at + 0.5)
            for key in row:
                drawn += _key(key, round(x, 1), y)
                x += key.width
        return mirrored(drawn, left + width / 2) if rtl else drawn


def _key(key: Key, x: float, y: float) -> list[Part]:
    room = text_width(key.text, SIZE)
    if key.face:
        return [*face_parts(key.face, x + 8, y, 8), Label(x + FACE, y, key.text, SIZE, "ink2", room)]
    if key.bare:
        return [Label(x, y, key.text, SIZE, "ink2", room)]
    if key.boxed:
        box = Box(x, y - 6, 28, 12, 4, "page", key.tone, 1.4, "dashed")
        return [box, Label(x + SIGN, y, key.text, SIZE, "ink2", room)]
    line = ((x, y), (x + 8, y), (x + 16, y), (x + 23, y))
    head = Shape(((x + 30, y), (x + 21, y - 4.5), (x + 21, y + 4.5)), key.tone)
    return [Curve(line, key.tone, key.pen, key.dash), head, Label(x + SIGN, y, key.text, SIZE, "ink2", room)]


def legend(view: JourneyView, say: Words) -> Legend:
    """The keys of what this journey has."""
    ways = [edge for edge in view.edges if edge.target and not edge.is_retry]
    keys = [
        Key(say("flow.next")) if ways else None,
        Key(say("flow.switch"), dash="dashed") if any(edge.channel_switch for edge in ways) else None,
        Key(say("flow.handoff"), tone="accent") if any(edge.handoff for edge in ways) else None,
        Key(say("flow.recycle"), dash="dotted") if any(edge.kind == "recycle" for edge in ways) else None,
    ]
    return Legend((*(key for key in keys if key), *_measured(view, ways, say), *_faces(view, say), *_notes(view, say)))


def _measured(view: JourneyView, ways: list[EdgeView], say: Words) -> list[Key]:
    """What arrows and boxes mean where the flow is held against data."""
    if view.measured is None:
        return []
    seen = [edge.measured for edge in ways if edge.measured]
    keys = [
        Key(say("measured.flow.share"), pen=4.0) if any(use.taken for use in seen) else None,
        Key(say("measured.flow.untaken"), dash="sparse", pen=1.0) if any(not use.taken for use in seen) else None,
        Key(say("measured.flow.beside"), tone="s2", dash="dashdot") if view.measured.beside else None,
        Key(say("measured.flow.ghost"), tone="s2", boxed=True)
        if any(ghost.after for ghost in view.measured.ghosts)
        else None,
    ]
    return [key for key in keys if key]


def _notes(view: JourneyView, say: Words) -> list[Key]:
    """How much was measured, whether the map has changed since, and events of which nobody knows what they follow."""
    if view.measured is None:
        return []
    loose = [ghost.text for ghost in view.measured.ghosts if not ghost.after]
    about = (say("measured.way.label", text=view.measured.about), view.measured.stale, *loose)
    return [Key(row, bare=True) for text in about if text for row in wrap(text, SIZE, NOTE, 3)]


def _faces(view: JourneyView, say: Words) -> list[Key]:
    """The faces that the journey has, each with the whole score it stands for."""
    shown = sorted({card.emotion.face for card in view.cards if card.emotion})
    words = {face: f"{say.signed(face - _NEUTRAL)} {say(f'emotion.{face - _NEUTRAL}')}" for face in shown}
    return [Key(wrap(words[face], SIZE, MOST, 1)[0], face=face) for face in shown]
