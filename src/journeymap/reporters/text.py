"""Findings for a person: the source line with carets, what belongs to it, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from rich.cells import cell_len
from rich.text import Text

from journeymap.diagnostics import Position, Severity, Span
from journeymap.reporters.terminal import console
from journeymap.reporters.visible import visible

if TYPE_CHECKING:
    from journeymap.diagnostics import Diagnostic, Report

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold cyan"}
_EXCERPT = 100
"""Cells of a source line that are shown; a longer one is cut around the place that is meant."""


def write(report: Report, stream: TextIO, *, colour: bool = False) -> None:
    """Writes a paragraph a finding."""
    printer = console(stream, colour=colour)
    for finding in report.findings:
        printer.print(_paragraph(finding, report))


def _paragraph(finding: Diagnostic, report: Report) -> Text:
    span = finding.span or Span(Position(1, 1), Position(1, 1))
    style = _STYLES[finding.severity]
    numbers = [span.start.line, *(related.span.start.line for related in finding.related if related.span)]
    margin = len(str(max(numbers))) + 1
    text = Text()
    text.append(f"{finding.severity}[{finding.code}]", style)
    text.append(f" {finding.name}: ", "bold").append(visible(finding.message) + "\n")
    _place(text, finding.path, span, report, margin, style, "^")
    for related in finding.related:
        if related.span is not None:
            text.append(" " * margin + "= ", "blue").append(f"{visible(related.message)}:\n")
            _place(text, related.path, related.span, report, margin, "blue", "-")
    if finding.help:
        text.append(" " * margin + "= help: ", "blue").append(visible(finding.help) + "\n")
    return text


def _place(text: Text, path: str, span: Span, report: Report, margin: int, style: str, mark: str) -> None:
    """Adds the address of a place, its line, and marks under what is meant."""
    text.append(" " * (margin - 1) + "--> ", "blue")
    text.append(f"{visible(path)}:{span.start.line}:{span.start.column}\n")
    lines = report.lines.get(path, ())
    if not 0 < span.start.line <= len(lines):
        return
    excerpt, before, length = _excerpt(lines[span.start.line - 1], span)
    gap = " " * margin + "|"
    text.append(f"{gap}\n", "blue")
    text.append(f"{span.start.line:>{margin - 1}} |", "blue").append(f" {excerpt}\n")
    text.append(gap, "blue").append(" " * (before + 1)).append(mark * length + "\n", style)


def _excerpt(line: str, span: Span) -> tuple[str, int, int]:
    """What is shown of a line, the cells before the marks, and the cells to mark (at least one)."""
    start = span.start.column - 1
    end = span.end.column - 1 if span.end.line == span.start.line else len(line)
    shown = visible(line)
    before, meant = visible(line[:start]), visible(line[start:end])
    if cell_len(shown) <= _EXCERPT:
        return shown, cell_len(before), max(1, cell_len(meant))
    first = max(0, start - 30)
    piece = visible(line[first : first + _EXCERPT - 2])
    lead = "…" if first else ""
    marked = cell_len(visible(line[start : min(end, first + _EXCERPT - 2)]))
    tail = "…" if first + _EXCERPT - 2 < len(line) else ""
    return f"{lead}{piece}{tail}", cell_len(lead + visible(line[first:start])), max(1, marked)
