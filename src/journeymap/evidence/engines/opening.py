"""Which engine answers for the sources of a run: DuckDB for files, the database that holds them all, or both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.evidence.engines.duckdb import DuckDB
from journeymap.evidence.engines.gathered import Gathered
from journeymap.evidence.engines.spark import Spark
from journeymap.evidence.engines.sqlalchemy import Database
from journeymap.evidence.secrets import connection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from journeymap.evidence.engines import Engine
    from journeymap.evidence.secrets import Connection
    from journeymap.model.source import Source
    from journeymap.workspace.catalogue import Catalogue


def open_engine(
    catalogue: Catalogue,
    sources: Iterable[Source] | None,
    root: Path,
    memory: str | None = None,
    progress: Callable[[float], None] | None = None,
) -> Engine:
    """The engine for the sources of a run.

    Files are read by DuckDB. A database that holds all sources answers itself; where there are others too, its rows
    are brought into DuckDB, and the measurement says so.

    Args:
        catalogue: The workspace.
        sources: Every source that the run asks for, whose databases are connected at once; None where that is not
            known: then it may be any of the workspace, and a database is connected when it is first asked for.
        root: The folder of the workspace.
        memory: The most memory that DuckDB may take, such as `2GB`; None leaves it to DuckDB.
        progress: Is told how far a long statement is, from 0 to 1.

    Raises:
        EngineError: What the engine needs is not installed.
        SettingError: A connection cannot be used.
    """
    wanted = list(catalogue.sources.values() if sources is None else sources)
    remote = [item for item in wanted if not _is_here(item)]
    places = {str(item.connection) if sources is None else _access(item).url for item in remote}
    if len(places) == 1 and len(remote) == len(wanted):
        return _database(_access(remote[0]))
    here = DuckDB(root, memory, progress)
    if not remote:
        return here
    engine = Gathered(here, Databases())
    if sources is not None:
        engine.reach(remote)
    return engine


class Databases:
    """The databases of a run, each connected when the first source of it is asked for."""

    def __init__(self) -> None:
        self._open: dict[str, Database | Spark] = {}

    def of(self, source: Source) -> Database | Spark | None:
        """The database that a source is in; None for one on this machine's disk.

        Raises:
            EngineError: What it needs is not installed.
            SettingError: The connection cannot be used.
        """
        if _is_here(source):
            return None
        access = _access(source)
        if access.url not in self._open:
            self._open[access.url] = _database(access)
        return self._open[access.url]

    def close(self) -> None:
        """Lets go of all connections."""
        for item in self._open.values():
            item.close()


def _is_here(source: Source) -> bool:
    """Whether a source is on this machine's disk, a file of DuckDB's among them."""
    return source.connection is None or source.connection.lower().startswith("duckdb:")


def _access(source: Source) -> Connection:
    return connection(str(source.connection), f"source `{source.id}`")


def _database(access: Connection) -> Database | Spark:
    return Spark(access) if access.scheme == "spark" else Database(access)
