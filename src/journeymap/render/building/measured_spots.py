"""Where marks of what customers said are drawn: beside the faces of their touchpoint, near ones as a shared mark.

A mark stands so near to its touchpoint that nobody takes it for another one's: as far from it as faces and letters
need, and never as far as halfway to the next. Two whose heights are near stand on both sides of the faces. Where there
is no room for that, or where they are more because several personas answer several questions, near ones share a mark,
which stands in the middle between the highest and the lowest of them; what each says is in its title, and its interval
is drawn. Shared marks stand by turns before and behind the faces, so that no two of them touch.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.render.view_measured import FeltSpot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from journeymap.render.view import CurveView, StageView
    from journeymap.render.view_measured import FeltMark, Side
    from journeymap.render.view_parts import PersonaView
    from journeymap.render.wording import Words

_ASIDE = 0.42
"""How far a mark stands beside the middle of its touchpoint at most, in parts of its room."""
_FACE, _LETTER = 24.0, 9.0
"""As far as it stands where there is more room: pixels beside a face, and for each letter behind that."""
_WIDE = 12.0
"""From this room on, in per cent of the drawing, two near marks do not share one."""
_NEAR = 8.0
"""Marks share one where their heights, in per cent of the drawing, differ by no more than this."""
_EDGE = 0.8
"""How near a mark may come to the edge of the drawing, in per cent."""
_LETTERS = 1.8
"""How near one that has letters comes to it, if there is a choice."""
_CLEAR = 11.0
"""From here on two marks one above the other do not touch, in per cent of the height."""
_BOTH: tuple[Side, Side] = ("start", "end")


@dataclass(frozen=True)
class _Room:
    """The room of a touchpoint, in per cent of the drawing."""

    middle: float
    width: float

    def x(self, side: Side) -> float:
        """The place of a mark on a side of the faces."""
        return round(min(max(self._aside(side), _EDGE), 100 - _EDGE), 3)

    def holds(self, side: Side) -> bool:
        """Whether a mark with its letters has room on a side, within the drawing."""
        return _LETTERS <= self._aside(side) <= 100 - _LETTERS

    def _aside(self, side: Side) -> float:
        return self.middle + self.width * (_ASIDE if side == "end" else -_ASIDE)


def felt_spots(
    words: Words,
    felt: Sequence[FeltMark],
    stages: Sequence[StageView],
    curves: Iterable[CurveView],
    personas: Sequence[PersonaView],
) -> tuple[FeltSpot, ...]:
    """The marks that are drawn, from left to right and at a touchpoint from above.

    Args:
        words: Their language.
        felt: What customers said; each stands in one of the marks.
        stages: The stages, with the touchpoints.
        curves: The curves, whose faces the marks stand beside.
        personas: Those of the journey; a mark of all of them has no letters.
    """
    faces: dict[str, list[float]] = {}
    drawn = tuple(curves)
    for curve in drawn:
        for point in curve.points:
            faces.setdefault(point.card, []).append(point.y)
    letters = len(personas) - 1 if len(drawn) > 1 else 0
    spotter = _Spotter(words, felt, {persona.id: persona.mark for persona in personas}, _FACE + _LETTER * letters)
    return tuple(
        spot
        for stage in stages
        for n, card in enumerate(stage.cards)
        for spot in spotter.spots(card.id, _room(stage, n), faces.get(card.id, []))
    )


def _room(stage: StageView, n: int) -> _Room:
    width = stage.width / len(stage.cards)
    return _Room(stage.left + width * (n + 0.5), width)


@dataclass(frozen=True)
class _Spotter:
    """What is the same for all marks of a journey."""

    words: Words
    felt: Sequence[FeltMark]
    letters: Mapping[str, str]
    behind: float

    def spots(self, card: str, room: _Room, faces: Sequence[float]) -> Iterator[FeltSpot]:
        """The marks of a touchpoint, from above."""
        marked = sorted((mark.y, n) for n, mark in enumerate(self.felt) if mark.card == card)
        apart = len(marked) == len(_BOTH) and room.width >= _WIDE and all(map(room.holds, _BOTH))
        shared = [[mark] for mark in marked] if apart else list(_near(marked))
        heights = [(group[0][0] + group[-1][0]) / 2 for group in shared]
        for group, y, side in zip(shared, heights, _sides(heights, room, faces), strict=True):
            marks = tuple(sorted(n for _, n in group))
            text = self._text([self.felt[n] for n in marks])
            away = self.behind if side == "end" else _FACE
            place = (round(room.middle, 3), away, room.x(side), round(y, 2))
            yield FeltSpot(card, side, *place, marks, self._letters(marks), text)

    def _letters(self, marks: Iterable[int]) -> tuple[str, ...]:
        """The personas whose letters stand at a mark; none where it is of all who answered, or of everybody."""
        who = {self.felt[n].persona for n in marks}
        named = tuple(name for name, letter in self.letters.items() if name in who and letter)
        return () if len(named) == len(self.letters) > 1 else named

    def _text(self, marks: Sequence[FeltMark]) -> str:
        if len(marks) == 1:
            return marks[0].text
        values = {"number": marks[0].number, "name": marks[0].name}
        results = self.words("punctuation.semicolon").join(mark.told for mark in marks)
        return self.words.count("measured.felt.shared", len(marks), results=results, **values)


def _near(marks: Sequence[tuple[float, int]]) -> Iterator[list[tuple[float, int]]]:
    """Marks in order of their heights, those together that share one."""
    group: list[tuple[float, int]] = []
    for mark in marks:
        if group and mark[0] - group[0][0] > _NEAR:
            yield group
            group = []
        group.append(mark)
    if group:
        yield group


def _sides(heights: Sequence[float], room: _Room, faces: Sequence[float]) -> Iterator[Side]:
    """On which side of the faces each mark stands: by turns, and not over the edge where the other side has room.

    The mark that is nearest to a face stands before the faces, whose letters are behind them. One side is always free:
    of three marks in order, the first and the last are further from each other than two that touch.
    """
    gaps = [min((abs(height - face) for face in faces), default=0.0) for height in heights]
    crowded = gaps.index(min(gaps)) if gaps else 0
    last: dict[Side, float] = {"start": -_CLEAR, "end": -_CLEAR}
    for place, height in enumerate(heights):
        order = _BOTH if (place - crowded) % 2 == 0 else _BOTH[::-1]
        free = [side for side in order if height - last[side] >= _CLEAR]
        side = next((side for side in free if room.holds(side)), free[0])
        last[side] = height
        yield side
