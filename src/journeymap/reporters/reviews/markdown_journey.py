"""What changes in one journey: a table, the flow, the curves; and the table of what lies in no journey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diff.values import Category, Direction, Level
from journeymap.reporters.reviews.markdown_drawings import chart, curves
from journeymap.reporters.reviews.markdown_limit import Section, length
from journeymap.reporters.reviews.markdown_merged import merged
from journeymap.reporters.reviews.markdown_words import listed, names, said, told
from journeymap.reporters.reviews.weighing import is_detail

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.diff.values import Change
    from journeymap.render.review_view import JourneyPair, ReviewView

_MOST_ROWS = 30
"""Rows of a table; the others are folded with what weighs little."""
_LONGEST_CHART = 16_000
"""Characters of a drawing in a comment; a longer one nobody reads there."""
_MOST_OPEN = 2
"""Journeys whose drawings stand open."""
_DRAWN = frozenset({Category.STRUCTURE, Category.EXPERIENCE, Category.ACCOUNTABILITY, Category.REFERENCE})
"""What a drawing shows; new research behind the same claims needs none."""
_CURVES = "**Emotion before and after**, from \N{MINUS SIGN}2 to +2; the numbers are those of the flow"
_HEAD = ("| | What | Before → after | Why it matters |", "| --- | --- | --- | --- |")


def weighty(change: Change) -> bool:
    """Whether a change stands in a table, and is not folded: it is better or worse, or asks for attention."""
    return not is_detail(change) and change.category is not Category.TEXT


def journey(pair: JourneyPair, view: ReviewView) -> Iterator[Section]:
    """The sections of a journey, the weightiest first; the drawings go where there is no room for them."""
    shown = [change for change in pair.changes if weighty(change)]
    if not shown:
        return
    rows = shown[:_MOST_ROWS]
    title = [f"### {said(pair.name, 100)}", "", *_state(pair)]
    yield Section("\n".join([*title, *table(rows, view)]), len(rows))
    if pair.head is not None and any(change.category in _DRAWN for change in shown):
        yield from _drawn(pair, fold=len(view.journeys) > _MOST_OPEN)


def _drawn(pair: JourneyPair, *, fold: bool) -> Iterator[Section]:
    """The curves and the flow, folded where there are those of many journeys."""
    joined = merged(pair)
    if joined is None:
        return
    lines = curves(pair, joined)
    drawn = "\n".join(chart(joined))
    if length(drawn) > _LONGEST_CHART:
        drawn = "<sub>The flow is too long to be drawn here.</sub>"
    texts = ["\n".join([_CURVES, "", *lines])] if lines else []
    texts.append(drawn)
    if fold:
        inside = "\n\n".join(texts)
        texts = [f"<details><summary>Emotion and flow of {said(pair.name, 80)}</summary>\n\n{inside}\n\n</details>"]
    yield from (Section(text, spare=True) for text in texts)


def folded(pair: JourneyPair | None, changes: Sequence[Change]) -> Sequence[Change]:
    """The changes of a journey, or of no journey, that its table has no row for."""
    shown = [change for change in changes if weighty(change)] if pair or changes else []
    return [*shown[_MOST_ROWS:], *(change for change in changes if not weighty(change))]


def elsewhere(view: ReviewView) -> Iterator[Section]:
    """What changed outside of journeys: personas, teams, metrics, research, initiatives, plays."""
    shown = [change for change in outside(view) if weighty(change)][:_MOST_ROWS]
    if shown:
        yield Section("\n".join(["### Outside of journeys", "", *table(shown, view)]), len(shown))


def outside(view: ReviewView) -> list[Change]:
    """The changes that lie in no journey that is shown."""
    inside = {pair.id for pair in view.journeys}
    return [change for change in view.comparison.changes if change.journey not in inside]


def _state(pair: JourneyPair) -> list[str]:
    """Whether the journey is new or gone, and how its health moves."""
    before, after = pair.health
    if pair.base is None or pair.head is None:
        return ["The journey is new." if pair.base is None else "The journey is gone.", ""]
    if before is None or after is None or before == after:
        return []
    sign = "🔻" if after < before else "🔺"
    return [f"{sign} Health of the map {before} → {after} of 100", ""]


def table(changes: Sequence[Change], view: ReviewView) -> list[str]:
    """The changes as rows: which way, what, how, why."""
    return [*_HEAD, *(_row(one, view) for one in changes)]


def _row(change: Change, view: ReviewView) -> str:
    subject, rest = told(change)
    held = "⛔&nbsp;" if change in view.stopped else ""
    return f"| {held}{way(change)} | {subject} | {rest} | {_why(change, view)} |"


def way(change: Change) -> str:
    """A sign and a word for which way a change goes."""
    if change.level is Level.BREAKING:
        return "💥&nbsp;breaks"
    signs = {Direction.WORSE: "🔻&nbsp;worse", Direction.BETTER: "🔺&nbsp;better", Direction.NEUTRAL: "▫️&nbsp;other"}
    return signs[change.direction]


def _why(change: Change, view: ReviewView) -> str:
    """The reason, what else it touches, and whether it was accepted."""
    parts = [said(change.reason)] if change.reason else []
    impact = change.impact
    around = [one for one in impact.journeys if one != change.journey]
    reached = [
        *(f"initiative *{name}*" for name in names("initiatives", impact.initiatives, view)),
        *(f"play *{name}*" for name in names("plays", impact.plays, view)),
        *(f"journey *{name}*" for name in names("journeys", around, view)),
    ]
    if reached and (change.direction is not Direction.NEUTRAL or change.level is Level.BREAKING):
        parts.append(f"touches {listed(reached, 2)}")
    return "; ".join((*parts, *acceptance(change)))


def acceptance(change: Change) -> Iterator[str]:
    """Who accepted a change and why; that an acceptance is over."""
    found = change.accepted
    if found is None:
        return
    who = f" by {said(found.author, 60)}" if found.author else ""
    if found.expired:
        yield f"the acceptance{who} expired on {found.expires}"
        return
    until = f", until {found.expires}" if found.expires else ""
    yield f"accepted{who}: {said(found.reason)}{until}"
