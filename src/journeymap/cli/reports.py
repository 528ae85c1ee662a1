"""A report on its way out: which workspace is meant, whether the target fits, how far it has come."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from journeymap.errors import SettingError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    Progress = Callable[[int, int], None]


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


@contextmanager
def telling(*, quiet: bool) -> Iterator[Progress | None]:
    """Shows on stderr how many files are finished, where a person sits at a terminal."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415  # only for a person
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn  # noqa: PLC0415
    from rich.progress import Progress as Bar  # noqa: PLC0415

    columns = (TextColumn("Drawing"), BarColumn(), MofNCompleteColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)
