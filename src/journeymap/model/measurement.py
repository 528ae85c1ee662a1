"""What was measured of a journey: the content of `measurements/<journey>.json`, written by `measure` and read by all.

Reports, `show`, lint's JM8 and diff read it and need no data. Counts are of cases (customers or sessions, as `cases`
says) unless a field says otherwise; shares are from 0 to 1; times are in seconds. No row of a customer is in it, and
what fewer customers than `min_group` did is left out,
gathered, or null.
"""

import datetime
from enum import StrEnum
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from journeymap.model.settings import CaseKind
from journeymap.model.values import Id, Natural, Number, Share, Word

FORMAT_VERSION: Final = 1
FOLDER = "measurements"
"""The folder of a workspace that holds them, a file a journey."""


class Dimension(StrEnum):
    """By what cases are split."""

    PERSONA = "persona"
    CHANNEL = "channel"
    MONTH = "month"


class Status(StrEnum):
    """How a measured metric stands to its target."""

    MET = "met"
    WARN = "warn"
    MISSED = "missed"
    UNKNOWN = "unknown"


class MeasuredValue(BaseModel):
    """A part of a measurement; unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Dropped(MeasuredValue):
    """Rows that were read and not used, and why."""

    reason: Word = Field(description="Why: no-customer, no-time, future, duplicate, no-event, unreadable, …")
    n: Natural = Field(description="How many rows.")


class SourceRead(MeasuredValue):
    """What was read of a source, and how good it is."""

    id: Id = Field(description="The source.")
    kind: Word = Field(description="What its rows are.")
    rows: Natural = Field(description="Rows read, those that were dropped among them.")
    used: Natural = Field(description="Rows that count.")
    dropped: tuple[Dropped, ...] = Field(default=(), description="Rows that do not count, by reason.")
    ties: Natural = Field(default=0, description="Events at the same time as another one of the same case.")
    first: datetime.datetime | None = Field(default=None, description="The earliest time that counts, UTC.")
    last: datetime.datetime | None = Field(default=None, description="The latest time that counts, UTC.")
    remarks: tuple[str, ...] = Field(default=(), description="What a reader should know of it, in sentences.")


class Period(MeasuredValue):
    """The days that count, and what was found in them."""

    since: datetime.date | None = Field(default=None, description="The first day that counts; none is no bound.")
    until: datetime.date | None = Field(default=None, description="The last day that counts; none is no bound.")


class Asked(MeasuredValue):
    """How it was measured: with the same options and data the same numbers come out."""

    cases: CaseKind = Field(description="What one path is.")
    session_gap: Word | None = Field(default=None, description="The pause after which a session is a new one.")
    window: Word | None = Field(default=None, description="How long the whole funnel may take.")
    steps: tuple[Id, ...] = Field(default=(), description="The touchpoints of the funnel that was asked for.")
    goal: Id | None = Field(default=None, description="The touchpoint that completes the journey.")
    min_group: Natural = Field(description="Groups of fewer customers are not shown.")
    period: Period = Field(default_factory=Period, description="The days that count.")
    approximate: bool = Field(default=False, description="Medians are approximate, for the size of the data.")


class Totals(MeasuredValue):
    """How many there are in all, or in one part."""

    cases: Natural = Field(description="Cases with at least one event on a touchpoint of the journey.")
    customers: Natural = Field(description="Customers of these cases.")
    events: Natural = Field(description="Events on its touchpoints.")
    completed: Natural | None = Field(default=None, description="Cases that reached the goal; none where too few did.")
    completion: Share | None = Field(default=None, description="Completed of all cases.")
    seen: Natural = Field(default=0, description="All cases in the sources, on the journey or not.")


class Spent(MeasuredValue):
    """Time between two moments, in seconds."""

    n: Natural = Field(description="How many times it was taken.")
    median: Number = Field(description="Half of them took at most as long.")
    p90: Number = Field(description="Nine of ten took at most as long.")


class ChannelUse(MeasuredValue):
    """How many events came through a channel."""

    channel: str = Field(description="The channel's name in the data; empty where the data names none.")
    events: Natural = Field(description="Events.")
    share: Share = Field(description="Of the touchpoint's events.")


class TouchpointMeasured(MeasuredValue):
    """What was seen of a touchpoint that is bound to events."""

    id: Id = Field(description="The touchpoint.")
    events: Natural | None = Field(default=None, description="Events; absent where too few customers were there.")
    cases: Natural | None = Field(default=None, description="Cases that were there; absent where too few were.")
    customers: Natural | None = Field(default=None, description="Customers that were there.")
    reach: Share | None = Field(default=None, description="Cases there of all cases.")
    entries: Natural | None = Field(default=0, description="Cases whose first touchpoint it was.")
    exits: Natural | None = Field(default=0, description="Cases whose last touchpoint it was.")
    drop_off: Share | None = Field(default=None, description="Cases that end here, of those that were here.")
    to_next: Share | None = Field(
        default=None, description="Cases that come to the next bound touchpoint in order after it, of those here."
    )
    to_goal: Share | None = Field(default=None, description="Cases that reach the goal after it, of those here.")
    again: Natural | None = Field(
        default=0, description="Events beyond the first of an unbroken run, such as reloading."
    )
    returns: Natural | None = Field(default=0, description="Cases that came back to it after another touchpoint.")
    channels: tuple[ChannelUse, ...] = Field(default=(), description="Through which channels, most used first.")


class StageMeasured(MeasuredValue):
    """What was seen of a stage: of any of its touchpoints."""

    id: Id = Field(description="The stage.")
    cases: Natural | None = Field(default=None, description="Cases that were in it.")
    reach: Share | None = Field(default=None, description="Of all cases.")
    exits: Natural | None = Field(default=0, description="Cases whose last touchpoint was in it.")
    drop_off: Share | None = Field(default=None, description="Cases that end in it, of those that were in it.")


class FunnelStep(MeasuredValue):
    """A step of an ordered funnel."""

    id: Id = Field(description="The touchpoint, or the stage in the funnel of stages.")
    closed: Natural | None = Field(
        default=None, description="Cases that took this step after all steps before it, in order; none where too few."
    )
    open: Natural | None = Field(default=None, description="Cases that took this step at all; none where too few.")
    of_all: Share | None = Field(
        default=None, description="Closed, of all cases that were seen, on the journey or not."
    )
    of_previous: Share | None = Field(default=None, description="Closed, of the closed ones of the step before.")
    after_previous: Spent | None = Field(default=None, description="Time since the step before.")


class Funnel(MeasuredValue):
    """An ordered funnel."""

    of: Literal["touchpoints", "stages", "chosen"] = Field(description="What its steps are.")
    steps: tuple[FunnelStep, ...] = Field(description="The steps in order.")


class WayMeasured(MeasuredValue):
    """Going from one touchpoint to another one directly, or ending after one."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    source: Id = Field(alias="from", description="The touchpoint that is left.")
    target: Id | None = Field(default=None, alias="to", description="The touchpoint that follows; none is the end.")
    times: Natural = Field(description="How many times it was taken.")
    cases: Natural = Field(description="Cases that took it.")
    share: Share = Field(description="Times, of all times that the touchpoint was left, ends among them.")
    mapped: bool = Field(description="Whether the map has the way.")
    written: Share | None = Field(default=None, description="The share that the map says.")
    back: bool = Field(default=False, description="Whether it leads to an earlier touchpoint: a loop.")
    took: Spent | None = Field(default=None, description="Time between the two.")
    later: Share | None = Field(
        default=None,
        description="Of the cases at the touchpoint, those that come to the other at any time after it; "
        "only where the map says a share.",
    )


class UnmappedEvent(MeasuredValue):
    """An event of the journey's sources that no touchpoint of the workspace is bound to."""

    source: Id = Field(description="The source.")
    event: str = Field(description="The event's name in the source.")
    events: Natural = Field(description="How many.")
    cases: Natural = Field(description="Cases that have it, of those that were on the journey.")
    share: Share = Field(description="Of all cases.")
    after: Id | None = Field(
        default=None,
        description="The touchpoint after which it comes most often; where too few come directly after any one, the "
        "last one of the map that most cases with it had been at before.",
    )


class WayNotTaken(MeasuredValue):
    """A way between two bound touchpoints that the map has and nobody takes."""

    source: Id = Field(alias="from", description="The touchpoint that is left.")
    target: Id = Field(alias="to", description="The touchpoint that should follow.")


class PathMeasured(MeasuredValue):
    """One whole path, as so many cases took it."""

    touchpoints: tuple[Id, ...] = Field(description="The touchpoints in the order in which they were visited.")
    cases: Natural = Field(description="Cases with just this path.")
    share: Share = Field(description="Of all cases.")
    explained: bool = Field(description="Whether every way of it is in the map.")


class Conformance(MeasuredValue):
    """How much of what is observed the map explains.

    Repeating the same touchpoint at once is no way of its own. A number is none where too few customers are behind it.
    """

    cases: Natural = Field(description="All cases.")
    explained: Natural | None = Field(
        default=None, description="Cases of which every event is on a touchpoint and every way in the map."
    )
    explained_share: Share | None = Field(default=None, description="Of all cases.")
    complete: Natural | None = Field(
        default=None, description="Explained cases that also begin and end where the map does."
    )
    with_unmapped_event: Natural | None = Field(default=None, description="Cases with an event on no touchpoint.")
    with_unmapped_way: Natural | None = Field(default=None, description="Cases with a way that the map does not have.")
    starting_elsewhere: Natural | None = Field(
        default=None, description="Cases that begin at a touchpoint that ways lead to, not a start."
    )
    ending_elsewhere: Natural | None = Field(
        default=None, description="Cases that end at a touchpoint without an end in the map."
    )
    distinct_paths: Natural = Field(description="How many different paths there are, too rare ones among them.")


class Part(MeasuredValue):
    """The same for some of the cases only: of a persona, through a channel, in a month (of their first event)."""

    by: Dimension = Field(description="By what cases are split.")
    value: str = Field(
        description="The persona's id, the channel, the month (2024-03); empty: unknown; `rest`: small ones."
    )
    totals: Totals = Field(description="How many there are.")
    touchpoints: tuple[TouchpointMeasured, ...] = Field(default=(), description="Each touchpoint.")
    stages: tuple[StageMeasured, ...] = Field(default=(), description="Each stage.")
    funnels: tuple[Funnel, ...] = Field(default=(), description="The funnels.")
    ways: tuple[WayMeasured, ...] = Field(default=(), description="The ways.")


class MetricMeasured(MeasuredValue):
    """A metric, measured at a place, and how it stands to the target there."""

    metric: Id = Field(description="The metric.")
    at: Id | None = Field(default=None, description="The touchpoint or stage; none is the whole journey.")
    persona: Id | None = Field(default=None, description="Of whom; none is everybody.")
    value: Number = Field(description="The value, in the metric's unit.")
    n: Natural = Field(description="Answers or cases that it rests on.")
    low: Number | None = Field(default=None, description="The lower end of the 95 % interval.")
    high: Number | None = Field(default=None, description="The upper end of the 95 % interval.")
    method: str = Field(description="How value and interval were reckoned, in words.")
    source: Id | None = Field(default=None, description="The source that it is from.")
    target: Number | None = Field(default=None, description="What it should be.")
    warn: Number | None = Field(default=None, description="From where on to worry.")
    status: Status = Field(default=Status.UNKNOWN, description="How it stands to the target.")


class SentimentMeasured(MeasuredValue):
    """How texts about a place sound, from -2 (very negative) to 2."""

    source: Id = Field(description="The source of the texts.")
    at: Id | None = Field(default=None, description="The touchpoint; none where the data names none.")
    persona: Id | None = Field(default=None, description="Of whom; none is everybody.")
    n: Natural = Field(description="How many texts.")
    mean: Annotated[float, Field(ge=-2, le=2)] = Field(description="The mean.")
    low: Number | None = Field(default=None, description="The lower end of the 95 % interval.")
    high: Number | None = Field(default=None, description="The upper end of the 95 % interval.")
    positive: Share = Field(description="Share of positive texts.")
    negative: Share = Field(description="Share of negative texts.")
    method: str = Field(description="What judged the texts, and how.")


BoughtBy = Literal["all", "persona", "lifecycle-stage"]


class Bought(MeasuredValue):
    """What a group of customers bought."""

    of: BoughtBy = Field(description="What the group is.")
    value: str = Field(default="", description="The persona's or the stage's id; `rest` gathers small groups.")
    customers: Natural = Field(description="Customers with at least one order.")
    orders: Natural = Field(description="Orders.")
    revenue: Number = Field(description="What they paid.")
    per_customer: Number = Field(description="Revenue of a customer to date.")
    repeat_rate: Share = Field(description="Customers with two or more orders, of those with any.")


class Cohort(MeasuredValue):
    """Customers by the month of their first order, and how many order again in each month after it."""

    month: str = Field(description="The month, such as 2024-03.")
    customers: Natural = Field(description="Customers whose first order was in it.")
    active: tuple[Natural | None, ...] = Field(
        description="Customers with an order in that month, the next one, and so on; none where too few or unfinished."
    )


class Transactions(MeasuredValue):
    """What customers pay."""

    source: Id = Field(description="The source.")
    unit: str | None = Field(default=None, description="The currency, where it is known.")
    groups: tuple[Bought, ...] = Field(description="All, each persona, each stage of the lifecycle.")
    cohorts: tuple[Cohort, ...] = Field(default=(), description="Retention by cohort.")


class Difference(MeasuredValue):
    """One number of two periods or two groups, side by side."""

    what: Word = Field(description="reach, drop-off, to-next, completion, metric, …")
    at: Id | None = Field(default=None, description="The touchpoint or stage; none is the whole journey.")
    metric: Id | None = Field(default=None, description="The metric, where it is one.")
    before: Number = Field(description="The value of the first side.")
    after: Number = Field(description="The value of the second side.")
    n_before: Natural = Field(description="What the first value rests on.")
    n_after: Natural = Field(description="What the second value rests on.")
    low: Number | None = Field(default=None, description="The lower end of the 95 % interval of the difference.")
    high: Number | None = Field(default=None, description="The upper end of the 95 % interval of the difference.")
    p: Share | None = Field(default=None, description="The probability of so large a difference by chance, corrected.")
    news: bool = Field(default=False, description="Whether it is more than noise at 5 % after the correction.")


class Comparison(MeasuredValue):
    """Two periods or two groups side by side."""

    before: Word = Field(description="The first side, as it was asked for.")
    after: Word = Field(description="The second side.")
    method: str = Field(description="Tests, intervals and the correction for asking many times, in words.")
    differences: tuple[Difference, ...] = Field(default=(), description="The differences, news first.")


class Measurement(MeasuredValue):
    """A journey, held against data."""

    format_version: Literal[1] = Field(default=FORMAT_VERSION, description="The version of this layout.")
    journey: Id = Field(description="The journey.")
    map_digest: Word = Field(description="Of what in the map the numbers hang on: steps, bindings, ways, segments.")
    measured: datetime.date = Field(description="The day on which it was measured.")
    as_of: datetime.date | None = Field(default=None, description="The day of the last event or answer that counts.")
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
    def touchpoint(self) -> dict[str, TouchpointMeasured]:
        """The touchpoints by id."""
        return {item.id: item for item in self.touchpoints}


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
