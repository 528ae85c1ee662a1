"""What a measurement says, as titled tables of words: the terminal and Markdown write the same ones.

Texts from files are as they are; each writer escapes them. Numbers are words already: shares in per cent, times in the
largest unit that says enough.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from journeymap.evidence.intervals import Interval
from journeymap.model.measurement import Dimension, MetricMeasured, SentimentMeasured, Status
from journeymap.model.settings import CaseKind
from journeymap.reporters.measurements.numbers import NOTHING, amount, count, percent, span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.evidence.kept import Measured
    from journeymap.model.journey import Journey
    from journeymap.model.measurement import (
        Difference,
        Funnel,
        Measurement,
        Part,
        SourceRead,
        TouchpointMeasured,
        WayMeasured,
    )

T = TypeVar("T", MetricMeasured, SentimentMeasured)

MOST = 12
"""Rows of a list that are told; the whole of it stands in the file."""


@dataclass(frozen=True, slots=True)
class Section:
    """A titled table.

    Attributes:
        title: What it is about.
        columns: The names of its columns; the first one is text, the others are numbers or short words.
        rows: Its rows.
        bad: The numbers of rows that somebody should look at.
        note: A sentence below it.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    bad: frozenset[int] = frozenset()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One journey: what it is called, in how many cases it was seen, and the tables."""

    title: str
    lead: tuple[str, ...]
    sections: tuple[Section, ...]
    remarks: tuple[str, ...]


def told(measured: Measured) -> Told:
    """What a measurement says; where no row lies in the period, that comes first, and no table of noughts."""
    found = measured.measurement
    names = _names(measured.journey)
    lead, sections = _lead(found, measured.journey, names), _sections(found, names)
    if found.is_empty:
        lead, sections = iter(found.remarks[:1]), iter((_differences(found, names), _sources(found.sources)))
    said = found.remarks[1:] if found.is_empty else found.remarks
    return Told(
        title=measured.journey.name,
        lead=tuple(lead),
        sections=tuple(section for section in sections if section.rows),
        remarks=(*(f"{item.id}: {remark}" for item in found.sources for remark in item.remarks), *said),
    )


def _names(journey: Journey) -> dict[str, str]:
    found = {stage.id: stage.name or stage.id for stage in journey.stages}
    for stage in journey.stages:
        found |= {touchpoint.id: touchpoint.name or touchpoint.id for touchpoint in stage.touchpoints}
    return found


def _lead(found: Measurement, journey: Journey, names: Mapping[str, str]) -> Iterator[str]:
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
            yield f"{count(totals.completed)}{share} reach the goal, {names.get(found.asked.goal, found.asked.goal)}."
    if found.conformance is not None and found.conformance.explained_share is not None:
        yield f"The map explains the whole path of {percent(found.conformance.explained_share)}."
    if found.as_of is not None:
        yield f"As of {found.as_of}."


def _sections(found: Measurement, names: Mapping[str, str]) -> Iterator[Section]:
    yield _touchpoints(found.touchpoints, names)
    yield from (_funnel(funnel, names) for funnel in found.funnels)
    yield _ways(found.ways, names)
    yield _beside(found.ways, names)
    yield _back(found.ways, names)
    yield _unmapped(found, names)
    yield _not_taken(found, names)
    yield _paths(found, names)
    yield _metrics(_shown(found.metrics, found), names)
    yield _sentiment(_shown(found.sentiment, found), names)
    yield from _parts(found.parts, names)
    yield from _paid(found)
    yield _differences(found, names)
    yield _sources(found.sources)


def _touchpoints(items: Sequence[TouchpointMeasured], names: Mapping[str, str]) -> Section:
    columns = ("Touchpoint", "Cases", "Reach", "Begin", "End here", "To next", "To goal", "Come back")
    return Section("Touchpoints", columns, tuple(_touchpoint(item, names) for item in items))


def _touchpoint(item: TouchpointMeasured, names: Mapping[str, str]) -> tuple[str, ...]:
    if item.cases is None:
        return (names.get(item.id, item.id), "few", *[NOTHING] * 6)
    return (
        names.get(item.id, item.id),
        count(item.cases),
        percent(item.reach),
        count(item.entries),
        percent(item.drop_off),
        percent(item.to_next),
        percent(item.to_goal),
        count(item.returns),
    )


_FUNNELS = {"touchpoints": "Funnel of all touchpoints", "stages": "Funnel of stages", "chosen": "Funnel as asked"}


def _funnel(funnel: Funnel, names: Mapping[str, str]) -> Section:
    rows = tuple(
        (
            names.get(step.id, step.id),
            count(step.closed),
            percent(step.of_all),
            percent(step.of_previous),
            count(step.open),
            span(step.after_previous.median) if step.after_previous else NOTHING,
            span(step.after_previous.p90) if step.after_previous else NOTHING,
        )
        for step in funnel.steps
    )
    columns = ("Step", "In order", "Of all", "Of the last", "At all", "Median wait", "90 % within")
    return Section(_FUNNELS[funnel.of], columns, rows)


def _ways(ways: Sequence[WayMeasured], names: Mapping[str, str]) -> Section:
    shown = [way for way in ways if way.mapped][:MOST]
    rows = tuple(
        (
            _way(way, names),
            count(way.times),
            percent(way.share),
            percent(way.written),
            span(way.took.median) if way.took else NOTHING,
        )
        for way in shown
    )
    return Section("Ways of the map, most taken", ("Way", "Times", "Share", "Written", "Median time"), rows)


def _beside(ways: Sequence[WayMeasured], names: Mapping[str, str]) -> Section:
    shown = [way for way in ways if not way.mapped and way.target is not None][:MOST]
    rows = tuple((_way(way, names), count(way.times), percent(way.share), count(way.cases)) for way in shown)
    return Section("Ways that the map does not have", ("Way", "Times", "Share", "Cases"), rows)


def _back(ways: Sequence[WayMeasured], names: Mapping[str, str]) -> Section:
    """Loops, those first that most of the leaving takes: that is where people are sent back, however few come by."""
    back = sorted((way for way in ways if way.back), key=lambda way: -(way.share or 0.0))[:MOST]
    rows = tuple(
        (_way(way, names), count(way.times), percent(way.share), count(way.cases), "yes" if way.mapped else "no")
        for way in back
    )
    return Section("Ways back, by share", ("Way", "Times", "Share", "Cases", "In the map"), rows)


def _way(way: WayMeasured, names: Mapping[str, str]) -> str:
    target = "(ends)" if way.target is None else names.get(way.target, way.target)
    return f"{names.get(way.source, way.source)} {'↩' if way.back else '→'} {target}"


def _unmapped(found: Measurement, names: Mapping[str, str]) -> Section:
    rows = tuple(
        (
            item.event,
            count(item.events),
            count(item.cases),
            percent(item.share),
            NOTHING if item.after is None else names.get(item.after, item.after),
        )
        for item in found.unmapped[:MOST]
    )
    return Section("Events on no touchpoint", ("Event", "Events", "Cases", "Share", "Mostly after"), rows)


def _not_taken(found: Measurement, names: Mapping[str, str]) -> Section:
    rows = tuple(
        (f"{names.get(way.source, way.source)} → {names.get(way.target, way.target)}",) for way in found.not_taken
    )
    return Section("Ways that nobody takes", ("Way",), rows)


def _paths(found: Measurement, names: Mapping[str, str]) -> Section:
    rows = tuple(
        (
            " → ".join(names.get(name, name) for name in path.touchpoints),
            count(path.cases),
            percent(path.share),
            "yes" if path.explained else "no",
        )
        for path in found.paths[:MOST]
    )
    return Section("Most frequent paths", ("Path", "Cases", "Share", "In the map"), rows)


_SIGNS = {Status.MET: "met", Status.WARN: "warn", Status.MISSED: "missed", Status.UNKNOWN: NOTHING}


def _metrics(items: Sequence[MetricMeasured], names: Mapping[str, str]) -> Section:
    rows = tuple(
        (
            " · ".join(
                part for part in (item.metric, names.get(item.at or "", item.at or ""), item.persona or "") if part
            ),
            said(item.value),
            NOTHING if item.low is None or item.high is None else f"{said(item.low)} to {said(item.high)}",
            count(item.n),
            NOTHING if item.target is None else said(item.target),
            _SIGNS[item.status],
        )
        for item in items
        for said in (percent if _is_share(item) else amount,)
    )
    bad = frozenset(place for place, item in enumerate(items) if item.status is Status.MISSED)
    return Section("Metrics", ("Metric", "Value", "95 % interval", "n", "Target", "Status"), rows, bad)


def _is_share(item: MetricMeasured) -> bool:
    return Interval.of(item.method) is Interval.SHARE


def _shown(items: Sequence[T], found: Measurement) -> Sequence[T]:
    """What is told of metrics and texts: of everybody, and of each persona where parts by persona were asked for."""
    split = any(part.by is Dimension.PERSONA for part in found.parts)
    return [item for item in items if split or item.persona is None]


def _sentiment(items: Sequence[SentimentMeasured], names: Mapping[str, str]) -> Section:
    rows = tuple(
        (
            " · ".join(
                part for part in (item.source, names.get(item.at or "", item.at or ""), item.persona or "") if part
            ),
            f"{item.mean:+.2f}",
            NOTHING if item.low is None or item.high is None else f"{item.low:+.2f} to {item.high:+.2f}",
            count(item.n),
            percent(item.positive),
            percent(item.negative),
        )
        for item in items
    )
    columns = ("Texts", "Mean (-2 to 2)", "95 % interval", "n", "Positive", "Negative")
    return Section("How texts sound", columns, rows)


def _parts(parts: Sequence[Part], names: Mapping[str, str]) -> Iterator[Section]:
    for by in dict.fromkeys(part.by for part in parts):
        rows = tuple(
            (
                part.value or "(unknown)",
                count(part.totals.cases),
                count(part.totals.customers),
                percent(part.totals.completion),
                _worst(part, names),
            )
            for part in parts
            if part.by is by
        )
        yield Section(
            f"By {by.value}", (by.value.capitalize(), "Cases", "Customers", "Reach the goal", "Most leave at"), rows
        )


def _worst(part: Part, names: Mapping[str, str]) -> str:
    known = [item for item in part.touchpoints if item.exits]
    worst = max(known, key=lambda item: item.exits or 0, default=None)
    return NOTHING if worst is None else f"{names.get(worst.id, worst.id)} ({count(worst.exits)})"


def _paid(found: Measurement) -> Iterator[Section]:
    for item in found.transactions:
        unit = f" ({item.unit})" if item.unit else ""
        rows = tuple(
            (
                "all" if group.of == "all" else f"{group.of}: {group.value or '(unknown)'}",
                count(group.customers),
                count(group.orders),
                amount(group.revenue),
                amount(group.per_customer),
                percent(group.repeat_rate),
            )
            for group in item.groups
        )
        columns = ("Who", "Customers", "Orders", f"Revenue{unit}", "Per customer", "Order again")
        yield Section(f"What customers paid ({item.source})", columns, rows)
        longest = max((len(cohort.active) for cohort in item.cohorts), default=0)
        cohorts = tuple(
            (
                cohort.month,
                count(cohort.customers),
                *(_kept(cohort.active, place, cohort.customers) for place in range(longest)),
            )
            for cohort in item.cohorts
        )
        head = ("First order", "Customers", *(f"+{place}" for place in range(longest)))
        yield Section(f"Who orders again, by month ({item.source})", head, cohorts)


def _kept(active: Sequence[int | None], place: int, customers: int) -> str:
    if place >= len(active) or not customers:
        return ""
    number = active[place]
    return NOTHING if number is None else percent(number / customers)


def _differences(found: Measurement, names: Mapping[str, str]) -> Section:
    if found.comparison is None:
        return Section("", (), ())
    shown = found.comparison.differences[:MOST]
    shares = {item.metric for item in found.metrics if _is_share(item)}
    rows = tuple(_difference(item, names, is_share=item.metric in shares) for item in shown)
    sides = (found.comparison.before, found.comparison.after)
    title = f"Side by side: {sides[0]} and {sides[1]}"
    heads = ("First", "Second") if any(".." in side for side in sides) else sides
    columns = ("What", *heads, "95 % interval of the difference", "p", "News")
    return Section(title, columns, rows, note=found.comparison.method)


def _difference(item: Difference, names: Mapping[str, str], *, is_share: bool) -> tuple[str, ...]:
    at = names.get(item.at or "", item.at or "")
    said = amount if item.what.startswith(_NO_SHARES) and not is_share else percent
    return (
        " · ".join(part for part in (item.what, item.metric or "", at) if part),
        said(item.before),
        said(item.after),
        NOTHING if item.low is None or item.high is None else f"{said(item.low)} to {said(item.high)}",
        NOTHING if item.p is None else "< 0.001" if item.p < _LEAST_P else f"{item.p:.3f}",
        "yes" if item.news else "",
    )


_NO_SHARES = ("metric", "sentiment")
_LEAST_P = 0.001


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
