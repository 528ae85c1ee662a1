"""DuckDB, in this process: straight on files, and larger than memory where it must be.

It never reaches for the network: extensions are neither fetched nor loaded, and sources are files of this machine.
"""

from __future__ import annotations

import tempfile
import threading
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlglot import exp

from journeymap.errors import EngineError, InputMissingError, SettingError
from journeymap.evidence.engines import Relation
from journeymap.evidence.engines import files as on_disk
from journeymap.evidence.engines.dialects import bound, sql
from journeymap.evidence.engines.duckdb_files import (
    DOCUMENT,
    LONGEST,
    Csv,
    Fields,
    Json,
    identifier,
    literal,
    mixed,
    paths,
    reader,
)
from journeymap.evidence.engines.duckdb_types import columns_of
from journeymap.evidence.engines.event_logs import readable
from journeymap.evidence.engines.memory import counted
from journeymap.evidence.engines.narrow import narrowed
from journeymap.evidence.engines.tables import parts, table
from journeymap.evidence.secrets import keeps_no_secret
from journeymap.evidence.statement import Statement, function

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import duckdb

    from journeymap.model.source import Source

_NAMING = ("event", "channel")
"""Columns of the common layout that hold few different texts."""
_FEW = 10_000
"""How many different texts are numbered at most."""
_LISTED = 64
"""How many of them may be looked up one after the other: each only once in a part of the file where the file numbers
its texts, and no slower by much where it does not."""
_SETS = 2**29
"""The most memory that sets of numbers may take, in bytes, and at most an eighth of all."""
_DISORDERLY = "in_clause"
"""What DuckDB must not do to be faster: it makes a join of a list of five or more values, which hands over rows in
another order than the file's, and other ones each time."""
_PATIENCE = 1.0
"""How long a statement runs, in seconds, before it is told how far it is."""


class DuckDB:
    """A database in memory that lives for one run.

    Args:
        root: The folder that paths of sources are relative to.
        memory: The most memory it may take, such as `2GB`; None leaves it to DuckDB.
        progress: Is told how far a statement is, from 0 to 1, once it runs for more than a second.
        threads: How many threads it uses; None for as many as the machine has cores.

    Raises:
        EngineError: DuckDB is not installed.
        SettingError: `memory` is no amount of memory.
    """

    dialect = "duckdb"
    row_order = "rowid"
    has_middles = True

    def __init__(
        self,
        root: Path,
        memory: str | None = None,
        progress: Callable[[float], None] | None = None,
        threads: int | None = None,
    ) -> None:
        limit = None if memory is None else counted(memory)
        try:
            import duckdb  # noqa: PLC0415  # only where something is measured
        except ImportError:
            raise EngineError(
                "measuring needs DuckDB, which is not installed", "Run: pip install 'journeymap[measure]'"
            ) from None
        self.root = root
        self._progress = progress
        self._errors = duckdb.Error
        self._full = duckdb.OutOfMemoryException
        self._spill = tempfile.TemporaryDirectory(prefix="journeymap-")
        self._connection: duckdb.DuckDBPyConnection = duckdb.connect(
            config={
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
                "temp_directory": self._spill.name,
            }
        )
        self._set("TimeZone", "UTC")
        self._set("disabled_optimizers", _DISORDERLY)
        if progress is not None:
            self._set("enable_progress_bar", "true")
            self._set("enable_progress_bar_print", "false")
        if threads is not None:
            self._set("threads", threads)
        if limit is not None:
            self._set("memory_limit", f"{limit}B")
        threads = int(self._setting("threads"))
        self.bits = 8 * min(_SETS, (limit or _SETS * 8) // 8) // threads
        self._longest = min(LONGEST, (limit or LONGEST * 16) // (16 * threads))
        self._sources = 0
        self._unreadable: dict[str, str] = {}
        self._listed: set[str] = set()
        self._views: set[str] = set()

    def _set(self, name: str, value: str | int) -> None:
        self._connection.execute(f"SET {name} = {literal(str(value))}")

    def _setting(self, name: str) -> str:
        return str(self._connection.execute("SELECT CURRENT_SETTING($name)", {"name": name}).fetchall()[0][0])

    @property
    def spill(self) -> Path:
        """The folder for what does not fit into memory; it goes away with the engine."""
        return Path(self._spill.name)

    def relation(self, source: Source) -> Relation:
        """The rows of a source: of its files, or of a table in a DuckDB file.

        Raises:
            InputMissingError: There is no such file or table.
            SettingError: A file cannot be read.
        """
        name = f"source_{self._sources}"
        self._sources += 1
        return self._of_table(source, name) if source.uri is None else self._of_files(source, source.uri, name)

    def _of_files(self, source: Source, uri: str, name: str) -> Relation:
        files = readable(on_disk.found(self.root, uri), source, self.spill)
        kind = on_disk.kind(files, uri)
        files = [on_disk.plainly_named(path, self.spill) for path in files]
        if kind is on_disk.Kind.PARQUET:
            read = f"SELECT * FROM read_parquet({paths(files)}, union_by_name = true, hive_partitioning = false)"  # noqa: S608  # quoted
            self._view(name, read, uri)
            self._listed.add(name)
            return replace(self._typed(name, uri), mixed=self._mixed(files, uri))
        text = reader(kind, files, _rejects(name), self._longest)
        self._unreadable[name] = text.unreadable
        return self._of_csv(text, name, uri) if isinstance(text, Csv) else self._of_json(text, name, uri)

    def _mixed(self, files: Sequence[Path], where: str) -> frozenset[str]:
        """The columns of Parquet files that are times in some and cannot be read as the same times in others."""
        if len(files) == 1:
            return frozenset()
        return frozenset(name for (name,) in self._run(mixed(files), {}, where))

    def _of_csv(self, text: Csv, name: str, uri: str) -> Relation:
        if not text.columns:
            raise SettingError(f"{uri} is empty: not even the names of its columns are there", "Check the export.")
        self._view(name, text.query, uri)
        remarks = tuple(f"{path.name} is empty." for path in text.empty)
        columns = text.columns
        whole = tuple(item.path[0] for item in columns.values())
        return Relation(exp.to_table(name), columns, uri, whole=whole, ordered=True, remarks=remarks)

    def _of_json(self, text: Json, name: str, uri: str) -> Relation:
        self._view(name, text.query, uri)

        def is_there(pointer: str) -> bool:
            asked = f"SELECT 1 FROM {name} WHERE JSON_EXISTS(json, $pointer) LIMIT 1"  # noqa: S608  # a fixed name
            return bool(self._run(asked, {"pointer": pointer}, uri))

        fields = Fields(str(self._run(text.structure, {}, uri)[0][0] or "{}"), is_there)
        if not fields:
            raise SettingError(f"{uri} holds no JSON objects", "Each line is an object, or the file is a list of them.")
        return Relation(exp.to_table(name), fields, uri, whole=("json",), ordered=True)

    def _of_table(self, source: Source, name: str) -> Relation:
        assert source.connection is not None
        assert source.table is not None
        keeps_no_secret(source.connection, f"source `{source.id}`")
        place = source.connection.partition("://")[2].removeprefix("/")
        path = self.root / place
        where = f"table {source.table} of {place}"
        if not path.is_file():
            raise InputMissingError(f"there is no file {place} below {self.root}", "Check `connection` of the source.")
        self._run(f"ATTACH {literal(str(path))} AS {name} (READ_ONLY, TYPE duckdb)", {}, place)
        wanted = parts(source.table, f"source `{source.id}`")
        kind = self._kind_of(name, wanted)
        if kind is None:
            raise InputMissingError(f"there is no {where}", "Check `table` of the source.")
        if kind != "BASE TABLE":
            raise SettingError(
                f"{where} is a view, which may read and write any file of this machine when it is asked",
                "Make a table of it, or export it to Parquet.",
            )
        read = table((name, *(wanted if len(wanted) > 1 else ("main", *wanted))))
        self._view(f"{name}_rows", f"SELECT * FROM {read.sql('duckdb', identify=True)}", where)  # noqa: S608  # quoted
        return self._typed(f"{name}_rows", where)

    def _kind_of(self, database: str, wanted: tuple[str, ...]) -> str | None:
        """What a name stands for; None for nothing."""
        schema = wanted[-2] if len(wanted) > 1 else "main"
        asked = (
            "SELECT table_type FROM information_schema.tables WHERE table_catalog = $database"
            " AND lower(table_schema) = lower($schema) AND lower(table_name) = lower($name)"
        )
        values = {"database": database, "schema": schema, "name": wanted[-1]}
        found = self._run(asked, values, database) if len(wanted) <= 2 else []  # noqa: PLR2004  # schema and table
        return str(found[0][0]) if found else None

    def _view(self, name: str, query: str, where: str) -> None:
        self._run(f"CREATE TEMP VIEW {name} AS {query}", {}, where)

    def _typed(self, name: str, where: str) -> Relation:
        found = self._connection.view(name)
        columns = dict(columns_of((), zip(found.columns, found.types, strict=True)))
        return Relation(exp.to_table(name), columns, where, whole=tuple(found.columns), ordered=True)

    def take(self, name: str, relation: Relation, statement: Statement) -> int:
        """Stores rows of a relation in their order; gives the number of lines that are no rows."""
        if relation.table.name in self._listed:
            statement = self._enumerating(name, statement, relation.where)
        self._store(name, statement, relation.where, row_order=True)
        counted = self._unreadable.get(relation.table.name)
        return int(self._run(counted, {}, relation.where)[0][0]) if counted and self._was_read(relation) else 0

    def _was_read(self, relation: Relation) -> bool:
        """Whether the files were read at all: no row of them is, where a condition is never true."""
        listed = f"SELECT 1 FROM duckdb_tables() WHERE table_name = '{_rejects(relation.table.name)}'"  # noqa: S608
        return DOCUMENT in relation.whole or bool(self._run(listed, {}, relation.where))

    def _enumerating(self, name: str, statement: Statement, where: str) -> Statement:
        """The same rows with their names of events and channels as enumerations, whose order is that of the texts.

        Only worth it where a file lists the different texts of a column, as Parquet does: then asking for them is no
        second reading.
        """
        tree = statement.tree.copy()
        for item in tree.selects:
            if item.alias_or_name in _NAMING and not isinstance(item.unalias(), exp.Cast):
                kind = f"{name}_{item.alias_or_name}"
                number = self._enumerated(kind, item.unalias(), statement, where)
                if number:
                    item.set("this", _entry(item.this.copy(), kind, listed=number <= _LISTED))
        return Statement(tree, statement.values)

    def _enumerated(self, kind: str, value: exp.Expr, statement: Statement, where: str) -> int:
        """Makes a type of the different texts of a column, if there are few; tells how many."""
        assert isinstance(statement.tree, exp.Select)
        one = statement.tree.select(exp.alias_(value.copy(), "value"), append=False)
        texts = Statement(one, statement.values)
        about = f"SELECT APPROX_COUNT_DISTINCT(value) FROM ({sql(texts, self.dialect, _placeholder)})"  # noqa: S608
        if int(self._run(about, bound(texts), where)[0][0]) > _FEW:
            return 0
        self._store(kind, Statement(one.distinct(), statement.values), where)
        listed = f"SELECT value FROM {identifier(kind)} WHERE value IS NOT NULL ORDER BY value"  # noqa: S608  # quoted
        self._run(f"CREATE TYPE {identifier(kind)} AS ENUM ({listed})", {}, where)
        number = self._run(f"SELECT COUNT(value) FROM {identifier(kind)}", {}, where)[0][0]  # noqa: S608  # quoted
        self.forget(kind)
        return int(number)

    def stage(self, name: str, statement: Statement) -> None:
        """Stores the rows of a statement."""
        self._store(name, statement, name)

    def _store(self, name: str, statement: Statement, where: str, *, row_order: bool = False) -> None:
        """Stores rows; columns that need not be are told by a view."""
        self.forget(name)
        narrow = narrowed(statement.tree)
        query = statement if narrow is None else Statement(narrow.query, statement.values)
        table = name if narrow is None else _stored(name)
        text = sql(query, self.dialect, _placeholder)
        self._run(f"CREATE TEMP TABLE {identifier(table)} AS {text}", bound(query), where)
        if narrow is not None:
            order = [exp.column(self.row_order)] if row_order else []
            told = Statement(exp.select(*order, *narrow.told).from_(exp.to_table(table)))
            self._view(identifier(name), sql(told, self.dialect, _placeholder), where)
            self._views.add(name)

    def rows(self, statement: Statement) -> Sequence[tuple[object, ...]]:
        """All rows of a statement."""
        return self._run(sql(statement, self.dialect, _placeholder), bound(statement), "the data")

    def make(self, name: str, columns: Sequence[str]) -> None:
        """Makes a table for rows that another engine wrote.

        Args:
            name: Its name.
            columns: Each column's name and type, as DuckDB writes them.
        """
        self._run(f"CREATE TEMP TABLE {identifier(name)} ({', '.join(columns)})", {}, name)

    def load(self, name: str, text: Path) -> None:
        """Adds rows to such a table, from a CSV without a head in which an empty field is null unless it is quoted."""
        read = (
            f"COPY {identifier(name)} FROM {literal(str(text))} (FORMAT csv, HEADER false, DELIMITER ',', QUOTE '\"',"
            " ESCAPE '\"', NULLSTR '', ALLOW_QUOTED_NULLS false, AUTO_DETECT false, PARALLEL false,"
            " MAX_LINE_SIZE 67108864)"
        )
        self._run(read, {}, name)

    def forget(self, name: str) -> None:
        """Lets go of stored rows."""
        if name in self._views:
            self._views.remove(name)
            self._run(f"DROP VIEW {identifier(name)}", {}, name)
            name = _stored(name)
        self._run(f"DROP TABLE IF EXISTS {identifier(name)}", {}, name)

    def _run(self, text: str, values: dict[str, Any], where: str) -> list[tuple[Any, ...]]:
        try:
            with self._watched():
                return self._connection.execute(text, values).fetchall()
        except self._full:
            raise SettingError(
                "measuring takes more memory than it may", "Allow it more, or ask for fewer days at a time."
            ) from None
        except self._errors as error:
            raise SettingError(f"{where} cannot be read: {_said(error)}", "Check the file, or write it anew.") from None

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Tells how far a statement is while it runs."""
        if self._progress is None:
            yield
            return
        done = threading.Event()
        watch = threading.Thread(target=self._watch, args=(done, self._progress), daemon=True)
        watch.start()
        try:
            yield
        finally:
            done.set()
            watch.join()

    def _watch(self, done: threading.Event, told: Callable[[float], None]) -> None:
        wait = _PATIENCE
        while not done.wait(wait):
            wait = 0.2
            part = self._connection.query_progress()
            if part >= 0:
                told(min(part / 100, 1.0))

    def close(self) -> None:
        """Lets go of memory and spill files."""
        self._connection.close()
        self._spill.cleanup()


def _stored(name: str) -> str:
    """The name of the table behind a view that tells more columns than it has."""
    return f"{name}_stored"


def _entry(text: exp.Expr, kind: str, *, listed: bool) -> exp.Expr:
    """A text as an entry of an enumeration."""
    if listed:
        return function("ENTRY_OF", text, exp.to_identifier(kind, quoted=True))
    return exp.Cast(this=text, to=exp.DataType.build(kind, udt=True))


def _rejects(name: str) -> str:
    """The name of the table of the lines of a source that are no rows."""
    return f"rejects_{name}"


def _placeholder(name: str) -> str:
    return f"${name}"


def _said(error: Exception) -> str:
    """What DuckDB says of an error, in one line."""
    first = str(error).strip().splitlines()[0]
    return first.partition(": ")[2] or first
