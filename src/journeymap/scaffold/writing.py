"""Several files written together: all of them, or none; never over what is there."""

from __future__ import annotations

import os
from contextlib import ExitStack
from typing import TYPE_CHECKING

from journeymap.errors import TargetError
from journeymap.files import write_whole
from journeymap.workspace.paths import shown_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


def write_all(files: Mapping[Path, str]) -> None:
    """Writes new files; when one cannot be written, those before it are taken away again.

    Args:
        files: Absolute path to text.

    Raises:
        TargetError: A file is there already, or cannot be written.
    """
    _refuse_to_overwrite(files)
    with ExitStack() as undo:
        for folder in _missing_folders(files):
            _make(folder)
            undo.callback(folder.rmdir)
        for path, text in files.items():
            write_whole(path, text, overwrite=False)
            undo.callback(path.unlink)
        undo.pop_all()


def _refuse_to_overwrite(files: Iterable[Path]) -> None:
    taken = [path for path in files if is_taken(path)]
    if not taken:
        return
    names = ", ".join(shown_path(path) for path in taken)
    verb = "is" if len(taken) == 1 else "are"
    raise TargetError(
        f"{names} {verb} there already, so nothing was written", "Name another place, or move what is there."
    )


def is_taken(path: Path) -> bool:
    """Whether something has this name, be it a link to nowhere.

    Raises:
        TargetError: A folder above cannot be looked into, is a file, or the name is too long.
    """
    try:
        path.lstat()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise _unwritable(path, error) from None
    return True


def _missing_folders(files: Iterable[Path]) -> list[Path]:
    """The folders that have to be made, outer ones first."""
    missing = {folder for path in files for folder in path.parents if not os.path.lexists(folder)}
    return sorted(missing, key=lambda folder: len(folder.parts))


def _make(folder: Path) -> None:
    try:
        folder.mkdir()
    except OSError as error:
        raise _unwritable(folder, error) from None


def _unwritable(path: Path, error: OSError) -> TargetError:
    return TargetError(f"{shown_path(path)} cannot be written: {error.strerror}", "Name a folder you may write to.")
