"""What every format says of a history: which changes stand out, and text from commits made safe."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.diff.telling import quoted
from journeymap.diff.values import Level
from journeymap.reporters.reviews.weighing import encodable, told
from journeymap.reporters.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.diff.past import Entry, Past
    from journeymap.diff.values import Change, Unreadable

_MOST_ALIKE = 4
"""So many objects that came or went in one commit have a line each."""
_NAMED = 3


def heavy(entry: Entry) -> tuple[Change, ...]:
    """The changes that are told one by one; minor ones are only counted."""
    return tuple(change for change in entry.changes if change.level is not Level.MINOR)


def minor(entry: Entry) -> int:
    """How many changes are only counted."""
    return len(entry.changes) - len(heavy(entry))


@dataclass(frozen=True, slots=True)
class Line:
    """What one or several changes of a commit say, with the first of them."""

    first: Change
    text: str


def lines(entry: Entry) -> Iterator[Line]:
    """The changes that stand out, those of one kind in one line where there are many, such as where a map begins."""
    groups: dict[tuple[object, ...], list[Change]] = {}
    for change in heavy(entry):
        alike = (change.journey, change.kind, change.direction, change.level)
        own = alike if change.kind.endswith(("-added", "-removed")) else (id(change),)
        groups.setdefault(own, []).append(change)
    for found in groups.values():
        if len(found) > _MOST_ALIKE:
            yield Line(found[0], _together(found))
        else:
            yield from (Line(change, told(change)) for change in found)


def _together(found: Sequence[Change]) -> str:
    """Several objects that came or went: how many, and what the first ones are called, or what the first one says."""
    labels = list(dict.fromkeys(one.label for one in found))
    if len(labels) < len(found):  # such as the same research behind many claims
        return f"{told(found[0])}, and {len(found) - 1} more of that kind"
    named = ", ".join(map(quoted, labels[:_NAMED]))
    return f"{found[0].kind.replace('-', ' ')}, {len(found)} times: {named} and {len(found) - _NAMED} more"


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
