"""What a public audience may see: objects marked `confidential` are taken out before anything is drawn."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from journeymap.errors import ContentError
from journeymap.model.base import FormatObject

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.model.journey import Journey
    from journeymap.workspace.catalogue import Catalogue

_GONE = object()


def public_catalogue(catalogue: Catalogue) -> Catalogue:
    """The catalogue without its confidential objects, and without confidential parts in the others."""
    shown: dict[str, Any] = {
        item.name: _public_mapping(value)
        for item in fields(catalogue)
        if isinstance(value := getattr(catalogue, item.name), dict)
    }
    return replace(catalogue, **shown)


def public_journey(journey: Journey) -> Journey:
    """The journey without its confidential parts.

    Raises:
        ContentError: The journey as a whole, or each of its stages, is confidential.
    """
    shown = _public(journey)
    if shown is _GONE or not shown.stages:
        raise ContentError(
            f"journey {journey.id!r} is confidential", "make it for an internal audience, or take the mark away"
        )
    found: Journey = shown
    return found


def hidden_ids(journey: Journey, catalogue: Catalogue) -> frozenset[str]:
    """The ids of all confidential objects, so that no reference to one is shown by its bare id."""
    found = set(hidden_everywhere(catalogue))
    _collect(journey, journey.id, found)
    return frozenset(found)


def hidden_everywhere(catalogue: Catalogue) -> frozenset[str]:
    """The ids of all confidential objects of a workspace, also those inside its journeys."""
    found: set[str] = set()
    for item in fields(catalogue):
        mapping = getattr(catalogue, item.name)
        if isinstance(mapping, dict):
            for key, value in mapping.items():
                _collect(value, str(key), found)
    return frozenset(found)


def _collect(value: Any, name: str, found: set[str], inside: bool = False) -> None:
    """Adds the ids of confidential objects in `value`, and of all that lies inside one."""
    if isinstance(value, FormatObject):
        inside = inside or value.confidential
        if inside:
            found.add(getattr(value, "id", name))
        for child in value.__dict__.values():
            _collect(child, "", found, inside)
    elif isinstance(value, tuple):
        for child in value:
            _collect(child, "", found, inside)


def _public_mapping(mapping: Mapping[str, Any]) -> dict[str, Any]:
    pairs = ((key, _public(value)) for key, value in mapping.items())
    return {key: value for key, value in pairs if value is not _GONE}


def _public(value: Any) -> Any:
    """The value without confidential parts; `_GONE` when it is one."""
    if isinstance(value, FormatObject):
        return _GONE if value.confidential else _public_object(value)
    if isinstance(value, tuple):
        return tuple(shown for item in value if (shown := _public(item)) is not _GONE)
    return value


def _public_object(value: FormatObject) -> FormatObject:
    changed: dict[str, Any] = {}
    for name, child in value.__dict__.items():
        shown = _public(child)
        if shown is _GONE:
            changed[name] = None
        elif shown != child:
            changed[name] = shown
    return value.model_copy(update=changed) if changed else value
