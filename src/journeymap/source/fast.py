"""The faster reader, for text in which it provably reads what the first reader reads.

`doubtful` sends everything else to the first reader; it errs towards doubt. A property test holds both against each
other. Where `ryaml` is not installed the first reader serves alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from journeymap.source.limits import MAX_DEPTH

if TYPE_CHECKING:
    from collections.abc import Callable

try:
    import ryaml

    _loads: Callable[[str], Any] | None = ryaml.loads  # type: ignore[attr-defined]
except ImportError:  # no wheel for this machine
    _loads = None

# The scan works on bytes with `translate` and `in`: five times as fast as regular expressions over the same rules.
_HARMLESS: Final = bytes(set(range(256)) - set(range(0x20)) - {0x7F} | {0x0A})
_RARE: Final = (
    re.compile(rb"\xc2[\x80-\x9f]"),  # the second block of controls, NEL among them
    re.compile(rb"\xe2\x80[\xa8\xa9]"),  # LS, PS
    re.compile(rb"\xef(?:\xbb\xbf|\xbf[\xbe\xbf])"),  # a byte-order mark amid the text, U+FFFE, U+FFFF
)
_LINE_STARTS: Final = (b"\n---", b"\n...", b"\n%")
_DOUBTFUL_START: Final = (b" ", b"%", b"...", b"&", b"*", b"!", b"0", b"+", b"-", b"?")
_LEADING_ZERO: Final = re.compile(rb"0[0-9boxBOX](?:(?<=[\s\[{,]..)|(?<=[\s\[{,][-+]..)|(?<=[\"'\]}]:..))")
_ESCAPE: Final = re.compile(rb"\\(?![n\"\\])")

# One character for all that mean the same to the rules below: a digit, the sign of an anchor, an alias, a tag or a long
# key, and what a value may stand behind.
_SHAPE: Final = bytes.maketrans(b"123456789E*!?\n{,-:", b"000000000e&&&[[[[[")
_SIGNS: Final = (b"[&", b"[ &", b"  &")
_NUMBERS: Final = (b"0e0", b"0e[", b"0e+", b"0.e", b"0" * 19)


def read_fast(text: str) -> dict[str, Any] | None:
    """The values of a document without a fault, None where the first reader has to say.

    Args:
        text: The document without a byte-order mark.
    """
    if _loads is None or doubtful(text):
        return None
    try:
        data = _loads(text)
    except ValueError:
        return None
    return data if type(data) is dict and _text_keys(data, MAX_DEPTH) else None


def doubtful(text: str) -> bool:
    """Whether the two readers might differ over a text.

    True for tabs, line ends other than LF and CRLF, what cannot be printed, anchors, aliases, tags, merge keys,
    directives, marks between documents, unusual escapes, and numbers that are not plain decimals.
    """
    body = text.removeprefix("---\n").encode()
    controls = body.translate(None, _HARMLESS)
    if controls and (controls.strip(b"\r") or body.count(b"\r") != body.count(b"\r\n")):
        return True
    if not text.isascii() and any(rare.search(body) for rare in _RARE):
        return True
    if body.startswith(_DOUBTFUL_START) or b"<<" in body or any(start in body for start in _LINE_STARTS):
        return True
    shape = body.translate(_SHAPE)
    if b"&" in shape and (b"? ?" in body or any(sign in shape for sign in _SIGNS)):
        return True
    if any(number in shape for number in _NUMBERS):
        return True
    return _LEADING_ZERO.search(body) is not None or _ESCAPE.search(body) is not None


def _text_keys(value: dict[Any, Any] | list[Any], levels: int) -> bool:
    """Whether all keys are text and lists and mappings stand at most `levels` deep."""
    if levels == 0:
        return False
    if type(value) is dict:
        for key in value:
            if type(key) is not str:
                return False
        values: Any = value.values()
    else:
        values = value
    for item in values:
        kind = type(item)
        if (kind is dict or kind is list) and not _text_keys(item, levels - 1):
            return False
    return True
