"""What can have an id, and how a field says that it holds one.

A field is a reference because its type carries a `Ref`; the index of a workspace, the unresolved-reference rule and
the editor's schema all read that, so a new section needs nothing but its model.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of things that have ids; the value is the word used in messages."""

    LIFECYCLE = "lifecycle"
    LIFECYCLE_STAGE = "lifecycle stage"
    PERSONA = "persona"
    TEAM = "team"
    SYSTEM = "system"
    CHANNEL = "channel"
    METRIC = "metric"
    RESEARCH = "research item"
    SOURCE = "source"
    JOURNEY = "journey"
    STAGE = "stage"
    TOUCHPOINT = "touchpoint"
    PAIN_POINT = "pain point"
    GAIN = "gain"
    OPPORTUNITY = "opportunity"
    INITIATIVE = "initiative"
    PLAY = "play"


IN_JOURNEY = frozenset({Kind.STAGE, Kind.TOUCHPOINT, Kind.PAIN_POINT, Kind.GAIN, Kind.OPPORTUNITY})
"""Kinds that share one namespace per journey."""


class Scope(StrEnum):
    """Where a bare id is looked up."""

    WORKSPACE = "workspace"
    JOURNEY = "journey"
    BASE_JOURNEY = "base journey"


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a text field as a reference.

    Args:
        kinds: What it may name.
        scope: Where a bare id is looked up; `journey/id` and `lifecycle:stage` are always understood.
        words: Values that are not references, such as `end`.
        or_text: Free text is allowed too, so an unknown id is no fault.
    """

    kinds: tuple[Kind, ...]
    scope: Scope = Scope.WORKSPACE
    words: frozenset[str] = frozenset()
    or_text: bool = False


@dataclass(frozen=True, slots=True)
class PastDate:
    """Marks a date that cannot lie in the future, such as that of an interview."""


@dataclass(frozen=True, slots=True)
class FreeText:
    """Marks text that a person writes, where `yes` or `12:30` without quotes is read differently by other tools."""
