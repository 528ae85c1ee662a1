"""Section `initiatives`: work that changes a journey."""

from typing import Annotated, ClassVar

from pydantic import Field, Strict

from journeymap.model.base import FormatObject
from journeymap.model.kinds import Kind
from journeymap.model.values import (
    Choice,
    Date,
    Id,
    MetricId,
    Number,
    OneOf,
    OneOrMore,
    PlacedPainOrOpportunity,
    PlacedTouchpoint,
    TeamId,
    Text,
)


class InitiativeStatus(Choice):
    """How far the work has come."""

    IDEA = "idea", "Somebody thought of it."
    PLANNED = "planned", "It will be done."
    DOING = "doing", "It is being done."
    SHIPPED = "shipped", "It is there."
    DROPPED = "dropped", "It will not be done."


class Rice(FormatObject):
    """Reach, impact, confidence and effort: score = reach x impact x confidence / effort (Intercom, 2016)."""

    reach: Annotated[float, Strict(), Field(ge=0)] | None = Field(
        default=None, description="How many customers it touches in a quarter."
    )
    impact: Annotated[float, OneOf(3, 2, 1, 0.5, 0.25)] | None = Field(
        default=None, description="How much it changes for each: 3 massive, 2 high, 1 medium, 0.5 low, 0.25 minimal."
    )
    confidence: Annotated[float, OneOf(1, 0.8, 0.5)] | None = Field(
        default=None, description="How sure we are: 1 high, 0.8 medium, 0.5 low."
    )
    effort: Annotated[float, Strict(), Field(gt=0)] | None = Field(default=None, description="Work, in person-months.")


class Expectation(FormatObject):
    """What an initiative shall do to a metric."""

    metric: MetricId = Field(description="The id of the metric.")
    from_: Number | None = Field(default=None, alias="from", description="The value before.")
    to: Number = Field(description="The value after.")


class Initiative(FormatObject):
    """Work that changes a journey: what it solves, what it delivers, what it is expected to do."""

    defines: ClassVar[Kind] = Kind.INITIATIVE

    id: Id = Field(description="The id of the initiative.")
    name: Text = Field(description="What people call it.")
    summary: Text | None = Field(default=None, description="What it is, in a sentence or two (Markdown).")
    addresses: OneOrMore[PlacedPainOrOpportunity] = Field(
        default=(), description="What it solves or takes up: journey/pain or journey/opportunity."
    )
    delivers: OneOrMore[PlacedTouchpoint] = Field(
        default=(), description="The touchpoints of a future journey that it brings: journey/touchpoint."
    )
    owner: TeamId | None = Field(default=None, description="The accountable team.")
    status: InitiativeStatus | None = Field(default=None, description="How far it has come.")
    due: Date | None = Field(default=None, description="The day it shall be there.")
    rice: Rice | None = Field(default=None, description="Reach, impact, confidence and effort.")
    cost: Text | Number | None = Field(default=None, description="What it costs: an amount, or text with its currency.")
    expects: tuple[Expectation, ...] = Field(default=(), description="What it shall do to metrics.")
