"""The shape of a history for programs, as models: the JSON output and its published schema are made from them."""

from __future__ import annotations

import datetime  # noqa: TC003  # Pydantic reads it
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from journeymap.reporters.reviews.weighing import encodable
from journeymap.reporters.shapes import PlainValue, Shape, plain_value, schema_of

if TYPE_CHECKING:
    from journeymap.diff import past
    from journeymap.diff.values import Change, Unreadable

FORMAT_VERSION = 1


class PastChange(Shape):
    """One change."""

    kind: str = Field(pattern="^[a-z]+(-[a-z]+)+$", description="What happened, such as `emotion-lowered`.")
    object: str = Field(description="What changed: `section:id`, `journey/id`, and below those what it is about.")
    object_kind: str = Field(description="What sort of object that is, such as `touchpoint`.")
    field: str = Field(description="The key that changed; empty for the object as a whole.")
    before: PlainValue = Field(description="The value before; of a list what went.")
    after: PlainValue = Field(description="The value after; of a list what came.")
    category: str = Field(description="What it is about, such as `experience`.")
    direction: Literal["better", "worse", "neutral"] = Field(description="What it does to customers.")
    level: Literal["breaking", "notable", "minor"] = Field(description="How much it asks for attention.")
    message: str = Field(description="The change in a sentence, without a full stop.")
    reason: str = Field(description="Why it is better, worse or breaking; may be empty.")
    journey: str = Field(description="The id of the journey it is in, as it was then; empty outside of journeys.")
    touchpoint: str = Field(description="The id of the touchpoint it is at; empty where it is at none.")


class NotRead(Shape):
    """Something that cannot be read, so that nothing is said of it."""

    object: str = Field(description="The object, as `section:id`; empty for a whole file.")
    path: str = Field(description="The file.")
    side: Literal["base", "head"] = Field(description="Whether it is so before the commit, or in it.")
    why: str = Field(description="What is wrong with it.")


class PastCommit(Shape):
    """One commit and what it changed."""

    hash: str = Field(description="The commit.")
    date: datetime.date = Field(description="The day on which it was written.")
    author: str = Field(description="Who wrote it.")
    subject: str = Field(description="The first line of its message.")
    tags: list[str] = Field(description="Tags that name it.")
    release: str = Field(description="The tag that it came out with; empty where there is none.")
    compared: bool = Field(description="Whether it could be compared; not where a shallow clone hides what was before.")
    changes: list[PastChange] = Field(description="What it changed, the worst first.")
    unreadable: list[NotRead] = Field(description="What in it cannot be read.")
    health: dict[str, int | None] = Field(description="The health of the journeys that it touched, 0 to 100, by id.")


class HealthPoint(Shape):
    """The health of a journey after a commit."""

    hash: str = Field(description="The commit.")
    date: datetime.date = Field(description="Its day, which dates were held against.")
    score: int | None = Field(description="From 0 to 100; none where nothing can be said.")


class PastJourney(Shape):
    """A journey of the history."""

    id: str = Field(description="Its id now, or when it was last there.")
    name: str = Field(description="What people call it.")
    health: list[HealthPoint] = Field(description="Its health over time, the oldest first.")


class Log(Shape):
    """The output of `journeymap log --output-format json`."""

    format_version: Literal[1] = Field(description="The version of this format.")
    journey: str = Field(description="The id of the one journey that is told of; empty for all.")
    commits: list[PastCommit] = Field(description="The commits, the newest first.")
    journeys: list[PastJourney] = Field(description="The journeys with their health.")
    cut_off: bool = Field(description="Whether a shallow clone hides older commits.")
    more: bool = Field(description="Whether older commits were left out because only so many were asked for.")


def log(found: past.Past) -> Log:
    """A history in the shape for programs."""
    return Log(
        format_version=FORMAT_VERSION,
        journey=found.journey,
        commits=[_commit(entry) for entry in found.entries],
        journeys=[_journey(journey) for journey in found.journeys],
        cut_off=found.cut_off,
        more=found.more,
    )


def _commit(entry: past.Entry) -> PastCommit:
    commit = entry.commit
    return PastCommit(
        hash=commit.hash,
        date=commit.date,
        author=encodable(commit.author),
        subject=encodable(commit.subject),
        tags=[encodable(tag) for tag in commit.tags],
        release=encodable(commit.release),
        compared=not entry.hidden,
        changes=[_change(change) for change in entry.changes],
        unreadable=[_not_read(item) for item in entry.unreadable],
        health=dict(entry.health),
    )


def _not_read(item: Unreadable) -> NotRead:
    side: Literal["base", "head"] = "base" if item.side == "base" else "head"
    return NotRead(object=item.object, path=encodable(item.path), side=side, why=item.why)


def _change(change: Change) -> PastChange:
    return PastChange(
        kind=change.kind,
        object=change.object,
        object_kind=change.object_kind,
        field=change.field,
        before=plain_value(change.before),
        after=plain_value(change.after),
        category=change.category.value,
        direction=change.direction.value,
        level=change.level.value,
        message=change.message,
        reason=change.reason,
        journey=change.journey,
        touchpoint=change.touchpoint,
    )


def _journey(journey: past.Journey) -> PastJourney:
    points = [HealthPoint(hash=one.commit.hash, date=one.commit.date, score=one.score) for one in journey.points]
    return PastJourney(id=journey.id, name=journey.name, health=points)


def schema_text() -> str:
    """The JSON Schema of the output, as indented text."""
    return schema_of(Log)
