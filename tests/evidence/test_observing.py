"""What is seen of a journey: the shop's known numbers, small groups, and journeys of which little can be seen."""

from __future__ import annotations

import csv
import datetime
import gzip
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from journeymap import api
from journeymap.evidence.data import Data
from journeymap.evidence.engines.duckdb import DuckDB
from journeymap.evidence.log import Scope
from journeymap.evidence.observing import Limits, Observed, Wanted, observe
from journeymap.evidence.plan import Plan, plan
from journeymap.model.measurement import Dimension, Funnel
from journeymap.model.settings import CaseKind
from tests.conftest import REPOSITORY, TODAY

BY_SESSION = Scope(CaseKind.SESSION)
HEAD = "journeymap: 1\nworkspace: {name: Made up}\n"


class Shop:
    """The shop example, its log staged once."""

    def __init__(self) -> None:
        catalogue = api.load([REPOSITORY / "examples" / "shop"], on=TODAY)[0].catalogue
        self.plan = plan(catalogue, catalogue.journeys["buy-online"], "order-placed")
        self.engine = DuckDB(REPOSITORY / "examples" / "shop")
        data = Data(catalogue, self.engine, TODAY)
        self.sources = [data.staged(source) for source in self.plan.sources]

    def observed(self, scope: Scope = BY_SESSION, **wanted: object) -> Observed:
        return observe(self.engine, self.plan, self.sources, scope, Wanted(**wanted))  # type: ignore[arg-type]

    def chosen(self, *ids: str, **wanted: object) -> Funnel:
        steps = tuple(step.number for name in ids for step in self.plan.steps if step.id == name)
        return self.observed(steps=steps, **wanted).funnels[2]


@pytest.fixture(scope="module")
def shop() -> Iterator[Shop]:
    made = Shop()
    yield made
    made.engine.close()


def test_the_published_funnel(shop: Shop) -> None:
    """The closed funnel by session that the makers of the data print: 28.3 %, 14.2 %, 4.8 % of 3,605 sessions."""
    steps = shop.chosen("review-cart", "delivery-details", "order-placed").steps
    assert [step.closed for step in steps] == [1022, 512, 173]
    assert [round(100 * (step.of_all or 0), 1) for step in steps] == [28.3, 14.2, 4.8]
    assert [step.of_previous for step in steps] == [
        None,
        pytest.approx(512 / 1022, abs=1e-6),
        pytest.approx(173 / 512, abs=1e-6),
    ]


@pytest.mark.parametrize(
    ("first", "then", "of", "go_on", "later"),
    [
        ("campaign-page", "look-at-product", 712, 466, 465),
        ("search-product", "look-at-product", 2251, 1630, 1629),
        ("look-at-product", "put-in-cart", 2868, 944, 943),
        ("review-cart", "delivery-details", 1022, 512, 512),
        ("payment-error", "payment", 95, 44, 44),
        ("payment-error", "support-chat", 95, 54, 54),
    ],
)
def test_the_numbers_that_the_shop_counted(shop: Shop, first: str, then: str, of: int, go_on: int, later: int) -> None:
    """Sessions that go on, as the example's notes count them: those of the same second are ordered by the file.

    The notes count what is at least a second later, which leaves out a session in three of the six numbers.
    """
    assert [step.closed for step in shop.chosen(first, then).steps] == [of, go_on]
    events = {step.id: step.bindings[0].event for step in shop.plan.steps}
    seen: dict[str, tuple[str, int]] = {}
    found: dict[bool, set[str]] = {True: set(), False: set()}
    with gzip.open(REPOSITORY / "examples/shop/data/events.csv.gz", "rt") as file:
        rows = sorted(enumerate(csv.DictReader(file)), key=lambda item: (item[1]["timestamp"], item[0]))
    for place, row in rows:
        session = row["session_id"]
        if row["event"] == events[first]:
            seen.setdefault(session, (row["timestamp"], place))
        elif row["event"] == events[then] and session in seen:
            found[row["timestamp"] > seen[session][0]].add(session)
    assert (len(seen), len(found[True] | found[False]), len(found[True])) == (of, go_on, later)


def test_how_many_were_at_the_shops_touchpoints(shop: Shop) -> None:
    """Sessions at single touchpoints, from the example's notes; the open form of the funnel is the same."""
    found = shop.observed()
    assert found.totals is not None
    assert (found.totals.cases, found.totals.seen, found.totals.customers) == (3605, 3605, 600)
    assert found.totals.completed == 470
    assert found.totals.completion == pytest.approx(470 / 3605, abs=1e-6)
    at = {item.id: item.cases for item in found.touchpoints}
    known = {"look-at-product": 2868, "order-placed": 470, "payment": 632, "payment-error": 95, "support-chat": 241}
    assert {name: at[name] for name in known} == known
    assert [step.open for step in found.funnels[0].steps] == [item.cases for item in found.touchpoints]
    hidden = [item.id for item in found.touchpoints if item.entries is None]
    assert hidden == ["compare-products", "delivery-details", "payment", "support-chat"]  # of few, and the next larger
    assert 3605 - sum(item.entries or 0 for item in found.touchpoints) == 22


def test_customers_and_sessions_are_different_cases(shop: Shop) -> None:
    """By customer there are 600 cases, and more of them come from the cart to the purchase."""
    found = shop.observed(Scope(CaseKind.CUSTOMER))
    assert found.totals is not None
    assert (found.totals.cases, found.totals.customers, found.totals.completed) == (600, 600, 328)


def test_a_window_cuts_the_funnel(shop: Shop) -> None:
    """Less time, fewer who make it; enough time is as good as no window at all, with the same times."""
    steps = ("review-cart", "delivery-details", "order-placed")
    last = [shop.chosen(*steps, window=minutes * 60_000_000).steps[2].closed or 0 for minutes in (2, 5, 20, 600)]
    assert last == sorted(last)
    assert last[0] < last[3] == 173
    assert shop.chosen(*steps, window=600 * 60_000_000) == shop.chosen(*steps)


def test_the_shops_parts(shop: Shop) -> None:
    """By persona the parts are the shop's segments, in the order of the map; new visitors buy least, loyal ones most."""
    found = shop.observed(by=(Dimension.PERSONA, Dimension.CHANNEL))
    assert [(part.by, part.value) for part in found.parts] == [
        *((Dimension.PERSONA, name) for name in ("new-visitor", "bargain-hunter", "loyal-customer")),
        *((Dimension.CHANNEL, name) for name in ("organic", "paid_search", "email", "social", "direct")),
    ]
    completion = [part.totals.completion or 0 for part in found.parts[:3]]
    assert completion == sorted(completion)
    assert sum(part.totals.cases for part in found.parts[:3]) == 3605
    assert found.fields.keys() >= {"totals", "parts"}


def test_small_groups_of_the_shop(shop: Shop) -> None:
    """With `min_group` 40 a touchpoint's number of few is not shown, rare ways and paths are gone, and remarks say so."""
    found = shop.observed(min_group=100, by=(Dimension.CHANNEL,))
    error = next(item for item in found.touchpoints if item.id == "payment-error")
    assert (error.cases, error.reach, error.exits) == (None, None, None)
    assert all(way.cases >= 100 for way in found.ways)
    assert [part.value for part in found.parts] == ["organic", "paid_search", "rest"]
    assert any("`rest`" in remark for remark in found.remarks)
    assert any(remark.endswith("are left out: fewer than 100 customers each.") for remark in found.remarks)


def test_a_rest_that_is_too_small_takes_the_smallest_part_in(shop: Shop) -> None:
    """A rest of 30 customers alone would tell of too few at 80: the smallest part that is large enough joins it."""
    found = shop.observed(min_group=80, by=(Dimension.CHANNEL,))
    assert [part.value for part in found.parts] == ["organic", "paid_search", "email", "rest"]
    assert found.parts[-1].totals.customers == 87 + 30


def made(folder: Path) -> Callable[..., Observed]:
    """Sees a journey of a workspace in a folder."""

    def see(journey: str = "j", *, scope: Scope = BY_SESSION, goal: str | None = None, **wanted: object) -> Observed:
        catalogue = api.load([folder], on=TODAY)[0].catalogue
        asked: Plan = plan(catalogue, catalogue.journeys[journey], goal)
        engine = DuckDB(folder)
        try:
            data = Data(catalogue, engine, datetime.date(2026, 11, 22))
            staged = [data.staged(source) for source in asked.sources]
            return observe(engine, asked, staged, scope, Wanted(**{"min_group": 1, **wanted}))  # type: ignore[arg-type]
        finally:
            engine.close()

    return see


SOURCE = "sources: [{id: web, kind: events, uri: web.csv, columns: {customer: u, time: t, event: e, session: s}}]\n"


def journey(*touchpoints: str) -> str:
    listed = "".join(f"          - {item}\n" for item in touchpoints)
    return f"journeys:\n  - id: j\n    name: J\n    stages:\n      - id: s\n        name: S\n        touchpoints:\n{listed}"


def rows(*lines: str) -> str:
    return "\n".join(("u,s,t,e", *lines, ""))


def test_a_journey_without_bound_touchpoints(write: Callable[..., Path]) -> None:
    """Nothing is seen of it, and a remark says why."""
    folder = write(
        {"journeymap.yaml": HEAD + SOURCE + journey("{id: a, name: A}"), "web.csv": rows("1,1,2026-01-01,x")}
    )
    found = made(folder)()
    assert found == Observed(remarks=found.remarks)
    assert "bound to events" in found.remarks[0]


def test_a_bound_event_that_is_never_seen(write: Callable[..., Path]) -> None:
    """It has zero cases, which is a number and no gap, and the whole map is still there."""
    text = (
        HEAD
        + SOURCE
        + journey(
            "{id: a, name: A, events: {source: web, event: x}}", "{id: b, name: B, events: {source: web, event: y}}"
        )
    )
    folder = write({"journeymap.yaml": text, "web.csv": rows("1,1,2026-01-01,x", "2,2,2026-01-02,x")})
    found = made(folder)()
    shown = found.touchpoints[1]
    assert (shown.cases, shown.events, shown.entries, shown.reach, shown.drop_off) == (0, 0, 0, 0.0, None)
    assert found.touchpoints[0].to_next == 0.0
    assert [step.closed for step in found.funnels[0].steps] == [2, 0]
    assert [(way.source, way.target) for way in found.not_taken] == [("a", "b")]


def test_data_without_any_event_of_the_journey(write: Callable[..., Path]) -> None:
    """All are seen, none is on the journey: zeros, no shares, and a remark."""
    text = HEAD + SOURCE + journey("{id: a, name: A, events: {source: web, event: x}}")
    folder = write({"journeymap.yaml": text, "web.csv": rows("1,1,2026-01-01,q")})
    found = made(folder)(by=tuple(Dimension), window=1)
    assert found.totals is not None
    assert (found.totals.cases, found.totals.seen, found.totals.completed, found.totals.completion) == (0, 1, 0, None)
    assert (found.touchpoints[0].cases, found.touchpoints[0].reach) == (0, None)
    assert not found.ways
    assert not found.paths
    assert not found.parts
    assert found.conformance is None
    assert "No event of the data is on a touchpoint" in found.remarks[0]


def test_one_step(write: Callable[..., Path]) -> None:
    """A journey of one touchpoint: everybody begins and ends there, and coming again is no way."""
    text = HEAD + SOURCE + journey("{id: a, name: A, events: {source: web, event: x}}")
    folder = write(
        {"journeymap.yaml": text, "web.csv": rows("1,1,2026-01-01,x", "1,1,2026-01-02,x", "2,1,2026-01-03,x")}
    )
    found = made(folder)()
    shown = found.touchpoints[0]
    assert (shown.events, shown.cases, shown.entries, shown.exits, shown.again, shown.returns) == (3, 2, 2, 2, 1, 0)
    assert (shown.to_next, shown.to_goal, shown.drop_off) == (None, None, 1.0)
    assert [(way.target, way.times, way.mapped) for way in found.ways] == [(None, 2, True)]
    assert [step.closed for funnel in found.funnels for step in funnel.steps] == [2, 2]
    assert found.conformance is not None
    assert found.conformance.complete == 2


@pytest.mark.parametrize("window", [None, 3_600_000_000])
def test_sixty_steps(write: Callable[..., Path], window: int | None) -> None:
    """A funnel of sixty steps, which half of the cases leave half-way, with and without a window."""
    text = HEAD + SOURCE + journey(*(f"{{id: t{n}, name: T, events: {{source: web, event: e{n}}}}}" for n in range(60)))
    lines = [f"{who},1,2026-01-01T00:{n:02}:00Z,e{n}" for who in range(6) for n in range(60 if who % 2 else 30)]
    folder = write({"journeymap.yaml": text, "web.csv": rows(*lines)})
    found = made(folder)(window=window)
    assert [step.closed for step in found.funnels[0].steps] == [6] * 30 + [3] * 30
    assert {step.after_previous.median for step in found.funnels[0].steps[1:]} == {60.0}
    assert [(len(path.touchpoints), path.cases) for path in found.paths] == [(30, 3), (60, 3)]
    assert found.conformance is not None
    assert (found.conformance.explained, found.conformance.complete) == (6, 3)


def test_too_few_customers_in_all(write: Callable[..., Path]) -> None:
    """Of a journey of three customers nothing is told at `min_group` 10."""
    text = HEAD + SOURCE + journey("{id: a, name: A, events: {source: web, event: x}}")
    folder = write({"journeymap.yaml": text, "web.csv": rows(*(f"{n},{n},2026-01-01,x" for n in range(3)))})
    found = made(folder)(min_group=10)
    assert found == Observed(remarks=("Fewer than 10 customers were on this journey, so nothing of it is shown.",))


def test_names_that_are_hostile(write: Callable[..., Path]) -> None:
    """Names of events and channels are values, whatever is in them; a channel called `rest` is part of the rest."""
    source = SOURCE.replace("session: s", "session: s, channel: c")
    text = HEAD + source + journey('{id: a, name: A, events: {source: web, event: "x\'; DROP TABLE log --"}}')
    lines = [
        "u,s,t,e,c",
        '1,1,2026-01-01,x\'; DROP TABLE log --,"a""b\'{part}"',
        "2,1,2026-01-01,x'; DROP TABLE log --,rest",
        '2,1,2026-01-02,"{least} $p0 :x ?",rest',
    ]
    folder = write({"journeymap.yaml": text, "web.csv": "\n".join(lines) + "\n"})
    found = made(folder)(by=(Dimension.CHANNEL,))
    assert [(part.value, part.totals.cases) for part in found.parts] == [("a\"b'{part}", 1), ("rest", 1)]
    assert [item.event for item in found.unmapped] == ["{least} $p0 :x ?"]
    assert [use.channel for use in found.touchpoints[0].channels] == ["a\"b'{part}", "rest"]


def test_sessions_of_two_customers_stay_two(write: Callable[..., Path]) -> None:
    """The same session id of two customers is two sessions, also where ids put together would be the same."""
    text = HEAD + SOURCE + journey("{id: a, name: A, events: {source: web, event: x}}")
    folder = write(
        {"journeymap.yaml": text, "web.csv": rows("a b,c,2026-01-01,x", "a,b c,2026-01-01,x", "a,c,2026-01-01,x")}
    )
    found = made(folder)()
    assert found.totals is not None
    assert (found.totals.cases, found.totals.customers) == (3, 2)


def test_approximate_times(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where all times would have to be ranked, medians of many are rounded down by at most one per cent, and it is said."""
    exact = shop.observed(limits=Limits(exact=1000))
    monkeypatch.setattr(DuckDB, "has_middles", False)
    rough = shop.observed(limits=Limits(exact=1000))
    assert (exact.approximate, rough.approximate) == (False, True)
    assert not any("approximate" in remark for remark in exact.remarks)
    assert any("approximate" in remark for remark in rough.remarks)
    pairs = [
        (one.took, other.took) for one, other in zip(exact.ways, rough.ways, strict=True) if one.took and other.took
    ]
    assert len(pairs) > 50
    taken = [[step.after_previous for funnel in found.funnels for step in funnel.steps] for found in (exact, rough)]
    pairs += [(one, other) for one, other in zip(*taken, strict=True) if one and other]
    assert any(one != other for one, other in pairs)
    for one, other in pairs:
        assert one.n == other.n
        assert 0.99 * one.median <= other.median <= one.median
        assert 0.99 * one.p90 <= other.p90 <= one.p90
    assert shop.observed(limits=Limits(exact=10**9)).ways == exact.ways
