"""JM505."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Fault, Severity
from journeymap.lint.rule import Bad, Good, Rule
from journeymap.lint.wording import counted, listed
from journeymap.model.persona import PersonaKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.workspace.loader import Workspace
    from journeymap.workspace.survey import StagePlace, Survey

_NOT_ASKED = frozenset({PersonaKind.ANTI_PERSONA, PersonaKind.EMPLOYEE})


class UntailoredStage(Rule):
    """A persona goes through stages at which nothing is said or offered to them in particular.

    What is made for everybody speaks to nobody: at such a stage a first-time buyer and a loyal one get the same
    words. A play at a touchpoint of the stage, or at its lifecycle stage, is enough; one for nobody in particular
    counts for all. Drafts are not asked, nor is a workspace that has no
    plays at all.
    """

    fault = Fault("JM505", "untailored-stage", Severity.INFO)
    since = "0.1"
    mend = "Write a play `for` the persona `at` a touchpoint or lifecycle stage of it, or let the silence be a choice."
    bad = (
        Bad(
            """
            journeymap: 1
            personas:
              - {id: first-timer, name: Rents for the first time}
            journeys:
              - id: rent
                name: Rents a bicycle
                personas: first-timer
                stages:
                  - {id: find, name: Find one, touchpoints: [{id: station, name: Sees the station}]}
                  - {id: ride, name: Ride, touchpoints: [{id: unlock, name: Unlocks one}]}
            plays:
              - {id: first-ride, name: First ride, for: first-timer, at: rent/unlock, message: Pull the lever first.}
            """,
            line=3,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            personas:
              - {id: first-timer, name: Rents for the first time}
              - {id: mechanic, name: Keeps the bicycles running, kind: employee}
            journeys:
              - id: rent
                name: Rents a bicycle
                personas: [first-timer, mechanic]
                stages:
                  - id: find
                    name: Find one
                    lifecycle_stage: awareness
                    touchpoints: [{id: station, name: Sees the station}]
                  - {id: ride, name: Ride, touchpoints: [{id: unlock, name: Unlocks one}]}
            plays:
              - {id: how-it-works, name: How it works, for: first-timer, at: "clm:awareness", message: Three steps.}
              - {id: first-ride, name: First ride, for: first-timer, at: rent/unlock, message: Pull the lever first.}
            """
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """One finding a persona, with the stages of its current journeys that have no play for it."""
        survey = workspace.survey
        if not survey.plays:
            return
        for placed in survey.personas:
            persona = placed.value
            if persona.kind in _NOT_ASKED:
                continue
            stages = list(_stages_of(persona.id, survey))
            places = _places_with_plays(persona.id, survey)
            missing = [stage for stage in stages if not places & _names(stage, survey)]
            if missing:
                ids = listed([f"{stage.journey.value.id}/{stage.value.id}" for stage in missing])
                where = f"{len(missing)} of {counted(len(stages), 'stage')}"
                message = f"nothing is said or offered to `{persona.id}` in particular at {where}: {ids}"
                yield self.found(placed.path, placed.pointer, message)


def _stages_of(persona: str, survey: Survey) -> Iterator[StagePlace]:
    """The stages of current journeys that a persona goes through, and in which somebody can reach them."""
    for journey in survey.living:
        if journey.is_future or journey.is_draft or persona not in journey.value.personas:
            continue
        for stage in journey.stages:
            taken = [place for place in stage.touchpoints if persona in (place.value.personas or (persona,))]
            if not stage.touchpoints or not all(survey.has_no_contact(place) for place in taken):
                yield stage


def _places_with_plays(persona: str, survey: Survey) -> set[str]:
    plays = (placed.value for placed in survey.plays)
    return {place for play in plays if persona in (play.for_ or (persona,)) for place in play.at}


def _names(stage: StagePlace, survey: Survey) -> set[str]:
    """The names of the places in a stage as plays write them: its touchpoints and its lifecycle stages."""
    journey = stage.journey.value
    lifecycle = journey.lifecycle or survey.catalogue.settings.lifecycle
    found = {f"{journey.id}/{place.value.id}" for place in stage.touchpoints}
    return found | {name if ":" in name else f"{lifecycle}:{name}" for name in stage.value.lifecycle_stage}
