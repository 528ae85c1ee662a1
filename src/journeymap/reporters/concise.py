"""One line a finding: `path:line:col: CODE name message`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from journeymap.diagnostics import Position
from journeymap.reporters.visible import visible

if TYPE_CHECKING:
    from journeymap.diagnostics import Report


def write(report: Report, stream: TextIO, *, colour: bool = False) -> None:  # noqa: ARG001  # every reporter takes it
    """Writes a line a finding."""
    for finding in report.findings:
        at = finding.span.start if finding.span else Position(1, 1)
        message = visible(finding.message)
        stream.write(f"{visible(finding.path)}:{at.line}:{at.column}: {finding.code} {finding.name} {message}\n")
