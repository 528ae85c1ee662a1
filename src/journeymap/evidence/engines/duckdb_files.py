"""Files as relations of DuckDB: a view a source, every column of a CSV as text, JSON as documents.

Nothing is guessed from rows. What DuckDB would guess (types, quotes, the line that names columns) differs from file to
file, and a wrong guess is a wrong number.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from itertools import groupby
from typing import TYPE_CHECKING

from journeymap.errors import SettingError
from journeymap.evidence.engines import Column, Type
from journeymap.evidence.engines.files import Kind, head, opened, side_by_side

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from journeymap.evidence.engines.files import Head

DOCUMENT = "json"
"""The column of a JSON file's view that holds the whole document."""
_SAMPLE = 20_000
"""How many documents are looked at for the fields that there are; a field that is named is looked for in all."""


def literal(text: str) -> str:
    """A text of DuckDB's: it knows no escapes but the doubled quote."""
    return "'" + text.replace("'", "''") + "'"


def identifier(name: str) -> str:
    """A quoted name of DuckDB's."""
    return '"' + name.replace('"', '""') + '"'


def paths(files: Sequence[Path]) -> str:
    """Files as a list of DuckDB's, in which no character of a name has a meaning."""
    return "[" + ", ".join(literal("".join(f"[{c}]" if c in "[*?" else c for c in str(path))) for path in files) + "]"


def mixed(files: Sequence[Path]) -> str:
    """What tells the columns of Parquet files that are a time in some, and another kind of time or a number in others.

    DuckDB would read a time without a zone as one in UTC beside others that have one.
    """
    return f"""
    WITH columns AS (
        SELECT file_name, name, CASE
            WHEN CAST(logical_type AS VARCHAR) LIKE '%isAdjustedToUTC=1%' THEN 'zoned'
            WHEN CAST(logical_type AS VARCHAR) LIKE '%isAdjustedToUTC=0%' OR converted_type = 'DATE' OR type = 'INT96'
                THEN 'local'
            WHEN type IN ('INT32', 'INT64', 'FLOAT', 'DOUBLE') THEN 'number' ELSE 'other' END AS kind
        FROM parquet_schema({paths(files)})
    ),
    by_file AS (SELECT file_name, name, LIST_SORT(LIST(DISTINCT kind)) AS kinds FROM columns GROUP BY ALL)
    SELECT name FROM by_file GROUP BY name
    HAVING COUNT(DISTINCT kinds) > 1 AND (
        (BOOL_OR(LIST_CONTAINS(kinds, 'zoned')) AND BOOL_OR(LIST_HAS_ANY(kinds, ['local', 'number'])))
        OR (BOOL_OR(LIST_CONTAINS(kinds, 'local')) AND BOOL_OR(LIST_CONTAINS(kinds, 'number')))
    )
    """  # noqa: S608  # quoted


class Csv:
    """The CSV files of a source.

    Args:
        files: The files, in order.
        rejects: The name of the table that takes the lines which are no rows.
    """

    def __init__(self, files: Sequence[Path], rejects: str) -> None:
        heads = [(path, head(path)) for path in files]
        self.empty = tuple(path for path, one in heads if one is None)
        self._parts = [(path, one) for path, one in heads if one is not None]
        self._rejects = rejects
        self._names = dict(self._identifiers())

    def _identifiers(self) -> Iterator[tuple[str, str]]:
        """Each column and its name in the view: names that differ in case alone are one to DuckDB."""
        taken: set[str] = set()
        for name in dict.fromkeys(name for _, one in self._parts for name in one.columns):
            unique = name
            while unique.casefold() in taken:
                unique += "_"
            taken.add(unique.casefold())
            yield name, unique

    @property
    def columns(self) -> dict[str, Column]:
        """The columns, all of them text."""
        return {name: Column((unique,), Type.TEXT) for name, unique in self._names.items()}

    @property
    def query(self) -> str:
        """What selects the rows, in the order of the files; files with the same head are read together."""
        parts = [(path, one, side_by_side(path)) for path, one in self._parts]
        runs = groupby(parts, key=lambda part: part[1:])
        return " UNION ALL BY NAME ".join(
            self._read([path for path, _, _ in run], one, parallel=parallel) for (one, parallel), run in runs
        )

    def _read(self, files: Sequence[Path], one: Head, *, parallel: bool) -> str:
        columns = ", ".join(f"{literal(self._names[name])}: 'VARCHAR'" for name in one.columns)
        return (
            f"SELECT * FROM read_csv({paths(files)}, auto_detect = false, header = true, delim = {literal(one.delimiter)},"  # noqa: S608, E501  # quoted above
            f" quote = '\"', escape = '\"', columns = {{{columns}}}, strict_mode = true, ignore_errors = true,"
            f" parallel = {str(parallel).lower()}, hive_partitioning = false,"
            f" store_rejects = true, rejects_table = '{self._rejects}', rejects_scan = '{self._rejects}_scans',"
            " rejects_limit = 0)"
        )

    @property
    def unreadable(self) -> str:
        """What counts the lines that are no rows, once they have been read; a row that never ends is all its lines."""
        text = "TRIM(csv_line, CHR(10) || CHR(13))"  # DuckDB begins it with half the line end of a CRLF file
        return (
            f"SELECT COALESCE(SUM(lines), 0) FROM (SELECT MAX(1 + LENGTH({text}) - LENGTH(REPLACE({text}, CHR(10), '')))"  # noqa: S608, E501  # fixed names
            f" AS lines FROM {self._rejects} GROUP BY scan_id, file_id, line)"
        )


LONGEST = 1 << 26
"""How many bytes a JSON document may have at most. DuckDB takes twice as much for each thread before it reads."""


class Json:
    """The JSON files of a source: lines of documents, or one list of them.

    Args:
        files: The files, in order.
        longest: How many bytes a document may have.
    """

    def __init__(self, files: Sequence[Path], longest: int = LONGEST) -> None:
        self._parts = [(path, _is_list(path)) for path in files]
        self._longest = longest

    @property
    def _documents(self) -> str:
        runs = groupby(self._parts, key=lambda part: part[1])
        return " UNION ALL ".join(self._read([path for path, _ in run], listed=listed) for listed, run in runs)

    def _read(self, files: Sequence[Path], *, listed: bool) -> str:
        form = "'array'" if listed else "'newline_delimited', ignore_errors = true"
        return (
            f"SELECT json AS {DOCUMENT} FROM read_json_objects({paths(files)}, format = {form},"  # noqa: S608  # quoted
            f" maximum_object_size = {self._longest}, hive_partitioning = false)"
        )

    @property
    def query(self) -> str:
        """What selects the documents that are objects."""
        return f"SELECT {DOCUMENT} FROM ({self._documents}) WHERE JSON_TYPE({DOCUMENT}) = 'OBJECT'"  # noqa: S608  # fixed names

    @property
    def unreadable(self) -> str:
        """What counts the documents that are none, or no objects."""
        return f"SELECT COUNT(*) FROM ({self._documents}) WHERE COALESCE(JSON_TYPE({DOCUMENT}), '') <> 'OBJECT'"  # noqa: S608  # fixed names

    @property
    def structure(self) -> str:
        """What tells the fields of the first documents."""
        return f"SELECT JSON_GROUP_STRUCTURE({DOCUMENT}) FROM ({self.query} LIMIT {_SAMPLE})"  # noqa: S608  # fixed names


def _is_list(path: Path) -> bool:
    with opened(path) as stream:
        try:
            while chunk := stream.read(4096).removeprefix(b"\xef\xbb\xbf").lstrip():
                return chunk.startswith(b"[")
        except (OSError, EOFError, zlib.error) as error:
            raise SettingError(f"{path.name} cannot be read: {error}", "Write the file anew.") from None
    return False


class Fields(Mapping[str, Column]):
    """The fields of JSON documents; one that the first documents lack is looked for in all when it is asked for.

    Args:
        structure: What `JSON_GROUP_STRUCTURE` says; None where there are no documents.
        is_there: Whether a document has something at a pointer.
    """

    def __init__(self, structure: str | None, is_there: Callable[[str], bool]) -> None:
        self._known: dict[str, Column | None] = dict(_walked(json.loads(structure or "{}"), "", ""))
        self._is_there = is_there

    def __getitem__(self, name: str) -> Column:
        if name not in self._known:
            wanted = dict.fromkeys((_pointer(name), "".join(map(_pointer, name.split(".")))))
            place = next(filter(self._is_there, wanted), None)
            self._known[name] = None if place is None else Column((DOCUMENT,), Type.TEXT, place)
        found = self._known[name]
        if found is None:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter([name for name, found in self._known.items() if found is not None])

    def __len__(self) -> int:
        return len(list(iter(self)))


def _pointer(name: str) -> str:
    return "/" + name.replace("~", "~0").replace("/", "~1")


def _walked(structure: object, dotted: str, pointer: str) -> Iterator[tuple[str, Column]]:
    if not isinstance(structure, dict):
        return
    for name, inner in structure.items():
        place = pointer + _pointer(name)
        yield f"{dotted}{name}", Column((DOCUMENT,), Type.PARAMETERS if _has_keys(inner) else Type.TEXT, place)
        yield from _walked(inner, f"{dotted}{name}.", place)


def _has_keys(structure: object) -> bool:
    """Whether a structure is a list of keys with values."""
    return (
        isinstance(structure, list)
        and len(structure) == 1
        and isinstance(structure[0], dict)
        and {"key", "value"} <= structure[0].keys()
    )


def reader(kind: Kind, files: Sequence[Path], rejects: str, longest: int) -> Csv | Json:
    """What reads the text files of a source; of JSON documents up to so many bytes."""
    return Csv(files, rejects) if kind is Kind.CSV else Json(files, longest)
