"""Two maps of one journey woven into one grid: the order of the head, and what is gone in its old place.

Nothing is worded here; `review_tiles` does that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from journeymap.diff.values import Change
    from journeymap.render.review_view import JourneyPair
    from journeymap.render.view import CardView, JourneyView, StageView

SlotState = Literal["same", "new", "gone", "came", "went"]
ColumnState = Literal["same", "new", "gone"]


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_HasId)


@dataclass(frozen=True)
class Slot:
    """A touchpoint in its place.

    `came` stands where a touchpoint of another stage is now, `went` where it was; `other` is the name of that stage.
    `changes` are those of the touchpoint and of what lies in it.
    """

    state: SlotState
    base: CardView | None
    head: CardView | None
    changes: tuple[Change, ...] = ()
    other: str = ""

    @property
    def shown(self) -> CardView:
        """The touchpoint as it is, or as it was where it is gone from here."""
        card = self.head or self.base
        if card is None:
            raise ValueError("a slot holds a touchpoint")
        return card


@dataclass(frozen=True)
class Column:
    """A stage in its place; `changes` are its own, and those of what lies in it but in no touchpoint."""

    state: ColumnState
    base: StageView | None
    head: StageView | None
    slots: tuple[Slot, ...]
    changes: tuple[Change, ...] = ()

    @property
    def shown(self) -> StageView:
        """The stage as it is, or as it was."""
        stage = self.head or self.base
        if stage is None:
            raise ValueError("a column holds a stage")
        return stage


@dataclass(frozen=True)
class Grid:
    """Both maps of a journey in one; `changes` are those of the journey as a whole."""

    columns: tuple[Column, ...]
    changes: tuple[Change, ...]

    @property
    def slots(self) -> tuple[Slot, ...]:
        """All places of touchpoints in order."""
        return tuple(slot for column in self.columns for slot in column.slots)


def grid(pair: JourneyPair) -> Grid:
    """Both maps of a journey as one grid.

    Args:
        pair: The journey on both sides; a side that does not have it counts as an empty map.
    """
    return _Weaver(pair).grid()


def woven(before: Sequence[T], after: Sequence[T], partners: Mapping[str, str]) -> list[tuple[T | None, T | None]]:
    """What is after, in its order, each with what it was; what is only before stands behind what it stood behind.

    Args:
        before: Objects of the base.
        after: Objects of the head.
        partners: The id in the head by the id in the base.
    """
    here = {item.id for item in after}
    olds = {partners[item.id]: item for item in before if partners.get(item.id) in here}
    rows: list[tuple[T | None, T | None]] = [(olds.get(item.id), item) for item in after]
    at = 0
    for item in before:
        own = partners.get(item.id)
        if own in here:
            at = next(n for n, (_, now) in enumerate(rows, 1) if now is not None and now.id == own)
        else:
            rows.insert(at, (item, None))
            at += 1
    return rows


class _Weaver:
    """Weaves the two maps of one journey."""

    def __init__(self, pair: JourneyPair) -> None:
        self.pair = pair
        self.stages = _partners(pair, "stage", _stages(pair.base), _stages(pair.head))
        self.cards = _partners(pair, "touchpoint", _cards(pair.base), _cards(pair.head))
        self.origins = {head: base for base, head in self.cards.items()}
        self.old_stage = {card.id: stage for stage in _stages(pair.base) for card in stage.cards}
        self.new_stage = {card.id: stage for stage in _stages(pair.head) for card in stage.cards}
        self.old_cards = {card.id: card for card in _cards(pair.base)}

    def grid(self) -> Grid:
        """The grid; every change is in it exactly once."""
        rows = woven(_stages(self.pair.base), _stages(self.pair.head), self.stages)
        columns = tuple(self._column(base, head) for base, head in rows)
        placed = {id(change) for column in columns for change in column.changes}
        placed |= {id(change) for column in columns for slot in column.slots for change in slot.changes}
        return Grid(columns, tuple(change for change in self.pair.changes if id(change) not in placed))

    def _column(self, base: StageView | None, head: StageView | None) -> Column:
        state: ColumnState = "new" if base is None else "gone" if head is None else "same"
        before, after = base.cards if base else (), head.cards if head else ()
        slots = tuple(self._slot(old, now) for old, now in woven(before, after, self.cards))
        own = tuple(change for change in self.pair.changes if _is_of_stage(change, base, head))
        return Column(state, base, head, slots, own)

    def _slot(self, old: CardView | None, now: CardView | None) -> Slot:
        if now is None and old is not None:
            target = self.cards.get(old.id)
            if target:
                return Slot("went", old, None, other=self.new_stage[target].name)
            return Slot("gone", old, None, self._changes(old, None))
        origin = self.origins.get(now.id) if now else None
        if old is None and origin:
            was = self.old_cards[origin]
            return Slot("came", was, now, self._changes(was, now), self.old_stage[origin].name)
        return Slot("same" if old else "new", old, now, self._changes(old, now))

    def _changes(self, old: CardView | None, now: CardView | None) -> tuple[Change, ...]:
        """The changes of a touchpoint: those of the head name it as it is, the others as it was."""
        found = []
        for change in self.pair.changes:
            card = now if change.head else old
            if change.touchpoint and card is not None and change.touchpoint == card.id:
                found.append(change)
        return tuple(found)


def _stages(view: JourneyView | None) -> tuple[StageView, ...]:
    return view.stages if view else ()


def _cards(view: JourneyView | None) -> tuple[CardView, ...]:
    return view.cards if view else ()


def _partners(pair: JourneyPair, kind: str, before: Iterable[_HasId], after: Iterable[_HasId]) -> dict[str, str]:
    """The id in the head of each object of the base that is still there."""
    renamed = {
        str(change.before).rpartition("/")[2]: str(change.after).rpartition("/")[2]
        for change in pair.changes
        if change.kind == f"{kind}-renamed"
    }
    there, taken = {item.id for item in after}, set(renamed.values())
    found = {}
    for item in before:
        target = renamed.get(item.id) or (item.id if item.id not in taken else "")
        if target in there:
            found[item.id] = target
    return found


_STAGE_AT = 3
"""The part of a pointer into a journey that counts the stage: `/journeys/0/stages/2`."""


def _is_of_stage(change: Change, base: StageView | None, head: StageView | None) -> bool:
    """Whether a change lies in a stage, but in none of its touchpoints."""
    place, stage = (change.head, head) if change.head else (change.base, base)
    if change.touchpoint or place is None or stage is None or len(place.pointer) <= _STAGE_AT:
        return False
    return place.pointer[2] == "stages" and place.pointer[_STAGE_AT] == stage.number - 1
