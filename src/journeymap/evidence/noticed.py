"""What a reader of a measurement should know that no number of it says, a sentence each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlglot import exp

from journeymap.evidence.asking import WHENEVER
from journeymap.evidence.recognising import within
from journeymap.evidence.statement import Statement, Values, whole
from journeymap.model.settings import CaseKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from journeymap.evidence.asking import Against
    from journeymap.evidence.data import Data, Staged
    from journeymap.evidence.log import Scope
    from journeymap.evidence.plan import Plan
    from journeymap.model.measurement import Measurement, Period


def nothing(period: Period, last: int | None, read: Collection[str]) -> Iterator[str]:
    """Says that no row lies in the days that were asked for, where that is so."""
    if last is None and read and period != WHENEVER:
        days = (f"{name} {day}" for name, day in (("since", period.since), ("until", period.until)) if day)
        yield f"No row of the data lies in the period ({', '.join(days)})."


def no_goal(goal: str | None, what: Plan) -> Iterator[str]:
    """Says that the settings name a goal that nobody can be seen to reach."""
    if goal is not None and what.goal is None and what.steps:
        yield f"`workspace.measure.goals` names `{goal}`, which is not bound to events: who reaches it cannot be told."


def sessionless(data: Data, sources: Sequence[Staged], scope: Scope) -> Iterator[str]:
    """Says how many rows name no session where sources name them: all those of a customer are one."""
    for item in sources if scope.cases is CaseKind.SESSION and scope.gap is None else ():
        values = Values()
        none = exp.Is(this=exp.column("session"), expression=exp.Null())
        query = exp.select(exp.Count(this=exp.Star())).from_(item.name).where(none, *within(scope, values))
        (n,) = data.engine.rows(Statement(query, values.by_name))[0]
        if whole(n):
            rows = "1 event of source" if whole(n) == 1 else f"{whole(n):,} events of source"
            name = "names" if whole(n) == 1 else "name"
            yield f"{rows} `{item.source.id}` {name} no session: those of a customer count as one session."


def late(found: Measurement) -> Iterator[str]:
    """Says that customers of different days, unlike visits, had different time to go on."""
    if found.asked.cases is CaseKind.CUSTOMER:
        yield (
            "Who came late had less time to go on than others, and differences between days may come from that alone;"
            " with `--cases session` visits are compared."
        )


def nothing_before(before: Measurement, other: Against) -> Iterator[str]:
    """Says why there is nothing of the first period to compare with, where that is so."""
    if before.totals is None or before.is_empty:
        yield from (f"Of {other.text}: {remark}" for remark in before.remarks[:1])
