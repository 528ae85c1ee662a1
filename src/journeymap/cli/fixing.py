"""Fixes on their way out: written to the files, or shown as a unified diff."""

from __future__ import annotations

import difflib
import sys
from typing import TYPE_CHECKING

from journeymap.files import write_whole
from journeymap.workspace.paths import shown_path

if TYPE_CHECKING:
    from journeymap.lint.fixing import Fixed


def write_fixes(fixed: Fixed, *, quiet: bool) -> None:
    """Writes the files that fixes have changed, and says how many findings they mended."""
    for path, (_, content) in fixed.changed.items():
        write_whole(path, content)
    if fixed.changed and not quiet:
        files = len(fixed.changed)
        sys.stderr.write(f"Mended: {fixed.mended}, in {files} file{'' if files == 1 else 's'}.\n")


def show_fixes(fixed: Fixed) -> None:
    """Prints what fixes would change, as a unified diff."""
    for path, (before, after) in fixed.changed.items():
        name = shown_path(path).lstrip("/")
        old, new = (content.decode().splitlines(keepends=True) for content in (before, after))
        for line in difflib.unified_diff(old, new, f"a/{name}", f"b/{name}"):
            sys.stdout.write(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n")
