"""What a measurement hides cannot be reckoned from what it shows: an attacker who knows every sum tries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.evidence import sums
from journeymap.evidence.complements import Hidden
from journeymap.evidence.observing import Observed, Wanted
from journeymap.evidence.privacy import REST
from journeymap.model.measurement import Dimension
from tests.effort import tries
from tests.evidence import counted
from tests.evidence.attacker import WHOLE, Known, Name, attacked
from tests.evidence.counted import Case, Event, Group
from tests.evidence.test_observing_properties import ALL, SCOPES, part_of, scopes, seen, slow, split
from tests.evidence.worlds import BEGIN, MAP, MINUTE, events

KNOWN = Known(
    stages={
        name: [one for one, stage in zip(MAP.ids, MAP.stages, strict=True) if stage == name] for name in MAP.stages
    },
    starts={MAP.ids[step] for step in MAP.starts},
    ends={MAP.ids[step] for step in MAP.ends},
    goal=MAP.ids[MAP.goal],
    overlapping={"read", "skim"},
)
CHOSEN = (0, 1, 4)
MONTH = 30 * 24 * 60 * MINUTE
MONTHS_COMPARED = ((Dimension.MONTH, "2024-06"), (Dimension.MONTH, "2024-07"))


def true(of: tuple[str, str], found: list[Case], window: int | None) -> Iterator[tuple[Name, Group]]:
    """The numbers of one part and who is behind them, each by the name that the attacker has for it."""
    for number, one in enumerate(MAP.ids):
        here = counted.touchpoint(found, number, MAP)
        yield (of, "at", one), here["cases"]
        for name in ("events", "entries", "exits", "again", "returns"):
            yield (of, name, one), here[name]
        if number < len(MAP.ids) - 1:
            yield (of, "then", one, MAP.ids[number + 1]), here["next"]
        yield (of, "then", one, KNOWN.goal), here["goal"]
    for name, steps in KNOWN.stages.items():
        there, left = counted.stage(found, {MAP.ids.index(step) for step in steps})
        yield (of, "at", name), there
        yield (of, "exits", name), left
    ways = counted.ways(found)
    for (left_at, other), (times, _, _) in ways.items():
        yield (of, "way", MAP.ids[left_at], None if other < 0 else MAP.ids[other]), times
    for number, one in enumerate(MAP.ids):
        who = [
            customer for (source, _), (times, _, _) in ways.items() if source == number for customer in times.customers
        ]
        yield (of, "left", one), Group(who)
    for one, other in MAP.written:
        yield (of, "then", one, other), counted.later(found, MAP.ids.index(one), MAP.ids.index(other))
    yield from true_funnels(of, found, window)


def true_funnels(of: tuple[str, str], found: list[Case], window: int | None) -> Iterator[tuple[Name, Group]]:
    stages = [{MAP.ids.index(step) for step in steps} for steps in KNOWN.stages.values()]
    for kind, names, levels in (
        ("touchpoints", MAP.ids, [{number} for number in range(len(MAP.ids))]),
        ("stages", tuple(KNOWN.stages), stages),
        ("chosen", tuple(MAP.ids[number] for number in CHOSEN), [{number} for number in CHOSEN]),
    ):
        for name, (closed, _, _) in zip(names, counted.funnel(found, levels, window), strict=True):
            yield (of, "closed", kind, name), closed


def of_all(found: Observed, every: list[Case], cases: list[Case], window: int | None) -> dict[Name, Group]:
    """All numbers, of everybody and of each part that is shown."""
    answer = dict(true(WHOLE, cases, window))
    judged = counted.conformance(cases, MAP)
    for name in ("starting_elsewhere", "ending_elsewhere"):
        answer[WHOLE, name] = judged[name]
    for number, item in enumerate(found.touchpoints):
        told = {use.channel for use in item.channels}
        others = answer[WHOLE, "other channels", item.id] = Group()
        for case in every:
            for event, steps in zip(case.events, case.steps, strict=True):
                if number in steps and event.channel not in told:
                    others.customers.append(case.customer)
    for part in found.parts:
        own = {other.value for other in found.parts if other.by == part.by} - {REST}
        here = [
            case
            for case in cases
            if (name := part_of(case, part.by)) == part.value or (part.value == REST and name not in own)
        ]
        answer |= dict(true((str(part.by), part.value), here, window))
    return answer


def given_away(found: Observed, truth: dict[Name, Group], least: int, window: int | None) -> set[Name]:
    """The numbers of too few customers that the attacker gets; what is got is right."""
    got = attacked(found, KNOWN, windowed=window is not None)
    assert all(got[name] == truth[name].n for name in got.keys() & truth.keys())
    return {name for name in got.keys() & truth.keys() if truth[name].told(least) is None}


@settings(slow, max_examples=tries(40))
@given(
    events(customers=8, most=90),
    scopes,
    st.sets(st.sampled_from(Dimension)).map(sorted).map(tuple),
    st.sampled_from([2, 3, 4]),
    st.sampled_from([None, 5 * MINUTE]),
)
def test_no_hidden_number_can_be_reckoned(
    rows: list[Event], scope: object, by: tuple[Dimension, ...], least: int, window: int | None
) -> None:
    """Of all that is shown, by touchpoint, stage, way, funnel, channel and part, no number of too few customers follows."""
    wanted = Wanted(steps=CHOSEN, window=window, by=by, min_group=least, limits=ALL)
    found = seen(rows, scope, wanted)
    every, cases = split(rows, scope)
    if found.totals is None or not cases:
        return
    assert given_away(found, of_all(found, every, cases, window), least, window) == set()
    if found.conformance and found.conformance.distinct_paths == len(found.paths) + 1:
        taken = {tuple(MAP.ids.index(name) for name in path.touchpoints) for path in found.paths}
        (other,) = counted.paths(cases).keys() - taken
        assert counted.paths(cases)[other].told(least) is not None


def walked(*paths: tuple[str, str, str]) -> list[Event]:
    """Rows of customers who walk one after the other: what they do, their tier, and the channel they come through."""
    names = {"f": (0, "find"), "t": (0, "text"), "c": (0, "chat"), "p": (0, "pay")}
    rows: list[Event] = []
    for who, (path, tier, via) in enumerate(paths):
        for step in path:
            source, name = names[step]
            moment = BEGIN + len(rows) * MINUTE
            rows.append(Event(source, f"c{who}", "", moment, len(rows), name, via, (("kind", ""), ("tier", tier))))
    return rows


SILVER = [("ft", "gold", "mail")] * 7 + [("ft", "silver", "mail")] * 9
PARTS = walked(*SILVER, *[("ftp", "gold", "mail")] * 8, *[("ftp", "silver", "mail")] * 2)
ENDS = walked(*[("ft", "", "")] * 9, *[("ftc", "", "")] * 2, *[("ftp", "", "")] * 8)
WAYS = walked(*[("fp", "", "")] * 9, *[("ft", "", "")] * 8, *[("fc", "", "")] * 2)
VIAS = walked(*[("ft", "", "mail")] * 9, *[("ft", "", "shop")] * 8, *[("ft", "", "post")] * 2)


@pytest.mark.parametrize(
    ("rows", "by", "name"),
    [
        (PARTS, (Dimension.PERSONA,), (("persona", "silver"), "at", "pay")),
        (PARTS, (Dimension.PERSONA,), (("persona", "silver"), "way", "read", "pay")),
        (ENDS, (), (WHOLE, "exits", "ask")),
        (ENDS, (), (WHOLE, "exits", "talk")),
        (WAYS, (), (WHOLE, "way", "find", "ask")),
        (VIAS, (), (WHOLE, "other channels", "read")),
    ],
)
def test_what_subtraction_would_tell(
    rows: list[Event], by: tuple[Dimension, ...], name: Name, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two of twenty customers: without complements the attacker gets their number, with them he does not."""
    wanted = Wanted(steps=CHOSEN, by=by, min_group=5, limits=ALL)
    every, cases = split(rows, SCOPES[0])
    found = seen(rows, SCOPES[0], wanted)
    assert given_away(found, of_all(found, every, cases, None), 5, None) == set()
    assert any("would tell, by sums, of fewer than 5 customers" in remark for remark in found.remarks)
    monkeypatch.setattr(
        sums, "hidden", lambda numbers, *_, **__: Hidden(frozenset(n for n in numbers if numbers[n].customers < 5))
    )
    monkeypatch.setattr("journeymap.evidence.observing._Observing._channels_told", lambda _, most, *__: most)
    bare = seen(rows, SCOPES[0], replace(wanted))
    assert name in given_away(bare, of_all(bare, every, cases, None), 5, None)


@pytest.mark.parametrize(
    ("by", "compared", "untold"),
    [
        ((Dimension.CHANNEL, Dimension.MONTH), (), Dimension.MONTH),
        ((Dimension.CHANNEL, Dimension.MONTH), MONTHS_COMPARED, Dimension.CHANNEL),
        ((Dimension.MONTH, Dimension.CHANNEL), (), Dimension.MONTH),
        ((Dimension.MONTH, Dimension.CHANNEL), MONTHS_COMPARED, Dimension.CHANNEL),
    ],
)
def test_a_split_that_would_tell_is_left_out(
    by: tuple[Dimension, ...], compared: tuple[tuple[Dimension, str], ...], untold: Dimension
) -> None:
    """All from the shop read last, as do all of June: with both splits, the two who did in July could be reckoned."""
    rows = walked(*[("ft", "", "shop")] * 10, *[("fp", "", "mail")] * 9)
    rows = [row if int(row.customer[1:]) < 8 else replace(row, moment=row.moment + MONTH) for row in rows]
    every, cases = split(rows, SCOPES[0])
    found = seen(rows, SCOPES[0], Wanted(by=by, min_group=5, limits=ALL, compared=compared))
    assert {part.by for part in found.parts} == {*by} - {untold}
    said = f"The cases are not split by {untold}: sums over its parts would tell of fewer than 5 customers."
    assert said in found.remarks
    assert given_away(found, of_all(found, every, cases, None), 5, None) == set()


def test_compared_parts_keep_their_numbers() -> None:
    """Of two of few and eight others, the others' number goes with the few; where they are compared, all's goes."""
    wanted = Wanted(by=(Dimension.PERSONA,), min_group=5, limits=ALL)
    pay = [
        [found.touchpoints[MAP.goal].cases, *(part.touchpoints[MAP.goal].cases for part in found.parts)]
        for found in (
            seen(PARTS, SCOPES[0], one)
            for one in (
                wanted,
                replace(wanted, compared=tuple((Dimension.PERSONA, name) for name in ("golden", "silver"))),
            )
        )
    ]
    assert pay == [[10, None, None], [None, 8, None]]


def test_two_customers_with_many_sessions_are_two() -> None:
    """Of sessions, all less those of the paths that are told may be many and of few customers: then one path more goes."""
    names = {"f": "find", "t": "text", "c": "chat"}
    rows: list[Event] = []
    for who, visits in [*((f"c{number}", ["ft"]) for number in range(20)), ("x", ["fc"] * 3), ("y", ["tc"] * 3)]:
        for visit, path in enumerate(visits):
            for step in path:
                moment = BEGIN + len(rows) * MINUTE
                traits = (("kind", ""), ("tier", "gold"))
                rows.append(Event(0, who, f"v{visit}", moment, len(rows), names[step], "mail", traits))
    found = seen(rows, SCOPES[1], Wanted(min_group=5, limits=ALL))
    assert found.totals is not None
    assert (found.totals.cases, found.totals.customers) == (26, 22)
    assert found.paths == ()


def test_nothing_is_hidden_without_need() -> None:
    """Where everything has enough customers, or nobody, all is shown, and no remark speaks of hidden numbers."""
    rows = walked(*[("ft", "gold", "mail")] * 5, *[("ftp", "silver", "mail")] * 6)
    found = seen(rows, SCOPES[0], Wanted(by=(Dimension.PERSONA,), min_group=5, limits=ALL))
    assert [item.cases for item in found.touchpoints] == [11, 11, 0, 0, 6, 0]
    assert [[item.exits for item in part.touchpoints] for part in found.parts] == [
        [0, 5, 0, 0, 0, 0],
        [0, 0, 0, 0, 6, 0],
    ]
    assert not any("hidden" in remark for remark in found.remarks)
