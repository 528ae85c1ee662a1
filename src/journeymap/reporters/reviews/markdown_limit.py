"""What fits in a comment: whole sections, and a count of what is left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONGEST = 62_000
"""UTF-16 units of the whole comment.

GitHub refuses more than 65,536 characters or 262,144 bytes of UTF-8, depending on the surface (both were measured, and
told in its error messages). Text of fewer than 65,536 UTF-16 units stays below both. The rest is left to who posts it.
"""
_ROOM_FOR_THE_COUNT = 400


@dataclass(frozen=True)
class Section:
    """A part of a comment that stands whole or not at all; `changes` is how many changes it tells."""

    text: str
    changes: int = 0


def length(text: str) -> int:
    """UTF-16 units."""
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2


def fitted(sections: Iterable[Section]) -> str:
    """The sections that fit, in their order, and below them what is left out."""
    return "\n\n".join(_fitting(sections)) + "\n"


def _fitting(sections: Iterable[Section]) -> Iterator[str]:
    room = LONGEST - _ROOM_FOR_THE_COUNT
    parts = changes = 0
    for section in sections:
        needed = length(section.text) + 2
        if needed <= room:
            room -= needed
            yield section.text
        else:
            parts += 1
            changes += section.changes
    if parts:
        yield _left_out(parts, changes)


def _left_out(parts: int, changes: int) -> str:
    one = parts == 1
    told = f", with {changes} change{'' if changes == 1 else 's'}" if changes else ""
    return (
        f"**{parts} part{'' if one else 's'} of this review {'is' if one else 'are'} left out{told}:** "
        "a comment holds no more. `journeymap diff` shows all."
    )
