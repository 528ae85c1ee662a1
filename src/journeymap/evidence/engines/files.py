"""The files of a source: which ones a `uri` names, what they are, and what the head of a CSV says.

The dialect of a CSV is never guessed from its rows: the first line names the columns, and the delimiter is the one that
it has most of. So a file is read in the same way whatever it holds.
"""

from __future__ import annotations

import csv
import glob
import gzip
import io
import re
import tempfile
import zlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, cast

from journeymap.errors import InputMissingError, SettingError
from journeymap.source.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

_SCHEME = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]+)://")
_HEAD = 1 << 20
"""How much of a file its head may take, in bytes."""
_DELIMITERS = {"csv": ",;\t|", "tsv": "\t", "txt": "\t,;|"}
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_BOM = b"\xef\xbb\xbf"


class Kind(StrEnum):
    """What a file is."""

    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


_KINDS = {
    "parquet": Kind.PARQUET,
    **dict.fromkeys(("csv", "tsv", "txt"), Kind.CSV),
    **dict.fromkeys(("json", "jsonl", "ndjson"), Kind.JSON),
}


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a CSV: its delimiter and columns."""

    delimiter: str
    columns: tuple[str, ...]


def plainly_named(path: Path, folder: Path) -> Path:
    """A file by a name in which no character means others: itself, or a link to it.

    DuckDB takes every path for a pattern, and escaping fails in a folder where some file has a backslash in its name;
    where links cannot be made, it is what there is, see `duckdb_files.paths`.

    Args:
        path: The file.
        folder: Where a link may lie until the run ends.
    """
    if not set("[*?") & set(str(path)):
        return path
    ends = [end for end in path.suffixes[-2:] if end[1:].isalnum()]
    link = Path(tempfile.mkdtemp(dir=folder)) / f"file{''.join(ends)}"
    try:
        link.symlink_to(path.absolute())
    except OSError:
        return path
    return link


def found(root: Path, uri: str) -> list[Path]:
    """The files that a `uri` names, in the order of their names.

    Args:
        root: The folder that it is relative to.
        uri: A path or a glob; it may be absolute, or lead upwards.

    Raises:
        InputMissingError: There are none.
        SettingError: It is an address on the network.
    """
    scheme = _SCHEME.match(uri)
    if scheme:
        raise SettingError(
            f"`{_without_secrets(uri, scheme[0])}` lies on a network, and sources are read from files of this machine",
            "Copy the files here, or name a database under `connection`.",
        )
    whole = root / uri
    if whole.is_file():
        return [whole]
    paths = (Path(name) for name in glob.glob(str(Path(glob.escape(str(root))) / uri), recursive=True))  # noqa: PTH207
    files = sorted(path for path in paths if path.is_file())
    if files:
        return files
    if whole.is_dir():
        raise InputMissingError(f"{uri} below {root} is a folder", f"Name its files, as `{uri.rstrip('/')}/*.csv`.")
    if uri.startswith("~"):
        raise InputMissingError(f"there is no file {uri} below {root}", "Write the path of your home folder out.")
    raise InputMissingError(f"there is no file {uri} below {root}", _beside(whole) or "Check the `uri` of the source.")


def _beside(path: Path) -> str:
    """The file of the same folder that was meant, as a question."""
    folder = path.parent
    return did_you_mean(path.name, (item.name for item in folder.iterdir()) if folder.is_dir() else ())


def _without_secrets(address: str, scheme: str) -> str:
    """An address as messages may show it: without a query, and no more than its scheme where it may hold a password."""
    return f"{scheme}…" if "@" in address else re.split("[?#]", address, maxsplit=1)[0]


def kind(files: list[Path], uri: str) -> Kind:
    """What the files of a source are.

    Raises:
        SettingError: They are of different kinds, or of one that cannot be read.
    """
    kinds = {path: _KINDS.get(extension(path)) for path in files}
    strange = next((path for path, one in kinds.items() if one is None), None)
    if strange is not None:
        raise SettingError(
            f"{strange.name} is no file that can be read as a source", "Parquet, CSV, TSV, JSON and JSON lines can."
        )
    if len(set(kinds.values())) > 1:
        names = " and ".join(sorted({str(one) for one in kinds.values()}))
        raise SettingError(f"`{uri}` names files of different kinds: {names}", "Make it a source each.")
    (one,) = set(kinds.values())
    assert one is not None
    return one


def extension(path: Path) -> str:
    """What a file's name ends with, without the `.gz` of a compressed one."""
    return path.name.lower().removesuffix(".gz").rpartition(".")[2]


def is_compressed(path: Path) -> bool:
    """Whether a file is gzipped."""
    return path.name.lower().endswith(".gz")


def head(path: Path) -> Head | None:
    """The head of a CSV; None for a file that is empty.

    Raises:
        SettingError: It is no text in UTF-8, names a column twice, or has names over several lines where DuckDB would
            lose all rows without a word: where they hold another line break than the file's.
    """
    text = _text(path, _beginning(path))
    if not text.strip():
        return None
    if text.startswith(("\r", "\n")):
        raise SettingError(
            f"the first line of {path.name} is empty", "It must name the columns: delete the lines above."
        )
    bare = re.split(r"[\r\n]", re.sub(r'"[^"]*"', "", text), maxsplit=1)[0]
    delimiter = max(_DELIMITERS[extension(path)], key=bare.count)
    try:
        names = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise SettingError(f"the first line of {path.name} names no columns: {error}", "It must name them.") from None
    found = Head(delimiter, tuple(_named(path, names)))
    if "\r" in text and any(set(name) & {"\r", "\n"} for name in found.columns):
        raise SettingError(
            f"the name of a column of {path.name} goes over several lines", "Write each name in one line."
        )
    return found


def _named(path: Path, names: list[str]) -> Iterator[str]:
    seen: set[str] = set()
    for place, name in enumerate(names, 1):
        unique = name.strip() or f"column {place}"
        if unique in seen:
            raise SettingError(f"{path.name} has two columns `{unique}`", "Give one of them another name.")
        seen.add(unique)
        yield unique


def _text(path: Path, beginning: bytes) -> str:
    if beginning.startswith(_UTF_16):
        raise SettingError(f"{path.name} is written in UTF-16", "Save it as UTF-8.")
    line = re.split(rb"\r\n|\n|\r", beginning.removeprefix(_BOM), maxsplit=1)[0]
    if b"\0" in line:
        raise SettingError(f"{path.name} is no text: its first line holds a zero byte", "Save it as UTF-8.")
    try:
        line.decode()
    except UnicodeDecodeError:
        raise SettingError(f"the first line of {path.name} is not written in UTF-8", "Save it as UTF-8.") from None
    return beginning.removeprefix(_BOM).decode("utf-8", "replace").replace("\0", "\ufffd")


def _beginning(path: Path) -> bytes:
    with opened(path) as stream:
        try:
            return stream.read(_HEAD)
        except (OSError, EOFError, zlib.error) as error:
            raise SettingError(f"{path.name} cannot be read: {error}", "Write the file anew.") from None


def opened(path: Path) -> BinaryIO:
    """A file to be read, unpacked where it is gzipped.

    Raises:
        InputMissingError: It cannot be opened.
    """
    try:
        return cast("BinaryIO", gzip.open(path, "rb")) if is_compressed(path) else path.open("rb")
    except OSError as error:
        raise InputMissingError(f"{path} cannot be opened: {error.strerror}", "Check its permissions.") from None


_PIECE = 4 << 20
"""DuckDB cuts a CSV that is larger than 8 MB into pieces that are read side by side; with something to spare."""


def side_by_side(path: Path) -> bool:
    """Whether the pieces of a CSV may be read side by side.

    Where a piece begins inside a quoted field, DuckDB takes a line of the field for a row, or loses rows, without a
    word; so a large file with quotes is read from one end to the other. Read so, a quote that is never closed swallows
    the rest of the file, again without a word: such a file is refused. A small one is one piece, and loses that line.

    Raises:
        SettingError: The file is large, and a quote in it is not closed.
    """
    quotes, size = 0, 0
    with opened(path) as stream:
        try:
            while chunk := stream.read(1 << 22):
                quotes += chunk.count(b'"')
                size += len(chunk)
        except (OSError, EOFError, zlib.error) as error:
            raise SettingError(f"{path.name} cannot be read: {error}", "Write the file anew.") from None
    if quotes and size > _PIECE and quotes % 2:
        raise SettingError(
            f"a quote in {path.name} is not closed, so nobody knows where its rows end",
            'Close it, or double each " that stands inside a quoted field.',
        )
    return not quotes or size <= _PIECE
