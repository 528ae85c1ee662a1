"""Both sides of a journey as one: what is gone stands where it was, among what is there now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from journeymap.diff.values import Direction

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.diff.values import Change
    from journeymap.render.review_view import JourneyPair
    from journeymap.render.view import CardView, JourneyView, StageView
    from journeymap.render.view_ways import EdgeView

MOST_CARDS = 24
"""Touchpoints that are drawn; of a longer journey only the stages with changes."""
WORDS: Mapping[str, str] = {
    "added": "new",
    "removed": "removed",
    "worse": "worse",
    "better": "better",
    "changed": "changed",
}
"""What is written on a touchpoint of each class, so that colour is not all that tells."""


@dataclass(frozen=True)
class Merged:
    """The journey with what is gone in it, and the class of each touchpoint that changed: a key of `WORDS`.

    `before` says which touchpoint of the merged journey each touchpoint of the base is, by their ids there.
    """

    view: JourneyView
    classes: Mapping[str, str]
    before: Mapping[str, str]


def merged(pair: JourneyPair) -> Merged | None:
    """Both sides as one; None where neither can be shown."""
    shown = pair.head or pair.base
    if shown is None:
        return None
    if pair.head is None:
        view = _numbered(shown, {card.id: "removed" for card in shown.cards})
        return Merged(view, dict.fromkeys((card.id for card in view.cards), "removed"), _same(shown))
    if pair.base is None:
        return Merged(shown, {}, {})
    before = _names(pair)
    here = {card.id for card in pair.head.cards}
    gone = [card for card in pair.base.cards if before[card.id] not in here]
    before |= {card.id: _apart(card.id, here) for card in gone}
    classes = {before[card.id]: "removed" for card in gone} | _classes(pair, here, set(before.values()))
    stages = _stages(pair, before)
    edges = (*pair.head.edges, *_edges(pair.base, {before[card.id] for card in gone}, before))
    focused = _focused(stages, classes)
    kept = {card.id for stage in focused for card in stage.cards}
    inside = tuple(edge for edge in edges if edge.source in kept and (not edge.target or edge.target in kept))
    return Merged(_numbered(replace(pair.head, stages=focused, edges=inside), classes), classes, before)


def _apart(own: str, here: set[str]) -> str:
    """An id for what is gone that nothing else has."""
    return f"{own} (before)" if own in here else own


def _same(view: JourneyView) -> dict[str, str]:
    return {card.id: card.id for card in view.cards}


def _names(pair: JourneyPair) -> dict[str, str]:
    """The id in the head of each touchpoint of the base, where it has another one; else its own."""
    renamed = {
        str(change.before).partition("/")[2]: str(change.after).partition("/")[2]
        for change in pair.changes
        if change.kind == "touchpoint-renamed"
    }
    return {card.id: renamed.get(card.id, card.id) for card in (pair.base.cards if pair.base else ())}


def _classes(pair: JourneyPair, here: set[str], known: set[str]) -> dict[str, str]:
    """What happened at each touchpoint that is there now."""
    found: dict[str, str] = dict.fromkeys(sorted(here - known), "added")
    for change in pair.changes:
        if change.touchpoint in here and found.get(change.touchpoint) != "added":
            found[change.touchpoint] = _worst(found.get(change.touchpoint, ""), change)
    return found


def _worst(known: str, change: Change) -> str:
    word = {Direction.WORSE: "worse", Direction.BETTER: "better"}.get(change.direction, "changed")
    order = ("worse", "better", "changed", "")
    return min(known, word, key=order.index)


def _stages(pair: JourneyPair, before: Mapping[str, str]) -> tuple[StageView, ...]:
    """The stages of the head with what is gone from them where it stood; stages that are gone come last."""
    if pair.head is None or pair.base is None:
        raise ValueError("a journey that one side does not have is not merged")
    here = {card.id for card in pair.head.cards}
    left = {stage.id: _with_gone(stage, pair.base, before, here) for stage in pair.head.stages}
    found = [replace(stage, cards=left[stage.id]) for stage in pair.head.stages]
    known = {stage.id for stage in pair.head.stages}
    for stage in pair.base.stages:
        gone = tuple(replace(card, id=before[card.id]) for card in stage.cards if before[card.id] not in here)
        if stage.id not in known and gone:
            found.append(replace(stage, number=len(found) + 1, cards=gone))
    return tuple(found)


def _with_gone(stage: StageView, base: JourneyView, before: Mapping[str, str], here: set[str]) -> tuple[CardView, ...]:
    cards = list(stage.cards)
    was = next((one for one in base.stages if one.id == stage.id), None)
    at = 0
    for card in was.cards if was else ():
        own = before[card.id]
        if own in here:
            at = next((n + 1 for n, one in enumerate(cards) if one.id == own), at)
        else:
            cards.insert(at, replace(card, id=own))
            at += 1
    return tuple(cards)


def _edges(base: JourneyView, gone: set[str], before: Mapping[str, str]) -> Iterator[EdgeView]:
    """The ways of the base that led from or to what is gone."""
    for edge in base.edges:
        source, target = before.get(edge.source, edge.source), before.get(edge.target, edge.target)
        if source in gone or target in gone:
            yield replace(edge, source=source, target=target)


def _focused(stages: Sequence[StageView], classes: Mapping[str, str]) -> tuple[StageView, ...]:
    """All stages, or those with changes where there are too many touchpoints to look at."""
    if sum(len(stage.cards) for stage in stages) <= MOST_CARDS:
        return tuple(stages)
    touched = [stage for stage in stages if any(card.id in classes for card in stage.cards)]
    return tuple(touched or stages)


def _numbered(view: JourneyView, classes: Mapping[str, str]) -> JourneyView:
    """The view with touchpoints that say what happened to them, and whose numbers are theirs alone.

    What is there keeps the number that it has on its map; what is gone takes numbers behind them.
    """
    highest = max((card.number for card in view.cards if classes.get(card.id) != "removed"), default=0)
    numbers: dict[str, int] = {}
    for card in view.cards:
        if classes.get(card.id) == "removed":
            highest += 1
        numbers[card.id] = highest if classes.get(card.id) == "removed" else card.number
    stages = tuple(
        replace(stage, cards=tuple(_labelled(card, numbers[card.id], classes) for card in stage.cards))
        for stage in view.stages
    )
    edges = tuple(
        replace(edge, source_number=numbers[edge.source], target_number=numbers.get(edge.target))
        for edge in view.edges
        if edge.source in numbers and (not edge.target or edge.target in numbers)
    )
    return replace(view, stages=stages, edges=edges)


def _labelled(card: CardView, number: int, classes: Mapping[str, str]) -> CardView:
    word = WORDS.get(classes.get(card.id, ""), "")
    return replace(card, number=number, change_word=word.upper() if word else "")
