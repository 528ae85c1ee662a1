"""The map of a review, ready to be drawn: stages and touchpoints, with what happened to each of them in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.diff.values import Direction
from journeymap.render.review_changes import SIGNS, Teller, ToldChange

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.render.review_grid import Column, Grid, Slot
    from journeymap.render.view_parts import EmotionView
    from journeymap.render.wording import Words

STATE_SIGNS = {"new": "+", "gone": "\N{MINUS SIGN}"}


@dataclass(frozen=True)
class Tag:
    """What happened to something: a word, a sign before it, and a key for its colour."""

    key: str
    text: str
    sign: str = ""


@dataclass(frozen=True)
class Inside:
    """The changes of a place: those that are shown, and small ones that are folded away where there are several."""

    shown: tuple[ToldChange, ...]
    folded: tuple[ToldChange, ...]

    @property
    def all(self) -> tuple[ToldChange, ...]:
        """All of them."""
        return (*self.shown, *self.folded)


@dataclass(frozen=True)
class Turn:
    """An emotion that is not what it was; None on the side that has none."""

    before: EmotionView | None
    after: EmotionView | None


@dataclass(frozen=True)
class Cell:
    """A touchpoint on the map: `tags` say in words what happened to it, `tone` is one of them for its colour.

    `was_number` holds where its number is that of the old map, `is_struck` where it is there no more. Its emotion is
    `turn` where it changed, else `emotion`.
    """

    slot: Slot
    anchor: str
    tone: str
    tags: tuple[Tag, ...]
    name: str
    number: int
    was_number: bool
    is_struck: bool
    is_truth: bool
    turn: Turn | None
    emotion: EmotionView | None
    inside: Inside


@dataclass(frozen=True)
class Stage:
    """A stage on the map, its own changes, and its touchpoints."""

    anchor: str
    state: str
    name: str
    number: int
    is_struck: bool
    tags: tuple[Tag, ...]
    inside: Inside
    cells: tuple[Cell, ...]


def stages(woven: Grid, anchor: str, teller: Teller, words: Words) -> Iterator[Stage]:
    """The stages of a journey with what changed in them.

    Args:
        woven: Both maps in one.
        anchor: What the ids of its places begin with.
        teller: Tells the changes.
        words: The words of the page.
    """
    number = 0
    for at, column in enumerate(woven.columns, 1):
        own = f"{anchor}-stage-{at}"
        cells = []
        for slot in column.slots:
            number += 1
            cells.append(_cell(slot, f"{anchor}-touchpoint-{number}", _stage_of(slot, column), teller, words))
        shown = column.shown
        yield Stage(
            anchor=own,
            state=column.state,
            name=shown.name,
            number=shown.number,
            is_struck=column.state == "gone",
            tags=tuple(_stage_tags(column, words)),
            inside=inside([teller.told(change, own, shown.name) for change in column.changes]),
            cells=tuple(cells),
        )


def inside(told: Sequence[ToldChange]) -> Inside:
    """The changes of a place; a single small one is not worth folding."""
    heavy = tuple(one for one in told if not one.is_minor)
    minor = tuple(one for one in told if one.is_minor)
    return Inside((*heavy, *minor), ()) if len(minor) == 1 else Inside(heavy, minor)


def _stage_tags(column: Column, words: Words) -> Iterator[Tag]:
    if column.state != "same":
        yield state_tag(column.state, words(f"review.state.{column.state}"))
    if column.base and column.head and column.base.name != column.head.name:
        yield Tag("changed", words("review.state.renamed", name=column.base.name))


def state_tag(state: str, text: str) -> Tag:
    """That something is new or gone."""
    return Tag(state, text, STATE_SIGNS[state])


def _cell(slot: Slot, anchor: str, stage: str, teller: Teller, words: Words) -> Cell:
    card, own = slot.shown, tone(slot)
    old, now = (side.emotion if side else None for side in (slot.base, slot.head))
    turned = bool(slot.base and slot.head) and (old and old.score) != (now and now.score)
    return Cell(
        slot=slot,
        anchor=anchor,
        tone=own,
        tags=tuple(_tags(slot, words)),
        name=card.name,
        number=card.number,
        was_number=slot.head is None,
        is_struck=own in {"gone", "went"},
        is_truth=card.moment_of_truth,
        turn=Turn(old, now) if turned else None,
        emotion=now or old,
        inside=inside([teller.told(change, anchor, card.name, stage) for change in slot.changes]),
    )


def _tags(slot: Slot, words: Words) -> Iterator[Tag]:
    if slot.state in STATE_SIGNS:
        yield state_tag(slot.state, words(f"review.state.{slot.state}"))
    elif slot.state in {"came", "went"}:
        yield Tag(slot.state, words(f"review.state.{slot.state}", stage=slot.other))
    for key in ("worse", "better"):
        if slot.state not in STATE_SIGNS and any(change.direction.value == key for change in slot.changes):
            yield Tag(key, words(f"review.direction.{key}"), SIGNS[key])
    if slot.state == "same" and slot.changes and all(one.direction is Direction.NEUTRAL for one in slot.changes):
        yield Tag("changed", words("review.state.changed"), SIGNS["neutral"])
    if slot.base and slot.head and slot.base.name != slot.head.name:
        yield Tag("changed", words("review.state.renamed", name=slot.base.name))


def tone(slot: Slot) -> str:
    """What matters most of a touchpoint: `new`, `gone`, `went`, `worse`, `better`, `changed`, or `same`."""
    if slot.state in {"new", "gone", "went"}:
        return slot.state
    for direction in (Direction.WORSE, Direction.BETTER):
        if any(change.direction is direction for change in slot.changes):
            return direction.value
    return "changed" if slot.changes or slot.state == "came" else "same"


def _stage_of(slot: Slot, column: Column) -> str:
    """What the stage of a touchpoint is called on the side that its changes are told of."""
    stage = column.base if slot.head is None and column.base else column.shown
    return stage.name
