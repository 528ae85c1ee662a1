"""Curves of emotion before and after, on the grid of both maps, and what lies between them.

Where personas feel differently each has a plot of its own; emotions are never averaged.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from journeymap.render import curve

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.render.review_grid import Grid, Slot
    from journeymap.render.review_view import JourneyPair
    from journeymap.render.view import CardView, CurveView, JourneyView, PointView
    from journeymap.render.view_parts import EmotionView

_STEPS = 8
"""Points between two places at which the space between two curves is measured."""
_MARK = 30
_NARROWEST = 210
"""Pixels that a mark on the curve needs, and that a stage needs for its touchpoints."""

Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Felt:
    """What is felt at a place: `x` in per cent, `slot` counts touchpoints of the grid, None for a whole stage."""

    x: float
    slot: int | None
    name: str
    before: EmotionView | None
    after: EmotionView | None

    @property
    def moved(self) -> bool:
        """Whether it is not what it was."""
        return (self.before and self.before.score) != (self.after and self.after.score)

    @property
    def way(self) -> str:
        """`better`, `worse`, or `neutral` where it is the same, or known on one side only."""
        if self.before is None or self.after is None or not self.moved:
            return "neutral"
        return "better" if self.after.score > self.before.score else "worse"

    @property
    def mark(self) -> str:
        """The place as a part of the name of a class."""
        return f"{self.x:g}".replace(".", "_")


@dataclass(frozen=True)
class Plot:
    """Two curves in a drawing of 100 by 100, and the space between where it got better or worse.

    `who` is the persona's name, empty for all. Paths are SVG path data, empty where there is nothing to draw.
    """

    who: str
    before: str
    before_gaps: str
    after: str
    after_gaps: str
    better: str
    worse: str
    places: tuple[Felt, ...]

    @property
    def moved(self) -> bool:
        """Whether anything in it is not as it was."""
        return any(place.moved for place in self.places)


def weights(grid: Grid) -> tuple[int, ...]:
    """The least width of each column in pixels, which is also its share of the whole."""
    return tuple(max(_NARROWEST, _MARK * len(column.slots)) for column in grid.columns)


def plots(pair: JourneyPair, grid: Grid) -> tuple[Plot, ...]:
    """The plots of a journey: one for all, or one for each persona; none where no emotion is known."""
    places = _Places(grid)
    before, after = _by_persona(pair.base), _by_persona(pair.head)
    keys = [key for key in dict.fromkeys((*after, *before)) if key] or [""]
    made = []
    for key in keys:
        old, now = before.get(key) or before.get(""), after.get(key) or after.get("")
        label = next((one.label for one in (now, old) if one and one.persona == key and key), "")
        plot = _plot(label, places, places.points(old, pair.base, "base"), places.points(now, pair.head, "head"))
        if plot.places:
            made.append(plot)
    return tuple(made)


def _by_persona(view: JourneyView | None) -> dict[str, CurveView]:
    """The journey's own curves by persona, that of all under no name; not the one of the journey it is based on."""
    return {item.persona: item for item in (view.curves if view else ()) if item.kind != "base"}


@dataclass(frozen=True)
class _At:
    x: float
    slot: int | None
    point: PointView


class _Places:
    """Where touchpoints and stages lie on the grid, in per cent from where one begins to read."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        whole = weights(grid)
        total = sum(whole) or 1
        self.slots: list[tuple[Slot, float]] = []
        self.middles: list[float] = []
        left = 0.0
        for column, weight in zip(grid.columns, whole, strict=True):
            width = 100 * weight / total
            each = width / max(1, len(column.slots))
            self.slots += [(slot, round(left + each * (n + 0.5), 3)) for n, slot in enumerate(column.slots)]
            self.middles.append(round(left + width / 2, 3))
            left += width

    def points(self, drawn: CurveView | None, view: JourneyView | None, side: str) -> list[_At]:
        """The points of a curve of one side, from left to right, at most one at a place."""
        if drawn is None or view is None:
            return []
        found = {at.x: at for at in (self._at(point, view, side) for point in drawn.points) if at}
        return [found[x] for x in sorted(found)]

    def gaps(self, points: Sequence[_At], side: str) -> list[bool]:
        """For each two neighbours, whether a touchpoint of which no emotion is known lies between them."""
        there = {n for n, (slot, _) in enumerate(self.slots) if self._card(slot, side) is not None}
        return [
            one.slot is not None and two.slot is not None and any(one.slot < n < two.slot for n in there)
            for one, two in pairwise(points)
        ]

    @staticmethod
    def _card(slot: Slot, side: str) -> CardView | None:
        """The touchpoint that stands in a place on one side."""
        if side == "head":
            return slot.head
        return slot.base if slot.state != "came" else None

    def _at(self, point: PointView, view: JourneyView, side: str) -> _At | None:
        if point.card:
            for number, (slot, x) in enumerate(self.slots):
                card = self._card(slot, side)
                if card is not None and card.id == point.card:
                    return _At(x, number, point)
            return None
        stage = next((one for one in view.stages if one.left <= point.x <= one.left + one.width), None)
        for number, column in enumerate(self.grid.columns):
            own = column.base if side == "base" else column.head
            if stage is not None and own is not None and own.id == stage.id:
                return _At(self.middles[number], None, point)
        return None


def _plot(who: str, grid: _Places, before: Sequence[_At], after: Sequence[_At]) -> Plot:
    drawn_old = curve.segments([(at.x, at.point.y) for at in before])
    drawn_now = curve.segments([(at.x, at.point.y) for at in after])
    better, worse = between(drawn_old, drawn_now)
    then, here = {at.x: at for at in before}, {at.x: at for at in after}
    return Plot(
        who,
        *_paths(drawn_old, grid.gaps(before, "base")),
        *_paths(drawn_now, grid.gaps(after, "head")),
        better,
        worse,
        tuple(_felt(x, then.get(x), here.get(x)) for x in sorted({*then, *here})),
    )


def _paths(drawn: Sequence[curve.Segment], gaps: Sequence[bool]) -> tuple[str, str]:
    """What is drawn of a curve, and what only bridges the unknown."""
    known = [part for part, gap in zip(drawn, gaps, strict=True) if not gap]
    unknown = [part for part, gap in zip(drawn, gaps, strict=True) if gap]
    return curve.path(known), curve.path(unknown)


def _felt(x: float, was: _At | None, now: _At | None) -> Felt:
    named = now or was
    if named is None:
        raise ValueError("something is felt at a place")
    before, after = (at.point.emotion if at else None for at in (was, now))
    return Felt(x, named.slot, named.point.name, before, after)


def between(before: Sequence[curve.Segment], after: Sequence[curve.Segment]) -> tuple[str, str]:
    """SVG path data of the space between two curves: where the second lies higher (better), and where lower.

    Heights count downwards. Only where both curves are.
    """
    if not before or not after:
        return "", ""
    left, right = max(before[0].start[0], after[0].start[0]), min(before[-1].end[0], after[-1].end[0])
    xs = list(_steps(before, after, left, right))
    rows = [(x, _height(before, x), _height(after, x)) for x in xs]
    parts: dict[bool, list[str]] = {True: [], False: []}
    for run in _runs(rows):
        better = sum(old - now for _, old, now in run) > 0
        upper = [(x, now) for x, _, now in run]
        lower = [(x, old) for x, old, _ in reversed(run)]
        parts[better].append("M" + "L".join(f"{x:.2f},{y:.2f}" for x, y in (*upper, *lower)) + "Z")
    return "".join(parts[True]), "".join(parts[False])


def _steps(
    before: Sequence[curve.Segment], after: Sequence[curve.Segment], left: float, right: float
) -> Iterator[float]:
    """The places at which both curves are measured."""
    ends = {x for one in (*before, *after) for x in (one.start[0], one.end[0]) if left <= x <= right}
    for start, end in pairwise(sorted(ends | ({left, right} if left <= right else set()))):
        yield from (start + (end - start) * step / _STEPS for step in range(_STEPS))
    if left <= right:
        yield right


def _height(drawn: Sequence[curve.Segment], x: float) -> float:
    """The height of a curve at a place; the controls of a segment lie at its thirds, so x grows evenly with t."""
    at = min(max(bisect_right([one.start[0] for one in drawn], x) - 1, 0), len(drawn) - 1)
    one = drawn[at]
    return one.at((x - one.start[0]) / (one.end[0] - one.start[0]))[1]


def _runs(rows: Sequence[tuple[float, float, float]]) -> Iterator[list[tuple[float, float, float]]]:
    """Stretches in which one curve lies above the other, with the places where they cross at both ends."""
    run: list[tuple[float, float, float]] = []
    for row in rows:
        gap = row[1] - row[2]
        last = run[-1][1] - run[-1][2] if run else 0.0
        if abs(gap) < _ALIKE:
            if any(abs(old - now) >= _ALIKE for _, old, now in run):
                yield [*run, row]
            run = [row]
        elif last * gap < 0:
            cross = _crossing(run[-1], row)
            yield [*run, cross]
            run = [cross, row]
        else:
            run.append(row)
    if any(abs(old - now) >= _ALIKE for _, old, now in run):
        yield run


_ALIKE = 0.01


def _crossing(one: tuple[float, float, float], two: tuple[float, float, float]) -> tuple[float, float, float]:
    first, second = one[1] - one[2], two[1] - two[2]
    part = first / (first - second)
    y = one[1] + (two[1] - one[1]) * part
    return one[0] + (two[0] - one[0]) * part, y, y
