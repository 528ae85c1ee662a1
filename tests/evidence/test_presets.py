"""Presets: a tiny export of each tool, laid out as its documentation says, measured from one end to the other."""

from __future__ import annotations

import datetime
import gzip
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from sqlglot import exp

from journeymap import api
from journeymap.errors import SettingError
from journeymap.evidence.asking import Request
from journeymap.evidence.data import Data
from journeymap.evidence.engines import Column, Relation, Type
from journeymap.evidence.engines.dialects import sql
from journeymap.evidence.engines.duckdb import DuckDB
from journeymap.evidence.engines.parameters import with_parameters
from journeymap.evidence.engines.tables import table
from journeymap.evidence.measuring import measure
from journeymap.evidence.reading import layout, rows
from journeymap.evidence.statement import Statement, parse
from journeymap.model.measurement import Measurement
from journeymap.model.settings import CaseKind
from journeymap.model.source import Source
from tests.conftest import TODAY
from tests.evidence.parsed import parsed_again

FIXTURES = Path(__file__).parent / "presets"

MAP = """
journeymap: 1
workspace: {{measure: {{min_group: 1}}}}
sources:
  - {{id: web, kind: events, uri: {uri}, preset: {preset}{more}}}
journeys:
  - id: buy
    name: Buys
    stages:
      - id: shop
        name: Shop
        touchpoints:
          - {{id: home, name: Home, events: {home}}}
          - {{id: cart, name: Cart, events: {cart}}}
          - {{id: order, name: Order, events: {order}}}
"""

PAGES = {
    "home": "{source: web, event: page_view, where: {event_params.page_location: {like: '%example/'}}}",
    "cart": "{source: web, event: page_view, where: {event_params.page_location: {like: '%/cart%'}}}",
    "order": "{source: web, event: purchase, where: {event_params.value: {gte: 49}}}",
}
NAMES = {
    "home": "{source: web, event: Home Viewed}",
    "cart": "{source: web, event: Cart Viewed}",
    "order": "{source: web, event: Order Completed}",
}
PATHS = {
    "home": "{source: web, event: page_view, where: {page_urlpath: /}}",
    "cart": "{source: web, event: page_view, where: {page_urlpath: /cart}}",
    "order": "{source: web, event: transaction}",
}

SESSIONS = {"ga4": 4, "snowplow": 4, "amplitude": 4}
"""Tools that name sessions, and how many there are: ann has two. Amplitude's event out of sessions is a case alone."""

TOOLS: Mapping[str, tuple[str, str, Mapping[str, str]]] = {
    "ga4-json": ("ga4", "ga4.jsonl", PAGES),
    "ga4-parquet": ("ga4", "ga4.parquet", PAGES),
    "segment-warehouse": ("segment", "segment_tracks.csv", NAMES),
    "segment-raw": ("segment", "segment_raw.jsonl", NAMES),
    "snowplow": ("snowplow", "snowplow.csv", PATHS),
    "amplitude": ("amplitude", "amplitude.json.gz", NAMES),
    "mixpanel": ("mixpanel", "mixpanel.jsonl", NAMES),
}

TYPED = """{'event_timestamp': 'BIGINT', 'event_name': 'VARCHAR', 'user_pseudo_id': 'VARCHAR', 'batch_event_index': 'BIGINT',
 'event_params': 'STRUCT(key VARCHAR, value STRUCT(string_value VARCHAR, int_value BIGINT, float_value DOUBLE,
 double_value DOUBLE))[]', 'traffic_source': 'STRUCT(name VARCHAR, medium VARCHAR, source VARCHAR)',
 'collected_traffic_source': 'STRUCT(manual_medium VARCHAR)', 'ecommerce': 'STRUCT(purchase_revenue DOUBLE)'}"""


def put(folder: Path, name: str) -> None:
    """An export as a user has it; Parquet and gzip are made from what can be read in a review."""
    if name.endswith(".parquet"):
        import duckdb

        with duckdb.connect() as connection:
            source = str(FIXTURES / "ga4.jsonl")
            connection.execute(f"COPY (SELECT * FROM read_json('{source}', columns = {TYPED})) TO '{folder / name}'")
    elif name.endswith(".gz"):
        (folder / name).write_bytes(gzip.compress((FIXTURES / name.removesuffix(".gz")).read_bytes()))
    else:
        shutil.copy(FIXTURES / name, folder / name)


def opened(folder: Path, tool: str, more: str = "") -> Data:
    preset, name, events = TOOLS[tool]
    put(folder, name)
    text = MAP.format(uri=name, preset=preset, more=more, **events)
    (folder / "journeymap.yaml").write_text(text, encoding="utf-8")
    report = api.validate([folder])
    assert not report.findings, [finding.message for finding in report.findings]
    (workspace,) = api.load([folder])
    return Data(workspace.catalogue, DuckDB(folder, threads=1), TODAY)


def measured(folder: Path, tool: str, request: Request | None = None, more: str = "") -> Measurement:
    data = opened(folder, tool, more)
    try:
        return measure(data, data.catalogue.journeys["buy"], request or Request(), TODAY)
    finally:
        data.engine.close()


@pytest.mark.parametrize("tool", TOOLS)
def test_an_export_is_measured_without_naming_columns(tmp_path: Path, tool: str) -> None:
    """Three look, two have a cart, one orders; the times are those of UTC, and every row counts."""
    found = measured(tmp_path, tool)
    assert {item.id: item.customers for item in found.touchpoints} == {"home": 3, "cart": 2, "order": 1}
    (read,) = found.sources
    assert (read.rows, read.used, read.dropped, read.remarks) == (6, 6, (), ())
    assert read.first is not None
    assert read.first.replace(microsecond=0) == datetime.datetime(2024, 3, 1, 10, 0, tzinfo=datetime.UTC)


@pytest.mark.parametrize("tool", [tool for tool, (preset, *_) in TOOLS.items() if preset in SESSIONS])
def test_sessions_are_those_of_the_tool(tmp_path: Path, tool: str) -> None:
    """The same number of a session at two customers is two sessions."""
    found = measured(tmp_path, tool, Request(cases=CaseKind.SESSION))
    assert found.totals.cases == SESSIONS[TOOLS[tool][0]]


def read_rows(data: Data, columns: str) -> Sequence[tuple[object, ...]]:
    found = data.staged(data.catalogue.sources["web"])
    try:
        return data.engine.rows(Statement(parse(f"SELECT {columns} FROM {found.name} ORDER BY moment")))
    finally:
        data.engine.close()


@pytest.mark.parametrize("tool", TOOLS)
def test_channel_and_amount_are_found(tmp_path: Path, tool: str) -> None:
    """The campaign's medium of the one who came by an advertisement, and what she paid."""
    found = read_rows(opened(tmp_path, tool), "channel, amount")
    assert found[0][0] == "cpc"
    assert [row[1] for row in found] == [None, None, None, None, None, 49.5]


def test_amplitude_writes_minus_one_for_no_session(tmp_path: Path) -> None:
    """An event that is out of all sessions is in none, and not in one that all such events share."""
    assert {row[0] for row in read_rows(opened(tmp_path, "amplitude"), "session")} == {
        "1709287200001",
        "1709287200002",
        None,
    }


@pytest.mark.parametrize(
    ("tool", "hour"),
    [("segment-warehouse", 10), ("snowplow", 10), ("amplitude", 10), ("ga4-json", 10), ("mixpanel", 9)],
)
def test_the_zone_of_a_source_never_shifts_times_that_are_of_utc(tmp_path: Path, tool: str, hour: int) -> None:
    """`timezone` tells where days begin. Mixpanel alone counts by the clocks of the project, an hour before UTC's."""
    found = measured(tmp_path, tool, more=", timezone: Europe/Stockholm")
    first = found.sources[0].first
    assert first is not None
    assert (first.astimezone(datetime.UTC).hour, found.sources[0].remarks) == (hour, ())


def test_a_column_that_is_named_takes_the_place_of_the_presets(tmp_path: Path) -> None:
    """The other time stamp of Snowplow, in the zone that the source says."""
    data = opened(tmp_path, "snowplow", ", timezone: Europe/Stockholm, columns: {time: collector_tstamp}")
    (first, *_) = read_rows(data, "moment")[0]
    assert datetime.datetime.fromtimestamp(int(str(first)) / 1e6, datetime.UTC).hour == 9


def test_a_parameter_that_no_event_has_is_said(tmp_path: Path) -> None:
    """A key that is misspelt is no key without values."""
    data = opened(tmp_path, "ga4-json", ", where: {event_params.page_lokation: x}")
    with pytest.raises(SettingError, match=r"no column `event_params\.page_lokation`"):
        data.staged(data.catalogue.sources["web"])
    data.engine.close()


@pytest.mark.parametrize("tool", ["ga4-json", "ga4-parquet"])
@pytest.mark.parametrize(
    ("where", "n"),
    [
        ("{event_params.ga_session_id: [1709287201]}", 5),
        ("{event_params.value: {gt: 49}}", 1),
        ("{traffic_source.medium: (none), event_params.page_location: {not: 'https://shop.example/'}}", 3),
        ("{'event_params.page_location': {like: \"%'; DROP TABLE x; --\"}}", 0),
    ],
)
def test_conditions_can_ask_for_parameters(tmp_path: Path, tool: str, where: str, n: int) -> None:
    """Texts, whole numbers and fractions alike, from JSON and Parquet."""
    data = opened(tmp_path, tool, f", where: {where}")
    assert len(read_rows(data, "event")) == n


GOLDEN = {
    "bigquery": (
        "(SELECT COALESCE(p.value.string_value, CAST(p.value.int_value AS STRING), CAST(p.value.float_value AS STRING), "
        "CAST(p.value.double_value AS STRING)) FROM UNNEST(`event_params`) AS p WHERE p.key = @p0 LIMIT 1)"
    ),
    "spark": (
        "GET(TRANSFORM(FILTER(`event_params`, p -> p.key = @p0), p -> COALESCE(CAST(p.value.string_value AS STRING), "
        "CAST(p.value.int_value AS STRING), CAST(p.value.float_value AS STRING), CAST(p.value.double_value AS STRING))), 0)"
    ),
    "snowflake": (
        "CAST(TRANSFORM(FILTER(\"event_params\", p -> CAST(GET(p, 'key') AS VARCHAR) = @p0), p -> COALESCE("
        "CAST(GET(GET(p, 'value'), 'string_value') AS VARCHAR), CAST(GET(GET(p, 'value'), 'int_value') AS VARCHAR), "
        "CAST(GET(GET(p, 'value'), 'float_value') AS VARCHAR), CAST(GET(GET(p, 'value'), 'double_value') AS VARCHAR)))[0] "
        "AS VARCHAR)"
    ),
}


def ga4(dialect: str) -> Relation:
    """The table of GA4 as a database's inspector tells of it."""
    kinds = {
        "event_timestamp": Type.WHOLE,
        "event_name": Type.TEXT,
        "user_pseudo_id": Type.TEXT,
        "event_params": Type.OTHER,
        "event_bundle_sequence_id": Type.WHOLE,
    }
    columns = {name: Column((name,), kind) for name, kind in kinds.items()}
    columns["traffic_source.medium"] = Column(("traffic_source", "medium"), Type.TEXT)
    return Relation(table(("analytics", "events")), columns, "table events", dialect, whole=tuple(kinds))


def source(where: Mapping[str, str] | None = None) -> Source:
    told = {"id": "web", "kind": "events", "connection": "bigquery://project", "table": "events", "preset": "ga4"}
    return Source.model_validate({**told, "where": dict(where)} if where else told)


@pytest.mark.parametrize("dialect", GOLDEN)
def test_the_statement_that_reaches_a_database(dialect: str) -> None:
    """A parameter is looked up in its list by a bound key, in a statement that parses again."""
    engine = DuckDB(FIXTURES)
    try:
        relation = with_parameters(ga4(dialect), engine)
        found = layout(source({"event_params.page_location": "x"}), relation, ("customer", "time", "event"))
        text = sql(rows(found), dialect, lambda name: f"@{name}")
    finally:
        engine.close()
    assert GOLDEN[dialect] in text.replace("\n", " ")
    assert "page_location" not in text
    assert isinstance(parsed_again(text, dialect), exp.Select)


@pytest.mark.parametrize("dialect", ["postgres", "trino", "clickhouse"])
def test_a_database_that_cannot_look_through_lists_says_so(dialect: str) -> None:
    """In one sentence, with what to do instead."""
    engine = DuckDB(FIXTURES)
    try:
        with pytest.raises(SettingError, match="list of keys and values") as caught:
            layout(source(), with_parameters(ga4(dialect), engine), ("customer",), ["event_params.page_location"])
    finally:
        engine.close()
    assert caught.value.help_line == "Make a view of table events with a column for it."


@pytest.mark.spark
def test_spark_looks_through_lists_like_duckdb(tmp_path: Path, spark_session: object) -> None:
    """The export of GA4 as a table of Spark's gives what its file gives."""
    from journeymap.evidence.engines.spark import Spark
    from journeymap.evidence.secrets import connection

    opened(tmp_path, "ga4-parquet").engine.close()
    text = (tmp_path / "journeymap.yaml").read_text(encoding="utf-8")
    place = f'connection: "spark://local[1]", table: "{tmp_path / "ga4.parquet"}"'
    (tmp_path / "journeymap.yaml").write_text(text.replace("uri: ga4.parquet", place), encoding="utf-8")
    (workspace,) = api.load([tmp_path])
    data = Data(workspace.catalogue, Spark(connection("spark://local[1]", "a test"), spark_session), TODAY)
    staged = data.staged(data.catalogue.sources["web"])
    page = staged.layout.extra("event_params.page_location").name
    asked = f"SELECT customer, session, event, channel, {page} FROM {staged.name} WHERE amount > 49"
    found = data.engine.rows(Statement(parse(asked)))
    assert found == [("ann", "1709287202", "purchase", "cpc", "https://shop.example/thanks")]
