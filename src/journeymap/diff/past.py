"""What the history of a workspace is made of, as frozen values: commits, and what each of them changed."""

from __future__ import annotations

import datetime  # noqa: TC003  # a field of a value
from collections.abc import Mapping  # noqa: TC003
from dataclasses import dataclass, field

from journeymap.diff.values import Change, Unreadable  # noqa: TC001


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: who did it when (on the author's own day), and what they called it; `tags` are those that name it.

    `release` is the tag that it came out with: the first one on it or after it; empty where none is.
    """

    hash: str
    short: str
    date: datetime.date
    author: str
    subject: str
    tags: tuple[str, ...] = ()
    release: str = ""


@dataclass(frozen=True)
class Entry:
    """A commit and what it changed, worst first.

    `unreadable` are files and objects of the commit of which nothing can be said. `health` holds the scores of
    the journeys that it touched, as they were then; None where a journey has none, or cannot be read.

    `hidden` says that a shallow clone hides what was before, so that nothing can be compared.
    """

    commit: Commit
    changes: tuple[Change, ...]
    unreadable: tuple[Unreadable, ...] = ()
    health: Mapping[str, int | None] = field(default_factory=dict)
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """The health of a journey after a commit, reckoned on its day; `score` is None where there is none, or unread."""

    commit: Commit
    score: int | None


@dataclass(frozen=True)
class Journey:
    """A journey of the history: its id now (or when it was last there), and what people call it.

    `points` are its health after each commit that touched it or what it rests on, oldest first.
    """

    id: str
    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Past:
    """The history of a workspace, newest commit first.

    `name` is what is told of: the workspace, or one journey. `cut_off` says that a shallow clone ends it; `more` that
    older commits were left out because only so many were asked for. `released` are the days of tags.
    """

    name: str
    language: str
    journey: str
    entries: tuple[Entry, ...]
    journeys: tuple[Journey, ...]
    cut_off: bool
    more: bool
    released: Mapping[str, datetime.date] = field(default_factory=dict)
