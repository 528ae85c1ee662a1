"""Signs that are not seen, and JSON and XML in which none is: a terminal that shows them obeys nothing."""

import re

UNSEEN = "\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff"
"""Control characters from DEL on and signs that turn the direction of text, as a class of a pattern holds them."""
_UNSEEN = re.compile(f"[{UNSEEN}]")
_BYTE = 0x100


def escaped(sign: str) -> str:
    r"""A sign of the first plane as a string of Python spells it: `\x1b`, `\u202e`."""
    code = ord(sign)
    return f"\\x{code:02x}" if code < _BYTE else f"\\u{code:04x}"


def json_visible(text: str) -> str:
    r"""JSON in which what cannot be seen is written as `\u009b`: read again, it says the same.

    Outside strings JSON holds no such signs but line ends, and inside strings those are escapes already.

    Args:
        text: JSON, as any serializer writes it.
    """
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def xml_visible(text: str) -> str:
    """XML in which what cannot be seen is written as `&#155;`: read again, it says the same.

    Args:
        text: XML whose names have no such signs.
    """
    return _UNSEEN.sub(lambda found: f"&#{ord(found[0])};", text)
