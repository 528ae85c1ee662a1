"""Which day a measurement is as of: that of the last row in the period, on every engine, in the zone of the days."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from journeymap import api
from journeymap.errors import SettingError
from journeymap.evidence.asking import Request, period
from journeymap.evidence.data import Data
from journeymap.evidence.engines import Type
from journeymap.evidence.engines.duckdb import DuckDB
from journeymap.evidence.measuring import measure
from journeymap.model.measurement import Measurement
from tests.conftest import TODAY
from tests.evidence.servers import Bench

ZONE = ZoneInfo("Europe/Stockholm")
MAP = """
journeymap: 1
workspace: {measure: {min_group: 1}}
sources:
  - {id: web, kind: events, uri: web.csv, columns: {customer: who, time: at, event: what}, timezone: Europe/Stockholm}
  - {id: orders, kind: transactions, uri: orders.csv, columns: {customer: who, time: at, amount: paid},
      timezone: Europe/Stockholm}
journeys:
  - id: buy
    name: Buy
    stages:
      - {id: shop, name: Shop, touchpoints: [{id: look, name: Look, events: {source: web, event: look}}]}
"""
EVENTS = ("2024-03-01T10:00", "2024-03-30T23:30", "2024-03-31T00:30", "2024-04-02T12:00")
ORDERS = ("2024-03-05T12:00", "2024-04-10T23:59")
PERIODS = [
    (None, None),
    (None, "2024-03-30"),
    (None, "2024-03-31"),
    ("2024-03-02", "2024-03-29"),
    ("2024-04-01", "2024-04-09"),
    ("2024-04-10", "2024-04-10"),
    ("2024-04-11", None),
    (None, "2024-02-29"),
    ("2024-04-03", "2024-04-09"),
]


def moment(text: str) -> datetime.datetime:
    """A moment by the clocks of Stockholm."""
    return datetime.datetime.fromisoformat(text).replace(tzinfo=ZONE)


def day(text: str | None) -> datetime.date | None:
    return None if text is None else datetime.date.fromisoformat(text)


def last_day(since: str | None, until: str | None) -> datetime.date | None:
    """The day of the last row in a period, by looking at each."""
    days = [moment(text).date() for text in (*EVENTS, *ORDERS)]
    kept = [one for one in days if (day(since) or one) <= one <= (day(until) or one)]
    return max(kept, default=None)


def placed(bench: Bench, folder: Path) -> Data:
    """The workspace with its two sources where the engine finds them."""
    folder.mkdir(exist_ok=True)
    (folder / "journeymap.yaml").write_text(MAP, encoding="utf-8")
    known = api.load([folder], on=TODAY)[0].catalogue
    web = [{"who": "ann", "at": moment(text), "what": "look"} for text in EVENTS]
    paid = [{"who": "ann", "at": moment(text), "paid": 5.0} for text in ORDERS]
    sources = {
        "web": bench.source(
            web,
            {"who": Type.TEXT, "at": Type.TIME, "what": Type.TEXT},
            "web",
            columns={"customer": "who", "time": "at", "event": "what"},
            timezone=ZONE.key,
        ),
        "orders": bench.source(
            paid,
            {"who": Type.TEXT, "at": Type.TIME, "paid": Type.NUMBER},
            "orders",
            kind="transactions",
            columns={"customer": "who", "time": "at", "amount": "paid"},
            timezone=ZONE.key,
        ),
    }
    return Data(replace(known, sources=sources), bench.open(), TODAY)


def test_it_is_the_day_of_the_last_event_or_order_in_the_period(bench: Bench, tmp_path: Path) -> None:
    """Each engine finds the last row of each period; where none lies in it, there is no day and a remark says so."""
    data = placed(bench, tmp_path / "map")
    for since, until in PERIODS if bench.name != "spark" else PERIODS[1:9:3]:  # a measurement takes Spark ten seconds
        asked = Request(period=period(day(since), day(until)))
        found = measure(data, data.catalogue.journeys["buy"], asked, TODAY)
        assert found.as_of == last_day(since, until), (since, until)
        said = [remark for remark in found.remarks if remark.startswith("No row of the data lies in the period")]
        assert (found.is_empty, len(said)) == ((True, 1) if found.as_of is None else (False, 0)), (since, until)


ANSWERS = """
journeymap: 1
workspace: {measure: {min_group: 1}}
metrics: [{id: nps, name: NPS, kind: nps, source: survey}]
sources:
  - {id: survey, kind: feedback, uri: survey.csv, columns: {time: at, score: score}, metric: nps,
      timezone: Europe/Stockholm}
journeys:
  - id: buy
    name: Buy
    stages:
      - {id: shop, name: Shop, touchpoints: [{id: look, name: Look, metrics: [{metric: nps}]}]}
"""


def of_answers(folder: Path, *, until: str | None = None) -> Measurement:
    """A journey that only has answers, each given soon after midnight in Stockholm."""
    (folder / "journeymap.yaml").write_text(ANSWERS, encoding="utf-8")
    (folder / "survey.csv").write_text("at,score\n2024-06-30 00:10,9\n2024-07-01 00:20,9\n", encoding="utf-8")
    catalogue = api.load([folder], on=TODAY)[0].catalogue
    engine = DuckDB(folder)
    try:
        data = Data(catalogue, engine, TODAY)
        return measure(data, catalogue.journeys["buy"], Request(period=period(None, day(until))), TODAY)
    finally:
        engine.close()


@pytest.mark.parametrize(("until", "as_of", "n"), [(None, "2024-07-01", 2), ("2024-06-30", "2024-06-30", 1)])
def test_days_of_answers_alone_are_those_of_the_workspace(
    tmp_path: Path, until: str | None, as_of: str, n: int
) -> None:
    """A journey without events has days too: in the zone that all sources of the workspace name."""
    found = of_answers(tmp_path, until=until)
    assert found.as_of == day(as_of)
    assert [metric.n for metric in found.metrics] == [n]


def test_a_zone_that_there_is_not_is_named_when_data_is_opened(bench: Bench, tmp_path: Path) -> None:
    """Where all sources name it, no day can be told: the nearest zone is suggested, whatever is asked first."""
    known = placed(bench, tmp_path / "map").catalogue
    wrong = {name: item.model_copy(update={"timezone": "Europe/Stokholm"}) for name, item in known.sources.items()}
    with pytest.raises(SettingError) as raised:
        Data(replace(known, sources=wrong), bench.open(), TODAY)
    assert raised.value.help_line == "Did you mean Europe/Stockholm?"
