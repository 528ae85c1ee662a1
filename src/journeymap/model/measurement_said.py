"""What customers said and paid, as a measurement keeps it, and two sides of it held against each other."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from journeymap.model.measurement_read import MeasuredValue
from journeymap.model.values import Id, Natural, Number, Share, Word


class Status(StrEnum):
    """How a measured metric stands to its target."""

    MET = "met"
    WARN = "warn"
    MISSED = "missed"
    UNKNOWN = "unknown"


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
