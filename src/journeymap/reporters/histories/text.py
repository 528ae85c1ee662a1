"""The history for a person at a terminal: health first, then commit by commit, the newest first.

Everything that a colour says is also said by a sign and a word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from rich.text import Text

from journeymap.diff.values import Direction, Level
from journeymap.reporters.histories.told import Line, counted, ends, heavy, lines, minor, safe, unread
from journeymap.reporters.terminal import console
from journeymap.reporters.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diff.past import Entry, Journey, Past

_BARS = "▁▂▃▄▅▆▇█"
_FULL = 100
_MOST = 48
"""Points of health that are shown on a line, the last ones."""
_SIGNS = {
    Direction.WORSE: ("▼ worse ", "red"),
    Direction.BETTER: ("▲ better", "green"),
    Direction.NEUTRAL: ("• change", ""),
}


def write(past: Past, stream: TextIO, *, colour: bool = False) -> None:
    """Writes the health of journeys over time, then a paragraph a commit."""
    printer = console(stream, colour=colour)
    for line in _lines(past):
        printer.print(line)


def _lines(past: Past) -> Iterator[Text]:
    if past.name:
        yield Text(visible(past.name), "bold")
    yield from (_health(journey, alone=bool(past.journey)) for journey in past.journeys if journey.points)
    for entry in past.entries:
        yield Text("")
        yield from _commit(entry, with_journey=not past.journey, names={one.id: one.name for one in past.journeys})
    if ends(past):
        yield Text("")
        yield Text(ends(past), "bold")


def _health(journey: Journey, *, alone: bool) -> Text:
    """The health of a journey as a row of bars, with its first and its last score."""
    points = journey.points[-_MOST:]
    known = [point.score for point in points if point.score is not None]
    line = Text(f"{spark([point.score for point in points])} ")
    if not known:
        line.append("no score")
    elif len(known) == 1:
        line.append(str(known[0]), "bold")
    else:
        line.append(f"{known[0]} → ").append(str(known[-1]), "bold")
    about = f"health of 100, {points[0].commit.date} to {points[-1].commit.date}"
    line.append(f"  {about if alone else visible(journey.name)}", "bright_black" if alone else "")
    return line


def spark(scores: list[int | None]) -> str:
    """Scores from 0 to 100 as bars of eight heights; a dot where there is none."""
    return "".join("·" if score is None else _BARS[min(7, score * len(_BARS) // _FULL)] for score in scores)


def _commit(entry: Entry, *, with_journey: bool, names: dict[str, str]) -> Iterator[Text]:
    commit = entry.commit
    head = Text(commit.short, "yellow").append(f" {commit.date} ").append(safe(commit.author), "cyan")
    head.append(f"  {safe(commit.subject)}", "bold")
    for tag in commit.tags:
        head.append(f" [{safe(tag)}]", "yellow")
    yield head
    if entry.hidden:
        yield Text("  What it changed is not known: a shallow clone hides the commit before it.", "bold")
    yield from (Text(f"  ! {unread(item)}", "bold red") for item in entry.unreadable)
    at = None
    for line in lines(entry):
        journey = line.first.journey
        if with_journey and journey != at and journey:
            yield Text(f"  {visible(names.get(journey, journey))}", "underline")
        at = journey
        yield _line(line)
    if minor(entry):
        yield Text(f"  {'and ' if heavy(entry) else ''}{counted(minor(entry), 'minor change')}", "bright_black")
    if not entry.changes and not entry.unreadable and not entry.hidden:
        yield Text("  nothing changes for customers or teams", "bright_black")


def _line(told: Line) -> Text:
    sign, style = _SIGNS[told.first.direction]
    line = Text(f"  {sign} ", style)
    if told.first.level is Level.BREAKING:
        line.append("breaking ", "bold red")
    return line.append(visible(told.text))
