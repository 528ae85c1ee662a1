"""Findings on their way out: the stream, the summary line and the exit code."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

from journeymap import reporters
from journeymap.cli import costs, exit_codes
from journeymap.cli.options import ColourWhen, FailOn, chosen_format
from journeymap.diagnostics import Report, Severity
from journeymap.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.cli.targets import Target


def report_findings(
    report: Report,
    *,
    targets: Sequence[Target],
    fail_on: FailOn,
    colour: ColourWhen,
    quiet: bool,
    statistics: bool = False,
    profile: bool = False,
) -> int:
    """Writes findings where they are wanted and a summary to stderr; returns the exit code.

    Args:
        report: What was found.
        targets: Formats and files, as `journeymap.cli.targets.settled` makes them.
        fail_on: From which severity on the run fails.
        colour: When to use colours.
        quiet: Leave out the summary.
        statistics: Write counts by rule in place of findings, where no format is asked for.
        profile: Write the seconds by rule to stderr.

    Raises:
        TargetError: A file cannot be written.
    """
    for target in sorted(targets, key=lambda target: target.file is None):
        _write(report, target, colour, statistics=statistics)
    if profile:
        sys.stderr.write(costs.profile(report))
    if not quiet:
        sys.stderr.write(summary(report) + "\n")
    crashed = any(finding.code == "JM001" for finding in report.findings)
    if crashed:
        return exit_codes.FAILED
    return exit_codes.FINDINGS if fail_on.is_reached(report) else exit_codes.CLEAN


def _write(report: Report, target: Target, colour: ColourWhen, *, statistics: bool) -> None:
    stream = io.StringIO() if target.file else sys.stdout
    if statistics and target.output_format is None:
        stream.write(costs.statistics(report))
    else:
        chosen = chosen_format(target.output_format, stream)
        reporters.write(report, chosen, stream, colour=target.file is None and colour.holds_for(stream))
    if target.file and isinstance(stream, io.StringIO):
        write_whole(target.file, stream.getvalue().encode("utf-8", "backslashreplace"))
    else:
        stream.flush()


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
