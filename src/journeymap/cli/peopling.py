"""What `customers` prints: how many are in which stage, and who moved; never a row of a customer."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from journeymap.evidence.standing import Unsaid, standing
from journeymap.reporters.measurements.numbers import NOTHING, count
from journeymap.reporters.measurements.table import write_told
from journeymap.reporters.measurements.told import Section, Told

if TYPE_CHECKING:
    from journeymap.evidence.customers import People
    from journeymap.evidence.standing import Row, Standing

_NONE = "(none)"
_HIDDEN = "hidden"
_REMARK = "Numbers below {least} are not told (few), nor the smallest that would tell them by subtraction ({hidden})."
_UNMARKED = "Numbers below {least} are not told, nor those that would tell them by subtraction (all {hidden})."
_LAST = 3
"""Months of flows that are shown."""


def summary(people: People, stream: TextIO, *, colour: bool) -> None:
    """Prints the stages by persona, and the flows of the last months."""
    found = standing(people, _LAST)
    total = len(people.customers)
    few = 0 < total < people.min_group
    remark = _REMARK if found.marked else _UNMARKED
    said = Told(
        title=f"Lifecycle {people.lifecycle}",
        lead=(f"Fewer than {people.min_group} customers." if few else f"{count(total)} customers.",),
        sections=tuple(section for section in (_stages(found), _flows(found)) if section.rows),
        remarks=(remark.format(least=people.min_group, hidden=_HIDDEN),),
    )
    write_told([said], stream, colour=colour)


def _stages(found: Standing) -> Section:
    """Who is where: a row a stage and a column a persona, nobody's among them, with the sums of both."""
    rows = [(row.stage or _NONE, *_cells(row)) for row in found.rows]
    if len(found.rows) > 1:
        rows.append(("All", *_cells(found.all)))
    columns = ("Stage", "Customers", *(name or "(unknown)" for name in found.personas))
    return Section("Who is where now", columns, tuple(rows))


def _cells(row: Row) -> tuple[str, ...]:
    return tuple(_cell(number) for number in (row.customers, *row.personas))


def _cell(number: int | Unsaid) -> str:
    if isinstance(number, Unsaid):
        return count(None) if number is Unsaid.FEW else _HIDDEN
    return count(number) if number else NOTHING


def _flows(found: Standing) -> Section:
    rows = tuple(
        (move.month, f"{move.before or _NONE} → {move.after or _NONE}", _cell(move.customers)) for move in found.moves
    )
    return Section("Who moved", ("Month", "From and to", "Customers"), rows)
