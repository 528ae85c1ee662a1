"""Section `metrics`: what is measured, and how; and the targets that touchpoints set."""

import re
from typing import Annotated, ClassVar

from pydantic import Field

from journeymap.model.base import FormatObject
from journeymap.model.conditions import EventBinding
from journeymap.model.kinds import Kind
from journeymap.model.values import (
    Choice,
    DateInThePast,
    Id,
    MetricId,
    Natural,
    Number,
    OneOrMore,
    SourceOrText,
    TeamId,
    Text,
)

_PER_CENT = re.compile(r"(%|\bper ?cent\b|\bpct\b|\bprocent\b|\bprozent\b|\bpour ?cent\b)", re.IGNORECASE)


class MetricKind(Choice):
    """What sort of number it is."""

    NPS = "nps", "Net promoter score: share of 9 and 10 less share of 0 to 6, from -100 to 100."
    CSAT = "csat", "Customer satisfaction; its method and scale must be said."
    CES = "ces", "Customer effort score; its polarity must be said."
    RATIO = "ratio", "A share, from 0 to 1."
    DURATION = "duration", "A length of time."
    COUNT = "count", "How many."
    CURRENCY = "currency", "An amount of money."
    SCORE = "score", "Any other score; its formula must be said."


class Polarity(Choice):
    """Which way is good."""

    HIGHER_IS_BETTER = "higher-is-better", "More is better."
    LOWER_IS_BETTER = "lower-is-better", "Less is better."


class MetricMethod(Choice):
    """How answers, amounts or events become one number."""

    TOP_BOX = "top-box", "CSAT: the share of the best answers."
    MEAN = "mean", "CSAT: the mean of the answers; an amount of money: the mean of the orders."
    AFTER = "after", "A ratio of events: the numerator counts where it comes after the denominator."
    WITH = "with", "A ratio of events: the numerator counts wherever it stands in the same path."


class Metric(FormatObject):
    """A number that tells whether a promise is kept."""

    defines: ClassVar[Kind] = Kind.METRIC

    id: Id = Field(description="The id by which touchpoints name the metric.")
    name: Text = Field(description="What people call it.")
    kind: MetricKind | None = Field(default=None, description="What sort of number it is.")
    unit: Text | None = Field(default=None, description="Its unit, such as days or EUR.")
    scale: Annotated[str, Field(pattern=r"^-?[0-9]+([.][0-9]+)?-[0-9]+([.][0-9]+)?$")] | None = Field(
        default=None, description="The lowest and highest possible value, such as 1-5.", examples=["1-5", "1-7", "0-10"]
    )
    polarity: Polarity | None = Field(default=None, description="Which way is good.")
    method: MetricMethod | None = Field(default=None, description="How answers, amounts or events become one number.")
    formula: Text | None = Field(default=None, description="How it is reckoned, in words.")
    source: SourceOrText | None = Field(
        default=None, description="Where the number comes from: the id of a source, or text."
    )
    numerator: Text | OneOrMore[EventBinding] | None = Field(
        default=None, description="What is counted above the line: text, or events."
    )
    denominator: Text | OneOrMore[EventBinding] | None = Field(
        default=None, description="What is counted below the line: text, or events."
    )

    @property
    def is_percentage(self) -> bool:
        """Whether its shares are written from 0 to 100, as its unit says."""
        return self.unit is not None and _PER_CENT.search(self.unit) is not None

    @property
    def is_share(self) -> bool:
        """Whether its values are shares from 0 to 1: a ratio, or the share of best answers."""
        top_box = self.kind is MetricKind.CSAT and self.method is MetricMethod.TOP_BOX
        return (self.kind is MetricKind.RATIO or top_box) and self.unit in {None, "", "share", "ratio"}


class MetricTarget(FormatObject):
    """What a metric should be at this place, and what it is."""

    metric: MetricId = Field(description="The id of the metric.")
    target: Number | None = Field(default=None, description="The value to reach.")
    warn: Number | None = Field(default=None, description="The value from which to worry.")
    value: Number | None = Field(
        default=None, description="The value today, written by hand; a measurement overrides it."
    )
    as_of: DateInThePast | None = Field(default=None, description="The day the value is from.")
    n: Natural | None = Field(default=None, description="How many cases or answers the value rests on.")
    team: TeamId | None = Field(default=None, description="The team that answers for reaching it.")
