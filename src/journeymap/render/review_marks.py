"""The marks on the curves of a review, ready to be drawn: where each lies, where it leads, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.render.building.feelings import HIGHEST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.render.review_curves import Felt, Plot
    from journeymap.render.review_tiles import Cell
    from journeymap.render.view_parts import EmotionView
    from journeymap.render.wording import Words

_WAYS = {"worse": "▼", "better": "▲"}


@dataclass(frozen=True)
class Mark:
    """A face on a curve, or the circle where one was.

    `x` and `y` are parts of names of classes that say where it lies. `anchor` is the touchpoint that it leads to, empty
    for none; `is_ghost` holds where only the old map has it. `was` is the height of the circle that shows what was felt
    before, None for none. A mark without a `face` has the circle alone.
    """

    x: str
    y: int
    face: int | None
    text: str
    anchor: str = ""
    is_ghost: bool = False
    was: int | None = None
    way: str = ""
    sign: str = ""


@dataclass(frozen=True)
class Figure:
    """A plot with its caption and its marks; `is_moved` is false where all is as before."""

    plot: Plot
    title: str
    is_moved: bool
    marks: tuple[Mark, ...]


def figure(plot: Plot, cells: Sequence[Cell], words: Words) -> Figure:
    """A plot with what stands on it.

    Args:
        plot: The curves.
        cells: The touchpoints of the map in order.
        words: The words of the page.
    """
    title = words("review.curve.of", name=plot.who) if plot.who else words("review.curve")
    return Figure(plot, title, plot.moved, tuple(_mark(place, cells, words) for place in plot.places))


def _mark(place: Felt, cells: Sequence[Cell], words: Words) -> Mark:
    before, after = place.before, place.after
    shown = after or before
    was = rung(before.score) if before and place.moved else None
    if shown is None or (after is None and place.slot is None):
        return Mark(place.mark, 0, None, "", was=was)
    return Mark(
        x=place.mark,
        y=rung(shown.score),
        face=shown.face,
        text=f"{place.name}: {_text(place, shown, words)}",
        anchor=cells[place.slot].anchor if place.slot is not None else "",
        is_ghost=after is None,
        was=was,
        way=place.way if place.moved and place.way in _WAYS else "",
        sign=_WAYS.get(place.way, ""),
    )


def _text(place: Felt, shown: EmotionView, words: Words) -> str:
    """What is felt there, or felt before and now."""
    if not place.moved:
        low, high = words.signed(-HIGHEST), words.signed(HIGHEST)
        return words("emotion.of", text=shown.text, low=low, high=high, word=shown.word)
    none = words("review.curve.none")
    return words(
        "review.emotion.change",
        before=place.before.text if place.before else none,
        after=place.after.text if place.after else none,
        direction=words(f"review.direction.{place.way}"),
    )


def rung(score: float) -> int:
    """The height of an emotion in half steps from the top."""
    return round((HIGHEST - score) * 2)
