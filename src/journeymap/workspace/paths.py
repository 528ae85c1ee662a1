"""Paths as messages show them, and the files behind them."""

from __future__ import annotations

import os
from pathlib import Path


def shown_path(path: Path) -> str:
    """A path as messages show it: relative to the folder one stands in where it lies below it, with slashes."""
    here = os.getcwd()  # noqa: PTH109  # called for every file
    text = str(path)
    return (text[len(here) + 1 :] if text.startswith(here + os.sep) else text).replace(os.sep, "/")


def full_path(path: str | Path) -> Path:
    """The file behind a path that is shown or was typed; symbolic links keep the name they have."""
    return Path(os.path.abspath(path))  # noqa: PTH100  # resolving would give another name than the one typed
