"""Event logs of process mining as sources: XES and OCEL are measured like any file."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from journeymap import api
from journeymap.errors import InputMissingError, SettingError
from journeymap.evidence.asking import Request
from journeymap.evidence.data import Data
from journeymap.evidence.engines.duckdb import DuckDB
from journeymap.evidence.measuring import measure
from journeymap.model.measurement import Measurement
from tests.conftest import TODAY
from tests.interchange.logs import put_json, put_sqlite

MAP = """
journeymap: 1
workspace: {{measure: {{min_group: 1}}}}
sources:
  - {{id: log, kind: events, uri: "{uri}"{more}}}
journeys:
  - id: order
    name: Orders
    stages:
      - id: all
        name: All
        touchpoints:
          - {{id: place, name: Places, events: {{source: log, event: place order{where}}}}}
          - {{id: pay, name: Pays, events: {{source: log, event: pay order}}}}
          - {{id: call, name: Calls, events: {{source: log, event: call together}}}}
"""

XES = """<?xml version="1.0"?>
<log xmlns="http://www.xes-standard.org/">
  <trace><string key="concept:name" value="anna"/><string key="tier" value="gold"/>
    <event><string key="concept:name" value="place order"/><date key="time:timestamp" value="2024-03-01T11:00:00.000+01:00"/></event>
    <event><string key="concept:name" value="pay order"/><date key="time:timestamp" value="2024-03-02T10:00:00Z"/></event>
    <event><string key="concept:name" value="call together"/><date key="time:timestamp" value="2024-03-04T10:00:00Z"/></event>
  </trace>
  <trace><string key="concept:name" value="bert"/>
    <event><string key="concept:name" value="call together"/><date key="time:timestamp" value="2024-03-04T10:00:00Z"/>
      <string key="note" value="two&#10;lines, and &quot;quotes&quot;"/></event>
    <event><string key="concept:name" value="pay order"/></event>
  </trace>
  <event><string key="concept:name" value="pay order"/><date key="time:timestamp" value="2024-03-02T10:00:00Z"/></event>
</log>
"""


def measured(folder: Path, uri: str, more: str = "", where: str = "") -> Measurement:
    (folder / "journeymap.yaml").write_text(MAP.format(uri=uri, more=more, where=where), encoding="utf-8")
    report = api.validate([folder])
    assert not report.findings, [finding.message for finding in report.findings]
    (workspace,) = api.load([folder])
    data = Data(workspace.catalogue, DuckDB(folder, threads=1), TODAY)
    try:
        return measure(data, data.catalogue.journeys["order"], Request(), TODAY)
    finally:
        data.engine.close()


def reached(found: Measurement) -> dict[str, int | None]:
    return {item.id: item.customers for item in found.touchpoints}


@pytest.mark.parametrize("name", ["log.xes", "LOG.XES.gz"])
def test_xes_needs_no_columns(tmp_path: Path, name: str) -> None:
    """Case, event and time have the names of the standard; what lacks one of them is told of and does not count."""
    raw = XES.encode()
    (tmp_path / name).write_bytes(gzip.compress(raw) if name.endswith("gz") else raw)
    found = measured(tmp_path, name)
    assert reached(found) == {"place": 1, "pay": 1, "call": 2}
    (read,) = found.sources
    assert (read.rows, read.used) == (6, 4)
    assert {item.reason: item.n for item in read.dropped} == {"no-customer": 1, "no-time": 1}
    assert str(read.first) == "2024-03-01 10:00:00+00:00"


def test_attributes_of_cases_can_be_asked_for(tmp_path: Path) -> None:
    """An attribute of the trace is a column with `case:` before its name."""
    (tmp_path / "log.xes").write_text(XES)
    assert reached(measured(tmp_path, "log.xes", where=", where: {'case:tier': silver}"))["place"] == 0
    assert reached(measured(tmp_path, "log.xes", where=", where: {'case:tier': gold}"))["place"] == 1


def test_several_logs_are_one_source(tmp_path: Path) -> None:
    """A glob reads them one after the other, whatever columns each has."""
    (tmp_path / "a.xes").write_text(XES)
    (tmp_path / "b.xes").write_text(
        XES.replace("anna", "carl").replace("bert", "dora").replace('key="note"', 'key="memo"')
    )
    assert reached(measured(tmp_path, "*.xes")) == {"place": 2, "pay": 2, "call": 4}


def test_columns_say_otherwise(tmp_path: Path) -> None:
    """An attribute of the trace can stand for the customer."""
    (tmp_path / "log.xes").write_text(XES)
    assert reached(measured(tmp_path, "log.xes", ", columns: {customer: 'case:tier'}")) == {
        "place": 1,
        "pay": 1,
        "call": 1,
    }


@pytest.mark.parametrize("name", ["log.json", "log.jsonocel", "log.json.gz", "log.sqlite"])
def test_ocel_is_seen_from_its_customers(tmp_path: Path, name: str) -> None:
    """An event with two customers is one of each; one without is told of."""
    if name.endswith(".sqlite"):
        put_sqlite(tmp_path / name)
    else:
        raw = put_json(tmp_path / "held.txt").read_bytes()
        (tmp_path / name).write_bytes(gzip.compress(raw) if name.endswith("gz") else raw)
    found = measured(tmp_path, name, ", columns: {customer: customer}", ", where: {item: {like: '%i2%'}, total: 12.5}")
    assert reached(found) == {"place": 1, "pay": 1, "call": 2}
    assert {item.reason: item.n for item in found.sources[0].dropped} == {"no-customer": 1}


@pytest.mark.parametrize(
    ("more", "said"), [("", "several types"), (", columns: {customer: client}", "no objects of type")]
)
def test_ocel_without_its_customers_is_an_error(tmp_path: Path, more: str, said: str) -> None:
    """Whose journey it is must be said, since a log has several kinds of objects."""
    put_json(tmp_path / "log.json")
    with pytest.raises(SettingError, match=said):
        measured(tmp_path, "log.json", more)


def test_other_json_is_what_it_was(tmp_path: Path) -> None:
    """Rows in JSON are no log, and lack a column in words that speak of rows."""
    (tmp_path / "rows.json").write_text(json.dumps({"who": "a", "events": [1]}) + "\n")
    with pytest.raises(SettingError, match="does not say which column holds the customer"):
        measured(tmp_path, "rows.json", ", columns: {time: who, event: who}")


def test_a_broken_log_is_named(tmp_path: Path) -> None:
    """By its own name, and not by that of the table made of it."""
    (tmp_path / "log.xes").write_text("<log><trace>")
    with pytest.raises(InputMissingError, match=r"log\.xes is no XES"):
        measured(tmp_path, "log.xes")


def test_a_log_without_events_has_no_rows(tmp_path: Path) -> None:
    """Nothing is measured, and nothing fails."""
    (tmp_path / "log.xes").write_text("<log/>")
    found = measured(tmp_path, "log.xes")
    assert (found.sources[0].rows, found.totals.customers) == (0, 0)
