"""Which browser makes pictures of pages: the one that is named, else a Chromium, Chrome or Edge of this machine."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from journeymap.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Iterator

ON_PATH = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
"""The names under which the browsers are installed, best first."""

_MAC = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_WINDOWS = (
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
_LINUX = ("/snap/bin/chromium", "/opt/google/chrome/chrome", "/opt/microsoft/msedge/msedge")
_HELP = "Install Chromium or Chrome, or name yours by `--browser PATH`."


def find_browser(named: Path | None = None) -> Path:
    """The browser's program.

    Args:
        named: A path, or the name of a program on PATH; None means the first that is found, on PATH and then in the
            places where it is usually installed.

    Raises:
        EngineError: There is none, or what was named is no program.
    """
    if named is not None:
        its_place = shutil.which(named)
        if its_place is None:
            raise EngineError(f"there is no browser at {named}", _HELP)
        return Path(its_place)
    on_path = (shutil.which(name) for name in ON_PATH)
    candidates = (*(Path(name) for name in on_path if name), *usual_places())
    program = next((found for found in candidates if os.access(found, os.X_OK)), None)
    if program is None:
        raise EngineError("no Chromium, Chrome or Edge is found, and it makes PNG and PDF of pages", _HELP)
    return program


def usual_places(platform: str = sys.platform) -> Iterator[Path]:
    """Where a system installs browsers that are not on PATH."""
    if platform == "darwin":
        for folder in (Path("/Applications"), Path.home() / "Applications"):
            yield from (folder / place for place in _MAC)
    elif platform == "win32":
        for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
            programs = os.environ.get(variable)
            yield from (Path(programs, place) for place in _WINDOWS if programs)
    else:
        yield from map(Path, _LINUX)


def working_folder(program: Path) -> Path | None:
    """Where files for a browser have to lie so that it can read them; None for the system's temporary folder.

    A browser that is installed as a snap sees neither `/tmp` nor hidden folders, only its own.
    """
    is_snap = program.is_relative_to("/snap") or program.resolve() == Path("/usr/bin/snap")
    own = Path.home() / "snap" / program.name / "common"
    return own if is_snap and own.is_dir() else None
