"""Reviewdog's diagnostic format: https://github.com/reviewdog/reviewdog/tree/master/proto/rdf.

Its columns count bytes of UTF-8, and its ends are exclusive. A suggestion belongs to the file of its finding, so a fix
that also changes other files is left out.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TextIO

from journeymap.diagnostics import Applicability, Position, Severity, Span
from journeymap.render.seen import json_visible
from journeymap.reporters.byte_columns import byte_column
from journeymap.reporters.findings import page_of
from journeymap.reporters.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.diagnostics import Diagnostic, Fix, Report

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}
_NOWHERE = Span(Position(1, 1), Position(1, 1))
_HOME = "https://journeymap.readthedocs.io/"


def write(report: Report, stream: TextIO, *, colour: bool = False) -> None:  # noqa: ARG001  # every reporter takes it
    """Writes one object."""
    made = {
        "source": {"name": "journeymap", "url": _HOME},
        "diagnostics": [_diagnostic(finding, report.lines.get(finding.path, ())) for finding in report.findings],
    }
    stream.write(json_visible(json.dumps(made, indent=2, ensure_ascii=False)) + "\n")


def _diagnostic(finding: Diagnostic, lines: Sequence[str]) -> dict[str, Any]:
    return {
        "message": _message(finding),
        "location": {"path": finding.path, "range": _range(finding.span or _NOWHERE, lines)},
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": f"{finding.code} {finding.name}", "url": page_of(finding)},
        "suggestions": _suggestions(finding.fix, finding.path, lines) if finding.fix else [],
    }


def _message(finding: Diagnostic) -> str:
    """What is wrong, what to do, and what belongs to it, a line each; the format has no places for these."""
    told = [finding.message, finding.help]
    for related in finding.related:
        line = related.span.start.line if related.span else 1
        told.append(f"{related.message}: {related.path}:{line}")
    if finding.fix and finding.fix.applicability is Applicability.UNSAFE:
        told.append("What is suggested may change the meaning.")
    return "\n".join(visible(line) for line in told if line)


def _suggestions(fix: Fix, path: str, lines: Sequence[str]) -> list[dict[str, Any]]:
    if any(edit.path not in {"", path} for edit in fix.edits):
        return []
    return [{"range": _range(edit.span, lines), "text": edit.text} for edit in fix.edits if edit.span is not None]


def _range(span: Span, lines: Sequence[str]) -> dict[str, Any]:
    """A range in bytes; without columns, which means whole lines, where the text is not known."""
    start, end = byte_column(span.start, lines), byte_column(span.end, lines)
    if start is None or end is None:
        return {"start": {"line": span.start.line}, "end": {"line": span.end.line}}
    return {
        "start": {"line": span.start.line, "column": start},
        "end": {"line": span.end.line, "column": end},
    }
