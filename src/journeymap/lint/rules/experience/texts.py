"""Every text that people wrote into a document, found through the models: what several rules of this group search.

Plain values are walked, so that a document with faults is searched too. Conditions on data and free maps are no text.
No rule stands here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from journeymap.diagnostics import Pointer
from journeymap.model.document import Document as Content
from journeymap.model.outline import outline

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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
Place: TypeAlias = tuple[str | int, ...]


def texts(data: Any, search: Search) -> list[Text]:
    """The texts of a document that a search finds something in, in the order of the document.

    Args:
        data: The document's plain values.
        search: Is true for a text that is wanted; called for every text, so it should be quick.
    """
    walk = _Walk(search)
    if isinstance(data, dict):
        walk.visit(data, Content, ())
    return walk.found


class _Walk:
    """The state of a walk. It runs over every value of a workspace, so places are tuples until a text is found."""

    __slots__ = ("found", "search")

    def __init__(self, search: Search) -> None:
        self.search = search
        self.found: list[Text] = []

    def visit(self, value: Mapping[str, Any], model: type[FormatObject], place: Place) -> None:
        """Searches an object."""
        fields = _fields(model)
        for key, inner in value.items():
            field = fields.get(key)
            if field is not None:
                self.enter(inner, field, model, place, key)
            elif isinstance(key, str) and key.startswith("x-"):
                self.enter_free(inner, key, model, (*place, key))

    def enter(self, value: Any, field: FieldOutline, model: type[FormatObject], place: Place, part: str | int) -> None:
        """Searches the value of a field, or an item of it."""
        if isinstance(value, str):
            if field.free_text and self.search(value):
                self.found.append(Text(value, Pointer((*place, part)), model, field.key))
        elif isinstance(value, list):
            inner = (*place, part)
            for position, item in enumerate(value):
                self.enter(item, field, model, inner, position)
        elif isinstance(value, dict) and field.model is not None:
            self.visit(value, field.model, (*place, part))

    def enter_free(self, value: Any, key: str, model: type[FormatObject], place: Place) -> None:
        """Searches a free key, whatever it holds."""
        if isinstance(value, str):
            if self.search(value):
                self.found.append(Text(value, Pointer(place), model, key))
        elif isinstance(value, list | dict):
            for part, item in enumerate(value) if isinstance(value, list) else value.items():
                self.enter_free(item, key, model, (*place, part))


@cache
def _fields(model: type[FormatObject]) -> Mapping[str, FieldOutline]:
    """The keys of a class that hold text or objects with text."""
    return {
        key: field
        for key, field in outline(model).fields.items()
        if not field.mapping and (field.free_text or field.model is not None)
    }
