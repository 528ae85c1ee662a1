"""Makes the pictures of the page on measuring: `python docs/measuring_pictures.py`; `--check` names stale ones.

Both are of the example shop: the report's page on map and reality, and the checkout in the flow, with what was measured
of phones while the checkout threw people back. They are photographed in headless Chromium, which has to be on PATH, and
known by the digest of the words on them, so that the check needs no browser.
"""

from __future__ import annotations

import contextlib
import hashlib
import html
import json
import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from measuring import BUG, MEASURE, PHONES, copy, measurements, printed

from journeymap.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import FloatRect

_PICTURES = Path(__file__).resolve().parent / "pictures"
_DIGESTS = _PICTURES / "measured.json"
_SHOP = "examples/shop"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
_STAGE = r'<title>{name}</title><rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"'
_PAGE: FloatRect = {"x": 0, "y": 0, "width": 1280, "height": 1240}
_HEIGHT = 1212
"""Down to the order, the last touchpoint of the stage."""


def main(arguments: list[str]) -> int:
    """Makes the pictures, or checks them; returns the exit code."""
    shown = {"measured-page": page(), "measured-flow": flow()}
    digests = {name: hashlib.sha256(words(text).encode()).hexdigest() for name, text in shown.items()}
    if "--check" in arguments:
        known = json.loads(_DIGESTS.read_text(encoding="utf-8")) if _DIGESTS.is_file() else {}
        stale = [name for name, digest in digests.items() if known.get(name) != digest]
        sys.stdout.writelines(f"stale: docs/pictures/{name}.png\n" for name in stale)
        return 1 if stale else 0
    program = next((found for name in _BROWSERS if (found := shutil.which(name))), None)
    if program is None:
        sys.stderr.write(f"none of {', '.join(_BROWSERS)} is on PATH\n")
        return 1
    photograph(program, shown, {"measured-page": _PAGE, "measured-flow": checkout(shown["measured-flow"])})
    write_whole(_DIGESTS, json.dumps(digests, indent=2) + "\n")
    return 0


def page() -> str:
    """The report's page on map and reality."""
    measured = measurements()
    with copy({}) as root:
        for path, text in measured.items():
            write_whole(root / path, text)
        printed(f"journeymap report {_SHOP} --output report --today 2024-07-22 --quiet")
        return (root / "report/measured.html").read_text(encoding="utf-8")


def flow() -> str:
    """The flow with the measurement of phones in the days of the fault, as SVG."""
    with copy(PHONES) as root:
        printed(f"{MEASURE} {BUG} --today 2024-07-22 --quiet")
        printed(f"journeymap render buy-online --view flow --format svg --output flow.svg --workspace {_SHOP} --quiet")
        return (root / "flow.svg").read_text(encoding="utf-8")


def words(text: str) -> str:
    """What stands on a page or picture, without what it looks like."""
    body = re.sub(r"<(script|style)\b.*?</\1>", " ", text, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", body)).split())


def checkout(drawn: str) -> FloatRect:
    """The part of the flow with the cart and the checkout."""
    cart, last = (re.search(_STAGE.format(name=name), drawn) for name in ("3 Fill the cart", "4 Check out"))
    if cart is None or last is None:
        raise ValueError("the flow has no stages 3 and 4 that could be photographed")
    left = float(cart[1]) - 12
    top = float(cart[2]) - 60
    return {"x": left, "y": top, "width": float(last[1]) + float(last[3]) + 12 - left, "height": _HEIGHT}


def photograph(program: str, shown: Mapping[str, str], clips: Mapping[str, FloatRect]) -> None:
    """Shows each text in a browser and photographs a part of it."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # a check needs none

    with (
        sync_playwright() as playwright,
        contextlib.closing(playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])) as browser,
    ):
        for name, text in shown.items():
            tab = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme="light")
            tab.set_content(f"<style>body {{ margin: 0 }}</style>{text}" if text.startswith("<svg") else text)
            write_whole(_PICTURES / f"{name}.png", tab.screenshot(full_page=True, clip=clips[name]))
            print(f"docs/pictures/{name}.png")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
