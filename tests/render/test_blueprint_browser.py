"""Blueprint, emotion curve and storyboard in a real browser: nothing overflows, whatever fonts the reader has."""

import re
from functools import cache
from pathlib import Path

import pytest

from journeymap.render.blueprint_picture import blueprint_picture
from journeymap.render.drawing import draw
from journeymap.render.emotion_picture import emotion_picture
from journeymap.render.flow_shapes import Label
from journeymap.render.view import JourneyView
from tests.browser.reports import Window, violations
from tests.render import awkward_journeys as made

pytestmark = pytest.mark.browser
FONTS = ("DejaVu Sans", "Liberation Sans", "Noto Sans")
PICTURES = {"blueprint": blueprint_picture, "emotion": emotion_picture}
PAGES = ("blueprint", "emotion", "storyboard")


@cache
def shaped(name: str) -> JourneyView:
    """A journey by name, built once."""
    return made.SHAPES[name]()


def saved(folder: Path, name: str, view: str, image_format: str) -> str:
    file = folder / f"{name}-{view}.{image_format}"
    file.write_bytes(draw(shaped(name), view, image_format).content)
    return file.as_uri()


STYLE = """font => {
  const old = document.getElementById('font'), s = old || document.createElementNS('http://www.w3.org/2000/svg', 'style');
  s.id = 'font';
  s.textContent = `text{font-family:'${font}',sans-serif!important}`;
  document.documentElement.append(s);
  return [...document.querySelectorAll('text')].map(t => t.getBBox().width);
}"""


@pytest.mark.parametrize("view", PICTURES)
def test_no_text_of_a_drawing_is_wider_than_its_room(window: Window, tmp_path: Path, view: str) -> None:
    """Measured with each of three fonts, every line of every awkward journey stays in the box it belongs to."""
    over = []
    for name in made.SHAPES:
        page = window.open(saved(tmp_path, name, view, "svg"))
        picture = PICTURES[view](shaped(name))
        labels = [part for group in picture.groups for part in group.parts if isinstance(part, Label)]
        for font in FONTS:
            widths = page.evaluate(STYLE, font)
            assert len(widths) == len(labels) > 0
            over += [
                (name, font, label.text, width, label.room)
                for label, width in zip(labels, widths, strict=True)
                if width > label.room + 0.5
            ]
    assert over == []


@pytest.mark.parametrize("view", PAGES)
def test_pages_are_silent_and_not_too_wide(window: Window, tmp_path: Path, view: str) -> None:
    """No console message, no request but the page's own, no sideways scrolling of the page."""
    for name in made.SHAPES:
        url = saved(tmp_path, name, view, "html")
        page = window.open(url)
        assert (name, window.heard.said, window.asked_beside(url)) == (name, [], [])
        for width in (390, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name


LOOKS = {"voices": (390, "dark"), "future": (1440, "dark"), "right-to-left": (390, "light")}


@pytest.mark.parametrize("view", PAGES)
@pytest.mark.parametrize("name", LOOKS)
def test_no_accessibility_violations(window: Window, tmp_path: Path, view: str, name: str) -> None:
    """axe-core finds nothing against WCAG 2.2 AA and its best practices; each journey in another look."""
    width, scheme = LOOKS[name]
    assert violations(window.open(saved(tmp_path, name, view, "html"), width, scheme)) == []


def test_names_of_rows_and_heads_of_columns_stay_in_view(window: Window, tmp_path: Path) -> None:
    """Scrolled to its far corner, the blueprint still shows what row and column one looks at."""
    page = window.open(saved(tmp_path, "sixty", "blueprint", "html"), 1200, height=700)
    page.evaluate("document.querySelector('.bp-scroll').scrollTo(3000, 300)")
    frame = page.locator(".bp-scroll").bounding_box()
    name = page.locator(".bp-lab-front").bounding_box()
    head = page.locator(".bp-head").nth(20).bounding_box()
    assert abs(name["x"] - frame["x"]) <= 2
    assert abs(head["y"] - frame["y"]) <= 2


def test_arrows_of_the_page_join_their_cells(window: Window, tmp_path: Path) -> None:
    """Cells that an arrow leaves and reaches touch, so that its two halves meet."""
    page = window.open(saved(tmp_path, "usual", "blueprint", "html"), 1440, height=1200)
    gaps = page.evaluate(
        "[...document.querySelectorAll('.bp-col')].flatMap(c => { const k = [...c.querySelectorAll('.bp-cell')];"
        " return k.slice(1).map((b, n) => b.getBoundingClientRect().top - k[n].getBoundingClientRect().bottom); })"
    )
    assert gaps
    assert max(map(abs, gaps)) < 1


@pytest.mark.parametrize("name", ["usual", "sixty", "right-to-left"])
def test_frames_are_not_cut_by_the_edge_of_a_sheet(window: Window, tmp_path: Path, name: str) -> None:
    """Printed on A3, no frame is split: each frame's box lies on one page."""
    page = window.open(saved(tmp_path, name, "storyboard", "html"), 1500, height=1000)
    page.emulate_media(media="print")
    assert page.evaluate(
        "[...document.querySelectorAll('.sb-frame,.sb-step')].every(f => getComputedStyle(f).breakInside === 'avoid')"
    )
    tallest = page.evaluate("Math.max(...[...document.querySelectorAll('.sb-frame')].map(f => f.offsetHeight))")
    assert tallest < 1040  # the height of A3 on its side, without margins, in CSS pixels
    drawn = page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type /Page\b", drawn)) >= 1
