"""Findings for people and programs: one file a format, each writes to a stream and does its own escaping."""

from __future__ import annotations

import importlib
import os
from dataclasses import replace
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
    GITLAB = "gitlab"
    JUNIT = "junit"
    SARIF = "sarif"
    RDJSON = "rdjson"
    MARKDOWN = "markdown"


_MODULES = {member: member.value for member in OutputFormat} | {OutputFormat.FULL: "text"}


def write(report: Report, output_format: OutputFormat, stream: TextIO, *, colour: bool = False) -> None:
    """Writes findings in a format.

    Args:
        report: What was found.
        output_format: The format.
        stream: Where to write.
        colour: Whether the stream is a terminal that shows colours; only `full` uses them.
    """
    module = importlib.import_module(f"journeymap.reporters.{_MODULES[output_format]}")
    module.write(_encodable(report), stream, colour=colour)


def _spelled(path: str) -> str:
    """A file name that any encoding holds: the bytes of the file system, or the letters where it has none for them."""
    try:
        return os.fsencode(path).decode(errors="backslashreplace")
    except UnicodeEncodeError:
        return path.encode(errors="backslashreplace").decode()


def _encodable(report: Report) -> Report:
    r"""The report with file names that are no UTF-8 written as `caf\xe9.yaml`: no format could hold them otherwise."""
    paths = {finding.path for finding in report.findings}
    paths.update(related.path for finding in report.findings for related in finding.related)
    names = {path: shown for path in paths if (shown := _spelled(path)) != path}
    if not names:
        return report
    findings = tuple(
        replace(
            finding,
            path=names.get(finding.path, finding.path),
            related=tuple(replace(other, path=names.get(other.path, other.path)) for other in finding.related),
        )
        for finding in report.findings
    )
    lines = {names.get(path, path): lines for path, lines in report.lines.items()}
    return replace(report, findings=findings, lines=lines)
