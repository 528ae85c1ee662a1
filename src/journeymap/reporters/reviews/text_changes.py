"""Changes in the terminal: a paragraph each, by journey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from journeymap.reporters.reviews.weighing import Weight, accepted, encodable, is_detail, weight
from journeymap.reporters.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
        line = Text(f"{title} ({visible(journey)})" if journey else title, "bold underline")
        people = _lived_by(found)
        if people:
            line.append(f"  for {visible(_names('personas', people, view))}", "not bold not underline bright_black")
        yield line
        for change in found:
            yield _paragraph(change, people, view)
        yield Text("")


def _lived_by(found: Sequence[Change]) -> tuple[str, ...]:
    """The personas that every change of a journey touches, which are told once."""
    every = {change.impact.personas for change in found if change.impact.personas}
    return next(iter(every)) if len(every) == 1 else ()


def _paragraph(change: Change, people: tuple[str, ...], view: ReviewView) -> Text:
    """The sign and the sentence, then why, who accepted it, where it stands and what it touches."""
    is_let_pass = not change.counts
    kind = weight(change)
    style = "dim" if is_let_pass else _STYLES[kind]
    text = Text()
    text.append(f"  {_SIGNS[kind]} {_WORDS[kind]:<8} ", style).append(visible(change.message))
    if change.reason:
        text.append(f" ({visible(change.reason)})", "bold" if kind is Weight.BREAKING else "")
    for line in _lines(change, people, view):
        text.append(f"\n{_MARGIN}{visible(line)}", "dim")
    return text


def _lines(change: Change, people: tuple[str, ...], view: ReviewView) -> Iterator[str]:
    if change.accepted:
        yield accepted(change)
    spot, touched = view.spots.get(change), _impact(change, people, view)
    gone = "" if spot is None or spot.in_head else " (in the base)"
    where = f"{encodable(spot.path)}:{spot.span.start.line}:{spot.span.start.column}{gone}" if spot else ""
    yield from filter(None, ["  ".join(filter(None, (where, touched)))])


def _impact(change: Change, people: tuple[str, ...], view: ReviewView) -> str:
    """What a change touches, with names; the journey that it stands under and those who live it are not named again.

    Nothing for what is only wording: there is nobody to tell.
    """
    if is_detail(change):
        return ""
    impact = change.impact
    journeys = tuple(name for name in impact.journeys if name != change.journey)
    parts = (
        ("for", "personas", () if impact.personas == people else impact.personas),
        ("also in", "journeys", journeys),
        ("worked on by", "initiatives", impact.initiatives),
        ("played:", "plays", impact.plays),
        ("measured by", "metrics", impact.metrics),
        ("teams:", "teams", impact.teams),
    )
    return "; ".join(f"{words} {_names(section, ids, view)}" for words, section, ids in parts if ids)


def _names(section: str, ids: Sequence[str], view: ReviewView) -> str:
    return ", ".join(_name(view.label(section, own)) for own in ids)


def _name(label: str) -> str:
    """A name among others, in quotes where it has a comma itself."""
    return f"“{label}”" if "," in label else label
