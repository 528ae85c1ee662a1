"""Lengths of time as the format writes them: `90s, 20min, 5h, 3d, 2w, 6mo, 1y`."""

import calendar
import datetime
import re

_PARTS = re.compile(r"([0-9]+(?:[.][0-9]+)?)(s|min|h|d|w|mo|y)\Z")
_SECONDS = {"s": 1, "min": 60, "h": 3600, "d": 86_400, "w": 604_800, "mo": 2_629_746, "y": 31_556_952}
"""Seconds in a unit; a month and a year are the mean ones of the Gregorian calendar (146,097 days in 400 years)."""
_MONTHS = {"mo": 1, "y": 12}
_WORDS = {"s": "second", "min": "minute", "h": "hour", "d": "day", "w": "week", "mo": "month", "y": "year"}


def parts(text: str) -> tuple[float, str]:
    """The amount and the unit of a duration; `ValueError` when it is none."""
    match = _PARTS.match(text)
    if match is None:
        raise ValueError(f"{text!r} is no duration")
    return float(match[1]), match[2]


def seconds(text: str) -> float:
    """The length of a duration in seconds, months and years by their mean length."""
    amount, unit = parts(text)
    return amount * _SECONDS[unit]


def words(text: str) -> str:
    """The duration in English words: `20min` is "20 minutes"."""
    amount, unit = parts(text)
    return f"{amount:g} {_WORDS[unit]}{'' if amount == 1 else 's'}"


def after(day: datetime.date, text: str) -> datetime.date:
    """The day that lies a duration after `day`; the calendar's last one where it would lie beyond.

    Whole months and years go by the calendar: a month after 31 January is the last day of February.
    """
    try:
        return _after(day, *parts(text))
    except OverflowError:
        return datetime.date.max


def _after(day: datetime.date, amount: float, unit: str) -> datetime.date:
    if unit in _MONTHS and amount == int(amount):
        months = day.month - 1 + int(amount) * _MONTHS[unit]
        year, month = day.year + months // 12, months % 12 + 1
        if year > datetime.MAXYEAR:
            return datetime.date.max
        return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    return day + datetime.timedelta(seconds=amount * _SECONDS[unit])
