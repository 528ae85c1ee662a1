"""Measurements for wikis, pull requests and step summaries. Text from files and data is text, never markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TextIO

from journeymap.render.markdown_text import inert, line
from journeymap.render.text_width import plain
from journeymap.reporters.measurements.told import told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.evidence.kept import Measured
    from journeymap.reporters.measurements.sections import Section

_PER_CENT = re.compile(r"&#37;(?=\s|$)")
"""A per cent sign with nothing right behind it, which no service reads as a milestone or a placeholder."""


def write(found: Sequence[Measured], stream: TextIO, *, colour: bool = False) -> None:  # noqa: ARG001  # as every reporter
    """Writes a heading a journey, what was found in sentences, then the tables."""
    stream.write("\n".join(text for one in found for text in _journey(one)).rstrip("\n") + "\n")


def _journey(one: Measured) -> Iterator[str]:
    said = told(one)
    yield from (f"# {line(said.title)}", "")
    for sentence in said.lead:
        yield line(sentence)
    yield ""
    for section in said.sections:
        yield from _table(section)
    for remark in said.remarks:
        yield f"- {line(remark)}"
    if said.remarks:
        yield ""


def _table(section: Section) -> Iterator[str]:
    yield from (f"## {line(section.title)}", "")
    yield _row(section.columns)
    yield "|" + "|".join("---" if not place else "---:" for place, _ in enumerate(section.columns)) + "|"
    yield from (_row(row) for row in section.rows)
    yield ""
    if section.more:
        yield from (line(section.more), "")
    if section.note:
        yield from (line(section.note), "")


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(_PER_CENT.sub("%", inert(plain(cell))) for cell in cells) + " |"
