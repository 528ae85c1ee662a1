"""Every text that people wrote into a document, found through the models: what several rules of this group search.

Plain values are walked, so that a document with faults is searched too. Conditions on data and free maps are no text.
No rule stands here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from journeymap.diagnostics import ROOT, Pointer
from journeymap.model.document import Document as Content
from journeymap.model.outline import outline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from journeymap.model.base import FormatObject
    from journeymap.model.outline import FieldOutline


@dataclass(frozen=True, slots=True)
class Text:
    """A text, its place, the class of the object that it belongs to, and the key there."""

    text: str
    pointer: Pointer
    model: type[FormatObject]
    key: str


Search: TypeAlias = "Callable[[str], Any]"


def texts(data: Any, search: Search) -> Iterator[Text]:
    """The texts of a document that a search finds something in, in the order of the document.

    Args:
        data: The document's plain values.
        search: Is true for a text that is wanted; called for every text, so it should be quick.
    """
    if isinstance(data, dict):
        yield from _in_object(data, Content, ROOT, search)


def _in_object(value: Mapping[str, Any], model: type[FormatObject], place: Pointer, search: Search) -> Iterator[Text]:
    fields = _fields(model)
    for key, found in value.items():
        if isinstance(key, str) and key.startswith("x-"):
            yield from _in_free(found, model, key, place / key, search)
        elif key in fields:
            field = fields[key]
            if isinstance(found, str):
                if field.free_text and search(found):
                    yield Text(found, place / key, model, key)
            elif isinstance(found, list | dict):
                yield from _in_field(found, field, model, place / key, search)


def _in_field(
    found: Any, field: FieldOutline, model: type[FormatObject], place: Pointer, search: Search
) -> Iterator[Text]:
    if isinstance(found, str):
        if field.free_text and search(found):
            yield Text(found, place, model, field.key)
    elif isinstance(found, list):
        for position, item in enumerate(found):
            yield from _in_field(item, field, model, place / position, search)
    elif isinstance(found, dict) and field.model is not None:
        yield from _in_object(found, field.model, place, search)


def _in_free(found: Any, model: type[FormatObject], key: str, place: Pointer, search: Search) -> Iterator[Text]:
    """The texts in a free key, whatever it holds."""
    if isinstance(found, str):
        if search(found):
            yield Text(found, place, model, key)
    elif isinstance(found, list | dict):
        for part, item in enumerate(found) if isinstance(found, list) else found.items():
            yield from _in_free(item, model, key, place / part, search)


@cache
def _fields(model: type[FormatObject]) -> Mapping[str, FieldOutline]:
    """The keys of a class that hold text or objects with text."""
    return {
        key: field
        for key, field in outline(model).fields.items()
        if not field.mapping and (field.free_text or field.model is not None)
    }
