"""Section `lifecycles`: the stages that every customer relation goes through."""

from typing import Annotated, ClassVar

from pydantic import Field

from journeymap.model.base import FormatObject
from journeymap.model.conditions import EventBinding
from journeymap.model.kinds import Kind
from journeymap.model.values import Id, OneOrMore, Text, Texts


class LifecycleStage(FormatObject):
    """One stage of a lifecycle, with the criteria by which a customer enters and leaves it."""

    defines: ClassVar[Kind] = Kind.LIFECYCLE_STAGE

    id: Id = Field(description="The id, unique in its lifecycle; from outside it is `lifecycle:stage`.")
    name: Text = Field(description="What people call the stage.")
    description: Text | None = Field(default=None, description="What happens in it (Markdown).")
    entry: Texts = Field(default=(), description="Criteria, in words, by which a customer enters the stage.")
    exit: Texts = Field(default=(), description="Criteria, in words, by which a customer leaves the stage.")
    entry_events: OneOrMore[EventBinding] = Field(default=(), description="Events in data that mark the entry.")
    exit_events: OneOrMore[EventBinding] = Field(default=(), description="Events in data that mark the exit.")


class Lifecycle(FormatObject):
    """A sequence of stages; one with the id of a built-in lifecycle replaces it."""

    defines: ClassVar[Kind] = Kind.LIFECYCLE

    id: Id = Field(description="The id by which journeys name the lifecycle.")
    name: Text = Field(description="What people call it.")
    stages: Annotated[tuple[LifecycleStage, ...], Field(min_length=1)] = Field(
        description="The stages, in the order in which customers go through them."
    )
