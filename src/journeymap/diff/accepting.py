"""Changes that a team has accepted: an entry in `accepted` lets a change pass its gate, until it expires."""

from __future__ import annotations

import datetime
import re
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


def entry(change: Change) -> str:
    """The entry of `accepted` that would let a change pass, as YAML to paste below that section.

    Long values are left out, so that the entry holds for the change whatever they are.
    """
    lines = [f"  - change: {change.kind}", f"    object: {quoted(change.object)}"]
    for key, value in (("before", values(change.before)), ("after", values(change.after))):
        if value and sum(map(len, value)) <= _LONG:
            lines.append(f"    {key}: [{', '.join(map(quoted, value))}]")
    return "\n".join([*lines, "    reason: (why)", "    author: (who)"])


_LONG = 200
"""Letters up to which values are written into an entry."""
_PLAIN = re.compile(r"[A-Za-z][\w./-]*(?::[A-Za-z][\w./-]*)*\Z", re.ASCII)
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,9})?\Z", re.ASCII)
_READ_OTHERWISE = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
"""Words that some readers take for a truth value or for nothing."""


def quoted(text: str) -> str:
    """A text as a YAML scalar on one line that reads as that text."""
    if _NUMBER.match(text) or (_PLAIN.match(text) and text.lower() not in _READ_OTHERWISE):
        return text
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(sign: str) -> str:
    if sign in '"\\':
        return f"\\{sign}"
    if sign.isprintable():
        return sign
    code = ord(sign)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"  # noqa: PLR2004
