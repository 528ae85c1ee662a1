"""Databases through SQLAlchemy: the questions run where the data lies, in a transaction that may only read.

Staged rows are statements put in front of those that read them. PostgreSQL and ClickHouse keep them in temporary
tables instead, where the user may make some: that is measured faster as soon as two questions read the same rows.
"""

from __future__ import annotations

import re
import warnings
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

from sqlglot import exp

from journeymap.errors import EngineError, InputMissingError, SettingError
from journeymap.evidence.engines import Relation
from journeymap.evidence.engines.catalogued import columns_of
from journeymap.evidence.engines.dialects import bound, sql
from journeymap.evidence.engines.pieces import Pieces, times_read
from journeymap.evidence.engines.tables import parts, table
from journeymap.evidence.statement import Statement

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import sqlalchemy

    from journeymap.evidence.secrets import Connection
    from journeymap.model.source import Source

PACKAGES = {
    "postgresql": ("postgres", "psycopg[binary]"),
    "postgres": ("postgres", "psycopg[binary]"),
    "clickhouse": ("clickhouse", "clickhouse-connect"),
    "clickhousedb": ("clickhouse", "clickhouse-connect"),
    "trino": ("trino", "trino[sqlalchemy]"),
    "bigquery": ("bigquery", "sqlalchemy-bigquery"),
    "snowflake": ("snowflake", "snowflake-sqlalchemy"),
}
"""What stands before `://`, the dialect that it is, and the package that speaks it."""

_DRIVERS = {"postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg", "clickhouse": "clickhousedb"}
"""Drivers of URLs that name none."""


_REACHED = "cannot be reached"
_UNREACHED = re.compile(r"connect(ion)?[ _]?timeout", re.IGNORECASE)
"""What drivers say that connect when they are first asked; other timeouts are those of questions."""

_SESSION = 1800
"""How many seconds ClickHouse keeps temporary tables between two questions; 60 by itself."""

_REPEATED = "ClickHouse works out the rows anew for each question, as the user may make no temporary tables there."
"""What a reader of a measurement should know: it takes many times as long."""


_WHERE_IT_IS = {
    "postgres": """
        SELECT nspname FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
        WHERE relname = %(name)s AND relkind IN ('r', 'v', 'm', 'f', 'p')
            AND nspname = ANY(current_schemas(true)) AND relpersistence <> 't'
        ORDER BY array_position(current_schemas(true), nspname) LIMIT 1
    """,
    "clickhouse": "SELECT currentDatabase()",
    "trino": "SELECT current_schema",
    "snowflake": "SELECT CURRENT_SCHEMA()",
}
"""What tells the schema of a table that is named without one; BigQuery's stands in the URL."""


class Database:
    """A database that holds sources.

    Args:
        connection: Its URL.
        temporary: Whether staged rows may be kept in temporary tables, where the database has them and allows it.

    Raises:
        EngineError: SQLAlchemy or the driver is not installed.
        SettingError: The URL is none, or the database does not answer.
    """

    row_order = None
    has_middles = False
    bits = 0

    def __init__(self, connection: Connection, *, temporary: bool = True) -> None:
        self.dialect, self._package = _spoken(connection)
        self._access = connection
        self._pieces = Pieces()
        self._engine = self._made()
        with self._told(_REACHED):
            self._connection = self._engine.connect()
            self._begin()
        self._temporary = temporary and self._may_store()
        if self.dialect == "postgres" and not self._temporary:
            self._join_by_hashing()

    def _made(self) -> sqlalchemy.Engine:
        try:
            import sqlalchemy  # noqa: PLC0415  # only where a database is asked
        except ImportError:
            raise EngineError(
                "asking a database needs SQLAlchemy, which is not installed",
                "Run: pip install 'journeymap[databases]'",
            ) from None
        with self._told("cannot be used"):
            url = sqlalchemy.make_url(_with_driver(self._access.url))
            if self.dialect == "clickhouse" and "session_timeout" not in url.query:
                url = url.update_query_dict({"session_timeout": str(_SESSION)})
            return sqlalchemy.create_engine(url, hide_parameters=True)

    @contextmanager
    def _told(self, what: str) -> Iterator[None]:
        """Turns what a driver raises into one sentence without secrets, and without the error that it came from."""
        import sqlalchemy.exc as known  # noqa: PLC0415

        told: Exception
        try:
            yield
        except (ModuleNotFoundError, known.NoSuchModuleError):
            told = EngineError(
                f"the database {self._access.shown} needs a driver that is not installed",
                f"Run: pip install '{self._package}'",
            )
        except (known.SQLAlchemyError, OSError, ValueError, TypeError) as error:
            told = self._told_of(error, what)
        else:
            return
        raise told from None

    def _told_of(self, error: Exception, what: str) -> SettingError:
        said = self._access.without_secrets(_first_line(getattr(error, "orig", None) or error))
        if what == _REACHED or _UNREACHED.search(said):
            return SettingError(
                f"the database {self._access.shown} {_REACHED}: {said}",
                "Check the URL, that the database is up and can be reached from here, and the rights of the user.",
            )
        if "timeout" in said.lower() or "canceling statement" in said.lower():
            return SettingError(
                f"the database {self._access.shown} stopped a question that took it too long: {said}",
                "Raise its statement timeout for this user, or ask for fewer days at a time.",
            )
        if self.dialect == "clickhouse" and "READONLY" in said:
            return SettingError(
                f"the database {self._access.shown} lets its user set nothing: {said}",
                "Give the user `readonly = 2` in place of 1: it may then read, and set how, and nothing else.",
            )
        return SettingError(
            f"the database {self._access.shown} {what}: {said}", "Check the URL, and the rights of the user."
        )

    def _begin(self) -> None:
        """Begins a transaction that may only read, and sees one state of the data, where the database knows such."""
        if self.dialect == "postgres":
            self._connection.exec_driver_sql("SET TIME ZONE 'UTC'")
            self._connection.commit()
            self._connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    def _may_store(self) -> bool:
        """Whether the database has temporary tables, and the user may make some."""
        if self.dialect == "clickhouse":
            return self._keeps_what_it_stores()
        if self.dialect != "postgres":
            return False
        asked = "SELECT has_database_privilege(current_database(), 'TEMPORARY') AND NOT pg_is_in_recovery()"
        with self._told("cannot be asked"):
            return bool(self._connection.exec_driver_sql(asked).scalar())

    def _keeps_what_it_stores(self) -> bool:
        """Whether a temporary table is there when it is read: of several servers behind a name, one knows it."""
        import sqlalchemy.exc as known  # noqa: PLC0415

        try:
            self._connection.exec_driver_sql("CREATE TEMPORARY TABLE journeymap_kept ENGINE = Memory AS SELECT 1 AS n")
            for _ in range(3):
                self._connection.exec_driver_sql("SELECT n FROM journeymap_kept").fetchall()
            self._connection.exec_driver_sql("DROP TEMPORARY TABLE journeymap_kept")
        except known.DBAPIError:
            return False
        return True

    def _join_by_hashing(self) -> None:
        """Keeps PostgreSQL from pairing all rows with all: it knows no sizes of what stands in front of a statement."""
        with self._told("cannot be asked"):
            self._connection.rollback()
            self._connection.exec_driver_sql("SET enable_nestloop = off")
            self._connection.commit()

    def relation(self, source: Source) -> Relation:
        """The rows of a table.

        Raises:
            InputMissingError: There is no such table.
            SettingError: The database does not answer.
        """
        assert source.table is not None
        import sqlalchemy  # noqa: PLC0415

        path = parts(source.table, f"source `{source.id}`")
        where = f"table {source.table} of {self._access.shown}"
        with self._told("does not tell what is in its tables"), warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Did not recognize type", sqlalchemy.exc.SAWarning)
            try:
                columns = columns_of(sqlalchemy.inspect(self._connection), path, self.dialect)
            except sqlalchemy.exc.NoSuchTableError:
                columns = {}
        if not columns:
            raise InputMissingError(f"there is no {where}", "Check `table` of the source, and the rights of the user.")
        whole = tuple(name for name, item in columns.items() if len(item.path) == 1)
        remarks = (_REPEATED,) if self.dialect == "clickhouse" and not self._temporary else ()
        return Relation(table(self._placed(path)), columns, where, self.dialect, whole=whole, remarks=remarks)

    def _placed(self, path: tuple[str, ...]) -> tuple[str, ...]:
        """The name of a table with the schema that it is in, so that no staged rows of the same name come before it."""
        if len(path) > 1:
            return path
        schema = self._engine.url.database if self.dialect == "bigquery" else self._schema_of(path[0])
        return (str(schema), *path) if schema else path

    def _schema_of(self, name: str) -> object:
        """The schema of a table that is named without one."""
        names = {"name": name} if self.dialect == "postgres" else None
        with self._told("does not tell where its tables are"):
            return self._connection.exec_driver_sql(_WHERE_IT_IS[self.dialect], names).scalar()

    def take(self, name: str, relation: Relation, statement: Statement) -> int:
        """Stages rows of a relation; a table has no lines that are no rows."""
        del relation
        self.stage(name, statement)
        return 0

    def stage(self, name: str, statement: Statement) -> None:
        """Keeps the rows of a statement under a name for the statements that follow."""
        if not self._temporary:
            self._pieces.hold(name, statement)
            return
        if self.dialect == "clickhouse":
            with self._told("cannot keep rows for a while"), self._apart(statement) as query:
                self._keep(name, query)
            return
        columns = self._columns(statement)
        with self._told("cannot keep rows for a while"):
            self._connection.rollback()
            self._made_room(name, columns)
            self._execute(statement, f'INSERT INTO pg_temp."{name}" ')
            self._connection.commit()
            self._write(f'ANALYZE pg_temp."{name}"')

    def _keep(self, name: str, statement: Statement) -> None:
        """Keeps rows in a temporary table of ClickHouse."""
        self._let_go(name)
        self._execute(statement, f'CREATE TEMPORARY TABLE "{name}" ENGINE = Memory AS ')

    def _let_go(self, name: str) -> None:
        self._connection.exec_driver_sql(f'DROP TEMPORARY TABLE IF EXISTS "{name}"')

    @contextmanager
    def _apart(self, statement: Statement) -> Iterator[Statement]:
        """A statement whose pieces are worked out once: ClickHouse does so again at each place that reads one.

        Planning a funnel of twenty steps with a window takes it a minute otherwise, and one of forty is refused.
        """
        if self.dialect != "clickhouse" or not self._temporary:
            yield statement
            return
        tree = statement.tree.copy()
        pieces, kept = Pieces(), []
        try:
            for piece in tree.ctes:
                query = Statement(piece.this, statement.values)
                if times_read(tree, piece.alias) > 1:
                    kept.append(f"{piece.alias}_apart")
                    self._keep(kept[-1], pieces.whole(query))
                    query = Statement(exp.select(exp.Star()).from_(kept[-1]))
                pieces.hold(piece.alias, query)
            tree.set("with_", None)
            yield pieces.whole(Statement(tree, statement.values))
        finally:
            for name in kept:
                self._let_go(name)

    def _made_room(self, name: str, columns: str) -> None:
        """Makes a temporary table; the rows are then put into it by a transaction that may only read.

        A percent sign, which the name of a type may hold, would be a placeholder's to the driver.
        """
        self._write(f'DROP TABLE IF EXISTS pg_temp."{name}"')
        self._write(f'CREATE TEMPORARY TABLE "{name}" ({columns.replace("%", "%%")})')

    def _write(self, text: str) -> None:
        self._connection.execution_options(postgresql_readonly=False)
        self._connection.exec_driver_sql(text)
        self._connection.commit()
        self._connection.execution_options(postgresql_readonly=True)

    def _columns(self, statement: Statement) -> str:
        """The columns of a statement with their types, as CREATE TABLE takes them."""
        none = Statement(statement.tree.copy().limit(0), statement.values)
        with self._told("cannot answer"):
            found = self._execute(none).cursor
            assert found is not None
            columns = [(item[0], item[1]) for item in found.description]
            names = [
                self._connection.exec_driver_sql("SELECT format_type(%s, NULL)", (oid,)).scalar() for _, oid in columns
            ]
        return ", ".join(f'"{column}" {kind}' for (column, _), kind in zip(columns, names, strict=True))

    def rows(self, statement: Statement) -> Sequence[tuple[object, ...]]:
        """All rows of a statement."""
        with self._told("cannot answer"), self._apart(self._pieces.whole(statement)) as query:
            return [tuple(row) for row in self._execute(query).fetchall()]

    def chunks(self, statement: Statement, size: int) -> Iterator[Sequence[tuple[object, ...]]]:
        """The rows of a statement, some at a time."""
        whole = self._pieces.whole(statement)
        with (
            self._told("cannot answer"),
            self._apart(whole) as query,
            closing(self._execute(query, stream=True)) as result,
        ):
            while found := result.fetchmany(size):
                yield [tuple(row) for row in found]

    def _execute(self, statement: Statement, before: str = "", *, stream: bool = False) -> Any:
        text = before + self.text(statement)
        options = {"stream_results": True} if stream else {}
        return self._connection.execute(self._bindable(text, statement), execution_options=options)

    def text(self, statement: Statement) -> str:
        """The SQL of a statement as SQLAlchemy takes it.

        It writes placeholders as `:name`, also within quotes, so every other colon is escaped.
        """
        bare = sql(statement, self.dialect, lambda _: "")
        mark = next(one for one in map(chr, range(0xE000, 0xF8FF)) if one not in bare)
        text = sql(statement, self.dialect, lambda name: f" {mark}{name} ")
        return text.replace(":", "\\:").replace(mark, ":")

    def _bindable(self, text: str, statement: Statement) -> Any:
        import sqlalchemy  # noqa: PLC0415

        kinds: dict[type, Any] = {bool: sqlalchemy.Boolean, int: sqlalchemy.BigInteger, float: sqlalchemy.Double}
        parameters: list[Any] = [
            sqlalchemy.bindparam(name, value, type_=kinds.get(type(value), sqlalchemy.Text))
            for name, value in bound(statement).items()
        ]
        return sqlalchemy.text(text).bindparams(*parameters)

    def forget(self, name: str) -> None:
        """Lets go of a temporary table."""
        if self._temporary and self.dialect == "clickhouse":
            with self._told("cannot answer"):
                self._let_go(name)
        elif self._temporary:
            with self._told("cannot answer"):
                self._connection.rollback()
                self._write(f'DROP TABLE IF EXISTS pg_temp."{name}"')

    def close(self) -> None:
        """Lets go of the connection, and so of temporary tables."""
        self._connection.close()
        self._engine.dispose()


def _spoken(connection: Connection) -> tuple[str, str]:
    if connection.scheme not in PACKAGES:
        known = ", ".join(sorted({*PACKAGES, "duckdb", "spark"}))
        kind, mark, _ = connection.shown.partition("://")
        raise SettingError(f"`{kind}{mark}` is no kind of database that can be asked", f"Those that can: {known}.")
    return PACKAGES[connection.scheme]


def _with_driver(url: str) -> str:
    scheme, _, rest = url.partition("://")
    return f"{_DRIVERS.get(scheme.lower(), scheme)}://{rest}"


def _first_line(error: BaseException) -> str:
    return str(error).strip().partition("\n")[0] or type(error).__name__
