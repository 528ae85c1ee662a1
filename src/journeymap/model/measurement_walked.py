"""What customers did, as a measurement keeps it: touchpoints, stages, funnels, ways, paths, and all of it in parts."""

from enum import StrEnum
from typing import Literal

from pydantic import ConfigDict, Field

from journeymap.model.measurement_read import MeasuredValue
from journeymap.model.values import Id, Natural, Number, Share


class Dimension(StrEnum):
    """By what cases are split."""

    PERSONA = "persona"
    CHANNEL = "channel"
    MONTH = "month"


class Totals(MeasuredValue):
    """How many there are in all, or in one part."""

    cases: Natural = Field(description="Cases with at least one event on a touchpoint of the journey.")
    customers: Natural = Field(description="Customers of these cases.")
    events: Natural | None = Field(
        default=None, description="Events on its touchpoints; none where that tells of too few customers."
    )
    completed: Natural | None = Field(default=None, description="Cases that reached the goal; none where too few did.")
    completion: Share | None = Field(default=None, description="Completed of all cases.")
    seen: Natural = Field(default=0, description="All cases in the sources, on the journey or not.")


class Spent(MeasuredValue):
    """Time between two moments, in seconds."""

    n: Natural = Field(description="How many times it was taken.")
    median: Number = Field(description="The middle one; of an even number, the mean of the two middle ones.")
    p90: Number = Field(description="The shortest that at least nine of ten do not exceed (nearest rank).")


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
    share: Share | None = Field(
        description="Times, of all times that the touchpoint was left, ends among them; none where that tells of few."
    )
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
        description="The touchpoint that it most often directly follows; where too few come directly after any one, "
        "the last one of the map that most cases with it had been at before; none where most of them begin the case.",
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
