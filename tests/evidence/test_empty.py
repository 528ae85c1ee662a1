"""What stands for nothing, and what looks like something else: empty ids, empty dates, compact times, broken lines."""

from __future__ import annotations

import pytest

from journeymap import api
from journeymap.api import measuring
from journeymap.evidence.data import Data
from journeymap.evidence.engines.duckdb import DuckDB
from journeymap.model.measurement import SourceRead
from tests.conftest import TODAY

MAP = """
journeymap: 1
sources:
  - {id: web, kind: events, uri: web.csv, columns: {customer: who, time: met, event: what}, timezone: Asia/Tokyo}
journeys:
  - id: buying
    name: Buying
    stages:
      - id: look
        name: Look
        touchpoints:
          - {id: all, name: All, events: [{source: web, event: view}]}
          - {id: promo, name: Promo, events: [{source: web, event: view, where: {p: 1}}]}
"""


def read(folder) -> SourceRead:
    catalogue = api.load([folder], on=TODAY)[0].catalogue
    engine = DuckDB(folder)
    try:
        return Data(catalogue, engine, TODAY).staged(catalogue.sources["web"]).read
    finally:
        engine.close()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("NULL,2024-06-01 10:00,view,1", "no-customer"),
        (" ,2024-06-01 10:00,view,1", "no-customer"),
        ("undefined,2024-06-01 10:00,view,1", "no-customer"),
        ("a,0001-01-01 00:00:00,view,1", "no-time"),
        ("a,202403011000,view,1", "no-time"),
        ("a,20240301100000,view,1", "no-time"),
        ("a,2024-06-01 10:00,view,1,too,many", "unreadable"),
    ],
)
def test_rows_that_say_nothing(write, line: str, reason: str, end: str) -> None:
    """They do not count, each for its reason, and once, however lines end."""
    text = end.join(["who,met,what,p", "b,2024-06-01 10:00,view,1", line, "b,1717203600000,view,1", ""])
    found = read(write({"journeymap.yaml": MAP, "web.csv": text.encode()}))
    assert (found.rows, found.used) == (3, 2)
    assert [(item.reason, item.n) for item in found.dropped] == [(reason, 1)]


def test_an_event_of_two_touchpoints_is_at_the_narrower_one_in_paths(write) -> None:
    """A general touchpoint that the map has first does not hide the special one."""
    rows = "who,met,what,p\n" + "".join(
        f"c{n},2024-06-01 10:0{minute},view,{p}\n" for n in range(12) for minute, p in enumerate([1, 0, 1])
    )
    (found,) = measuring.measure([write({"journeymap.yaml": MAP, "web.csv": rows})], on=TODAY)
    steps = {item.id: item for item in found.measurement.touchpoints}
    assert (steps["all"].events, steps["promo"].events) == (36, 24)
    assert [path.touchpoints for path in found.measurement.paths] == [("promo", "all", "promo")]
    assert (steps["promo"].entries, steps["promo"].exits) == (12, 12)
