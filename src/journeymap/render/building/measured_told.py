"""How measured numbers are told: counts with their nouns, times in one unit, the days that they are of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.model.source import SourceKind
from journeymap.render.view_measured import SpanView

if TYPE_CHECKING:
    from journeymap.model.measurement import Measurement, Spent
    from journeymap.model.settings import CaseKind
    from journeymap.render.wording import Words

_UNITS = (("d", 86_400), ("h", 3_600), ("min", 60), ("s", 1))
_PLAIN = 10
"""From so many of a unit on, a part of one says nothing."""


def cases_told(words: Words, kind: CaseKind, number: int | None) -> str:
    """A number of customers or sessions with its noun; that there are few where it is not to be shown."""
    return words("measured.few") if number is None else words.count(f"measured.cases.{kind.value}", number)


def time_told(words: Words, seconds: float) -> str:
    """A length of time in the largest unit of which there is at least one."""
    name, size = next((item for item in _UNITS if seconds >= item[1]), _UNITS[-1])
    amount = seconds / size
    return words.duration(f"{amount:.0f}{name}" if amount >= _PLAIN or name == "s" else f"{round(amount, 1):g}{name}")


def span_told(words: Words, spent: Spent) -> SpanView:
    """The time between two moments."""
    return SpanView(spent.n, spent.median, time_told(words, spent.median), time_told(words, spent.p90))


def when_told(words: Words, measurement: Measurement) -> str:
    """The days that count, as they were asked for or as they were found; empty where nothing is known of them."""
    asked = measurement.asked.period
    events = [item for item in measurement.sources if item.kind == SourceKind.EVENTS]
    firsts = [item.first.date() for item in events or measurement.sources if item.first]
    lasts = [item.last.date() for item in events or measurement.sources if item.last]
    since = asked.since or min(firsts, default=None)
    until = asked.until or max(lasts, default=None)
    if since is None or until is None:
        return ""
    return words("measured.days", first=words.date(since), last=words.date(until))
