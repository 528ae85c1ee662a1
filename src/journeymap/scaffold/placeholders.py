"""Placeholders of templates, and what fills them.

A placeholder stands in a double-quoted scalar, so that a template is YAML before and after:
`reviewed: "{{today - 30d}}"` becomes `reviewed: 2026-01-02`. The scalar is replaced with its quotes, by one that holds
exactly the filled text.
A line whose placeholder has no value is left out, so that a template says what is optional by itself.
"""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from journeymap.errors import SettingError
from journeymap.model import durations
from journeymap.scaffold.scalars import scalar

if TYPE_CHECKING:
    from collections.abc import Mapping

_SCALAR = re.compile(r'"([^"\n]*\{\{[^"\n]*)"')
_PLACEHOLDER = re.compile(r"\{\{([a-z_]+)(?: ([-+]) (\w+))?\}\}")
_DAY = 86_400


def fill(template: str, values: Mapping[str, str | None], today: datetime.date | None = None) -> str:
    """The template with its placeholders filled.

    Args:
        template: YAML with `"{{name}}"` or, for dates, `"{{today}}"`, `"{{today - 30d}}"`.
        values: What names stand for; None leaves out every line that asks for it.
        today: The day that dates are reckoned from, where the template has any.

    Raises:
        SettingError: A date would lie outside the calendar.
    """
    lines = (_filled(line, values, today) for line in template.splitlines(keepends=True))
    return "".join(line for line in lines if line is not None)


def _filled(line: str, values: Mapping[str, str | None], today: datetime.date | None) -> str | None:
    """A line, filled; None where a value is missing."""
    names = {match[1] for found in _SCALAR.finditer(line) for match in _PLACEHOLDER.finditer(found[1])}
    if any(name in values and values[name] is None for name in names):
        return None

    def value(match: re.Match[str]) -> str:
        if match[1] == "today" and today is not None:
            return _date(today, match[2], match[3])
        return str(values[match[1]])

    def whole(match: re.Match[str]) -> str:
        text = _PLACEHOLDER.sub(value, match[1])
        alone = _PLACEHOLDER.fullmatch(match[1])
        return text if alone and alone[1] == "today" else scalar(text)

    return _SCALAR.sub(whole, line)


def _date(today: datetime.date, sign: str | None, length: str | None) -> str:
    days = round(durations.seconds(length) / _DAY) if length else 0
    try:
        return (today + datetime.timedelta(days=-days if sign == "-" else days)).isoformat()
    except OverflowError:
        raise SettingError(f"{today} is too near the end of the calendar", "Name another day by `--today`.") from None
