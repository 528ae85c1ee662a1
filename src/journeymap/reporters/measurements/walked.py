"""Where customers were and which ways they took: touchpoints, funnels, ways, paths, events on no touchpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.model.settings import CaseKind
from journeymap.reporters.measurements.numbers import NOTHING, count, percent, span
from journeymap.reporters.measurements.sections import Section, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.model.measurement import Funnel, FunnelStep, Measurement, TouchpointMeasured, WayMeasured
    from journeymap.reporters.measurements.naming import Names


def walked(found: Measurement, called: Names) -> Iterator[Section]:
    """All that is told of touchpoints and ways."""
    yield _touchpoints(found.touchpoints, called)
    yield from (_funnel(funnel, found, called) for funnel in found.funnels)
    yield _ways(found.ways, called)
    yield _beside(found.ways, called)
    yield _back(found.ways, called)
    yield _unmapped(found, called)
    yield _not_taken(found, called)
    yield _paths(found, called)


def _touchpoints(items: Sequence[TouchpointMeasured], called: Names) -> Section:
    columns = ("Touchpoint", "Cases", "Reach", "Begin", "End here", "To next", "To goal", "Come back")
    return Section("Touchpoints", columns, tuple(_touchpoint(item, called) for item in items))


def _touchpoint(item: TouchpointMeasured, called: Names) -> tuple[str, ...]:
    if item.cases is None:
        return (called.place(item.id), "few", *[NOTHING] * 6)
    return (
        called.place(item.id),
        count(item.cases),
        percent(item.reach),
        count(item.entries),
        percent(item.drop_off),
        percent(item.to_next),
        percent(item.to_goal),
        count(item.returns),
    )


_FUNNELS = {"touchpoints": "Funnel of all touchpoints", "stages": "Funnel of stages", "chosen": "Funnel as asked"}


def _funnel(funnel: Funnel, found: Measurement, called: Names) -> Section:
    """A funnel; of one that was not asked for, what lies behind a step that nobody takes in order is left out."""
    steps = funnel.steps if funnel.of == "chosen" else _until_nobody(funnel.steps)
    left_out = len(funnel.steps) - len(steps)
    columns = ("Step", "In order", "Of all seen", "Of the last", "At all", "Median wait", "90 % within")
    return Section(
        _FUNNELS[funnel.of],
        columns,
        tuple(_step(step, called) for step in steps),
        note=_all_seen(found),
        more=f"… and nobody in order at the {count(left_out)} steps behind it" if left_out else "",
    )


def _until_nobody(steps: Sequence[FunnelStep]) -> Sequence[FunnelStep]:
    """The steps up to the first one behind which there is nobody; one alone is told and not counted."""
    taken = max((place for place, step in enumerate(steps) if step.closed != 0), default=-1) + 1
    return steps[: taken + 1] if len(steps) > taken + 2 else steps


def _step(step: FunnelStep, called: Names) -> tuple[str, ...]:
    return (
        called.place(step.id),
        count(step.closed),
        percent(step.of_all),
        percent(step.of_previous),
        count(step.open),
        span(step.after_previous.median) if step.after_previous else NOTHING,
        span(step.after_previous.p90) if step.after_previous else NOTHING,
    )


def _all_seen(found: Measurement) -> str:
    """Of how many the shares of all are, where that is more than came by on the journey."""
    if found.totals is None or found.totals.seen <= found.totals.cases:
        return ""
    cases = "sessions" if found.asked.cases is CaseKind.SESSION else "customers"
    return f"Of all seen: of {count(found.totals.seen)} {cases} in the data, on this journey or not."


def _ways(ways: Sequence[WayMeasured], called: Names) -> Section:
    shown, more = shortened([way for way in ways if way.mapped])
    rows = tuple(
        (
            _way(way, called),
            count(way.times),
            percent(way.share),
            percent(way.written),
            span(way.took.median) if way.took else NOTHING,
        )
        for way in shown
    )
    columns = ("Way", "Times", "Share", "Written", "Median time")
    return Section("Ways of the map, most taken", columns, rows, more=more)


def _beside(ways: Sequence[WayMeasured], called: Names) -> Section:
    shown, more = shortened([way for way in ways if not way.mapped and way.target is not None])
    rows = tuple((_way(way, called), count(way.times), percent(way.share), count(way.cases)) for way in shown)
    return Section("Ways that the map does not have", ("Way", "Times", "Share", "Cases"), rows, more=more)


def _back(ways: Sequence[WayMeasured], called: Names) -> Section:
    """Loops, those first that most of the leaving takes: that is where people are sent back, however few come by."""
    shown, more = shortened(sorted((way for way in ways if way.back), key=lambda way: -(way.share or 0.0)))
    rows = tuple(
        (_way(way, called), count(way.times), percent(way.share), count(way.cases), _yes(is_so=way.mapped))
        for way in shown
    )
    return Section("Ways back, by share", ("Way", "Times", "Share", "Cases", "In the map"), rows, more=more)


def _way(way: WayMeasured, called: Names) -> str:
    target = "(ends)" if way.target is None else called.place(way.target)
    return f"{called.place(way.source)} {'↩' if way.back else '→'} {target}"


def _yes(*, is_so: bool) -> str:
    return "yes" if is_so else "no"


def _unmapped(found: Measurement, called: Names) -> Section:
    shown, more = shortened(found.unmapped)
    rows = tuple(
        (
            item.event,
            count(item.events),
            count(item.cases),
            percent(item.share),
            called.place(item.after) or NOTHING,
        )
        for item in shown
    )
    columns = ("Event", "Events", "Cases", "Share", "Mostly after")
    return Section("Events on no touchpoint", columns, rows, more=more)


def _not_taken(found: Measurement, called: Names) -> Section:
    rows = tuple((f"{called.place(way.source)} → {called.place(way.target)}",) for way in found.not_taken)
    return Section("Ways that nobody takes", ("Way",), rows)


def _paths(found: Measurement, called: Names) -> Section:
    shown, more = shortened(found.paths)
    rows = tuple(
        (
            " → ".join(called.place(name) for name in path.touchpoints),
            count(path.cases),
            percent(path.share),
            _yes(is_so=path.explained),
        )
        for path in shown
    )
    return Section("Most frequent paths", ("Path", "Cases", "Share", "In the map"), rows, more=more)
