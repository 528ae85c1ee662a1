"""JM304."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Fault, Related, Severity
from journeymap.lint.rule import Bad, Good, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.model.lifecycle import Lifecycle
    from journeymap.workspace.loader import Workspace
    from journeymap.workspace.survey import JourneyPlace, StagePlace

_Steps = list[tuple[int, int]]
"""Positions of stages in a journey, with the position in the lifecycle that each takes."""


class StageOutOfOrder(Rule):
    """A stage of a journey belongs to a lifecycle stage that comes before the one of an earlier stage.

    Whoever compares journeys along the lifecycle reads the map in the wrong order: work is planned for customers who
    are already past that point. Often the stage only has the wrong `lifecycle_stage`.

    A stage that belongs to several lifecycle stages is in order if one of them is. Stages of different lifecycles are
    not compared. Ways back from one touchpoint to another are no matter of the order of stages.
    """

    fault = Fault("JM304", "stage-out-of-order", Severity.WARNING)
    since = "0.1"
    mend = "Move the stage, or correct `lifecycle_stage`; a stage that begins a new round can name both stages."
    bad = (
        Bad(
            """
            journeymap: 1
            journeys:
              - id: join
                name: Joins the gym
                stages:
                  - {id: look, name: Looks around, lifecycle_stage: consideration}
                  - {id: sign, name: Signs, lifecycle_stage: purchase}
                  - {id: hear, name: Hears of it, lifecycle_stage: awareness}
                  - {id: train, name: First weeks, lifecycle_stage: onboarding}
            """,
            line=8,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            journeys:
              - id: join
                name: Joins the gym
                stages:
                  - {id: look, name: Looks around, lifecycle_stage: [awareness, consideration]}
                  - {id: trial, name: Trains for free, lifecycle_stage: consideration}
                  - {id: sign, name: Signs, lifecycle_stage: purchase}
                  - {id: pause, name: Is on holiday}
                  - {id: train, name: Trains, lifecycle_stage: retention}
                  - {id: again, name: Signs for a second year, lifecycle_stage: [retention, purchase]}
            """
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """The fewest stages without which the others are in order."""
        lifecycles = workspace.catalogue.lifecycles
        for journey in workspace.survey.living:
            default = journey.value.lifecycle or workspace.settings.lifecycle
            for name, lifecycle in lifecycles.items():
                ranks = _ranks(journey, lifecycle, default=name == default)
                kept = _in_order(ranks)
                for position in sorted(ranks.keys() - {position for position, _ in kept}):
                    yield self._misplaced(journey.stages, position, kept, lifecycle)

    def _misplaced(
        self, stages: tuple[StagePlace, ...], position: int, kept: _Steps, lifecycle: Lifecycle
    ) -> Diagnostic:
        stage = stages[position]
        own = [item.id for item in lifecycle.stages]
        belongs = [name for name in stage.value.lifecycle_stage if name.rpartition(":")[2] in own]
        best = max(own.index(name.rpartition(":")[2]) for name in belongs)
        earlier = [(other, rank) for other, rank in kept if other < position and rank > best]
        other, rank = earlier[0] if earlier else next(step for step in kept if step[0] > position)
        before, after = ("after", "before") if earlier else ("before", "after")
        return self.found(
            stage.path,
            stage.pointer / "lifecycle_stage",
            f"stage `{stage.value.name}` ({', '.join(belongs)}) stands {before} `{stages[other].value.name}` "
            f"({own[rank]}); in lifecycle `{lifecycle.id}` it comes {after}",
            related=(Related("the stage it is held against", stages[other].path, stages[other].pointer / "id"),),
        )


def _ranks(journey: JourneyPlace, lifecycle: Lifecycle, *, default: bool) -> dict[int, list[int]]:
    """The stages of a journey that belong to a lifecycle, by position, with their places in it in rising order."""
    own = [item.id for item in lifecycle.stages]
    found: dict[int, list[int]] = {}
    for position, stage in enumerate(journey.stages):
        for reference in stage.value.lifecycle_stage:
            owner, _, name = reference.rpartition(":")
            if name in own and (owner == lifecycle.id or (default and not owner)):
                found.setdefault(position, []).append(own.index(name))
    return {position: sorted(ranks) for position, ranks in found.items()}


def _in_order(ranks: dict[int, list[int]]) -> _Steps:
    """The longest series of stages whose places in the lifecycle never fall; of several the one that begins first."""
    best: dict[int, _Steps] = {}
    """The longest series by the place that it ends at."""
    for position in sorted(ranks):
        options: dict[int, _Steps] = {}
        for rank in ranks[position]:
            before = max((series for end, series in best.items() if end <= rank), key=len, default=[])
            options[rank] = [*before, (position, rank)]
        for rank, series in options.items():
            if len(series) > len(best.get(rank, [])):
                best[rank] = series
    return max(best.values(), key=len, default=[])
