"""What the questions in SQL answer is what a plain counter answers, whatever the log is."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journeymap.evidence.log import Scope
from journeymap.evidence.observing import Limits, Observed, Wanted
from journeymap.evidence.privacy import REST
from journeymap.model.measurement import Dimension, FunnelStep, Spent
from journeymap.model.settings import CaseKind
from tests.effort import tries
from tests.evidence import counted
from tests.evidence.counted import Case, Event, Group
from tests.evidence.worlds import BEGIN, MAP, MINUTE, MONTHS, events, observed, opened

ALL = Limits(paths=1000, unmapped=1000, channels=1000, parts=1000)
ONE = Wanted(min_group=1, limits=ALL)
SCOPES = (
    Scope(CaseKind.CUSTOMER, since=BEGIN, months=MONTHS),
    Scope(CaseKind.SESSION, since=BEGIN, months=MONTHS),
    Scope(CaseKind.SESSION, gap=2 * MINUTE, since=BEGIN, months=MONTHS),
)
STAGES = ("look", "talk", "buy")
slow = settings(max_examples=tries(30), deadline=None, suppress_health_check=[HealthCheck.too_slow])
scopes = st.sampled_from(SCOPES)


def seen(rows: list[Event], scope: Scope, wanted: Wanted = ONE) -> Observed:
    with tempfile.TemporaryDirectory() as folder:
        return observed(Path(folder), rows, scope, wanted)


def split(rows: list[Event], scope: Scope) -> tuple[list[Case], list[Case]]:
    """All cases, and those of them on the journey."""
    found = counted.cases(rows, scope.cases.value, scope.gap, MAP)
    return found, [case for case in found if case.mapped]


def share(n: int | None, of: int | None) -> Any:
    return None if n is None or not of else pytest.approx(n / of, abs=1e-6)


def same(shown: object, expected: object, least: int) -> bool:
    """Whether a number is the counter's; one of enough customers may be hidden, for what sums with it would tell."""
    return shown == expected or (shown is None and least > 1)


def told(spent: Spent | None) -> tuple | None:
    return None if spent is None else (spent.n, spent.median, spent.p90)


def levels_of(name: str, chosen: tuple[int, ...]) -> list[set]:
    if name == "touchpoints":
        return [{number} for number in range(len(MAP.ids))]
    if name == "stages":
        return [{n for n, stage in enumerate(MAP.stages) if stage == one} for one in STAGES]
    return [{number} for number in chosen]


def check_funnel(
    steps: Iterable[FunnelStep], found: list[Case], every: list[Case], levels: list[set], window: int | None, least: int
) -> None:
    """Every step of a funnel is the counter's, and what is reckoned from a hidden number is hidden with it."""
    before = None
    for level, (step, group) in enumerate(zip(steps, counted.funnel(found, levels, window), strict=True)):
        closed, open_, times = group
        assert same(step.closed, closed.told(least), least)
        assert same(step.open, open_.told(least), least)
        assert step.of_all == share(step.closed, len(every))
        assert step.of_previous == (share(step.closed, before) if level else None)
        assert told(step.after_previous) == (counted.spent(times) if step.closed and level else None)
        before = step.closed


@slow
@given(events(), scopes, st.sampled_from([1, 2, 3]))
def test_all_that_is_seen(rows: list[Event], scope: Scope, least: int) -> None:
    """Every number of the whole is the counter's; those of too few customers are not shown, and nothing of too few."""
    found = seen(rows, scope, replace(ONE, min_group=least))
    every, cases = split(rows, scope)
    if 0 < len({case.customer for case in cases}) < least:
        assert found == Observed(remarks=found.remarks)
        assert found.remarks
        return
    check_totals_and_touchpoints(found, every, cases, least)
    check_ways(found, cases, least)
    check_paths_and_events_on_no_touchpoint(found, cases, least)
    check_conformance(found, cases, least)
    check_channels(found, every, least)


def check_totals_and_touchpoints(found: Observed, every: list[Case], cases: list[Case], least: int) -> None:
    """Totals, and every number of every touchpoint and stage, are the counter's; those of too few are not shown."""
    people = {case.customer for case in cases}
    assert found.totals is not None
    assert (found.totals.cases, found.totals.customers, found.totals.seen) == (len(cases), len(people), len(every))
    assert same(found.totals.events, sum(len(case.mapped) for case in cases), least)
    for number, shown in enumerate(found.touchpoints):
        here = counted.touchpoint(cases, number, MAP)
        assert shown.id == MAP.ids[number]
        n = shown.cases
        assert same(n, here["cases"].told(least), least)
        if here["cases"].told(least) is None:
            assert {shown.events, shown.customers, shown.reach, shown.entries, shown.exits, shown.again} == {None}
            assert {shown.returns, shown.drop_off, shown.to_next, shown.to_goal} == {None}
            continue
        assert same(shown.events, here["events"].n, least)
        assert shown.customers == (None if n is None else len(set(here["cases"].customers)))
        assert shown.reach == share(n, len(cases))
        for name in ("entries", "exits", "again", "returns"):
            assert same(getattr(shown, name), here[name].told(least), least), name
        assert shown.drop_off == share(shown.exits, n)
        assert same(shown.to_next, share(here["next"].told(least), n) if number < 5 else None, least)
        assert same(shown.to_goal, share(here["goal"].told(least), n) if number != MAP.goal else None, least)
    goal = found.touchpoints[MAP.goal].cases
    assert (found.totals.completed, found.totals.completion) == (goal, share(goal, len(cases)))
    for name, shown_stage in zip(STAGES, found.stages, strict=True):
        there, left = counted.stage(cases, {n for n, stage in enumerate(MAP.stages) if stage == name})
        assert shown_stage.id == name
        assert same(shown_stage.cases, there.told(least), least)
        assert same(shown_stage.exits, left.told(least), least)
        assert shown_stage.drop_off == share(shown_stage.exits, shown_stage.cases)


@slow
@given(
    events(customers=3, most=60),
    scopes,
    st.sampled_from([None, 0, MINUTE, 3 * MINUTE, 8 * MINUTE, 60_000 * MINUTE]),
    st.lists(st.integers(0, 5), min_size=1, max_size=4).map(tuple),
    st.sampled_from([1, 2]),
)
def test_funnels(rows: list[Event], scope: Scope, window: int | None, chosen: tuple[int, ...], least: int) -> None:
    """Every funnel is the one that trying every start event by event gives, with its times, with and without a window."""
    found = seen(rows, scope, Wanted(steps=chosen, window=window, min_group=least, limits=ALL))
    every, cases = split(rows, scope)
    if len({case.customer for case in cases}) < least:
        return
    assert [funnel.of for funnel in found.funnels] == ["touchpoints", "stages", "chosen"]
    for funnel in found.funnels:
        check_funnel(funnel.steps, cases, every, levels_of(funnel.of, chosen), window, least)


def check_ways(found: Observed, cases: list[Case], least: int) -> None:
    """Ways between consecutive touchpoints, their shares and times are the counter's, and so are those nobody takes."""
    expected = counted.ways(cases)
    left: Counter = Counter()
    for (one, _), (times, _, _) in expected.items():
        left[one] += times.n
    shown = {
        (MAP.ids.index(way.source), -1 if way.target is None else MAP.ids.index(way.target)): way for way in found.ways
    }
    enough = {way for way, (_, who, _) in expected.items() if who.told(least)}
    assert set(shown) <= enough
    assert least > 1 or set(shown) == enough
    for (one, other), way in shown.items():
        times, who, took = expected[one, other]
        assert (way.times, way.cases) == (times.n, who.n)
        assert same(way.share, share(times.n, left[one]), least)
        assert told(way.took) == (counted.spent(took) if other >= 0 else None)
        assert way.mapped == (one in MAP.ends if other < 0 else (one, other) in MAP.ways)
        assert way.back == (0 <= other < one)
        assert way.written == MAP.written.get((way.source, way.target))
        ever = None if way.written is None or other < 0 else counted.later(cases, one, other).told(least)
        assert same(way.later, share(ever, counted.touchpoint(cases, one, MAP)["cases"].n), least)
    untaken = {(way.source, way.target) for way in found.not_taken}
    assert untaken == {(MAP.ids[one], MAP.ids[other]) for one, other in MAP.ways - set(expected)}
    order = [(-way.times, MAP.ids.index(way.source)) for way in found.ways]
    assert order == sorted(order)
    hidden = len(expected) - len(enough)
    assert any("way" in remark and remark.startswith(str(hidden)) for remark in found.remarks) == (hidden > 0)


def check_paths_and_events_on_no_touchpoint(found: Observed, cases: list[Case], least: int) -> None:
    """Whole paths, and events beside the map are the counter's."""
    expected = counted.paths(cases)
    shown = {tuple(MAP.ids.index(name) for name in path.touchpoints): path for path in found.paths}
    enough = {path: group.n for path, group in expected.items() if group.told(least)}
    assert {path: item.cases for path, item in shown.items()}.items() <= enough.items()
    assert len(enough) - len(shown) <= (1 if len(enough) < len(expected) else 0)
    for path, item in shown.items():
        assert item.explained == all(way in MAP.ways for way in pairwise(path))
        assert item.share == share(item.cases, len(cases))
    beside = counted.unmapped(cases)
    assert {(("web", "desk").index(item.source), item.event) for item in found.unmapped} == {
        key for key, (_, who, _) in beside.items() if who.told(least)
    }
    for beyond in found.unmapped:
        times, who, after = beside[("web", "desk").index(beyond.source), beyond.event]
        assert (beyond.events, beyond.cases, beyond.share) == (times.n, who.n, share(who.n, len(cases)))
        mostly: int | None = min(after, key=lambda step: (-after[step].n, step))
        assert mostly is not None
        if not after[mostly].told(least):
            mostly = counted.came_by(cases, (("web", "desk").index(beyond.source), beyond.event), least)
        shown_after = None if mostly is None or mostly < 0 else MAP.ids[mostly]
        assert beyond.after == shown_after


def check_conformance(found: Observed, cases: list[Case], least: int) -> None:
    """What the map explains is what judging each case by itself gives, whole paths by token replay."""
    if not cases:
        assert found.conformance is None
        return
    assert found.conformance is not None
    assert (found.conformance.cases, found.conformance.distinct_paths) == (len(cases), len(counted.paths(cases)))
    judged = counted.conformance(cases, MAP)
    for name in ("explained", "complete", "with_unmapped_event", "with_unmapped_way"):
        assert getattr(found.conformance, name) == judged[name].told(least), name
    for name in ("starting_elsewhere", "ending_elsewhere"):
        assert same(getattr(found.conformance, name), judged[name].told(least), least)
    assert found.conformance.explained_share == share(judged["explained"].told(least), len(cases))


def part_of(case: Case, by: Dimension) -> str:
    first = case.events[0]
    if by is Dimension.CHANNEL:
        return str(first.channel)
    if by is Dimension.MONTH:
        return max(name for begin, name in MONTHS if begin <= first.moment)
    return str(next((name for name, tiers in MAP.segments if first.trait("tier") in tiers), ""))


@slow
@given(events(customers=6), scopes, st.sampled_from(Dimension), st.sampled_from([1, 2, 3]))
def test_parts(rows: list[Event], scope: Scope, by: Dimension, least: int) -> None:
    """Parts are the same numbers for a part of the cases; small parts are gathered, and no part is too small."""
    wanted = Wanted(by=(by,), min_group=least, window=5 * MINUTE, limits=ALL)
    found = seen(rows, scope, wanted)
    every, cases = split(rows, scope)
    own = {part.value for part in found.parts} - {REST}
    for part in found.parts:
        here = [
            case
            for case in cases
            if (name := part_of(case, by)) == part.value or (part.value == REST and name not in own)
        ]
        both = [
            case
            for case in every
            if (name := part_of(case, by)) == part.value or (part.value == REST and name not in own)
        ]
        people = {case.customer for case in here}
        assert len(people) >= least
        assert (part.totals.cases, part.totals.customers, part.totals.seen) == (len(here), len(people), len(both))
        for number, item in enumerate(part.touchpoints):
            assert same(item.cases, counted.touchpoint(here, number, MAP)["cases"].told(least), least)
        for funnel in part.funnels:
            check_funnel(funnel.steps, here, both, levels_of(funnel.of, ()), wanted.window, least)
        ways = counted.ways(here)
        enough = {
            (MAP.ids[one], None if other < 0 else MAP.ids[other]): (times.n, counted.spent(took))
            for (one, other), (times, who, took) in ways.items()
            if who.told(least)
        }
        shown = {(way.source, way.target): (way.times, told(way.took)) for way in part.ways}
        assert shown.items() <= enough.items()
        assert least > 1 or shown == enough
    if own - {""}:
        sizes = {name: len({case.customer for case in cases if part_of(case, by) == name}) for name in own}
        assert len(cases) == sum(part.totals.cases for part in found.parts)
        assert min(sizes.values()) >= least
    else:
        assert not found.parts


def check_channels(found: Observed, every: list[Case], least: int) -> None:
    """Through which channels events of a touchpoint came, most used first; without any name there are none."""
    expected: dict[int, dict[str, Group]] = {number: {} for number in range(len(MAP.ids))}
    for case in every:
        for event, steps in zip(case.events, case.steps, strict=True):
            for step in steps:
                if step >= 0:
                    expected[step].setdefault(event.channel, Group()).customers.append(case.customer)
    told_at_all = {
        number: {name: group.n for name, group in used.items() if group.told(least)}
        for number, used in expected.items()
    }
    named = any(name for used in told_at_all.values() for name in used)
    for number, item in enumerate(found.touchpoints):
        wanted = sorted((told_at_all[number] if named else {}).items(), key=lambda pair: (-pair[1], pair[0]))
        shown = [(use.channel, use.events) for use in item.channels]
        assert shown == wanted[: len(shown)]
        assert least > 1 or shown == wanted


@settings(slow, max_examples=8)
@given(events())
def test_the_same_data_in_another_order(rows: list[Event]) -> None:
    """Rows in another order in the files, and asking twice, change nothing: ties are ordered by their sequence."""
    wanted = Wanted(steps=(0, 1, 4), by=(Dimension.PERSONA,), min_group=1, limits=ALL)
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        first = observed(Path(one), rows, SCOPES[1], wanted)
        assert observed(Path(other), list(reversed(rows)), SCOPES[1], wanted) == first
        assert observed(Path(one), rows, SCOPES[1], wanted) == first


def test_the_plan_is_the_one_counted_against(tmp_path: Path) -> None:
    """The counter's map, worked out by hand, is what the plan makes of the workspace."""
    with opened(tmp_path, []) as (_, plan, _):
        assert tuple(step.id for step in plan.steps) == MAP.ids
        assert (plan.ways, plan.starts, plan.ends, plan.goal) == (MAP.ways, MAP.starts, MAP.ends, MAP.goal)
        assert tuple(segment.persona for segment in plan.segments) == tuple(name for name, _ in MAP.segments)
