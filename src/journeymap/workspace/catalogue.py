"""What a workspace knows, by id: the valid objects of all its documents and the built-in ones.

A plain value: rules, views and measurements read it, and never the files.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from journeymap.model import builtin
from journeymap.model.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from journeymap.model.channel import Channel
    from journeymap.model.history import Accepted, Moved
    from journeymap.model.initiative import Initiative
    from journeymap.model.journey import Journey, Stage
    from journeymap.model.lifecycle import Lifecycle, LifecycleStage
    from journeymap.model.measurement import Measurement
    from journeymap.model.metric import Metric
    from journeymap.model.persona import Persona
    from journeymap.model.play import Play
    from journeymap.model.research import Research
    from journeymap.model.source import Source
    from journeymap.model.team import System, Team
    from journeymap.model.touchpoint import Touchpoint


def _builtin_channels() -> dict[str, Channel]:
    return {channel.id: channel for channel in builtin.channels()}


def _builtin_lifecycles() -> dict[str, Lifecycle]:
    return {lifecycle.id: lifecycle for lifecycle in builtin.lifecycles()}


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """The objects of a workspace by id, in the order of files and lists.

    `journeys` are effective: in a future journey what is kept is already as in the current one. `measurements` are by
    the journey that they are of.
    """

    root: Path | None = None
    settings: Settings = field(default_factory=Settings)
    lifecycles: Mapping[str, Lifecycle] = field(default_factory=_builtin_lifecycles)
    personas: Mapping[str, Persona] = field(default_factory=dict)
    teams: Mapping[str, Team] = field(default_factory=dict)
    systems: Mapping[str, System] = field(default_factory=dict)
    channels: Mapping[str, Channel] = field(default_factory=_builtin_channels)
    metrics: Mapping[str, Metric] = field(default_factory=dict)
    research: Mapping[str, Research] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    journeys: Mapping[str, Journey] = field(default_factory=dict)
    initiatives: Mapping[str, Initiative] = field(default_factory=dict)
    plays: Mapping[str, Play] = field(default_factory=dict)
    moved: tuple[Moved, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    measurements: Mapping[str, Measurement] = field(default_factory=dict)

    def lifecycle_of(self, journey: Journey) -> Lifecycle | None:
        """The lifecycle that a journey's stages belong to: its own, else the workspace's; None when it is unknown."""
        return self.lifecycles.get(journey.lifecycle or self.settings.lifecycle)

    def lifecycle_stages_of(self, journey: Journey, stage: Stage) -> tuple[LifecycleStage, ...]:
        """The lifecycle stages that a stage of a journey names; `lifecycle:stage` reaches into another lifecycle."""
        found = []
        for reference in stage.lifecycle_stage:
            owner, _, name = reference.rpartition(":")
            lifecycle = self.lifecycles.get(owner) if owner else self.lifecycle_of(journey)
            found += [item for item in (lifecycle.stages if lifecycle else ()) if item.id == name]
        return tuple(found)

    @staticmethod
    def owner_of(journey: Journey, stage: Stage, touchpoint: Touchpoint | None = None) -> str | None:
        """The id of the accountable team: the touchpoint's, else the stage's, else the journey's."""
        return (touchpoint.owner if touchpoint else None) or stage.owner or journey.owner
