"""The layouts of known tools: which of their columns plays which role.

Where a tool writes the same thing under several names (raw export, warehouse), the first that the data has counts. A
preset tells customers apart as the tool's own device or visitor id does: an id of the account is only known after the
login, and would cut one person's path in two. `columns` says otherwise where that is wanted.

Sources, read in November 2026: Google's "BigQuery Export schema" for GA4, Segment's "Warehouse Schemas" and "Common
fields", Snowplow's "Canonical event model", Amplitude's "Export API" and Mixpanel's "Raw Event Export".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.interchange import ocel, xes
from journeymap.model.source import Preset

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from journeymap.model.source import Source

Names = tuple[str, ...]

PRESETS: Mapping[Preset, Mapping[str, Names]] = {
    Preset.GA4: {
        "customer": ("user_pseudo_id",),
        "time": ("event_timestamp",),
        "event": ("event_name",),
        "session": ("event_params.ga_session_id",),
        "channel": ("collected_traffic_source.manual_medium", "traffic_source.medium"),
        "sequence": ("batch_event_index", "event_bundle_sequence_id"),
        "amount": ("ecommerce.purchase_revenue",),
    },
    Preset.SEGMENT: {
        "customer": ("anonymous_id", "anonymousId"),
        "time": ("timestamp",),
        "event": ("event_text", "event"),
        "channel": ("context_campaign_medium", "context.campaign.medium"),
        "amount": ("revenue", "properties.revenue"),
    },
    Preset.SNOWPLOW: {
        "customer": ("domain_userid",),
        "time": ("derived_tstamp", "collector_tstamp"),
        "event": ("event_name",),
        "session": ("domain_sessionid",),
        "channel": ("mkt_medium",),
        "amount": ("tr_total",),
    },
    Preset.AMPLITUDE: {
        "customer": ("amplitude_id", "device_id"),
        "time": ("event_time",),
        "event": ("event_type",),
        "session": ("session_id",),
        "channel": ("user_properties.utm_medium",),
        "sequence": ("event_id",),
        "amount": ("event_properties.$revenue", "event_properties.revenue"),
    },
    Preset.MIXPANEL: {
        "customer": ("properties.distinct_id", "distinct_id"),
        "time": ("properties.time", "time"),
        "event": ("event",),
        "channel": ("properties.utm_medium", "utm_medium"),
        "amount": ("properties.revenue", "properties.$amount"),
    },
    Preset.NONE: {},
}
"""Role to the names that its column may have, the best one first."""

OPTIONAL = frozenset({"session", "channel", "sequence", "amount"})
"""Roles that a preset names and data may lack."""

ABSENT: Mapping[tuple[Preset | None, str], tuple[str, ...]] = {
    (None, "customer"): (" ", "NULL", "null", "undefined"),
    (Preset.AMPLITUDE, "session"): ("-1", "-1.0", " -1"),
}
"""What stands in a role where there is nothing, whatever the tool (None), or in data of one tool.

An export that writes nobody as a word would make all who are not known one customer. Amplitude's session -1 is none.
"""

SESSIONS_OF_CUSTOMERS = frozenset({Preset.GA4, Preset.AMPLITUDE})
"""Tools that number the sessions of each customer, so that two customers may have the same number."""

_EVENT_LOGS: Mapping[str, Names] = {
    "customer": (xes.CASE,),
    "time": (xes.TIME, ocel.TIME),
    "event": (xes.EVENT, ocel.EVENT),
}
"""The columns of event logs of process mining, see `engines.event_logs`. In OCEL, customers are what `columns` says."""

_IN_UTC = frozenset({Preset.SEGMENT, Preset.SNOWPLOW, Preset.AMPLITUDE})
"""Tools that write times of UTC without saying so."""


def columns_of(source: Source, there: Container[str] = ()) -> dict[str, Names]:
    """Role to the names that its column may have: the preset's, an event log's, and what `columns` says instead.

    Args:
        source: The source.
        there: The columns that it has.
    """
    known = {role: names for role, names in _EVENT_LOGS.items() if _is_log(source) and any(n in there for n in names)}
    known |= PRESETS[source.preset or Preset.NONE]
    written = source.columns
    if written is not None:
        known |= {
            role: (name,)
            for role in type(written).model_fields
            if role != "confidential" and (name := getattr(written, role)) is not None
        }
    return known


def _is_log(source: Source) -> bool:
    """Whether the files of a source may be event logs, by their names."""
    name = (source.uri or "").lower().removesuffix(".gz")
    return name.endswith((".xes", ".json", ".jsonocel", ".sqlite", ".sqlite3", ".db"))


def knows_zone(source: Source) -> bool:
    """Whether a preset says in which zone times without one are."""
    own_time = source.columns is not None and source.columns.time is not None
    return source.preset in _IN_UTC and not own_time


def zone_of_times(source: Source) -> str:
    """The zone of times that name none: the tool's, else what the source says, else UTC."""
    return "UTC" if knows_zone(source) else source.timezone or "UTC"


def counts_by_wall_clock(source: Source) -> bool:
    """Whether times that are counted since 1970 are counted by the clocks of the source's zone.

    Mixpanel does so in projects that are older than 2023; such a source says the project's zone.
    """
    own_time = source.columns is not None and source.columns.time is not None
    return source.preset is Preset.MIXPANEL and source.timezone is not None and not own_time
