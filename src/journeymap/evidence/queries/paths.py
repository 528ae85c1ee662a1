"""Whole paths: the touchpoints of a case in order, the same one again left out, and how many cases have the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.evidence.queries.parts import filled, question
from journeymap.evidence.statement import whole
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
_VISITED = """
SELECT case_id, customer, step, before, ROW_NUMBER() OVER () AS n FROM walk WHERE before <> step {of_range}
"""
_PLACED = """
SELECT case_id, customer, step, n - MAX(CASE WHEN before = -1 THEN n END) OVER (ROWS UNBOUNDED PRECEDING) AS place
FROM visited_{number}
"""
_STORED = {
    "walked": """
SELECT case_id, MIN(customer) AS of_customer, COUNT(*) AS length,
    SUM(PAIR_HASH(place, step)) AS one, SUM(PAIR_HASH(place + 1000000000, step)) AS other
FROM placed
GROUP BY case_id
""",
    "shared": """
SELECT length, one, other, MIN(case_id) AS example, COUNT(*) AS cases, {customers} AS customers
FROM walked GROUP BY length, one, other
""",
    "told": """
SELECT example, cases, CASE WHEN customers >= {least} THEN 1 ELSE 0 END AS enough FROM shared
""",
    "counted": "SELECT enough, COUNT(*) AS n FROM told GROUP BY enough",
    "edge": """
SELECT MIN(cases) AS cases FROM (
    SELECT cases, ROW_NUMBER() OVER (ORDER BY cases DESC) AS place FROM told WHERE enough = 1
) AS counted_down WHERE place <= {limit}
""",
    "picked": """
SELECT told.example, told.cases, told.enough FROM told JOIN edge ON told.enough = 1 AND told.cases >= edge.cases
""",
    "spelled": """
SELECT picked.example, MIN(picked.cases) AS cases, PATH_OF(walk.step, walk.turn) AS path
FROM picked JOIN walk ON walk.case_id = picked.example AND walk.before <> walk.step
GROUP BY picked.example
""",
    "ranked": "SELECT path, cases, ROW_NUMBER() OVER (ORDER BY cases DESC, BYTES(path)) AS place FROM spelled",
}
"""The same from a walk whose rows are stored in order: paths are told apart by their length and two sums of hashes.

Each sum is of numbers of 64 bits that hang on touchpoint and place, so two of a million different paths are taken for
one with a probability of less than 10 to the minus 26; only the paths that are told are spelled.
"""
_STORED_MOST = """
SELECT counted.enough AS enough, counted.n AS n, ranked.cases AS cases, ranked.path AS path
FROM counted LEFT JOIN ranked ON counted.enough = 1 AND ranked.place <= {limit}
"""
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


def paths(engine: Engine, kind: CaseKind, least: int, limit: int, *, stored: bool = False) -> Paths:
    """The most frequent paths.

    Args:
        engine: What answers.
        kind: What a case is.
        least: The fewest customers that a path is told of.
        limit: How many are told at most.
        stored: The rows of the walk are stored in order.
    """
    pieces, answer = ({**_ranges(engine), **_STORED}, _STORED_MOST) if stored else (_PIECES, _MOST)
    pieces = {**pieces, "shared": filled(pieces["shared"], {"customers": _CUSTOMERS[kind]})}
    found, counts = [], {0: 0, 1: 0}
    for enough, n, cases, path in engine.rows(question(answer, pieces, least=least, limit=limit)):
        counts[whole(enough)] = whole(n)
        if whole(enough) and path is not None:
            found.append(Path(tuple(int(step) for step in str(path).split()), whole(cases)))
    return Paths(sorted(found, key=lambda item: (-item.cases, item.steps)), counts[0] + counts[1], counts[0])


_RARE = """
SELECT COUNT(DISTINCT of_customer) AS customers
FROM walked JOIN shared ON shared.path = walked.path
WHERE shared.customers < {least}
"""


def customers_of_rare(engine: Engine, least: int) -> int:
    """How many customers there are on the paths of sessions that too few customers took, each customer once.

    Args:
        engine: What answers.
        least: The fewest customers that a path is told of.
    """
    shared = filled(_PIECES["shared"], {"customers": _CUSTOMERS[CaseKind.SESSION]})
    pieces = {"walked": _PIECES["walked"], "shared": shared}
    return whole(engine.rows(question(_RARE, pieces, least=least))[0][0])


_RANGES = 8
"""How many ranges of cases are placed side by side: a pass that tells neighbours is one thread's work each."""
_HIGHEST = "SELECT MAX(case_id) AS cases FROM walk"


def _ranges(engine: Engine) -> dict[str, str]:
    """The pieces that give each visit its place in its case, range by range where cases are numbered."""
    ((highest,),) = engine.rows(question(_HIGHEST, {}))
    bounds = [highest * number // _RANGES for number in range(1, _RANGES)] if isinstance(highest, int) else []
    above = ["", *(f"AND case_id > {bound}" for bound in bounds)]
    below = [*(f"AND case_id <= {bound}" for bound in bounds), ""]
    pieces: dict[str, str] = {}
    for number, of_range in enumerate(zip(above, below, strict=True)):
        pieces[f"visited_{number}"] = filled(_VISITED, {"of_range": " ".join(of_range)})
        pieces[f"placed_{number}"] = filled(_PLACED, {"number": str(number)})
    pieces["placed"] = " UNION ALL ".join(f"SELECT * FROM placed_{number}" for number in range(len(above)))  # noqa: S608
    return pieces
