"""Sections `teams` and `systems`: who does the work, and with what."""

from typing import ClassVar

from pydantic import Field

from journeymap.model.base import FormatObject
from journeymap.model.kinds import Kind
from journeymap.model.values import Id, TeamId, Text

SUGGESTED_FUNCTIONS = ("marketing", "sales", "service", "product", "operations")


class Team(FormatObject):
    """A group of people that owns touchpoints, pains or promises."""

    defines: ClassVar[Kind] = Kind.TEAM

    id: Id = Field(description="The id by which others refer to the team.")
    name: Text = Field(description="What people call the team.")
    function: Text | None = Field(
        default=None,
        description="What the team does, in a word: marketing, sales, service, product, operations, or your own.",
        examples=list(SUGGESTED_FUNCTIONS),
    )
    organisation: Text | None = Field(
        default=None, description="The company or authority it belongs to, where several serve the customer."
    )
    contact: Text | None = Field(default=None, description="How to reach the team, such as a chat room or a page.")


class System(FormatObject):
    """Software or equipment behind the scenes."""

    defines: ClassVar[Kind] = Kind.SYSTEM

    id: Id = Field(description="The id by which others refer to the system.")
    name: Text = Field(description="What people call the system.")
    owner: TeamId | None = Field(default=None, description="The team that answers for it.")
