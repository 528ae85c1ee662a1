"""The JSON Schema of the format, made from the models for editors: no nulls, no noise, words for every choice."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic.json_schema import GenerateJsonSchema

from journeymap.model.document import Document
from journeymap.model.kinds import Ref
from journeymap.model.outline import classes, outline
from journeymap.model.values import Choice

if TYPE_CHECKING:
    from journeymap.model.base import FormatObject

SCHEMA_ID = "https://journeymap.readthedocs.io/en/latest/journeymap.schema.json"
DIALECT = "http://json-schema.org/draft-07/schema#"
"""The draft that editors' YAML servers know best."""

Names = Callable[[Ref], Iterable[str]]
"""Gives the names that a reference may be, for a schema of one workspace."""

_SNIPPETS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "Persona": (
        "New persona",
        {
            "id": "${1:persona-id}",
            "name": "${2:Name}",
            "summary": "${3:Who they are, in a sentence.}",
            "jobs": ["${4:What they want to get done}"],
        },
    ),
    "Journey": (
        "New journey",
        {
            "id": "${1:journey-id}",
            "name": "${2:What the customer does}",
            "personas": ["${3:persona-id}"],
            "goal": "${4:What they want to reach}",
            "stages": [{"id": "${5:stage-id}", "name": "${6:Stage}"}],
        },
    ),
    "Stage": ("New stage", {"id": "${1:stage-id}", "name": "${2:Stage}", "touchpoints": []}),
    "Touchpoint": (
        "New touchpoint",
        {"id": "${1:touchpoint-id}", "name": "${2:What the customer does}", "channel": "${3:web}", "emotion": 0},
    ),
    "PainPoint": (
        "New pain point",
        {"id": "${1:pain-id}", "summary": "${2:What hurts}", "severity": "${3|low,medium,high,critical|}"},
    ),
}


def text(names: Names | None = None) -> str:
    """The schema as indented JSON, always the same bytes for the same models and names."""
    return json.dumps(schema(names), indent=2, ensure_ascii=False) + "\n"


def schema(names: Names | None = None) -> dict[str, Any]:
    """The schema of a document.

    Args:
        names: What each reference may name, where the schema is made for one workspace; None allows any text.
    """
    made = Document.model_json_schema(by_alias=True, schema_generator=_Generator)
    definitions = made.pop("$defs")
    title = {"$schema": DIALECT, "$id": SCHEMA_ID, "title": "journeymap document"}
    result = {**title, **_tidied(made, Document.__name__), "definitions": {}}
    for name, definition in sorted(definitions.items()):
        result["definitions"][name] = _tidied(definition, name)
    if names is not None:
        _enumerate_references(result, names)
    return result


class _Generator(GenerateJsonSchema):
    """Leaves out what only clutters an editor: generated titles and defaults that say "nothing"."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        del schema
        return False

    def default_schema(self, schema: Any) -> dict[str, Any]:
        made = super().default_schema(schema)
        if made.get("default") in (None, [], {}, ()) or isinstance(made.get("default"), dict):
            made.pop("default", None)
        return made


def _tidied(node: Any, name: str) -> Any:
    """A definition with the format's own rules: strict keys, free `x-` keys, words for choices, snippets."""
    node = _rewritten(node)
    node.pop("title", None)
    model = _models().get(name)
    if model is not None:
        described = {info.alias or key: info.description for key, info in model.model_fields.items()}
        node["properties"] = {
            key: _with_words(node["properties"][key], described[key]) for key in outline(model).fields
        }
        node["additionalProperties"] = False
        node["patternProperties"] = {"^x-": {"description": "A key of your own; kept, never checked."}}
        if model.either:
            node["allOf"] = [{"anyOf": [{"required": [key]} for key in group]} for group in model.either]
    if name in _SNIPPETS:
        label, body = _SNIPPETS[name]
        node["defaultSnippets"] = [{"label": label, "body": body}]
    choices = _choices().get(name)
    if choices is not None:
        node["enumDescriptions"] = [member.description for member in choices]
    return node


def _with_words(node: dict[str, Any], words: str | None) -> dict[str, Any]:
    """A property with its description, which Pydantic leaves out beside a reference to an enumeration."""
    if "$ref" in node:
        node = {"allOf": [node]}
    return {"description": words, **node}


def _rewritten(node: Any) -> Any:
    """References to `definitions`, and no tuples' oddities, all the way down."""
    if isinstance(node, list):
        return [_rewritten(item) for item in node]
    if not isinstance(node, dict):
        return node
    made = {key: _rewritten(value) for key, value in node.items() if not (key == "title" and isinstance(value, str))}
    if "anyOf" in made:
        made["anyOf"] = _flattened(made["anyOf"])
    if isinstance(made.get("$ref"), str):
        made["$ref"] = made["$ref"].replace("#/$defs/", "#/definitions/")
        if len(made) > 1:  # draft 7 ignores what stands beside a reference
            made = {"allOf": [{"$ref": made.pop("$ref")}], **made}
    return made


def _flattened(branches: list[Any]) -> list[Any]:
    """The branches of a union without unions in them, or those that another one covers."""
    flat: list[Any] = []
    for branch in branches:
        inner = branch["anyOf"] if set(branch) == {"anyOf"} else [branch]
        flat += [item for item in inner if item not in flat]
    return [item for item in flat if item != {"type": "integer"} or {"type": "number"} not in flat]


@cache
def _models() -> Mapping[str, type[FormatObject]]:
    return {model.__name__: model for model in classes(Document)}


@cache
def _choices() -> Mapping[str, type[Choice]]:
    pending, found = [Choice], {}
    while pending:
        for child in pending.pop().__subclasses__():
            found[child.__name__] = child
            pending.append(child)
    return found


def _enumerate_references(result: dict[str, Any], names: Names) -> None:
    """Replaces, in place, the plain text of each reference by the names it may have."""
    for model in classes(Document):
        properties = (result if model is Document else result["definitions"][model.__name__])["properties"]
        for field in outline(model).fields.values():
            if field.ref is not None and not field.ref.or_text:
                allowed = sorted({*names(field.ref), *field.ref.words})
                if allowed:
                    _put_enum(properties[field.key], allowed)


def _put_enum(node: Any, allowed: list[str]) -> None:
    if isinstance(node, list):
        for item in node:
            _put_enum(item, allowed)
    elif isinstance(node, dict):
        if node.get("type") == "string":
            node["enum"] = allowed
        for key in ("anyOf", "allOf", "items"):
            if key in node:
                _put_enum(node[key], allowed)
