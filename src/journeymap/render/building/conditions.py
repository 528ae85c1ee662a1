"""Conditions on data and event bindings, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeymap.model.conditions import Comparison

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.model.conditions import EventBinding

_SIGNS = {"gte": "≥", "gt": ">", "lte": "≤", "lt": "<", "not_": "≠", "like": "~"}


def binding_text(binding: EventBinding) -> str:
    """An event of a source: `product-events: page_viewed (page = home)`."""
    where = conditions_text(binding.where) if binding.where else ""
    return f"{binding.source}: {binding.event}" + (f" ({where})" if where else "")


def conditions_text(conditions: Mapping[str, Any]) -> str:
    """All conditions together: `plan = pro, seats ≥ 5`."""
    return ", ".join(_condition(column, wanted) for column, wanted in conditions.items())


def _condition(column: str, wanted: Any) -> str:
    if not isinstance(wanted, Comparison):
        return f"{column} = {_value(wanted)}"
    given = {name: getattr(wanted, name) for name in _SIGNS if getattr(wanted, name) is not None}
    return ", ".join(f"{column} {_SIGNS[name]} {_value(value)}" for name, value in given.items())


def _value(value: Any) -> str:
    if isinstance(value, list | tuple):
        return " | ".join(_value(item) for item in value)
    return str(value).lower() if isinstance(value, bool) else str(value)
