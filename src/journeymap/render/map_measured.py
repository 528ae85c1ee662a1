"""What customers said, beside the curve of emotion on the map: where each mark and its interval lie, and their key."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.render.view import JourneyView
    from journeymap.render.wording import Words


def rules(view: JourneyView) -> Iterator[str]:
    """A rule for each mark, and one for its interval, which is a part of the height of the drawing."""
    for n, mark in enumerate(view.measured.felt if view.measured else ()):
        yield f".mq{n}{{inset-inline-start:{mark.x:g}%}}.mq{n}>:is(b,u){{top:{mark.y:g}%}}"
        if mark.low_y is not None and mark.high_y is not None:
            yield f".mq{n}>i{{top:{mark.high_y:g}%;height:{round(mark.low_y - mark.high_y, 2):g}%}}"


def key(view: JourneyView, words: Words) -> str:
    """What the marks mean, with the fewest and the most answers behind one; empty where there are none."""
    counts = [mark.n for mark in view.measured.felt] if view.measured else []
    if not counts:
        return ""
    least, most = words.number(min(counts)), words.number(max(counts))
    n = words("measure.n", n=least if least == most else words("measured.range", low=least, high=most))
    return words("measured.curve", n=n)
