"""Sources in several places: what is needed of those in databases is brought into DuckDB, in chunks.

Only the columns of the common layout come over, only the rows that the source's `where` lets through, and one chunk is
in memory at a time.
"""

from __future__ import annotations

import datetime
import decimal
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from journeymap.evidence.reading import NUMBERS, TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from journeymap.evidence.engines import Relation
    from journeymap.evidence.engines.duckdb import DuckDB
    from journeymap.evidence.statement import Statement
    from journeymap.model.source import Source

_CHUNK = 50_000
"""Rows in memory at a time."""
_KINDS = {**dict.fromkeys(TEXTS.values(), "VARCHAR"), **dict.fromkeys((*NUMBERS.values(), "tie"), "DOUBLE")}
_WHOLE = {"moment": "BIGINT", "form": "SMALLINT", "whole": "HUGEINT"}


class Elsewhere(Protocol):
    """A database that rows are brought from."""

    def relation(self, source: Source) -> Relation:
        """The rows of a source."""

    def chunks(self, statement: Statement, size: int) -> Iterator[Sequence[tuple[object, ...]]]:
        """The rows of a statement, some at a time."""


class Places(Protocol):
    """The databases of a run."""

    def of(self, source: Source) -> Elsewhere | None:
        """The database that a source is in; None for one on this machine's disk."""

    def close(self) -> None:
        """Lets go of all connections."""


class Gathered:
    """DuckDB, and the databases that some of the sources are in.

    Args:
        here: Answers the questions.
        elsewhere: Where the other sources are.
    """

    dialect = "duckdb"
    row_order = "rowid"
    has_middles = True

    def __init__(self, here: DuckDB, elsewhere: Places) -> None:
        self.bits = here.bits
        self._here = here
        self._elsewhere = elsewhere
        self._of: dict[str, Elsewhere] = {}

    def reach(self, sources: Iterable[Source]) -> None:
        """Connects the databases of some sources now: what cannot be reached is told before anything is read."""
        try:
            for item in sources:
                self._elsewhere.of(item)
        except BaseException:
            self.close()
            raise

    def relation(self, source: Source) -> Relation:
        """The rows of a source, wherever they are."""
        there = self._elsewhere.of(source)
        if there is None:
            return self._here.relation(source)
        found = there.relation(source)
        self._of[found.where] = there
        told = f"The rows of {found.where} are brought here to be measured together with those of other sources."
        return replace(found, remarks=(*found.remarks, told))

    def take(self, name: str, relation: Relation, statement: Statement) -> int:
        """Stores rows of a relation; those of a database are asked there, and brought here in chunks."""
        there = self._of.get(relation.where)
        if there is None:
            return self._here.take(name, relation, statement)
        self._here.forget(name)
        columns = [item.alias_or_name for item in statement.tree.selects]
        kinds = [f"{column} {_KINDS.get(column) or _WHOLE.get(column, 'VARCHAR')}" for column in columns]
        held = self._here.spill / f"{name}.csv"
        self._here.make(name, kinds)
        for rows in there.chunks(statement, _CHUNK):
            with held.open("w", encoding="utf-8", errors="surrogatepass", newline="") as stream:
                stream.writelines(",".join(map(_written, row)) + "\n" for row in rows)
            self._here.load(name, held)
        held.unlink(missing_ok=True)
        return 0

    def stage(self, name: str, statement: Statement) -> None:
        """Stores the rows of a statement."""
        self._here.stage(name, statement)

    def forget(self, name: str) -> None:
        """Lets go of stored rows."""
        self._here.forget(name)

    def rows(self, statement: Statement) -> Sequence[tuple[object, ...]]:
        """All rows of a statement."""
        return self._here.rows(statement)

    def close(self) -> None:
        """Lets go of memory, spill files and connections."""
        self._elsewhere.close()
        self._here.close()


def _written(value: object) -> str:
    """A value as a field of a CSV; null is an empty field, and text is always quoted."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, decimal.Decimal):
        return f"{value:f}"
    text = value.isoformat(" ") if isinstance(value, datetime.datetime) else str(value)
    return '"' + text.replace('"', '""') + '"'
