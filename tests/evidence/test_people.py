"""Who is in which stage now, and who moved: what SQL says is what walking through the events says."""

from __future__ import annotations

import datetime
import hashlib
import hmac
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from journeymap.errors import InputMissingError
from journeymap.evidence.asking import WHENEVER
from journeymap.evidence.customers import People, hashed, people
from journeymap.evidence.lifecycle import course, marks
from journeymap.evidence.standing import Unsaid, standing
from journeymap.evidence.statement import Statement, parse
from journeymap.model.measurement import Period
from tests.effort import tries
from tests.evidence.lifecycles import Row, entered, follow, in_order, moved, opened, replay, whole_scope

QUICK = (Phase.explicit, Phase.reuse, Phase.generate)
"""An example takes a third of a second: a failure is told as it was found."""
START = datetime.datetime(2024, 1, 30, 20, 0)  # noqa: DTZ001  # wall clock of the sources' zone

EVENTS = st.tuples(
    st.sampled_from(["web", "app"]),
    st.sampled_from(["ann", "bo", "=cy"]),
    st.integers(0, 40).map(lambda n: START + datetime.timedelta(hours=n * 37 // 6 * 6)),
    st.sampled_from(["view", "buy", "buy", "quit", "call"]),
    st.sampled_from(["loyal", "fresh", "", "other"]),
)


def rows_of(events: Sequence[tuple[str, str, datetime.datetime, str, str]]) -> list[Row]:
    return [Row(*event, place=place) for place, event in enumerate(events)]


def asked(
    folder: Path, rows: Sequence[Row], *, least: int = 1, key: str | None = None, period: Period = WHENEVER
) -> People:
    with opened(folder, rows) as data:
        return people(data, data.catalogue.lifecycles["shopper"], whole_scope(data, period), least, key)


@settings(
    max_examples=tries(40), deadline=None, phases=QUICK, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(EVENTS, min_size=1, max_size=25))
def test_sql_says_what_a_walk_through_the_events_says(
    tmp_path_factory: pytest.TempPathFactory, events: list[tuple[str, str, datetime.datetime, str, str]]
) -> None:
    """Stage, since when, furthest stage, persona, last touchpoint, what comes next, and the moves of each month."""
    rows = rows_of(events)
    found = asked(tmp_path_factory.mktemp("people"), rows)
    after = follow(rows)
    told = {item.customer: item for item in found.customers}
    assert [item.customer for item in found.customers] == sorted(in_order(rows))
    for name, own in in_order(rows).items():
        now, item = replay(own), told[name]
        assert (item.stage, item.since, item.reached) == (now.stage, now.since, now.reached)
        assert (item.persona, item.touchpoint, item.seen) == (now.persona, now.touchpoint, now.seen)
        assert item.following == after.get(now.touchpoint, "")
    assert {(item.month, item.before, item.after): item.customers for item in found.flows} == dict(moved(rows))


@settings(
    max_examples=tries(15), deadline=None, phases=QUICK, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(EVENTS, min_size=1, max_size=25), st.integers(-1, 12), st.integers(0, 6))
def test_a_period_counts_its_days_alone(
    tmp_path_factory: pytest.TempPathFactory,
    events: list[tuple[str, str, datetime.datetime, str, str]],
    first: int,
    days: int,
) -> None:
    """Days begin in the zone of the sources; who has no event in them is not there."""
    since = START.date() + datetime.timedelta(days=first)
    until = since + datetime.timedelta(days=days)
    rows = rows_of(events)
    inside = [row for row in rows if since <= row.at.date() <= until]
    found = asked(tmp_path_factory.mktemp("period"), rows, period=Period(since=since, until=until))
    told = {item.customer: (item.stage, item.since, item.touchpoint) for item in found.customers}
    replayed = {name: replay(own) for name, own in in_order(inside).items()}
    assert told == {name: (now.stage, now.since, now.touchpoint) for name, now in replayed.items()}
    assert {(item.month, item.before, item.after): item.customers for item in found.flows} == dict(moved(inside))


def at(day: int, hour: int = 12) -> datetime.datetime:
    return datetime.datetime(2024, 3, day, hour)  # noqa: DTZ001


STORY = [
    Row("web", "ann", at(1), "view", "fresh", 0),
    Row("web", "ann", at(2), "buy", "fresh", 1),
    Row("web", "ann", at(3), "buy", "loyal", 2),
    Row("web", "bo", at(1), "view", "", 3),
    Row("web", "bo", at(5), "view", "", 4),
    Row("web", "cy", at(1), "buy", "", 5),
    Row("app", "cy", at(1), "quit", "", 6),
]


def test_plays_are_for_the_stage_the_touchpoint_and_the_persona(tmp_path: Path) -> None:
    """A play for loyal customers is not for one that nothing is known of, wherever she is."""
    found = {item.customer: item.plays for item in asked(tmp_path, STORY).customers}
    assert found == {"ann": ("for-loyal",), "bo": ("for-all",), "cy": ()}


def test_events_at_the_same_time_count_in_the_order_of_the_file(tmp_path: Path) -> None:
    """Who quits in the second of buying has left; who buys again in the second of quitting has not."""
    quick = [Row("app", "dee", at(9), "quit", "", 0), Row("app", "dee", at(9), "view", "", 1)]
    quick += [Row("app", "eve", at(9), "view", "", 2), Row("app", "eve", at(9), "quit", "", 3)]
    found = {item.customer: (item.stage, item.touchpoint) for item in asked(tmp_path, quick).customers}
    assert found == {"dee": ("looking", "buy/view"), "eve": ("looking", "leave/quit")}


def test_flows_of_few_are_not_told(tmp_path: Path) -> None:
    """A move of a single customer has no number where groups are of two at least."""
    found = asked(tmp_path, STORY, least=2)
    assert [(item.before, item.after, item.customers) for item in standing(found, 3).moves] == [
        ("", "looking", Unsaid.FEW),
        ("", "staying", Unsaid.FEW),
    ]
    assert entered(STORY[2]) == {"buying", "staying"}


def test_hashed_ids_are_keyed_and_the_same_each_time(tmp_path: Path) -> None:
    """HMAC-SHA256 under the key, as RFC 2104 has it; another key gives other ids."""
    found = asked(tmp_path, STORY, key="k")
    expected = hmac.new(b"k", b"ann", hashlib.sha256).hexdigest()
    assert expected in [item.customer for item in found.customers]
    assert [item.customer for item in found.customers] == sorted(item.customer for item in found.customers)
    assert hashed("ann", "other") != expected
    # the second test case of RFC 4231
    assert hashed("what do ya want for nothing?", "Jefe") == (
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    )


def test_a_lifecycle_that_names_no_events_is_said(tmp_path: Path) -> None:
    """The built-in lifecycle has criteria in words only."""
    with opened(tmp_path, STORY) as data, pytest.raises(InputMissingError, match="`clm` says which events"):
        people(data, data.catalogue.lifecycles["clm"], whole_scope(data), 1)


def test_an_event_has_one_place_in_the_path_of_its_customer(tmp_path: Path) -> None:
    """The staged marks number the events of each customer from 1, over all sources."""
    with opened(tmp_path, STORY) as data:
        scope = whole_scope(data)
        statement: Statement = marks(course(data, data.catalogue.lifecycles["shopper"]), scope)
        data.engine.stage("marks", statement)
        counted = data.engine.rows(
            Statement(parse("SELECT customer, MIN(place), MAX(place), COUNT(*) FROM marks GROUP BY customer"))
        )
    assert sorted(tuple(map(int, map(str, row[1:]))) for row in counted) == [(1, 2, 2), (1, 2, 2), (1, 3, 3)]
