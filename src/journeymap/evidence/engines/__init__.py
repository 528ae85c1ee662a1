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
    PARAMETERS = "parameters"
    """A list of keys with values, see `engines.parameters`."""
    OTHER = "other"
    """Lists, structures and what else there is."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column, or a field inside one.

    Attributes:
        path: Leads to it from the row.
        type: What it holds.
        pointer: Where it stands in the column that `path` leads to, if that is a JSON document (RFC 6901).
        key: Whose value it is in the list that all this leads to, if that is a list of keys with values.
    """

    path: tuple[str, ...]
    type: Type
    pointer: str | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """The rows of a source, as an engine can select from them.

    Attributes:
        table: What stands behind FROM.
        columns: The columns by name; fields of structures too, with dots between (`traffic_source.medium`).
        where: What the rows are from, for messages: a path or a table. Never a secret.
        dialect: The dialect in which rows are selected from it, one of `dialects.DIALECTS`.
        whole: The columns that make up a whole row, by which rows are told to be the same.
        ordered: Whether rows have an order of their own, as those of files do, which staging keeps.
        mixed: Columns that are times with a zone in some of its files, and something else in others.
        remarks: What a reader should know of how the rows are got, in sentences.
    """

    table: exp.Expr
    columns: Mapping[str, Column]
    where: str
    dialect: str = "duckdb"
    whole: tuple[str, ...] = ()
    ordered: bool = False
    mixed: frozenset[str] = frozenset()
    remarks: tuple[str, ...] = ()


class Engine(Protocol):
    """Something that answers statements."""

    @property
    def dialect(self) -> str:
        """The dialect's name, as in `engines.dialects`."""

    @property
    def row_order(self) -> str | None:
        """The column by which rows taken from an ordered relation tell their order; None where there is none."""

    @property
    def has_middles(self) -> bool:
        """Whether exact medians of many groups cost no ranking of all rows."""

    @property
    def bits(self) -> int:
        """How many bits sets of numbers may have in one question; 0 where it knows no such sets."""

    def relation(self, source: Source) -> Relation:
        """The rows of a source.

        Raises:
            InputMissingError: There is no such file or table.
            SettingError: The connection cannot be used, or the file cannot be read.
        """

    def take(self, name: str, relation: Relation, statement: Statement) -> int:
        """Stages rows that are selected from a relation.

        Returns:
            How many lines of its files could not be read as rows.
        """

    def stage(self, name: str, statement: Statement) -> None:
        """Keeps the rows of a statement under a name for the statements that follow."""

    def forget(self, name: str) -> None:
        """Lets go of stored rows that no further statement reads."""

    def rows(self, statement: Statement) -> Sequence[tuple[object, ...]]:
        """All rows of a statement."""

    def close(self) -> None:
        """Lets go of connection and spill files."""
