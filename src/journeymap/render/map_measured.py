"""What customers said, beside the curve of emotion on the map: where each mark and its interval lie, and their key."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.render.view import JourneyView
    from journeymap.render.wording import Words


_FAN, _CAP = 3.5, 9.0
"""Pixels between the intervals of a shared mark, and as wide as the ends of one that stands alone."""


def rules(view: JourneyView) -> Iterator[str]:
    """A rule for each mark, and one for each of its intervals, which is a part of the height of the drawing."""
    if view.measured is None:
        return
    for n, spot in enumerate(view.measured.spots):
        beside = f"{spot.middle:g}% {'+' if spot.side == 'end' else '-'} {spot.away:g}px"
        nearer = "min" if spot.side == "end" else "max"
        yield f".mq{n}{{inset-inline-start:{nearer}({spot.x:g}%,{beside})}}.mq{n}>:is(b,u){{top:{spot.y:g}%}}"
        told = [view.measured.felt[place] for place in spot.marks]
        ends = [(mark.low_y, mark.high_y) for mark in told if mark.low_y is not None and mark.high_y is not None]
        width = _CAP if len(ends) == 1 else _FAN - 0.5
        for place, (low, high) in enumerate(ends, 1):
            aside = _FAN * (place - (len(ends) + 1) / 2) - width / 2
            sizes = f"width:{width:g}px;margin-inline-start:{aside:g}px"
            yield f".mq{n}>:nth-child({place}){{top:{high:g}%;height:{round(low - high, 2):g}%;{sizes}}}"


def key(view: JourneyView, words: Words) -> str:
    """What the marks mean, with the fewest and the most answers behind one; empty where there are none."""
    counts = [mark.n for mark in view.measured.felt] if view.measured else []
    if not counts:
        return ""
    least, most = words.number(min(counts)), words.number(max(counts))
    n = words("measure.n", n=least if least == most else words("measured.range", low=least, high=most))
    return words("measured.curve", n=n)
