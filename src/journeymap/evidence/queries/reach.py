"""Who is at each touchpoint or stage: how often, whether first or last, whether again, and whether they come further.

Of every number there are two: cases, and the customers behind them, who decide whether it may be shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.evidence.queries.parts import filled, question, wholes
from journeymap.model.settings import CaseKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.evidence.engines import Engine
    from journeymap.evidence.queries.parts import Split
    from journeymap.evidence.statement import Statement

_VISITED = """
SELECT MIN(part) AS of_part, case_id, MIN(customer) AS of_customer, {place} AS place, COUNT(*) AS events,
    MIN(turn) AS first_turn, MAX(turn) AS last_turn,
    COUNT(CASE WHEN main = 1 AND before = -1 THEN 1 END) AS entries,
    COUNT(CASE WHEN main = 1 AND following = -1 THEN 1 END) AS exits,
    COUNT(CASE WHEN main = 1 AND before = step THEN 1 END) AS again,
    COUNT(CASE WHEN main = 1 AND before <> step THEN 1 END) AS visits
FROM scoped
GROUP BY case_id, {place}
"""

_LOOKED = """
SELECT of_part, of_customer, place, events, entries, exits, again, visits, first_turn,
    MAX(CASE WHEN place = {goal} THEN last_turn END) OVER (
        PARTITION BY case_id ORDER BY place ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    ) AS goal_turn,
    LEAD(place) OVER (PARTITION BY case_id ORDER BY place) AS later_place,
    LEAD(last_turn) OVER (PARTITION BY case_id ORDER BY place) AS later_turn
FROM visited
"""

_FURTHER = """
SELECT of_part AS part, of_customer AS customer, place, 1 AS cases, events AS all_events, entries AS all_entries,
    exits AS all_exits, again AS all_again,
    CASE WHEN visits > 1 THEN 1 ELSE 0 END AS all_returns,
    CASE WHEN later_place = place + 1 AND later_turn > first_turn THEN 1 ELSE 0 END AS all_next,
    CASE WHEN goal_turn > first_turn THEN 1 ELSE 0 END AS all_goal
FROM looked
"""

_BY_CUSTOMER = """
SELECT part, place, customer, SUM(cases) AS of_cases, SUM(all_events) AS of_events, SUM(all_entries) AS of_entries,
    SUM(all_exits) AS of_exits, SUM(all_again) AS of_again, SUM(all_returns) AS of_returns, SUM(all_next) AS of_next,
    SUM(all_goal) AS of_goal
FROM further
GROUP BY part, place, customer
"""

_REACHED = """
SELECT part, place, SUM({of}_events) AS events, SUM({cases}) AS n, COUNT(*) AS customers,
    SUM({of}_entries) AS entries, COUNT(CASE WHEN {of}_entries > 0 THEN 1 END) AS entries_by,
    SUM({of}_exits) AS exits, COUNT(CASE WHEN {of}_exits > 0 THEN 1 END) AS exits_by,
    SUM({of}_again) AS again, COUNT(CASE WHEN {of}_again > 0 THEN 1 END) AS again_by,
    SUM({of}_returns) AS returned, COUNT(CASE WHEN {of}_returns > 0 THEN 1 END) AS returned_by,
    SUM({of}_next) AS went_on, COUNT(CASE WHEN {of}_next > 0 THEN 1 END) AS went_on_by,
    SUM({of}_goal) AS arrived, COUNT(CASE WHEN {of}_goal > 0 THEN 1 END) AS arrived_by
FROM {customers}
GROUP BY part, place
"""

_COUNTED_FROM = {
    CaseKind.CUSTOMER: {"of": "all", "cases": "cases", "customers": "further"},
    CaseKind.SESSION: {"of": "of", "cases": "of_cases", "customers": "by_customer"},
}
"""Where a case is a customer, customers need not be counted apart."""

_NOWHERE = -1


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of cases or events, and how many customers are behind it."""

    n: int = 0
    customers: int = 0


NOBODY = Counted()


@dataclass(frozen=True, slots=True)
class Reached:
    """What was counted at a touchpoint or stage.

    Attributes:
        events: Events there.
        cases: Cases that were there.
        entries: Cases that began there.
        exits: Cases that ended there.
        again: Events beyond the first of an unbroken run.
        returns: Cases that came back after another touchpoint.
        next: Cases that were at the next place in order after it.
        goal: Cases that were at the goal after it.
    """

    events: Counted = NOBODY
    cases: Counted = NOBODY
    entries: Counted = NOBODY
    exits: Counted = NOBODY
    again: Counted = NOBODY
    returns: Counted = NOBODY
    next: Counted = NOBODY
    goal: Counted = NOBODY


def reach(
    engine: Engine, kind: CaseKind, goal: int | None, split: Split | None = None
) -> Mapping[tuple[int, int], Reached]:
    """What was counted at each touchpoint that was seen, by part and step.

    Args:
        engine: What answers.
        kind: What a case is.
        goal: The step that completes the journey.
        split: By what cases are counted apart.
    """
    return dict(_read(engine, _asked("step", kind, goal, split)))


_ALL = "CASE WHEN step < 0 THEN -1 ELSE 0 END"
"""One stage for all steps; a bare 0 would be read as the number of a column to group by."""


def stages(
    engine: Engine, kind: CaseKind, first: Sequence[int], split: Split | None = None
) -> Mapping[tuple[int, int], Reached]:
    """What was counted at each stage that was seen, by part and the place of the stage.

    Args:
        engine: What answers.
        kind: What a case is.
        first: The first step of each stage.
        split: By what cases are counted apart.
    """
    before = "".join(f" WHEN step < {int(step)} THEN {place}" for place, step in enumerate(first[1:]))
    last = f" WHEN step >= {int(first[-1])} THEN {len(first) - 1}"
    return dict(_read(engine, _asked(f"CASE{before}{last} END", kind, None, split)))


def _asked(place: str, kind: CaseKind, goal: int | None, split: Split | None) -> Statement:
    pieces = {"visited": filled(_VISITED, {"place": place}), "looked": _LOOKED, "further": _FURTHER}
    if kind is CaseKind.SESSION:
        pieces["by_customer"] = _BY_CUSTOMER
    return question(filled(_REACHED, _COUNTED_FROM[kind]), pieces, split, goal=_NOWHERE if goal is None else goal)


def _read(engine: Engine, statement: Statement) -> Iterator[tuple[tuple[int, int], Reached]]:
    for part, place, events, cases, customers, *others in map(wholes, engine.rows(statement)):
        counted = (Counted(*pair) for pair in zip(others[::2], others[1::2], strict=True))
        yield (part, place), Reached(Counted(events, customers), Counted(cases, customers), *counted)
