"""The words in which a refused value is explained: what is wrong, what is allowed, what to write."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from journeymap.model.document import Document
from journeymap.model.outline import classes, outline
from journeymap.model.values import ID_LENGTH, ID_PATTERN
from journeymap.source.nearest import did_you_mean
from journeymap.source.scalars import other_reading, plain_value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.model.base import FormatObject

_TYPES = {
    "string_type": "text",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "list_type": "a list",
    "tuple_type": "a list",
    "dict_type": "a mapping of keys to values",
    "model_type": "a mapping of keys to values",
    "model_attributes_type": "a mapping of keys to values",
}
_SHOWN_LENGTH = 48


def shown(value: Any) -> str:
    """A value as it is quoted in a message: short, on one line."""
    text = value if isinstance(value, str) else "true" if value is True else "false" if value is False else str(value)
    text = " ".join(text.split())
    return f"`{text if len(text) <= _SHOWN_LENGTH else text[: _SHOWN_LENGTH - 1] + '…'}`"


def described(value: Any) -> str:
    """What a value is, in words."""
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list" if value else "an empty list"
    if value is None or isinstance(value, bool):
        return "empty" if value is None else shown(value)
    return f"{'the text' if isinstance(value, str) else 'the number'} {shown(value)}"


_KINDS = {
    "Document": "the document",
    "Columns": "the mapping of columns",
    "Work": "a piece of work",
    "Moved": "an entry of `moved`",
    "Accepted": "an entry of `accepted`",
}
"""What objects are called whose class's name does not say it."""


def has(kind: str) -> str:
    """The verb behind what `kind_of` says."""
    return "have" if kind.endswith("settings") else "has"


def kind_of(model: type[FormatObject] | None) -> str:
    """What an object is called in a sentence: "a touchpoint", "the document"."""
    if model is None:
        return "this mapping"
    if model.__name__ in _KINDS:
        return _KINDS[model.__name__]
    if model.defines is not None:
        name = model.defines.value
    else:
        name = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model.__name__).lower()
    if name.endswith("settings"):
        return f"the {name}"
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def with_name(kind: str, value: Any) -> str:
    """The kind, and which one where the object says its id or name."""
    if isinstance(value, dict):
        name = value.get("id") or value.get("name")
        if isinstance(name, str):
            return f"{kind.partition(' ')[2] or kind} {shown(name)}"
    return kind


def wanted_types(errors: list[tuple[str, Mapping[str, Any]]]) -> str:
    """What the branches of a union would have taken: "text, a number or a list"."""
    words = list(dict.fromkeys(_TYPES.get(kind, "another value") for kind, _ in errors))
    if "a whole number" in words and "a number" in words:
        words.remove("a whole number")
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def other_type(wanted: str, value: Any) -> str:
    """What to write where a value of another type is wanted; "" where the message says it all."""
    if value is None:
        return "Write a value after the colon, or delete the key."
    if wanted == "a list" and isinstance(value, dict):
        return "Begin each item with `- `, also a single one."
    if isinstance(value, str) and ("number" in wanted or wanted == "true or false"):
        meant = plain_value(value)
        if isinstance(meant, bool) if wanted == "true or false" else type(meant) in {int, float}:
            return f"Write it without quotes: {value}."
        if other_reading(value).startswith("the truth value") and wanted == "true or false":
            return f"Write `{other_reading(value).rpartition(' ')[2]}`."
    return ""


def refusal(field: str, value: Any, kind: str, context: Mapping[str, Any], message: str) -> tuple[str, str]:
    """A sentence that says why a value is refused, and one that says what to write."""
    if kind in {"enum", "literal_error"}:
        return f"`{field}` cannot be {shown(value)}", _allowed(value, str(context["expected"]))
    if field == "emotion":
        return f"an emotion cannot be {shown(value)}", "Allowed: -2 to 2 in half steps, such as -1.5."
    if kind in _BOUNDS:
        return f"`{field}` is {shown(value)}, and must be {_BOUNDS[kind].format(**_plain_numbers(context))}", ""
    if kind == "string_pattern_mismatch":
        fault = "is blank" if context["pattern"] == r"\S" else f"cannot be {shown(value)}"
        return f"`{field}` {fault}", _pattern_hint(field, str(value), str(context["pattern"]))
    if kind in _EMPTY:
        return f"`{field}` is empty", _EMPTY[kind]
    return f"`{field}`: {message}", ""


def _allowed(value: Any, expected: str) -> str:
    """The words that are allowed, after the one that was probably meant."""
    words = [word.strip(" '") for word in re.split(r",| or ", expected)]
    hint = did_you_mean(value, words) if isinstance(value, str) else ""
    if isinstance(value, bool) and "yes" in words:
        hint = f"Write `{'yes' if value else 'no'}`."
    return f"{hint} Allowed: {', '.join(words)}.".strip()


def _plain_numbers(context: Mapping[str, Any]) -> dict[str, Any]:
    return {key: f"{value:g}" if isinstance(value, float) else value for key, value in context.items()}


_EMPTY = {"too_short": "It needs at least one entry.", "string_too_short": "Write something, or delete the key."}
_BOUNDS = {
    "greater_than_equal": "{ge} or more",
    "greater_than": "more than {gt}",
    "less_than_equal": "{le} or less",
    "less_than": "less than {lt}",
    "multiple_of": "a multiple of {multiple_of}",
    "finite_number": "a finite number",
}


def _pattern_hint(field: str, value: str, pattern: str) -> str:
    if "mo|y" in pattern:
        minutes = re.fullmatch(r"\s*([0-9.]+)\s*m\s*", value)
        if minutes:
            return f"A bare `m` could be minutes or months: write `{minutes[1]}min` or `{minutes[1]}mo`."
        return "Durations are a number and a unit without a blank: 90s, 20min, 5h, 3d, 2w, 6mo, 1y."
    if pattern == r"\S":
        return _EMPTY["string_too_short"]
    if pattern == ID_PATTERN:
        return "Ids are lower-case letters and digits, with single hyphens between words."
    return _EXAMPLES.get(field, f"It has to match the pattern {pattern}.")


_EXAMPLES = {
    "language": "Languages are BCP 47 tags, such as `en` or `sv-SE`.",
    "scale": "A scale is its lowest and highest value, such as `1-5`.",
    "accent": "Colours are written as '#3448c5', in quotes.",
    "timezone": "Time zones are named as `Europe/Stockholm`.",
    "from": "Objects are named `section:id` or `journey/id`.",
    "to": "Objects are named `section:id` or `journey/id`.",
}


def slug(text: str) -> str:
    """The well-formed id that is nearest to a text; empty where there is none (a text without Latin letters)."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")[:ID_LENGTH].rstrip("-")


def home_of(key: str, model: type[FormatObject] | None) -> str:
    """Where a key belongs that stands in the wrong object, or nothing."""
    homes = [kind_of(other) for other in classes(Document) if other is not model and key in outline(other).fields]
    homes.sort(key=lambda home: home.startswith("the "))
    return f"`{key}` is a key of {' or '.join(homes[:3])}." if homes else ""
