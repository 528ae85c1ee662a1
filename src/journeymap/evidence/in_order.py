"""The log and the walk of a journey where staged rows come back in the order in which they were stored.

What windows tell elsewhere, the row before and the row after tell here, in one pass: see `journeymap.evidence.log` and
`journeymap.evidence.queries.walk` for what the columns mean. Rows of one source lie in order already, see
`journeymap.evidence.once`; those of several sources, and of sessions that the source names, are sorted once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.evidence.log import (
    COLUMNS,
    ELSEWHERE,
    OF_CASE,
    OF_EVENT,
    UNKNOWN,
    all_events,
    cased,
    keys,
    log,
    shares_events,
    under,
    whence,
    whose,
    with_gap,
)
from journeymap.evidence.queries.walk import walk
from journeymap.evidence.statement import Statement, Values, parse
from journeymap.model.measurement import Dimension
from journeymap.model.settings import CaseKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlglot import exp

    from journeymap.evidence.data import Staged
    from journeymap.evidence.engines import Engine
    from journeymap.evidence.log import Scope
    from journeymap.evidence.plan import Plan

_RADIX = 4096
"""More than there are personas or months: a place and the number of a row make one number; the largest is the last."""
_BY_GAP = f"""
SELECT CAST(SUM(begins) OVER (ROWS UNBOUNDED PRECEDING) AS BIGINT) AS case_id, {COLUMNS}
FROM (
    SELECT {COLUMNS},
        CASE WHEN LAG(customer) OVER () = customer AND moment - LAG(moment) OVER () <= session_gap THEN 0 ELSE 1 END
            AS begins
    FROM events
) AS paused
"""  # noqa: S608  # fixed names only
_SMALL = 2**15
"""How many steps a number of two bytes can tell apart."""


def lies_in_order(engine: Engine, plan: Plan, sources: Sequence[Staged], scope: Scope) -> bool:
    """Whether the neighbours of a row tell the log of a journey.

    They do not where several touchpoints are bound to one event, nor where cases are counted under the channel of their
    first event, which is no number.
    """
    many = max(len(plan.segments), len(scope.months)) >= _RADIX - 2
    return not (engine.row_order is None or many or Dimension.CHANNEL in scope.by or shares_events(plan, sources))


@dataclass(frozen=True)
class InOrder:
    """The rows of a journey in order.

    Attributes:
        scope: Which rows count, and what a case is.
        pieces: What `sorted` is made of, and itself; none where it is staged.
        values: The values of the pieces.
        sources: How many sources there are.
        steps: How many steps the plan has.
    """

    scope: Scope
    pieces: Mapping[str, exp.Query]
    values: Values
    sources: int
    steps: int

    @property
    def log(self) -> Statement:
        """The log, to be staged. Within a case `ord` and `turn` grow, and the first is 1."""
        return self._asked(
            f"""
            SELECT case_id, {whose(self.scope)}, ord, ord AS turn, 1 AS main, {whence(self.sources)}, moment, step,
                event, channel, {under(self.scope)}
            FROM (SELECT placed.*, CASE WHEN begins = 1 THEN 1 ELSE n + 1 END AS ord FROM placed) AS counted
            WHERE step > {ELSEWHERE} OR ord = 1
            """  # noqa: S608  # fixed names only
        )

    @property
    def walk(self) -> Statement:
        """The walk, to be staged."""
        kind = "SMALLINT" if self.steps < _SMALL else "INT"
        return self._asked(
            f"""
            SELECT case_id, {whose(self.scope)}, n AS turn, moment, step, 1 AS main, {under(self.scope)},
                CAST(CASE WHEN case_before = case_id THEN step_before ELSE -1 END AS {kind}) AS before,
                CAST(CASE WHEN case_after = case_id THEN step_after ELSE -1 END AS {kind}) AS following,
                CASE WHEN case_before = case_id THEN moment - moment_before END AS took
            FROM (
                SELECT steps.*, LAG(case_id) OVER () AS case_before, LEAD(case_id) OVER () AS case_after,
                    LAG(step) OVER () AS step_before, LEAD(step) OVER () AS step_after,
                    LAG(moment) OVER () AS moment_before
                FROM (SELECT case_id, customer, n, moment, CAST(step AS {kind}) AS step, {", ".join(OF_CASE.values())}
                    FROM placed WHERE step >= 0) AS steps
            ) AS beside
            """  # noqa: S608  # fixed names only
        )

    def _asked(self, answer: str) -> Statement:
        query = parse(answer)
        for name, piece in {**self.pieces, "placed": parse(self._placed())}.items():
            query = query.with_(name, as_=piece.copy(), copy=False)
        return Statement(query, self.values.by_name)

    def _placed(self) -> str:
        """The rows with their number, whether they begin a case, and what their case is counted under."""
        begun = [
            f"MAX(CASE WHEN begins = 1 THEN n * {_RADIX} + {OF_EVENT[by]} + 2 END) OVER (ROWS UNBOUNDED PRECEDING) "
            f"% {_RADIX} - 2 AS {name}"
            if by in self.scope.by
            else f"{UNKNOWN[by]} AS {name}"
            for by, name in OF_CASE.items()
        ]
        return f"""
        SELECT numbered.*, {", ".join(begun)}
        FROM (
            SELECT sorted.*, ROW_NUMBER() OVER () AS n,
                CASE WHEN LAG(case_id) OVER () = case_id THEN 0 ELSE 1 END AS begins
            FROM sorted
        ) AS numbered
        """  # noqa: S608  # fixed names and numbers only


def in_order(engine: Engine, plan: Plan, sources: Sequence[Staged], scope: Scope) -> InOrder:
    """The rows of a journey in order; sorted and staged as `sorted` where they do not lie so."""
    values = Values()
    pieces: dict[str, exp.Query] = {"events": all_events(plan, sources, scope, values)}
    lies = len(sources) == 1 and sources[0].layout.relation.ordered
    if lies and scope.cases is CaseKind.SESSION and scope.gap is not None:
        pieces["cased"] = with_gap(parse(_BY_GAP), values, scope.gap)
    else:
        pieces["cased"] = cased(scope, values)
        lies = lies and scope.cases is CaseKind.CUSTOMER
    then = "".join(f", {OF_EVENT[by]}" for by in OF_CASE if by in scope.by)
    source = ", source" if len(sources) > 1 else ""
    order = "" if lies else f" ORDER BY case_id, {', '.join(keys(sources, several=False))}"
    pieces["sorted"] = parse(
        "SELECT case_id, customer, moment, step, CASE WHEN step < 0 THEN event END AS event, channel"  # noqa: S608
        f"{source}{then} FROM cased{order}"
    )
    found = InOrder(scope, pieces, values, len(sources), len(plan.steps))
    if lies:
        return found
    query = pieces.pop("sorted")
    for name, piece in pieces.items():
        query = query.with_(name, as_=piece, copy=False)
    engine.stage("sorted", Statement(query, values.by_name))
    return InOrder(scope, {}, Values(), len(sources), len(plan.steps))


def any_log(engine: Engine, plan: Plan, sources: Sequence[Staged], scope: Scope) -> Statement:
    """The log of a journey, by neighbours where these tell it, else by windows.

    Args:
        engine: What answers; `sorted` may be staged, and may be let go of once the log is.
        plan: The journey.
        sources: Each source of the plan, staged, in its order.
        scope: Which rows count, and what a case is.
    """
    if lies_in_order(engine, plan, sources, scope):
        return in_order(engine, plan, sources, scope).log
    return log(plan, sources, scope)


def stage_log(engine: Engine, plan: Plan, sources: Sequence[Staged], scope: Scope) -> bool:
    """Stages the log and the walk of a journey; returns whether their rows are stored in order, case by case.

    Args:
        engine: What answers.
        plan: The journey.
        sources: Each source of the plan, staged, in its order.
        scope: Which rows count, and what a case is.
    """
    if not lies_in_order(engine, plan, sources, scope):
        engine.stage("log", log(plan, sources, scope))
        engine.stage("walk", walk(scope))
        return False
    found = in_order(engine, plan, sources, scope)
    engine.stage("walk", found.walk)
    engine.stage("log", found.log)
    engine.forget("sorted")
    return True
