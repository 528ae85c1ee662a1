"""JM401."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Fault, Related, Severity
from journeymap.lint.rule import Bad, Good, Rule
from journeymap.lint.rules.experience.lived import (
    inner_journey,
    is_employees_step,
    is_inside_out,
    is_wait,
    scores,
)
from journeymap.lint.wording import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.workspace.loader import Workspace
    from journeymap.workspace.survey import Survey, TouchpointPlace


class MissingEmotion(Rule):
    """Touchpoints of a journey say nothing of how they feel.

    A map without emotions is a process chart: it shows what happens, and not where customers are lost. One finding a
    journey lists what is missing. A wait (no contact, or a `wait` without a `duration`) and the step of an employee are
    never asked, for an invented emotion is worse than none. Drafts and future journeys are not asked, nor stages that
    have an emotion of their own, nor touchpoints with a journey inside or with nothing but work behind the scenes.
    """

    fault = Fault("JM401", "missing-emotion", Severity.INFO)
    since = "0.1"
    mend = "Ask customers how it feels, and write it as `emotion`; leave it out where nobody knows."
    bad = (
        Bad(
            """
            journeymap: 1
            journeys:
              - id: rent-a-bike
                name: Rents a bicycle
                stages:
                  - id: find
                    name: Finds a bicycle
                    touchpoints:
                      - {id: open-app, name: Opens the app, channel: app, emotion: 0}
                      - {id: unlock, name: Unlocks a bicycle, channel: app}
            """,
            line=4,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            teams: [{id: fleet, name: Fleet}]
            journeys:
              - id: rent-a-bike
                name: Rents a bicycle
                stages:
                  - id: find
                    name: Finds a bicycle
                    touchpoints:
                      - {id: open-app, name: Opens the app, channel: app, emotion: 0}
                      - {id: queue, name: Waits for a free bicycle, channel: none, wait: 20min}
                      - {id: refill, name: Brings more bicycles, actor: fleet}
            """
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """One finding for each current journey, with the list."""
        survey = workspace.survey
        for journey in survey.living:
            if journey.is_future or journey.is_draft:
                continue
            silent = [place for place in journey.touchpoints if _should_say(place, survey)]
            if silent:
                ids = listed([place.value.id for place in silent])
                count = f"{len(silent)} of {counted(len(journey.touchpoints), 'touchpoint')}"
                yield self.found(
                    journey.path,
                    journey.pointer / "name",
                    f"`{journey.value.id}` does not say how it feels at {count}: {ids}",
                    related=tuple(Related("has no emotion", place.path, place.pointer / "id") for place in silent),
                )


def _should_say(place: TouchpointPlace, survey: Survey) -> bool:
    answered = bool(scores(place)) or place.stage.value.emotion is not None or inner_journey(place, survey)
    nobody_there = is_employees_step(place, survey) or is_inside_out(place, survey)
    return not (answered or nobody_there or is_wait(place, survey))
