"""Text for Mermaid: whatever stands in a name, its parser reads a label and a browser shows the same letters.

Mermaid has no quotes inside quotes; it knows entity codes such as `#35;`, which it turns into characters after it has
read the diagram and the Markdown in it. Every sign that could mean anything is written so.
"""

from __future__ import annotations

import re

from journeymap.render.text_width import plain

_MEANING = re.compile(
    r"""[^\w\s,.()'/!?+\u0080-\U0010ffff-]   # all other signs of ASCII
    | _ | [\u00b0\u00b6]                     # emphasis; the signs that Mermaid itself writes for an entity code
    | ^[-+] | (?<=-)- | [-+](?=\s|$)         # rules and lists
    | (?<=\d)[.)](?=\s|$)                    # numbered lists, which Mermaid refuses to draw
    """,
    re.VERBOSE,
)
_ICON = re.compile(r"(?<=[a-z]:)(?=fa-)", re.IGNORECASE)
_WORD_JOINER = "\u2060"
_MARK_OF_ORDER = "\ufeff"
"""To JavaScript a blank, to Python none."""
_ELLIPSIS = "…"


def label(text: str, longest: int | None = None) -> str:
    """Text as part of a label, in a title or as a name: one line of at most `longest` characters, never empty."""
    line = shortened(plain(text.replace(_MARK_OF_ORDER, "")), longest) or _ELLIPSIS
    return _MEANING.sub(lambda found: f"#{ord(found[0])};", _ICON.sub(_WORD_JOINER, line))


def listed(text: str) -> str:
    """Text as a name in a list that commas part."""
    return label(text).replace(",", "#44;")


def remark(text: str) -> str:
    """A line that Mermaid skips; never a directive."""
    return f"%% {plain(text).replace('%', '').replace('{', '(').replace('}', ')')}"


def shortened(text: str, longest: int | None) -> str:
    """Text of at most so many characters; an ellipsis stands for the rest."""
    if longest is None or len(text) <= longest:
        return text
    return text[: longest - 1].rstrip() + _ELLIPSIS
