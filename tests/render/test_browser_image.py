"""PNG and PDF of pages: complete, sharp, repeatable, offline, with one clear line where there is no browser."""

import os
import re
import stat
import struct
import sys
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from journeymap.errors import EngineError
from journeymap.render import browser_image, browser_png, browser_program, browser_run
from journeymap.render.browser_pdf import same_bytes
from journeymap.render.options import Options

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>A page</title><style>@page{{size:A3 landscape;margin:0}}body{{margin:0;background:#fff}}
.high{{height:{height}px;background:linear-gradient(#fff,#fff)}}.end{{height:10px;background:#f00}}
.scroller{{overflow-x:auto;width:100%}}.wide{{width:{width}px;height:20px;background:#00f}}</style></head>
<body><p id="words">Words &amp; more</p><div class="scroller"><div class="wide"></div></div><div class="high"></div>
<a href="other-map.html#t">a</a><div class="end"></div><script>document.querySelector(".end").remove()</script></body></html>"""
Pixel = tuple[int, int, int]


def size(png: bytes) -> tuple[int, int]:
    return struct.unpack(">II", png[16:24])


def last_rows(png: bytes) -> list[set[Pixel]]:
    """The colours of the lowest rows, at their left; the filters of PNG are undone as its specification says."""
    width, height = size(png)
    channels = {2: 3, 6: 4}[png[25]]
    packed, at = b"", 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            packed += png[at + 8 : at + 8 + length]
        at += length + 12
    raw, line, shown = zlib.decompress(packed), width * channels + 1, 4 * channels
    rows = [bytearray(shown)]
    for start in range(0, height * line, line):
        rows.append(bytearray(raw[start + 1 : start + 1 + shown]))
        _undo(raw[start], rows[-1], rows[-2], channels)
    return [{(row[x], row[x + 1], row[x + 2]) for x in range(0, shown, channels)} for row in rows[-4:]]


def _undo(kind: int, now: bytearray, above: bytearray, step: int) -> None:
    for x in range(len(now)):
        left, up, corner = (now[x - step], above[x], above[x - step]) if x >= step else (0, above[x], 0)
        nearest = min((left, up, corner), key=lambda value: abs(left + up - corner - value))
        now[x] = (now[x] + (0, left, up, (left + up) // 2, nearest)[kind]) & 255


def program(folder: Path, text: str, name: str = "chromium") -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.mark.browser
@pytest.mark.parametrize(("height", "width", "expected"), [(700, 100, 1440), (2500, 1900, 1900)], ids=["usual", "wide"])
def test_png_holds_the_whole_page_without_its_script(height: int, width: int, expected: int) -> None:
    """Nothing is cut off: the end of the page is the last row, and what would be scrolled sideways makes it wider."""
    png = browser_image.png(PAGE.format(height=height, width=width).encode(), Options())
    assert png.startswith(b"\x89PNG")
    wide, high = size(png)
    assert wide == expected * 2
    assert height * 2 < high < (height + 150) * 2
    assert last_rows(png) == [{(255, 0, 0)}] * 4


@pytest.mark.browser
def test_margins_that_grow_with_the_page_take_nothing_of_it() -> None:
    """Where the margins are a share of the width, a picture is widened until what scrolls is whole for all that."""
    style = "body{margin:0;padding:0 2vw}div{overflow:auto}p{width:1900px}"
    page = f"<!doctype html><html><head><style>{style}</style></head><body><div><p>x</p></div></body></html>"
    wide, _ = size(browser_image.png(page.encode(), Options()))
    assert wide / 2 * 0.96 == pytest.approx(1900, abs=1)


@pytest.mark.browser
def test_png_of_a_long_page_is_complete_and_less_sharp() -> None:
    """A page that passes the limit of a side at two pixels is drawn to its end with fewer."""
    png = browser_image.png(PAGE.format(height=20000, width=10).encode(), Options())
    assert 32_400 < size(png)[1] <= browser_image.LONGEST + 1
    assert {(255, 0, 0)} in last_rows(png)


@pytest.mark.browser
def test_a_page_that_is_too_long_for_a_picture_is_an_error() -> None:
    """Beyond the limit at one pixel the answer is PDF, and not a picture of a part."""
    with pytest.raises(EngineError, match="too large for one picture") as error:
        browser_image.png(PAGE.format(height=40000, width=10).encode(), Options())
    assert "pdf" in error.value.help_line


@pytest.fixture
def short() -> Iterator[Path]:
    """An empty folder with a short name: the names of a browser's sockets have room for a hundred letters."""
    with tempfile.TemporaryDirectory() as place:
        yield Path(place)


@pytest.mark.browser
def test_the_same_page_gives_the_same_bytes(short: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two runs differ in nothing; the PDF has the page's paper, no date, no path of this machine, a relative link."""
    monkeypatch.setenv("TMPDIR", str(short))
    monkeypatch.setattr("tempfile.tempdir", None)
    page = PAGE.format(height=700, width=100).encode()
    assert browser_image.png(page, Options()) == browser_image.png(page, Options())
    first, second = (browser_image.pdf(page, Options()) for _ in range(2))
    assert first == second
    assert (b"Date" in first, b"file:" in first, b"/URI (other-map.html#t)" in first) == (False, False, True)
    assert re.search(rb"/MediaBox \[0 0 119\d\.?\d* 84\d\.?\d*\]", first)
    assert list(short.iterdir()) == []


@pytest.mark.browser
def test_no_page_reaches_the_network(tmp_path: Path) -> None:
    """A page that asks for something outside is drawn without it, also where its own policy would allow it."""
    import http.server
    import threading

    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        address = f"http://localhost:{server.server_port}/x.png"
        try:
            browser_image.pdf(f"<html><head></head><body><img src='{address}'></body></html>".encode(), Options())
        finally:
            server.shutdown()
            thread.join()
    assert asked == []


def test_a_named_browser_that_is_not_there(tmp_path: Path) -> None:
    """The message names it, and the help says what to do."""
    with pytest.raises(EngineError, match="no browser at") as error:
        browser_image.pdf(b"<html></html>", Options(browser=tmp_path / "none"))
    assert "--browser" in error.value.help_line


def test_no_browser_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where none is found, the error says what to install."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(browser_program, "usual_places", lambda: iter(()))
    with pytest.raises(EngineError, match="no Chromium, Chrome or Edge") as error:
        browser_program.find_browser()
    assert "Install Chromium or Chrome" in error.value.help_line


@pytest.mark.parametrize(
    ("platform", "expected"),
    [
        ("linux", "/opt/google/chrome/chrome"),
        ("darwin", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
        ("win32", "C:/Programs/Google/Chrome/Application/chrome.exe"),
    ],
)
def test_usual_places(platform: str, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each system has its own places, also those that are not on PATH."""
    monkeypatch.setenv("PROGRAMFILES", "C:/Programs")
    assert expected in [place.as_posix() for place in browser_program.usual_places(platform)]


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands for the browser")
@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("echo '[1:2/3:ERROR:a.cc:1] disk is full' >&2; exit 1", "could not draw the page: disk is full"),
        ("exit 7", "exit code 7"),
        ("exit 0", "it wrote no file"),
        ("echo 'FATAL: No usable sandbox! x' >&2; exit 133", "cannot set up its sandbox"),
    ],
)
def test_a_browser_that_fails_is_told_in_one_line(tmp_path: Path, script: str, message: str) -> None:
    """The browser's own last error is shown, without its noise and without a traceback."""
    with pytest.raises(EngineError, match=re.escape(message)) as error:
        browser_image.pdf(b"<html></html>", Options(browser=program(tmp_path, script)))
    assert "\n" not in error.value.message


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands for the browser")
def test_a_browser_that_hangs_is_ended_with_all_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the time is up neither the browser nor a process that it has started is left, nor a file."""
    monkeypatch.setattr(browser_run, "TIMEOUT", 0.5)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "t"))
    (tmp_path / "t").mkdir()
    children = tmp_path / "children"
    hanging = program(tmp_path, f"sleep 300 & echo $! >> {children}; sleep 300")
    with pytest.raises(EngineError, match="did not finish"):
        browser_image.pdf(b"<html></html>", Options(browser=hanging))
    for child in children.read_text().split():
        stopped = Path(f"/proc/{child}/stat")
        assert not stopped.exists() or stopped.read_text().split()[2] in "ZX"
    assert list((tmp_path / "t").iterdir()) == []


@pytest.mark.parametrize("user", [0, 1000])
@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands for the browser")
def test_only_root_runs_without_the_sandbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, user: int) -> None:
    """The sandbox is left out for root alone, and every run is offline with a profile of its own."""
    monkeypatch.setattr(os, "geteuid", lambda: user)
    said = tmp_path / "said"
    with pytest.raises(EngineError):
        browser_image.pdf(b"<html></html>", Options(browser=program(tmp_path, f'echo "$@" > {said}')))
    flags = said.read_text()
    assert ("--no-sandbox" in flags) == (user == 0)
    assert "MAP * ~NOTFOUND" in flags
    assert "/profile" in flags


def test_pdf_keeps_its_length_and_foreign_links(tmp_path: Path) -> None:
    """Objects of a PDF are found by counting bytes, so nothing moves; a link out of the folder stays as it is."""
    page = tmp_path / "deep/er/page.html"
    kept = b"<</URI (https://e.org/a)>><</URI (file:///elsewhere/x.html)>>"
    made = b"<</CreationDate (D:20260101000000+00'00')\n/ModDate (D:20260101000000+00'00')>>"
    link = f"<</URI ({(tmp_path / 'deep/up.html').as_uri()}#a)>>".encode()
    after = same_bytes(kept + made + link, page, tmp_path)
    assert len(after) == len(kept + made + link)
    assert after.startswith(kept)
    assert b"2026" not in after
    assert b"/URI (../up.html#a) " in after


@pytest.mark.parametrize("colour", [2, 6])
def test_upper_part_of_a_picture(colour: int) -> None:
    """The rows that stay are the same, with the right size and checksums; a picture is never made higher."""
    channels = {2: 3, 6: 4}[colour]
    rows = [bytes([0, *range(channels)]) + bytes([row] * channels) for row in range(6)]
    header = struct.pack(">IIBBBBB", 2, 6, 8, colour, 0, 0, 0)
    parts = [(b"IHDR", header), (b"sRGB", b"\0"), (b"IDAT", zlib.compress(b"".join(rows))), (b"IEND", b"")]
    whole = browser_png.START + b"".join(map(_chunk, parts))
    cut = browser_png.upper_part(whole, 4)
    assert cut == browser_png.START + b"".join(
        map(
            _chunk,
            [
                (b"IHDR", header[:4] + struct.pack(">I", 4) + header[8:]),
                (b"sRGB", b"\0"),
                (b"IDAT", zlib.compress(b"".join(rows[:4]))),
                (b"IEND", b""),
            ],
        )
    )
    with pytest.raises(ValueError, match="cannot be cut"):
        browser_png.upper_part(whole, 7)


def _chunk(part: tuple[bytes, bytes]) -> bytes:
    kind, content = part
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
