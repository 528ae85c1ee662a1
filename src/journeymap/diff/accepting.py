"""Changes that a team has accepted: an entry in `accepted` lets a change pass its gate, until it expires."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from journeymap.diff.values import Acceptance, Change

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.diff.values import Plain
    from journeymap.model.history import Accepted


def accepted(change: Change, entries: Iterable[Accepted], today: datetime.date) -> Acceptance | None:
    """The acceptance of a change; None where no entry names it with the values it has."""
    for entry in entries:
        if entry.change == change.kind and entry.object == change.object and _same(entry, change):
            expired = entry.expires is not None and entry.expires <= today
            return Acceptance(entry.reason, entry.author or "", entry.expires, expired)
    return None


def _same(entry: Accepted, change: Change) -> bool:
    """Whether the values that an entry gives are those of the change; an entry without values holds for any."""
    pairs = ((entry.before, change.before), (entry.after, change.after))
    return all(not given or tuple(map(written, given)) == values(actual) for given, actual in pairs)


def values(value: Plain) -> tuple[str, ...]:
    """A value as the texts that an entry lists."""
    if value in (None, (), ""):
        return ()
    return tuple(map(written, value)) if isinstance(value, tuple) else (written(value),)


def written(value: object) -> str:
    """A single value as text, however the file writes it: 1 and 1.0 are one number."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return f"{value:g}"
    return value.isoformat() if isinstance(value, datetime.date) else str(value)
