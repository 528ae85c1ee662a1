"""What is folded below a review: findings, accepted changes, renames to settle, entries to paste, small changes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from journeymap.render.review_ranking import mended
from journeymap.reporters.checkout import repository_path
from journeymap.reporters.findings import page_of
from journeymap.reporters.reviews.markdown_journey import acceptance, folded, outside, way
from journeymap.reporters.reviews.markdown_limit import Section
from journeymap.reporters.reviews.markdown_words import coded, counted, said, told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.diagnostics import Diagnostic
    from journeymap.diff.values import Change, Plain
    from journeymap.render.review_view import ReviewView

_MOST = 40
"""Items of one folded list."""
_MOST_ENTRIES = 12
_TICKS = re.compile("`+")


def details(view: ReviewView) -> Iterator[Section]:
    """The folded sections, those that ask for something first."""
    yield from _renames(view)
    yield from _findings("brought by this change", view.comparison.findings.introduced)
    yield from _accepted(view)
    yield from _to_accept(view)
    yield from _findings("mended by this change", mended(view))
    yield from _small(view)


def _fold(title: str, lines: Sequence[str], changes: int = 0) -> Section:
    return Section("\n".join([f"<details><summary>{title}</summary>", "", *lines, "", "</details>"]), changes)


def _cut(lines: list[str], all_of_them: int, one: str) -> list[str]:
    rest = all_of_them - len(lines)
    return [*lines, f"- and {counted(rest, one)}"] if rest else lines


def _renames(view: ReviewView) -> Iterator[Section]:
    """Renames that only likeness speaks for, with the entry that settles them."""
    pairs = view.comparison.moved_entries
    if pairs:
        lines = [f"  - {{from: {_written(old)}, to: {_written(new)}}}" for old, new in pairs[:_MOST]]
        text = "These look like renames. To say so, add to any document of the workspace:"
        yield _fold(f"{counted(len(pairs), 'possible rename')}", [text, "", *_fenced(["moved:", *lines])])


def _findings(what: str, found: Sequence[Diagnostic]) -> Iterator[Section]:
    if found:
        ordered = sorted(found, key=lambda finding: finding.severity.rank)
        lines = [_finding(finding) for finding in ordered[:_MOST]]
        title = f"{counted(len(found), 'finding')} {what}"
        yield _fold(title, _cut(lines, len(found), "more"))


def _finding(finding: Diagnostic) -> str:
    row = finding.span.start.line if finding.span else 1
    rule = f"[{said(f'{finding.code} {finding.name}')}]({page_of(finding)})"
    place = said(f"{repository_path(finding.path)}:{row}")
    return f"- {finding.severity} {rule}: {coded(finding.message)} <sub>{place}</sub>"


def _accepted(view: ReviewView) -> Iterator[Section]:
    found = [change for change in view.comparison.changes if change.accepted]
    if found:
        lines = [f"- {_line(change)} ({' '.join(acceptance(change))})" for change in found[:_MOST]]
        yield _fold(f"{counted(len(found), 'accepted change')}", _cut(lines, len(found), "more"))


def _to_accept(view: ReviewView) -> Iterator[Section]:
    """The entries that let pass what a gate holds up, to paste and to give a reason."""
    held = view.stopped
    if held:
        lines = [line for change in held[:_MOST_ENTRIES] for line in _entry(change)]
        rest = len(held) - _MOST_ENTRIES
        more = [f"`journeymap diff` prints the entries of the {rest} others."] if rest > 0 else []
        text = "Where a change is meant, say why in any document of the workspace; the gate then lets it pass:"
        yield _fold("How to accept what is held up", [text, "", *_fenced(["accepted:", *lines]), *more])


def _entry(change: Change) -> Iterator[str]:
    yield f"  - change: {change.kind}"
    yield f"    object: {_written(change.object)}"
    for key, value in (("before", change.before), ("after", change.after)):
        if value not in (None, (), ""):
            yield f"    {key}: {_written(value)}"
    yield '    reason: ""'


def _written(value: Plain) -> str:
    """A value as YAML, which reads JSON."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(_written, value))}]"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return json.dumps(value, ensure_ascii=False, default=str)


def _fenced(lines: Sequence[str]) -> list[str]:
    """Lines in a block of code that nothing in them ends."""
    fence = "`" * max(3, 1 + max((len(run) for text in lines for run in _TICKS.findall(text)), default=0))
    return [f"{fence}yaml", *lines, fence]


def _small(view: ReviewView) -> Iterator[Section]:
    """The changes that no table shows."""
    found = [change for pair in view.journeys for change in folded(pair, pair.changes)]
    found += folded(None, outside(view))
    if found:
        lines = [f"- {way(change)}: {_line(change)}" for change in found[: 2 * _MOST]]
        title = f"{counted(len(found), 'smaller change')}: wording, order, details"
        yield _fold(title, _cut(lines, len(found), "more"), len(found))


def _line(change: Change) -> str:
    return ": ".join(filter(None, told(change)))
