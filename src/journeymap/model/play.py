"""Section `plays`: what is said or offered to whom, and where."""

from typing import ClassVar

from pydantic import Field

from journeymap.model.base import FormatObject
from journeymap.model.kinds import Kind
from journeymap.model.values import ChannelId, Id, MetricId, OneOrMore, PersonaId, PlayPlace, TeamId, Text


class Play(FormatObject):
    """A message or an offer for certain personas at a certain place of their way."""

    defines: ClassVar[Kind] = Kind.PLAY

    id: Id = Field(description="The id of the play.")
    name: Text = Field(description="What people call it.")
    for_: OneOrMore[PersonaId] = Field(default=(), alias="for", description="The personas it is for.")
    at: OneOrMore[PlayPlace] = Field(default=(), description="Where: journey/touchpoint or lifecycle:stage.")
    channel: OneOrMore[ChannelId] = Field(default=(), description="Through which channel, or channels.")
    message: Text | None = Field(default=None, description="What is said (Markdown).")
    offer: Text | None = Field(default=None, description="What is offered.")
    trigger: Text | None = Field(default=None, description="What sets it off.")
    owner: TeamId | None = Field(default=None, description="The accountable team.")
    metrics: OneOrMore[MetricId] = Field(default=(), description="The metrics that tell whether it works.")
