"""Findings for people and programs: one file a format, each writes to a stream and does its own escaping."""

from __future__ import annotations

import importlib
from enum import StrEnum
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from journeymap.diagnostics import Report


class OutputFormat(StrEnum):
    """The formats in which findings can be had."""

    FULL = "full"
    CONCISE = "concise"
    JSON = "json"
    JSONL = "jsonl"
    GITHUB = "github"


_MODULES = {
    OutputFormat.FULL: "text",
    OutputFormat.CONCISE: "concise",
    OutputFormat.JSON: "json",
    OutputFormat.JSONL: "jsonl",
    OutputFormat.GITHUB: "github",
}


def write(report: Report, output_format: OutputFormat, stream: TextIO, *, colour: bool = False) -> None:
    """Writes findings in a format.

    Args:
        report: What was found.
        output_format: The format.
        stream: Where to write.
        colour: Whether the stream is a terminal that shows colours; only `full` uses them.
    """
    module = importlib.import_module(f"journeymap.reporters.{_MODULES[output_format]}")
    module.write(report, stream, colour=colour)
