"""Metrics counted from events: shares, counts, times; and how all stand to their targets."""

from __future__ import annotations

import random
import statistics
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap import api
from journeymap.evidence.data import Data
from journeymap.evidence.engines.duckdb import DuckDB
from journeymap.evidence.feedback import feedback
from journeymap.evidence.intervals import median_ranks
from journeymap.evidence.log import Scope, log
from journeymap.evidence.metrics import Told, metrics, status, targets
from journeymap.evidence.plan import plan
from journeymap.evidence.transactions import transactions
from journeymap.model.measurement import MetricMeasured, Status
from journeymap.model.metric import Polarity
from journeymap.model.proportion import wilson
from tests.conftest import REPOSITORY, TODAY
from tests.evidence.answered import EVER, VISITS, csv, opened

EVENTS = """
  - id: web
    kind: events
    uri: survey.csv
    columns: {time: when, customer: who, event: event, session: visit}
"""
HEADER = "when,who,event,visit,tenure"
RATIO = """
  - id: paid
    name: Paid
    kind: ratio
    method: with
    polarity: higher-is-better
    source: web
    numerator: {source: web, event: pay}
    denominator: [{source: web, event: cart}, {source: web, event: basket}]
"""


def told(
    folder: Path, rows: list[tuple[object, ...]], metric: str, scope: Scope = EVER, least: int = 1, **how: str
) -> Told:
    given_ = {"sources": EVENTS, "metrics": metric.strip("\n"), "more": how.get("more", ", {metric: paid}")}
    with opened(folder, csv(rows, how.get("header", HEADER)), **given_) as data:
        return metrics(data, data.catalogue.journeys["buy"], (), scope, least)


def at(minute: int) -> str:
    return f"2026-05-01 10:{minute:02}:00"


ROWS = [
    *((at(0), f"c{place}", "cart", "v1", "new") for place in range(10)),
    *((at(5), f"c{place}", "pay", "v1", "new") for place in range(4)),
    (at(9), "c4", "pay", "v2", "new"),
    (at(0), "z", "pay", "v1", "old"),
    (at(9), "z", "basket", "v1", "old"),
    (at(3), "y", "pay", "v1", "old"),
]


def test_ratio_of_customers(tmp_path: Path) -> None:
    """Of customers with an event below the line, those with one above it: whenever, and each customer once."""
    found = told(tmp_path, ROWS, RATIO)
    (everybody, new, old) = found.metrics
    assert (everybody.at, everybody.persona, everybody.n, everybody.value) == ("pay", None, 11, tidy(6 / 11))
    assert (everybody.low, everybody.high) == pytest.approx(wilson(6, 11), abs=1e-6)
    assert (new.persona, new.n, new.value) == ("new", 10, 0.5)
    assert (old.persona, old.n, old.value) == ("old", 1, 1.0)
    assert everybody.method.startswith("Of the customers with an event below the line")
    assert everybody.source == "web"
    assert [item.id for item in found.sources] == ["web"]
    assert found.remarks == ()


def test_ratio_in_order(tmp_path: Path) -> None:
    """Where the event above the line has to come after one below it, an earlier one does not count."""
    everybody, new, old = told(tmp_path, ROWS, RATIO.replace("with", "after")).metrics
    assert (everybody.n, everybody.value) == (11, tidy(5 / 11))
    assert (everybody.low, everybody.high) == pytest.approx(wilson(5, 11), abs=1e-6)
    assert (new.value, old.value) == (0.5, 0.0)
    assert everybody.method.startswith(
        "Of the customers with an event below the line, those that have one above it after"
    )


@pytest.mark.parametrize("method", ["", "    method: mean\n", "    method: top-box\n"])
@pytest.mark.parametrize(("scope", "case"), [(EVER, "customer"), (VISITS, "session")])
def test_ratio_of_two_readings(tmp_path: Path, scope: Scope, case: str, method: str) -> None:
    """A ratio that does not say whether order matters, where it does, is not measured, and a remark says what to write."""
    found = told(tmp_path, ROWS, RATIO.replace("    method: with\n", method), scope)
    assert found.metrics == ()
    assert found.remarks == (
        (
            "`paid` is not measured, because it may be read in two ways: write `method: after` (the event above the line "
            f"follows one below it) or `method: with` (it is in the same {case})."
        ),
    )


@pytest.mark.parametrize("method", ["", "    method: with\n", "    method: after\n"])
def test_ratio_of_one_reading(tmp_path: Path, method: str) -> None:
    """Where everybody paid after filling the cart, all methods count the same, and none needs to be said."""
    rows = [(at(0), f"c{place}", "cart", "v1", "new") for place in range(10)]
    rows += [(at(5), f"c{place}", "pay", "v1", "new") for place in range(4)]
    found = told(tmp_path, rows, RATIO.replace("    method: with\n", method))
    assert [(item.persona, item.n, item.value) for item in found.metrics] == [(None, 10, 0.4), ("new", 10, 0.4)]
    assert found.remarks == ()


def test_ratio_after_at_the_same_time(tmp_path: Path) -> None:
    """At one and the same time the order of the data decides what came after."""
    rows = [(at(0), "a", "cart", "v1", ""), (at(0), "a", "pay", "v1", "")]
    rows += [(at(0), "b", "pay", "v1", ""), (at(0), "b", "cart", "v1", "")]
    (everybody,) = told(tmp_path, rows, RATIO.replace("with", "after")).metrics
    assert (everybody.n, everybody.value) == (2, 0.5)


def test_ratio_of_sessions(tmp_path: Path) -> None:
    """The same of sessions: what happens in another visit does not count."""
    everybody, *_ = told(tmp_path, ROWS, RATIO, VISITS).metrics
    assert (everybody.n, everybody.value) == (11, tidy(5 / 11))
    assert everybody.method.startswith("Of the sessions")


def test_ratio_of_few(tmp_path: Path) -> None:
    """Groups of too few customers are not told of, nor is what would tell of them."""
    assert [item.persona for item in told(tmp_path, ROWS, RATIO, least=5).metrics] == [None]
    assert told(tmp_path, ROWS, RATIO, least=12).metrics == ()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("kind: ratio, numerator: {source: web, event: pay}, denominator: All", "its denominator is said in words"),
        ("kind: ratio, numerator: Some, denominator: {source: web, event: pay}", "its numerator is said in words"),
        ("kind: ratio, numerator: {source: web, event: pay}", "it has no denominator"),
        ("kind: count, denominator: {source: web, event: pay}", "it has no numerator"),
        ("numerator: {source: web, event: pay}, denominator: {source: web, event: cart}", "it has no `kind`"),
        (
            "kind: duration, numerator: {source: web, event: pay}, denominator: {source: web, event: cart}",
            "it is a duration without a `unit`: write `s`, `min`, `h`, `d`, `w`, `mo` or `y`",
        ),
        (
            (
                "kind: duration, unit: dagar, numerator: {source: web, event: pay}, "
                "denominator: {source: web, event: cart}"
            ),
            (
                "it is a duration in `dagar`, which is no unit that is known here: write `s`, `min`, `h`, `d`, `w`, `mo` "
                "or `y`"
            ),
        ),
        (
            "kind: currency, numerator: {source: web, event: pay}, denominator: {source: web, event: cart}",
            "its kind is currency, which is not counted from events",
        ),
    ],
)
def test_what_is_not_counted(tmp_path: Path, said: str, why: str) -> None:
    """A metric that leaves open what is counted has no value, and a remark says what it lacks."""
    found = told(tmp_path, ROWS, f"  - {{id: paid, name: Paid, source: web, {said}}}")
    assert found.metrics == ()
    assert found.remarks == (f"`paid` is not measured: {why}.",)


def test_words_alone_are_no_remark(tmp_path: Path) -> None:
    """A metric that is all in words comes from elsewhere, and nobody is told."""
    found = told(tmp_path, ROWS, "  - {id: paid, name: Paid, kind: ratio, source: Bank, numerator: A, denominator: B}")
    assert found == Told()


COUNT = "  - {{id: paid, name: Paid, kind: count, source: web, numerator: {{source: web, event: chat}}{more}}}"


def test_count(tmp_path: Path) -> None:
    """A count is of events, and rests on the cases that have one; it has no interval."""
    rows = [(at(place), f"c{place % 3}", "chat", "v", "") for place in range(10)]
    (item,) = told(tmp_path, rows, COUNT.format(more="")).metrics
    assert (item.value, item.n, item.low) == (10.0, 3, None)


def test_count_per_case(tmp_path: Path) -> None:
    """With events below the line it is a mean per case that has one, those without any above it among them."""
    rows = [(at(0), f"c{place}", "order", "v", "") for place in range(4)]
    rows += [(at(minute), "c0", "chat", "v", "") for minute in (1, 2, 3)]
    rows += [(at(1), "c1", "chat", "v", ""), (at(1), "other", "chat", "v", "")]
    (item,) = told(tmp_path, rows, COUNT.format(more=", denominator: {source: web, event: order}")).metrics
    assert (item.value, item.n, item.low) == (1.0, 4, 0.0)
    assert item.method.startswith("Mean number of events above the line in a customer with one below it; 95 %")


TIME = """
  - id: paid
    name: Time to pay
    kind: duration
    unit: {unit}
    source: web
    numerator: {{source: web, event: pay}}
    denominator: {{source: web, event: cart}}
"""


def test_duration(tmp_path: Path) -> None:
    """The median from the first event below the line to the next above it; what came before it does not count."""
    minutes = [1, 2, 3, 5, 8, 13, 21, 34, 55, 59]
    rows = [(at(0), f"c{place}", "cart", "v", "") for place in range(12)]
    rows += [(at(minute), f"c{place}", "pay", "v", "") for place, minute in enumerate(minutes)]
    rows += [(at(59), "c0", "pay", "v", ""), ("2026-05-01 09:00:00", "c11", "pay", "v", "")]
    (item,) = told(tmp_path, rows, TIME.format(unit="min")).metrics
    assert (item.value, item.n) == (10.5, 10)
    assert (item.low, item.high) == (2.0, 55.0)
    (item,) = told(tmp_path, rows, TIME.format(unit="Hours")).metrics
    assert item.value == 0.175


def test_duration_at_the_same_time(tmp_path: Path) -> None:
    """An event above the line that comes before in the data, at the same time, is not the next one."""
    rows = [(at(0), "a", "pay", "v", ""), (at(0), "a", "cart", "v", ""), (at(4), "a", "pay", "v", "")]
    rows += [(at(0), "b", "cart", "v", ""), (at(0), "b", "pay", "v", "")]
    rows += [(at(0), "c", "pay", "v", ""), (at(0), "c", "cart", "v", "")]
    (item,) = told(tmp_path, rows, TIME.format(unit="min")).metrics
    assert (item.value, item.n) == (2.0, 2)


def test_an_event_on_both_sides_does_not_follow_itself(tmp_path: Path) -> None:
    """What is both above and below the line comes after itself neither in a share nor in a time."""
    rows = [(at(0), "a", "cart", "v", "new"), (at(0), "b", "cart", "v", "old"), (at(7), "b", "cart", "v", "new")]
    sides = "{source: web, event: cart, where: {tenure: [new, old]}}", "{source: web, event: cart}"
    for top, bottom in (sides, sides[::-1], sides[1:] * 2):
        shape = RATIO.replace("with", "after").partition("    numerator")[0]
        lines = f"    numerator: {top}\n    denominator: {bottom}\n"
        found = told(tmp_path, rows, shape + lines).metrics
        assert [(item.value, item.n) for item in found if item.persona is None] == [(0.5, 2)]
        found = told(tmp_path, rows, TIME.format(unit="min").partition("    numerator")[0] + lines).metrics
        assert [(item.value, item.n) for item in found if item.persona is None] == [(7.0, 1)]


def test_durations_of_many(tmp_path: Path) -> None:
    """Medians and their ends are those of the sorted numbers, of everybody and of each persona."""
    chance = random.Random(5)
    seconds = {f"c{place}": (chance.randrange(1, 59), "new" if place % 3 else "old") for place in range(200)}
    rows = [(at(0), who, "cart", "v", tenure) for who, (_, tenure) in seconds.items()]
    rows += [(f"2026-05-01 10:00:{took:02}", who, "pay", "v", tenure) for who, (took, tenure) in seconds.items()]
    found = told(tmp_path, rows, TIME.format(unit="s")).metrics
    for item in found:
        ordered = sorted(took for took, tenure in seconds.values() if item.persona in {None, tenure})
        ranks = median_ranks(len(ordered))
        assert ranks is not None
        low, high = ranks
        assert (item.n, item.value) == (len(ordered), statistics.median(ordered))
        assert (item.low, item.high) == (ordered[low - 1], ordered[high - 1])
    assert len(found) == 3


ORDERS = "\n  - {id: till, kind: transactions, uri: survey.csv, columns: {time: when, customer: who, amount: paid}}\n"
PRICE = "  - {{id: paid, name: Mean order, kind: currency, unit: EUR, source: till{more}}}"


def test_mean_of_orders(tmp_path: Path) -> None:
    """An amount is the mean of orders, refunds not among them, where it says so; where it does not, it is not measured."""
    rows = [(at(0), "a", 10, "new"), (at(0), "a", 20, "new"), (at(0), "b", 60, "old")]
    text = csv([*rows, (at(1), "b", -60, "old"), (at(2), "a", 0, "new")], "when,who,paid,tenure")
    for more, values in ((", method: mean", [(None, 30.0, 3), ("new", 15.0, 2), ("old", 60.0, 1)]), ("", [])):
        named = {"metrics": PRICE.format(more=more), "more": ", {metric: paid}"}
        with opened(tmp_path, text, sources=ORDERS, **named) as data:
            found = metrics(data, data.catalogue.journeys["buy"], (), EVER, 1)
        assert [(item.persona, item.value, item.n) for item in found.metrics] == values
        assert bool(found.remarks) == (not values)


WEB = "\n  - {id: web, kind: events, uri: web.csv, columns: {time: when, customer: who, event: event}}"
BOUND = ", {metric: paid}]\n            events: [{source: web, event: pay}"


@pytest.mark.parametrize(
    ("of", "more", "customers"),
    [
        ("", BOUND, "those who were seen"),
        (", touchpoint: buy/pay", BOUND, "all"),
        (", touchpoint: buy/get", ", {metric: paid}", "all"),
        ("", ", {metric: paid}", "all"),
        (", touchpoint: return/send", BOUND, "none"),
    ],
)
def test_a_metric_and_the_sums_are_of_the_same_orders(tmp_path: Path, of: str, more: str, customers: str) -> None:
    """Where a table says how many orders were given, the mean of the orders is of these, persona by persona."""
    orders = [(at(n), f"c{n % 30}", 10 + n, ("new", "old", "")[n % 3]) for n in range(56)]
    (tmp_path / "web.csv").write_text(
        csv([(at(0), f"c{n}", "pay", ("old", "new")[n % 2]) for n in range(13)], "when,who,event,tenure")
    )
    sources = WEB + ORDERS.replace("amount: paid}}", f"amount: paid}}{of}}}")
    named = {"metrics": PRICE.format(more=", method: mean"), "more": more}
    with opened(tmp_path, csv(orders, "when,who,paid,tenure"), sources=sources, **named) as data:
        journey = data.catalogue.journeys["buy"]
        what = plan(data.catalogue, journey)
        if what.sources:
            data.engine.stage("log", log(what, [data.staged(source) for source in what.sources], EVER))
        found = metrics(data, journey, (), EVER, 3)
        paid = transactions(data, journey, EVER, 3, logged=bool(what.sources))
    if customers == "none":
        assert (found.metrics, paid.transactions, paid.sources) == ((), (), ())
        assert found.remarks == ("`paid` is not measured: source `till` is of another journey.",)
        return
    mine = [order for order in orders if customers == "all" or int(str(order[1])[1:]) < 13]
    (sums,) = paid.transactions
    assert (sums.groups[0].orders, sums.groups[0].revenue) == (len(mine), sum(order[2] for order in mine))
    of_all = [(item.persona or "", item.n, round(item.value * item.n, 2)) for item in found.metrics]
    told_ = [
        (one.value, one.orders, one.revenue) for one in sums.groups if one.of == "all" or one.value in {"new", "old"}
    ]
    assert of_all == told_
    assert len(told_) == 3
    assert sums.unit == "EUR"


OTHER = "\n  - {{id: many, name: Orders, kind: {kind}, unit: {unit}, source: till}}"


@pytest.mark.parametrize(
    ("kind", "unit", "told_"), [("count", "orders", "EUR"), ("currency", "EUR", "EUR"), ("currency", "SEK", None)]
)
def test_the_currency_is_that_of_money(tmp_path: Path, kind: str, unit: str, told_: str | None) -> None:
    """A metric that counts orders says nothing of what they are paid in; two currencies are none that is known."""
    named = {"metrics": PRICE.format(more=", method: mean") + OTHER.format(kind=kind, unit=unit)}
    text = csv([(at(0), "a", 10, "new")], "when,who,paid,tenure")
    with opened(tmp_path, text, sources=ORDERS, more=", {metric: paid}", **named) as data:
        (found,) = transactions(data, data.catalogue.journeys["buy"], EVER, 1, logged=False).transactions
    assert found.unit == told_


@pytest.mark.parametrize(
    ("metric", "counted", "n"),
    [
        ("campaign-to-product", 466, 712),
        ("search-success", 1630, 2251),
        ("product-to-cart", 1174, 2868),
        ("cart-to-delivery", 512, 1022),
        ("checkout-conversion", 470, 1022),
        ("payment-success", 470, 632),
        ("payment-error-rate", 95, 632),
    ],
)
def test_published_counts(shop: Told, metric: str, counted: int, n: int) -> None:
    """The shop's log gives the counts that its README publishes, per session, each in the metric's own way."""
    item = next(item for item in shop.metrics if item.metric == metric and item.persona is None)
    assert (item.value, item.n) == (tidy(counted / n), n)
    assert not any(f"`{metric}`" in text for text in shop.remarks)


@pytest.fixture(scope="module")
def shop() -> Told:
    root = REPOSITORY / "examples" / "shop"
    (workspace,) = api.load([root])
    engine = DuckDB(root)
    data = Data(workspace.catalogue, engine, TODAY)
    journey = workspace.catalogue.journeys["buy-online"]
    answers = feedback(data, journey, VISITS, 10)
    found = metrics(data, journey, answers.metrics, VISITS, 10)
    engine.close()
    return found


def test_targets_of_the_shop(shop: Told) -> None:
    """Every metric that the journey sets a target for and that was measured at its place says how it stands."""
    held = [item for item in shop.metrics if item.at is not None]
    assert held
    assert all(item.target is not None and item.status is not Status.UNKNOWN for item in held)
    assert {"nps", "delivery-csat", "chat-csat"} <= {item.metric for item in held}


@pytest.mark.parametrize(
    ("way", "value", "target", "warn", "expected"),
    [
        (Polarity.HIGHER_IS_BETTER, 0.8, 0.8, 0.7, Status.MET),
        (Polarity.HIGHER_IS_BETTER, 0.75, 0.8, 0.7, Status.WARN),
        (Polarity.HIGHER_IS_BETTER, 0.7, 0.8, 0.7, Status.MISSED),
        (Polarity.HIGHER_IS_BETTER, 0.79, 0.8, None, Status.MISSED),
        (Polarity.LOWER_IS_BETTER, 5, 5, 8, Status.MET),
        (Polarity.LOWER_IS_BETTER, 7, 5, 8, Status.WARN),
        (Polarity.LOWER_IS_BETTER, 8, 5, 8, Status.MISSED),
        (None, 5, 5, 8, Status.UNKNOWN),
        (Polarity.LOWER_IS_BETTER, 5, None, 8, Status.UNKNOWN),
    ],
)
def test_status(way: Polarity | None, value: float, target: float | None, warn: float | None, expected: Status) -> None:
    """Reached, short of it, or as bad as the value from which to worry; unknown where nobody says which way is good."""
    assert status(way, value, target, warn) is expected


@given(st.sampled_from(Polarity), st.floats(-9, 9), st.floats(-9, 9), st.floats(-9, 9) | st.none(), st.floats(0, 5))
def test_better_never_stands_worse(way: Polarity, value: float, target: float, warn: float | None, more: float) -> None:
    """Where a value gets better, its status does not get worse."""
    ranks = [Status.MISSED, Status.WARN, Status.MET]
    better = value + more if way is Polarity.HIGHER_IS_BETTER else value - more
    assert ranks.index(status(way, better, target, warn)) >= ranks.index(status(way, value, target, warn))


def test_targets_of_places(tmp_path: Path) -> None:
    """A place's number is held against its target; the journey's against that on which all places agree."""

    def measured(metric: str, place: str | None, value: float) -> MetricMeasured:
        return MetricMeasured(metric=metric, at=place, value=value, n=50, method="counted")

    given_ = [measured("ease", "get", 3.0), measured("nps", None, 31.0), measured("csat", "pay", 0.75)]
    with opened(tmp_path, csv([]), more=", {metric: nps, target: 40}") as data:
        found = targets(data.catalogue, data.catalogue.journeys["buy"], given_)
    assert [(item.metric, item.at, item.target, item.status) for item in found] == [
        ("nps", None, None, Status.UNKNOWN),
        ("csat", "pay", 0.8, Status.WARN),
        ("ease", "get", 2.0, Status.MISSED),
    ]
    with opened(tmp_path, csv([])) as data:
        (first, *_) = targets(data.catalogue, data.catalogue.journeys["buy"], given_)
    assert (first.target, first.status) == (30.0, Status.MET)


def tidy(value: float) -> float:
    return round(value, 6)
