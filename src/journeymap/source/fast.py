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

_DOUBTFUL: Final = re.compile(
    r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]"  # tabs, other line ends, unprintable
    r"|\r(?!\n)"
    r"|[&*!](?:(?<=[:\-?,\[{\s] .)|(?<=[\[{,\n].))"  # anchors, aliases, tags
    r"|<<"
    r"|\\(?![n\"\\])"
    r"|\n(?:---|\.\.\.|%)"
    r"|0(?<![0-9:.\-]0)[0-9boxBOX]"
    r"|[-+](?<![^\s\[{,].)0[0-9boxBOX]"
    r"|[0-9.][eE][-+0-9]"
    r"|[0-9]{19}"
)
_DOUBTFUL_START: Final = (" ", "%", "---", "...", "&", "*", "!")


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
    """Whether the two readers might differ over a text."""
    return text.startswith(_DOUBTFUL_START) or _DOUBTFUL.search(text) is not None


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
