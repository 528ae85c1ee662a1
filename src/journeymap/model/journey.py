"""Section `journeys`: the way of a customer, stage by stage."""

from typing import Annotated, ClassVar

from pydantic import Field

from journeymap.model.base import FormatObject
from journeymap.model.experience import Experience
from journeymap.model.kinds import Kind
from journeymap.model.metric import MetricTarget
from journeymap.model.research import References
from journeymap.model.touchpoint import Touchpoint
from journeymap.model.values import (
    Choice,
    DateInThePast,
    Duration,
    Id,
    JourneyId,
    LanguageTag,
    LifecycleId,
    LifecycleStageId,
    OneOrMore,
    PersonaId,
    TeamId,
    Text,
    Texts,
)


class JourneyState(Choice):
    """Whether a journey is, or shall be."""

    CURRENT = "current", "As it is today."
    FUTURE = "future", "As it shall be; its emotions are intentions."


class JourneyStatus(Choice):
    """How far the work on a map has come."""

    DRAFT = "draft", "Being written."
    RESEARCHED = "researched", "Its claims rest on research."
    LIVE = "live", "In use, and reviewed."
    RETIRED = "retired", "Kept for history."


class Stage(Experience):
    """A part of the journey; a workshop may fill it before there are touchpoints."""

    defines: ClassVar[Kind] = Kind.STAGE
    key_order: ClassVar[tuple[str, ...]] = (
        *("id", "name", "description", "picture", "when", "lifecycle_stage", "goal", "owner", "metrics", "emotion"),
        *("thoughts", "pain_points", "gains", "opportunities", "frontstage", "backstage", "support", "touchpoints"),
    )

    id: Id = Field(description="The id, unique in the journey.")
    name: Text = Field(description="What people call the stage.")
    description: Text | None = Field(default=None, description="More about it (Markdown).")
    picture: Text | None = Field(
        default=None, description="A picture for the storyboard, as a path inside the workspace."
    )
    when: Text | None = Field(default=None, description="When it is, in words, such as: day -21.")
    lifecycle_stage: OneOrMore[LifecycleStageId] = Field(
        default=(), description="The lifecycle stage, or stages, that it belongs to."
    )
    goal: Text | None = Field(default=None, description="What the customer wants in it.")
    owner: TeamId | None = Field(default=None, description="The accountable team; else the journey's owner.")
    metrics: tuple[MetricTarget, ...] = Field(default=(), description="What is measured in it, and its target.")
    touchpoints: tuple[Touchpoint, ...] = Field(default=(), description="The steps, in order.")


class Decision(FormatObject):
    """Something that was decided about a journey, for those who ask later why."""

    date: DateInThePast = Field(description="When.")
    text: Text = Field(description="What was decided, and why.")
    by: Text | None = Field(default=None, description="By whom.")


class Journey(FormatObject):
    """The way of a customer to a goal, stage by stage."""

    defines: ClassVar[Kind] = Kind.JOURNEY

    id: Id = Field(description="The id by which others refer to the journey.")
    name: Text = Field(description="What people call it.")
    summary: Text | None = Field(default=None, description="The journey in a sentence or two (Markdown).")
    state: JourneyState = Field(default=JourneyState.CURRENT, description="As it is, or as it shall be.")
    based_on: JourneyId | None = Field(default=None, description="The current journey that a future one changes.")
    personas: OneOrMore[PersonaId] = Field(default=(), description="Whose journey it is.")
    lifecycle: LifecycleId | None = Field(
        default=None, description="The lifecycle its stages belong to; else the workspace's."
    )
    scenario: Text | None = Field(default=None, description="The situation in which it happens.")
    goal: Text | None = Field(default=None, description="What the customer wants to reach.")
    trigger: Text | None = Field(default=None, description="What sets it off.")
    language: LanguageTag | None = Field(default=None, description="Its language (BCP 47), such as en or sv-SE.")
    owner: TeamId | None = Field(default=None, description="The team accountable for the whole journey.")
    status: JourneyStatus | None = Field(default=None, description="How far the work on the map has come.")
    reviewed: DateInThePast | None = Field(default=None, description="The day of the last review.")
    review_every: Duration | None = Field(default=None, description="How often it is to be reviewed, such as 6mo.")
    tags: Texts = Field(default=(), description="Words to find it by.")
    research: References = Field(default=(), description="What the journey as a whole rests on.")
    decisions: tuple[Decision, ...] = Field(default=(), description="What was decided about it.")
    stages: Annotated[tuple[Stage, ...], Field(min_length=1)] = Field(description="Its stages, in order.")
