"""What was asked of the data, and what was read to answer: parts of a measurement."""

import datetime

from pydantic import BaseModel, ConfigDict, Field

from journeymap.model.settings import CaseKind
from journeymap.model.values import Id, Natural, Word


class MeasuredValue(BaseModel):
    """A part of a measurement; unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Dropped(MeasuredValue):
    """Rows that were read and not used, and why."""

    reason: Word = Field(description="Why: no-customer, no-time, future, duplicate, no-event, unreadable, …")
    n: Natural = Field(description="How many rows.")


class SourceRead(MeasuredValue):
    """What was read of a source, and how good it is: always of the whole source, whatever the period."""

    id: Id = Field(description="The source.")
    kind: Word = Field(description="What its rows are.")
    rows: Natural = Field(description="Rows read, those that were dropped among them; whatever the period.")
    used: Natural = Field(description="Rows that count, whatever the period.")
    dropped: tuple[Dropped, ...] = Field(default=(), description="Rows that do not count, by reason.")
    ties: Natural = Field(
        default=0,
        description="Events at the same time as another one of the same customer that no sequence of the source "
        "orders; whatever the period.",
    )
    first: datetime.datetime | None = Field(
        default=None, description="The earliest time that counts, UTC; whatever the period."
    )
    last: datetime.datetime | None = Field(
        default=None, description="The latest time that counts, UTC; whatever the period."
    )
    remarks: tuple[str, ...] = Field(default=(), description="What a reader should know of it, in sentences.")


class Period(MeasuredValue):
    """The days that count, and what was found in them."""

    since: datetime.date | None = Field(default=None, description="The first day that counts; none is no bound.")
    until: datetime.date | None = Field(default=None, description="The last day that counts; none is no bound.")


class Asked(MeasuredValue):
    """How it was measured: with the same options and data the same numbers come out."""

    cases: CaseKind = Field(description="What one path is.")
    session_gap: Word | None = Field(default=None, description="A longer pause begins a new session.")
    window: Word | None = Field(
        default=None, description="How long the whole funnel may take; just as long still counts."
    )
    steps: tuple[Id, ...] = Field(default=(), description="The touchpoints of the funnel that was asked for.")
    goal: Id | None = Field(default=None, description="The touchpoint that completes the journey.")
    min_group: Natural = Field(description="Groups of fewer customers are not shown.")
    period: Period = Field(default_factory=Period, description="The days that count.")
    approximate: bool = Field(default=False, description="Medians are approximate, for the size of the data.")
