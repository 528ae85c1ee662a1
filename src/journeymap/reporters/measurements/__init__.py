"""Measurements for people and programs: one file a format, each writes to a stream and does its own escaping."""

from __future__ import annotations

import importlib
from enum import StrEnum
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.evidence.kept import Measured


class MeasureFormat(StrEnum):
    """The formats in which measurements can be had."""

    TABLE = "table"
    MARKDOWN = "markdown"
    JSON = "json"


def write(found: Sequence[Measured], form: MeasureFormat, stream: TextIO, *, colour: bool = False) -> None:
    """Writes measurements in a format.

    Args:
        found: What was measured.
        form: The format.
        stream: Where to write.
        colour: Whether the stream is a terminal that shows colours; only `table` uses them.
    """
    importlib.import_module(f"journeymap.reporters.measurements.{form.value}").write(found, stream, colour=colour)
