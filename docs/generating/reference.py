"""The reference of the format: every section and object as a table."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

from generating.holds import link, title, words
from generating.markdown import code, page, plain, prose, table
from journeymap.model import builtin, schema
from journeymap.model.document import Document
from journeymap.model.outline import classes, outline

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from journeymap.model.base import FormatObject
    from journeymap.model.outline import FieldOutline

_INTRODUCTION = """
# Reference of the format

Made from the code by `python docs/generate.py`. [How the format works](../format.md) explains it with examples.

Every object also takes `confidential` (`true` or `false`: leave it out of everything made for a public audience) and
keys of your own that begin with `x-`. Where a list of them is allowed, a single value may stand without brackets.
"""


def reference() -> str:
    """The page."""
    made = schema.schema()
    shared = _shared()
    blocks = [_INTRODUCTION, "## Document", *_about(Document, made)]
    for field in outline(Document).fields.values():
        if field.model is not None:
            blocks += [f"## Section `{field.key}`", *_objects(field.model, made, leave_out=shared)]
    blocks.append("## Objects that several sections share")
    for model in shared:
        blocks += [f"### {title(model)}", *_about(model, made)]
    return page(*blocks, *_builtin())


def _objects(model: type[FormatObject], made: Mapping[str, Any], leave_out: list[type[FormatObject]]) -> Iterator[str]:
    for inner in classes(model):
        if inner not in leave_out:
            yield f"### {title(inner)}"
            yield from _about(inner, made)


def _shared() -> list[type[FormatObject]]:
    """Classes that objects of several sections hold, in the order in which they are met."""
    sections = [field.model for field in outline(Document).fields.values() if field.model]
    seen: dict[type[FormatObject], int] = {}
    for section in sections:
        for model in classes(section):
            seen[model] = seen.get(model, 0) + 1
    return [model for model, times in seen.items() if times > 1 and model not in sections]


def _about(model: type[FormatObject], made: Mapping[str, Any]) -> Iterator[str]:
    """What an object is, its keys, and the words that some of them are."""
    own = made if model is Document else made["definitions"][model.__name__]
    fields = [field for field in outline(model).fields.values() if field.key != "confidential"]
    yield prose(inspect.cleandoc(model.__doc__ or "").partition("\n\n")[0])
    rows = [_row(field, own["properties"][field.key], made["definitions"]) for field in fields]
    yield table(["key", "holds", "required", "what it says"], rows)
    for group in model.either:
        yield f"At least one of {', '.join(code(key) for key in group)} must be there."
    if "oneOf" in own:
        ways = [" and ".join(code(key) for key in way["required"]) for way in own["oneOf"]]
        yield f"Exactly one of these must be there: {'; or '.join(ways)}."
    yield from _choices(fields)


def _row(field: FieldOutline, node: Mapping[str, Any], definitions: Mapping[str, Any]) -> list[str]:
    default = node.get("default")
    told = "" if default is None or default is False else f" Default: {code(str(default))}."
    required = "yes" if field.required else ""
    return [code(field.key), words(node, field, definitions), required, prose(node["description"]) + told]


def _choices(fields: list[FieldOutline]) -> Iterator[str]:
    """What each word of an enumeration means, once for all keys that it serves."""
    by_choice: dict[Any, list[str]] = {}
    for field in fields:
        if field.choice is not None:
            by_choice.setdefault(field.choice, []).append(code(field.key))
    for choice, keys in by_choice.items():
        meanings = [f"- {code(member.value)}: {prose(member.description)}" for member in choice]
        yield "\n".join([f"Words for {' and '.join(keys)}:", "", *meanings])


def _builtin() -> Iterator[str]:
    yield "## Built-in lifecycles"
    yield "Every workspace has them; a lifecycle of your own with the same id replaces one."
    for lifecycle in builtin.lifecycles():
        yield f"### {plain(lifecycle.name)}, `{lifecycle.id}`"
        stages = [[code(stage.id), plain(stage.name), prose(stage.description or "")] for stage in lifecycle.stages]
        yield table(["stage", "name", "what happens in it"], stages)
    yield "## Built-in channels"
    yield "One for each medium; a channel of your own with the same id replaces one."
    rows = [
        [code(channel.id), plain(channel.name), channel.route or "", channel.initiation or ""]
        for channel in builtin.channels()
    ]
    yield table(["id", "name", "route", "initiation"], rows)
    yield f"See [channel](#channel) for what the words mean, and {link(_model('Lifecycle'))} for stages of your own."


def _model(name: str) -> type[FormatObject]:
    return next(model for model in classes(Document) if model.__name__ == name)
