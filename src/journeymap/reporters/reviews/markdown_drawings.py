"""The drawings of a comment: the flow with what changed in colour, and the curves before and after as text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from journeymap.render.markdown_curve import curve_lines
from journeymap.render.mermaid_flow import flowchart
from journeymap.render.wording import words_for
from journeymap.reporters.reviews.markdown_merged import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from journeymap.render.review_view import JourneyPair
    from journeymap.render.view import CurveView, JourneyView, PointView
    from journeymap.reporters.reviews.markdown_merged import Merged

STYLES: Mapping[str, str] = {
    "added": "fill:#dbe9ff,stroke:#1d4ed8,color:#161c2d,stroke-width:2px",
    "removed": "fill:#f1f2f5,stroke:#667085,color:#4a5266,stroke-dasharray:5 4",
    "worse": "fill:#fde3df,stroke:#b42318,color:#161c2d,stroke-width:2px",
    "better": "fill:#dcf5e7,stroke:#0b6b4f,color:#161c2d,stroke-width:2px",
    "changed": "fill:#fff4d1,stroke:#946200,color:#161c2d,stroke-width:2px",
}
"""Dark words on light ground, so that they read on a light and on a dark page."""
_MOST_CURVES = 6
_BEFORE, _AFTER = "before", "after"


def chart(joined: Merged) -> list[str]:
    """The flow in a fenced block, with a line that says what the colours mean."""
    drawn = flowchart(joined.view, classes=joined.classes, class_styles=STYLES).rstrip("\n")
    used = [f"{_SIGNS[name]} {WORDS[name]}" for name in WORDS if name in set(joined.classes.values())]
    legend = [f"<sub>{' · '.join(used)}</sub>", ""] if used else []
    return [*legend, "```mermaid", drawn, "```"]


_SIGNS: Mapping[str, str] = {"added": "🟦", "removed": "⬜", "worse": "🟥", "better": "🟩", "changed": "🟨"}


def curves(pair: JourneyPair, joined: Merged) -> list[str]:
    """The curves that changed, before and after, below the numbers of the flow; nothing where none did."""
    columns = {card.id: (float(place), card.number) for place, card in enumerate(joined.view.cards)}
    before = _placed(pair.base, columns, joined.before)
    after = _placed(pair.head, columns, {})
    found: list[CurveView] = []
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key), after.get(key)
        if _felt(old) != _felt(new):
            found += _labelled(old, new)
    if not found:
        return []
    view = replace(joined.view, curves=tuple(found[:_MOST_CURVES]))
    return curve_lines(view, words_for("en"))


def _felt(curve: CurveView | None) -> list[tuple[str, float]]:
    return [(point.card, point.emotion.score) for point in curve.points] if curve else []


def _labelled(old: CurveView | None, new: CurveView | None) -> Iterator[CurveView]:
    for curve, word in ((old, _BEFORE), (new, _AFTER)):
        if curve is not None and curve.points:
            yield replace(curve, mark="", label=f"{curve.label.partition(',')[0][:24]}, {word}")


def _placed(
    view: JourneyView | None, columns: Mapping[str, tuple[float, int]], names: Mapping[str, str]
) -> dict[str, CurveView]:
    """The curves of a side by persona, with its points in the columns of the merged journey."""
    found = {}
    for curve in view.curves if view else ():
        if curve.kind == "base":
            continue
        points = (_point(point, columns, names) for point in curve.points)
        found[curve.persona] = replace(curve, points=tuple(point for point in points if point))
    return found


def _point(point: PointView, columns: Mapping[str, tuple[float, int]], names: Mapping[str, str]) -> PointView | None:
    own = names.get(point.card, point.card)
    if own not in columns:
        return None
    x, number = columns[own]
    return replace(point, card=own, x=x, number=number)
