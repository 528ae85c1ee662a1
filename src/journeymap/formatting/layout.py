"""The canonical layout of a document: the same data and comments, as every author would have laid them out.

What is laid out how is told in `docs/decisions/004-formatting.md`. A layout is given out only when it has been read
again, holds the same, and is its own layout.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import Any, Final

from journeymap.errors import ContentError
from journeymap.formatting.layout_blocks import lay_out
from journeymap.formatting.layout_comments import attach_comments
from journeymap.formatting.layout_source import WrittenText
from journeymap.formatting.layout_suppressions import keep_lines, still_held
from journeymap.source import Document, read

_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_MEND: Final = "`journeymap validate` shows what has to be mended first."
_MOVED: Final = "a comment that suppresses a finding would hold for something else"
_MOVE: Final = "Write it right above the line that it is meant for."
_OURS: Final = "This is a fault of journeymap; please report it with the file."


def formatted(document: Document) -> str:
    """The text of a document in the canonical layout, with its own line ends, and without a byte-order mark.

    Raises:
        ContentError: The document cannot be read without a fault, or its layout would not hold the same.
    """
    if document.faults or not document.readable:
        raise ContentError(f"{document.path} was left alone: {_first_fault(document)}", _MEND)
    source, text = _laid_out(document)
    if text == document.text:
        return text
    again = read(document.path, text.encode())
    lost = _difference(document, source, again)
    if lost:
        raise ContentError(f"{document.path} was left alone: {lost}", _OURS)
    if not still_held(document, again):
        raise ContentError(f"{document.path} was left alone: {_MOVED}", _MOVE)
    return text


def _laid_out(document: Document) -> tuple[WrittenText, str]:
    source = WrittenText(document.text)
    attach_comments(source)
    keep_lines(document, source)
    text = "\n".join(lay_out(source)) + "\n"
    line_end = _LINE_END.search(document.text)
    windows = line_end is not None and line_end[0] == "\r\n"
    return source, text.replace("\n", "\r\n") if windows else text


def _first_fault(document: Document) -> str:
    if not document.faults:
        return "it cannot be read"
    fault = document.faults[0]
    return f"line {fault.span.start.line}: {fault.message}" if fault.span else fault.message


def _difference(before: Document, source: WrittenText, after: Document) -> str:
    """What a layout would change besides the layout, in words; "" for nothing."""
    if after.faults or not after.readable:
        return "its layout could not be read again"
    if not same(before.data, after.data):
        return "its layout would hold other data"
    source_after, text_after = _laid_out(after)
    if _comments(source) != _comments(source_after):
        return "its layout would lose a comment"
    return "" if text_after == after.text else "its layout would change when it is laid out again"


def _comments(source: WrittenText) -> Counter[str]:
    return Counter(source.text[start:end].rstrip() for start, end in source.comments)


def same(one: Any, other: Any) -> bool:
    """Whether two values are equal in type and value, whatever the order of keys; NaN equals itself."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other) or (isinstance(one, float) and math.isnan(one) and math.isnan(other))
