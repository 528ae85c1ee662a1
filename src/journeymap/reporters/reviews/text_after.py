"""What follows the changes in the terminal: entries to paste, what cannot be compared, findings, who ought to look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from journeymap.diagnostics import Severity
from journeymap.diff.accepting import entry, quoted
from journeymap.render.review_ranking import mended
from journeymap.reporters.reviews.weighing import encodable, fault
from journeymap.reporters.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.render.review_view import ReviewView

_SEVERITIES = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def after(view: ReviewView) -> Iterator[Text]:
    """The parts that there is something to say in, each with a blank line behind it."""
    for part in (_unreadable, _moved, _stopped, _pains, _findings, _reviewers):
        lines = list(part(view))
        if lines:
            yield from lines
            yield Text("")


def _unreadable(view: ReviewView) -> Iterator[Text]:
    """What cannot be compared, and the command that says why."""
    unread = view.comparison.unreadable
    if unread:
        yield Text("Cannot be compared", "bold red")
    for item in unread:
        name = f"{visible(item.object)} " if item.object else ""
        yield Text(f"  ? {name}in {visible(encodable(item.path))}, in the {item.side}: {item.why}")
        first = fault(item, view)
        if first is not None:
            yield Text(f"    {visible(encodable(item.path))}:{first[0]}: {visible(first[1])}")
    paths = dict.fromkeys(visible(encodable(item.path)) for item in unread if item.side == "head")
    if paths:
        yield Text(f"  `journeymap validate {' '.join(map(_argument, paths))}` says what is wrong.")


def _argument(path: str) -> str:
    """A path as a shell takes it, whatever is in it."""
    if path.isascii() and path.replace("/", "").replace(".", "").replace("_", "").replace("-", "").isalnum():
        return path
    return "'" + path.replace("'", "'\\''") + "'"


def _moved(view: ReviewView) -> Iterator[Text]:
    """The entries that would make proposed renames certain."""
    entries = view.comparison.moved_entries
    if entries:
        yield Text("If these are the same objects, say so in the head:", "bold")
        yield Text("moved:")
    for old, new in entries:
        yield Text(f"  - {{from: {quoted(old)}, to: {quoted(new)}}}")


def _stopped(view: ReviewView) -> Iterator[Text]:
    """The entries that would let changes pass which a gate holds up."""
    if view.stopped:
        count = len(view.stopped)
        what = "This change is" if count == 1 else f"These {count} changes are"
        yield Text(f"{what} held up by a gate. What is meant to be so, accept in the head, and say why:", "bold")
        yield Text("accepted:")
    for change in view.stopped:
        yield Text(entry(change))
    if view.withheld_stopped:
        yield Text(f"{view.withheld_stopped} more, of what is confidential, are held up too.", "bold")


def _pains(view: ReviewView) -> Iterator[Text]:
    """What becomes of the pains of one journey in another."""
    pains = view.comparison.pains
    if pains is not None:
        resolved = f"{pains.resolved} pain{'' if pains.resolved == 1 else 's'} resolved"
        yield Text(f"{resolved}, {pains.untouched} untouched, {pains.new} new.", "bold")


def _findings(view: ReviewView) -> Iterator[Text]:
    """Findings that came, and those that went; those that were there are only counted."""
    found = view.comparison.findings
    gone = mended(view)
    if not found.introduced and not gone:
        return
    counts = f"{len(found.introduced)} introduced, {len(gone)} fixed, {len(found.there_already)} there already"
    yield Text(f"Findings of lint: {counts}", "bold")
    for finding in found.introduced:
        yield _finding("+", finding)
    for finding in gone:
        yield _finding("-", finding)


def _finding(sign: str, finding: Diagnostic) -> Text:
    line = finding.span.start.line if finding.span else 1
    text = Text(f"  {sign} ")
    text.append(f"{finding.severity}[{finding.code}]", _SEVERITIES[finding.severity] if sign == "+" else "dim")
    text.append(f" {visible(encodable(finding.path))}:{line}: {visible(finding.message)}")
    return text


def _reviewers(view: ReviewView) -> Iterator[Text]:
    """The teams that ought to look."""
    names = [visible(view.label("teams", team)) for team in view.comparison.reviewers]
    if names:
        yield Text(f"Ought to look: {', '.join(names)}.")
