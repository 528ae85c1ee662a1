"""Who comes to a touchpoint at any time after another one, not only next: what the shares of maps often mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.evidence.queries.parts import question, wholes
from journeymap.evidence.queries.reach import Counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from journeymap.evidence.engines import Engine
    from journeymap.evidence.queries.parts import Split

_STOOD = """
SELECT MIN(part) AS of_part, case_id, MIN(customer) AS of_customer, step AS place,
    MIN(turn) AS first_turn, MAX(turn) AS last_turn
FROM scoped
WHERE step IN ({places})
GROUP BY case_id, step
"""

_LATER = """
SELECT one.of_part AS part, one.place AS source, other.place AS target, COUNT(*) AS cases,
    COUNT(DISTINCT one.of_customer) AS customers
FROM stood AS one
JOIN stood AS other ON other.case_id = one.case_id
WHERE other.last_turn > one.first_turn AND one.place * {radix} + other.place IN ({ways})
GROUP BY one.of_part, one.place, other.place
"""


def later(
    engine: Engine, ways: Iterable[tuple[int, int]], split: Split | None = None
) -> Mapping[tuple[int, int, int], Counted]:
    """The cases that were at a step at any time after they were first at another one, by part and the two steps.

    Args:
        engine: What answers.
        ways: The pairs of steps that are asked for: from, to.
        split: By what cases are counted apart.
    """
    asked = frozenset(ways)
    if not asked:
        return {}
    places = frozenset(step for way in asked for step in way)
    radix = max(places) + 1
    codes = frozenset(one * radix + other for one, other in asked)
    found = engine.rows(question(_LATER, {"stood": _STOOD}, split, places=places, ways=codes, radix=radix))
    return {(part, one, other): Counted(n, customers) for part, one, other, n, customers in map(wholes, found)}
