"""A folder of files written whole or not at all: made beside its place under another name, then put there."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from journeymap.errors import TargetError
from journeymap.render.site.index_json import FILE, GENERATOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def write_site(target: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Writes a report into a folder, in place of an earlier one; returns how many files it has.

    Args:
        target: The folder. It must not be there, or be empty, or hold a report and nothing else.
        files: Paths in the folder, with slashes, and contents.

    Raises:
        TargetError: There is something else in the folder, or it cannot be written.
    """
    check_target(target)
    place = target.absolute()
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=place.parent, prefix=f".{place.name[:40]}."))
    except OSError as error:
        raise TargetError(f"{target} cannot be written: {error.strerror}", "Name a folder you may write to.") from None
    try:
        count = _fill(made, files)
        made.chmod(0o755)
        _put(made, place)
    except OSError as error:
        raise TargetError(f"{target} cannot be written: {error.strerror}", "Is there room, and may you?") from None
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return count


def check_target(target: Path) -> None:
    """Refuses a place that is not free for a report.

    Raises:
        TargetError: A file, a link, or a folder in which something else lies stands there.
    """
    if target.is_symlink():
        raise TargetError(f"{target} is a link", "Name the folder itself.")
    if not target.exists():
        return
    if not target.is_dir():
        raise TargetError(f"{target} is a file", "Name a folder, or ask for --single-file.")
    stranger = next(_strangers(target), None)
    if stranger is not None:
        raise TargetError(
            f"{target} holds {stranger}, which is no part of a report", "Name another folder, or move it away."
        )


def _strangers(folder: Path) -> Iterator[str]:
    """What lies in a folder that the report in it does not name as its own; all of it where there is no report."""
    own = _own_files(folder)
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or (not path.is_dir() and name not in own):
            yield name


def _own_files(folder: Path) -> frozenset[str]:
    try:
        index = json.loads((folder / FILE).read_bytes())
    except (OSError, ValueError):
        return frozenset()
    if not isinstance(index, dict) or index.get("generator") != GENERATOR or not isinstance(index.get("files"), list):
        return frozenset()
    return frozenset(map(str, index["files"]))


def _fill(folder: Path, files: Iterable[tuple[str, bytes]]) -> int:
    count = 0
    for name, content in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        count += 1
    return count


def _put(made: Path, place: Path) -> None:
    """Puts a finished folder in place of the one that is there; that one comes back where this fails."""
    if not place.exists():
        made.rename(place)
        return
    aside = made.with_name(f"{made.name}.old")
    place.rename(aside)
    try:
        made.rename(place)
    except OSError:
        aside.rename(place)
        raise
    shutil.rmtree(aside, ignore_errors=True)
