"""What ids in fields mean: the objects that a text may name, by the models' own marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diff.entities import SECTIONS
from journeymap.model.base import FormatObject
from journeymap.model.kinds import IN_JOURNEY, Kind, Ref
from journeymap.model.kinds import Scope as IdScope
from journeymap.model.outline import outline
from journeymap.model.transition import Transition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diff.values import Entity, Scope


def reference_of(entity: Entity, key: str) -> Ref | None:
    """What the text of a field refers to; None for a field without references. `next` is told by where it leads."""
    if key == "next" and entity.kind == "touchpoint":
        return outline(Transition).fields["to"].ref
    if not isinstance(entity.model, FormatObject):
        return None
    field = outline(type(entity.model)).fields.get(key)
    return field.ref if field else None


def names_of(text: str, reference: Ref, scope: Scope) -> Iterator[str]:
    """The names of the objects that a text may mean, the likeliest first.

    Args:
        text: An id, `journey/id` or `lifecycle:stage`.
        reference: What the field refers to.
        scope: Where a bare id is looked up.
    """
    home = scope.based_on if reference.scope is IdScope.BASE_JOURNEY else scope.journey
    for kind in reference.kinds:
        if kind in IN_JOURNEY:
            yield text if "/" in text else f"{home}/{text}"
        elif kind is Kind.LIFECYCLE_STAGE:
            yield text if ":" in text else f"{scope.lifecycle}:{text}"
        else:
            yield f"{SECTIONS[kind]}:{text}"
