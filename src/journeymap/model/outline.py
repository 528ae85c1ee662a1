"""What the models say about their fields, for code that walks plain values beside them.

A document that breaks one rule still has to be searched for ids and references, so that is done on its plain values,
guided by these outlines and not by validated objects. Nothing here knows a single section by name.
"""

from __future__ import annotations

import types
import typing
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import BeforeValidator

from journeymap.model.base import FormatObject
from journeymap.model.kinds import FreeText, PastDate, Ref
from journeymap.model.values import Choice

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from journeymap.diagnostics import Pointer


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
    """The keys of one class of objects; `telling` are those that a walk for ids, references and texts must visit."""

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
    telling = {key: field for key, field in fields.items() if field.ref or field.free_text or field.past or field.model}
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


@dataclass(frozen=True, slots=True)
class Leaf:
    """A text or date in a document, with the field that it fills."""

    value: Any
    pointer: Pointer
    field: FieldOutline


@dataclass(frozen=True, slots=True)
class Node:
    """An object in a document, with its class."""

    value: Mapping[str, Any]
    pointer: Pointer
    model: type[FormatObject]


def walk(value: Any, model: type[FormatObject], pointer: Pointer) -> Iterator[Node | Leaf]:
    """Every object and every telling text below a plain value, parents first, in the order of the text.

    Values that do not fit the class are passed over: whoever validates them says so.
    """
    if not isinstance(value, dict):
        return
    yield Node(value, pointer, model)
    telling = outline(model).telling
    for key, inner in value.items():
        field = telling.get(key)
        if field is not None:
            yield from _walk_field(inner, field, pointer / key)


def _walk_field(value: Any, field: FieldOutline, pointer: Pointer) -> Iterator[Node | Leaf]:
    if isinstance(value, list):
        for position, item in enumerate(value):
            yield from _walk_field(item, field, pointer / position)
    elif isinstance(value, dict):
        if field.mapping:
            for key, inner in value.items():
                yield from _walk_field(inner, _mapped(field), pointer / key)
        elif field.model is not None:
            yield from walk(value, field.model, pointer)
    elif isinstance(value, str) and (field.ref or field.free_text or field.past):
        yield Leaf(value, pointer, field)


def _mapped(field: FieldOutline) -> FieldOutline:
    """The field of the values of a mapping."""
    return FieldOutline(key=field.key, free_text=field.free_text, model=field.model)


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
            field.model for field in outline(model).fields.values() if field.model is not None and field.model not in found
        ]
    return list(dict.fromkeys(found))
