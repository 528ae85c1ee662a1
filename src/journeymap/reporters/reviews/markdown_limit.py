"""What fits in a comment: whole sections, and a count of what is left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LONGEST = 62_000
"""UTF-16 units of the whole comment.

GitHub refuses more than 65,536 characters or 262,144 bytes of UTF-8, depending on the surface (both were measured, and
told in its error messages). Text of fewer than 65,536 UTF-16 units stays below both. The rest is left to who posts it.
"""
_ROOM_FOR_THE_COUNT = 400


@dataclass(frozen=True)
class Section:
    """A part of a comment that stands whole or not at all.

    `changes` is how many changes it tells. What is `spare` says again what stands elsewhere, such as a drawing: it gets
    the room that is left.
    """

    text: str
    changes: int = 0
    spare: bool = False


def length(text: str) -> int:
    """UTF-16 units."""
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2


def fitted(sections: Iterable[Section]) -> str:
    """The sections that fit, in their order, and below them what is left out."""
    every = list(sections)
    kept = _fitting(every)
    out = [one for number, one in enumerate(every) if number not in kept]
    texts = [one.text for number, one in enumerate(every) if number in kept]
    if out:
        texts.append(_left_out(len(out), sum(one.changes for one in out)))
    return "\n\n".join(texts) + "\n"


def _fitting(sections: Sequence[Section]) -> set[int]:
    """The places of the sections that there is room for, those that are not spare first."""
    room = LONGEST - _ROOM_FOR_THE_COUNT
    kept = set()
    for number in sorted(range(len(sections)), key=lambda number: sections[number].spare):
        needed = length(sections[number].text) + 2
        if needed <= room:
            room -= needed
            kept.add(number)
    return kept


def _left_out(parts: int, changes: int) -> str:
    one = parts == 1
    told = f", with {changes} change{'' if changes == 1 else 's'}" if changes else ""
    return (
        f"**{parts} part{'' if one else 's'} of this review {'is' if one else 'are'} left out{told}:** "
        "a comment holds no more. `journeymap diff` shows all."
    )
