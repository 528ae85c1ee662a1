"""JSON lines: each line is one finding, in the shape that it has in the JSON output."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from journeymap.render.seen import json_visible
from journeymap.reporters.findings import finding

if TYPE_CHECKING:
    from journeymap.diagnostics import Report


def write(report: Report, stream: TextIO, *, colour: bool = False) -> None:  # noqa: ARG001  # every reporter takes it
    """Writes a line a finding; nothing where there is none."""
    stream.writelines(json_visible(finding(item).model_dump_json()) + "\n" for item in report.findings)
