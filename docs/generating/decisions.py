"""The list of decision records, from the files in their folder."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generating.markdown import prose, table

if TYPE_CHECKING:
    from pathlib import Path

_MARKS = re.compile(r"^#+\s*(?:\d+[.:]?\s+)?")
"""What stands before a title: the mark of a heading, and the record's number."""


def decisions(folder: Path) -> str:
    """A row a record: its number, and its title with a link.

    Args:
        folder: Where the records lie, as `NNN-title.md`, each with a heading on its first line.
    """
    rows = []
    for record in sorted(folder.glob("[0-9][0-9][0-9]-*.md")):
        heading = record.read_text(encoding="utf-8").lstrip().partition("\n")[0]
        rows.append([record.name[:3], f"[{prose(_MARKS.sub('', heading))}]({record.name})"])
    return table(["number", "decision"], rows) if rows else "There are none yet."
