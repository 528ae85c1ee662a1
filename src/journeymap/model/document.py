"""A document: the top level of a file, with its sections."""

from typing import Literal

from pydantic import Field

from journeymap.model.base import FormatObject
from journeymap.model.channel import Channel
from journeymap.model.history import Accepted, Moved
from journeymap.model.initiative import Initiative
from journeymap.model.journey import Journey
from journeymap.model.lifecycle import Lifecycle
from journeymap.model.metric import Metric
from journeymap.model.persona import Persona
from journeymap.model.play import Play
from journeymap.model.research import Research
from journeymap.model.settings import Settings
from journeymap.model.source import Source
from journeymap.model.team import System, Team

FORMAT_VERSION = 1


class Document(FormatObject):
    """A file of the format; it holds any of the sections, in any mix."""

    journeymap: Literal[1] = Field(description="The version of the format.")
    workspace: Settings | None = Field(
        default=None, description="Settings of the workspace; only in `journeymap.yaml`."
    )
    lifecycles: tuple[Lifecycle, ...] = Field(default=(), description="Stages that customer relations go through.")
    personas: tuple[Persona, ...] = Field(default=(), description="For whom the journeys are.")
    teams: tuple[Team, ...] = Field(default=(), description="Who does the work.")
    systems: tuple[System, ...] = Field(default=(), description="Software and equipment behind the scenes.")
    channels: tuple[Channel, ...] = Field(default=(), description="Ways to meet, beside the built-in ones.")
    metrics: tuple[Metric, ...] = Field(default=(), description="Numbers that tell whether promises are kept.")
    research: tuple[Research, ...] = Field(default=(), description="What claims rest on.")
    sources: tuple[Source, ...] = Field(default=(), description="Where measured data lies.")
    journeys: tuple[Journey, ...] = Field(default=(), description="The ways of customers, stage by stage.")
    initiatives: tuple[Initiative, ...] = Field(default=(), description="Work that changes journeys.")
    plays: tuple[Play, ...] = Field(default=(), description="What is said or offered to whom, where.")
    moved: tuple[Moved, ...] = Field(default=(), description="Ids that were renamed.")
    accepted: tuple[Accepted, ...] = Field(default=(), description="Changes that their gates let pass.")
