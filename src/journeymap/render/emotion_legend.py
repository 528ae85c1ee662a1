"""The key of the emotion curve: whose lines there are, what is today's and what intended, and what signs mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.render import map_measured
from journeymap.render.emotion_lines import Stroke, stroke_of
from journeymap.render.emotion_marks import badge
from journeymap.render.emotion_measured import diamond
from journeymap.render.flow_draw import star
from journeymap.render.flow_shapes import Curve, Disc, Label, Shape
from journeymap.render.text_width import text_width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.render.flow_shapes import Part
    from journeymap.render.view import CurveView, JourneyView
    from journeymap.render.wording import Words

SIZE = 12.0
ROW = 24.0
_SIGN = 44.0
_BADGE = 20.0
_GAP = 26.0
_MOST = 420.0


@dataclass(frozen=True)
class Key:
    """A sign and what it means: a line, with the letter of its persona; or, without a line, star or diamond."""

    text: str
    stroke: Stroke | None = None
    curve: CurveView | None = None
    measured: bool = False

    @property
    def sign(self) -> float:
        """The room for the sign."""
        if self.stroke is None:
            return _BADGE
        return _SIGN + (_BADGE if self.curve and self.curve.mark else 0)

    @property
    def width(self) -> float:
        """The room for sign and text, and the gap to the next."""
        return self.sign + text_width(self.text, SIZE) + _GAP

    def parts(self, x: float, y: float) -> Iterator[Part]:
        """The key from its left end."""
        if self.measured:
            yield from diamond(x + 7, y)
        elif self.stroke is None:
            yield Shape(star(x + 7, y, 7), "accent")
        else:
            ends = (x, y), (x + _SIGN - 8, y)
            yield Curve(
                (ends[0], ends[0], ends[1], ends[1]), self.stroke.tone or "s4", self.stroke.pen, self.stroke.dash
            )
        if self.curve and self.curve.kind == "base":
            yield Disc(x + (_SIGN - 8) / 2, y, 3.4, "card", "edge", 1.8)
        if self.curve and self.curve.mark:
            yield from badge(self.curve, x + _SIGN + _BADGE / 2 - 4, y)
        yield Label(x + self.sign, y, self.text, SIZE, "ink2", text_width(self.text, SIZE))


def keys(view: JourneyView, say: Words) -> list[Key]:
    """What this drawing needs explained."""
    shown = view.curves if len(view.curves) > 1 or view.future else ()
    found = [Key(_short(_label(curve, view, say)), stroke_of(curve, future=view.future), curve) for curve in shown]
    if any(curve.gaps for curve in view.curves):
        found.append(Key(_short(say("curve.gap")), Stroke("edge", 1.5, "dotted")))
    if any(card.moment_of_truth for card in view.cards):
        found.append(Key(_short(say("card.mot"))))
    felt = map_measured.key(view, say)
    return [*found, Key(_short(felt), measured=True)] if felt else found


def _label(curve: CurveView, view: JourneyView, say: Words) -> str:
    intended = view.future and curve.kind != "base"
    return say("feel.intended", name=curve.label) if intended else curve.label


def _short(text: str) -> str:
    return wrap(text, SIZE, _MOST, 1)[0] if text.strip() else ""


def rows(found: list[Key], width: float) -> list[list[Key]]:
    """The keys in rows of a width."""
    result: list[list[Key]] = []
    used = width
    for key in found:
        if used + key.width - _GAP > width:
            result.append([])
            used = 0
        result[-1].append(key)
        used += key.width
    return result


def legend_parts(found: list[list[Key]], left: float, top: float) -> list[Part]:
    """The rows from their upper left corner."""
    parts: list[Part] = []
    for n, row in enumerate(found):
        x = left
        for key in row:
            parts += key.parts(round(x, 1), top + ROW * (n + 0.5))
            x += key.width
    return parts
