"""How much a journey holds, in words: the descriptions of pictures begin with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journeymap.render.view import JourneyView
    from journeymap.render.wording import Words


def extent(view: JourneyView, say: Words, key: str) -> str:
    """A text with the counted `{touchpoints}` and `{stages}` of a journey.

    Args:
        view: The journey.
        say: The words of its language.
        key: The text.
    """
    touchpoints = say.count("review.touchpoints", len(view.cards))
    return say(key, touchpoints=touchpoints, stages=say.count("review.stages", len(view.stages)))
