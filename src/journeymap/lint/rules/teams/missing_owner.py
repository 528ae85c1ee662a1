"""JM501."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Fault, Severity
from journeymap.lint.rule import Bad, Good, Rule
from journeymap.lint.wording import counted, listed
from journeymap.model.initiative import InitiativeStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.model.initiative import Initiative
    from journeymap.workspace.loader import Workspace
    from journeymap.workspace.survey import JourneyPlace, StagePlace, Survey, TouchpointPlace

_NOT_ASKED = frozenset({InitiativeStatus.IDEA, InitiativeStatus.SHIPPED, InitiativeStatus.DROPPED})


class MissingOwner(Rule):
    """No team answers for a touchpoint, be it by itself, by its stage or by its journey, or for an initiative.

    What nobody answers for, nobody mends: a complaint about it goes from desk to desk, and so does the customer.
    A wait and what the customer does alone are not asked for, nor is an idea that nobody has taken up yet.
    """

    fault = Fault("JM501", "missing-owner", Severity.WARNING)
    since = "0.1"
    mend = "Name the accountable team as `owner`; touchpoints have it from their stage, stages from their journey."
    bad = (
        Bad(
            """
            journeymap: 1
            journeys:
              - id: open-an-account
                name: Opens an account
                stages:
                  - id: apply
                    name: Apply
                    touchpoints:
                      - {id: form, name: Fills in the form, channel: web}
                      - {id: identify, name: Shows a passport, channel: video-call}
            """,
            line=3,
        ),
        Bad(
            """
            journeymap: 1
            teams:
              - {id: web, name: Web team}
            journeys:
              - id: open-an-account
                name: Opens an account
                stages:
                  - id: apply
                    name: Apply
                    touchpoints:
                      - {id: form, name: Fills in the form, channel: web, owner: web}
                      - {id: identify, name: Shows a passport, channel: video-call}
            """,
            line=12,
        ),
        Bad(
            """
            journeymap: 1
            initiatives:
              - {id: shorter-form, name: Nine fields less, status: doing}
            """,
            line=3,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            teams:
              - {id: web, name: Web team}
              - {id: branches, name: Branches}
            journeys:
              - id: open-an-account
                name: Opens an account
                stages:
                  - id: apply
                    name: Apply
                    owner: web
                    touchpoints: [{id: form, name: Fills in the form, channel: web}]
                  - id: begin
                    name: Begin
                    touchpoints:
                      - {id: card-comes, name: Waits for the card, channel: none, duration: 5d}
                      - {id: first-cash, name: Draws cash, channel: in-person, owner: branches}
            initiatives:
              - {id: shorter-form, name: Nine fields less, status: idea}
            """
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """One finding for a journey without any owner, else one a stage; and each initiative."""
        survey = workspace.survey
        for journey in survey.living:
            if journey.value.owner is None and not _said_of_base(journey, survey):
                yield from self._in_journey(journey, survey)
        for placed in survey.initiatives:
            if placed.value.owner is None and placed.value.status not in _NOT_ASKED:
                message = f"no team answers for the initiative `{placed.value.id}`{_state(placed.value)}"
                yield self.found(
                    placed.path, placed.pointer, message, help_line="Name the accountable team as `owner`."
                )

    def _in_journey(self, journey: JourneyPlace, survey: Survey) -> Iterator[Diagnostic]:
        lacking = {stage: _unowned(stage, survey) for stage in journey.stages if stage.owner is None}
        open_stages = [stage for stage, places in lacking.items() if places or not stage.touchpoints]
        if not open_stages:
            return
        if _nobody_is_named(journey):
            message = f"no team answers for the journey `{journey.value.id}`, nor for any stage or touchpoint of it"
            yield self.found(journey.path, journey.pointer, message)
            return
        for stage in open_stages:
            yield self._in_stage(stage, lacking[stage])

    def _in_stage(self, stage: StagePlace, places: list[TouchpointPlace]) -> Diagnostic:
        if len(places) == 1:
            message = f"no team answers for the touchpoint `{places[0].value.id}`"
            return self.found(stage.path, places[0].pointer, message)
        which = f" for {counted(len(places), 'touchpoint')} of" if places else " for"
        ids = f": {listed([place.value.id for place in places])}" if places else ""
        return self.found(stage.path, stage.pointer, f"no team answers{which} the stage `{stage.value.id}`{ids}")


def _unowned(stage: StagePlace, survey: Survey) -> list[TouchpointPlace]:
    return [place for place in stage.touchpoints if place.owner is None and not _is_answered(place, survey)]


def _is_answered(place: TouchpointPlace, survey: Survey) -> bool:
    """Whether nobody needs to own it, or it is clear who does: its sub-journey's owner, or the team that acts."""
    inside = survey.journey(place.value.journey)
    return (
        survey.has_no_contact(place)
        or place.value.actor in survey.catalogue.teams
        or (inside is not None and inside.value.owner is not None)
        or _is_kept_without(place, survey)
    )


def _is_kept_without(place: TouchpointPlace, survey: Survey) -> bool:
    """Whether the current journey lacks the owner already, and is told so."""
    base = survey.journey(place.journey.value.based_on)
    kept = base.by_id.get(place.value.id) if base and place.value.keep else None
    return kept is not None and kept.owner is None


def _said_of_base(journey: JourneyPlace, survey: Survey) -> bool:
    base = survey.journey(journey.value.based_on)
    return base is not None and _nobody_is_named(base) and _nobody_is_named(journey)


def _nobody_is_named(journey: JourneyPlace) -> bool:
    return not any((*(stage.owner for stage in journey.stages), *(place.owner for place in journey.touchpoints)))


def _state(initiative: Initiative) -> str:
    return f", which is {initiative.status}" if initiative.status else ""
