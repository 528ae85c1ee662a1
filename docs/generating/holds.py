"""What a field of the format may hold, in words, from its JSON Schema and from what its type says of references."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from generating.markdown import anchor, code
from journeymap.model.document import Document
from journeymap.model.kinds import IN_JOURNEY, Kind, Ref, Scope
from journeymap.model.values import ID_PATTERN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.model.base import FormatObject
    from journeymap.model.outline import FieldOutline

_MOST_WORDS = 6
"""More words than these are only listed below the table."""


def title(model: type[FormatObject]) -> str:
    """What objects of a class are called: "Pain point"."""
    if model is Document:
        return "Document"
    name = model.defines.value if model.defines else re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model.__name__)
    return name[0].upper() + name[1:].lower()


def link(model: type[FormatObject]) -> str:
    """A link to the table of a class."""
    return f"[{title(model).lower()}](#{anchor(title(model))})"


def words(node: Mapping[str, Any], field: FieldOutline, definitions: Mapping[str, Any]) -> str:
    """What a field holds.

    Args:
        node: The JSON Schema of the field.
        field: What its type says.
        definitions: The schemas that `node` refers to, by name.
    """
    return _Reader(field, definitions).read(node)


class _Reader:
    """Reads the schema of one field, whatever lists and unions it is wrapped in."""

    def __init__(self, field: FieldOutline, definitions: Mapping[str, Any]) -> None:
        self.field = field
        self.definitions = definitions

    def read(self, node: Mapping[str, Any]) -> str:
        if "allOf" in node:
            return self.read(node["allOf"][0])
        if "anyOf" in node:
            return self._union(node["anyOf"])
        if "$ref" in node:
            return self._named(node["$ref"].rpartition("/")[2])
        if "enum" in node:
            return _one_of(node["enum"])
        if "const" in node:
            return code(str(node["const"]))
        return str(getattr(self, f"_{node['type']}")(node))

    def _union(self, branches: list[Mapping[str, Any]]) -> str:
        lists = [branch for branch in branches if branch.get("type") == "array"]
        singles = [branch for branch in branches if branch not in lists]
        read = list(dict.fromkeys(self.read(branch) for branch in singles))
        for many in lists:
            items = many["items"].get("anyOf", [many["items"]])
            read.append("a list of them" if items == singles else f"a list of {self.read(many['items'])}")
        return read[0] if len(read) == 1 else f"{', '.join(read[:-1])}, or {read[-1]}"

    def _named(self, name: str) -> str:
        definition = self.definitions[name]
        if "enum" in definition:
            return _one_of(definition["enum"])
        if self.field.model is None or self.field.model.__name__ != name:
            raise ValueError(f"`{self.field.key}` holds a {name}, which its outline does not say")
        return link(self.field.model)

    def _array(self, node: Mapping[str, Any]) -> str:
        item = self.read(node["items"])
        least = ", not empty" if node.get("minItems") else ""
        return f"list{least}; each {'an' if item.lstrip('[`')[0] in 'aeiou' else 'a'} {item}"

    def _object(self, node: Mapping[str, Any]) -> str:
        values = node["additionalProperties"]
        return "mapping" if values is True else f"mapping of names to: {self.read(values)}"

    def _boolean(self, _: Mapping[str, Any]) -> str:
        return "`true` or `false`"

    def _integer(self, node: Mapping[str, Any]) -> str:
        return "whole number" + _bounds(node)

    def _number(self, node: Mapping[str, Any]) -> str:
        return "number" + _bounds(node)

    def _string(self, node: Mapping[str, Any]) -> str:
        pattern = node.get("pattern", "")
        if self.field.ref is not None:
            return _reference(self.field.ref)
        if pattern == ID_PATTERN:
            return "id"
        if node.get("format") == "date":
            return "date, today or earlier" if self.field.past else "date"
        if "mo|y" in pattern:
            return "duration"
        examples = " or ".join(code(str(example)) for example in node.get("examples", ()))
        return f"text such as {examples}" if pattern and examples else "text"


def _one_of(values: list[Any]) -> str:
    if len(values) > _MOST_WORDS:
        return "one of the words below"
    return "one of " + ", ".join(code(str(value)) for value in values)


def _bounds(node: Mapping[str, Any]) -> str:
    low, high = node.get("minimum"), node.get("maximum")
    step = f" in steps of {node['multipleOf']:g}" if "multipleOf" in node else ""
    if low is not None and high is not None:
        return f" from {low:g} to {high:g}{step}"
    if low is not None:
        return f", {low:g} or more"
    return f", more than {node['exclusiveMinimum']:g}" if "exclusiveMinimum" in node else ""


def _reference(ref: Ref) -> str:
    kinds = " or ".join(f"{'an' if kind.value[0] in 'aeiou' else 'a'} {kind.value}" for kind in ref.kinds)
    place = ""
    if ref.scope is Scope.WORKSPACE:
        forms = {
            "`journey/id`" if kind in IN_JOURNEY else "`lifecycle:stage`"
            for kind in ref.kinds
            if kind in IN_JOURNEY or kind is Kind.LIFECYCLE_STAGE
        }
        place = f" as {' or '.join(sorted(forms))}" if forms else ""
    others = [code(word) for word in sorted(ref.words)] + (["text"] if ref.or_text else [])
    return " or ".join([f"reference to {kinds}{place}", *others])
