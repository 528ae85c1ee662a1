"""Spark, by pyspark: the questions run on a cluster, or in this process with `local[*]`.

Sources and staged rows are temporary views, which come before every table of the same name: theirs begin with
`journeymap_`, and a source is looked up once, by the name that its table has in the catalogue.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from journeymap.errors import EngineError, InputMissingError, JourneymapError, SettingError
from journeymap.evidence.engines import Column, Relation, Type
from journeymap.evidence.engines.dialects import bound, sql
from journeymap.evidence.engines.pieces import OWN, reading
from journeymap.evidence.engines.tables import parts, table
from journeymap.evidence.statement import Statement

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.evidence.secrets import Connection
    from journeymap.model.source import Source

_WEB = re.compile(r"\s*(https?|ftps?):|[^/]*:/+[^/]*:[^/]*@", re.IGNORECASE)
_JAVA = re.compile(r"^(?:Caused by)?: (?:[\w$]+[.])+[\w$]+: (.*\S)", re.MULTILINE)
"""What an error of Java says, and each of its causes."""
_NOT_THERE = frozenset({"TABLE_OR_VIEW_NOT_FOUND", "SCHEMA_NOT_FOUND", "PATH_NOT_FOUND"})
"""What pyspark calls it that there is no such table."""
_LOGGERS = ("SQLQueryContextLogger", "DataFrameQueryContextLogger")
"""By these pyspark writes what it raises, whoever catches it."""
_SETTINGS: Mapping[str, Any] = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "OFF",
}
"""Of a session that is begun here: what it has to say is told in one sentence, without secrets, and nowhere else."""
_TYPES = {
    **dict.fromkeys(("string", "char", "varchar"), Type.TEXT),
    **dict.fromkeys(("tinyint", "smallint", "int", "bigint"), Type.WHOLE),
    **dict.fromkeys(("float", "double", "decimal"), Type.NUMBER),
    "boolean": Type.FLAG,
    "date": Type.DAY,
    "timestamp": Type.TIME,
    "timestamp_ntz": Type.LOCAL_TIME,
}


class Spark:
    """A session of Spark for one run.

    Tables are those of the catalogue: that Spark takes `text.secret` for a file to be read is turned off.

    Args:
        connection: `spark://host:7077` for a cluster, `spark://local[*]` for this process.
        session: A session that is there already, and is left alone at the end; None begins one.

    Raises:
        EngineError: pyspark or Java is not installed, or Spark does not begin.
    """

    dialect = "spark"
    row_order = None
    has_middles = False
    bits = 0

    def __init__(self, connection: Connection, session: Any = None) -> None:
        self._access = connection
        self._own = session is None
        self._session = session or self._begun()
        _quieten()
        self._session.conf.set("spark.sql.session.timeZone", "UTC")
        self._session.conf.set("spark.sql.ansi.enabled", "true")
        self._session.conf.set("spark.sql.runSQLOnFiles", "false")
        self._cached: dict[str, Any] = {}
        self._views: list[str] = []

    def _begun(self) -> Any:
        try:
            from pyspark.sql import SparkSession  # noqa: PLC0415  # only where Spark is asked
        except ImportError:
            raise EngineError(
                "asking Spark needs pyspark, which is not installed", "Run: pip install 'journeymap[spark]'"
            ) from None
        place = self._access.url.partition("://")[2]
        master = place if place.startswith("local") else f"spark://{place}"
        builder = SparkSession.builder.master(master).appName("journeymap")
        try:
            return builder.config(map={**_SETTINGS}).getOrCreate()
        except Exception as error:  # noqa: BLE001  # py4j and pyspark raise their own kinds, and a lack of Java another
            raise EngineError(
                f"Spark does not begin: {self._said(error)}", "Check that Java 17 or later is installed, and the URL."
            ) from None

    def _said(self, error: Exception) -> str:
        """What an error says, in one line without secrets; the last cause of one of Java's."""
        text = str(error)
        line = next((line for line in text.splitlines() if line.strip()), type(error).__name__)
        return self._access.without_secrets([line.strip(), *_JAVA.findall(text)][-1])

    @contextmanager
    def _told(self, what: str, where: str | None = None) -> Iterator[None]:
        """Turns what pyspark and Java raise into one sentence without secrets, and without the error it came from.

        Args:
            what: What Spark cannot do.
            where: The table that is looked for.
        """
        told: JourneymapError
        try:
            yield
        except (JourneymapError, AssertionError):
            raise
        except Exception as error:  # noqa: BLE001  # pyspark, py4j and Java raise their own kinds
            said = self._said(error)
            told = SettingError(f"Spark {what}: {said}", "Check `table` of the source, and the rights to it.")
            if where is not None and _condition(error) in _NOT_THERE:
                told = InputMissingError(f"there is no {where}: {said}", "Check `table` of the source.")
        else:
            return
        raise told from None

    def relation(self, source: Source) -> Relation:
        """The rows of a table, or of Parquet files where `table` is a path.

        Raises:
            InputMissingError: There is no such table.
            SettingError: It cannot be read.
        """
        assert source.table is not None
        if _WEB.match(source.table):
            raise SettingError(
                f"`table` of source `{source.id}` is an address on the web, or holds a password",
                "Name a table, or Parquet files that Spark reads by its own rights.",
            )
        where = f"table {source.table} of {self._access.shown}"
        path = self._place(source)
        with self._told(f"cannot read {where}", where):
            found = self._session.read.parquet(source.table) if path is None else self._session.table(_spelled(path))
            fields = found.schema.fields
            view = f"{OWN}source_{len(self._views)}"
            found.createOrReplaceTempView(view)
        self._views.append(view)
        columns = dict(_flat((), fields))
        return Relation(table((view,)), columns, where, self.dialect, whole=tuple(item.name for item in fields))

    def _place(self, source: Source) -> tuple[str, ...] | None:
        assert source.table is not None
        if "/" in source.table or source.table.endswith(".parquet"):
            return None
        return parts(source.table, f"source `{source.id}`")

    def take(self, name: str, relation: Relation, statement: Statement) -> int:
        """Stages rows of a relation; a table has no lines that are no rows."""
        del relation
        self.stage(name, statement)
        return 0

    def stage(self, name: str, statement: Statement) -> None:
        """Caches the rows of a statement."""
        found = self._flattened(name, statement)
        self.forget(name)
        with self._told("cannot keep rows for a while"):
            found.cache()
            found.createOrReplaceTempView(f"{OWN}{name}")
        self._cached[name] = found

    def _flattened(self, name: str, statement: Statement) -> Any:
        """The rows of a statement, whose pieces are views meanwhile: Spark recognises cached rows by their plan.

        It numbers what stands in a WITH anew in every statement, and would work out the rows again for each one that
        has a WITH of its own.
        """
        tree = statement.tree.copy()
        ctes, pieces = list(tree.ctes), dict[str, str]()
        tree.set("with_", None)
        with self._told("cannot answer"):
            for piece in ctes:
                view = f"{OWN}{name}_{piece.alias}"
                self._asked(Statement(reading(piece.this, pieces), statement.values)).createOrReplaceTempView(view)
                pieces[piece.alias] = view
            found = self._asked(Statement(reading(tree, pieces), statement.values))
            for view in pieces.values():
                self._session.catalog.dropTempView(view)
        return found

    def rows(self, statement: Statement) -> Sequence[tuple[object, ...]]:
        """All rows of a statement."""
        with self._told("cannot answer"):
            return [tuple(row) for row in self._asked(statement).collect()]

    def chunks(self, statement: Statement, size: int) -> Iterator[Sequence[tuple[object, ...]]]:
        """The rows of a statement, some at a time."""
        held: list[tuple[object, ...]] = []
        with self._told("cannot answer"):
            for row in self._asked(statement).toLocalIterator():
                held.append(tuple(row))
                if len(held) == size:
                    yield held
                    held = []
        if held:
            yield held

    def _asked(self, statement: Statement) -> Any:
        tree = reading(statement.tree, {name: f"{OWN}{name}" for name in self._cached})
        text = sql(Statement(tree, statement.values), self.dialect, lambda name: f" :{name} ")
        return self._session.sql(text, args=bound(statement))

    def forget(self, name: str) -> None:
        """Lets go of cached rows, as Spark does with those of a view that is dropped.

        What was made of them and is cached itself stays; what is yet to be cached is worked out without them.
        """
        if self._cached.pop(name, None) is not None:
            self._session.catalog.dropTempView(f"{OWN}{name}")

    def close(self) -> None:
        """Lets go of cached rows, and of the session if it was begun here."""
        for held in self._cached.values():
            held.unpersist()
        if self._own:
            self._session.stop()
        else:
            for name in (*self._views, *(f"{OWN}{name}" for name in self._cached)):
                self._session.catalog.dropTempView(name)
        self._cached.clear()
        self._views.clear()


def _condition(error: Exception) -> str | None:
    """The name that pyspark has for an error; None for one of Java's."""
    from pyspark.errors import PySparkException  # noqa: PLC0415  # only where Spark is asked

    return error.getCondition() if isinstance(error, PySparkException) else None


def _quieten() -> None:
    """Keeps pyspark from writing errors as they are: they may hold secrets."""
    from pyspark.logger import PySparkLogger  # noqa: PLC0415  # only where Spark is asked

    for name in _LOGGERS:
        PySparkLogger.getLogger(name).disabled = True


def _spelled(path: tuple[str, ...]) -> str:
    """The name of a table as Spark reads it."""
    return table(path).sql("spark", identify=True)


def _flat(path: tuple[str, ...], fields: Any) -> Iterator[tuple[str, Column]]:
    """Columns, and the fields of structures with dots between."""
    for item in fields:
        inner = (*path, item.name)
        kind = item.dataType.simpleString().partition("(")[0].partition("<")[0]
        yield ".".join(inner), Column(inner, _TYPES.get(kind, Type.OTHER))
        if kind == "struct":
            yield from _flat(inner, item.dataType.fields)
