"""The layouts of known tools: which of their columns plays which role."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.model.source import Source

_PRESETS: Mapping[str, Mapping[str, str]] = {}


def columns_of(source: Source) -> dict[str, str]:
    """Role to column: the preset's, and what `columns` says over it."""
    known = dict(_PRESETS.get(source.preset or "none", {}))
    written = source.columns
    if written is not None:
        known |= {
            role: name
            for role in type(written).model_fields
            if role != "confidential" and (name := getattr(written, role)) is not None
        }
    return known
