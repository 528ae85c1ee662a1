"""What the reader says of YAML that it understands and does not take, in the words of someone who draws journeys."""

from __future__ import annotations

from typing import Final, NamedTuple

from journeymap.diagnostics import (
    DUPLICATE_KEY,
    FORBIDDEN_YAML_FEATURE,
    INVALID_VALUE,
    INVALID_YAML,
    NOT_UTF8,
    OVERSIZED_DOCUMENT,
    Fault,
)
from journeymap.source.limits import MAX_BYTES, MAX_DEPTH, MAX_EXPANSION

_SHOWN: Final = 40


class Refusal(NamedTuple):
    """What is wrong, and what to do about it."""

    fault: Fault
    message: str
    help_line: str


def _shown(text: str) -> str:
    """A piece of a document, short and without line ends, for a message."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


NOT_A_MAPPING: Final = Refusal(
    INVALID_VALUE,
    "the top level must be a mapping with `journeymap: 1`",
    "begin the file with the line `journeymap: 1`, and the sections below it",
)
SEVERAL_DOCUMENTS: Final = Refusal(
    FORBIDDEN_YAML_FEATURE,
    "a second document begins here",
    "a file holds one document: delete this `---`, or move what follows to a file of its own",
)
TOO_DEEP: Final = Refusal(
    FORBIDDEN_YAML_FEATURE,
    f"lists and mappings stand more than {MAX_DEPTH} deep in one another",
    "split this into smaller objects; no section of a journey needs such depth",
)
ALIAS_BOMB: Final = Refusal(
    FORBIDDEN_YAML_FEATURE,
    f"the aliases (`*name`) up to here repeat more than {MAX_EXPANSION:,} values",
    "write out what is needed, or split the file",
)
MERGE_KEY: Final = Refusal(
    FORBIDDEN_YAML_FEATURE,
    "merge keys (`<<`) are not part of YAML 1.2 and are not read",
    "write the keys out here",
)
NESTED_KEY: Final = Refusal(
    FORBIDDEN_YAML_FEATURE,
    "a key must be text, not a list or a mapping",
    "write `key: value`; text that begins with [, { or ? needs quotes",
)
OVERSIZED: Final = Refusal(
    OVERSIZED_DOCUMENT,
    f"the file is larger than {MAX_BYTES // 1024**2} MiB and was not read",
    "split it: a workspace is any number of files",
)
OTHER_VERSION: Final = Refusal(
    FORBIDDEN_YAML_FEATURE,
    "only YAML 1.2 is read, and this line asks for another version",
    "delete the line that begins with %YAML",
)


def tag(name: str) -> Refusal:
    """Refuses `!name`."""
    return Refusal(
        FORBIDDEN_YAML_FEATURE,
        f"tags are not allowed, and `{_shown(name)}` is one",
        "delete it; text that begins with ! needs quotes",
    )


def key_not_text(key: str) -> Refusal:
    """Refuses a key that is a number, a truth value or nothing."""
    if not key:
        return Refusal(FORBIDDEN_YAML_FEATURE, "a key is missing before this colon", "write `key: value`")
    return Refusal(
        FORBIDDEN_YAML_FEATURE,
        f"keys must be text, and `{_shown(key)}` is not: YAML takes it for a number, a truth value or nothing",
        f'put it in quotes: "{_shown(key)}"',
    )


def duplicate_key(key: str) -> Refusal:
    """Refuses the second of two equal keys."""
    return Refusal(
        DUPLICATE_KEY,
        f"the key `{_shown(key)}` stands twice in the same object",
        "keep one of the two; the first was read",
    )


def unknown_alias(name: str) -> Refusal:
    """Refuses `*name` without a `&name` before it."""
    return Refusal(
        INVALID_YAML,
        f"`*{_shown(name)}` points at nothing: no `&{_shown(name)}` stands before it",
        "text that begins with * needs quotes",
    )


def endless_alias(name: str) -> Refusal:
    """Refuses `*name` inside the value that `&name` names."""
    return Refusal(
        FORBIDDEN_YAML_FEATURE,
        f"`*{_shown(name)}` stands inside the value that it repeats, which has no end",
        "write out what is meant",
    )


def not_utf8(guess: str) -> Refusal:
    """Refuses bytes that are not UTF-8; `guess` says what they look like, "" when nothing is known."""
    return Refusal(
        NOT_UTF8,
        "the file is not UTF-8, and this is the first place that shows it",
        f"{guess}save it as UTF-8 in your editor",
    )
