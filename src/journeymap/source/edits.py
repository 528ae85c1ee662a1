"""Text edits: stretches of a text replaced by others, all at once, with everything else as it was."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from journeymap.source.places import Places

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from journeymap.diagnostics import Span


def without_overlaps(groups: Iterable[Sequence[tuple[Span, str]]]) -> list[tuple[Span, str]]:
    """The edits of all groups that can be made together: a group is taken whole or not at all, earlier ones first.

    Two edits overlap where their stretches share a place, or where both insert at the same one. An edit that is the
    same as one that is taken already does not stand in the way.
    """
    taken: list[tuple[Span, str]] = []
    for group in groups:
        new = [edit for edit in group if edit not in taken]
        if not any(_overlap(one[0], other[0]) for one in new for other in taken):
            for edit in new:
                taken.insert(bisect_left(taken, edit[0], key=lambda item: item[0]), edit)
    return taken


def _overlap(one: Span, other: Span) -> bool:
    if one.start == other.start:
        return True
    return one.start < other.end and other.start < one.end


def edited(text: str, edits: Iterable[tuple[Span, str]]) -> str:
    """The text with each stretch replaced; the edits must not overlap."""
    places = Places(text)
    pieces, reached = [], 0
    for span, new in sorted(edits, key=lambda edit: edit[0]):
        pieces += [text[reached : places.offset(span.start)], new]
        reached = places.offset(span.end)
    return "".join((*pieces, text[reached:]))
