"""Baselines on the command line: read, written, and what is said of them on stderr."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from journeymap import api
from journeymap.files import write_whole
from journeymap.reporters.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from journeymap.diagnostics import Report


def held_against(baseline: Path | None, *, quiet: bool) -> Callable[[Report], Report]:
    """A function that leaves out of a report what a baseline knows; without a baseline it leaves out nothing."""
    return (lambda report: report) if baseline is None else (lambda report: _held(report, baseline, quiet=quiet))


def _held(report: Report, baseline: Path, *, quiet: bool) -> Report:
    """The report without what the baseline knows; entries that no finding answers to are named."""
    new, held = api.against_baseline(report, baseline)
    if not quiet:
        sys.stderr.write(f"Known from {baseline}, and left out: {held.known}.\n")
    for entry in held.stale:
        sys.stderr.write(visible(f"The baseline knows {entry.code} at {entry.object}, which is mended") + ".\n")
    if held.stale and not quiet:
        sys.stderr.write(f"`--write-baseline {baseline}` brings it up to date.\n")
    return new


def write_baseline_file(report: Report, baseline: Path, *, quiet: bool) -> None:
    """Writes the findings as a baseline, and says how many."""
    write_whole(baseline, api.baseline_text(report, baseline))
    if not quiet:
        sys.stderr.write(f"Written to {baseline}: {len(report.findings)}.\n")
