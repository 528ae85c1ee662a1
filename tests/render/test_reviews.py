"""The calendar: what is overdue, what comes when, and the iCalendar file of it."""

import datetime
from dataclasses import replace
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.render.building.reviews import reviews_view
from journeymap.render.details.reviews import DueView, ReviewsView
from journeymap.render.options import Options
from journeymap.render.pages.addresses import Alone
from journeymap.render.reviews_html import reviews_page
from journeymap.render.reviews_ics import draw_ics
from tests.render.detail_workspaces import TEAMS, gather, journey

OCTETS = 75


def view(*journeys: dict[str, Any], **sections: Any) -> ReviewsView:
    return reviews_view(gather(teams=TEAMS, journeys=list(journeys), **sections))


def reviewed(name: str, day: str, every: str = "6mo", **more: Any) -> dict[str, Any]:
    return journey(name, {}, reviewed=day, review_every=every, **more)


def events(found: ReviewsView) -> list[Any]:
    return list(icalendar.Calendar.from_ical(draw_ics(found, Options())).walk("VEVENT"))


def test_overdue_first_then_by_month() -> None:
    """What has passed stands apart, with the days; the rest by month, in order."""
    found = view(
        reviewed("late", "2026-03-01"), reviewed("soon", "2026-07-01"), reviewed("today", "2026-05-22", owner="care")
    )
    assert [(due.id, due.days_late, due.late) for due in found.overdue] == [("late", 82, "82 days late")]
    assert [(month.key, month.name) for month in found.months] == [
        ("2026-11", "November 2026"),
        ("2027-01", "January 2027"),
    ]
    assert [due.id for month in found.months for due in month.dues] == ["today", "soon"]


@pytest.mark.parametrize(
    ("more", "standing"),
    [
        ({"reviewed": "2026-01-01", "review_every": "3mo"}, "overdue"),
        ({"reviewed": "2026-11-01", "review_every": "3mo"}, "due"),
        ({"reviewed": "2026-11-01"}, "unplanned"),
        ({"review_every": "3mo"}, "never"),
        ({"reviewed": "2020-01-01", "review_every": "3mo", "status": "retired"}, "not-asked"),
        ({"reviewed": "2020-01-01", "review_every": "3mo", "state": "future"}, "not-asked"),
    ],
)
def test_standing_of_each_journey(more: dict[str, Any], standing: str) -> None:
    """Every journey says how it stands; future and retired ones are not reviewed and never due."""
    found = view(journey("way", {}, **more))
    assert [item.standing for item in found.journeys] == [standing]
    assert bool(found.dues) == (standing in {"overdue", "due"})


def test_initiatives_that_are_done_are_not_due() -> None:
    """An initiative is due on its day until it has shipped or was dropped."""
    items = [
        {"id": f"work-{n}", "name": "Work", "due": "2026-10-31", **({"status": status} if status else {})}
        for n, status in enumerate(("doing", "shipped", "dropped", None))
    ]
    found = view(initiatives=items)
    assert [(due.id, due.days_late) for due in found.overdue] == [("work-0", 22), ("work-3", 22)]


def test_research_grows_old() -> None:
    """Research is on the calendar on the day on which it is eighteen months old; undated research is not."""
    items = [{"id": "old", "title": "Old", "date": "2025-01-31"}, {"id": "undated", "title": "Undated"}]
    found = view(research=items)
    assert [(due.kind, due.id, due.day) for due in found.dues] == [("research", "old", "2026-07-31")]
    assert not events(found)


def test_tables_are_rectangles_of_iso_dates() -> None:
    """What becomes CSV has a cell for each column, and dates that sort."""
    found = view(reviewed("way", "2026-03-01", owner="care"))
    assert all(len(row) == len(table.columns) for table in found.tables for row in table.rows)
    assert "2026-09-01" in found.tables[0].rows[0]
    assert found.tables[1].rows[0][0] == "2026-09-01"


def test_page_leads_to_the_maps() -> None:
    """Each due review leads to its map, and what is overdue stands first."""
    body = reviews_page(view(reviewed("late", "2026-03-01"), reviewed("soon", "2026-07-01")), Alone()).body
    assert body.index("Overdue") < body.index("January 2027")
    assert 'href="late-map.html"' in body


def test_empty_workspace_says_so() -> None:
    """Nothing to review is a sentence, not an empty table."""
    assert "Nothing is to be reviewed" in reviews_page(view(), Alone()).body


def test_calendar_has_an_event_for_each_day() -> None:
    """A review and a due date are whole days, and name their owner."""
    found = view(
        reviewed("way", "2026-07-01", owner="care"), initiatives=[{"id": "w", "name": "W", "due": "2026-12-24"}]
    )
    read = {str(event["uid"]).split("-")[0]: event for event in events(found)}
    assert read["review"]["dtstart"].dt == datetime.date(2027, 1, 1)
    assert read["review"]["duration"].dt == datetime.timedelta(days=1)
    assert read["review"]["summary"] == "Review: Way"
    assert "Care" in read["review"]["description"]
    assert read["initiative"]["dtstart"].dt == datetime.date(2026, 12, 24)
    assert read["initiative"]["dtstamp"].dt.date() == datetime.date(2026, 11, 22)


def test_event_is_the_same_one_when_its_day_moves() -> None:
    """A calendar moves an event that keeps its UID."""
    before, after = events(view(reviewed("way", "2026-07-01"))), events(view(reviewed("way", "2026-08-01")))
    assert before[0]["uid"] == after[0]["uid"]
    assert before[0]["dtstart"].dt != after[0]["dtstart"].dt


def test_same_workspace_gives_the_same_file() -> None:
    """No clock reaches the file."""
    made = [draw_ics(view(reviewed("way", "2026-07-01")), Options()) for _ in range(2)]
    assert made[0] == made[1]


def test_calendar_without_events_is_still_one() -> None:
    """A calendar must have a component: where nothing is due it holds a time zone alone."""
    read = icalendar.Calendar.from_ical(draw_ics(view(), Options()))
    assert [item.name for item in read.subcomponents] == ["VTIMEZONE"]


def test_days_at_the_end_of_the_calendar() -> None:
    """An interval that leads beyond the last day that there is never comes due; that day itself can be drawn."""
    found = view(reviewed("way", "2026-07-01", "9999y"), initiatives=[{"id": "w", "name": "W", "due": "9999-12-31"}])
    assert [due.id for due in found.dues] == ["w"]
    assert events(found)[0]["dtstart"].dt == datetime.date.max


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=300))
def test_any_text_comes_back_from_the_calendar(text: str) -> None:
    """Whatever a journey is called, lines are at most 75 octets and end in CRLF, and the name is read back."""
    due = DueView("review", "way", text, "", "", "2026-12-01", "", 0, "", None, "", "")
    found = replace(view(), overdue=(due,))
    raw = draw_ics(found, Options())
    lines = raw.split(b"\r\n")
    assert lines.pop() == b""
    assert all(len(line) <= OCTETS and b"\n" not in line and b"\r" not in line for line in lines)
    kept = "".join("\n" if sign in "\r\x85\u2028\u2029" else sign for sign in text.replace("\r\n", "\n"))
    kept = "".join(sign for sign in kept if sign == "\n" or not (sign < " " or sign == "\x7f"))
    assert str(events(found)[0]["summary"]) == f"Review: {kept}"
