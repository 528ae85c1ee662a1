"""What the shapes of all output for programs have in common: strict models, plain values, published schemas."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from journeymap.diff.values import Plain

PlainValue = str | float | bool | list[str] | None
"""A value of a field, as JSON has it."""


class Shape(BaseModel):
    """An object of an output: it has the fields that are named, and no others."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def plain_value(value: Plain) -> PlainValue:
    """A compared value as JSON has it: lists as lists, days as text."""
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, datetime.date) else value


def schema_of(model: type[Shape]) -> str:
    """The JSON Schema of an output, as indented text."""
    made = {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()}
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"
