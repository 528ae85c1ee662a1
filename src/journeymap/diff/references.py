"""What ids in fields mean: the objects that a text may name, by the models' own marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diff.entities import SECTIONS
from journeymap.model.base import FormatObject
from journeymap.model.kinds import IN_JOURNEY, Kind, Ref
from journeymap.model.outline import outline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diff.values import Entity


def reference_of(entity: Entity, key: str) -> Ref | None:
    """What the text of a field refers to; None for a field without references."""
    if not isinstance(entity.model, FormatObject):
        return None
    field = outline(type(entity.model)).fields.get(key)
    return field.ref if field else None


def names_of(text: str, reference: Ref, journey: str = "") -> Iterator[str]:
    """The names of the objects that a text may mean, the likeliest first.

    Args:
        text: An id, `journey/id` or `lifecycle:stage`.
        reference: What the field refers to.
        journey: The journey in which the text stands.
    """
    for kind in reference.kinds:
        if kind in IN_JOURNEY:
            yield text if "/" in text else f"{journey}/{text}"
        elif kind is Kind.LIFECYCLE_STAGE:
            yield text
        else:
            yield f"{SECTIONS[kind]}:{text}"
