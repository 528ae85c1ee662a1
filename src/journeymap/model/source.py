"""Section `sources`: where measured data lies."""

from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from journeymap.model.base import FormatObject
from journeymap.model.conditions import Conditions
from journeymap.model.kinds import Kind, Ref, Scope
from journeymap.model.values import Choice, Id, MetricId, Text, Word


class SourceKind(Choice):
    """What the rows of a source are."""

    EVENTS = "events", "What customers did, a row an event."
    FEEDBACK = "feedback", "What customers answered, a row an answer."
    TRANSACTIONS = "transactions", "What customers paid, a row an order."
    SOCIAL = "social", "What people say in public, a row a mention."


class Preset(Choice):
    """The layout of a known tool, so that columns need not be named."""

    GA4 = "ga4", "Google Analytics 4, as exported to BigQuery."
    SEGMENT = "segment", "Segment."
    SNOWPLOW = "snowplow", "Snowplow."
    AMPLITUDE = "amplitude", "Amplitude."
    MIXPANEL = "mixpanel", "Mixpanel."
    NONE = "none", "No known layout: columns are named by hand."


class Columns(FormatObject):
    """Which column of the data holds what."""

    customer: Word | None = Field(default=None, description="Who it was.")
    time: Word | None = Field(default=None, description="When it was.")
    event: Word | None = Field(default=None, description="What happened.")
    channel: Word | None = Field(default=None, description="Through which channel.")
    session: Word | None = Field(default=None, description="In which visit.")
    sequence: Word | None = Field(default=None, description="The order of events at the same time.")
    score: Word | None = Field(default=None, description="The score that was given.")
    text: Word | None = Field(default=None, description="What was written.")
    metric: Word | None = Field(default=None, description="The id of the metric that was asked for.")
    touchpoint: Word | None = Field(default=None, description="The id of the touchpoint that it is about.")
    amount: Word | None = Field(default=None, description="How much was paid.")


class Source(FormatObject):
    """Where measured data lies: a file or glob, or a table of a database."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": ["uri"]}, {"required": ["connection", "table"]}]}
    )
    defines: ClassVar[Kind] = Kind.SOURCE

    id: Id = Field(description="The id by which events and metrics name the source.")
    name: Text | None = Field(default=None, description="What people call it.")
    kind: SourceKind = Field(description="What its rows are.")
    uri: Text | None = Field(
        default=None,
        description="A file or glob, relative to the workspace: Parquet, CSV, JSON lines (gzipped too), XES, OCEL.",
    )
    connection: Text | None = Field(
        default=None, description="The URL of a database; secrets only as ${VARIABLE} of the environment."
    )
    table: Text | None = Field(default=None, description="The table in the database.")
    preset: Preset | None = Field(default=None, description="The layout of a known tool.")
    columns: Columns | None = Field(default=None, description="Which column holds what.")
    timezone: Annotated[str, Field(pattern="^[A-Za-z][A-Za-z0-9_+/-]*$")] | None = Field(
        default=None, description="The time zone of times without one, such as Europe/Stockholm."
    )
    where: Conditions | None = Field(default=None, description="Which rows count; conditions on columns, never SQL.")
    metric: MetricId | None = Field(default=None, description="The metric of every row, where no column says it.")
    touchpoint: Annotated[Word, Ref((Kind.TOUCHPOINT,), Scope.WORKSPACE)] | None = Field(
        default=None, description="The touchpoint of every row, where no column says it, as journey/touchpoint."
    )

    @model_validator(mode="after")
    def _has_a_place(self) -> "Source":
        if (self.uri is None) == (self.connection is None):
            raise PydanticCustomError("source_place", "a source has either a uri or a connection with a table")
        if self.connection is not None and self.table is None:
            raise PydanticCustomError("missing_key", "a source with a connection needs a table", {"key": "table"})
        return self
