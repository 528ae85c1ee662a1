"""Sees that files of a workspace have changed, by looking at them again and again: that works on every file system."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.workspace.discovery import MEASUREMENTS, YAML_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

PAUSE = 0.03
"""Seconds between two looks, where a look is quick."""
SETTLED = 0.02
"""Seconds for which files must stay as they are: an editor that writes in several steps is not met half-way."""
_LONG_PAUSE = 0.15
"""Seconds for which nobody notices that files are not looked at."""
_LIGHT, _GENTLE = 49, 9
"""Pauses as multiples of a look: a fiftieth of a core is spent up to the long pause, and never more than a tenth."""

_PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg")
_FONTS = (".woff2", ".woff", ".ttf", ".otf")
_WATCHED = (*YAML_SUFFIXES, *_PICTURES, *_FONTS)
_NEVER_SEARCHED = frozenset({"node_modules", "__pycache__"})
_MARKED = ".gitignore"
_MEASURED = ".json"
"""How the files in the folder of measurements end; other files that end so are none of a workspace's."""

Seen = dict[str, tuple[int, int, int]]
"""What tells two states of a file apart, by its path: when it was written, its size, and which file it is."""


def look(root: Path) -> Seen:
    """The files below a folder on which a report may depend, as they are now."""
    return {entry.path: _state(entry) for entry in _files(str(root))}


def _state(entry: os.DirEntry[str]) -> tuple[int, int, int]:
    try:
        found = entry.stat()
    except OSError:
        return (0, 0, 0)
    return (found.st_mtime_ns, found.st_size, entry.inode())


def _files(folder: str) -> Iterator[os.DirEntry[str]]:
    """What is hidden is passed over, as in the workspace itself; a folder that is gone has no files.

    Of measurements are those in a folder of this name.
    """
    try:
        with os.scandir(folder) as found:
            entries = list(found)
    except OSError:
        return
    is_measured = os.path.basename(folder) == MEASUREMENTS  # noqa: PTH119  # folders are many, and texts already
    watched = (*_WATCHED, _MEASURED) if is_measured else _WATCHED
    for entry in entries:
        if _is_folder(entry):
            if not entry.name.startswith(".") and entry.name not in _NEVER_SEARCHED:
                yield from _files(entry.path)
        elif entry.name.lower().endswith(watched) or entry.name == _MARKED:
            yield entry


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


@dataclass(frozen=True)
class Change:
    """Files that are new, gone or different."""

    paths: frozenset[str]

    @property
    def only_documents(self) -> bool:
        """Whether nothing but YAML has changed, and no picture."""
        return all(path.endswith(YAML_SUFFIXES) for path in self.paths)


def difference(before: Mapping[str, object], after: Mapping[str, object]) -> Change:
    """What is not the same in two looks."""
    same = before.items() & after.items()
    return Change(frozenset((before.keys() | after.keys()) - {path for path, _ in same}))


def pause_after(took: float) -> float:
    """Seconds to wait after a look that took so many."""
    return max(PAUSE, min(took * _LIGHT, _LONG_PAUSE), took * _GENTLE)


def changes(root: Path, seen: Seen, stopped: Callable[[float], bool]) -> Iterator[Change]:
    """Each change of the files below a folder, once they have come to rest.

    Args:
        root: The folder.
        seen: The files as they were when somebody last read them.
        stopped: Waits for some seconds, and says whether to stop.
    """
    pause = PAUSE
    while not stopped(pause):
        began = time.monotonic()
        now = look(root)
        pause = pause_after(time.monotonic() - began)
        if now == seen:
            continue
        while not stopped(SETTLED) and (again := look(root)) != now:
            now = again
        changed = difference(seen, now)
        seen = now
        yield changed
