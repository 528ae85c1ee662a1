"""A workspace with a lifecycle, two sources of events and orders, and the same questions answered by plain Python."""

from __future__ import annotations

import csv
import datetime
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from journeymap import api
from journeymap.evidence.asking import WHENEVER, scope
from journeymap.evidence.data import Data
from journeymap.evidence.engines.duckdb import DuckDB
from journeymap.evidence.lifecycle import course
from journeymap.evidence.log import Scope
from journeymap.model.measurement import Asked, Period
from journeymap.model.settings import CaseKind
from journeymap.workspace.catalogue import Catalogue

TODAY = datetime.date(2024, 6, 30)
ZONE = datetime.timezone(datetime.timedelta(hours=3))
"""Istanbul's, which has had no summer time since 2016: days and months begin three hours before those of UTC."""

MAP = """
journeymap: 1
workspace: {lifecycle: shopper, measure: {min_group: 2}}
lifecycles:
  - id: shopper
    name: Shopper
    stages:
      - id: looking
        name: Looking
        entry_events: [{source: web, event: view}, {source: app, event: view}]
        exit_events: {source: web, event: buy}
      - id: buying
        name: Buying
        entry_events: [{source: web, event: buy}]
        exit_events: [{source: app, event: quit}, {source: web, event: buy, where: {kind: loyal}}]
      - id: staying
        name: Staying
        entry_events: {source: web, event: buy, where: {kind: loyal}}
        exit_events: {source: app, event: quit}
personas:
  - {id: fresh, name: Fresh, segment: {kind: fresh}}
  - {id: loyal, name: Loyal, segment: {kind: [loyal, fresh]}}
  - {id: idle, name: Idle}
sources:
  - id: web
    kind: events
    uri: web.csv
    columns: {customer: who, time: at, event: what}
    timezone: Europe/Istanbul
  - id: app
    kind: events
    uri: app.csv
    columns: {customer: who, time: at, event: what}
    timezone: Europe/Istanbul
  - id: orders
    kind: transactions
    uri: orders.csv
    columns: {customer: who, time: at, amount: paid}
    timezone: Europe/Istanbul
journeys:
  - id: buy
    name: Buys
    stages:
      - id: one
        name: One
        touchpoints:
          - {id: view, name: Views, events: [{source: web, event: view}, {source: app, event: view}]}
          - {id: big, name: Buys as a loyal one, events: {source: web, event: buy, where: {kind: loyal}}}
          - {id: buy, name: Buys, events: {source: web, event: buy}}
  - id: leave
    name: Leaves
    personas: loyal
    stages:
      - {id: two, name: Two, touchpoints: [{id: quit, name: Quits, events: {source: app, event: quit}}]}
  - id: later
    name: A plan
    state: future
    stages:
      - {id: three, name: Three, touchpoints: [{id: call, name: Calls, events: {source: web, event: call}}]}
plays:
  - {id: for-all, name: For all, at: "shopper:looking"}
  - {id: for-loyal, name: For the loyal, for: loyal, at: ["shopper:staying", buy/buy]}
"""

STAGES = ("looking", "buying", "staying")


@dataclass(frozen=True)
class Row:
    """An event as a test makes it up; `place` is its line."""

    source: str
    who: str
    at: datetime.datetime
    what: str
    kind: str
    place: int


@dataclass(frozen=True)
class Order:
    """An order as a test makes it up."""

    who: str
    at: datetime.datetime
    paid: float
    kind: str


@cache
def catalogue() -> Catalogue:
    """The workspace, which has no faults."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "journeymap.yaml").write_text(MAP, encoding="utf-8")
        report = api.validate([Path(folder)])
        assert not report.findings, report.findings
        (workspace,) = api.load([Path(folder)])
        return workspace.catalogue


@contextmanager
def opened(folder: Path, rows: Sequence[Row], orders: Sequence[Order] = ()) -> Iterator[Data]:
    """The workspace with some events and orders."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("web", "app"):
        lines = [
            (row.who, f"{row.at:%Y-%m-%d %H:%M:%S}", row.what, row.kind, row.place)
            for row in rows
            if row.source == name
        ]
        _put(folder / f"{name}.csv", ("who", "at", "what", "kind", "line"), lines)
    paid = [(item.who, f"{item.at:%Y-%m-%d %H:%M:%S}", item.paid, item.kind, n) for n, item in enumerate(orders)]
    _put(folder / "orders.csv", ("who", "at", "paid", "kind", "line"), paid)
    engine = DuckDB(folder, threads=1)
    try:
        yield Data(catalogue(), engine, TODAY)
    finally:
        engine.close()


def _put(path: Path, head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([head, *rows])


def whole_scope(data: Data, period: Period = WHENEVER) -> Scope:
    """The scope of a period over the lifecycle's sources."""
    asked = Asked(cases=CaseKind.CUSTOMER, min_group=1, period=period)
    return scope(asked, course(data, data.catalogue.lifecycles["shopper"]).sources, data.horizon)


def in_order(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """The events of each customer, as they happened: by time, then source, then line."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.at, ("web", "app").index(row.source), row.place)):
        found[row.who].append(row)
    return found


def entered(row: Row) -> set[str]:
    """The stages that an event marks the entry of."""
    found = {"looking"} if row.what == "view" else set()
    if (row.source, row.what) == ("web", "buy"):
        found |= {"buying"} | ({"staying"} if row.kind == "loyal" else set())
    return found


def left(row: Row) -> set[str]:
    """The stages that an event marks the exit of."""
    if (row.source, row.what) == ("app", "quit"):
        return {"buying", "staying"}
    if (row.source, row.what) == ("web", "buy"):
        return {"looking"} | ({"buying"} if row.kind == "loyal" else set())
    return set()


def touched(row: Row) -> str:
    """The touchpoint that an event is of."""
    if row.what == "view":
        return "buy/view"
    if (row.source, row.what) == ("web", "buy"):
        return "buy/big" if row.kind == "loyal" else "buy/buy"
    return "leave/quit" if (row.source, row.what) == ("app", "quit") else ""


def persona(row: Row) -> str:
    """The persona that a row tells."""
    return {"fresh": "fresh", "loyal": "loyal"}.get(row.kind, "")


@dataclass
class Now:
    """Who a customer is, replayed."""

    persona: str = ""
    stage: str = ""
    since: datetime.date | None = None
    reached: str = ""
    touchpoint: str = ""
    seen: datetime.date | None = None


def replay(events: Sequence[Row]) -> Now:
    """Walks through the events of one customer."""
    now = Now()
    opened_at: dict[str, datetime.date] = {}
    ever: set[str] = set()
    for row in events:
        for stage in entered(row):
            opened_at.setdefault(stage, row.at.date())
            ever.add(stage)
        for stage in left(row):
            opened_at.pop(stage, None)
        now.persona = persona(row) or now.persona
        now.touchpoint = touched(row) or now.touchpoint
        now.seen = row.at.date()
    now.stage = max(opened_at, key=STAGES.index, default="")
    now.since = opened_at.get(now.stage)
    now.reached = max(ever, key=STAGES.index, default="")
    return now


def moved(rows: Sequence[Row]) -> Counter[tuple[str, str, str]]:
    """How many customers end a month in another stage than the month before: month, from, to."""
    found: Counter[tuple[str, str, str]] = Counter()
    for events in in_order(rows).values():
        before = ""
        for month in sorted({f"{row.at:%Y-%m}" for row in events}):
            after = replay([row for row in events if f"{row.at:%Y-%m}" <= month]).stage
            if after != before:
                found[month, before, after] += 1
            before = after
    return found


def follow(rows: Sequence[Row]) -> dict[str, str]:
    """The touchpoint that most often comes next after each other one; the map's order decides between equals."""
    order = ("buy/view", "buy/big", "buy/buy", "leave/quit")
    pairs: Counter[tuple[str, str]] = Counter()
    for events in in_order(rows).values():
        path = [name for name in map(touched, events) if name]
        pairs.update((one, other) for one, other in pairwise(path) if one != other)
    found: dict[str, str] = {}
    for one, other in sorted(pairs, key=lambda pair: (-pairs[pair], order.index(pair[1]))):
        found.setdefault(one, other)
    return found
