"""Text written into YAML so that every reader takes it as that text, whatever it holds."""

from __future__ import annotations

import re

from journeymap.errors import SettingError
from journeymap.source.scalars import other_reading, plain_value

_PLAIN = re.compile(r"[^\W\d_]\w*(?:[ /-]\w+)*")
"""Words: nothing in them can be a mark of YAML. A colon could: some readers refuse `[clm:purchase]`."""
_ESCAPED = re.compile(
    r'["\\]|[^\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]'
)
"""What YAML 1.2 (5.1, 5.7) wants escaped between double quotes, and what would turn the direction of the line."""


def scalar(text: str) -> str:
    """A text as a YAML scalar on one line: plain where nobody can misread it, else in double quotes.

    >>> scalar("Book a visit"), scalar("no"), scalar("a: b")
    ('Book a visit', '"no"', '"a: b"')
    """
    if _PLAIN.fullmatch(text) and plain_value(text) == text and not other_reading(text):
        return text
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    if character in {'"', "\\"}:
        return f"\\{character}"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"  # noqa: PLR2004  # one byte


def one_line(text: str) -> str:
    """A name as it was meant: on one line, without blanks around it.

    Raises:
        SettingError: Nothing is left, or the text is not Unicode.
    """
    name = " ".join(text.split())
    if not name:
        raise SettingError("the name is empty", "Write what people call it, or leave `--name` out.")
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        raise SettingError("the name is not UTF-8", "Type it in a terminal that is set to UTF-8.") from None
    return name
