"""A workspace whose map has all that makes counting hard, with data made up for it, and the same map for the counter."""

from __future__ import annotations

import csv
import datetime
import io
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from journeymap import api
from journeymap.evidence.data import Data
from journeymap.evidence.engines import Engine
from journeymap.evidence.engines.duckdb import DuckDB
from journeymap.evidence.log import Scope
from journeymap.evidence.observing import Observed, Wanted, observe
from journeymap.evidence.plan import Plan, plan
from journeymap.workspace.catalogue import Catalogue
from tests.conftest import TODAY
from tests.evidence.counted import Event, Map

WORKSPACE = """
journeymap: 1
workspace: {name: Made up}
sources:
  - id: web
    kind: events
    uri: web.csv
    columns: {customer: who, time: at, event: what, channel: via, session: visit, sequence: n}
  - id: desk
    kind: events
    uri: desk.jsonl
    columns: {customer: who, time: at, event: what, session: visit, sequence: n}
personas:
  - {id: golden, name: Golden, segment: {tier: gold}}
  - {id: silver, name: Silver, segment: {tier: [silver, tin]}}
  - {id: unseen, name: Unseen}
journeys:
  - id: buying
    name: Buying
    personas: [golden, silver, unseen]
    stages:
      - id: look
        name: Look
        touchpoints:
          - id: find
            name: Find
            events: [{source: web, event: find}]
            next: [{to: read, share: 0.6}, {to: ask, share: 0.3}, {to: end}]
          - id: read
            name: Read
            events: [{source: web, event: page, where: {kind: long}}, {source: web, event: text}]
          - id: skim
            name: Skim
            events: [{source: web, event: page}]
            next: [{to: think, share: 1}, {to: find}]
          - {id: think, name: Think}
      - id: talk
        name: Talk
        touchpoints:
          - id: ask
            name: Ask
            events: [{source: desk, event: call}, {source: web, event: chat}]
          - {id: wait, name: Wait, next: [{to: pay}, {to: find}]}
      - id: buy
        name: Buy
        touchpoints:
          - id: pay
            name: Pay
            events: [{source: web, event: pay}, {source: desk, event: pay, where: {amount: {gte: 10}}}]
            next: [{to: thank, share: 0.25}, {to: thank, share: 0.25}, {to: ask, also: true, share: 0.1}]
          - id: thank
            name: Thank
            events: [{source: desk, event: thanks}]
  - id: leaving
    name: Leaving
    stages:
      - id: leave
        name: Leave
        touchpoints: [{id: cancel, name: Cancel, events: [{source: web, event: cancel}]}]
"""


def _page(event: Event) -> bool:
    return event.source == 0 and event.name == "page"


MAP = Map(
    ids=("find", "read", "skim", "ask", "pay", "thank"),
    stages=("look", "look", "look", "talk", "buy", "buy"),
    bound=(
        lambda event: (event.source, event.name) == (0, "find"),
        lambda event: (_page(event) and event.trait("kind") == "long") or (event.source, event.name) == (0, "text"),
        _page,
        lambda event: (event.source, event.name) in {(1, "call"), (0, "chat")},
        lambda event: (
            (event.source, event.name) == (0, "pay")
            or ((event.source, event.name) == (1, "pay") and float(event.trait("amount") or 0) >= 10)
        ),
        lambda event: (event.source, event.name) == (1, "thanks"),
    ),
    elsewhere=lambda event: (event.source, event.name) == (0, "cancel"),
    ways=frozenset({(0, 1), (0, 3), (1, 2), (2, 3), (2, 0), (3, 4), (3, 0), (4, 5), (4, 3)}),
    starts=frozenset({0}),
    ends=frozenset({0, 5}),
    goal=4,
    segments=(("golden", {"gold"}), ("silver", {"silver", "tin"})),
    written={("find", "read"): 0.6, ("find", "ask"): 0.3, ("pay", "thank"): 0.5},
)
"""The journey `buying` as the counter sees it, worked out by hand."""

WEB = ("find", "page", "text", "chat", "pay", "cancel", "ad", "help")
DESK = ("call", "pay", "thanks", "letter")
MINUTE = 60_000_000
BEGIN = 1_717_200_000_000_000
"""1 June 2024, in microseconds since 1970."""
JULY = 1_719_792_000_000_000
MONTHS = ((BEGIN, "2024-06"), (JULY, "2024-07"))


@st.composite
def events(draw: st.DrawFn, customers: int = 4, most: int = 40) -> list[Event]:
    """Rows of both sources: few customers, many rows at the same time, pauses of all lengths."""
    rows = draw(
        st.lists(
            st.tuples(
                st.integers(1, customers),
                st.integers(0, 3).map(lambda n: "" if n == 0 else f"v{n}"),
                st.one_of(st.integers(0, 12), st.integers(43_180, 43_220)),
                st.sampled_from([(0, name) for name in WEB] * 2 + [(1, name) for name in DESK]),
                st.sampled_from(["", "mail", "shop"]),
                st.sampled_from(["long", "short", ""]),
                st.sampled_from(["gold", "silver", "tin", "wood"]),
                st.sampled_from(["5", "10", "12.5"]),
            ),
            max_size=most,
        )
    )
    return [
        Event(
            source,
            f"c{who}",
            visit,
            BEGIN + minute * MINUTE,
            n,
            name,
            via if source == 0 else "",
            (("kind", kind), ("tier", tier)) if source == 0 else (("amount", amount),),
        )
        for n, (who, visit, minute, (source, name), via, kind, tier, amount) in enumerate(rows)
    ]


def _time(moment: int) -> str:
    return (datetime.datetime(1970, 1, 1) + datetime.timedelta(microseconds=moment)).isoformat() + "Z"  # noqa: DTZ001


def as_csv(rows: list[Event]) -> str:
    """Rows of `web`, in an order that says nothing."""
    held = io.StringIO()
    writer = csv.writer(held)
    writer.writerow(["who", "visit", "at", "n", "what", "via", "kind", "tier"])
    for row in sorted(rows, key=lambda row: (row.n * 7919 % 101, row.n)):
        writer.writerow(
            [
                row.customer,
                row.session,
                _time(row.moment),
                row.n,
                row.name,
                row.channel,
                row.trait("kind"),
                row.trait("tier"),
            ]
        )
    return held.getvalue()


def as_lines(rows: list[Event]) -> str:
    """Rows of `desk`, an object a line."""
    return "".join(
        json.dumps(
            {
                "who": row.customer,
                "visit": row.session,
                "at": _time(row.moment),
                "n": row.n,
                "what": row.name,
                "amount": float(row.trait("amount") or 0),
            }
        )
        + "\n"
        for row in reversed(rows)
    )


NOBODY = (
    Event(0, "nobody", "x", BEGIN - 10 * MINUTE, -2, "ad", "", (("kind", ""), ("tier", ""))),
    Event(1, "nobody", "x", BEGIN - 10 * MINUTE, -1, "letter", "", (("amount", "0"),)),
)
"""A row before all others for each file, since a file without rows is an error of its own."""


@cache
def world() -> tuple[Catalogue, Plan]:
    """The workspace and what is asked of its journey; paths of sources are relative to the engine's folder."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "journeymap.yaml").write_text(WORKSPACE)
        catalogue = api.load([Path(folder)], on=TODAY)[0].catalogue
    return catalogue, plan(catalogue, catalogue.journeys["buying"], "pay")


@contextmanager
def opened(folder: Path, rows: list[Event]) -> Iterator[tuple[Engine, Plan, list]]:
    """An engine with the data of a world staged."""
    (folder / "web.csv").write_text(as_csv([row for row in (*rows, *NOBODY) if row.source == 0]))
    (folder / "desk.jsonl").write_text(as_lines([row for row in (*rows, *NOBODY) if row.source == 1]))
    catalogue, asked = world()
    engine = DuckDB(folder)
    try:
        data = Data(catalogue, engine, TODAY)
        yield engine, asked, [data.staged(source) for source in asked.sources]
    finally:
        engine.close()


def observed(folder: Path, rows: list[Event], scope: Scope, wanted: Wanted) -> Observed:
    """What is seen of the world's journey in some rows; those of nobody lie before the scope."""
    with opened(folder, rows) as (engine, asked, sources):
        return observe(engine, asked, sources, scope, wanted)
