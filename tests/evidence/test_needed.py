"""What is read for a journey is known before it is read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from journeymap import api
from journeymap.api.measuring import measure
from journeymap.evidence.data import Data
from journeymap.evidence.needed import needed
from tests.conftest import TODAY

MAP = """
journeymap: 1
workspace: {name: Shop, lifecycle: shopper, measure: {min_group: 1}}
metrics:
  - {id: calls, name: Calls, kind: count, numerator: [{source: phone, event: call}]}
  - {id: basket, name: Basket, kind: currency, method: mean, source: shop}
  - {id: theirs, name: Theirs, kind: currency, method: mean, source: tills}
  - {id: total, name: Total, kind: currency, source: fees}
  - {id: nps, name: NPS, kind: nps, source: survey, numerator: [{source: spare, event: x}]}
lifecycles:
  - id: shopper
    name: Shopper
    stages:
      - {id: new, name: New, entry_events: {source: crm, event: joined}}
sources:
  - {id: web, kind: events, uri: log.csv, columns: {customer: who, time: at, event: what}}
  - {id: desk, kind: events, uri: log.csv, columns: {customer: who, time: at, event: what}}
  - {id: crm, kind: events, uri: log.csv, columns: {customer: who, time: at, event: what}}
  - {id: phone, kind: events, uri: log.csv, columns: {customer: who, time: at, event: what}}
  - {id: spare, kind: events, uri: log.csv, columns: {customer: who, time: at, event: what}}
  - {id: survey, kind: feedback, uri: log.csv, columns: {time: at, score: n}, metric: nps}
  - {id: asked, kind: feedback, uri: log.csv, columns: {time: at, text: what}, touchpoint: help/ask}
  - {id: named, kind: social, uri: log.csv, columns: {time: at, text: what, touchpoint: place}}
  - {id: shop, kind: transactions, uri: log.csv, columns: {customer: who, time: at, amount: n}}
  - {id: fees, kind: transactions, uri: log.csv, columns: {customer: who, time: at, amount: n}, touchpoint: help/ask}
  - {id: tills, kind: transactions, uri: log.csv, columns: {customer: who, time: at, amount: n}, touchpoint: gone/leave}
journeys:
  - id: buy
    name: Buy
    stages:
      - id: s
        name: S
        touchpoints:
          - {id: look, name: Look, events: {source: web, event: look}}
          - {id: pay, name: Pay, metrics: [{metric: calls}, {metric: nps}, {metric: theirs}, {metric: total}]}
  - id: help
    name: Help
    stages:
      - {id: s, name: S, touchpoints: [{id: ask, name: Ask, events: {source: desk, event: look}}]}
  - id: told
    name: Told
    stages:
      - {id: s, name: S, touchpoints: [{id: read, name: Read, metrics: [{metric: basket}]}]}
  - id: gone
    name: Gone
    status: retired
    stages:
      - {id: s, name: S, touchpoints: [{id: leave, name: Leave, events: [{source: spare, event: look}]}]}
"""
LOG = "who,at,what,n,place\n" + "".join(
    f"c{n},2024-01-0{n} 10:00:00,{what},{n},buy/look\n" for n, what in enumerate(("look", "call", "joined"), 1)
)


@pytest.mark.parametrize("journeys", [("buy",), ("help",), ("told",), ("gone",), ("told", "help"), ()])
def test_nothing_else_is_read(
    write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, journeys: tuple[str, ...]
) -> None:
    """The sources that are said to be needed are those that measuring reads, neither more nor fewer."""
    folder = write({"journeymap.yaml": MAP, "log.csv": LOG})
    read: dict[str, None] = {}
    staged = Data.staged

    def noted(self: Data, source: Any) -> Any:
        read[source.id] = None
        return staged(self, source)

    monkeypatch.setattr(Data, "staged", noted)
    measured = measure([folder], journeys, on=TODAY)
    catalogue = api.load([folder])[0].catalogue
    wanted = needed(catalogue, [catalogue.journeys[item.measurement.journey] for item in measured])
    assert {item.id for item in wanted} == read.keys()
    assert len(wanted) < len(catalogue.sources)
