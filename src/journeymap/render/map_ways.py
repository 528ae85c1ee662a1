"""Branches, loops and ends of a journey as brackets over and below a line of its touchpoints.

The brackets only repeat what the cards say, so that they are seen at a glance; they are no content of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.render import map_places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from journeymap.render.view import JourneyView
    from journeymap.render.view_ways import EdgeView

_STEP, _TOP, _HALF, _STUB = 15, 9, 11, 8
"""CSS pixels: between two levels, above the highest, half a number on the line, and what an arrow needs at it."""
_CORNER = 0.5
"""Per cent of the width that the round corner of a bracket takes."""
_ASIDE = 0.12
"""How far an end stands beside the middle of its number, where arrows arrive, in parts of the narrowest slot."""
_BACK = frozenset({"loop-back", "recycle"})
_DRAWN = frozenset({"branch", "skip", "loop-back", "recycle"})


@dataclass(frozen=True)
class Bracket:
    """A way: its path, where its arrow and its label stand (`level` counts from the line), and its share.

    `arrow` is the number of the touchpoint that it leads to; None for an end, which is a stub.
    """

    kind: str
    path: str
    arrow: int | None
    label: int
    level: int
    below: bool
    text: str


@dataclass(frozen=True)
class Ways:
    """The whole lane: its brackets, its height, and the height of its `line` (a path), in CSS pixels."""

    brackets: tuple[Bracket, ...]
    height: int
    base: int
    line: str
    middles: tuple[float, ...]


@dataclass(frozen=True)
class _Way:
    """A way before it has a level: from `left` to `right`, the touchpoint `arrow` at `head`."""

    kind: str
    start: float
    head: float
    left: float
    right: float
    arrow: int | None
    text: str

    @property
    def below(self) -> bool:
        return self.kind in _BACK or self.arrow is None


def branches(view: JourneyView) -> bool:
    """Whether there is any way but on to the next touchpoint, or out at the last one."""
    return any(way.arrow is not None or way.text for way in _ways(view))


def ways(view: JourneyView) -> Ways:
    """The lane of a journey; without brackets where every touchpoint only leads to the next."""
    found = list(_ways(view))
    above = _levels([way for way in found if not way.below])
    below = _levels([way for way in found if way.below])
    places = map_places.of_cards(view)
    base = _TOP + _STEP * max((level for _, level in above), default=0) + _STUB + _HALF
    height = base + _HALF + _STUB + _STEP * max((level for _, level in below), default=0) + (_TOP if below else 0)
    middles = tuple(sorted({_middle(way) for way in found}))
    brackets = tuple(_bracket(way, level, base, middles) for way, level in (*above, *below))
    line = f"M{min(places.values()):g} {base}H{max(places.values()):g}" if places else ""
    return Ways(brackets, height, base, line, middles)


def _ways(view: JourneyView) -> Iterator[_Way]:
    """All ways that are drawn; those that part from one touchpoint to an end are one."""
    places = map_places.of_cards(view)
    numbers = {card.id: card.number for card in view.cards}
    for edge in view.edges:
        if edge.kind in _DRAWN and not edge.implicit and not edge.is_retry and edge.target in numbers:
            start, head = places[edge.source_number], places[numbers[edge.target]]
            ends = (min(start, head), max(start, head))
            yield _Way(edge.kind, start, head, *ends, numbers[edge.target], edge.share_text)
    slot = map_places.slot(view)
    for number, out in _ends(view.edges).items():
        at = places[number] + slot * _ASIDE
        yield _Way("end", at, at, at, at + slot / 2, None, " + ".join(filter(None, out)))


def _ends(edges: Iterable[EdgeView]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for edge in edges:
        if edge.kind == "end" and not edge.implicit:
            found.setdefault(edge.source_number, []).append(edge.share_text)
    return found


def _levels(found: Sequence[_Way]) -> list[tuple[_Way, int]]:
    """The lowest level for each way at which it crosses no other; short ways lie nearest to the line."""
    taken: list[tuple[_Way, int]] = []
    for way in sorted(found, key=lambda item: (item.arrow is not None, item.right - item.left, item.left)):
        level = 1
        while any(at == level and max(way.left, other.left) < min(way.right, other.right) for other, at in taken):
            level += 1
        taken.append((way, level))
    return taken


def _middle(way: _Way) -> float:
    """Where a way's label stands: over its middle, and beside an end."""
    return round(way.start if way.arrow is None else (way.left + way.right) / 2, 3)


def _bracket(way: _Way, level: int, base: int, middles: Sequence[float]) -> Bracket:
    away = 1 if way.below else -1
    near, far = base + away * (_HALF + 1), base + away * (_HALF + _STUB + _STEP * (level - 1) + _STEP // 2)
    path = f"M{round(way.start, 3):g} {near}V{far + 4}" if way.arrow is None else _curve(way, near, far, away)
    label = middles.index(_middle(way))
    return Bracket(way.kind, path, way.arrow, label, level, way.below, way.text)


def _curve(way: _Way, near: int, far: int, away: int) -> str:
    """Up from the start, along, and down to the head, with round corners."""
    turn = _CORNER if way.head > way.start else -_CORNER
    return (
        f"M{way.start:g} {near}V{far - 5 * away}Q{way.start:g} {far} {round(way.start + turn, 3):g} {far}"
        f"H{round(way.head - turn, 3):g}Q{way.head:g} {far} {way.head:g} {far - 5 * away}V{near}"
    )


def rules(lane: Ways) -> Iterator[str]:
    """The lane's own CSS: its height, its levels, and where labels stand."""
    yield f".ways{{height:{lane.height}px}}.ways .nr{{top:{lane.base}px}}"
    yield f".ways .ah{{top:{lane.base - _HALF - 6}px}}.ways .ah.dn{{top:{lane.base + _HALF}px}}"
    for below in (False, True):
        for level in sorted({item.level for item in lane.brackets if item.below is below}):
            away = _HALF + _STUB + _STEP * (level - 1) + _STEP // 2
            yield f".ways .{'v' if below else 'u'}{level}{{top:{lane.base + (away if below else -away)}px}}"
    for n, x in enumerate(lane.middles):
        yield f".ways .w{n}{{--x:{x:g}%}}"
