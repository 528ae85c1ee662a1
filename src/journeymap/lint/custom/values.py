"""The values that a field path leads to, in an object with all that it lies in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from journeymap.model.base import FormatObject
from journeymap.model.custom_path import FOLLOWED
from journeymap.model.journey import Stage
from journeymap.model.pain import PainPoint
from journeymap.model.touchpoint import Touchpoint

if TYPE_CHECKING:
    from journeymap.lint.custom.subjects import Held
    from journeymap.model.custom_path import FieldPath, Step
    from journeymap.workspace.catalogue import Catalogue

Values = Callable[["Held"], Sequence[Any]]
"""Gives the values of a path in an object, lists opened; empty where there are none."""

_INHERITED: Mapping[str, tuple[type[FormatObject], ...]] = {
    "owner": (Stage, Touchpoint, PainPoint),
    "personas": (Touchpoint,),
}
"""Fields that an object has from what it lies in where it says nothing itself (docs/format.md)."""


def values_of(path: FieldPath, catalogue: Catalogue, *, written: bool = False) -> Values:
    """How the values of a path are fetched.

    Args:
        path: The path.
        catalogue: Where references are followed.
        written: Leave out the last field where it only has its default.
    """
    up = path.steps[0].up
    first, *others = path.steps[1:] if up else path.steps
    fetches = [_fetch(step, catalogue, written=written and step is path.steps[-1]) for step in others]
    begin = _fetch(first, catalogue, written=written and not others)

    def values(item: Held) -> Sequence[Any]:
        chain = (item.value, *reversed(item.above))
        if up is not None:
            chain = next((chain[at:] for at in range(1, len(chain)) if isinstance(chain[at], up)), ())
        if not chain:
            return ()
        found = begin(_source(first, chain))
        for fetch in fetches:
            found = [value for inner in found for value in fetch(inner)]
        return found

    return values


def _source(step: Step, chain: tuple[FormatObject, ...]) -> FormatObject:
    """The object that has a field: the innermost that says something, where the field is inherited."""
    if isinstance(chain[0], _INHERITED.get(step.attribute, ())):
        return next((item for item in chain if getattr(item, step.attribute, None)), chain[0])
    return chain[0]


def _fetch(step: Step, catalogue: Catalogue, *, written: bool) -> Callable[[Any], Sequence[Any]]:
    objects: Mapping[str, Any] | None = getattr(catalogue, FOLLOWED[step.follows][0]) if step.follows else None

    def fetch(holder: Any) -> Sequence[Any]:
        if written and _is_unwritten(holder, step.attribute):
            return ()
        found = _listed(_field(holder, step))
        return found if objects is None else [objects[name] for name in found if name in objects]

    return fetch


def _is_unwritten(holder: Any, attribute: str) -> bool:
    return bool(attribute) and isinstance(holder, FormatObject) and attribute not in holder.model_fields_set


def _field(holder: Any, step: Step) -> Any:
    if isinstance(holder, FormatObject):
        return getattr(holder, step.attribute) if step.attribute else (holder.model_extra or {}).get(step.key)
    return holder.get(step.key) if isinstance(holder, Mapping) else None


def _listed(found: Any) -> Sequence[Any]:
    if found is None:
        return ()
    return found if isinstance(found, list | tuple) else (found,)
