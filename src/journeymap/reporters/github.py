"""Annotations for GitHub Actions, and the step summary where the runner asks for one.

Escapes are those of the runner's own toolkit: percent-encoding of `%`, CR and LF, in properties of `:` and `,` too.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from journeymap.diagnostics import Position, Severity, Span
from journeymap.reporters.visible import visible

if TYPE_CHECKING:
    from journeymap.diagnostics import Diagnostic, Report

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
SHOWN_PER_KIND = 10
"""Annotations of a kind that GitHub shows per step; the rest are only in the log."""
_SUMMARY_ROWS = 200


def write(report: Report, stream: TextIO, *, colour: bool = False) -> None:  # noqa: ARG001  # every reporter takes it
    """Writes an annotation a finding, errors first, and says how many GitHub will not show."""
    stream.writelines(
        _annotation(finding) + "\n" for finding in sorted(report.findings, key=lambda item: item.severity.rank)
    )
    for severity in Severity:
        hidden = report.count(severity) - SHOWN_PER_KIND
        if hidden > 0:
            stream.write(f"GitHub shows {SHOWN_PER_KIND} {severity} annotations per step; {hidden} more stand above.\n")
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary:
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(_summary(report))


def _annotation(finding: Diagnostic) -> str:
    span = finding.span or Span(Position(1, 1), Position(1, 1))
    properties = {"file": repository_path(finding.path), "line": span.start.line, "col": span.start.column}
    if span.end.line == span.start.line:
        properties |= {"endLine": span.end.line, "endColumn": span.end.column}
    properties["title"] = f"{finding.code} {finding.name}"
    listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    message = f"{finding.message}\n{finding.help}" if finding.help else finding.message
    return f"::{_COMMANDS[finding.severity]} {listed}::{_data(message)}"


def repository_path(path: str) -> str:
    """A path relative to the checkout, as annotations need it, also when the step runs in a folder below."""
    checkout = os.environ.get("GITHUB_WORKSPACE")
    if not checkout:
        return path
    full = Path.cwd() / path
    base = Path(checkout)
    return full.relative_to(base).as_posix() if full.is_relative_to(base) else path


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _summary(report: Report) -> str:
    """The findings as a Markdown table."""
    counts = f"{report.count(Severity.ERROR)} errors, {report.count(Severity.WARNING)} warnings"
    lines = [f"### journeymap: {counts} in {report.checked} documents", ""]
    if report.findings:
        lines += ["| where | severity | rule | what |", "| --- | --- | --- | --- |"]
    lines += [_row(finding) for finding in report.findings[:_SUMMARY_ROWS]]
    left_out = len(report.findings) - _SUMMARY_ROWS
    if left_out > 0:
        lines += ["", f"{left_out} more findings are in the log."]
    return "\n".join(lines) + "\n\n"


def _row(finding: Diagnostic) -> str:
    line = finding.span.start.line if finding.span else 1
    place = _cell(f"{repository_path(finding.path)}:{line}")
    return f"| {place} | {finding.severity} | {finding.code} {finding.name} | {_cell(finding.message)} |"


def _cell(text: str) -> str:
    """Text in a cell of a Markdown table, as text: no markup, no HTML, no new column."""
    escaped = visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    for character in "\\`*_[]()#!|~@":
        escaped = escaped.replace(character, f"&#{ord(character)};")
    return escaped
