"""What a diff is made of, as frozen values: facts, judged changes, and the whole comparison."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.diagnostics import Diagnostic, Pointer

Plain = str | float | bool | datetime.date | tuple[str, ...] | None
"""A value of a field as it is compared: durations and choices as text, lists as tuples of text."""


class Category(StrEnum):
    """What a change is about; the names that `--gate` takes."""

    REFERENCE = "reference"
    STRUCTURE = "structure"
    EXPERIENCE = "experience"
    ACCOUNTABILITY = "accountability"
    MEASUREMENT = "measurement"
    PERSONALIZATION = "personalization"
    EVIDENCE = "evidence"
    TEXT = "text"


class Direction(StrEnum):
    """What a change does to customers, and to what is known of them."""

    BETTER = "better"
    WORSE = "worse"
    NEUTRAL = "neutral"

    @property
    def mirrored(self) -> Direction:
        """The direction of the change back."""
        return {Direction.BETTER: Direction.WORSE, Direction.WORSE: Direction.BETTER}.get(self, self)


class Level(StrEnum):
    """How much a change asks for attention."""

    BREAKING = "breaking"
    NOTABLE = "notable"
    MINOR = "minor"

    @property
    def rank(self) -> int:
        """0 for breaking, 1 for notable, 2 for minor."""
        return list(Level).index(self)


class Verb(StrEnum):
    """What happened to an object or to a field of it; each has the verb of the change back."""

    ADDED = "added"
    REMOVED = "removed"
    RAISED = "raised"
    LOWERED = "lowered"
    CHANGED = "changed"
    RENAMED = "renamed"
    MOVED = "moved"
    REORDERED = "reordered"

    @property
    def mirrored(self) -> Verb:
        """The verb of the change back."""
        pairs = {"added": "removed", "raised": "lowered"}
        return Verb({**pairs, **{after: before for before, after in pairs.items()}}.get(self.value, self.value))


@dataclass(frozen=True, slots=True)
class Place:
    """Where an object or a field is written on one side: the file, as that side names it, and the pointer in it."""

    path: str
    pointer: Pointer


@dataclass(frozen=True, slots=True)
class Scope:
    """Where bare ids are looked up: in the journey around them, in its lifecycle, and in the one it is based on.

    All three are ids, and empty outside of journeys.
    """

    journey: str = ""
    lifecycle: str = ""
    based_on: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Entity:
    """An object of one side, apart from the objects in it.

    `kind` is what it is, such as `touchpoint` or `way`; `name` is how other entries name it: `section:id` or
    `journey/id`, and below those `…/field/key` for what has no id; `key` is what it is known by among its like, such as
    the target of a way. `label` is for people. `parent` is the name of what it stands in, `index` its place among its
    like there. `fields` are its values by the key as it is written, without those that say nothing. `confidential` also
    holds for all that lies in a confidential object. `follows` is where the only way out of a touchpoint leads, empty
    where there are several; `in_order` says that this is what comes next anyway.
    """

    kind: str
    name: str
    label: str
    parent: str
    index: int
    fields: Mapping[str, Plain]
    place: Place
    scope: Scope
    confidential: bool
    model: Any
    key: str = ""
    follows: str = ""
    in_order: bool = False

    @property
    def journey(self) -> str:
        """The id of the journey that it is, or lies in; empty outside of journeys."""
        return self.scope.journey


@dataclass(frozen=True, slots=True)
class Fact:
    """A difference, not judged: `noun` and `verb` say what happened to which entity.

    For an object as a whole `noun` is its kind; for a field it is that of the table. `before` and `after` of a list
    hold only what went and what came, or all of it where its order changed; `shifted` is then what it takes to explain
    the other order. `proposed` marks a rename that only likeness speaks for. `along` are the kinds of what came or
    went with an object, each as often as it did; what went elsewhere is not among them.
    """

    noun: str
    verb: Verb
    base: Entity | None
    head: Entity | None
    field: str = ""
    before: Plain = None
    after: Plain = None
    proposed: bool = False
    shifted: tuple[str, ...] = ()
    along: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """The kind of change, such as `emotion-lowered`."""
        return f"{self.noun}-{self.verb}"

    @property
    def entity(self) -> Entity:
        """The entity as it is now, or as it was where it is gone."""
        found = self.head or self.base
        if found is None:
            raise ValueError("a fact is about something")
        return found


@dataclass(frozen=True, slots=True)
class Impact:
    """What a change touches beside its object: ids."""

    personas: tuple[str, ...] = ()
    journeys: tuple[str, ...] = ()
    initiatives: tuple[str, ...] = ()
    plays: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Who accepted a change, why, and until when."""

    reason: str
    author: str
    expires: datetime.date | None
    expired: bool


@dataclass(frozen=True, slots=True)
class Change:
    """A judged change.

    `kind` is the noun and the verb, such as `emotion-lowered`. `message` is a sentence without a full stop; `reason`
    says why the direction is what it is, such as "at a moment of truth". `journey` and `touchpoint` are ids, empty
    where it is in none. `before` and `after` are plain values as they were compared. `base` and `head` are where it is
    written on each side; `near` is the nearest place of the head around what is gone there.
    """

    kind: str
    object: str
    object_kind: str
    label: str
    field: str
    before: Plain
    after: Plain
    category: Category
    direction: Direction
    level: Level
    message: str
    reason: str
    journey: str
    touchpoint: str
    base: Place | None
    head: Place | None
    confidential: bool
    proposed: bool = False
    impact: Impact = Impact()
    accepted: Acceptance | None = None
    near: Place | None = None

    @property
    def counts(self) -> bool:
        """Whether gates look at it: an accepted change does not count until its acceptance expires."""
        return self.accepted is None or self.accepted.expired


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An object or a file that one side has and that cannot be read there, so that nothing is said of it."""

    object: str
    side: str
    path: str
    why: str


@dataclass(frozen=True)
class Findings:
    """Lint findings of both sides, by object and not by line."""

    introduced: tuple[Diagnostic, ...] = ()
    fixed: tuple[Diagnostic, ...] = ()
    there_already: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Pains:
    """What becomes of the open pains of a journey in another one, such as the future one: how many of each."""

    resolved: int
    untouched: int
    new: int


@dataclass(frozen=True)
class Comparison:
    """Two sides held against each other: what they are called, and every change between them, worst first in order.

    `reviewers` are the ids of teams that ought to look, those with the most at stake first. `moved_entries` are the
    `moved` entries that would make proposed renames certain. `pains` is only there for two journeys of one workspace.
    """

    base: str
    head: str
    changes: tuple[Change, ...]
    unreadable: tuple[Unreadable, ...] = ()
    findings: Findings = field(default_factory=Findings)
    reviewers: tuple[str, ...] = ()
    moved_entries: tuple[tuple[str, str], ...] = ()
    pains: Pains | None = None
