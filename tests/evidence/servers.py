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

from journeymap.evidence.engines import Engine, Type
from journeymap.evidence.engines.duckdb import DuckDB
from journeymap.evidence.engines.spark import Spark
from journeymap.evidence.engines.sqlalchemy import Database
from journeymap.evidence.secrets import connection
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
        table_name = f"{name}_{self.folder.name}"
        if self.name.startswith("clickhouse"):
            fill_clickhouse(self.server, table_name, to_parquet(rows, types, self.folder / f"{name}.parquet"))
        else:
            fill_postgres(self.server, table_name, rows, types)
        return Source.model_validate({"id": name, "connection": self.server, "table": quoted(table_name), **said})

    def open(self) -> Engine:
        """The engine; closed at the end of the test."""
        made: Any
        if self.name == "duckdb":
            made = DuckDB(self.folder)
        elif self.name == "spark":
            made = Spark(connection("spark://local[2]", "the test"), session=self.server)
        else:
            made = Database(connection(self.server, "the test"), temporary=not self.name.endswith("-pieces"))
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


def fill_clickhouse(url: str, name: str, parquet: Path) -> None:
    """Puts the rows of a Parquet file into a new table of ClickHouse."""
    import sqlalchemy

    made = sqlalchemy.create_engine(url)
    with made.connect() as link:
        link.exec_driver_sql(f"DROP TABLE IF EXISTS {quoted(name)}")
        read = f"file('{parquet}', Parquet)"
        link.exec_driver_sql(f"CREATE TABLE {quoted(name)} ENGINE = Memory AS SELECT * FROM {read}")
    made.dispose()


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
