"""A journey as Mermaid's `journey` diagram: sections, tasks with a score of 1 to 5, and who takes part.

The diagram knows no more than that, so it begins with remarks that count what it leaves out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.render.extent import extent
from journeymap.render.mermaid_lost import lost_in_both, lost_in_journey, numbers, told
from journeymap.render.mermaid_text import label, listed, remark
from journeymap.render.wording import words_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.render.options import Options
    from journeymap.render.view import CardView, JourneyView
    from journeymap.render.wording import Words

NEUTRAL = 3
"""Mermaid's score of a neutral task; an emotion of -2 to 2 lies around it."""


def draw_mermaid(view: JourneyView, options: Options) -> bytes:
    """The journey as a `journey` diagram, with what it leaves out in remarks at the top."""
    del options  # nothing is laid out
    words = words_for(view.language)
    lines = [*map(remark, _remarks(view, words)), *_diagram(view, words)]
    return ("\n".join(lines) + "\n").encode()


def _remarks(view: JourneyView, words: Words) -> Iterator[str]:
    lost = told(words, {**lost_in_journey(view), **lost_in_both(view)})
    if lost:
        yield lost
    unscored = [card.number for card in view.cards if card.emotion is None]
    if unscored:
        yield words("mermaid.neutral", numbers=numbers(unscored))
    empty = [stage.number for stage in view.stages if not stage.cards]
    if empty:
        yield words("mermaid.empty", numbers=numbers(empty))
    if view.direction == "rtl":
        yield words("mermaid.left")


def _diagram(view: JourneyView, words: Words) -> Iterator[str]:
    counted = extent(view, words, "flow.description")
    yield "journey"
    yield f"  title {label(view.name)}"
    yield f"  accTitle: {label(view.name)}"
    yield f"  accDescr: {label(counted)}"
    for stage in view.stages:
        if stage.cards:
            yield f"  section {stage.number} · {label(stage.name)}"
        for card in stage.cards:
            yield _task(card, view)


def _task(card: CardView, view: JourneyView) -> str:
    """A task: its score keeps the half steps of the emotion."""
    score = NEUTRAL + (card.emotion.score if card.emotion else 0)
    some = {one.id for one in card.personas}
    people = ", ".join(listed(one.name) for one in view.personas if one.id in some or not some)
    task = f"    {card.number} · {label(card.name)}: {score:g}"
    return f"{task}: {people}" if people else task
