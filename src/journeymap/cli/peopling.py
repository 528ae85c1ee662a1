"""What `customers` prints: how many are in which stage, and who moved; never a row of a customer."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TextIO

from journeymap.evidence.suppression import ALL, told
from journeymap.reporters.measurements.numbers import NOTHING, count
from journeymap.reporters.measurements.table import write_told
from journeymap.reporters.measurements.told import Section, Told

if TYPE_CHECKING:
    from journeymap.evidence.customers import People
    from journeymap.evidence.suppression import Field

_NONE = "(none)"
_HIDDEN = "hidden"
_REMARK = "Numbers below {least} are not told (few), nor the smallest that would tell them by subtraction ({hidden})."
_LAST = 3
"""Months of flows that are shown."""


def summary(people: People, stream: TextIO, *, colour: bool) -> None:
    """Prints the stages by persona, and the flows of the last months."""
    total = len(people.customers)
    few = 0 < total < people.min_group
    said = Told(
        title=f"Lifecycle {people.lifecycle}",
        lead=(f"Fewer than {people.min_group} customers." if few else f"{count(total)} customers.",),
        sections=tuple(section for section in (_stages(people), _flows(people)) if section.rows),
        remarks=(_REMARK.format(least=people.min_group, hidden=_HIDDEN),),
    )
    write_told([said], stream, colour=colour)


def _stages(people: People) -> Section:
    """Who is where: a row a stage and a column a persona, nobody's among them, with the sums of both."""
    stages = [stage for stage in (*people.stages, "") if any(item.stage == stage for item in people.customers)]
    personas = sorted({item.persona for item in people.customers})
    held = Counter((stages.index(item.stage), personas.index(item.persona)) for item in people.customers)
    sums = Counter(field for place, persona in held.elements() for field in ((place, ALL), (ALL, persona), (ALL, ALL)))
    shown = told(held | sums, people.min_group)

    def cells(place: int) -> tuple[str, ...]:
        return tuple(
            _cell((place, persona), held | sums, shown, people.min_group) for persona in (ALL, *range(len(personas)))
        )

    rows = [(stage or _NONE, *cells(place)) for place, stage in enumerate(stages)]
    if len(stages) > 1:
        rows.append(("All", *cells(ALL)))
    return Section("Who is where now", ("Stage", "Customers", *(name or "(unknown)" for name in personas)), tuple(rows))


def _cell(field: Field, held: Counter[Field], shown: frozenset[Field], least: int) -> str:
    number = held[field]
    if not number:
        return NOTHING
    if field in shown:
        return count(number)
    return count(None) if number < least else _HIDDEN


def _flows(people: People) -> Section:
    months = sorted({flow.month for flow in people.flows})[-_LAST:]
    rows = tuple(
        (flow.month, f"{flow.before or _NONE} → {flow.after or _NONE}", count(flow.customers))
        for flow in people.flows
        if flow.month in months
    )
    return Section("Who moved", ("Month", "From and to", "Customers"), rows)
