"""Findings as a Markdown table, for comments, wikis and the step summary of GitHub Actions.

Everything that comes from files is escaped: it is text, never markup, HTML, a link, a mention of a person or a
reference to an issue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from journeymap.diagnostics import Severity
from journeymap.render.markdown_text import inert
from journeymap.reporters.checkout import repository_path
from journeymap.reporters.findings import page_of
from journeymap.reporters.visible import visible

if TYPE_CHECKING:
    from journeymap.diagnostics import Diagnostic, Report

_LONGEST = 60_000
"""Characters of the table; a comment on GitHub holds 65,536, the words around it among them."""


def write(report: Report, stream: TextIO, *, colour: bool = False) -> None:  # noqa: ARG001  # every reporter takes it
    """Writes a heading with counts and a table, errors first; what would make it too long is only counted."""
    stream.write(table(report))


def table(report: Report) -> str:
    """The heading and the table, as Markdown."""
    lines = [f"### journeymap: {_counts(report)}", ""]
    if report.findings:
        lines += ["| where | severity | rule | what |", "| --- | --- | --- | --- |"]
    length = sum(len(line) for line in lines)
    ordered = sorted(report.findings, key=lambda finding: finding.severity.rank)
    for number, finding in enumerate(ordered):
        row = _row(finding)
        length += len(row) + 1
        if length > _LONGEST:
            lines += ["", f"{len(ordered) - number} more findings are left out here."]
            break
        lines.append(row)
    return "\n".join(lines).rstrip("\n") + "\n\n"


def _counts(report: Report) -> str:
    nouns = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "remark"}
    found = [_counted(report.count(severity), noun) for severity, noun in nouns.items() if report.count(severity)]
    return f"{', '.join(found) or 'no findings'} in {_counted(report.checked, 'document')}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _row(finding: Diagnostic) -> str:
    line = finding.span.start.line if finding.span else 1
    place = cell(f"{repository_path(finding.path)}:{line}")
    rule = f"[{cell(f'{finding.code} {finding.name}')}]({page_of(finding)})"
    told = cell(f"{finding.message}. {finding.help}" if finding.help else finding.message)
    return f"| {place} | {finding.severity} | {rule} | {told} |"


def cell(text: str) -> str:
    """Text in a cell of a table, as text."""
    return inert(visible(text))
