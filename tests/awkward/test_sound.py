"""The checks of drawn files find what they are there for."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from tests.awkward.sound import SOUND

HEAD = '<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="x"><title>t</title></head>'
CALENDAR = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


def html(body: str) -> bytes:
    """A page with this body."""
    return f"{HEAD}<body>{body}</body></html>".encode()


def svg(inside: str, attributes: str = 'aria-label="x"') -> bytes:
    """A picture with this inside."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inside}</svg>'.encode()


def workbook(value: str) -> bytes:
    """A workbook with one cell."""
    book = openpyxl.Workbook()
    book.active["A1"] = value
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def broken_archive() -> bytes:
    """An archive with a part that is not well-formed."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as parts:
        parts.writestr("a.xml", "<a><b></a>")
    return written.getvalue()


GOOD = {
    "html": html('<p id="a"><a href="#a">x</a><br></p>'),
    "svg": svg("<text>x</text>"),
    "csv": b"a,b\r\n-1.5,'=1\r\n",
    "xlsx": workbook("x"),
    "dot": b"graph { a -- b }",
    "ics": CALENDAR,
    "md": b"# \\<script>\n",
    "mmd": b"journey\n",
    "json": b"{}",
}
BAD = [
    ("html", html("<p><b>x</p></b>")),
    ("html", html("<p>x")),
    ("html", html('<p id="a"></p><p id="a"></p>')),
    ("html", html('<a href="#b">x</a>')),
    ("html", html('<a href="javascript:x">x</a>')),
    ("html", html('<a href=" JavaScript:x">x</a>')),
    ("html", html('<a href="data:text/html,x">x</a>')),
    ("html", html('<p onclick="x">x</p>')),
    ("html", html('<p style="x">x</p>')),
    ("html", html("\u202ex")),
    ("html", html("\x01")),
    ("html", b"<p>x</p>"),
    ("svg", svg("<text>")),
    ("svg", svg("<script>x</script>")),
    ("svg", svg('<g onload="x"/>')),
    ("svg", svg("<text>x</text>", "")),
    ("csv", b"a,=1+1\r\n"),
    ("csv", b'a,"\t=1"\r\n'),
    ("csv", b""),
    ("xlsx", workbook("=1+1")),
    ("xlsx", broken_archive()),
    ("ics", CALENDAR.replace(b"\r\n", b"\n")),
    ("ics", b"BEGIN:VCALENDAR\r\nX:" + b"x" * 80 + b"\r\nEND:VCALENDAR\r\n"),
    ("md", b"text <script>x</script>\n"),
    ("mmd", b"no end of line"),
    ("json", b"NaN"),
    ("json", b"{"),
]


@pytest.mark.parametrize("ending", GOOD)
def test_good_files_pass(ending: str) -> None:
    """A file that is as it should be is accepted."""
    SOUND[ending](GOOD[ending])


@pytest.mark.parametrize(("ending", "content"), BAD)
def test_bad_files_do_not(ending: str, content: bytes) -> None:
    """A file with one thing wrong is refused."""
    with pytest.raises((AssertionError, ValueError, SyntaxError, KeyError)):
        SOUND[ending](content)
