"""The review for a person at a terminal: by journey, the worst first, then what to do about it.

Everything that a colour says is also said by a sign and a word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from rich.text import Text

from journeymap.render.review_headline import Pen, headline
from journeymap.render.wording import words_for
from journeymap.reporters.reviews.text_after import after
from journeymap.reporters.reviews.text_changes import changes
from journeymap.reporters.reviews.weighing import Weight, counted, encodable
from journeymap.reporters.terminal import console
from journeymap.reporters.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.render.review_view import ReviewView

_PEN = Pen(name=lambda text: f"“{visible(text)}”", person=visible, english=visible)


def write(views: Sequence[ReviewView], stream: TextIO, *, colour: bool = False) -> None:
    """Writes the changes of each workspace, what cannot be compared, findings, reviewers and a line of counts."""
    printer = console(stream, colour=colour)
    told = [view for view in views if not view.says_nothing]
    if not told:
        printer.print("No changes.")
        return
    for view in told:
        for line in _workspace(view, alone=len(views) == 1):
            printer.print(line)
    printer.print(_summary(told))


def _workspace(view: ReviewView, *, alone: bool) -> Iterator[Text]:
    base, head = (visible(encodable(name)) for name in (view.comparison.base, view.comparison.head))
    title = f"{base} → {head}" if alone else f"{visible(encodable(view.folder)) or 'here'}: {base} → {head}"
    yield Text(title, "bright_black")
    yield Text(headline(view, words_for("en"), _PEN), "bold")
    yield Text("")
    yield from changes(view)
    yield from after(view)


def _summary(views: Sequence[ReviewView]) -> Text:
    """How many changes there are of each weight, and how many of them are stopped or withheld."""
    found = counted(change for view in views for change in view.comparison.changes)
    parts = [f"{found[one]} {one}" for one in Weight]
    stopped = sum(len(view.stopped) + view.withheld_stopped for view in views)
    withheld = sum(view.withheld for view in views)
    unread = sum(len(view.comparison.unreadable) for view in views)
    if withheld:
        parts.append(f"{withheld} confidential and left out")
    if unread:
        parts.append(f"{unread} not compared")
    if stopped:
        parts.append(f"{stopped} held up by a gate")
    return Text(f"{', '.join(parts)}.", "bold")
