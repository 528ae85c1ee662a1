"""LIB101."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Fault, Severity
from journeymap.lint.rule import Bad, Good, Rule, RuleOptions
from pydantic import Field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.workspace.loader import Workspace
    from journeymap.workspace.survey import StagePlace


class ChannelHopping(Rule):
    """A stage sends the reader through more channels than one person follows.

    Each change of channel is a place to lose the reader: another login, another queue, another card to find.
    """

    fault = Fault("LIB101", "channel-hopping", Severity.WARNING)
    since = "1.0"
    mend = "Let the reader finish the stage where it began."
    bad = (
        Bad(
            """
            journeymap: 1
            journeys:
              - id: reserve
                name: Reserves a book
                stages:
                  - id: find
                    name: Find
                    touchpoints:
                      - {id: search, name: Looks it up, channel: web}
                      - {id: ask, name: Asks whether it is there, channel: phone}
                      - {id: form, name: Sends the form, channel: mail}
                      - {id: card, name: Shows the card, channel: in-person}
            """,
            line=6,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            journeys:
              - id: reserve
                name: Reserves a book
                stages:
                  - id: find
                    name: Find
                    touchpoints:
                      - {id: search, name: Looks it up, channel: web}
                      - {id: reserve, name: Reserves it, channel: web}
            """
        ),
    )

    class Options(RuleOptions):
        """How many channels are still followed."""

        most: int = Field(default=3, ge=1, description="Different channels in a stage that are still no fault.")

    options: Options

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """The stages with too many main channels."""
        for journey in workspace.survey.journeys:
            for stage in journey.stages:
                channels = _main_channels(stage)
                if len(channels) > self.options.most:
                    message = f"{stage.value.name} goes through {len(channels)} channels: {', '.join(channels)}"
                    yield self.found(stage.path, stage.pointer, message)


def _main_channels(stage: StagePlace) -> list[str]:
    """The first channel of each touchpoint, each once, in order."""
    return list(dict.fromkeys(place.value.channel[0] for place in stage.touchpoints if place.value.channel))
