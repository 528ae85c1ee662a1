"""Remarks on drawings, on stderr: what is not in them, and what was not heeded."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from journeymap.reporters.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.api import Remarks


def tell(remarks: Remarks) -> None:
    """Writes one line for each thing there is to say, even where a run is quiet."""
    for line in _lines(remarks):
        sys.stderr.write(visible(f"note: {line}") + "\n")


def _lines(remarks: Remarks) -> Iterator[str]:
    if remarks.left_out:
        have = "have" if len(remarks.left_out) > 1 else "has"
        yield f"left out: {_listed(remarks.left_out)} {have} faults; `journeymap validate` says where."
    for path in remarks.faulty_settings:
        yield f"settings in {path} have faults, and defaults stand in for them; `journeymap validate` says where."
    if remarks.without_words:
        yield (
            f"there are no words in {_listed(remarks.without_words)} yet: fixed words are in English. "
            "TEXTDOMAINDIR may name a folder with your own."
        )


def _listed(words: Sequence[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)
