"""Text in brackets that YAML 1.2 allows and the C parser, which is older, refuses: `[Why?, https://example.org]`.

A `?` or `:` that can only be text is masked by a character that the document does not hold, so that every offset stays;
values are unmasked as they are read.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_REFUSED: Final = ("found unexpected ':'", "did not find expected ',' or")
# A key in quotes or brackets may have its value right behind the colon: {"a":1}.
_BLANKS_AND_BRACKETS: Final = r" \t\r\n\x85\u2028\u2029,\[\]{}"
_TEXT_MARK: Final = re.compile(
    rf"(?<=[^{_BLANKS_AND_BRACKETS}])\?|(?<=[^{_BLANKS_AND_BRACKETS}:?\-] )\?|\?(?=[^{_BLANKS_AND_BRACKETS}])"
    rf"|(?<![\"'\]}}]):(?=[^{_BLANKS_AND_BRACKETS}])"
)
_PRIVATE_USE: Final = range(0xE000, 0xF900)


class Masked(NamedTuple):
    """A text of the same length in which `mark` stands for `?` and `colon` for `:`."""

    text: str
    mark: str
    colon: str

    def unmask(self, value: str) -> str:
        """A value as the document holds it."""
        return value.replace(self.mark, "?").replace(self.colon, ":")


def mask(text: str, problem: str) -> Masked | None:
    """Mask a text that the parser refused; None when that would not help.

    Args:
        text: The document.
        problem: What the parser said.
    """
    if not any(words in problem for words in _REFUSED) or _TEXT_MARK.search(text) is None:
        return None
    held = set(text)
    free = (chr(code) for code in _PRIVATE_USE if chr(code) not in held)
    mark, colon = next(free, ""), next(free, "")
    if not colon:
        return None
    masked = _TEXT_MARK.sub(lambda found: mark if found[0] == "?" else colon, text)
    return Masked(masked, mark, colon)
