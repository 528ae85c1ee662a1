"""The health of journeys over time as one small SVG: a line for each from 0 to 100, a mark for each commit.

The same bytes for the same history. Marks say their day, score and commit as titles.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from journeymap.render.flow_draw import mirrored
from journeymap.render.flow_shapes import Box, Curve, Disc, Group, Label, Picture
from journeymap.render.flow_svg import picture_svg
from journeymap.render.text_width import plain, text_width, wrap
from journeymap.render.wording import direction, words_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.diff.past import Journey, Past, Point
    from journeymap.render.flow_shapes import Part
    from journeymap.render.wording import Words

WIDTH = 640.0
_MARGIN = 20.0
_AXIS = 34.0
_PLOT = 72.0
_TITLE = 26.0
_DATES = 24.0
_GAP = 16.0
_STEPS = (0, 50, 100)
_END = 46.0
"""Room for the last score behind the line."""
_BLOCK = _TITLE + _PLOT + _DATES + _GAP


@dataclass(frozen=True)
class _Spot:
    """A point of health in its place."""

    point: Point
    x: float
    y: float


def draw_svg(past: Past) -> bytes:
    """The health of the journeys of a history, one below the other.

    Args:
        past: The history.
    """
    words = words_for(past.language)
    journeys = [journey for journey in past.journeys if journey.points]
    rtl = direction(past.language) == "rtl"
    groups: list[Group] = []
    for number, journey in enumerate(journeys):
        groups += _Block(journey, _MARGIN + number * _BLOCK, words, rtl=rtl).groups()
    notes = [words("health_curve.scale") if journeys else words("health_curve.none")]
    notes += [words("health_curve.cut")] if past.cut_off else []
    rows = [row for note in notes for row in wrap(note, 11.5, WIDTH - 2 * _MARGIN, 3)]
    top = _MARGIN + len(journeys) * _BLOCK
    foot: list[Part] = [
        Label(_MARGIN, top + 16 * (n + 0.5), row, 11.5, "ink2", WIDTH - 2 * _MARGIN) for n, row in enumerate(rows)
    ]
    groups.append(Group("", tuple(mirrored(foot, WIDTH / 2) if rtl else foot)))
    title, told = _titles(journeys, words)
    height = top + 16 * len(rows) + _MARGIN
    return picture_svg(Picture(WIDTH, height, title, told, past.language, rtl, tuple(groups)), "health").encode()


def _titles(journeys: Sequence[Journey], words: Words) -> tuple[str, str]:
    """The title of the picture and its description."""
    told = " ".join(f"{_told(journey, words)}." for journey in journeys) or words("health_curve.none")
    if len(journeys) == 1:
        return words("health_curve.title", name=plain(journeys[0].name)), told
    return words("health_curve.titles"), told


def _told(journey: Journey, words: Words) -> str:
    """A line of health in a sentence."""
    name = plain(journey.name)
    known = [(point.commit.date, point.score) for point in journey.points if point.score is not None]
    if not known:
        return words("health_curve.nothing", name=name)
    scores = [score for _, score in known]
    return words(
        "health_curve.description",
        name=name,
        first=words.date(known[0][0]),
        last=words.date(known[-1][0]),
        **{"from": words.number(scores[0]), "to": words.number(scores[-1])},
        low=words.number(min(scores)),
        high=words.number(max(scores)),
    )


class _Block:
    """The line of one journey, below its name."""

    def __init__(self, journey: Journey, top: float, words: Words, *, rtl: bool) -> None:
        self.journey = journey
        self.words = words
        self.rtl = rtl
        self.top = top
        self.left, self.right = _MARGIN + _AXIS, WIDTH - _MARGIN - _END
        self.floor = top + _TITLE + _PLOT
        self.spots = list(self._spots())

    def _spots(self) -> Iterator[_Spot]:
        """The points by their day; several of one day, and a history of one day, are set apart evenly."""
        days = [point.commit.date.toordinal() for point in self.journey.points]
        first, span = min(days), max(days) - min(days)
        for number, point in enumerate(self.journey.points):
            same = [n for n, day in enumerate(days) if day == days[number]]
            apart = (same.index(number) + 0.5) / len(same) - 0.5 if len(same) > 1 else 0.0
            part = (days[number] - first) / span if span else 0.5
            x = min(max(part + apart * min(0.9 if not span else 1 / (span + 1), 0.9), 0), 1)
            yield _Spot(point, round(self.left + (self.right - self.left) * x, 1), self._y(point.score or 0))

    def _y(self, score: float) -> float:
        return round(self.floor - _PLOT * score / _STEPS[-1], 1)

    def groups(self) -> Iterator[Group]:
        """Name, scale and line as one group, then a group for each mark."""
        parts = [*self._frame(), *self._line(), *self._last()]
        yield Group(plain(_told(self.journey, self.words)), self._turned(parts))
        yield from (self._mark(spot) for spot in self.spots)

    def _turned(self, parts: Sequence[Part]) -> tuple[Part, ...]:
        return tuple(mirrored(parts, WIDTH / 2) if self.rtl else parts)

    def _frame(self) -> Iterator[Part]:
        room = WIDTH - 2 * _MARGIN
        name = wrap(self.journey.name, 14.0, room, 1, bold=True)
        if name:
            yield Label(_MARGIN, self.top + 9, name[0], 14.0, "ink", room, bold=True)
        for score in _STEPS:
            y = self._y(score)
            yield Box(self.left - 6, y - 0.5, self.right - self.left + 12, 1, fill="border" if score == 0 else "line")
            yield Label(self.left - 12, y, str(score), 11.0, "ink2", _AXIS - 12, anchor="end")
        first, last = self.journey.points[0].commit.date, self.journey.points[-1].commit.date
        y = self.floor + 14
        if first == last:
            yield Label((self.left + self.right) / 2, y, self.words.date(first), 11.0, "ink2", 90, anchor="middle")
        else:
            yield Label(self.left - 6, y, self.words.date(first), 11.0, "ink2", 90)
            yield Label(self.right + 6, y, self.words.date(last), 11.0, "ink2", 90, anchor="end")

    def _line(self) -> Iterator[Part]:
        """Straight from score to score; nothing is drawn across what is not known."""
        for one, two in pairwise(self.spots):
            if one.point.score is not None and two.point.score is not None and two.x > one.x:
                third = ((two.x - one.x) / 3, (two.y - one.y) / 3)
                first = (round(one.x + third[0], 2), round(one.y + third[1], 2))
                second = (round(two.x - third[0], 2), round(two.y - third[1], 2))
                yield Curve(((one.x, one.y), first, second, (two.x, two.y)), "accent", 2.0)

    def _last(self) -> Iterator[Part]:
        """The last known score in figures, behind the line."""
        known = [spot for spot in self.spots if spot.point.score is not None]
        if known:
            text = self.words.number(known[-1].point.score or 0)
            room = text_width(text, 15.0, bold=True)
            yield Label(self.right + 14, known[-1].y, text, 15.0, "ink", room, bold=True)

    def _mark(self, spot: _Spot) -> Group:
        commit, score = spot.point.commit, spot.point.score
        values = {"date": self.words.date(commit.date), "hash": commit.short, "subject": plain(commit.subject)}
        few = len(self.spots) <= _FEW
        if score is None:
            title = self.words("health_curve.unreadable", **values)
            return Group(title, self._turned([Disc(spot.x, spot.y, 3.2, fill="page", stroke="s1", pen=1.4)]))
        title = self.words("health_curve.point", score=self.words.number(score), **values)
        radius = 3.4 if few else 2.2
        return Group(title, self._turned([Disc(spot.x, spot.y, radius, fill="accent", stroke="page", pen=1)]))


_FEW = 60
"""Marks from which they are drawn smaller."""
