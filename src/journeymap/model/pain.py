"""Pain points, gains and opportunities: what hurts, what delights, what could be done."""

from typing import ClassVar

from pydantic import Field

from journeymap.model.base import FormatObject
from journeymap.model.kinds import Kind
from journeymap.model.research import References
from journeymap.model.values import Choice, Id, Level, OneOrMore, PainOrGain, Rating, Share, TeamId, Text


class PainSeverity(Choice):
    """How much a pain hurts those who meet it."""

    LOW = "low", "A nuisance."
    MEDIUM = "medium", "Costs time or goodwill."
    HIGH = "high", "Customers think of leaving, or need help."
    CRITICAL = "critical", "Customers cannot go on."


class PainStatus(Choice):
    """Whether somebody acts on a pain."""

    OPEN = "open", "It hurts, and is not solved."
    ADDRESSED = "addressed", "It has been dealt with."
    ACCEPTED = "accepted", "It is known, and lived with on purpose."


class PainPoint(FormatObject):
    """Something that hurts the customer."""

    defines: ClassVar[Kind] = Kind.PAIN_POINT

    id: Id = Field(description="The id, unique in the journey.")
    summary: Text = Field(description="What hurts, in one line (Markdown).")
    severity: PainSeverity | None = Field(default=None, description="How much it hurts.")
    share_affected: Share | None = Field(default=None, description="The share of customers it hurts, from 0 to 1.")
    root_cause: Text | None = Field(default=None, description="Why it happens.")
    owner: TeamId | None = Field(default=None, description="The team that answers for it; else the touchpoint's owner.")
    research: References = Field(default=(), description="What says so.")
    status: PainStatus = Field(default=PainStatus.OPEN, description="Whether it is still open.")


class Gain(FormatObject):
    """Something that delights the customer, and is worth doing elsewhere too."""

    defines: ClassVar[Kind] = Kind.GAIN

    id: Id = Field(description="The id, unique in the journey.")
    summary: Text = Field(description="What delights, in one line (Markdown).")
    research: References = Field(default=(), description="What says so.")


class OpportunityStatus(Choice):
    """How far an opportunity has come."""

    OPEN = "open", "Nobody has taken it up."
    IDEA = "idea", "Somebody thought of it."
    EXPLORING = "exploring", "It is being looked into."
    PLANNED = "planned", "It will be done."
    DOING = "doing", "It is being done."
    BUILDING = "building", "It is being built."
    SHIPPED = "shipped", "It is there."
    DROPPED = "dropped", "It will not be done."


class Opportunity(FormatObject):
    """Something that could be done for the customer."""

    defines: ClassVar[Kind] = Kind.OPPORTUNITY

    id: Id = Field(description="The id, unique in the journey.")
    summary: Text = Field(description="What could be done, in one line (Markdown).")
    addresses: OneOrMore[PainOrGain] = Field(default=(), description="The pains it solves, or gains it spreads.")
    owner: TeamId | None = Field(default=None, description="The team that would do it.")
    impact: Level | None = Field(default=None, description="How much it would change for the customer.")
    effort: Level | None = Field(default=None, description="How much work it is.")
    importance: Rating | None = Field(
        default=None, description="How important customers find it, 0 to 10, from a survey."
    )
    satisfaction: Rating | None = Field(
        default=None, description="How satisfied customers are with it today, 0 to 10, from a survey."
    )
    status: OpportunityStatus | None = Field(default=None, description="How far it has come.")
