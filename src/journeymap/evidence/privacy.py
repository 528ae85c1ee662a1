"""What may be told: no number behind which fewer customers stand than `min_group`.

A number of too few is not shown (None); an item of a list is left out, and a remark says how many were; small parts are
gathered into one. Nobody at all is no group: zero is shown. Where a sum that is shown would give a hidden number away,
further numbers go (`complements`). What two numbers that are shown leave between them is not hidden: a share of 98 %
also says that 2 % are missing.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

REST = "rest"
"""The part that gathers all parts with too few customers."""


class Privacy:
    """Judges what may be told in one measurement, and counts what is left out.

    Args:
        least: The fewest customers that a number may be of.
    """

    def __init__(self, least: int) -> None:
        self.least = max(least, 1)
        self._left: Counter[str] = Counter()

    def leave_out(self, what: str, n: int = 1) -> None:
        """Counts items of a list that are not told.

        Args:
            what: What they are, one of the keys of `WORDS`, or `COMPLEMENT`.
            n: How many.
        """
        self._left[what] += n

    def remarks(self) -> Iterator[str]:
        """What was left out, a sentence each."""
        for what, (one, many) in WORDS.items():
            n = self._left[what]
            if n:
                told = f"{n} {one} is left out:" if n == 1 else f"{n} {many} are left out:"
                yield f"{told} fewer than {self.least} customers{'' if n == 1 else ' each'}."
        n = self._left[COMPLEMENT]
        if n:
            which = "1 further number is hidden: it" if n == 1 else f"{n} further numbers are hidden: they"
            yield f"{which} would tell, by sums, of fewer than {self.least} customers."


COMPLEMENT = "complement"
"""What is left out for what sums would tell."""

WORDS: Mapping[str, tuple[str, str]] = {
    "channel": ("channel of a touchpoint", "channels of touchpoints"),
    "way": ("way", "ways"),
    "event": ("unmapped event", "unmapped events"),
    "path": ("path", "paths"),
    "part-way": ("way in a part", "ways in parts"),
}
"""What can be left out, for one and for many."""


def parts_shown(
    sizes: Mapping[str | int, int],
    least: int,
    limit: int,
    gathered: Callable[[tuple[str | int, ...]], int],
) -> tuple[str | int, ...]:
    """The parts that are shown by themselves, largest first; all others are gathered, and are together large enough.

    Args:
        sizes: How many customers each part has.
        least: The fewest customers that a part may have.
        limit: How many parts are shown at most.
        gathered: How many customers all parts but those given have together: one may be in several.
    """
    large = [value for value, size in sizes.items() if size >= least and value != REST]
    shown = sorted(large, key=lambda value: (-sizes[value], str(value)))[:limit]
    while shown and 0 < gathered(tuple(shown)) < least:
        shown.pop()
    return tuple(shown)
