"""The rows of a source that count, each once: copies are left out, and what happens at the same time is counted.

Where an engine stores rows in order, one sort serves everything: customer by customer, in the order of time, so that
copies and ties are neighbours, and logs need no sort of their own. Elsewhere windows and groups are asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.evidence.reading import Form
from journeymap.evidence.statement import Statement, parse, whole
from journeymap.model.source import SourceKind

if TYPE_CHECKING:
    from journeymap.evidence.engines import Engine
    from journeymap.evidence.quality import Raw

_ONCE = f"customer IS NOT NULL AND form <> {Form.DAY.value} AND form <> {Form.COMPACT_DAY.value}"
"""The condition of a row that another one may be the same as: who and when are known."""


@dataclass(frozen=True, slots=True)
class Once:
    """What became of the rows that count.

    Attributes:
        duplicates: How many were left out, since the same row is there already.
        ties: How many of the others are at the same time as another one of their customer, with nothing but a file to
            order them; of events only.
    """

    duplicates: int
    ties: int


def stage_once(engine: Engine, raw: Raw, name: str, people: str | None) -> Once:
    """Stages the rows that count, each once, in the common layout with `tie` and `place`.

    Args:
        engine: What answers.
        raw: The rows as they were taken, staged.
        name: The name that they are staged under. Where the engine stores them, they lie in the order of customer,
            moment, `tie` and `place`.
        people: The staged numbers of customers, if customers are numbered.
    """
    return _asked(engine, raw, name) if engine.row_order is None else _stored(engine, raw, name, people)


def _asked(engine: Engine, raw: Raw, name: str) -> Once:
    copies = f"copies_of_{name}"
    engine.stage(copies, Statement(parse(_COPIES.format(raw=raw.name, good=raw.good, once=_ONCE))))
    duplicates = _one(engine, f"SELECT COALESCE(SUM(CASE WHEN copy > 1 THEN 1 ELSE 0 END), 0) FROM {copies}")  # noqa: S608
    engine.stage(name, Statement(parse(f"SELECT {_picked(raw, 'raw.customer')} FROM {copies} AS raw WHERE copy = 1")))  # noqa: S608
    ties = _one(engine, _TIES.format(rows=name, keys=_keys(raw))) if _tells_ties(raw) else 0
    engine.forget(copies)
    return Once(duplicates, ties)


_COPIES = """
SELECT raw.*, CASE WHEN {once} THEN ROW_NUMBER() OVER (PARTITION BY moment, whole ORDER BY moment) ELSE 1 END AS copy
FROM {raw} AS raw WHERE {good}
"""
_TIES = """
SELECT COALESCE(SUM(n), 0) FROM (
    SELECT COUNT(*) AS n FROM {rows} WHERE customer IS NOT NULL GROUP BY {keys} HAVING COUNT(*) > 1
) AS same
"""


def _stored(engine: Engine, raw: Raw, name: str, people: str | None) -> Once:
    beside, copies = f"beside_in_{name}", f"copies_of_{name}"
    engine.stage(name, _in_order(engine, raw, people, _ALL))
    engine.stage(beside, Statement(parse(_BESIDE.format(rows=name))))
    if not _one(engine, f"SELECT COUNT(*) FROM {beside}"):  # noqa: S608  # fixed names only
        engine.forget(beside)
        return Once(0, 0)
    of_raw = {"raw": raw.name, "order": engine.row_order, "once": _ONCE, "beside": beside}
    engine.stage(copies, Statement(parse(_COPIES_BESIDE.format(**of_raw))))
    duplicates = _one(engine, f"SELECT COUNT(*) FROM {copies}")  # noqa: S608  # fixed names only
    if duplicates:
        engine.stage(name, _in_order(engine, raw, people, _BUT.format(copies=copies)))
    asked = _TIES.format(rows=_FIRST.format(beside=beside, copies=copies), keys=_keys(raw))
    ties = _one(engine, asked) if _tells_ties(raw) else 0
    engine.forget(beside)
    engine.forget(copies)
    return Once(duplicates, ties)


def _in_order(engine: Engine, raw: Raw, people: str | None, condition: str) -> Statement:
    """The good rows in order, where a condition on their line holds."""
    who = "people.number" if people else "raw.customer"
    joined = f"LEFT JOIN {people} AS people ON people.id = raw.customer" if people else ""
    query = f"""
    SELECT {_picked(raw, who, "raw.line")}
    FROM (SELECT raw.*, {engine.row_order} AS line FROM {raw.name} AS raw WHERE {raw.good}) AS raw
    {joined} WHERE {condition} ORDER BY {who}, raw.moment, {"raw.tie, " if _sequenced(raw) else ""}raw.line
    """  # noqa: S608  # fixed names only
    return Statement(parse(query))


_ALL = "TRUE"
_BUT = "raw.line NOT IN (SELECT copy FROM {copies})"

_BESIDE = """
SELECT customer, moment, tie, line FROM (
    SELECT customer, moment, tie, line,
        CASE WHEN LAG(customer) OVER () = customer AND LAG(moment) OVER () = moment THEN 1
            WHEN LEAD(customer) OVER () = customer AND LEAD(moment) OVER () = moment THEN 1 ELSE 0 END AS same
    FROM {rows}
) AS neighbours WHERE same = 1
"""
"""The rows with a neighbour at the same time, from rows that lie in order."""
_COPIES_BESIDE = """
SELECT line AS copy FROM (
    SELECT beside.line AS line, ROW_NUMBER() OVER (PARTITION BY raw.moment, raw.whole ORDER BY beside.line) AS copy
    FROM (SELECT line FROM {beside}) AS beside
    JOIN (SELECT moment, whole, customer, form, {order} AS line FROM {raw}) AS raw ON raw.line = beside.line
    WHERE {once}
) AS counted WHERE copy > 1
"""
_FIRST = "(SELECT * FROM {beside} WHERE line NOT IN (SELECT copy FROM {copies})) AS left_over"


def _picked(raw: Raw, who: str, line: str | None = None) -> str:
    """The columns of a row that counts; `line` is the expression of its place among the rows that were taken."""
    place = line if line and raw.place else "0"
    tie = "raw.tie" if _sequenced(raw) else place
    picked = f"{who} AS customer, {', '.join(raw.columns)}, {tie} AS tie, {place} AS place"
    return f"{picked}, {line} AS line" if line else picked


def _keys(raw: Raw) -> str:
    return "customer, moment, tie" if _sequenced(raw) else "customer, moment"


def _sequenced(raw: Raw) -> bool:
    """Whether the source itself tells which of two rows at the same time came first."""
    return "sequence" in raw.layout.roles


def _tells_ties(raw: Raw) -> bool:
    return raw.kind is SourceKind.EVENTS


def _one(engine: Engine, text: str) -> int:
    return whole(engine.rows(Statement(parse(text)))[0][0])
