"""The reviews and due dates of a workspace as an iCalendar file (RFC 5545) that calendars can subscribe to.

Written here in a few lines, without a library: the file needs all-day events and text alone.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from journeymap.render.wording import words_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.render.details.reviews import DueView, ReviewsView
    from journeymap.render.options import Options
    from journeymap.render.wording import Words

_LINE = 75
"""The most octets of a line, its end not counted (RFC 5545, section 3.1)."""
_SHOWN = ("review", "initiative")
_NO_EVENTS = (
    *("BEGIN:VTIMEZONE", "TZID:UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000"),
    *("TZOFFSETFROM:+0000", "TZOFFSETTO:+0000", "END:STANDARD", "END:VTIMEZONE"),
)
"""A calendar must have a component (RFC 5545, section 3.6); where nothing is due it is the time zone of nothing."""
_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f]")
_ESCAPES = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}
_NEWLINES = re.compile("\r\n|[\r\u0085\u2028\u2029]")


def draw_ics(view: ReviewsView, options: Options) -> bytes:
    """Each review and each due date of an initiative as an event of a whole day.

    An event keeps its UID when its day changes, so that a calendar moves it; DTSTAMP is the day that the calendar was
    made for, so that the same workspace gives the same file.
    """
    del options  # nothing is laid out
    return "".join(f"{line}\r\n" for content in _lines(view) for line in [_folded(content)]).encode()


def _lines(view: ReviewsView) -> Iterator[str]:
    words = words_for(view.heading.language)
    name = view.heading.workspace or view.heading.title
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//journeymap//reviews//EN", "CALSCALE:GREGORIAN")
    yield f"X-WR-CALNAME:{_text(words('reviews.calendar_of', workspace=name))}"
    shown = [due for due in view.dues if due.kind in _SHOWN]
    for due in shown:
        yield from _event(view, due, words)
    yield from () if shown else _NO_EVENTS
    yield "END:VCALENDAR"


def _event(view: ReviewsView, due: DueView, words: Words) -> Iterator[str]:
    owner = words("reviews.owner", name=due.owner.name) if due.owner else words("owner.none")
    yield "BEGIN:VEVENT"
    yield f"UID:{due.kind}-{due.id}-{_digest(view.heading.workspace)}@journeymap"
    yield f"DTSTAMP:{_day(view.made_on)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(due.day)}"
    yield "DURATION:P1D"
    yield f"SUMMARY:{_text(words(f'reviews.event.{due.kind}', name=due.name))}"
    yield "DESCRIPTION:" + _text("\n".join(filter(None, (due.text, owner))))
    yield f"CATEGORIES:{_text(words(f'reviews.kind.{due.kind}'))}"
    yield from ("TRANSP:TRANSPARENT", "END:VEVENT")


def _digest(workspace: str) -> str:
    """Tells the workspaces of a calendar apart that have journeys of one id."""
    return hashlib.sha256(workspace.encode()).hexdigest()[:12]


def _day(iso_date: str) -> str:
    return iso_date.replace("-", "")


def _text(value: str) -> str:
    """A text as a value: newlines and what would end it are escaped, control characters are dropped."""
    plain = _CONTROLS.sub("", _NEWLINES.sub("\n", value))
    return "".join(_ESCAPES.get(sign, sign) for sign in plain)


def _folded(line: str) -> str:
    """The line in pieces of at most 75 octets, none of them cut inside a character."""
    pieces, piece, room = [], "", _LINE
    for sign in line:
        size = len(sign.encode())
        if size > room:
            pieces.append(piece)
            piece, room = " ", _LINE - 1
        piece += sign
        room -= size
    return "\r\n".join([*pieces, piece])
