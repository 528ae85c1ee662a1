"""The table that stands first where a review is of several journeys: how much changes in each, and what weighs most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.reporters.reviews.markdown_limit import Section
from journeymap.reporters.reviews.markdown_words import counted, said, told
from journeymap.reporters.reviews.weighing import counted as weighed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.render.review_view import JourneyPair

_MOST = 30
"""Journeys that have a row."""
_HEAD = ("| Journey | 💥 | 🔻 | 🔺 | ▫️ | Health | First of all |", "| --- | ---: | ---: | ---: | ---: | --- | --- |")


def overview(pairs: Sequence[JourneyPair]) -> Iterator[Section]:
    """A row for each journey; nothing where there is one."""
    if len(pairs) > 1:
        rest = len(pairs) - _MOST
        more = ["", f"and {counted(rest, 'more journey')}"] if rest > 0 else []
        yield Section("\n".join([*_HEAD, *(_row(pair) for pair in pairs[:_MOST]), *more]))


def _row(pair: JourneyPair) -> str:
    numbers = " | ".join(str(number) if number else "" for number in weighed(pair.changes).values())
    first = ": ".join(filter(None, told(pair.changes[0]))) if pair.changes else ""
    return f"| {said(pair.name, 80)} | {numbers} | {_health(pair)} | {first} |"


def _health(pair: JourneyPair) -> str:
    before, after = pair.health
    if pair.base is None or pair.head is None:
        return "new" if pair.base is None else "gone"
    if before is None or after is None or before == after:
        return "" if after is None else str(after)
    return f"{before} → {after}"
