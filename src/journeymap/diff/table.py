"""The table that classifies changes: what each object and each field of the format is about, and when it is better.

A row names the noun of its changes, how values are compared, the category and level, and what is good. `judging` reads
it; exceptions that need more than the two values (a moment of truth, a metric's polarity) are named there.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from journeymap.diff.values import Category, Level

if TYPE_CHECKING:
    from collections.abc import Mapping


class Compared(StrEnum):
    """How two values of a field are held together."""

    TEXT = "text"
    NUMBER = "number"
    DURATION = "duration"
    DATE = "date"
    CHOICE = "choice"
    ITEMS = "items"


class Good(StrEnum):
    """What makes it better: more, less, that it is there, that it is not, or nothing; or a rule of its own."""

    MORE = "more"
    LESS = "less"
    THERE = "there"
    GONE = "gone"
    NEITHER = "neither"
    EMOTION = "emotion"
    BY_POLARITY = "by polarity"
    PAIN = "pain"
    SLA = "sla"
    WAIT = "wait"
    OWNER = "owner"


ORDERED: Mapping[str, tuple[str, ...]] = {
    "severity": ("low", "medium", "high", "critical"),
    "pain status": ("addressed", "accepted", "open"),
    "goal met": ("no", "partly", "yes"),
    "level": ("low", "medium", "high"),
    "progress": ("dropped", "open", "idea", "exploring", "planned", "doing", "building", "shipped"),
    "map": ("draft", "researched", "live"),
}
"""Choices that have an order, the lowest first; a value outside of it is only another one."""


@dataclass(frozen=True, slots=True)
class Row:
    """How changes of one field are told and judged.

    `noun` begins their kind (`emotion` of `emotion-lowered`), `words` is what people call it. `scale` names an order of
    `ORDERED`. `in_order` fields are lists whose order means something. `refers` fields hold ids.
    """

    noun: str
    words: str
    category: Category
    level: Level = Level.MINOR
    good: Good = Good.NEITHER
    compared: Compared = Compared.TEXT
    scale: str = ""
    in_order: bool = False
    refers: bool = False


_S, _X, _A = Category.STRUCTURE, Category.EXPERIENCE, Category.ACCOUNTABILITY
_M, _P, _V, _T = Category.MEASUREMENT, Category.PERSONALIZATION, Category.EVIDENCE, Category.TEXT
_NOTABLE, _MINOR = Level.NOTABLE, Level.MINOR
_ITEMS, _NUMBER, _DURATION, _DATE, _CHOICE = (
    Compared.ITEMS, Compared.NUMBER, Compared.DURATION, Compared.DATE, Compared.CHOICE,
)  # fmt: skip

_NAME = Row("name", "name", _T)
_SUMMARY = Row("summary", "summary", _T)
_DESCRIPTION = Row("description", "description", _T)
_PICTURE = Row("picture", "picture", _T)
_OWNER = Row("owner", "owner", _A, _NOTABLE, Good.OWNER, refers=True)
_GOAL = Row("goal", "goal", _X)
_EMOTION = Row("emotion", "emotion", _X, _NOTABLE, Good.EMOTION, _NUMBER)
_THOUGHTS = Row("thoughts", "thoughts", _X, compared=_ITEMS)
_FEELINGS = Row("feelings", "feelings", _X, compared=_ITEMS)
_EXPECTATION = Row("expectation", "expectation", _X)
_CHANNEL = Row("channel", "channel", _S, _NOTABLE, compared=_ITEMS, in_order=True, refers=True)
_FOR = Row("persona", "personas", _P, _NOTABLE, compared=_ITEMS, refers=True)
_EVENTS = Row("events", "events in data", _M, _NOTABLE, Good.THERE, _ITEMS)
_CONTACT = Row("contact", "contact", _A)
_STATUS = Row("progress", "status", _A, _NOTABLE, Good.MORE, _CHOICE, "progress")

_PROFILE = {
    key: Row("profile", key.replace("_", " "), _P, compared=_ITEMS)
    for key in (
        *("age", "location", "occupation", "education", "income", "family"),
        *("industry", "size", "region", "revenue"),
        *("tools", "devices", "maturity"),
        *("goals", "challenges", "motivations", "values", "desired_features"),
        *("channels", "triggers", "objections", "buying_role", "interactions"),
    )
}
_WORK = {
    "do": Row("work", "work", _A),
    "by": Row("worker", "team that does it", _A, _NOTABLE, Good.THERE, refers=True),
    "using": Row("system", "systems", _A, compared=_ITEMS, refers=True),
    "fails": Row("failure", "how it fails", _X, _NOTABLE, Good.GONE),
}
_COLUMNS = {
    key: Row("column", f"column of {key}", _M, _NOTABLE)
    for key in (
        *("customer", "time", "event", "channel", "session", "sequence", "score", "text", "metric", "touchpoint"),
        "amount",
    )
}

FIELDS: Mapping[str, Mapping[str, Row]] = {
    "journey": {
        "name": _NAME,
        "summary": _SUMMARY,
        "state": Row("state", "state", _S, _NOTABLE),
        "based_on": Row("base", "base journey", _S, _NOTABLE, refers=True),
        "personas": _FOR,
        "lifecycle": Row("lifecycle", "lifecycle", _S, _NOTABLE, refers=True),
        "scenario": Row("scenario", "situation", _T),
        "goal": _GOAL,
        "trigger": Row("trigger", "trigger", _T),
        "language": Row("language", "language", _T),
        "owner": _OWNER,
        "status": Row("status", "status", _V, _NOTABLE, Good.MORE, _CHOICE, "map"),
        "reviewed": Row("review", "last review", _V, _MINOR, Good.MORE, _DATE),
        "review_every": Row("review-interval", "review interval", _V, _MINOR, Good.LESS, _DURATION),
        "tags": Row("tags", "tags", _T, compared=_ITEMS),
    },
    "stage": {
        "name": _NAME,
        "description": _DESCRIPTION,
        "picture": _PICTURE,
        "when": Row("when", "time", _T),
        "lifecycle_stage": Row("lifecycle-stage", "lifecycle stage", _S, _NOTABLE, compared=_ITEMS, refers=True),
        "goal": _GOAL,
        "owner": _OWNER,
        "emotion": _EMOTION,
        "thoughts": _THOUGHTS,
    },
    "touchpoint": {
        "name": _NAME,
        "description": _DESCRIPTION,
        "picture": _PICTURE,
        "channel": _CHANNEL,
        "channel_reason": Row("channel-reason", "reason for the channel", _T),
        "duration": Row("duration", "duration", _X, _NOTABLE, Good.LESS, _DURATION),
        "wait": Row("wait", "wait", _X, _NOTABLE, Good.WAIT, _DURATION),
        "personas": _FOR,
        "actor": Row("actor", "who acts", _S, _NOTABLE, refers=True),
        "goal": _GOAL,
        "goal_met": Row("goal-met", "goal reached", _X, _NOTABLE, Good.MORE, _CHOICE, "goal met"),
        "expectation": _EXPECTATION,
        "actions": Row("actions", "actions", _X, compared=_ITEMS, in_order=True),
        "thoughts": _THOUGHTS,
        "feelings": _FEELINGS,
        "emotion": _EMOTION,
        "moment_of_truth": Row("moment-of-truth", "moment of truth", _X, _NOTABLE),
        "owner": _OWNER,
        "responsible": Row("responsible", "responsible", _A, _NOTABLE, Good.THERE, _ITEMS, refers=True),
        "consulted": Row("consulted", "consulted", _A, compared=_ITEMS, refers=True),
        "informed": Row("informed", "informed", _A, compared=_ITEMS, refers=True),
        "artifacts": Row("artifacts", "evidence in hand", _X, compared=_ITEMS),
        "events": _EVENTS,
        "next": Row("order", "what comes next", _S, _NOTABLE, refers=True),
        "keep": Row("keep", "kept as today", _S, _NOTABLE),
        "replaces": Row("replaces", "what it replaces", _S, _NOTABLE, compared=_ITEMS, refers=True),
        "journey": Row("sub-journey", "sub-journey", _S, _NOTABLE, refers=True),
    },
    "pain-point": {
        "summary": _SUMMARY,
        "severity": Row("severity", "severity", _X, _NOTABLE, Good.LESS, _CHOICE, "severity"),
        "share_affected": Row("share-affected", "share of customers hit", _X, _NOTABLE, Good.LESS, _NUMBER),
        "root_cause": Row("root-cause", "root cause", _V, _MINOR, Good.THERE),
        "owner": _OWNER,
        "status": Row("pain-status", "status", _X, _NOTABLE, Good.PAIN, _CHOICE, "pain status"),
    },
    "gain": {"summary": _SUMMARY},
    "opportunity": {
        "summary": _SUMMARY,
        "addresses": Row("addresses", "what it solves", _A, _NOTABLE, compared=_ITEMS, refers=True),
        "owner": _OWNER,
        "impact": Row("impact", "impact", _A, compared=_CHOICE, scale="level"),
        "effort": Row("effort", "effort", _A, compared=_CHOICE, scale="level"),
        "importance": Row("importance", "importance", _V, compared=_NUMBER),
        "satisfaction": Row("satisfaction", "satisfaction", _X, _NOTABLE, Good.MORE, _NUMBER),
        "status": _STATUS,
    },
    "way": {
        "to": Row("way", "target", _S, _NOTABLE, refers=True),
        "when": Row("condition", "condition", _S),
        "share": Row("share", "share", _S, _NOTABLE, compared=_NUMBER),
        "for": _FOR,
        "also": Row("beside", "beside the others", _S),
        "outcome": Row("outcome", "outcome", _S, _NOTABLE),
    },
    "hand-off": {
        "to": Row("taker", "team that takes over", _A, _NOTABLE, refers=True),
        "sla": Row("sla", "SLA", _A, _NOTABLE, Good.SLA, _DURATION),
        "criteria": Row("criteria", "criteria", _A, _NOTABLE, Good.THERE, _ITEMS),
        "on_reject": Row("reject-path", "what happens on refusal", _A, _NOTABLE, Good.THERE),
        "recycle_to": Row("recycle", "where refused customers return to", _A, _NOTABLE, Good.THERE, refers=True),
    },
    "voice": {
        "persona": _FOR,
        "emotion": _EMOTION,
        "feelings": _FEELINGS,
        "thoughts": _THOUGHTS,
        "expectation": _EXPECTATION,
    },
    "measure": {
        "metric": Row("metric", "metric", _M, _NOTABLE, refers=True),
        "target": Row("target", "target", _M, _NOTABLE, Good.BY_POLARITY, _NUMBER),
        "warn": Row("warn", "value to worry from", _M, _MINOR, Good.BY_POLARITY, _NUMBER),
        "value": Row("value", "value", _M, _NOTABLE, Good.BY_POLARITY, _NUMBER),
        "as_of": Row("as-of", "day of the value", _M, compared=_DATE),
        "n": Row("n", "cases", _M, compared=_NUMBER),
        "team": Row("owner", "team", _A, _NOTABLE, Good.THERE, refers=True),
    },
    "frontstage": _WORK,
    "backstage": _WORK,
    "support": _WORK,
    "evidence": {
        "count": Row("count", "how many said so", _V, _NOTABLE, Good.MORE, _NUMBER),
        "of": Row("of", "of how many", _V, _NOTABLE, compared=_NUMBER),
        "quote": Row("quote", "quote", _V),
    },
    "persona": {
        "name": _NAME,
        "kind": Row("persona-kind", "kind", _P, _NOTABLE),
        "summary": _SUMMARY,
        "picture": _PICTURE,
        "role": Row("role", "role", _P),
        "jobs": Row("jobs", "jobs to be done", _P, _NOTABLE, compared=_ITEMS),
        "segment": Row("segment", "segment in data", _M, _NOTABLE),
    },
    "profile": _PROFILE,
    "quote": {"text": Row("quote", "quote", _V)},
    "decision": {
        "date": Row("date", "day", _T, compared=_DATE),
        "text": Row("text", "text", _T),
        "by": Row("by", "by whom", _T),
    },
    "team": {
        "name": _NAME,
        "function": Row("function", "function", _A),
        "organisation": Row("organisation", "organisation", _A),
        "contact": _CONTACT,
    },
    "system": {"name": _NAME, "owner": _OWNER},
    "channel": {
        "name": _NAME,
        "medium": Row("medium", "medium", _S, _NOTABLE),
        "route": Row("route", "route", _S),
        "initiation": Row("initiation", "who begins", _S),
    },
    "metric": {
        "name": _NAME,
        "kind": Row("metric-kind", "kind", _M, _NOTABLE),
        "unit": Row("unit", "unit", _M, _NOTABLE),
        "scale": Row("scale", "scale", _M, _NOTABLE),
        "polarity": Row("polarity", "which way is good", _M, _NOTABLE),
        "method": Row("method", "method", _M, _NOTABLE),
        "formula": Row("formula", "formula", _M, _NOTABLE),
        "source": Row("metric-source", "source", _M, _NOTABLE, Good.THERE, refers=True),
        "numerator": Row("numerator", "numerator", _M, _NOTABLE),
        "denominator": Row("denominator", "denominator", _M, _NOTABLE),
    },
    "research": {
        "title": _NAME,
        "kind": Row("research-kind", "kind", _V, _NOTABLE),
        "date": Row("date", "day", _V, compared=_DATE),
        "n": Row("n", "people or cases", _V, _NOTABLE, Good.MORE, _NUMBER),
        "url": Row("url", "address", _V),
        "file": Row("file", "file", _V),
        "author": Row("author", "author", _V),
    },
    "source": {
        "name": _NAME,
        "kind": Row("source-kind", "kind", _M, _NOTABLE),
        "uri": Row("uri", "where the data lies", _M, _NOTABLE),
        "connection": Row("connection", "connection", _M, _NOTABLE),
        "table": Row("table", "table", _M, _NOTABLE),
        "preset": Row("preset", "preset", _M, _NOTABLE),
        "timezone": Row("timezone", "time zone", _M, _NOTABLE),
        "where": Row("where", "which rows count", _M, _NOTABLE),
        "metric": Row("metric", "metric of every row", _M, _NOTABLE, refers=True),
        "touchpoint": Row("touchpoint-of-rows", "touchpoint of every row", _M, _NOTABLE, refers=True),
    },
    "columns": _COLUMNS,
    "lifecycle": {"name": _NAME},
    "lifecycle-stage": {
        "name": _NAME,
        "description": _DESCRIPTION,
        "entry": Row("entry", "entry criteria", _S, _NOTABLE, compared=_ITEMS),
        "exit": Row("exit", "exit criteria", _S, _NOTABLE, compared=_ITEMS),
        "entry_events": _EVENTS,
        "exit_events": _EVENTS,
    },
    "initiative": {
        "name": _NAME,
        "summary": _SUMMARY,
        "addresses": Row("addresses", "what it solves", _A, _NOTABLE, compared=_ITEMS, refers=True),
        "delivers": Row("delivers", "what it delivers", _A, _NOTABLE, compared=_ITEMS, refers=True),
        "owner": _OWNER,
        "status": _STATUS,
        "due": Row("due", "due day", _A, _NOTABLE, Good.LESS, _DATE),
        "cost": Row("cost", "cost", _A),
    },
    "rice": {
        "reach": Row("reach", "reach", _A, compared=_NUMBER),
        "impact": Row("impact", "impact", _A, compared=_NUMBER),
        "confidence": Row("confidence", "confidence", _A, compared=_NUMBER),
        "effort": Row("effort", "effort", _A, compared=_NUMBER),
    },
    "expected-move": {
        "metric": Row("metric", "metric", _M, refers=True),
        "from": Row("from", "value before", _M, compared=_NUMBER),
        "to": Row("to", "value after", _M, compared=_NUMBER),
    },
    "play": {
        "name": _NAME,
        "for": _FOR,
        "at": Row("place", "where it is played", _P, _NOTABLE, compared=_ITEMS, refers=True),
        "channel": _CHANNEL,
        "message": Row("message", "message", _P, _NOTABLE),
        "offer": Row("offer", "offer", _P, _NOTABLE),
        "trigger": Row("trigger", "trigger", _P, _NOTABLE),
        "owner": _OWNER,
        "metrics": Row("metric", "metrics", _M, _NOTABLE, compared=_ITEMS, refers=True),
    },
}
"""The rows of fields, by the kind of object and the key as it is written."""

OBJECTS: Mapping[str, Row] = {
    "journey": Row("journey", "journey", _S, _NOTABLE),
    "stage": Row("stage", "stage", _S, _NOTABLE),
    "stages": Row("stages", "stages", _S, _NOTABLE),
    "touchpoint": Row("touchpoint", "touchpoint", _S, _NOTABLE),
    "touchpoints": Row("touchpoints", "touchpoints", _S, _NOTABLE),
    "pain-point": Row("pain-point", "pain point", _X, _NOTABLE, Good.PAIN),
    "gain": Row("gain", "gain", _X, _NOTABLE, Good.THERE),
    "opportunity": Row("opportunity", "opportunity", _A, _NOTABLE),
    "way": Row("way", "way", _S, _NOTABLE),
    "ways": Row("ways", "ways", _S),
    "hand-off": Row("hand-off", "hand-off", _A, _NOTABLE, Good.THERE),
    "voice": Row("voice", "voice", _X, _NOTABLE),
    "measure": Row("measure", "measure", _M, _NOTABLE, Good.THERE),
    "frontstage": Row("frontstage", "frontstage work", _A),
    "backstage": Row("backstage", "backstage work", _A),
    "support": Row("support", "support work", _A),
    "evidence": Row("evidence", "research behind it", _V, _NOTABLE, Good.THERE),
    "persona": Row("persona", "persona", _P, _NOTABLE),
    "profile": Row("profile", "profile", _P),
    "quote": Row("quote", "quote", _V, _MINOR, Good.THERE),
    "decision": Row("decision", "decision", _T),
    "team": Row("team", "team", _A, _NOTABLE),
    "system": Row("system", "system", _A),
    "channel": Row("channel", "channel", _S, _NOTABLE),
    "metric": Row("metric", "metric", _M, _NOTABLE, Good.THERE),
    "research": Row("research", "research", _V, _NOTABLE, Good.THERE),
    "source": Row("source", "source", _M, _NOTABLE),
    "columns": Row("columns", "columns", _M, _NOTABLE),
    "lifecycle": Row("lifecycle", "lifecycle", _S, _NOTABLE),
    "lifecycle-stage": Row("lifecycle-stage", "lifecycle stage", _S, _NOTABLE),
    "recovery": Row("recovery", "a way back from this low", _S, _NOTABLE, Good.THERE),
    "lifecycle-stages": Row("lifecycle-stages", "lifecycle stages", _S, _NOTABLE),
    "initiative": Row("initiative", "initiative", _A, _NOTABLE, Good.THERE),
    "rice": Row("rice", "RICE parts", _A),
    "expected-move": Row("expected-move", "expected move", _M, _NOTABLE, Good.THERE),
    "play": Row("play", "play", _P, _NOTABLE),
}
"""The rows of whole objects that come, go, move, are renamed or stand in another order."""

_FREE_KEY = Row("free-key", "free key", _T)
_CONFIDENTIAL = Row("confidential", "confidential", _T, _NOTABLE)


def row_for(kind: str, key: str) -> Row:
    """The row of a field; some fields are those of any object. `KeyError` for one that the table does not know."""
    if key == "confidential":
        return _CONFIDENTIAL
    return _FREE_KEY if key.startswith("x-") else FIELDS[kind][key]
