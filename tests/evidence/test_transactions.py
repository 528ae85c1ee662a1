"""What customers pay: what SQL sums up is what a loop over the orders sums up, and few are never told of."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from journeymap.evidence.log import log
from journeymap.evidence.plan import plan
from journeymap.evidence.transactions import Paid, transactions
from tests.effort import tries
from tests.evidence.lifecycles import Order, Row, in_order, opened, persona, replay, whole_scope

QUICK = (Phase.explicit, Phase.reuse, Phase.generate)
"""An example takes a third of a second: a failure is told as it was found."""
MONTHS = ("2024-01", "2024-02", "2024-03")
START = datetime.datetime(2024, 1, 20, 22, 0)  # noqa: DTZ001  # wall clock of the sources' zone

ORDERS = st.builds(
    Order,
    who=st.sampled_from(["ann", "bo", "cy", "dee"]),
    at=st.integers(0, 60).map(lambda n: START + datetime.timedelta(hours=20 * n)),
    paid=st.sampled_from([10.0, 2.5, 0.0, -2.5, 99.75]),
    kind=st.sampled_from(["loyal", "fresh", ""]),
)
EVENTS = st.tuples(
    st.sampled_from(["ann", "bo", "cy"]),
    st.sampled_from(["view", "buy", "quit"]),
    st.sampled_from(["loyal", "fresh", ""]),
)


def rows_of(events: Sequence[tuple[str, str, str]]) -> list[Row]:
    """Events in February; who quits does so in the other source."""
    begin = datetime.datetime(2024, 2, 10, 12, 0)  # noqa: DTZ001
    return [
        Row("app" if what == "quit" else "web", who, begin + datetime.timedelta(minutes=n), what, kind, n)
        for n, (who, what, kind) in enumerate(events)
    ]


def asked(folder: Path, rows: Sequence[Row], orders: Sequence[Order], least: int = 1, journey: str = "buy") -> Paid:
    with opened(folder, rows, orders) as data:
        found = data.catalogue.journeys[journey]
        scope = whole_scope(data)
        what = plan(data.catalogue, found)
        data.engine.stage("log", log(what, [data.staged(source) for source in what.sources], scope))
        return transactions(data, found, scope, least, logged=True)


def distinct(orders: Sequence[Order]) -> list[Order]:
    """The line of each order is a column of the file, so that no two rows are the same one."""
    return sorted(orders, key=lambda order: order.at)


def summed(orders: Sequence[Order]) -> tuple[int, int, float, float, float] | None:
    """Customers, orders, revenue, revenue a customer, repeat rate."""
    per = defaultdict(list)
    for order in orders:
        per[order.who].append(order.paid)
    counts = {who: sum(paid > 0 for paid in own) for who, own in per.items()}
    buyers = [who for who, n in counts.items() if n]
    if not buyers:
        return None
    revenue = sum(sum(own) for own in per.values())
    repeated = sum(counts[who] > 1 for who in buyers)
    n = len(buyers)
    return n, sum(counts.values()), round(revenue, 2), round(revenue / n, 2), round(repeated / n, 4)


@settings(
    max_examples=tries(40), deadline=None, phases=QUICK, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(EVENTS, min_size=1, max_size=10), st.lists(ORDERS, min_size=1, max_size=20))
def test_sums_are_those_of_a_loop(
    tmp_path_factory: pytest.TempPathFactory, events: list[tuple[str, str, str]], orders: list[Order]
) -> None:
    """Customers who were seen on the journey: totals, personas, stages, cohorts."""
    rows = rows_of(events)
    on_it = {row.who for row in rows if row.what in {"view", "buy"}}
    now = {who: replay(own) for who, own in in_order(rows).items()}
    mine = [order for order in distinct(orders) if order.who in on_it]
    paid = asked(tmp_path_factory.mktemp("paid"), rows, orders)
    if summed(mine) is None:
        assert paid.transactions == ()
        return
    (found,) = paid.transactions
    told = {
        (group.of, group.value): (group.customers, group.orders, group.revenue, group.per_customer, group.repeat_rate)
        for group in found.groups
    }
    expected = {("all", ""): summed(mine)}
    for name in ("fresh", "loyal", ""):
        own = [order for order in mine if (persona(_as_row(order)) or now[order.who].persona) == name]
        expected["persona", name] = summed(own)
    for name in ("looking", "buying", "staying", ""):
        expected["lifecycle-stage", name] = summed([order for order in mine if now[order.who].stage == name])
    assert told == {key: value for key, value in expected.items() if value is not None}
    assert {cohort.month: (cohort.customers, cohort.active) for cohort in found.cohorts} == _cohorts(mine, orders)


def _as_row(order: Order) -> Row:
    return Row("orders", order.who, order.at, "", order.kind, 0)


def _cohorts(mine: Sequence[Order], every: Sequence[Order]) -> dict[str, tuple[int, tuple[int | None, ...]]]:
    """A month is over when the last order of all lies on its last day, or later."""
    first, last = (f"{order.at:%Y-%m}" for order in (min(every, key=_at), max(every, key=_at)))
    months = [month for month in MONTHS if first <= month <= last]
    over = (max(every, key=_at).at + datetime.timedelta(days=1)).strftime("%Y-%m") > last
    active = defaultdict(set)
    for order in mine:
        if order.paid > 0:
            active[order.who].add(f"{order.at:%Y-%m}")
    found = {}
    for place, month in enumerate(months):
        members = [own for own in active.values() if min(own) == month]
        if members:
            counts: list[int | None] = [sum(later in own for own in members) for later in months[place:]]
            if not over and len(counts) > 1:
                counts[-1] = None
            found[month] = (len(members), tuple(counts))
    return found


def _at(order: Order) -> datetime.datetime:
    return order.at


def at(month: int, day: int) -> datetime.datetime:
    return datetime.datetime(2024, month, day, 12)  # noqa: DTZ001


def buyers(names: str, kind: str) -> tuple[list[Row], list[Order]]:
    rows = [Row("web", who, at(2, 1), "view", kind, ord(who)) for who in names]
    return rows, [Order(who, at(2, 2), 10.0, kind) for who in names]


def test_orders_outside_of_the_months_of_the_events_have_months_of_their_own(tmp_path: Path) -> None:
    """A shop that kept its orders longer than its log loses none of them to the log's first or last month."""
    rows, _ = buyers("ab", "fresh")
    orders = [Order("a", at(month, 31 if month in {1, 3, 5} else 5), 5.0, "") for month in (1, 2, 3, 4, 5)]
    (found,) = asked(tmp_path, rows, orders).transactions
    assert [(cohort.month, cohort.active) for cohort in found.cohorts] == [("2024-01", (1, 1, 1, 1, 1))]


def test_small_groups_are_gathered_until_they_are_large_enough(tmp_path: Path) -> None:
    """Two fresh customers are told together with the four loyal ones: three would tell of the two by subtraction."""
    few, some = buyers("ab", "fresh"), buyers("cdef", "loyal")
    paid = asked(tmp_path, few[0] + some[0], few[1] + some[1], least=3)
    (found,) = paid.transactions
    assert [(group.value, group.customers) for group in found.groups if group.of == "persona"] == [("rest", 6)]
    assert [(group.value, group.customers) for group in found.groups if group.of == "all"] == [("", 6)]


def test_too_few_customers_are_said_to_be_too_few(tmp_path: Path) -> None:
    """Nothing of them is shown, and it is said why."""
    paid = asked(tmp_path, *buyers("ab", "fresh"), least=3)
    assert paid.transactions == ()
    assert paid.remarks == ("Fewer than 3 customers have an order in `orders`, so none is shown.",)
    assert [read.id for read in paid.sources] == ["orders"]


def test_who_comes_back_is_not_told_of_few(tmp_path: Path) -> None:
    """Of a cohort that is told, the months in which few order again are not; that nobody does is told."""
    rows, orders = buyers("abcd", "fresh")
    orders += [Order("a", at(3, 31), 5.0, ""), Order("a", at(5, 31), 1.0, "")]
    (found,) = asked(tmp_path, rows, orders, least=3).transactions
    assert [(cohort.month, cohort.customers, cohort.active) for cohort in found.cohorts] == [
        ("2024-02", 4, (4, None, 0, None))
    ]


def test_a_persona_that_is_not_the_journeys_is_none(tmp_path: Path) -> None:
    """The journey is for the loyal: what the events say of others does not make a group of theirs."""
    rows = [Row("app", "ann", at(2, 3), "quit", "fresh", 0), Row("app", "bo", at(2, 3), "quit", "loyal", 1)]
    orders = [Order("ann", at(2, 4), 7.0, ""), Order("bo", at(2, 4), 7.0, "")]
    (found,) = asked(tmp_path, rows, orders, journey="leave").transactions
    told = [(group.value, group.customers) for group in found.groups if group.of == "persona"]
    assert sorted(told) == [("", 1), ("loyal", 1)]
