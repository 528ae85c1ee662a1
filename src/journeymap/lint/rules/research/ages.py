"""When something is due again, or old."""

from __future__ import annotations

import datetime

from journeymap.model import durations


def day_after(day: datetime.date, duration: str) -> datetime.date:
    """The day that lies a duration after another; the calendar's last one where it would lie beyond."""
    try:
        return durations.after(day, duration)
    except (ValueError, OverflowError):
        return datetime.date.max
