"""Values as cells of a file that people open in a spreadsheet, where text must never become a formula."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from journeymap.render.seen import escaped

if TYPE_CHECKING:
    from journeymap.render.workspace_view import Cell

LONGEST = 32_767
"""Characters that a cell of Excel holds, counted in UTF-16."""
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029]")
_LOST = f"{_UNSEEN.pattern[:-1]}\r\u2028\u2029]"
_SPELLED = r"x[0-9a-f]{2}|u[0-9a-f]{4}"
_LOST_OR_SPELLED = re.compile(rf"(?P<slashes>\\+)(?={_LOST}|{_SPELLED})|(?P<lost>{_LOST})")
_SIGNS = r"=+\-@\uff1d\uff0b\uff0d\uff20"
_NOTHING = r"\s\u00ad\u034f\u061c\u180e\u200b-\u200f\u2060-\u2064\u206a-\u206f\ufe00-\ufe0f"
"""Signs that take no room, or nobody sees."""
_FORMULA = re.compile(rf"'*[{_NOTHING}]*[{_SIGNS}]|'*[\t\r\n]")
_FORMULA_BEHIND = re.compile(rf"(?<=;)(?='*[{_SIGNS}])")
"""Where a spreadsheet that takes semicolons for commas, as it does in half of Europe, would begin a formula."""
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


def spelled(text: str) -> str:
    r"""Text whose signs that `tidy` would drop or replace are written as `\x01`: different texts stay different.

    A backslash that stands before such a sign, or before what reads like one, is doubled.
    """
    return _LOST_OR_SPELLED.sub(_spelled, text)


def _spelled(found: re.Match[str]) -> str:
    if found["lost"] is None:
        return found["slashes"] * 2
    return escaped(found["lost"])


def harmless(value: Cell) -> str | int | float:
    """A value for CSV: numbers stay numbers, and text that a spreadsheet would run begins with an apostrophe.

    Spreadsheets take `=`, `+`, `-`, `@` (their wide forms too), a tab or a carriage return at the start for a formula;
    the apostrophe is what OWASP advises ("CSV Injection"). Text that has such an apostrophe already gets one more, so
    that different texts stay different.
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        return value
    clean = _FORMULA_BEHIND.sub("'", tidy(value))
    return f"'{clean}" if _FORMULA.match(clean) else clean
