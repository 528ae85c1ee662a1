"""PNG and PDF of pages, made by the browser that the user has, run headless by its command line.

A picture takes two runs: one that measures how large the page is with nothing cut off, one that takes the picture in a
window of that size. Both are offline, with an empty profile, and without the page's script: on paper nobody searches.
"""

from __future__ import annotations

import html
import json
import math
import re
from typing import TYPE_CHECKING

from journeymap.errors import EngineError
from journeymap.render import browser_png
from journeymap.render.browser_pdf import same_bytes
from journeymap.render.browser_run import opened

if TYPE_CHECKING:
    from pathlib import Path

    from journeymap.render.browser_run import Browser
    from journeymap.render.options import Options

WIDTH = 1440
"""CSS pixels of a picture, unless something on the page would be cut off."""
SHARPNESS = 2.0
"""Pixels of the picture for each CSS pixel."""
LONGEST = 32_767
"""Pixels of a side at most; Chromium and most viewers draw no more."""
MOST_PIXELS = 2**27
"""Pixels of a picture at most: half a gigabyte while it is drawn."""

_TURNS = 4
"""How often a page is widened: margins that are a share of the width grow with it, and take of what was won."""
_HEAD = b"<head>"
_NO_SCRIPT = b"""<meta http-equiv="Content-Security-Policy" content="script-src 'none'">"""
_MEASURED = re.compile(r"measured (\[[0-9, -]+\])")
_MEASURE = """<!doctype html><meta charset="utf-8"><title>measure</title>
<iframe sandbox="allow-same-origin" width="{width}" height="900" style="border:0" srcdoc="{page}"></iframe>
<script>addEventListener("load", () => {{
const frame = document.querySelector("iframe"), page = frame.contentDocument, root = page.documentElement;
const style = e => frame.contentWindow.getComputedStyle(e).overflowX;
const cut = e => /auto|scroll/.test(style(e)) ? e.scrollWidth - e.clientWidth : 0;
const more = wide => Math.max(root.scrollWidth - wide, ...[...page.querySelectorAll("body *")].map(cut));
for (let turn = 0, wide = {width}; turn < {turns} && more(wide) > 0; turn++) frame.width = wide += more(wide);
const height = Math.max(root.getBoundingClientRect().height, page.body.scrollHeight);
const found = [+frame.width, Math.ceil(height), outerHeight - innerHeight];
document.documentElement.textContent = "measured " + JSON.stringify(found);
}});</script>"""


def png(page: bytes, options: Options) -> bytes:
    """A whole HTML document as one picture, two pixels for each of CSS.

    It is 1440 CSS pixels wide, or as wide as it takes that nothing has to be scrolled, and as high as the page. A page
    that would pass the limits is drawn less sharp, down to one pixel for each of CSS.

    Raises:
        EngineError: There is no browser, it fails, or the page is too large for one picture.
    """
    with opened(options.browser) as browser:
        place = _placed(browser, page)
        width, height, frame = _measured(browser, page)
        sharpness = _sharpness(width, height + frame)
        picture = browser.folder / "picture.png"
        size = f"--window-size={width},{height + frame}"
        browser.run(place, f"--screenshot={picture}", size, f"--force-device-scale-factor={sharpness:g}")
        return browser_png.upper_part(_written(browser, picture, browser_png.START), math.floor(height * sharpness))


def pdf(page: bytes, options: Options) -> bytes:
    """A whole HTML document as PDF, on the paper that its style sheet asks for; the same document gives the same bytes.

    Raises:
        EngineError: There is no browser, or it fails.
    """
    with opened(options.browser) as browser:
        place = _placed(browser, page)
        document = browser.folder / "document.pdf"
        plain = ("--no-pdf-header-footer", "--print-to-pdf-no-header", "--generate-pdf-document-outline")
        browser.run(place, f"--print-to-pdf={document}", *plain)
        return same_bytes(_written(browser, document, b"%PDF-"), place, browser.folder)


def _placed(browser: Browser, page: bytes) -> Path:
    """The page as a file for the browser; a second security policy forbids its script."""
    place = browser.pages / "page.html"
    place.write_bytes(page.replace(_HEAD, _HEAD + _NO_SCRIPT, 1))
    return place


def _measured(browser: Browser, page: bytes) -> tuple[int, int, int]:
    """The width and height in CSS pixels at which nothing of a page is cut off, and how much higher the window must be.

    A window is higher than what it shows, although headless nobody sees its bars; what lies below the visible part is
    in the picture too, but not always drawn in time.
    The page is measured as it is, in a frame: its security policy allows no other script.
    """
    place = browser.pages / "measure.html"
    text = page.decode("utf-8", errors="replace")
    place.write_text(_MEASURE.format(width=WIDTH, turns=_TURNS, page=html.escape(text)), encoding="utf-8")
    found = _MEASURED.search(browser.run(place, "--dump-dom").decode("utf-8", errors="replace"))
    if found is None:
        raise browser.failure("its size cannot be measured")
    width, height, frame = json.loads(found[1])
    return width, max(1, height), max(0, frame)


def _sharpness(width: int, height: int) -> float:
    """Pixels for each CSS pixel: two, or fewer where the picture would be too large.

    Raises:
        EngineError: Fewer than one.
    """
    most = min(SHARPNESS, LONGEST / max(width, height), math.sqrt(MOST_PIXELS / (width * height)))
    if most < 1:
        raise EngineError(f"the page is {width} by {height} pixels, too large for one picture", "Take `--format pdf`.")
    return most


def _written(browser: Browser, place: Path, start: bytes) -> bytes:
    """The file that the browser was to write."""
    content = place.read_bytes() if place.is_file() else b""
    if not content.startswith(start):
        raise browser.failure("it wrote no file, and did not say why")
    return content
