"""What `customers` prints: how many are in which stage, and who moved; never a row of a customer."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TextIO

from journeymap.reporters.measurements.numbers import NOTHING, count
from journeymap.reporters.measurements.table import write_told
from journeymap.reporters.measurements.told import Section, Told

if TYPE_CHECKING:
    from journeymap.evidence.customers import People

_NONE = "(none)"
_LAST = 3
"""Months of flows that are shown."""


def summary(people: People, stream: TextIO, *, colour: bool) -> None:
    """Prints the stages by persona, and the flows of the last months."""
    said = Told(
        title=f"Lifecycle {people.lifecycle}",
        lead=(f"{count(len(people.customers))} customers.",),
        sections=tuple(section for section in (_stages(people), _flows(people)) if section.rows),
        remarks=(f"Numbers below {people.min_group} are not told.",),
    )
    write_told([said], stream, colour=colour)


def _stages(people: People) -> Section:
    held = Counter((item.stage, item.persona) for item in people.customers)
    stages = [stage for stage in (*people.stages, "") if any(key[0] == stage for key in held)]
    personas = sorted({persona for _, persona in held})
    rows = tuple(
        (
            stage or _NONE,
            _told(sum(held[stage, persona] for persona in personas), people.min_group),
            *(_told(held[stage, persona], people.min_group) for persona in personas),
        )
        for stage in stages
    )
    return Section("Who is where now", ("Stage", "Customers", *(name or "(unknown)" for name in personas)), rows)


def _told(number: int, least: int) -> str:
    if not number:
        return NOTHING
    return count(number if number >= least else None)


def _flows(people: People) -> Section:
    months = sorted({flow.month for flow in people.flows})[-_LAST:]
    rows = tuple(
        (flow.month, f"{flow.before or _NONE} → {flow.after or _NONE}", count(flow.customers))
        for flow in people.flows
        if flow.month in months
    )
    return Section("Who moved", ("Month", "From and to", "Customers"), rows)
