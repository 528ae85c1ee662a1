"""One text as YAML: without quotes where every reader takes it as that text, in quotes, or as a block of lines.

What needs quotes: text that YAML 1.2 or YAML 1.1 would read as something else, marks of YAML at its beginning, `: ` and
` #` in it, blanks around it. In brackets also `,`, brackets, `?` and `:`, which older readers refuse there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from journeymap.source.scalars import other_reading, plain_value

if TYPE_CHECKING:
    from journeymap.formatting.layout_source import Written

# YAML 1.2, 5.1 and 5.7: these can only stand in double quotes, as escapes. The C parser takes NEL, LS and PS for line
# ends, and a byte-order mark amid a text is taken for the beginning of another by some readers.
_ESCAPED: Final = re.compile(
    r"[^\n\t\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u2028\u2029\ufeff]",
)
_CLASHES: Final = re.compile(r"[\s,\[\]{}#&*!|>'\"%@`?:]|-(?:[\s-]|\Z)|(?:=|<<)\Z")
_CLASHES_ANYWHERE: Final = re.compile(r": |:\Z| #|[\n\t]")
_CLASHES_IN_BRACKETS: Final = re.compile(r"[,\[\]{}?:]")
_NEEDS_QUOTES_ONLY_IN_BRACKETS: Final = re.compile(r"[,\[\]{}]")
_FOLDS: Final = re.compile(r"(?<![ \t]) (?![ \t])")
_MAY_BE_READ_OTHERWISE: Final = frozenset("yYnNoO0123456789+-")
"""What every `other_reading` begins with; looking here first saves half the time of all layouts."""
_SHORT_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


def in_line(scalar: Written, *, brackets: bool = False, spoken: bool = False) -> str:
    """A scalar on one line.

    Args:
        scalar: The scalar; numbers, truth values and nulls stay as they were typed.
        brackets: It stands in a list or an object in brackets.
        spoken: It is what somebody said, which stands in quotes.
    """
    text = scalar.text
    if not scalar.is_text:
        return text or ("null" if brackets else "")
    escaped = _must_escape(scalar)
    if not spoken and not escaped and is_plain(text, brackets=brackets):
        return text
    return _quoted(text, escape_unseen=scalar.escaped, in_double_quotes=escaped or "\n" in text or "\t" in text)


_MARK_OF_A_DOCUMENT = re.compile(r"(?:---|\.\.\.)(?:\s|$)")
"""What ends or begins a document where it stands at the start of a line."""


def is_plain(text: str, *, brackets: bool = False) -> bool:
    """Whether a text can stand without quotes."""
    if not text or text != text.strip() or plain_value(text) != text or _MARK_OF_A_DOCUMENT.match(text):
        return False
    if text[0] in _MAY_BE_READ_OTHERWISE and other_reading(text):
        return False
    if _CLASHES.match(text) or _CLASHES_ANYWHERE.search(text) or _ESCAPED.search(text):
        return False
    return not (brackets and _CLASHES_IN_BRACKETS.search(text))


def reads_better_alone(scalar: Written) -> bool:
    """Whether a text would need quotes for nothing but the brackets around it: it holds a comma or brackets."""
    return scalar.is_text and is_plain(scalar.text) and _NEEDS_QUOTES_ONLY_IN_BRACKETS.search(scalar.text) is not None


def as_block(scalar: Written, room: int) -> tuple[str, list[str]] | None:
    """A text as a block: what stands on the line of its key, and the lines below, not indented.

    A text with line breaks keeps them (`|`), unless its author folded it; one without is folded (`>`). None where
    there is nothing to fold, or where a block could not hold the text.

    Args:
        scalar: The scalar.
        room: How many columns a folded line may have.
    """
    text = scalar.text
    body = text.removesuffix("\n")
    if not scalar.is_text or _must_escape(scalar) or not body.strip("\n"):
        return None
    chomping = "-" if not text.endswith("\n") else "+" if body.endswith("\n") else ""
    paragraphs = body.split("\n")
    foldable = all(paragraph == paragraph.strip(" \t") for paragraph in paragraphs)
    if "\n" not in text:
        lines = _folded(body, room) if foldable else []
        return (f">{chomping}", lines) if len(lines) > 1 else None
    if foldable and (scalar.style == ">" if len(paragraphs) > 1 else len(body) > room and len(_folded(body, room)) > 1):
        return f">{chomping}", _folded_paragraphs(paragraphs, room)
    if any(line.startswith("\t") or (line and not line.strip(" \t")) for line in paragraphs):
        return None
    indentation = "2" if body.lstrip("\n").startswith(" ") else ""
    return f"|{indentation}{chomping}", paragraphs


def _folded_paragraphs(paragraphs: list[str], room: int) -> list[str]:
    """Each on lines of its own; an empty line between two stands for the one line break that the text has there."""
    lines = _folded(paragraphs[0], room)
    for paragraph in paragraphs[1:]:
        lines += ["", *_folded(paragraph, room)]
    return lines


def _folded(text: str, room: int) -> list[str]:
    """A text on lines as long as there is room, broken at single blanks; [] for no text."""
    lines: list[str] = []
    for word in _FOLDS.split(text) if text else []:
        if lines and len(lines[-1]) + 1 + len(word) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _must_escape(scalar: Written) -> bool:
    """Whether a text holds what only escapes can show, or what its author chose to show by escapes."""
    if _ESCAPED.search(scalar.text):
        return True
    return scalar.escaped and any(_unseen(character) for character in scalar.text)


def _unseen(character: str) -> bool:
    return not character.isprintable() and character not in "\n\t"


def _quoted(text: str, *, escape_unseen: bool, in_double_quotes: bool) -> str:
    """In double quotes, or in single ones where that needs fewer escapes."""
    if not in_double_quotes and text.count('"') + text.count("\\") > text.count("'"):
        return "'" + text.replace("'", "''") + "'"
    return '"' + "".join(_escape(character, escape_unseen) for character in text) + '"'


def _escape(character: str, escape_unseen: bool) -> str:
    if character in _SHORT_ESCAPES:
        return _SHORT_ESCAPES[character]
    if not _ESCAPED.match(character) and not (escape_unseen and _unseen(character)):
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"  # noqa: PLR2004  # one byte, two
