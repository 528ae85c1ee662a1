"""Durations: their length, their words, and the calendar."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.model import durations


@pytest.mark.parametrize(
    ("text", "seconds"), [("90s", 90), ("20min", 1200), ("1.5h", 5400), ("3d", 259_200), ("2w", 1_209_600)]
)
def test_lengths(text: str, seconds: float) -> None:
    assert durations.seconds(text) == seconds


def test_twelve_months_are_a_year() -> None:
    assert durations.seconds("12mo") == durations.seconds("1y")


@pytest.mark.parametrize(("text", "words"), [("1d", "1 day"), ("20min", "20 minutes"), ("1.5h", "1.5 hours")])
def test_words(text: str, words: str) -> None:
    assert durations.words(text) == words


@pytest.mark.parametrize(
    ("day", "text", "after"),
    [
        ("2026-01-31", "1mo", "2026-02-28"),
        ("2024-02-29", "1y", "2025-02-28"),
        ("2026-11-30", "3mo", "2027-02-28"),
        ("2026-01-01", "2w", "2026-01-15"),
    ],
)
def test_months_go_by_the_calendar(day: str, text: str, after: str) -> None:
    assert durations.after(datetime.date.fromisoformat(day), text) == datetime.date.fromisoformat(after)


@given(st.dates(max_value=datetime.date(2999, 1, 1)), st.integers(0, 600))
def test_more_months_never_come_earlier(day: datetime.date, months: int) -> None:
    assert day <= durations.after(day, f"{months}mo") <= durations.after(day, f"{months + 1}mo")


@pytest.mark.parametrize("text", ["5m", "h", "", "5 d", "5d\n"])
def test_what_is_no_duration_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match="no duration"):
        durations.parts(text)


@pytest.mark.parametrize("text", ["9999y", "99999999999d", "999999999mo", "9999999999999999999w"])
def test_a_day_beyond_the_calendar_is_its_last(text: str) -> None:
    """A review interval of thousands of years is due on the last day there is, not an error."""
    assert durations.after(datetime.date(2026, 11, 22), text) == datetime.date.max
