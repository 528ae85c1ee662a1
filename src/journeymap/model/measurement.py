"""What was measured of a journey: the content of `measurements/<journey>.json`, written by `measure` and read by all.

Reports, `show`, lint's JM8 and diff read it and need no data. Counts are of cases (customers or sessions, as `cases`
says) unless a field says otherwise; shares are from 0 to 1; times are in seconds. No row of a customer is in it, and
what fewer customers than `min_group` did is left out, gathered, or null.
"""

import datetime
from typing import Final, Literal

from pydantic import Field

from journeymap.model.measurement_read import (
    Asked,
    Dropped,
    MeasuredValue,
    Period,
    SourceRead,
)
from journeymap.model.measurement_said import (
    Bought,
    BoughtBy,
    Cohort,
    Comparison,
    Difference,
    MetricMeasured,
    SentimentMeasured,
    Status,
    Transactions,
)
from journeymap.model.measurement_walked import (
    ChannelUse,
    Conformance,
    Dimension,
    Funnel,
    FunnelStep,
    Part,
    PathMeasured,
    Spent,
    StageMeasured,
    Totals,
    TouchpointMeasured,
    UnmappedEvent,
    WayMeasured,
    WayNotTaken,
)
from journeymap.model.values import Id, Word

__all__ = [
    "FOLDER",
    "FORMAT_VERSION",
    "Asked",
    "Bought",
    "BoughtBy",
    "ChannelUse",
    "Cohort",
    "Comparison",
    "Conformance",
    "Difference",
    "Dimension",
    "Dropped",
    "Funnel",
    "FunnelStep",
    "MeasuredValue",
    "Measurement",
    "MetricMeasured",
    "Part",
    "PathMeasured",
    "Period",
    "SentimentMeasured",
    "SourceRead",
    "Spent",
    "StageMeasured",
    "Status",
    "Totals",
    "TouchpointMeasured",
    "Transactions",
    "UnmappedEvent",
    "WayMeasured",
    "WayNotTaken",
    "schema_text",
    "text",
]

FORMAT_VERSION: Final = 1
FOLDER = "measurements"
"""The folder of a workspace that holds them, a file a journey."""


class Measurement(MeasuredValue):
    """A journey, held against data."""

    format_version: Literal[1] = Field(default=FORMAT_VERSION, description="The version of this layout.")
    journey: Id = Field(description="The journey.")
    map_digest: Word = Field(description="Of what in the map the numbers hang on: steps, bindings, ways, segments.")
    measured: datetime.date = Field(description="The day on which it was measured.")
    as_of: datetime.date | None = Field(
        default=None,
        description="The day of the last event, order or answer in the period, in the zone in which days are counted; "
        "none where no row lies in the period.",
    )
    asked: Asked = Field(description="How it was measured.")
    sources: tuple[SourceRead, ...] = Field(default=(), description="What was read.")
    totals: Totals | None = Field(
        default=None, description="How many there are; none where no events are bound, or too few customers came."
    )
    touchpoints: tuple[TouchpointMeasured, ...] = Field(default=(), description="Each touchpoint bound to events.")
    stages: tuple[StageMeasured, ...] = Field(default=(), description="Each stage with such touchpoints.")
    funnels: tuple[Funnel, ...] = Field(default=(), description="Ordered funnels.")
    ways: tuple[WayMeasured, ...] = Field(default=(), description="Ways that were taken, most taken first.")
    not_taken: tuple[WayNotTaken, ...] = Field(default=(), description="Ways of the map that nobody takes.")
    unmapped: tuple[UnmappedEvent, ...] = Field(default=(), description="Events on no touchpoint, most cases first.")
    paths: tuple[PathMeasured, ...] = Field(default=(), description="The most frequent paths.")
    conformance: Conformance | None = Field(default=None, description="How much the map explains.")
    parts: tuple[Part, ...] = Field(default=(), description="The same by persona, channel or month.")
    metrics: tuple[MetricMeasured, ...] = Field(default=(), description="Metrics, and how they stand.")
    sentiment: tuple[SentimentMeasured, ...] = Field(default=(), description="How free text sounds.")
    transactions: tuple[Transactions, ...] = Field(default=(), description="What customers pay.")
    comparison: Comparison | None = Field(default=None, description="Two sides, where they were asked for.")
    remarks: tuple[str, ...] = Field(default=(), description="What a reader should know, in sentences.")

    @property
    def is_empty(self) -> bool:
        """Whether no row lies in the days that were asked for; the first remark says so."""
        return self.as_of is None and bool(self.sources) and self.asked.period != Period()

    @property
    def touchpoint(self) -> dict[str, TouchpointMeasured]:
        """The touchpoints by id."""
        return {item.id: item for item in self.touchpoints}

    @property
    def times_left(self) -> dict[str, int]:
        """How many times each touchpoint was left, ends among them; those of which no way is known are left out."""
        found: dict[str, int] = {}
        for way in self.ways:
            if way.share:
                found[way.source] = max(found.get(way.source, 0), round(way.times / way.share))
        return found


def text(measurement: Measurement) -> str:
    """The file's text: JSON with defaults left out, in the order of the fields; what fits stands on one line.

    So a difference between two files shows whole touchpoints and ways.
    """
    plain = measurement.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return _laid_out({"format_version": FORMAT_VERSION, **plain}, "\n") + "\n"


_WIDTH = 200


def _laid_out(value: object, line: str) -> str:
    """JSON; `line` begins a line as deep as the value stands."""
    import json  # noqa: PLC0415  # lint reads measurements, and never writes them

    flat = json.dumps(value, ensure_ascii=False)
    if len(line) + len(flat) <= _WIDTH or not isinstance(value, dict | list) or not value:
        return flat
    deeper = line + " "
    if isinstance(value, dict):
        parts = [f"{json.dumps(key)}: {_laid_out(item, deeper)}" for key, item in value.items()]
        return f"{{{deeper}{f',{deeper}'.join(parts)}{line}}}"
    return f"[{deeper}{f',{deeper}'.join(_laid_out(item, deeper) for item in value)}{line}]"


def schema_text() -> str:
    """The JSON Schema of a measurement, as indented text."""
    import json  # noqa: PLC0415  # as above

    made = Measurement.model_json_schema(by_alias=True)
    return json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **made}, indent=2) + "\n"
