"""What a measurement says, as titled tables of words: the terminal and Markdown write the same ones.

Texts from files are as they are; each writer escapes them. Numbers are words already: shares in per cent, times in the
largest unit that says enough.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.model.settings import CaseKind
from journeymap.reporters.measurements.compared import differences, parts
from journeymap.reporters.measurements.naming import names
from journeymap.reporters.measurements.numbers import NOTHING, count, percent
from journeymap.reporters.measurements.sections import Section, Told
from journeymap.reporters.measurements.valued import metrics, paid, sentiment
from journeymap.reporters.measurements.walked import walked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.evidence.kept import Measured
    from journeymap.model.journey import Journey
    from journeymap.model.measurement import Measurement, SourceRead
    from journeymap.reporters.measurements.naming import Names

__all__ = ["Section", "Told", "told"]


def told(measured: Measured) -> Told:
    """What a measurement says; where no row lies in the period, that comes first, and no table of noughts."""
    found, called = measured.measurement, names(measured)
    lead, sections = _lead(found, measured.journey, called), _sections(found, measured.journey, called)
    if found.is_empty:
        lead, sections = iter(found.remarks[:1]), iter((*differences(found, called), _sources(found.sources)))
    said = found.remarks[1:] if found.is_empty else found.remarks
    return Told(
        title=measured.journey.name,
        lead=tuple(lead),
        sections=tuple(section for section in sections if section.rows),
        remarks=(*(f"{item.id}: {remark}" for item in found.sources for remark in item.remarks), *said),
    )


def _lead(found: Measurement, journey: Journey, called: Names) -> Iterator[str]:
    if found.totals is None and not any(place.events for stage in journey.stages for place in stage.touchpoints):
        yield "No touchpoint of this journey is bound to events."
    elif found.totals is None:
        yield f"Fewer than {found.asked.min_group} customers were on this journey, so nothing is told of them."
    else:
        totals = found.totals
        people = f"{count(totals.customers)} customers"
        who = f"{count(totals.cases)} sessions of {people}" if found.asked.cases is CaseKind.SESSION else people
        yield f"{who}." if totals.events is None else f"{who}, {count(totals.events)} events."
        if found.asked.goal is not None:
            share = f" ({percent(totals.completion)})" if totals.completion is not None else ""
            yield f"{count(totals.completed)}{share} reach the goal, {called.place(found.asked.goal)}."
    yield from _explained(found)
    if found.as_of is not None:
        yield f"As of {found.as_of}."


def _explained(found: Measurement) -> Iterator[str]:
    judged = found.conformance
    if judged is not None and judged.explained_share is not None:
        of = "sessions" if found.asked.cases is CaseKind.SESSION else "customers"
        whole = None if judged.complete is None or not judged.cases else judged.complete / judged.cases
        also = "" if whole is None else f"; for {percent(whole)} also where they begin and end"
        yield f"For {percent(judged.explained_share)} of {count(judged.cases)} {of} every step is in the map{also}."


def _sections(found: Measurement, journey: Journey, called: Names) -> Iterator[Section]:
    yield from walked(found, called)
    yield metrics(found, called)
    yield sentiment(found, called)
    yield from parts(found, journey, called)
    yield from paid(found, called)
    yield from differences(found, called)
    yield _sources(found.sources)


def _sources(items: Sequence[SourceRead]) -> Section:
    rows = tuple(
        (
            item.id,
            count(item.rows),
            count(item.used),
            ", ".join(f"{count(dropped.n)} {dropped.reason}" for dropped in item.dropped) or NOTHING,
            count(item.ties),
            f"{item.first:%Y-%m-%d} to {item.last:%Y-%m-%d}" if item.first and item.last else NOTHING,
        )
        for item in items
    )
    return Section("Data", ("Source", "Rows", "Used", "Dropped", "Ties", "Days"), rows)
