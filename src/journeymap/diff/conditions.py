"""Objects that are compared as a whole, in words: events in data and the conditions on them."""

from __future__ import annotations

import json
from typing import Any

_WORDS = {
    "gte": "at least",
    "gt": "more than",
    "lte": "at most",
    "lt": "less than",
    "not": "not",
    "like": "like",
}


def in_words(text: str) -> str:
    """What canonical JSON says, as people say it; any other text as it is.

    >>> in_words('{"event": "paid", "source": "shop", "where": {"amount": {"gt": 0}}}')
    'paid in shop where amount more than 0'
    """
    if not text.startswith(("{", "[")):
        return text
    try:
        value = json.loads(text)
    except ValueError:
        return text
    return _said(value)


def _said(value: Any) -> str:
    if isinstance(value, dict):
        if isinstance(value.get("event"), str) and value.keys() <= {"event", "source", "where"}:
            return _event(value)
        return " and ".join(f"{_WORDS.get(key, key)} {_said(item)}" for key, item in value.items())
    if isinstance(value, list):
        return " or ".join(map(_said, value))
    return str(value).lower() if isinstance(value, bool | None) else str(value)


def _event(value: dict[str, Any]) -> str:
    source = f" in {value['source']}" if "source" in value else ""
    where = f" where {_said(value['where'])}" if value.get("where") else ""
    return f"{value['event']}{source}{where}"
