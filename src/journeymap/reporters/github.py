"""Annotations for GitHub Actions, and the step summary where the runner asks for one.

Escapes are those of the runner's own toolkit: percent-encoding of `%`, CR and LF, in properties of `:` and `,` too.
What no runner escapes and a terminal would obey is written out.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from journeymap.diagnostics import Position, Severity, Span
from journeymap.reporters import markdown
from journeymap.reporters.checkout import repository_path
from journeymap.reporters.visible import visible

if TYPE_CHECKING:
    from journeymap.diagnostics import Diagnostic, Report

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
SHOWN_PER_KIND = 10
"""Annotations of a kind that GitHub shows per step; the rest are only in the log."""


def write(report: Report, stream: TextIO, *, colour: bool = False) -> None:  # noqa: ARG001  # every reporter takes it
    """Writes an annotation a finding, errors first, and says how many GitHub will not show."""
    stream.writelines(
        annotation(finding) + "\n" for finding in sorted(report.findings, key=lambda item: item.severity.rank)
    )
    for severity in Severity:
        hidden = report.count(severity) - SHOWN_PER_KIND
        if hidden > 0:
            stream.write(f"GitHub shows {SHOWN_PER_KIND} {severity} annotations per step; {hidden} more stand above.\n")
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary:
        with Path(summary).open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(markdown.table(report))


def annotation(finding: Diagnostic) -> str:
    """A finding as an annotation."""
    span = finding.span or Span(Position(1, 1), Position(1, 1))
    message = f"{finding.message}\n{finding.help}" if finding.help else finding.message
    return command(_COMMANDS[finding.severity], finding.path, span, f"{finding.code} {finding.name}", message)


def command(name: str, path: str | None, span: Span | None, title: str, message: str) -> str:
    """A workflow command that annotates a place.

    Args:
        name: error, warning or notice.
        path: The file; None for none.
        span: The place in it; None for the file as a whole.
        title: The first line, in bold.
        message: The rest.
    """
    properties: dict[str, object] = {"file": repository_path(path)} if path is not None else {}
    if span is not None and path is not None:
        properties |= {"line": span.start.line, "col": span.start.column}
        if span.end.line == span.start.line:
            properties |= {"endLine": span.end.line, "endColumn": span.end.column}
    properties["title"] = title
    listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{name} {listed}::{_data(message)}"


def _data(text: str) -> str:
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
