"""Stages, moves and sums of orders are the same on every engine, and those of a walk through the rows."""

from __future__ import annotations

import datetime
import random
from collections.abc import Sequence
from dataclasses import replace

from journeymap.evidence.customers import people
from journeymap.evidence.data import Data
from journeymap.evidence.engines import Type
from journeymap.evidence.log import log
from journeymap.evidence.plan import plan
from journeymap.evidence.transactions import transactions
from tests.evidence.lifecycles import TODAY, Order, Row, catalogue, follow, in_order, moved, replay, whole_scope
from tests.evidence.servers import Bench
from tests.evidence.test_transactions import summed

TYPES = {"who": Type.TEXT, "at": Type.LOCAL_TIME, "what": Type.TEXT, "kind": Type.TEXT}
PAID = {"who": Type.TEXT, "at": Type.LOCAL_TIME, "paid": Type.NUMBER, "kind": Type.TEXT}


def made_up(seed: int) -> tuple[list[Row], list[Order]]:
    """Rows of five customers, no two at the same time: nothing but time orders the rows of a table."""
    made = random.Random(seed)
    begin = datetime.datetime(2024, 1, 20, 22, 0)  # noqa: DTZ001  # wall clock of the sources' zone
    times = [begin + datetime.timedelta(minutes=minute) for minute in made.sample(range(80_000), 60)]
    who, kinds = ("ann", "bo", "Cy", "Åsa", "dee"), ("loyal", "fresh", "", None)
    rows = [
        Row(made.choice(("web", "app")), made.choice(who), at, made.choice(("view", "buy", "quit", "call")),
            made.choice(kinds) or "", place)
        for place, at in enumerate(times[:45])
    ]  # fmt: skip
    return rows, [Order(made.choice(who), at, made.choice((10.0, 2.5, -2.5)), "") for at in times[45:]]


def placed(bench: Bench, rows: Sequence[Row], orders: Sequence[Order]) -> Data:
    """The workspace with its three sources where the engine finds them."""
    known = catalogue()
    ahead = datetime.timedelta(hours=3 if bench.name == "clickhouse" else 0)  # its times are moments, shown as of UTC
    told = {
        name: [
            {"who": row.who, "at": row.at - ahead, "what": row.what, "kind": row.kind}
            for row in rows
            if row.source == name
        ]
        for name in ("web", "app")
    }
    sources = {
        name: bench.source(
            told[name],
            TYPES,
            name,
            columns={"customer": "who", "time": "at", "event": "what"},
            timezone="Europe/Istanbul",
        )
        for name in told
    }
    sources["orders"] = bench.source(
        [{"who": item.who, "at": item.at - ahead, "paid": item.paid, "kind": item.kind} for item in orders],
        PAID,
        "orders",
        kind="transactions",
        columns={"customer": "who", "time": "at", "amount": "paid"},
        timezone="Europe/Istanbul",
    )
    return Data(replace(known, sources=sources), bench.open(), TODAY)


def test_every_engine_says_what_a_walk_through_the_rows_says(bench: Bench) -> None:
    """Stage, since, persona, last and next touchpoint of each customer, the moves of each month, and what was paid."""
    rows, orders = made_up(7)
    data = placed(bench, rows, orders)
    scope = whole_scope(data)
    found = people(data, data.catalogue.lifecycles["shopper"], scope, 1)
    after = follow(rows)
    expected = {
        name: (now.persona, now.stage, now.since, now.reached, now.touchpoint, now.seen, after.get(now.touchpoint, ""))
        for name, now in ((name, replay(own)) for name, own in in_order(rows).items())
    }
    assert {
        item.customer: (
            *(item.persona, item.stage, item.since, item.reached),
            *(item.touchpoint, item.seen, item.following),
        )
        for item in found.customers
    } == expected
    assert [item.customer for item in found.customers] == sorted(expected, key=str.encode)
    assert {(item.month, item.before, item.after): item.customers for item in found.flows} == dict(moved(rows))

    journey = data.catalogue.journeys["buy"]
    what = plan(data.catalogue, journey)
    data.engine.stage("log", log(what, [data.staged(source) for source in what.sources], scope))
    (paid,) = transactions(data, journey, scope, 1, logged=True).transactions
    seen = {row.who for row in rows if row.what == "view" or (row.source, row.what) == ("web", "buy")}
    mine = [order for order in orders if order.who in seen]
    told = {
        (group.of, group.value): (group.customers, group.orders, group.revenue, group.per_customer, group.repeat_rate)
        for group in paid.groups
    }
    assert told["all", ""] == summed(mine)
    for name in ("looking", "buying", "staying", ""):
        own = summed([order for order in mine if expected[order.who][1] == name])
        assert told.get(("lifecycle-stage", name)) == own
