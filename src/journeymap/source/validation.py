"""From Pydantic's errors to findings that a person who edits YAML understands.

Positions are not known here: findings speak pointers, and the document resolves them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, get_type_hints

from pydantic import TypeAdapter, ValidationError

from journeymap.diagnostics import (
    INVALID_VALUE,
    MALFORMED_ID,
    MISSING_KEY,
    ROOT,
    UNKNOWN_KEY,
    UNSUPPORTED_VERSION,
    Diagnostic,
    Edit,
    Fix,
    Part,
    Pointer,
)
from journeymap.model.base import FREE_KEY, FormatObject
from journeymap.model.document import FORMAT_VERSION
from journeymap.model.document import Document as Content
from journeymap.model.outline import model_at, outline, walk
from journeymap.model.values import ID_LENGTH, ID_PATTERN
from journeymap.source import wording
from journeymap.source.limits import ROOT_FILE
from journeymap.source.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic_core import ErrorDetails

    from journeymap.source.document import Document

_SHALLOW = re.compile(r"(string|int|float|bool|list|tuple|dict|model|mapping)_type$|model_type$")


def validate(document: Document) -> tuple[Content | None, tuple[Diagnostic, ...]]:
    """The content of a document, or None with what is wrong in it.

    A document of a version that this program does not know is not looked into.
    """
    if not document.readable:
        return None, ()
    version = list(_version_faults(document))
    if version:
        return None, tuple(version)
    misplaced = tuple(_misplaced_settings(document))
    try:
        content = Content.model_validate(document.data)
    except ValidationError as error:
        faults = _Translator(document).findings(error.errors(include_url=False))
        return None, tuple(document.resolve(fault) for fault in (*misplaced, *faults))
    return (None, misplaced) if misplaced else (content, ())


def _version_faults(document: Document) -> Iterator[Diagnostic]:
    if "journeymap" not in document.data:
        message = "the file has no `journeymap` key, so it is not a document of this format"
        help_line = f"Begin the file with `journeymap: {FORMAT_VERSION}`."
        yield document.resolve(MISSING_KEY.found(document.path, message, help_line=help_line))
        return
    version = document.data["journeymap"]
    if type(version) is not int or version != FORMAT_VERSION:
        message = f"format version {wording.shown(version)} is not supported"
        if version is None:
            message = "the format version is missing"
        elif version == str(FORMAT_VERSION):
            message = f"the format version is the text {wording.shown(version)}, and must be a number without quotes"
        help_line = f"Write `journeymap: {FORMAT_VERSION}`, the version that this program reads."
        pointer = ROOT / "journeymap"
        yield document.resolve(UNSUPPORTED_VERSION.found(document.path, message, pointer=pointer, help_line=help_line))


def _misplaced_settings(document: Document) -> Iterator[Diagnostic]:
    if "workspace" in document.data and document.path.rpartition("/")[2] != ROOT_FILE:
        yield document.resolve(
            UNKNOWN_KEY.found(
                document.path,
                f"`workspace` is only read in `{ROOT_FILE}`",
                pointer=ROOT / "workspace",
                part=Part.KEY,
                help_line=f"Move these settings to the `{ROOT_FILE}` at the root of the workspace.",
            )
        )


class _Translator:
    """Turns the errors of one document into findings."""

    def __init__(self, document: Document) -> None:
        self.document = document
        read = [fault for fault in document.faults if fault.part is Part.VALUE]
        self.told_pointers = {fault.pointer for fault in read} - {ROOT}
        self.told_places = {fault.span.start for fault in read if fault.span}

    def findings(self, errors: list[ErrorDetails]) -> list[Diagnostic]:
        """One finding a place: branches of a union that were tried in vain are folded into one."""
        placed: dict[Pointer, list[ErrorDetails]] = {}
        for error in errors:
            placed.setdefault(self._pointer(error["loc"]), []).append(error)
        found = []
        placed = self._with_masked(placed)
        above = {Pointer(pointer[:depth]) for pointer in placed for depth in range(len(pointer))}
        for pointer, group in placed.items():
            if self._is_told(pointer):
                continue
            telling = [error for error in group if not _SHALLOW.search(error["type"]) and not self._is_echo(error)]
            if not telling and not any(_SHALLOW.search(error["type"]) for error in group):
                continue
            if not telling and pointer in above:
                continue
            if telling:
                told = (self._finding(pointer, error) for error in _distinct(telling))
                found += [finding for finding in told if finding is not None]
            else:
                found.append(self._wrong_type(pointer, group))
        return found

    def _with_masked(self, placed: dict[Pointer, list[ErrorDetails]]) -> dict[Pointer, list[ErrorDetails]]:
        """Adds what Pydantic does not come to once a field of an object is wrong: keys of which one is needed."""

        def look(value: Mapping[str, Any], pointer: Pointer, model: type[FormatObject]) -> None:
            for group in model.either:
                known = placed.get(pointer, [])
                told = any(error["type"] == "missing_key" for error in known) or _has_unknown_key(value, model)
                if not told and not any(key in value for key in group):
                    placed[pointer] = [*known, _missing_key(group[0])]

        walk(self.document.data, Content, look, lambda *_: None)
        return placed

    def _pointer(self, location: tuple[int | str, ...]) -> Pointer:
        """The place in the document; names of union branches, which are no keys, are passed over."""
        value: Any = self.document.data
        pointer = ROOT
        for part in location:
            if part in value if isinstance(value, dict) else _is_position(part, value):
                value = value[part]
                pointer = pointer / part
        return pointer

    def _is_told(self, pointer: Pointer) -> bool:
        """Whether the reader has complained of this place: of an alias, a merge key, or a key that is no text."""
        if pointer in self.told_pointers:
            return True
        return bool(self.told_places) and self.document.span(pointer, Part.KEY).start in self.told_places

    @staticmethod
    def _is_echo(error: ErrorDetails) -> bool:
        """Whether a list is only called too short because its items are wrong, which is told already."""
        return error["type"] == "too_short" and bool(error["input"])

    def _value(self, pointer: Pointer) -> Any:
        value: Any = self.document.data
        for part in pointer:
            value = value[part]  # type: ignore[index,unused-ignore]  # the pointer was made by walking it
        return value

    def _finding(self, pointer: Pointer, error: ErrorDetails) -> Diagnostic | None:
        context = error.get("ctx", {})
        if error["type"] in {"missing", "missing_key"}:
            return self._missing(pointer, str(context.get("key", error["loc"][-1] if error["loc"] else "")))
        if error["type"] == "string_pattern_mismatch" and context.get("pattern") == FREE_KEY:
            return self._unknown(pointer)
        is_id = bool(pointer) and pointer[-1] == "id" and context.get("pattern") == ID_PATTERN
        if is_id or (error["type"] == "string_too_long" and context.get("max_length") == ID_LENGTH):
            return self._malformed(pointer)
        field = self._field_name(pointer)
        message, help_line = wording.refusal(field, self._value(pointer), error["type"], context, error["msg"])
        return INVALID_VALUE.found(self.document.path, message, pointer=pointer, help_line=help_line)

    def _missing(self, pointer: Pointer, key: str) -> Diagnostic | None:
        """None where a slip of the key stands there, which is told as an unknown key."""
        written, model = self._value(pointer), model_at(pointer, Content)
        known = outline(model).fields if model else {}
        unknown = [name for name in written if name not in known] if isinstance(written, dict) else []
        if nearest(key, unknown):
            return None
        message = f"{wording.with_name(wording.kind_of(model), written)} has no `{key}`"
        return MISSING_KEY.found(self.document.path, message, pointer=pointer, help_line=f"Add `{key}: …`.")

    def _unknown(self, pointer: Pointer) -> Diagnostic:
        key = str(pointer[-1])
        model = model_at(pointer.parent, Content)
        present = self._value(pointer.parent)
        free = [name for name in (outline(model).fields if model else ()) if name not in present]
        meant = nearest(key, free)
        fix = None
        if " " in key and present[key] is None:
            help_line = "A comma inside { } or [ ] ends a text: put the text in quotes."
        elif meant:
            help_line = f"Did you mean `{meant}`?"
            fix = Fix(f"Rename `{key}` to `{meant}`", (Edit(pointer, Part.KEY, meant),))
        elif model and (taken := nearest(key, [name for name in outline(model).fields if name in present])):
            help_line = f"`{taken}`, which may be meant, stands here already: keep one of the two."
        else:
            help_line = wording.home_of(key, model) or f"Keys of your own begin with `x-`, such as `x-{key}`."
        kind = wording.kind_of(model)
        message = f"{kind} {wording.has(kind)} no key `{key}`"
        return UNKNOWN_KEY.found(
            self.document.path, message, pointer=pointer, part=Part.KEY, help_line=help_line, fix=fix
        )

    def _malformed(self, pointer: Pointer) -> Diagnostic:
        value = self._value(pointer)
        slug = wording.slug(str(value))
        message = f"{wording.shown(value)} is not a well-formed id"
        help_line = "Ids are lower-case letters and digits, with single hyphens between words, at most 64 characters."
        if slug:
            help_line += f" Write `{slug}`."
        return MALFORMED_ID.found(self.document.path, message, pointer=pointer, help_line=help_line)

    def _wrong_type(self, pointer: Pointer, group: list[ErrorDetails]) -> Diagnostic:
        value = self._value(pointer)
        wanted = wording.wanted_types([(error["type"], error.get("ctx", {})) for error in group])
        name = f"`{self._field_name(pointer)}`"
        item = f"an item of {name}" if wanted.startswith("a mapping") and isinstance(pointer[-1], int) else name
        message = f"{item} must be {wanted}, not {wording.described(value)}"
        help_line, fix = wording.other_type(wanted, value), None
        if "text" in wanted and isinstance(value, int | float):
            written = self.document.plain_scalars().get(pointer)
            if written is not None:
                help_line, fix = self._in_quotes(pointer, written)
        return INVALID_VALUE.found(self.document.path, message, pointer=pointer, help_line=help_line, fix=fix)

    def _in_quotes(self, pointer: Pointer, written: str) -> tuple[str, Fix | None]:
        """Advice to put a number or truth value in quotes; where the text would be refused too, what it has to be."""
        refused = refusal_of(pointer, written)
        if refused is not None:
            context = refused.get("ctx", {})
            return wording.refusal(self._field_name(pointer), written, refused["type"], context, refused["msg"])[
                1
            ], None
        quoted = f'"{written}"'
        return f"Put it in quotes: {quoted}.", Fix("Put it in quotes", (Edit(pointer, Part.VALUE, quoted),))

    @staticmethod
    def _field_name(pointer: Pointer) -> str:
        """The key that a value belongs to; an item of a list is named by the list's key."""
        return next((str(part) for part in reversed(pointer) if isinstance(part, str)), "document")


def refusal_of(pointer: Pointer, text: str) -> ErrorDetails | None:
    """What the field at a place has against a text; None where it would take it, or nothing is known of the field."""
    key = next((part for part in reversed(pointer) if isinstance(part, str)), "")
    keys = pointer[: len(pointer) - pointer[::-1].index(key) - 1] if key else ()
    model = model_at(Pointer(keys), Content)
    adapter = _adapter(model, key) if model else None
    try:
        if adapter is not None:
            adapter.validate_python(text)
    except ValidationError as error:
        return error.errors(include_url=False)[0]
    return None


@cache
def _adapter(model: type[FormatObject], key: str) -> TypeAdapter[Any] | None:
    name = next((name for name, info in model.model_fields.items() if (info.alias or name) == key), None)
    return TypeAdapter(get_type_hints(model, include_extras=True)[name]) if name else None


def _is_position(part: int | str, value: Any) -> bool:
    return isinstance(part, int) and isinstance(value, list) and part < len(value)


def _has_unknown_key(value: Mapping[str, Any], model: type[FormatObject]) -> bool:
    """Whether a key of an object is a slip, which may be the very key that seems to be missing."""
    return any(not key.startswith("x-") and key not in outline(model).fields for key in value)


def _missing_key(key: str) -> ErrorDetails:
    return {"type": "missing_key", "loc": (key,), "msg": "", "input": None, "ctx": {"key": key}}


def _distinct(errors: list[ErrorDetails]) -> list[ErrorDetails]:
    """The errors of one place without those that say the same, such as two branches of a union."""
    seen: dict[tuple[str, str], ErrorDetails] = {}
    for error in errors:
        key = (error["type"], str(error.get("ctx", {}).get("key", error["loc"][-1] if error["loc"] else "")))
        seen.setdefault(key if error["type"] == "missing" else (error["type"], error["msg"]), error)
    return list(seen.values())
