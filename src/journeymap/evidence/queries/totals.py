"""How many there are: all cases of the sources, and those on the journey, with their customers and events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.evidence.log import OF_CASE
from journeymap.evidence.queries.parts import question, wholes
from journeymap.evidence.statement import Statement, parse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.evidence.engines import Engine
    from journeymap.evidence.queries.parts import Split
    from journeymap.model.measurement import Dimension

_ON_JOURNEY = """
SELECT part, COUNT(*) AS events, SUM(CASE WHEN before = -1 THEN 1 ELSE 0 END) AS cases,
    COUNT(DISTINCT customer) AS customers
FROM scoped
WHERE main = 1
GROUP BY part
"""

_BEGUN = "SELECT case_id FROM log WHERE ord = 1"


@dataclass(frozen=True, slots=True)
class Total:
    """How many there are in a part: cases on the journey, their customers and events, and all cases seen."""

    cases: int = 0
    customers: int = 0
    events: int = 0
    seen: int = 0


def totals(engine: Engine, split: Split | None = None) -> Mapping[int, Total]:
    """The totals of each part that has cases."""
    seen = {row[0]: row[1] for row in map(wholes, engine.rows(_seen(split)))}
    found = {}
    for part, events, cases, customers in map(wholes, engine.rows(question(_ON_JOURNEY, {}, split))):
        found[part] = Total(cases, customers, events, seen.get(part, 0))
    return {part: found.get(part, Total(seen=count)) for part, count in seen.items()}


def _seen(split: Split | None) -> Statement:
    return question("SELECT part, COUNT(*) AS seen FROM scoped GROUP BY part", {"scoped": _BEGUN}, split)


def sizes(engine: Engine, by: Dimension) -> Mapping[str | int, int]:
    """How many customers are on the journey under each value of a dimension."""
    name = OF_CASE[by]
    text = f"SELECT {name} AS value, COUNT(DISTINCT customer) AS customers FROM walk WHERE main = 1 GROUP BY {name}"  # noqa: S608
    return {
        value if isinstance(value, str) else int(str(value)): int(str(count))
        for value, count in engine.rows(Statement(parse(text)))
    }
