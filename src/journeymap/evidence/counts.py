"""The questions that are asked of all cases and of each part alike, and their answers, not yet judged for privacy."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from journeymap.evidence.queries.funnel import chain, funnel
from journeymap.evidence.queries.later import later
from journeymap.evidence.queries.reach import reach, stages
from journeymap.evidence.queries.totals import totals
from journeymap.evidence.queries.transitions import END, transitions, waits
from journeymap.evidence.written import written_shares

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.evidence.engines import Engine
    from journeymap.evidence.plan import Plan
    from journeymap.evidence.queries.durations import Duration
    from journeymap.evidence.queries.funnel import Closed
    from journeymap.evidence.queries.parts import Split
    from journeymap.evidence.queries.reach import Counted, Reached
    from journeymap.evidence.queries.totals import Total
    from journeymap.evidence.queries.transitions import Taken
    from journeymap.model.settings import CaseKind

FunnelKind = Literal["touchpoints", "stages", "chosen"]


@dataclass(frozen=True)
class Counts:
    """Answers, by the number of the part first.

    Attributes:
        totals: How many there are.
        reach: By step.
        stages: By the place of the stage.
        ways: Ways that were taken, most taken first.
        waits: By the step that is left and the step that follows.
        later: Who comes to a step at any time after another one, by the two, for ways whose map says a share.
        funnels: By kind, then by level.
    """

    totals: Mapping[int, Total]
    reach: Mapping[tuple[int, int], Reached]
    stages: Mapping[tuple[int, int], Reached]
    ways: Sequence[Taken]
    waits: Mapping[tuple[int, int, int], Duration]
    later: Mapping[tuple[int, int, int], Counted] = field(default_factory=dict)
    funnels: dict[FunnelKind, Mapping[tuple[int, int], Closed]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Levels:
    """A funnel that is asked for: what its levels are, by id, and the steps that each of them is."""

    kind: FunnelKind
    ids: tuple[str, ...]
    steps: tuple[tuple[int, ...], ...]


def levels(plan: Plan, chosen: Sequence[int]) -> Iterator[Levels]:
    """The funnels of a journey: of its touchpoints in the order of the map, of its stages, and of chosen steps.

    Args:
        plan: The journey.
        chosen: The steps of a funnel of one's own; none where this is empty.
    """
    yield Levels("touchpoints", tuple(step.id for step in plan.steps), tuple((step.number,) for step in plan.steps))
    yield Levels("stages", plan.stages, tuple(plan.steps_of_stages))
    if chosen:
        yield Levels("chosen", tuple(plan.steps[number].id for number in chosen), tuple((number,) for number in chosen))


def counts(
    engine: Engine,
    plan: Plan,
    kind: CaseKind,
    splits: Sequence[Split | None],
    funnels: Sequence[Levels],
    window: int | None,
    *,
    approximate: bool,
) -> list[Counts]:
    """Asks the questions, once for each split, of the staged log and walk.

    Args:
        engine: What answers.
        plan: The journey.
        kind: What a case is.
        splits: By what cases are counted apart; None counts all together.
        funnels: The funnels that are asked for.
        window: How many microseconds a whole funnel may take.
        approximate: Whether medians may be approximate.
    """
    first = tuple(min(steps) for steps in plan.steps_of_stages)
    said = [way for way in written_shares(plan) if way[1] != END]
    found = [
        Counts(
            totals=totals(engine, split),
            reach=reach(engine, kind, plan.goal, split),
            stages=stages(engine, kind, first, split),
            ways=transitions(engine, kind, split),
            waits=waits(engine, split, approximate=approximate),
            later=later(engine, said, split),
        )
        for split in splits
    ]
    for one in funnels:
        engine.stage("chain", chain(one.steps, window))
        for split, answers in zip(splits, found, strict=True):
            answers.funnels[one.kind] = funnel(engine, split, approximate=approximate)
    return found
