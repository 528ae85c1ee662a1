"""Two contents of one file for git: the changes of a document in words, of any other file line by line."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from journeymap.reporters.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diff.values import Change, Comparison


@dataclass(frozen=True)
class Sides:
    """A file on both sides: its path and its bytes, None where it is not there."""

    old_path: Path
    new_path: Path
    old: bytes | None
    new: bytes | None


def told(sides: Sides) -> Iterator[str]:
    """The lines for git: a heading as git writes it, then the changes."""
    yield visible(f"diff --journeymap a/{sides.old_path.as_posix()} b/{sides.new_path.as_posix()}")
    if sides.old is None or sides.new is None:
        yield "new file" if sides.old is None else "deleted file"
    if not any(_is_document(content) for content in (sides.old, sides.new)):
        yield "not a journeymap document"
        yield from _by_line(sides)
        return
    comparison = _compared(sides)
    if comparison.unreadable:
        yield "cannot be read as a document on both sides:"
        yield from _by_line(sides)
        return
    yield from map(_change, comparison.changes)
    if not comparison.changes:
        yield "  nothing changes but layout, comments or settings"


def _is_document(content: bytes | None) -> bool:
    from journeymap.source.document import looks_like_document  # noqa: PLC0415  # loads the reader

    return content is not None and looks_like_document(content)


def _compared(sides: Sides) -> Comparison:
    """The file alone, on both sides; references to other files are not looked up."""
    from journeymap import api  # noqa: PLC0415  # loads the models
    from journeymap.diff import revisions  # noqa: PLC0415
    from journeymap.diff.comparing import compare  # noqa: PLC0415

    place = Path("/", sides.new_path.name if sides.new_path.suffix else "document.yaml")
    day = api.today()
    both = [
        revisions.workspaces(revisions.Revision(name, place, {place: content or b"journeymap: 1\n"}), day)[Path()]
        for name, content in (("old", sides.old), ("new", sides.new))
    ]
    return compare(both[0], both[1], base_name="old", head_name="new")


def _change(change: Change) -> str:
    """A change in a line: which way it goes, the message, the reason."""
    way = "breaks" if change.level == "breaking" else "" if change.direction == "neutral" else change.direction.value
    reason = f" ({change.reason})" if change.reason else ""
    return visible(f"  {way:<7} {change.message}{reason}")


def _by_line(sides: Sides) -> Iterator[str]:
    """The contents line by line, as git shows them."""
    if any(b"\0" in (content or b"") for content in (sides.old, sides.new)):
        yield "binary files differ"
        return
    old, new = ((content or b"").decode("utf-8", "backslashreplace").splitlines() for content in (sides.old, sides.new))
    names = (f"a/{sides.old_path.as_posix()}", f"b/{sides.new_path.as_posix()}")
    for line in difflib.unified_diff(old, new, *names, lineterm=""):
        yield visible(line)
