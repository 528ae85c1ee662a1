"""A Code Quality report for GitLab: https://docs.gitlab.com/ci/testing/code_quality/."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TextIO

from journeymap.diagnostics import Position, Severity, Span
from journeymap.render.seen import json_visible
from journeymap.reporters.checkout import repository_path
from journeymap.reporters.fingerprints import fingerprints
from journeymap.reporters.visible import visible

if TYPE_CHECKING:
    from journeymap.diagnostics import Diagnostic, Report

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}
_NOWHERE = Span(Position(1, 1), Position(1, 1))


def write(report: Report, stream: TextIO, *, colour: bool = False) -> None:  # noqa: ARG001  # every reporter takes it
    """Writes one list; it is empty where nothing is found, as GitLab wants it to compare branches."""
    named = zip(report.findings, fingerprints(report.findings), strict=True)
    made = [violation(finding, fingerprint) for finding, fingerprint in named]
    stream.write(json_visible(json.dumps(made, indent=2, ensure_ascii=False)) + "\n")


def violation(finding: Diagnostic, fingerprint: str) -> dict[str, Any]:
    """A finding as a violation."""
    span = finding.span or _NOWHERE
    return {
        "description": visible(f"{finding.message}. {finding.help}" if finding.help else finding.message),
        "check_name": f"{finding.code} {finding.name}",
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": repository_path(finding.path),
            "lines": {"begin": span.start.line, "end": max(span.start.line, span.end.line)},
        },
    }
