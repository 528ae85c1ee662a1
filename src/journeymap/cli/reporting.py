"""Findings on their way out: the stream, the summary line and the exit code."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

from journeymap import reporters
from journeymap.cli import exit_codes
from journeymap.cli.options import ColourWhen, FailOn, chosen_format
from journeymap.diagnostics import Report, Severity
from journeymap.files import write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from journeymap.reporters import OutputFormat


def report_findings(
    report: Report,
    *,
    output_format: OutputFormat | None,
    output_file: Path | None,
    fail_on: FailOn,
    colour: ColourWhen,
    quiet: bool,
) -> int:
    """Writes findings to stdout or a file and a summary to stderr; returns the exit code."""
    if output_file is None:
        chosen = chosen_format(output_format, sys.stdout)
        reporters.write(report, chosen, sys.stdout, colour=colour.holds_for(sys.stdout))
        sys.stdout.flush()
    else:
        text = io.StringIO()
        reporters.write(report, chosen_format(output_format, text), text)
        write_whole(output_file, text.getvalue())
    if not quiet:
        sys.stderr.write(summary(report) + "\n")
    crashed = any(finding.code == "JM001" for finding in report.findings)
    if crashed:
        return exit_codes.FAILED
    return exit_codes.FINDINGS if fail_on.is_reached(report) else exit_codes.CLEAN


def summary(report: Report) -> str:
    """What was checked and what was found, in a line."""
    documents = _counted(report.checked, "document")
    found = [
        _counted(report.count(severity), noun)
        for severity, noun in ((Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "remark"))
        if report.count(severity)
    ]
    return f"{', '.join(found) if found else 'No findings'} in {documents}, {report.seconds:.2f} s."


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
