"""A history on its way out: how far the walk has come, and the stream or file that it goes to."""

from __future__ import annotations

import io
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from journeymap.files import write_whole
from journeymap.reporters.histories import write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from journeymap.diff.past import Past
    from journeymap.reporters.histories import LogFormat


@contextmanager
def telling_commits(*, quiet: bool) -> Iterator[Callable[[int, int], None] | None]:
    """Shows on stderr how many commits are read, where a person sits at a terminal."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415  # only for a person
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    columns = (TextColumn("Reading commits"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


def deliver_history(past: Past, log_format: LogFormat, file: Path | None, *, colour: bool) -> None:
    """Writes a history to stdout, or whole to a file.

    Raises:
        TargetError: The file cannot be written.
    """
    if file is None:
        write(past, log_format, sys.stdout, colour=colour)
        sys.stdout.flush()
        return
    stream = io.StringIO()
    write(past, log_format, stream)
    write_whole(file, stream.getvalue().encode("utf-8", "backslashreplace"))
