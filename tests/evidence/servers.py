"""Engines for tests: DuckDB on files, a PostgreSQL server of its own, Spark and ClickHouse in this process."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from journeymap.evidence.engines import Column, Engine, Relation, Type
from journeymap.evidence.engines.dialects import bound, sql
from journeymap.evidence.engines.duckdb import DuckDB
from journeymap.evidence.engines.pieces import Pieces
from journeymap.evidence.engines.spark import Spark
from journeymap.evidence.engines.sqlalchemy import Database
from journeymap.evidence.engines.tables import table
from journeymap.evidence.secrets import connection
from journeymap.evidence.statement import Statement
from journeymap.model.source import Source

KINDS = {
    Type.TEXT: ("VARCHAR", "TEXT"),
    Type.WHOLE: ("BIGINT", "BIGINT"),
    Type.NUMBER: ("DOUBLE", "DOUBLE PRECISION"),
    Type.FLAG: ("BOOLEAN", "BOOLEAN"),
    Type.DAY: ("DATE", "DATE"),
    Type.LOCAL_TIME: ("TIMESTAMP", "TIMESTAMP"),
    Type.TIME: ("TIMESTAMPTZ", "TIMESTAMPTZ"),
}
"""How DuckDB and PostgreSQL write what a column holds."""

Rows = Sequence[Mapping[str, Any]]


def quoted(name: str) -> str:
    """A quoted identifier of standard SQL."""
    return '"' + name.replace('"', '""') + '"'


def to_parquet(rows: Rows, types: Mapping[str, Type], path: Path) -> Path:
    """Rows as a Parquet file."""
    with duckdb.connect() as made:
        made.execute("SET TimeZone = 'UTC'")
        columns = ", ".join(f"{quoted(name)} {KINDS[kind][0]}" for name, kind in types.items())
        made.execute(f"CREATE TABLE held ({columns})")
        if rows:
            made.executemany(
                f"INSERT INTO held VALUES ({', '.join('?' * len(types))})",
                [[row.get(name) for name in types] for row in rows],
            )
        made.execute(f"COPY held TO '{path}' (FORMAT parquet)")
    return path


@dataclass
class Bench:
    """An engine that a table of rows can be put into.

    Attributes:
        name: Which engine it is.
        folder: Where files go.
        server: What the engine runs on: a URL, a session.
    """

    name: str
    folder: Path
    server: Any = None
    opened: list[Engine] = field(default_factory=list)

    def source(self, rows: Rows, types: Mapping[str, Type], name: str = "web", **more: Any) -> Source:
        """A source with these rows, put where the engine finds them."""
        said = {"kind": "events", **more}
        if self.name == "duckdb":
            to_parquet(rows, types, self.folder / f"{name}.parquet")
            return Source.model_validate({"id": name, "uri": f"{name}.parquet", **said})
        if self.name == "spark":
            path = to_parquet(rows, types, self.folder / f"{name}.parquet")
            return Source.model_validate({"id": name, "connection": "spark://local[2]", "table": str(path), **said})
        if self.name == "clickhouse":
            path = to_parquet(rows, types, self.folder / f"{name}.parquet")
            return Source.model_validate({"id": name, "connection": "clickhouse://here", "table": str(path), **said})
        table_name = f"{name}_{self.folder.name}"
        fill_postgres(self.server, table_name, rows, types)
        return Source.model_validate({"id": name, "connection": self.server, "table": quoted(table_name), **said})

    def open(self) -> Engine:
        """The engine; closed at the end of the test."""
        made: Any
        if self.name == "duckdb":
            made = DuckDB(self.folder)
        elif self.name == "spark":
            made = Spark(connection("spark://local[2]", "the test"), session=self.server)
        elif self.name == "clickhouse":
            made = ClickHouse(self.server)
        else:
            made = Database(connection(self.server, "the test"), temporary=self.name == "postgres")
        engine: Engine = made
        self.opened.append(engine)
        return engine

    def close(self) -> None:
        """Closes every engine that was opened."""
        for item in self.opened:
            item.close()


def fill_postgres(url: str, name: str, rows: Rows, types: Mapping[str, Type]) -> None:
    """Puts rows into a new table of PostgreSQL."""
    import psycopg
    from psycopg import sql as text

    with psycopg.connect(url.replace("+psycopg", "")) as link:
        columns = text.SQL(", ").join(
            text.SQL("{} {}").format(text.Identifier(item), text.SQL(KINDS[kind][1])) for item, kind in types.items()
        )
        link.execute(text.SQL("DROP TABLE IF EXISTS {}").format(text.Identifier(name)))
        link.execute(text.SQL("CREATE TABLE {} ({})").format(text.Identifier(name), columns))
        places = text.SQL(", ").join(text.Placeholder() * len(types))
        with link.cursor() as cursor:
            cursor.executemany(
                text.SQL("INSERT INTO {} VALUES ({})").format(text.Identifier(name), places),
                [[row.get(item) for item in types] for row in rows],
            )


class ClickHouse:
    """ClickHouse in this process, as far as questions need it: pieces in front, and values as parameters."""

    dialect = "clickhouse"
    stores = False
    row_order = None

    def __init__(self, session: Any) -> None:
        self._session = session
        self._pieces = Pieces()

    def relation(self, source: Source) -> Relation:
        """A Parquet file as a table."""
        assert source.table is not None
        name = f"held_{abs(hash(source.table))}"
        self._session.query(f"CREATE OR REPLACE VIEW {name} AS SELECT * FROM file('{source.table}', Parquet)")
        described = self._session.query(f"DESCRIBE TABLE {name}", "JSONCompactEachRow")
        import json

        from journeymap.evidence.engines.catalogued import type_of

        class Named(str):
            """A type by its name."""

            __slots__ = ()

        columns = {}
        for line in str(described).splitlines():
            column, kind, *_ = json.loads(line)
            columns[column] = Column((column,), type_of(Named(kind), "clickhouse"))
        return Relation(table((name,)), columns, source.table, self.dialect, whole=tuple(columns))

    def take(self, name: str, relation: Relation, statement: Statement) -> int:
        """Holds the statement."""
        del relation
        self._pieces.hold(name, statement)
        return 0

    def stage(self, name: str, statement: Statement) -> None:
        """Holds the statement."""
        self._pieces.hold(name, statement)

    def forget(self, name: str) -> None:
        """Nothing is stored."""

    def rows(self, statement: Statement) -> Sequence[tuple[object, ...]]:
        """All rows, through JSON."""
        import json

        whole = self._pieces.whole(statement)
        kinds = {bool: "Bool", int: "Int64", float: "Float64", str: "String"}
        values = bound(whole)
        text = sql(whole, "clickhouse", lambda name: f"{{{name}:{kinds[type(values[name])]}}}")
        options = ", output_format_json_quote_64bit_integers = 0"
        params = {name: _as_parameter(value) for name, value in values.items()}
        found = self._session.query(text + options, "JSONCompactEachRow", params=params)
        return [tuple(json.loads(line)) for line in str(found).splitlines() if line]

    def close(self) -> None:
        """The session lives on."""


def _as_parameter(value: object) -> object:
    """A value as ClickHouse takes it: text with its escapes, see "Queries with parameters" in its documentation."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
    return value


_LANGUAGE = ("--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-US")
"""The server sorts by the rules of English, as many do: what is measured must not depend on that."""


@contextmanager
def postgres_server() -> Iterator[str]:
    """A PostgreSQL server in a folder of its own, reached by a socket there; gives its URL."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    assert programs, "no PostgreSQL server is installed: apt-get install postgresql"
    place = programs[-1].parent
    folder = Path(tempfile.mkdtemp(prefix="journeymap-pg-", dir="/tmp"))
    as_user: list[str] = []
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
        as_user = ["runuser", "-u", "postgres", "--"]

    def program(name: str, *arguments: str) -> None:
        done = subprocess.run(
            [*as_user, str(place / name), *arguments], capture_output=True, text=True, check=False, cwd="/", timeout=120
        )
        assert done.returncode == 0, done.stdout + done.stderr

    data = str(folder / "data")
    program("initdb", "-D", data, "-U", "shop", "-A", "trust", "-E", "UTF8", "--no-sync", *_LANGUAGE)
    options = f"-c listen_addresses='' -k {folder} -c fsync=off -c max_connections=20"
    program("pg_ctl", "-D", data, "-w", "-o", options, "-l", str(folder / "log"), "start")
    try:
        yield f"postgresql+psycopg://shop@/postgres?host={folder}"
    finally:
        program("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder)
