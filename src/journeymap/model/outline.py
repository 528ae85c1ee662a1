"""What the models say about their fields, for code that walks plain values beside them.

A document that breaks one rule still has to be searched for ids and references, so that is done on its plain values,
guided by these outlines and not by validated objects. Nothing here knows a single section by name.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BeforeValidator

from journeymap.diagnostics import Pointer
from journeymap.model.base import FormatObject
from journeymap.model.kinds import FreeText, PastDate, Ref
from journeymap.model.values import Choice


@dataclass(slots=True)
class FieldOutline:
    """What one key may hold.

    Attributes:
        key: The key as it is written.
        required: Whether an object must have it.
        ref: What its text refers to, if anything.
        free_text: Whether its text is written for people.
        past: Whether it is a date that cannot lie in the future.
        model: The class of the objects in it, if it holds objects.
        mapping: Whether it maps free keys to values.
        choice: The enumeration that its text is a member of, if it is one.
    """

    key: str
    required: bool = False
    ref: Ref | None = None
    free_text: bool = False
    past: bool = False
    model: type[FormatObject] | None = None
    mapping: bool = False
    choice: type[Choice] | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """The keys of one class of objects; `telling` are those that a walk for ids, references and dates must visit."""

    model: type[FormatObject]
    fields: Mapping[str, FieldOutline]
    telling: Mapping[str, FieldOutline]


@cache
def outline(model: type[FormatObject]) -> Outline:
    """The outline of a class of objects."""
    hints = typing.get_type_hints(model, include_extras=True)
    fields: dict[str, FieldOutline] = {}
    for name, info in model.model_fields.items():
        field = FieldOutline(key=info.alias or name, required=info.is_required())
        _read(hints[name], field)
        fields[field.key] = field
    order = [key for key in model.key_order or fields if key != "confidential"]
    fields = {key: fields[key] for key in (*order, "confidential")}
    telling = {key: field for key, field in fields.items() if field.ref or field.past or field.model}
    return Outline(model, fields, telling)


def _read(annotation: Any, field: FieldOutline) -> None:
    """Notes on `field` what an annotation says, whatever lists and unions it is wrapped in."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        inner = arguments[0]
        for mark in arguments[1:]:
            inner = _read_mark(mark, field) or inner
        _read(inner, field)
    elif origin in {typing.Union, types.UnionType, tuple}:
        for argument in arguments:
            _read(argument, field)
    elif origin is dict:
        field.mapping = True
        _read(arguments[1], field)
    elif isinstance(annotation, type) and issubclass(annotation, FormatObject):
        field.model = annotation
    elif isinstance(annotation, type) and issubclass(annotation, Choice):
        field.choice = annotation


def _read_mark(mark: Any, field: FieldOutline) -> Any:
    """Notes a mark of an annotation; returns what the field accepts where a mark widens that."""
    if isinstance(mark, Ref):
        field.ref = mark
    elif isinstance(mark, FreeText):
        field.free_text = True
    elif isinstance(mark, PastDate):
        field.past = True
    elif isinstance(mark, BeforeValidator) and typing.get_origin(mark.json_schema_input_type) is not None:
        return mark.json_schema_input_type
    return None


OnObject = Callable[[Mapping[str, Any], Pointer, type[FormatObject]], None]
"""Is told of an object: its plain value, its place, its class."""
OnText = Callable[[str, Pointer, FieldOutline], None]
"""Is told of a text that refers to something or is a past date: the text, its place, the field it fills."""


def walk(value: Any, model: type[FormatObject], on_object: OnObject, on_text: OnText) -> None:
    """Tells of every object and every telling text of a document, parents first, in the order of the text.

    Values that do not fit the class are passed over: whoever validates them says so. This runs over every value of a
    workspace, so it calls back and yields nothing.
    """
    if isinstance(value, dict):
        _Walk(on_object, on_text).visit(value, model, Pointer())


class _Walk:
    """The state of a walk: whom to tell."""

    __slots__ = ("on_object", "on_text")

    def __init__(self, on_object: OnObject, on_text: OnText) -> None:
        self.on_object = on_object
        self.on_text = on_text

    def visit(self, found: Mapping[str, Any], model: type[FormatObject], place: Pointer) -> None:
        """Tells of an object and of what it holds."""
        self.on_object(found, place, model)
        telling = outline(model).telling
        for key in found:
            field = telling.get(key)
            if field is not None:
                self.enter(found[key], field, place, key)

    def enter(self, found: Any, field: FieldOutline, place: Pointer, part: str | int) -> None:
        """Goes into the value of a telling field."""
        if isinstance(found, str):
            if field.ref is not None or field.past:
                self.on_text(found, Pointer((*place, part)), field)
        elif isinstance(found, list):
            inner = Pointer((*place, part))
            for position, item in enumerate(found):
                self.enter(item, field, inner, position)
        elif isinstance(found, dict) and field.model is not None:
            objects = found.items() if field.mapping else ((None, found),)
            for key, item in objects:
                if isinstance(item, dict):
                    self.visit(item, field.model, Pointer((*place, part) if key is None else (*place, part, key)))


def model_at(pointer: Pointer, root: type[FormatObject]) -> type[FormatObject] | None:
    """The class of the object at a place of a document; None where there is none."""
    model: type[FormatObject] | None = root
    in_mapping = False
    for part in pointer:
        if isinstance(part, int):
            continue
        if in_mapping:
            in_mapping = False
            continue
        field = outline(model).fields.get(part) if model else None
        if field is None:
            return None
        model, in_mapping = field.model, field.mapping
    return None if in_mapping else model


def field_at(pointer: Pointer, root: type[FormatObject]) -> FieldOutline | None:
    """The field that a value of a document fills; an item of a list fills the list's field."""
    keys = len(pointer)
    while keys and isinstance(pointer[keys - 1], int):
        keys -= 1
    if not keys:
        return None
    parent = type(pointer)(pointer[: keys - 1])
    model = model_at(parent, root)
    if model is None and parent:  # a free key of a mapping
        return field_at(parent, root)
    return outline(model).fields.get(str(pointer[keys - 1])) if model else None


def classes(root: type[FormatObject]) -> list[type[FormatObject]]:
    """Every class of objects below a class and itself, in the order in which the format has them."""
    found = [root]
    for model in found:
        found += [
            field.model
            for field in outline(model).fields.values()
            if field.model is not None and field.model not in found
        ]
    return list(dict.fromkeys(found))
