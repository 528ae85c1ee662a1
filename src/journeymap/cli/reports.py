"""A report on its way out: which workspace is meant, whether the target fits, how many may draw."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from journeymap.errors import SettingError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def one_place(paths: Sequence[Path], workspace: Path | None) -> list[Path]:
    """The paths of the workspace that is meant.

    Raises:
        SettingError: It is given twice.
    """
    if workspace is None:
        return list(paths)
    if paths:
        raise SettingError("--workspace stands beside paths", "Give one of them.")
    return [workspace]


def wrong_kind(target: Path, *, single_file: bool) -> None:
    """Refuses a folder where a file is written, and a file's name where a folder is.

    Raises:
        SettingError: The target does not fit.
    """
    if not single_file and target.suffix.lower() in {".html", ".htm"}:
        raise SettingError(f"{target} is the name of a file, and a report is a folder", "Add --single-file.")
    if single_file and target.is_dir():
        raise SettingError(
            f"{target} is a folder, and --single-file writes a file", "Name a file, such as report.html."
        )


def processors() -> int:
    """How many processes may draw at once: one for each processor that this one may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
