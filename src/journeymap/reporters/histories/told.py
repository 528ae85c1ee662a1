"""What every format says of a history: which changes stand out, and text from commits made safe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diff.values import Level
from journeymap.reporters.reviews.weighing import encodable
from journeymap.reporters.visible import visible

if TYPE_CHECKING:
    from journeymap.diff.past import Entry, Past
    from journeymap.diff.values import Change, Unreadable


def heavy(entry: Entry) -> tuple[Change, ...]:
    """The changes that are told one by one; minor ones are only counted."""
    return tuple(change for change in entry.changes if change.level is not Level.MINOR)


def minor(entry: Entry) -> int:
    """How many changes are only counted."""
    return len(entry.changes) - len(heavy(entry))


def safe(text: str) -> str:
    """Text from a commit on one line: authors and subjects are anybody's words, in any bytes."""
    return visible(encodable(text))


def unread(item: Unreadable) -> str:
    """What could not be read, in a sentence."""
    what = f"`{item.object}` in {safe(item.path)}" if item.object else safe(item.path)
    return f"{what} {'cannot' if item.side == 'head' else 'could before this not'} be read: {item.why}"


def ends(past: Past) -> str:
    """Why the history does not go back further; empty where it is whole."""
    if past.cut_off:
        return "The history is cut off: this is a shallow clone. `git fetch --unshallow` fetches the rest."
    return "There are older commits; `--max-count` left them out." if past.more else ""


def counted(number: int, one: str) -> str:
    """`1 change`, `2 changes`."""
    return f"{number} {one}{'' if number == 1 else 's'}"
