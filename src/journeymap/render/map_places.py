"""Where touchpoints lie from left to right, in per cent of the drawing: on the curve, and on all that is below it.

Positions are classes of a hashed style sheet, because the page's security policy allows no `style` attributes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.render.view import JourneyView


def of_cards(view: JourneyView) -> dict[int, float]:
    """The place of each touchpoint, by its number: the middles of equal parts of its stage."""
    return {
        card.number: round(stage.left + stage.width / len(stage.cards) * (n + 0.5), 3)
        for stage in view.stages
        for n, card in enumerate(stage.cards)
    }


def slot(view: JourneyView) -> float:
    """The width of the narrowest part that a touchpoint has."""
    return min((stage.width / len(stage.cards) for stage in view.stages if stage.cards), default=100.0)


def classes(view: JourneyView) -> dict[float, int]:
    """All places at which something may stand, numbered from left to right."""
    points = {point.x for curve in view.curves for point in curve.points}
    return {x: n for n, x in enumerate(sorted(points | set(of_cards(view).values())))}


def rules(view: JourneyView) -> Iterator[str]:
    """A rule for each place."""
    for x, n in classes(view).items():
        yield f".x{n}{{inset-inline-start:{x:g}%}}"
