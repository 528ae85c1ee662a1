"""Values as cells of a file that people open in a spreadsheet, where text must never become a formula."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journeymap.render.workspace_view import Cell

LONGEST = 32_767
"""Characters that a cell of Excel holds, counted in UTF-16."""
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029]")
_FORMULA = re.compile(r"[\s\u200b-\u200f\u2060]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r]")
_ELLIPSIS = "…"


def tidy(text: str) -> str:
    """Text without what no file format holds or nobody sees; its lines stay."""
    return _UNSEEN.sub("", _LINE_ENDS.sub("\n", text))


def fitting(text: str) -> str:
    """Tidy text that a cell of Excel holds; what is too long ends in an ellipsis."""
    clean = tidy(text)
    if units(clean) <= LONGEST:
        return clean
    return clean.encode("utf-16-le")[: 2 * (LONGEST - 1)].decode("utf-16-le", "ignore") + _ELLIPSIS


def units(text: str) -> int:
    """The length of a text as Excel counts it, in UTF-16."""
    return len(text.encode("utf-16-le")) // 2


def harmless(value: Cell) -> str | int | float:
    """A value for CSV: numbers stay numbers, and text that a spreadsheet would run begins with an apostrophe.

    Spreadsheets take `=`, `+`, `-`, `@` (their wide forms too), a tab or a carriage return at the start for a formula;
    the apostrophe is what OWASP advises ("CSV Injection").
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        return value
    return f"'{tidy(value)}" if _FORMULA.match(value) else tidy(value)
