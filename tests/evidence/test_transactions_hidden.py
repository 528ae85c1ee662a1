"""What is told of orders gives nobody away, and is the same wherever it is told."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journeymap.evidence.data import Data
from journeymap.evidence.log import log
from journeymap.evidence.plan import plan
from journeymap.evidence.statement import Statement
from journeymap.evidence.transactions import transactions
from journeymap.model.measurement import Bought, Transactions
from tests.effort import tries
from tests.evidence.lifecycles import TODAY, Order, Row, persona, whole_scope
from tests.evidence.lifecycles import opened as lifecycle
from tests.evidence.servers import Bench
from tests.evidence.test_people_everywhere import placed
from tests.evidence.test_transactions import ORDERS, QUICK, asked, at, distinct, summed


def seen(orders: Sequence[Order]) -> list[Row]:
    """All who order are seen on the journey; their events say nothing of who they are."""
    return [Row("web", who, at(1, 1), "view", "", n) for n, who in enumerate(sorted({order.who for order in orders}))]


def bought(names: Sequence[str], month: int, kind: str = "") -> list[Order]:
    return [Order(who, at(month, 5), 10.0, kind) for who in names]


def people(first: str, n: int) -> list[str]:
    return [f"{first}{number}" for number in range(n)]


def test_no_cohort_follows_from_all_customers(tmp_path: Path) -> None:
    """Of 40 customers 37 first ordered in one month: told of, they would tell of the other three."""
    orders = [*bought(people("a", 37), 2), *bought(people("b", 3), 3), *bought(people("a", 37), 3)]
    paid = asked(tmp_path, seen(orders), orders, least=5)
    (found,) = paid.transactions
    assert (found.groups[0].customers, found.cohorts) == (40, ())
    assert paid.remarks == (
        "1 cohort of `orders` is left out: fewer than 5 customers.",
        "1 further cohort of `orders` is hidden: it would tell, by sums, of fewer than 5 customers.",
    )


def test_the_smallest_further_cohort_is_hidden(tmp_path: Path) -> None:
    """Two months of few, and of the three others the smallest where it is needed."""
    orders = [*bought(people("a", 9), 2), *bought(people("b", 6), 3), *bought(people("c", 2), 4)]
    paid = asked(tmp_path / "one", seen(orders), orders, least=5)
    assert [(one.month, one.customers) for one in paid.transactions[0].cohorts] == [("2024-02", 9)]
    orders += [*bought(people("d", 4), 5), *bought(people("e", 1), 1)]
    paid = asked(tmp_path / "several", seen(orders), orders, least=5)
    assert [(one.month, one.customers) for one in paid.transactions[0].cohorts] == [("2024-02", 9), ("2024-03", 6)]
    assert paid.remarks == ("3 cohorts of `orders` are left out: fewer than 5 customers each.",)


def personas(found: Transactions) -> list[Bought]:
    return [group for group in found.groups if group.of == "persona"]


def test_the_rest_is_of_customers_that_are_counted_once(tmp_path: Path) -> None:
    """Three people who ordered as two personas are three, too few to be told of; and all of them ordered twice."""
    orders = [*bought(people("a", 3), 2, "fresh"), *bought(people("a", 3), 3, "loyal"), *bought(people("b", 50), 2)]
    (found,) = asked(tmp_path, seen(orders), orders, least=5).transactions
    (rest,) = personas(found)
    assert (rest.value, rest.customers, rest.orders, rest.repeat_rate) == ("rest", 53, 56, round(3 / 53, 4))


def test_the_rest_counts_who_orders_again(tmp_path: Path) -> None:
    """Of two personas of few, with one customer in both, five are gathered, one of whom ordered twice."""
    orders = [*bought(people("a", 3), 2, "fresh"), *bought([*people("c", 2), "a0"], 3, "loyal")]
    orders += bought(people("b", 50), 2)
    (found,) = asked(tmp_path, seen(orders), orders, least=5).transactions
    nobody, rest = personas(found)
    assert (nobody.value, nobody.customers) == ("", 50)
    assert (rest.value, rest.customers, rest.orders, rest.repeat_rate) == ("rest", 5, 6, 0.2)


def test_refunds_of_few_are_gathered_too(tmp_path: Path) -> None:
    """A persona of one customer with nothing but a refund has no order, and what was paid back does not tell of it."""
    orders = [*bought(people("b", 8), 2), *bought(people("c", 6), 2, "loyal"), Order("a", at(2, 7), -99.0, "fresh")]
    (found,) = asked(tmp_path, seen(orders), orders, least=5).transactions
    assert [(one.value, one.customers, one.revenue) for one in personas(found)] == [("", 8, 80.0), ("rest", 6, -39.0)]
    assert found.groups[0].revenue == 41.0


@settings(
    max_examples=tries(30), deadline=None, phases=QUICK, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(ORDERS, min_size=1, max_size=20), st.integers(2, 3))
def test_nothing_of_few_is_left_over(tmp_path_factory: pytest.TempPathFactory, orders: list[Order], least: int) -> None:
    """What is told of personas and stages is all that was bought, each group of enough customers, counted once each."""
    paid = asked(tmp_path_factory.mktemp("hidden"), seen(orders), orders, least)
    for found in paid.transactions:
        whole = found.groups[0]
        for by in ("persona", "lifecycle-stage"):
            told = [group for group in found.groups if group.of == by]
            assert all(group.customers >= least for group in told)
            assert sum(group.orders for group in told) == whole.orders
            assert sum(group.revenue for group in told) == pytest.approx(whole.revenue)
        alone = {group.value for group in personas(found)}
        for group in personas(found):
            its = {group.value} if group.value != "rest" else {"", "fresh", "loyal"} - alone
            own = [one for one in distinct(orders) if as_persona(one) in its]
            assert (group.customers, group.orders, group.revenue, group.per_customer, group.repeat_rate) == summed(own)
        hidden = whole.customers - sum(one.customers for one in found.cohorts)
        assert hidden == 0 or hidden >= least


def as_persona(order: Order) -> str:
    return persona(Row("orders", order.who, order.at, "", order.kind, 0))


def test_stages_are_told_once_a_journey(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who is in which stage is the same for all sources of orders, so it is asked once."""
    orders = bought(people("a", 3), 2)
    with lifecycle(tmp_path, seen(orders), orders) as data:
        till = data.catalogue.sources["orders"]
        again = till.model_copy(update={"id": "again", "touchpoint": "buy/buy"})
        sources = {**data.catalogue.sources, "again": again}
        both = Data(dataclasses.replace(data.catalogue, sources=sources), data.engine, TODAY)
        journey, scope = both.catalogue.journeys["buy"], whole_scope(both)
        what = plan(both.catalogue, journey)
        data.engine.stage("log", log(what, [both.staged(source) for source in what.sources], scope))
        staged: list[str] = []
        stage = data.engine.stage

        def watched(name: str, statement: Statement) -> None:
            staged.append(name)
            stage(name, statement)

        monkeypatch.setattr(data.engine, "stage", watched)
        paid = transactions(both, journey, scope, 1, logged=True)
    one, other = paid.transactions
    assert (one.groups, one.cohorts) == (other.groups, other.cohorts)
    assert {name: staged.count(name) for name in staged}["marks"] == 1
    assert staged.count("present") == 1
    assert staged.count("orders") == 2


def test_every_engine_gathers_the_same(bench: Bench) -> None:
    """Groups of few, of whom one customer is in two, are counted once each wherever the orders lie."""
    orders = [*bought(people("a", 3), 2, "fresh"), *bought([*people("c", 2), "a0"], 3, "loyal")]
    orders += bought(people("b", 9), 2)
    data = placed(bench, seen(orders), orders)
    scope, journey = whole_scope(data), data.catalogue.journeys["buy"]
    what = plan(data.catalogue, journey)
    data.engine.stage("log", log(what, [data.staged(source) for source in what.sources], scope))
    (found,) = transactions(data, journey, scope, 5, logged=True).transactions
    told = [(one.value, one.customers, one.orders, one.revenue, one.repeat_rate) for one in personas(found)]
    assert told == [("", 9, 9, 90.0, 0.0), ("rest", 5, 6, 60.0, 0.2)]
