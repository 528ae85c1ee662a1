"""Which engine answers for the sources of a run: DuckDB for files, the database that holds them all, or both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.evidence.engines.duckdb import DuckDB
from journeymap.evidence.engines.gathered import Gathered
from journeymap.evidence.engines.spark import Spark
from journeymap.evidence.engines.sqlalchemy import Database
from journeymap.evidence.secrets import connection, keeps_no_secret

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
        sources: Every source that the run asks for; None for all of the workspace.
        root: The folder of the workspace.
        memory: The most memory that DuckDB may take, such as `2GB`; None leaves it to DuckDB.
        progress: Is told how far a long statement is, from 0 to 1.

    Raises:
        EngineError: What the engine needs is not installed.
        SettingError: A connection cannot be used.
    """
    wanted = list(catalogue.sources.values() if sources is None else sources)
    accesses = {item.id: _access(item) for item in wanted}
    remote = {name: access for name, access in accesses.items() if access is not None}
    by_url = {access.url: access for access in remote.values()}
    if len(by_url) == 1 and len(remote) == len(wanted):
        return _database(next(iter(by_url.values())))
    here = DuckDB(root, memory, progress)
    if not remote:
        return here
    opened: dict[str, Database | Spark] = {}
    try:
        for url, access in by_url.items():
            opened[url] = _database(access)
    except BaseException:
        for item in (*opened.values(), here):
            item.close()
        raise
    return Gathered(here, {name: opened[access.url] for name, access in remote.items()})


def _access(source: Source) -> Connection | None:
    """How to reach a source; None for one on this machine's disk, a file of DuckDB's among them."""
    if source.connection is None:
        return None
    where = f"source `{source.id}`"
    if source.connection.lower().startswith("duckdb:"):
        keeps_no_secret(source.connection, where)
        return None
    return connection(source.connection, where)


def _database(access: Connection) -> Database | Spark:
    return Spark(access) if access.scheme == "spark" else Database(access)
