"""A small workspace with a measurement whose every number is known, in the files that a user has."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from journeymap import api
from journeymap.model.measurement import Measurement, text
from journeymap.workspace.loader import Workspace
from journeymap.workspace.measured import digest_of
from tests.conftest import TODAY

MAP = """
journeymap: 1
workspace: {name: Shop, language: en, report: {title: Shop}}
personas:
  - {id: ann, name: Ann}
  - {id: bob, name: Bob}
  - {id: zq-vip, name: zq-name, confidential: true}
sources:
  - {id: web, name: zq-log, kind: events, uri: zq-data.csv, columns: {customer: u, time: t, event: e}}
metrics:
  - {id: kind, name: Kindness, kind: csat, method: mean, scale: 1-5}
  - {id: top, name: Best answers, kind: csat, method: top-box, scale: 1-5}
  - {id: paid, name: Paid, kind: ratio, polarity: higher-is-better}
  - {id: zq-margin, name: zq-profit, kind: ratio, polarity: higher-is-better, confidential: true}
journeys:
  - id: buy
    name: Buys
    personas: [ann, bob, zq-vip]
    stages:
      - id: look
        name: Look
        touchpoints:
          - {id: find, name: Finds it, emotion: 1, events: {source: web, event: find}, next: [{to: view}, {to: pay, share: 0.4}]}
          - id: view
            name: Views it
            emotion: 0
            events: {source: web, event: view}
            metrics: [{metric: top, target: 0.5}, {metric: zq-margin, target: 0.2}]
            next: [{to: cart}, {to: end, outcome: Gone}]
      - id: buying
        name: Buying
        metrics: [{metric: paid, target: 0.5, warn: 0.3, value: 0.9, as_of: 2026-01-01, n: 3}]
        touchpoints:
          - {id: cart, name: Fills the cart, emotion: -1, events: {source: web, event: cart}, next: [{to: pay}, {to: end, outcome: One}, {to: end, outcome: Two}]}
          - id: pay
            name: Pays
            emotion: 1
            events: {source: web, event: pay}
            metrics: [{metric: kind, target: 4}]
  - id: calm
    name: Calm
    stages: [{id: s, name: S, touchpoints: [{id: sit, name: Sits, emotion: 1}]}]
  - id: zq-plan
    name: zq-plot
    confidential: true
    stages: [{id: s, name: zq-s, touchpoints: [{id: zq-t, name: zq-step, emotion: 1}]}]
"""
HIDDEN = MAP.replace("{id: find, name: Finds it,", "{id: find, name: Finds it, confidential: true,")
"""The same, with a touchpoint among those that were measured that the public may not see."""

NUMBERS: dict[str, Any] = {
    "measured": "2026-11-01",
    "as_of": "2026-10-31",
    "asked": {"cases": "session", "session_gap": "30min", "goal": "pay", "min_group": 10, "steps": ["find", "pay"]},
    "sources": [
        {
            "id": "web",
            "kind": "events",
            "rows": 5311,
            "used": 5300,
            "dropped": [{"reason": "duplicate", "n": 8}, {"reason": "zq-odd", "n": 3}],
            "ties": 12,
            "first": "2026-01-02T10:00:00Z",
            "last": "2026-10-31T10:00:00Z",
            "remarks": ["zq-remark of a source."],
        }
    ],
    "totals": {"cases": 1000, "customers": 400, "events": 5300, "completed": 200, "completion": 0.2, "seen": 1300},
    "touchpoints": [
        {
            "id": "find",
            "events": 1200,
            "cases": 900,
            "customers": 380,
            "reach": 0.9,
            "entries": 880,
            "exits": 90,
            "drop_off": 0.1,
            "to_next": 0.6,
            "to_goal": 0.22,
            "returns": 17,
            "channels": [{"channel": "paid search", "events": 600, "share": 0.5}],
        },
        {"id": "view", "events": 700, "cases": 600, "reach": 0.6, "exits": 333, "drop_off": 0.555, "to_next": 0.4},
        {"id": "cart", "entries": None, "exits": None, "again": None, "returns": None},
        {"id": "pay", "events": 210, "cases": 200, "reach": 0.2, "exits": 199, "drop_off": 0.995, "to_goal": 1.0},
    ],
    "stages": [
        {"id": "look", "cases": 950, "reach": 0.95, "exits": 423, "drop_off": 0.4453},
        {"id": "buying", "cases": 260, "reach": 0.26, "exits": 210, "drop_off": 0.8077},
    ],
    "funnels": [
        {
            "of": "stages",
            "steps": [
                {"id": "look", "closed": 950, "open": 951, "of_all": 0.7308},
                {
                    "id": "buying",
                    "closed": 241,
                    "open": 260,
                    "of_all": 0.1854,
                    "of_previous": 0.2537,
                    "after_previous": {"n": 241, "median": 5400, "p90": 90000},
                },
            ],
        },
        {"of": "touchpoints", "steps": [{"id": "find", "closed": 900, "open": 900}, {"id": "view", "open": 600}]},
    ],
    "ways": [
        {
            "from": "find",
            "to": "view",
            "times": 540,
            "cases": 511,
            "share": 0.57,
            "mapped": True,
            "took": {"n": 540, "median": 94, "p90": 600},
        },
        {"from": "view", "to": None, "times": 333, "cases": 333, "share": 0.51, "mapped": True},
        {"from": "cart", "to": None, "times": 44, "cases": 44, "share": 0.31, "mapped": True},
        {"from": "view", "to": "find", "times": 123, "cases": 101, "share": 0.19, "mapped": False, "back": True},
        {"from": "cart", "to": "find", "times": 21, "cases": 20, "share": 0.09, "mapped": False, "back": True},
    ],
    "not_taken": [{"from": "find", "to": "pay"}],
    "unmapped": [
        {"source": "web", "event": "zq-crash", "events": 71, "cases": 62, "share": 0.062, "after": "view"},
        {"source": "web", "event": "zq-loose", "events": 14, "cases": 13, "share": 0.013},
    ],
    "paths": [
        {"touchpoints": ["find", "view"], "cases": 251, "share": 0.251, "explained": True},
        {"touchpoints": ["find", "view", "find"], "cases": 52, "share": 0.052, "explained": False},
    ],
    "conformance": {
        "cases": 1000,
        "explained": 640,
        "explained_share": 0.64,
        "with_unmapped_event": 72,
        "with_unmapped_way": 121,
        "starting_elsewhere": 31,
        "ending_elsewhere": None,
        "distinct_paths": 87,
    },
    "parts": [
        {"by": "persona", "value": "ann", "totals": {"cases": 611, "customers": 211, "events": 3000, "completed": 151, "completion": 0.247}},
        {"by": "persona", "value": "zq-vip", "totals": {"cases": 4747, "customers": 15, "events": 90}},
        {"by": "month", "value": "2026-09", "totals": {"cases": 321, "customers": 121, "events": 1300}},
    ],
    "metrics": [
        {"metric": "kind", "at": "pay", "value": 4.4, "n": 120, "low": 4.2, "high": 4.6, "method": "Mean."},
        {"metric": "kind", "at": "pay", "persona": "ann", "value": 3.0, "n": 70, "low": 2.8, "high": 3.2, "method": "Mean."},
        {"metric": "kind", "at": "pay", "persona": "bob", "value": 5.0, "n": 50, "low": 4.9, "high": 5.0, "method": "Mean."},
        {"metric": "top", "at": "view", "value": 0.4, "n": 90, "low": 0.3, "high": 0.5, "method": "Share."},
        {"metric": "paid", "at": "buying", "value": 0.25, "n": 260, "low": 0.2, "high": 0.31, "method": "Share.", "target": 0.1, "status": "met", "source": "web"},
        {"metric": "zq-margin", "at": "view", "value": 0.4141, "n": 90, "method": "Share."},
        {"metric": "kind", "at": "pay", "persona": "zq-vip", "value": 1.4242, "n": 20, "method": "Mean."},
    ],
    "sentiment": [
        {"source": "web", "at": "view", "n": 81, "mean": -1.2, "low": -1.4, "high": -1.0, "positive": 0.1, "negative": 0.8, "method": "A lexicon."}
    ],
    "transactions": [
        {
            "source": "web",
            "unit": "EUR",
            "groups": [
                {"of": "all", "customers": 90, "orders": 130, "revenue": 9111.5, "per_customer": 101.24, "repeat_rate": 0.31},
                {"of": "persona", "value": "zq-vip", "customers": 12, "orders": 33, "revenue": 5757.5, "per_customer": 479.79, "repeat_rate": 0.9},
            ],
            "cohorts": [{"month": "2026-08", "customers": 40, "active": [40, 13, None]}],
        }
    ],
    "comparison": {
        "before": "2026-01-01..2026-05-31",
        "after": "2026-06-01..2026-10-31",
        "method": "Two shares.",
        "differences": [
            {"what": "drop-off", "at": "view", "before": 0.41, "after": 0.6, "n_before": 280, "n_after": 320, "low": 0.1, "high": 0.28, "p": 0.001, "news": True},
            {"what": "metric", "at": "pay", "metric": "kind", "before": 4.3, "after": 4.4, "n_before": 60, "n_after": 60, "p": 0.6},
        ],
    },
    "remarks": ["zq-remark of it all."],
}  # fmt: skip


def numbers_without(*keys: str, **more: Any) -> dict[str, Any]:
    """The numbers without some keys, or with others."""
    return {**{key: value for key, value in NUMBERS.items() if key not in keys}, **more}


def measured(
    write: Callable[..., Path],
    document: str = MAP,
    numbers: dict[str, Any] | None = None,
    *,
    stale: bool = False,
    journeys: Iterable[str] = ("buy",),
) -> Workspace:
    """A workspace on disk, measured, loaded."""
    root = write({"journeymap.yaml": document})
    catalogue = api.load([root], on=TODAY)[0].catalogue
    for name in journeys:
        digest = "sha256:other" if stale else digest_of(catalogue, catalogue.journeys[name])
        head = {"journey": name, "map_digest": digest}
        found = Measurement.model_validate({**head, **(NUMBERS if numbers is None else numbers)})
        write({f"measurements/{name}.json": text(found)}, root)
    return api.load([root], on=TODAY)[0]


def spaced(value: Any) -> Any:
    """A view with plain blanks in its texts, where numbers have ones that do not break."""
    if isinstance(value, str):
        return value.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")
    if isinstance(value, tuple):
        return tuple(spaced(item) for item in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.replace(
            value, **{item.name: spaced(getattr(value, item.name)) for item in dataclasses.fields(value)}
        )
    return value
