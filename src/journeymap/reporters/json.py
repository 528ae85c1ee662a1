"""All findings as one JSON object; `schemas/findings.schema.json` is its schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from journeymap.render.seen import json_visible
from journeymap.reporters.findings import findings

if TYPE_CHECKING:
    from journeymap.diagnostics import Report


def write(report: Report, stream: TextIO, *, colour: bool = False) -> None:  # noqa: ARG001  # every reporter takes it
    """Writes one indented object."""
    stream.write(json_visible(findings(report).model_dump_json(indent=2)) + "\n")
