"""Text for slides: cut so that it fits its box in whatever font a machine has, and never with a break inside.

PowerPoint breaks lines itself, so that a text stays one that people can edit; a text that fits so many lines by the
project's own estimate, which is wider than the fonts, fits them there too.
"""

from __future__ import annotations

import unicodedata
from math import ceil

from journeymap.render.text_width import BREAK, held, plain, text_width, wrap

_ELLIPSIS = "…"
LEADING = 1.2
"""The height of a line over the size of its letters."""
_LONGEST = 500
"""Characters that are tried at most; no box of a slide holds more."""
_LOST = 1.8
"""What a line of East Asian text may lose, in em: a sign that may not begin the next, space beside Latin letters."""


def fitted(text: str, size: float, width: float, lines: int, *, bold: bool = False) -> str:
    """The text, or as much of its beginning as fits `lines` lines of `width` points, with an ellipsis."""
    whole = " ".join(held(plain(part)) for part in BREAK.split(text[: 4 * _LONGEST]) if plain(part))
    if len(whole) <= _LONGEST and fits(whole, size, width, lines, bold=bold):
        return whole
    low, high = 0, min(len(whole), _LONGEST)
    while low < high:
        middle = (low + high + 1) // 2
        if fits(whole[:middle].rstrip() + _ELLIPSIS, size, width, lines, bold=bold):
            low = middle
        else:
            high = middle - 1
    return whole[:low].rstrip() + _ELLIPSIS


def fits(text: str, size: float, width: float, lines: int, *, bold: bool = False) -> bool:
    """Whether a text needs no more than so many lines."""
    return lines_of(text, size, width, lines + 1, bold=bold) <= lines


def lines_of(text: str, size: float, width: float, most: int, *, bold: bool = False) -> int:
    """The number of lines that a text needs, counted up to `most`; East Asian text breaks between any two letters."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    if 2 * wide > len(text) and width > 2 * _LOST * size:
        return min(most, ceil(text_width(text, size, bold=bold) / (width - _LOST * size)))
    return len(wrap(text, size, width, most, bold=bold))
