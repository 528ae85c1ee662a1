"""Changes in the terminal: a paragraph each, by journey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from journeymap.reporters.reviews.weighing import Weight, accepted, encodable, weight
from journeymap.reporters.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diff.values import Change
    from journeymap.render.review_view import ReviewView

_SIGNS = {Weight.BREAKING: "✖", Weight.WORSE: "▼", Weight.BETTER: "▲", Weight.NEUTRAL: "•"}
_WORDS = {Weight.BREAKING: "breaking", Weight.WORSE: "worse", Weight.BETTER: "better", Weight.NEUTRAL: "changed"}
_STYLES = {Weight.BREAKING: "bold red", Weight.WORSE: "red", Weight.BETTER: "green", Weight.NEUTRAL: "cyan"}
_MARGIN = " " * 13


def changes(view: ReviewView) -> Iterator[Text]:
    """The changes of each journey under its name, then those of everything else."""
    names = {pair.id: pair.name for pair in view.journeys}
    groups: dict[str, list[Change]] = {}
    for change in view.comparison.changes:
        groups.setdefault(change.journey, []).append(change)
    rest = groups.pop("", [])
    for journey, found in (*groups.items(), *([("", rest)] if rest else [])):
        title = visible(names.get(journey, journey)) if journey else "Beside journeys"
        yield Text(f"{title} ({visible(journey)})" if journey else title, "bold underline")
        for change in found:
            yield _paragraph(change, view)
        yield Text("")


def _paragraph(change: Change, view: ReviewView) -> Text:
    """The sign and the sentence, then why, what it touches, who accepted it, and where it stands."""
    is_let_pass = not change.counts
    kind = weight(change)
    style = "dim" if is_let_pass else _STYLES[kind]
    text = Text()
    text.append(f"  {_SIGNS[kind]} {_WORDS[kind]:<8} ", style).append(visible(change.message))
    if change.reason:
        text.append(f" ({visible(change.reason)})", "bold" if kind is Weight.BREAKING else "")
    for line in _lines(change, view):
        text.append(f"\n{_MARGIN}{visible(line)}", "dim")
    return text


def _lines(change: Change, view: ReviewView) -> Iterator[str]:
    touched = _impact(change, view)
    if touched:
        yield touched
    if change.accepted:
        yield accepted(change)
    spot = view.spots.get(change)
    if spot is not None:
        gone = "" if spot.in_head else " (in the base)"
        yield f"{encodable(spot.path)}:{spot.span.start.line}:{spot.span.start.column}{gone}"


def _impact(change: Change, view: ReviewView) -> str:
    """What a change touches in one line, with names; the journey that it stands under is not named again."""
    impact = change.impact
    journeys = tuple(name for name in impact.journeys if name != change.journey)
    parts = (
        ("for", "personas", impact.personas),
        ("also in", "journeys", journeys),
        ("worked on by", "initiatives", impact.initiatives),
        ("played:", "plays", impact.plays),
        ("measured by", "metrics", impact.metrics),
        ("teams:", "teams", impact.teams),
    )
    return "; ".join(
        f"{words} {', '.join(_name(view.label(section, own)) for own in ids)}" for words, section, ids in parts if ids
    )


def _name(label: str) -> str:
    """A name among others, in quotes where it has a comma itself."""
    return f"“{label}”" if "," in label else label
