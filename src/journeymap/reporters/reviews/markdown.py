"""The review as a comment on a pull request or merge request: Markdown that GitHub and GitLab read.

All workspaces make one comment. Its first line is a mark by which the one comment is found again and updated, and how
many changes it tells; the first line that is seen is what a manager understands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from journeymap.render.review_headline import headline
from journeymap.render.review_ranking import gravest_first
from journeymap.render.wording import words_for
from journeymap.reporters.reviews.markdown_folded import details
from journeymap.reporters.reviews.markdown_journey import elsewhere, journey
from journeymap.reporters.reviews.markdown_limit import Section, fitted
from journeymap.reporters.reviews.markdown_overview import overview
from journeymap.reporters.reviews.markdown_points import points
from journeymap.reporters.reviews.markdown_words import PEN, said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.render.review_view import ReviewView

MARK = "<!-- journeymap:review"
"""How the comment begins; ` changes=N -->` follows."""


def write(views: Sequence[ReviewView], stream: TextIO, *, colour: bool = False) -> None:  # noqa: ARG001  # as all
    """Writes the comment.

    Args:
        views: The review of each workspace; they must be public ones, since a comment is read by more people than the
            files.
        stream: Where to write.
        colour: Nothing; every reporter takes it.

    Raises:
        ValueError: A view is not a public one.
    """
    if not all(view.public for view in views):
        raise ValueError("a comment is made of public views")
    stream.write(fitted(_sections(views)))


def _sections(views: Sequence[ReviewView]) -> Iterator[Section]:
    """The sections in the order in which they are read; the first ones stand whatever the length."""
    told = [view for view in views if not view.says_nothing]
    yield Section(f"{MARK} changes={sum(map(_weight, told))} -->")
    if not told:
        yield Section("**No change for customers or teams.**")
    for view in told:
        title = [f"## {said(view.folder or 'The folder itself')}", ""] if len(views) > 1 else []
        line = headline(view, words_for("en"), PEN)
        yield Section("\n".join([*title, f"**{line}**", "", *points(view)]))
    for view in told:
        yield from _rest(view, [f"## {said(view.folder or 'The folder itself')}: details"] if len(told) > 1 else [])
    if told:
        base, head = (said(name, 80) for name in (told[0].comparison.base, told[0].comparison.head))
        yield Section(f"<sub>journeymap: {base} → {head}</sub>")


def _rest(view: ReviewView, title: Sequence[str]) -> Iterator[Section]:
    """What stands below the first lines of all workspaces."""
    yield from (Section(line) for line in title)
    pairs = gravest_first(view)
    yield from overview(pairs)
    for pair in pairs:
        yield from journey(pair, view)
    yield from elsewhere(view)
    yield from details(view)


def _weight(view: ReviewView) -> int:
    """How much there is to tell; not 0 where anything is."""
    comparison = view.comparison
    findings = (*comparison.findings.introduced, *comparison.findings.fixed)
    return len(comparison.changes) + len(comparison.unreadable) + view.withheld or len(findings)
