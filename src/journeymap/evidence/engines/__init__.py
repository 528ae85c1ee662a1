"""Where questions are answered: DuckDB on files, or the database that holds the data.

An engine is opened for one run. `stage` keeps the result of a statement under a name that later statements can read
from; whether it is stored (DuckDB) or repeated in each of them (databases) is the engine's affair.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlglot import exp

    from journeymap.evidence.statement import Statement
    from journeymap.model.source import Source


class Type(StrEnum):
    """What a column holds, as far as reading it differs."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    FLAG = "flag"
    DAY = "day"
    LOCAL_TIME = "local-time"
    """A time without a zone."""
    TIME = "time"
    """A moment: a time with a zone."""
    OTHER = "other"
    """Lists, structures and what else there is."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column, or a field inside one: `path` leads to it from the row."""

    path: tuple[str, ...]
    type: Type


@dataclass(frozen=True, slots=True)
class Relation:
    """The rows of a source, as an engine can select from them.

    Attributes:
        table: What stands behind FROM.
        columns: The columns by name; fields of structures too, with dots between (`traffic_source.medium`).
        order: The column that tells the order of the rows in a file; None where rows have no order of their own.
        unreadable: Lines of files that could not be read as rows.
        where: What the rows are from, for messages: a path or a table. Never a secret.
    """

    table: exp.Expr
    columns: Mapping[str, Column]
    where: str
    order: str | None = None
    unreadable: int = 0


class Engine(Protocol):
    """Something that answers statements."""

    dialect: str
    """The dialect's name, as in `engines.dialects`."""

    def relation(self, source: Source) -> Relation:
        """The rows of a source.

        Raises:
            InputMissingError: There is no such file or table.
            SettingError: The connection cannot be used.
        """

    def stage(self, name: str, statement: Statement) -> None:
        """Keeps the rows of a statement under a name for the statements that follow."""

    def rows(self, statement: Statement) -> Sequence[tuple[object, ...]]:
        """All rows of a statement."""

    def close(self) -> None:
        """Lets go of connection and spill files."""
