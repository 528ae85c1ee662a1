"""The faster reader, for text in which it provably reads what the first reader reads.

`doubtful` sends everything else to the first reader; it errs towards doubt. A property test holds both against each
other. Where `ryaml` is not installed the first reader serves alone.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final

from journeymap.source.limits import MAX_DEPTH

if TYPE_CHECKING:
    from collections.abc import Callable


@cache
def _loads() -> Callable[[str], Any] | None:
    """The reader, loaded when it is first used; None where there is no wheel for the machine."""
    try:
        import ryaml  # noqa: PLC0415
    except ImportError:
        return None
    loads: Callable[[str], Any] = ryaml.loads  # type: ignore[attr-defined]
    return loads


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
_MANY_BRACKETS: Final = 4_000
"""So many brackets in one another cost the faster reader a fifth of a second, and twice as many four times that."""
_QUOTED: Final = re.compile(rb"\"(?:[^\"\\]|\\.)*+\"|'[^']*+'", re.DOTALL)
_NO_BRACKETS: Final = bytes(set(range(256)) - set(b"[{]}"))
_STEPS: Final = {**dict.fromkeys(b"[{", 1), **dict.fromkeys(b"]}", -1)}
_SIGNS: Final = (b"[&", b"[ &", b"  &")
_NUMBERS: Final = (b"0e0", b"0e[", b"0e+", b"0.e", b"0" * 19)


def read_fast(text: str) -> dict[str, Any] | None:
    """The values of a document without a fault, None where the first reader has to say.

    Args:
        text: The document without a byte-order mark.
    """
    loads = _loads()
    if loads is None or doubtful(text):
        return None
    try:
        data = loads(text)
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
    return _LEADING_ZERO.search(body) is not None or _ESCAPE.search(body) is not None or _deep_brackets(body)


def _deep_brackets(body: bytes) -> bool:
    """Whether brackets may stand so deep in one another that the faster reader would take minutes to refuse them."""
    if body.count(b"[") + body.count(b"{") < _MANY_BRACKETS:
        return False
    brackets = _QUOTED.sub(b"", body).translate(None, _NO_BRACKETS)
    return max(accumulate(map(_STEPS.__getitem__, brackets)), default=0) > MAX_DEPTH


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
