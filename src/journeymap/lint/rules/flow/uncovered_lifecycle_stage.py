"""JM305."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from journeymap.diagnostics import Fault, Severity
from journeymap.lint.rule import Bad, Good, Rule, RuleOptions
from journeymap.model.persona import PersonaKind
from journeymap.model.values import Share  # noqa: TC001  # the options are validated by it

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic, Pointer
    from journeymap.model.persona import Persona
    from journeymap.workspace.loader import Workspace
    from journeymap.workspace.survey import JourneyPlace, Survey

_NOT_CUSTOMERS = frozenset({PersonaKind.EMPLOYEE, PersonaKind.ANTI_PERSONA})


class UncoveredLifecycleStage(Rule):
    """No journey of a persona covers some stages of the lifecycle that its journeys belong to.

    What happens to these customers there is not known: teams care for what is on the wall. It may be a gap in the
    service, or one in the maps.

    One finding a persona lists the stages. Journeys that name no personas are everyone's, and what happens in a
    sub-journey counts. Nothing is said of colleagues and anti-personas, of a persona without a journey, and of a
    lifecycle of which the persona's journeys cover less than half: a map of one part of it only says where it stands.
    """

    class Options(RuleOptions):
        """From where a gap is one."""

        covered: Share = Field(
            default=0.5, description="A lifecycle of which a smaller share of the stages is covered has no gaps yet."
        )

    options: Options

    fault = Fault("JM305", "uncovered-lifecycle-stage", Severity.INFO)
    since = "0.1"
    mend = "Map what happens there, give the stages that cover it their `lifecycle_stage`, or shorten the lifecycle."
    bad = (
        Bad(
            """
            journeymap: 1
            personas:
              - {id: runner, name: Runner}
            journeys:
              - id: join
                name: Joins the gym
                personas: runner
                stages:
                  - {id: look, name: Looks around, lifecycle_stage: [awareness, consideration]}
                  - {id: sign, name: Signs, lifecycle_stage: purchase}
                  - {id: train, name: First weeks, lifecycle_stage: onboarding}
            """,
            line=3,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            workspace: {lifecycle: membership}
            lifecycles:
              - id: membership
                name: Membership
                stages: [{id: join, name: Join}, {id: use, name: Use}]
            personas:
              - {id: runner, name: Runner}
              - {id: trainer, name: Trainer, kind: employee}
            journeys:
              - id: join
                name: Joins the gym
                personas: [runner, trainer]
                stages: [{id: sign, name: Signs, lifecycle_stage: join}]
              - id: train
                name: Trains
                personas: runner
                stages: [{id: train, name: Trains, lifecycle_stage: use}]
            """
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """One finding per persona, with the stages that none of its journeys covers."""
        survey = workspace.survey
        for placed in survey.personas:
            persona: Persona = placed.value
            if persona.kind in _NOT_CUSTOMERS:
                continue
            own = [journey for journey in survey.living if persona.id in _people(journey)]
            everyones = [journey for journey in survey.living if not _people(journey)]
            gaps = list(_gaps(own, everyones, survey, self.options.covered)) if own else []
            if gaps:
                pointer: Pointer = placed.pointer / "id"
                yield self.found(placed.path, pointer, f"no journey of `{persona.name}` covers {'; '.join(gaps)}")


def _people(journey: JourneyPlace) -> set[str]:
    """Those whose journey it is."""
    return {*journey.value.personas, *(name for place in journey.touchpoints for name in place.value.personas)}


def _gaps(own: list[JourneyPlace], everyones: list[JourneyPlace], survey: Survey, least: float) -> Iterator[str]:
    """The stages that are not covered, of each lifecycle that is covered to a share at least."""
    catalogue = survey.catalogue
    covered = {stage for journey in _with_inner([*own, *everyones], survey) for stage in _covered(journey, survey)}
    lifecycles = {found.id: found for journey in own if (found := catalogue.lifecycle_of(journey.value)) is not None}
    for name, lifecycle in lifecycles.items():
        missing = [stage for stage in lifecycle.stages if (name, stage.id) not in covered]
        count = len(lifecycle.stages) - len(missing)
        if missing and count and count >= least * len(lifecycle.stages):
            names = ", ".join(f"`{stage.name}`" for stage in missing)
            yield f"{names} of lifecycle `{name}`"


def _with_inner(journeys: list[JourneyPlace], survey: Survey) -> list[JourneyPlace]:
    """The journeys and all that happen inside them."""
    found: dict[str, JourneyPlace] = {}
    pending = list(journeys)
    while pending:
        journey = pending.pop()
        if journey.value.id not in found:
            found[journey.value.id] = journey
            inner = (survey.journey(place.value.journey) for place in journey.touchpoints)
            pending += [item for item in inner if item is not None]
    return list(found.values())


def _covered(journey: JourneyPlace, survey: Survey) -> Iterator[tuple[str, str]]:
    """Lifecycle and lifecycle stage of each stage of a journey."""
    default = journey.value.lifecycle or survey.catalogue.settings.lifecycle
    for stage in journey.stages:
        for reference in stage.value.lifecycle_stage:
            owner, _, name = reference.rpartition(":")
            yield owner or default, name
