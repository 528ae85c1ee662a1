"""Findings for tests of reporters, made without a workspace, and what a reporter makes of them."""

from __future__ import annotations

import io
from collections.abc import Sequence

from journeymap import reporters
from journeymap.diagnostics import Applicability, Diagnostic, Edit, Fix, Part, Pointer, Position, Report, Severity, Span
from journeymap.reporters import OutputFormat


def span(line: int, start: int, end: int) -> Span:
    return Span(Position(line, start), Position(line, end))


def finding(  # every field of a finding that a test may want to say
    *,
    code: str = "JM105",
    name: str = "invalid-value",
    message: str = "it is wrong",
    path: str = "a.yaml",
    about: str = "teams/sales/name",
    severity: Severity = Severity.ERROR,
    place: Span | None = None,
    help_line: str = "",
    fix: Fix | None = None,
) -> Diagnostic:
    return Diagnostic(
        code=code,
        name=name,
        severity=severity,
        message=message,
        path=path,
        span=place or span(1, 1, 2),
        object=about,
        help=help_line,
        fix=fix,
    )


def fix(*edits: tuple[Span, str, str], unsafe: bool = False) -> Fix:
    """A fix from places, new texts and the paths of other files (empty for the finding's own)."""
    made = tuple(Edit(Pointer(), Part.VALUE, text, place, path) for place, text, path in edits)
    return Fix("Mend it", made, Applicability.UNSAFE if unsafe else Applicability.SAFE)


def written(found: Sequence[Diagnostic] | Report, output_format: OutputFormat) -> str:
    """What a reporter writes of findings."""
    report = found if isinstance(found, Report) else Report(tuple(found), 1, paths=frozenset({"a.yaml"}))
    stream = io.StringIO()
    reporters.write(report, output_format, stream)
    return stream.getvalue()
