"""Checks again whenever a file is saved, until the user stops it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from journeymap.errors import SettingError
from journeymap.workspace import discovery

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from journeymap.lint.checking import Memory

_CLEAR = "\x1b[2J\x1b[H"


def watch_files(paths: Sequence[Path], check: Callable[[Memory], object]) -> None:
    """Runs a check at once, and again after each change of a YAML file in the workspaces that paths mean.

    The check is handed the memory in which documents that do not change are kept.

    Raises:
        SettingError: The library that watches files is not installed.
    """
    try:
        from watchfiles import watch  # noqa: PLC0415  # only needed here
    except ImportError:
        help_line = "`python -m pip install 'journeymap[watch]'` brings it."
        raise SettingError("--watch needs the package watchfiles", help_line) from None
    roots = {selection.root for selection in discovery.select(paths)}
    memory: Memory = {}
    _checked(check, memory)
    for _ in watch(*roots, watch_filter=_matters, debounce=200, step=50, raise_interrupt=False):
        if sys.stdout.isatty():
            sys.stdout.write(_CLEAR)
        _checked(check, memory)


def _checked(check: Callable[[Memory], object], memory: Memory) -> None:
    check(memory)
    sys.stdout.flush()
    sys.stderr.write("Watching; Ctrl+C stops.\n")
    sys.stderr.flush()


def _matters(_change: object, path: str) -> bool:
    """Whether a file may change findings: YAML outside hidden folders, measurements, and what git ignores."""
    place = Path(path)
    hidden = any(part.startswith(".") for part in place.parent.parts)
    named = place.suffix in discovery.YAML_SUFFIXES or place.name == ".gitignore"
    return not hidden and (named or discovery.is_measurement(place))
