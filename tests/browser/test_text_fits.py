"""Text in drawn pictures stays in its box and apart from other text, whatever fonts the reader has."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from journeymap.render.drawing import draw
from tests.awkward.workspaces import FOLDER, NAMES, gathered
from tests.conftest import EXAMPLES

if TYPE_CHECKING:
    from tests.browser.reports import Window

pytestmark = [pytest.mark.browser, pytest.mark.fonts]
FAMILIES = ("DejaVu Sans", "Liberation Sans", "Noto Sans")
"""From the widest that people have to the usual; other scripts come from whatever the machine has for them."""
PICTURES = ("flow", "blueprint", "emotion")

MEASURE = """family => {
  const svg = document.querySelector('svg'), faults = [];
  document.getElementById('family').textContent = `text, tspan { font-family: "${family}", sans-serif !important }`;
  const page = svg.viewBox.baseVal, all = [...svg.querySelectorAll('rect, polygon, text')].filter(e => !e.closest('defs'));
  const boxes = [], lines = [];
  for (const e of all) {
    const b = e.getBBox();
    if (e.tagName !== 'text') { if (b.width > 8 && b.height > 8) boxes.push(b); continue; }
    if (!e.textContent.trim()) continue;
    const x = e.x.baseVal[0].value, y = e.y.baseVal[0].value - 4;
    const mine = boxes.filter(o => o.x <= x && x <= o.x + o.width && o.y <= y && y <= o.y + o.height)
      .reduce((one, o) => !one || o.width * o.height <= one.width * one.height ? o : one, null) || page;
    const over = Math.max(mine.x - b.x, b.x + b.width - mine.x - mine.width);
    if (over > 0.5) faults.push(`${over.toFixed(1)} out of its box: ${e.textContent}`);
    const size = parseFloat(getComputedStyle(e).fontSize), line = {x: b.x, w: b.width, top: y + 4 - 0.75 * size, low: y + 4 + 0.2 * size};
    for (const [other, o] of lines) {
      const wide = Math.min(line.x + line.w, o.x + o.w) - Math.max(line.x, o.x);
      const tall = Math.min(line.low, o.low) - Math.max(line.top, o.top);
      if (wide > 1 && tall > 0.25 * size) faults.push(`on each other: ${e.textContent} | ${other}`);
    }
    lines.push([e.textContent, line]);
  }
  return [lines.length, faults];
}"""
"""For each text the smallest box that is drawn beneath the place where it is anchored; and the texts beneath it."""


@pytest.fixture(scope="module")
def page(window: Window) -> Any:
    """A window that pictures are put into."""
    return window.open("about:blank")


def installed() -> set[str]:
    """The families of fonts on this machine."""
    listed = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=True).stdout
    return (
        {name.strip() for line in listed.splitlines() for name in line.split(",")} if shutil.which("fc-list") else set()
    )


def measured(page: Any, picture: str, families: tuple[str, ...]) -> tuple[int, dict[str, list[str]]]:
    """How many texts a picture has, and what is wrong with them in each family."""
    page.set_content(f"<!doctype html><style id=family></style>{picture}")
    count = 0
    faults: dict[str, list[str]] = {}
    for family in families:
        count, found = page.evaluate(MEASURE, family)
        faults |= {family: found[:6]} if found else {}
    return count, faults


def here() -> tuple[str, ...]:
    """The families to measure with that this machine has."""
    found = tuple(family for family in FAMILIES if family in installed())
    assert found, f"needs one of the fonts {', '.join(FAMILIES)}"
    return found


ROOTS = {root.name: root for root in (*EXAMPLES, *(FOLDER / name for name in NAMES))}


@pytest.mark.parametrize("view", PICTURES)
@pytest.mark.parametrize("name", ROOTS)
def test_text_fits(page: Any, name: str, view: str) -> None:
    """No label of any picture is wider than its box or lies on another, in any of the families."""
    faults: dict[str, dict[str, list[str]]] = {}
    for journey, model in gathered(ROOTS[name]).journeys.items():
        count, found = measured(page, draw(model, view, "svg").content.decode(), here())
        assert count > 0
        faults |= {journey: found} if found else {}
    assert faults == {}


BOX = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 80"><rect width="300" height="80"/>{}</svg>'


def test_what_does_not_fit_is_found(page: Any) -> None:
    """A label that is too wide for its box, and one on another, are told; one that fits is not."""
    short, long = '<text x="12" y="30">i</text>', '<text x="12" y="30">Much too wide for this box</text>'
    card = '<rect x="10" y="10" width="60" height="40"/>'
    assert measured(page, BOX.format(card + short), here()) == (1, {})
    _, wide = measured(page, BOX.format(card + long), here())
    assert all("out of its box" in faults[0] for faults in wide.values())
    assert set(wide) == set(here())
    _, twice = measured(page, BOX.format(long + short), here())
    assert set(twice) == set(here())
