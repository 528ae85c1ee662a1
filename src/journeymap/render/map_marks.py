"""What stands on the curve of emotion: marks, the numbers below them, and the waits between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.render import map_places
from journeymap.render.text_width import text_width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.render.view import CurveView, JourneyView, PointView

_RUNG = 12.5
"""Per cent of the drawing between two half steps of emotion."""
_ROOM = 0.28
"""What a mark and a number take of the stretch of a wait, on each side, in parts of the narrowest slot."""

_MOST_ROOM = 1.6
_DESK, _LETTERS = 1256, 11
"""CSS pixels: all stages of a map on a usual desk, and the size of the letters below a wait."""


@dataclass(frozen=True)
class Mark:
    """A face on the curve, for all curves that pass through its place.

    `letters` are the marks of the personas and the numbers of their lines, none where it holds for all of them.
    """

    point: PointView
    place: int
    rung: int
    letters: tuple[tuple[str, int], ...]
    personas: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True)
class Wait:
    """A stretch of waiting before a touchpoint; `number` is the touchpoint's, `text` empty where it has no room."""

    number: int
    path: str
    middle: float
    width: float
    text: str


def marks(view: JourneyView) -> tuple[Mark, ...]:
    """The marks of all curves but the base one, from left to right."""
    places = map_places.classes(view)
    drawn = [curve for curve in view.curves if curve.kind != "base"]
    met: dict[tuple[float, float], list[tuple[CurveView, PointView]]] = {}
    for curve in drawn:
        for point in curve.points:
            met.setdefault((point.x, point.y), []).append((curve, point))
    return tuple(_mark(met[key], places, len(drawn)) for key in sorted(met))


def _mark(met: list[tuple[CurveView, PointView]], places: dict[float, int], curves: int) -> Mark:
    point = met[0][1]
    letters = tuple((curve.mark, curve.dash) for curve, _ in met if curve.mark)
    return Mark(
        point=point,
        place=places[point.x],
        rung=rung(point.y),
        letters=() if len(met) == curves else letters,
        personas=tuple(curve.persona for curve, _ in met if curve.persona),
        names=() if len(met) == curves else tuple(curve.label for curve, _ in met if curve.mark),
    )


def rung(y: float) -> int:
    """The class of a height: half steps from the top."""
    return round(y / _RUNG)


def waits(view: JourneyView) -> tuple[Wait, ...]:
    """The waits before touchpoints, each from the one before it, or from the left edge."""
    places, room = map_places.of_cards(view), _room(view)
    return tuple(
        _wait(card.number, card.wait, places.get(card.number - 1, 0.0) + room, places[card.number] - room, room)
        for card in view.cards
        if card.wait
    )


def _wait(number: int, text: str, left: float, right: float, room: float) -> Wait:
    path = f"M{round(left, 3):g} 4H{round(right, 3):g}"
    fits = text_width(text, _LETTERS) <= (right - left + 2 * room) / 100 * _DESK
    return Wait(number, path, round((left + right) / 2, 3), round(right - left, 3), text if fits else "")


def _room(view: JourneyView) -> float:
    return min(map_places.slot(view) * _ROOM, _MOST_ROOM)


def rules(view: JourneyView) -> Iterator[str]:
    """Where the words of the waits stand."""
    room = _room(view)
    for wait in waits(view):
        yield f".z{wait.number}{{inset-inline-start:{wait.middle:g}%;max-width:{round(wait.width + 2 * room, 3):g}%}}"
