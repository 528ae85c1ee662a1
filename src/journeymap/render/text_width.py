"""How wide a text will be at most, and where it wraps, without asking any font.

Widths are in em, rounded up from the widest of DejaVu Sans, Noto Sans, Liberation Sans and Inter (their `hmtx`
tables), so that a text fits its box whatever sans-serif font the viewer has. No drawing happens here.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ELLIPSIS = "…"
_ASCII: tuple[tuple[str, float, float], ...] = (
    ("ijl'", 0.285, 0.345),
    (" ", 0.32, 0.35),
    (",.:;I", 0.345, 0.405),
    ("/\\f", 0.375, 0.45),
    ("()[]!tr", 0.415, 0.495),
    ('-"`', 0.5, 0.53),
    ("sczJ*_L?|", 0.57, 0.64),
    ("akvxyeoFT", 0.62, 0.695),
    ("0123456789$bdghnpqu{}", 0.64, 0.72),
    ("ABEKPSVXYZ", 0.7, 0.775),
    ("CR", 0.725, 0.775),
    ("DHNUG&OQ", 0.795, 0.87),
    ("w<>=+~^#", 0.84, 0.925),
    ("Mm%@W", 1.025, 1.105),
)
# ruff: noqa: RUF001 - the typographic signs are meant
_SPECIAL: dict[str, tuple[float, float]] = {
    "·": (0.35, 0.4),
    "–": (0.6, 0.6),
    "‘": (0.35, 0.4),
    "’": (0.35, 0.4),
    "“": (0.55, 0.55),
    "”": (0.55, 0.55),
    "„": (0.55, 0.55),
    "−": (0.84, 0.84),
    "ß": (0.64, 0.725),
    "ı": (0.285, 0.345),
    "ø": (0.64, 0.7),
    "đ": (0.64, 0.72),
    "ł": (0.35, 0.4),
}
# First and last code point, then regular and bold; a script's value is what nine of ten of its letters stay under,
# because a line holds many. What no row names is taken for a wide letter.
_SCRIPTS: tuple[tuple[int, int, float, float], ...] = (
    (0x00A0, 0x024F, 1.08, 1.18),
    (0x0250, 0x02FF, 0.85, 0.95),
    (0x0370, 0x03FF, 0.84, 0.92),
    (0x0400, 0x052F, 1.0, 1.12),
    (0x0530, 0x058F, 0.9, 0.95),
    (0x0590, 0x05FF, 0.73, 0.81),
    (0x0600, 0x06FF, 0.8, 0.88),
    (0x0700, 0x08FF, 1.05, 1.1),
    (0x0900, 0x097F, 0.85, 0.95),
    (0x0980, 0x09FF, 0.9, 1.0),
    (0x0A00, 0x0B7F, 0.95, 1.05),
    (0x0B80, 0x0BFF, 1.35, 1.5),
    (0x0C00, 0x0CFF, 1.15, 1.25),
    (0x0D00, 0x0DFF, 1.55, 1.7),
    (0x0E00, 0x0EFF, 0.75, 0.8),
    (0x1000, 0x109F, 1.15, 1.2),
    (0x10A0, 0x10FF, 0.95, 1.0),
    (0x1E00, 0x1EFF, 1.0, 1.12),
    (0xFB50, 0xFDFF, 1.4, 1.5),
)
_UNKNOWN = (1.4, 1.5)
_WIDE = (1.0, 1.06)
_EMOJI = (1.4, 1.4)  # Segoe UI Emoji, the widest in use, has 1.37


def _table() -> dict[str, tuple[float, float]]:
    return {letter: (regular, bold) for letters, regular, bold in _ASCII for letter in letters} | _SPECIAL


_KNOWN = _table()


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter) in {"Mn", "Me", "Cf"}


@lru_cache(maxsize=4096)
def _em(letter: str) -> tuple[float, float]:
    known = _KNOWN.get(letter)
    if known:
        return known
    if _is_mark(letter):
        return (0.0, 0.0)
    code = ord(letter)
    base = unicodedata.normalize("NFD", letter)[0]
    if base != letter and base in _KNOWN:
        return _KNOWN[base]
    if code >= 0x1F000 or 0x2600 <= code <= 0x27BF:  # noqa: PLR2004 - the blocks of pictographs
        return _EMOJI
    if unicodedata.east_asian_width(letter) in "WF":
        return _WIDE
    return next(((regular, bold) for first, last, regular, bold in _SCRIPTS if first <= code <= last), _UNKNOWN)


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width that `text` stays under at font size `size`, in the unit of `size`."""
    return sum(_em(letter)[bold] for letter in text) * size


_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def plain(text: str) -> str:
    """`text` as one line that any picture can hold: no control characters, no lone surrogates, single spaces.

    Nor anything that turns the direction of all the text behind it.
    """
    return " ".join("".join(_visible(letter) for letter in text if letter not in _TURNS).split())


def reads_from_right(text: str) -> bool:
    """Whether the first letter that has a direction reads from the right."""
    return next((kind != "L" for kind in map(unicodedata.bidirectional, text) if kind in {"L", "R", "AL"}), False)


def _visible(letter: str) -> str:
    category = unicodedata.category(letter)
    if category in {"Cc", "Zl", "Zp"}:
        return " "
    return "�" if category == "Cs" or (ord(letter) & 0xFFFE) == 0xFFFE else letter  # noqa: PLR2004 - noncharacters


_LONGEST = 2000
"""Letters of one word that are looked at as a whole; no line holds more."""


def wrap(text: str, size: float, limit: float, lines: int, *, bold: bool = False) -> tuple[str, ...]:
    """`text` in at most `lines` lines, each under `limit` wide; what does not fit ends in an ellipsis.

    A word that is wider than a line is cut, with a hyphen in scripts that hyphenate. A line does not break at a space
    that holds, such as the one before a per cent sign, where both sides of it fit on a line.
    """
    rows: list[str] = []
    words = _words(text, size, limit, bold=bold)
    while words:
        row, words = _row(words, size, limit, bold=bold)
        if len(rows) == lines - 1 and words:
            return (*rows, _shortened(" ".join([row, *words]), size, limit, bold=bold))
        rows.append(row)
    return tuple(rows)


def held(text: str) -> str:
    """`text` with spaces at which no line breaks."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


BREAK = re.compile(r"[^\S\u00a0\u2007\u202f]+")
"""Where a line may break: not at a space that holds, such as the one before a per cent sign."""


def _words(text: str, size: float, limit: float, *, bold: bool) -> list[str]:
    words: list[str] = []
    for part in BREAK.split("".join(_visible(letter) for letter in text if letter not in _TURNS)):
        whole = plain(part)
        fits = len(whole) <= _LONGEST and text_width(whole, size, bold=bold) <= limit
        words += [whole] if whole and fits else whole.split(" ") if whole else []
    return words


def _row(words: list[str], size: float, limit: float, *, bold: bool) -> tuple[str, list[str]]:
    taken = 0
    for count in range(1, len(words) + 1):
        if len(words[count - 1]) > _LONGEST or text_width(" ".join(words[:count]), size, bold=bold) > limit:
            break
        taken = count
    if taken:
        return " ".join(words[:taken]), words[taken:]
    head, tail = _cut(words[0], size, limit, bold=bold)
    return head, [tail, *words[1:]]


def _cut(word: str, size: float, limit: float, *, bold: bool) -> tuple[str, str]:
    """Cut before the first letter that does not fit, never between a letter and its marks."""
    hyphen = text_width("-", size, bold=bold)
    at = max(1, _fitting(word, size, limit - hyphen, bold=bold))
    while at > 1 and not _breaks(word, at):
        at -= 1
    at = at if _breaks(word, at) else _cluster(word)
    if at >= len(word):
        return word, ""
    return word[:at] + ("-" if _hyphenates(word[at - 1]) and _hyphenates(word[at]) else ""), word[at:]


def _fitting(text: str, size: float, limit: float, *, bold: bool) -> int:
    """How many letters of a text fit, found by doubling and halving, so that a very long text costs no more."""
    beyond = 1
    while beyond <= len(text) and text_width(text[:beyond], size, bold=bold) <= limit:
        beyond *= 2
    at, beyond = beyond // 2, min(beyond, len(text) + 1)
    while beyond - at > 1:
        middle = (at + beyond) // 2
        fits = text_width(text[:middle], size, bold=bold) <= limit
        at, beyond = (middle, beyond) if fits else (at, middle)
    return at


def _breaks(word: str, at: int) -> bool:
    if at >= len(word):
        return True
    return not _is_mark(word[at]) and word[at - 1] != "\u200d" and not 0x1F3FB <= ord(word[at]) <= 0x1F3FF  # noqa: PLR2004


def _cluster(word: str) -> int:
    return next((at for at in range(1, len(word)) if _breaks(word, at)), len(word))


def _hyphenates(letter: str) -> bool:
    return letter.isalpha() and ord(letter) < 0x0530  # noqa: PLR2004 - Latin, Greek and Cyrillic lie below


def _shortened(text: str, size: float, limit: float, *, bold: bool) -> str:
    at = _fitting(text, size, limit - text_width(_ELLIPSIS, size, bold=bold), bold=bold)
    while at > 0 and not _breaks(text, at):
        at -= 1
    return text[:at].rstrip() + _ELLIPSIS
