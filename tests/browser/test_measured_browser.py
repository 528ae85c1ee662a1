"""Maps against reality in a real browser: accessible, silent and not too wide, in light and dark, wide and narrow."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from journeymap import api
from journeymap.render.drawing import draw
from tests.browser.reports import violations
from tests.conftest import REPOSITORY
from tests.render.measured_workspaces import measured

if TYPE_CHECKING:
    from tests.browser.reports import Window

pytestmark = pytest.mark.browser
Write = Callable[..., Path]
PAGES = ("measured", "index", "journeys/buy", "journeys/buy-flow")
LOOKS = [(width, scheme) for width in (1440, 390) for scheme in ("light", "dark")]


@pytest.fixture
def folder(write: Write, tmp_path: Path) -> Path:
    """The pages of a measured workspace's report, and the curve of its journey alone."""
    workspace = measured(write)
    site = api.site_of(workspace)
    for name in PAGES:
        file = tmp_path / "site" / f"{name}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(site.html(name))
    (tmp_path / "site" / "emotion.html").write_bytes(
        draw(api.journey_view(workspace, "buy"), "emotion", "html").content
    )
    return tmp_path / "site"


@pytest.mark.parametrize("name", [*PAGES, "emotion"])
def test_pages_are_silent_accessible_and_not_too_wide(window: Window, folder: Path, name: str) -> None:
    """No message, no request, no sideways scrolling, and axe-core finds nothing, also with all tables unfolded."""
    url = (folder / f"{name}.html").as_uri()
    page = window.open(url)
    page.evaluate("() => document.querySelectorAll('.sheet details').forEach(one => one.open = true)")
    faults = {}
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            faults[f"wider than {width}"] = ["sideways"]
        found = violations(page)
        faults |= {f"axe {width} {scheme}": found} if found else {}
    assert (window.heard.said, window.asked_beside(url)) == ([], [])
    assert faults == {}


def test_marks_lie_within_the_curve(window: Window, folder: Path) -> None:
    """Every mark of what customers said is inside of the drawing, at the height of its score."""
    page = window.open((folder / "journeys/buy.html").as_uri())
    inside = page.evaluate(
        """() => { const plot = document.querySelector('.plot').getBoundingClientRect();
        return [...document.querySelectorAll('.mq>b')].map(mark => { const box = mark.getBoundingClientRect();
          const middle = (box.top + box.bottom) / 2;
          return [box.left >= plot.left - 8 && box.right <= plot.right + 8,
                  Math.round((middle - plot.top) / plot.height * 100)]; }); }"""
    )
    assert sorted(inside) == [[True, 0], [True, 50], [True, 80], [True, 89]]


def test_bars_are_as_long_as_their_shares(window: Window, folder: Path) -> None:
    """A bar of 60 % takes 60 % of its track, on a desk and on a phone."""
    for width in (1440, 390):
        page = window.open((folder / "measured.html").as_uri(), width=width)
        share = page.evaluate(
            """() => { const bar = document.querySelector('#buy-leaving .sh-bar');
            const [track, value] = bar.querySelectorAll('rect');
            return value.getBoundingClientRect().width / track.getBoundingClientRect().width; }"""
        )
        assert share == pytest.approx(0.6, abs=0.01)


def test_rows_by_persona_unfold(window: Window, folder: Path) -> None:
    """What is folded opens by the keyboard."""
    page = window.open((folder / "measured.html").as_uri())
    summary = page.locator("#buy-metrics details summary")
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator("#buy-metrics details table").is_visible()


@pytest.mark.parametrize("journey", ["buy-online", "return-a-product"])
def test_a_measured_map_prints_on_one_sheet(window: Window, tmp_path: Path, journey: str) -> None:
    """A map with its measured use, shares and values is one page of A3 too."""
    (workspace,) = api.load([REPOSITORY / "examples" / "shop"])
    file = tmp_path / "map.html"
    file.write_bytes(draw(api.journey_view(workspace, journey), "map", "html").content)
    drawn = window.open(file.as_uri()).pdf(prefer_css_page_size=True, print_background=True)
    assert re.findall(rb"/Type /Pages\s*/Count (\d+)", drawn) == [b"1"]
