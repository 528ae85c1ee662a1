"""Text from files made safe for a terminal and a log: what cannot be seen is written as an escape."""

import re

_UNSEEN = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff]")
"""Control characters and those that turn the direction of text."""


def visible(text: str) -> str:
    r"""The text on one line, with control and direction characters written as `\x1b` and the like; tabs as a blank."""
    return _UNSEEN.sub(_escaped, text).replace("\t", " ")


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"  # noqa: PLR2004  # one byte
