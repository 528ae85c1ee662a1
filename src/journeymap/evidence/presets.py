"""The layouts of known tools: which of their columns plays which role.

Where a tool writes the same thing under several names (raw export, warehouse), the first that the data has counts. A
preset tells customers apart as the tool's own device or visitor id does: an id of the account is only known after the
login, and would cut one person's path in two. `columns` says otherwise where that is wanted.

Sources, read in November 2026: Google's "BigQuery Export schema" for GA4, Segment's "Warehouse Schemas" and "Common
fields", Snowplow's "Canonical event model", Amplitude's "Export API" and Mixpanel's "Raw Event Export".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.model.source import Preset

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.model.source import Source

Names = tuple[str, ...]

PRESETS: Mapping[Preset, Mapping[str, Names]] = {
    Preset.GA4: {
        "customer": ("user_pseudo_id",),
        "time": ("event_timestamp",),
        "event": ("event_name",),
        "session": ("event_params.ga_session_id",),
        "channel": ("collected_traffic_source.manual_medium", "traffic_source.medium"),
        "sequence": ("event_bundle_sequence_id",),
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


def columns_of(source: Source) -> dict[str, Names]:
    """Role to the names that its column may have: the preset's, and what `columns` says instead."""
    known = dict(PRESETS[source.preset or Preset.NONE])
    written = source.columns
    if written is not None:
        known |= {
            role: (name,)
            for role in type(written).model_fields
            if role != "confidential" and (name := getattr(written, role)) is not None
        }
    return known
