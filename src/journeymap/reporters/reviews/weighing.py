"""What every format says of changes: how grave each is, counts, names of teams, names that outlive edits."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING

from journeymap.diagnostics import Severity
from journeymap.diff.values import Direction, Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from journeymap.diff.values import Change, Unreadable
    from journeymap.render.review_view import ReviewView, Spot


class Weight(StrEnum):
    """How a change is counted: breaking whatever its direction, else by its direction."""

    BREAKING = "breaking"
    WORSE = "worse"
    BETTER = "better"
    NEUTRAL = "neutral"


class Gravity(StrEnum):
    """How a service shows a change: as an error, a warning, or a remark."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


def weight(change: Change) -> Weight:
    """How a change is counted."""
    return Weight.BREAKING if change.level is Level.BREAKING else Weight(change.direction.value)


def gravity(change: Change) -> Gravity:
    """Breaking is an error, worse and notable a warning, the rest and what is accepted a remark."""
    if not change.counts:
        return Gravity.INFO
    if change.level is Level.BREAKING:
        return Gravity.ERROR
    is_worse = change.direction is Direction.WORSE and change.level is Level.NOTABLE
    return Gravity.WARNING if is_worse else Gravity.INFO


def is_detail(change: Change) -> bool:
    """Whether a change is small and neither better nor worse, so that nobody has to be told of it."""
    return change.level is Level.MINOR and change.direction is Direction.NEUTRAL


def counted(changes: Iterable[Change]) -> dict[Weight, int]:
    """How many changes there are of each weight."""
    found = Counter(map(weight, changes))
    return {one: found[one] for one in Weight}


def told(change: Change) -> str:
    """A change in a sentence, with its reason."""
    return f"{change.message} ({change.reason})" if change.reason else change.message


def accepted(change: Change) -> str:
    """Who accepted a change, why and until when; empty where nobody did."""
    if change.accepted is None:
        return ""
    by = f" by {change.accepted.author}" if change.accepted.author else ""
    until = f" until {change.accepted.expires.isoformat()}" if change.accepted.expires else ""
    if change.accepted.expired:
        return f"was accepted{by}{until}, which is over: {change.accepted.reason}"
    return f"accepted{by}{until}: {change.accepted.reason}"


def encodable(path: str) -> str:
    r"""A file's name as UTF-8; what is none is written as `caf\xe9.yaml`."""
    return os.fsencode(path).decode(errors="backslashreplace")


def spots(view: ReviewView) -> Iterator[tuple[Change, Spot | None]]:
    """The changes of a view with where each is shown, in their order."""
    for change in view.comparison.changes:
        yield change, view.spots.get(change)


def fingerprints(views: Sequence[ReviewView]) -> dict[Change, str]:
    """A name for each change, as hexadecimal digits: of its kind, object and field, and of neither line nor words."""
    seen: Counter[tuple[str, ...]] = Counter()
    names: dict[Change, str] = {}
    for view in views:
        for change in view.comparison.changes:
            about = (view.folder, change.kind, change.object, change.field)
            seen[about] += 1
            text = "\0".join((*about, str(seen[about])))
            names[change] = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return names


def unreadable(views: Sequence[ReviewView]) -> Iterator[tuple[str, str, str]]:
    """What could not be compared: the file, the side that has it, and a sentence."""
    for view in views:
        for item in view.comparison.unreadable:
            what = f"`{item.object}`" if item.object else "the file"
            yield encodable(item.path), item.side, f"{what} cannot be compared: {item.why} on the {item.side} side"


def fault(item: Unreadable, view: ReviewView) -> tuple[int, str] | None:
    """The line and the words of the first fault that keeps something of the head from being read, if lint ran."""
    for finding in view.comparison.findings.introduced:
        if item.side == "head" and finding.path == item.path and finding.severity is Severity.ERROR:
            return (finding.span.start.line if finding.span else 1), finding.message
    return None
