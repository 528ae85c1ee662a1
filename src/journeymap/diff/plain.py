"""Plain values of fields, and when two of them mean the same."""

from __future__ import annotations

import datetime
import json
import math
import unicodedata
from typing import TYPE_CHECKING, Any

from journeymap.model.base import FormatObject

if TYPE_CHECKING:
    from journeymap.diff.values import Plain


def plain(value: Any) -> Plain:
    """A value as it is compared: lists as tuples of text, objects as canonical text."""
    if value is None or isinstance(value, bool | datetime.date):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, tuple | list):
        return tuple(item if isinstance(item, str) else canonical(item) for item in value)
    return canonical(value)


def canonical(value: Any) -> str:
    """An object, or an item of a list that is no text, as JSON with sorted keys."""
    return json.dumps(_tree(value), sort_keys=True, ensure_ascii=False)


def _tree(value: Any) -> Any:
    """The same, of nothing but what JSON has; keys of free objects may be anything."""
    if isinstance(value, FormatObject):
        return _tree(value.model_dump(mode="json", by_alias=True, exclude_defaults=True))
    if isinstance(value, dict):
        return {str(key): _tree(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_tree(item) for item in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def says_nothing(value: Plain) -> bool:
    """Whether a value is as good as an absent one; zero is a value."""
    return value is None or value is False or (isinstance(value, str | tuple) and not value)


def alike(before: Plain, after: Plain) -> bool:
    """Whether two values mean the same: blanks at the ends and the spelling of accents in Unicode do not count."""
    if says_nothing(before) or says_nothing(after):
        return says_nothing(before) and says_nothing(after)
    if isinstance(before, bool) is not isinstance(after, bool):
        return False
    if isinstance(before, str) and isinstance(after, str):
        return before == after or _normal(before) == _normal(after)
    if isinstance(before, tuple) and isinstance(after, tuple):
        return before == after or tuple(map(_normal, before)) == tuple(map(_normal, after))
    return before == after or (_is_no_number(before) and _is_no_number(after))


def _is_no_number(value: Plain) -> bool:
    return isinstance(value, float) and math.isnan(value)


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()
