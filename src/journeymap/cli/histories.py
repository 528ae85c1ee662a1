"""A history on its way out: the stream or file that it goes to."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

from journeymap.files import write_whole
from journeymap.reporters.histories import write

if TYPE_CHECKING:
    from pathlib import Path

    from journeymap.diff.past import Past
    from journeymap.reporters.histories import LogFormat


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
