"""Measurements for a person at a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from rich import box
from rich.table import Table
from rich.text import Text

from journeymap.reporters.measurements.told import told
from journeymap.reporters.terminal import console
from journeymap.reporters.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from journeymap.evidence.kept import Measured
    from journeymap.reporters.measurements.sections import Section, Told

_ELSEWHERE = 110
"""Columns where it is not written to a terminal."""


def write(found: Sequence[Measured], stream: TextIO, *, colour: bool = False) -> None:
    """Writes a heading a journey, what was found in sentences, then the tables."""
    write_told([told(one) for one in found], stream, colour=colour)


def write_told(found: Sequence[Told], stream: TextIO, *, colour: bool = False) -> None:
    """Writes what is told: headings, sentences, tables, notes."""
    printer = console(stream, colour=colour, width=None if stream.isatty() else _ELSEWHERE, folds=True)
    for place, said in enumerate(found):
        if place:
            printer.print()
        _journey(said, printer)


def _journey(said: Told, printer: Console) -> None:
    printer.print(Text(visible(said.title), "bold"))
    for sentence in said.lead:
        printer.print(Text(visible(sentence)))
    for section in said.sections:
        printer.print()
        printer.print(Text(visible(section.title), "bold"))
        printer.print(_table(section))
        if section.more:
            printer.print(Text(visible(section.more)))
        if section.note:
            printer.print(Text(visible(section.note), "bright_black"))
    if said.remarks:
        printer.print()
    for remark in said.remarks:
        printer.print(Text(f"Note: {visible(remark)}", "yellow"))


def _table(section: Section) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for place, name in enumerate(section.columns):
        table.add_column(Text(visible(name)), justify="right" if place else "left", overflow="fold")
    for place, row in enumerate(section.rows):
        table.add_row(*(Text(visible(cell)) for cell in row), style="red" if place in section.bad else "")
    return table
