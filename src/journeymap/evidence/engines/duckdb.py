"""DuckDB, in this process: straight on files, and larger than memory where it must be."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from journeymap.errors import InputMissingError, SettingError
from journeymap.evidence.engines import Column, Relation, Type
from journeymap.evidence.engines.dialects import sql

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import duckdb

    from journeymap.evidence.statement import Statement
    from journeymap.model.source import Source

_TYPES = {
    "VARCHAR": Type.TEXT,
    **dict.fromkeys(("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT"), Type.WHOLE),
    **dict.fromkeys(("UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT"), Type.WHOLE),
    **dict.fromkeys(("FLOAT", "DOUBLE"), Type.NUMBER),
    "BOOLEAN": Type.FLAG,
    "DATE": Type.DAY,
    **dict.fromkeys(("TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS"), Type.LOCAL_TIME),
    "TIMESTAMP WITH TIME ZONE": Type.TIME,
}


class DuckDB:
    """A database in memory that lives for one run.

    Args:
        root: The folder that paths of sources are relative to.
        memory: The most memory it may take, such as `2GB`; None leaves it to DuckDB.
    """

    dialect = "duckdb"

    def __init__(self, root: Path, memory: str | None = None) -> None:
        import duckdb  # noqa: PLC0415  # only where something is measured

        self.root = root
        self._spill = tempfile.TemporaryDirectory(prefix="journeymap-")
        self._connection: duckdb.DuckDBPyConnection = duckdb.connect(
            config={"autoinstall_known_extensions": "false", "temp_directory": self._spill.name}
        )
        self._connection.execute("SET TimeZone = 'UTC'")
        if memory is not None:
            self._connection.execute("SET memory_limit = $memory", {"memory": memory})
        self._sources = 0

    def relation(self, source: Source) -> Relation:
        """The rows of the files of a source."""
        assert source.uri is not None
        files = self._files(source.uri)
        name = f"source_{self._sources}"
        self._sources += 1
        self._read(files).create_view(name)
        from sqlglot import exp  # noqa: PLC0415

        return Relation(exp.to_table(name), dict(self._columns(name)), source.uri)

    def _files(self, uri: str) -> list[str]:
        found = sorted(str(path) for path in self.root.glob(uri) if path.is_file())
        if not found:
            raise InputMissingError(f"there is no file {uri} below {self.root}", "Check the `uri` of the source.")
        return found

    def _read(self, files: Any) -> Any:
        kind = "".join(Path(files[0]).suffixes[-2:]).removesuffix(".gz").rpartition(".")[2].lower()
        if kind == "parquet":
            return self._connection.read_parquet(files, union_by_name=True)
        if kind in {"json", "jsonl", "ndjson"}:
            return self._connection.read_json(files, format="newline_delimited")
        if kind in {"csv", "tsv", "txt"}:
            return self._connection.read_csv(files, all_varchar=True, union_by_name=True)
        raise SettingError(f"{files[0]} is no file that can be read as a source", "Parquet, CSV or JSON lines can.")

    def _columns(self, view: str) -> Iterator[tuple[str, Column]]:
        for name, kind, *_ in self._connection.execute(f"DESCRIBE {view}").fetchall():
            yield name, Column((name,), _TYPES.get(kind, Type.OTHER))

    def stage(self, name: str, statement: Statement) -> None:
        """Stores the rows of a statement."""
        text = sql(statement, self.dialect, lambda held: f"${held}")
        self._connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {text}", dict(statement.values))

    def rows(self, statement: Statement) -> Sequence[tuple[object, ...]]:
        """All rows of a statement."""
        text = sql(statement, self.dialect, lambda held: f"${held}")
        return self._connection.execute(text, dict(statement.values)).fetchall()

    def close(self) -> None:
        """Lets go of memory and spill files."""
        self._connection.close()
        self._spill.cleanup()
