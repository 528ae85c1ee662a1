"""Whole paths: the touchpoints of a case in order, the same one again left out, and how many cases have the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.evidence.queries.parts import question, whole
from journeymap.model.settings import CaseKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.evidence.engines import Engine

_PIECES = {
    "walked": """
SELECT case_id, MIN(customer) AS of_customer, PATH_OF(step, turn) AS path
FROM walk
WHERE main = 1 AND before <> step
GROUP BY case_id
""",
    "shared": """
SELECT path, COUNT(*) AS cases, {customers} AS customers FROM walked GROUP BY path
""",
    "told": """
SELECT path, cases, CASE WHEN customers >= {least} THEN 1 ELSE 0 END AS enough FROM shared
""",
    "counted": "SELECT enough, COUNT(*) AS n FROM told GROUP BY enough",
    "ranked": """
SELECT path, cases, enough, ROW_NUMBER() OVER (PARTITION BY enough ORDER BY cases DESC, BYTES(path)) AS place FROM told
""",
}
_MOST = """
SELECT ranked.enough AS enough, counted.n AS n, ranked.cases AS cases, ranked.path AS path
FROM ranked JOIN counted ON counted.enough = ranked.enough
WHERE ranked.place <= CASE WHEN ranked.enough = 1 THEN {limit} ELSE 1 END
"""


@dataclass(frozen=True, slots=True)
class Path:
    """A whole path, by the numbers of its steps, and how many cases took just this one."""

    steps: tuple[int, ...]
    cases: int


@dataclass(frozen=True, slots=True)
class Paths:
    """The most frequent paths, how many different ones there are, and how many of these too few customers took."""

    most: Sequence[Path]
    distinct: int
    left: int


_CUSTOMERS = {CaseKind.CUSTOMER: "COUNT(*)", CaseKind.SESSION: "COUNT(DISTINCT of_customer)"}


def paths(engine: Engine, kind: CaseKind, least: int, limit: int) -> Paths:
    """The most frequent paths.

    Args:
        engine: What answers.
        kind: What a case is.
        least: The fewest customers that a path is told of.
        limit: How many are told at most.
    """
    pieces = {**_PIECES, "shared": _PIECES["shared"].replace("{customers}", _CUSTOMERS[kind])}
    found, counts = [], {0: 0, 1: 0}
    for enough, n, cases, path in engine.rows(question(_MOST, pieces, least=least, limit=limit)):
        counts[whole(enough)] = whole(n)
        if whole(enough):
            found.append(Path(tuple(int(step) for step in str(path).split()), whole(cases)))
    return Paths(sorted(found, key=lambda item: (-item.cases, item.steps)), counts[0] + counts[1], counts[0])
