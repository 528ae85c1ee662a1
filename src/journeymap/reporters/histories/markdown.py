"""The history as a change log in Markdown: by release where there are tags, else by day; the newest first.

Everything that comes from files and commits is escaped: it is text, never markup, a link or a mention.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, TextIO

from journeymap.diff.values import Direction, Level
from journeymap.reporters.histories.told import Line, counted, ends, heavy, lines, minor, safe, unread
from journeymap.reporters.reviews.markdown_words import said, stressed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.diff.past import Commit, Entry, Past

_HEADINGS = {Direction.WORSE: "Worse", Direction.BETTER: "Better", Direction.NEUTRAL: "Changed"}
_LONGEST = 400


def write(past: Past, stream: TextIO, *, colour: bool = False) -> None:  # noqa: ARG001  # every reporter takes it
    """Writes a heading for each release or day, and below it what got worse, better, or otherwise changed."""
    stream.write("\n".join(_lines(past)).rstrip("\n") + "\n")


def _lines(past: Past) -> Iterator[str]:
    yield f"# Changes{f' of {said(past.name)}' if past.name else ''}"
    released = any(entry.commit.release for entry in past.entries)
    names = {journey.id: journey.name for journey in past.journeys}
    for title, group in groupby(past.entries, lambda entry: _title(entry.commit, past, released=released)):
        entries = list(group)
        told_lines = list(_group(entries, names, with_journey=not past.journey))
        if told_lines:
            yield from ("", f"## {title}", *told_lines)
    if ends(past):
        yield from ("", said(ends(past), _LONGEST))


def _title(commit: Commit, past: Past, *, released: bool) -> str:
    if not released:
        return commit.date.isoformat()
    if not commit.release:
        return "Unreleased"
    day = past.released.get(commit.release)
    return said(safe(commit.release)) + (f" ({day.isoformat()})" if day else "")


def _group(entries: Sequence[Entry], names: dict[str, str], *, with_journey: bool) -> Iterator[str]:
    for direction, heading in _HEADINGS.items():
        rows = [
            _row(line, entry.commit, names, with_journey=with_journey)
            for entry in entries
            for line in lines(entry)
            if line.first.direction is direction
        ]
        if rows:
            yield from ("", f"### {heading}", "", *rows)
    broken = [
        f"- {said(unread(item), _LONGEST)} (`{entry.commit.short}`)" for entry in entries for item in entry.unreadable
    ]
    hidden = [
        f"- `{entry.commit.short}`: what it changed is not known, a shallow clone hides the commit before it."
        for entry in entries
        if entry.hidden
    ]
    if broken or hidden:
        yield from ("", "### Not compared", "", *broken, *hidden)
    left = sum(map(minor, entries))
    if left:
        yield from ("", f"{'And ' if any(map(heavy, entries)) else ''}{counted(left, 'minor change')}.")


def _row(line: Line, commit: Commit, names: dict[str, str], *, with_journey: bool) -> str:
    journey = line.first.journey
    where = f"{stressed(names.get(journey, journey))}: " if with_journey and journey else ""
    grave = "**breaking** " if line.first.level is Level.BREAKING else ""
    return f"- {grave}{where}{said(line.text, _LONGEST)} (`{commit.short}`, {commit.date.isoformat()})"
