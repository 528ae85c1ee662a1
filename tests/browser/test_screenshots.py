"""What the pages look like, held against accepted screenshots, with room for other browsers and fonts.

`python -m pytest tests/browser/test_screenshots.py -m browser --update-golden` accepts what there is now. Where a
picture differs, the screenshot and the difference are kept in `build/screenshots`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from journeymap.render.drawing import draw
from tests.browser.pictures import difference, read, save, shrunk
from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PIL.Image import Image

    from tests.browser.reports import Report

pytestmark = pytest.mark.browser
GOLDEN = Path(__file__).parent / "screenshots"
KEPT = REPOSITORY / "build" / "screenshots"
WORKSPACE = "full"
"""Its report brings its own font, so that text is as wide on every machine."""


@dataclass(frozen=True)
class Shot:
    """What is photographed: a kind of page, and how one looks at it."""

    kind: str
    width: int = 1440
    height: int = 1200
    scheme: str = "light"
    media: str = "screen"
    from_top: int = 0


SHOTS = {
    "map-light": Shot("map", height=1800),
    "map-dark": Shot("map", height=1800, scheme="dark"),
    "map-phone": Shot("map", width=390, height=1800),
    "map-print": Shot("map", width=1587, media="print"),
    "flow": Shot("flow"),
    "blueprint": Shot("blueprint"),
    "emotion": Shot("emotion"),
    "storyboard": Shot("storyboard"),
    "index": Shot("index"),
    "heatmap": Shot("heatmap"),
    "plays": Shot("plays"),
    "handoffs": Shot("handoffs"),
    "persona": Shot("personas"),
}


def address(report: Report, kind: str) -> str:
    """Where a kind of page is; the curve alone is not in a report."""
    if kind != "emotion":
        return report.url(report.kinds[kind])
    file = report.folder / "emotion.html"
    file.write_bytes(draw(report.gathered.journeys["cross-the-sound"], "emotion", "html").content)
    return file.as_uri()


@pytest.fixture(scope="module")
def camera(chromium: Any) -> Iterator[Any]:
    """A window in which pages may be spoilt by styles that their policy forbids."""
    context = chromium.new_context(reduced_motion="reduce", bypass_csp=True)
    yield context.new_page()
    context.close()


def photograph(camera: Any, report: Report, shot: Shot, style: str = "") -> bytes:
    """A screenshot of the top of a page, perhaps with a style that spoils it."""
    camera.set_viewport_size({"width": shot.width, "height": shot.height})
    camera.emulate_media(media=shot.media, color_scheme=shot.scheme)
    camera.goto(address(report, shot.kind))
    if style:
        camera.add_style_tag(content=style)
    camera.evaluate("document.fonts.ready")
    return bytes(camera.screenshot(animations="disabled", caret="hide"))


@pytest.mark.parametrize("name", SHOTS)
def test_looks_as_accepted(
    camera: Any, report: Callable[[str], Report], request: pytest.FixtureRequest, name: str
) -> None:
    """A page looks as somebody accepted it."""
    actual = shrunk(photograph(camera, report(WORKSPACE), SHOTS[name]))
    golden = GOLDEN / f"{name}.png"
    if request.config.getoption("--update-golden"):
        save(actual, golden)
        return
    assert golden.is_file(), f"{golden} is not there; --update-golden accepts what there is now"
    found = difference(read(golden), actual)
    if not found.small:
        save(actual, KEPT / f"{name}.png")
        save(found.picture, KEPT / f"{name}-difference.png")
    assert found.small, f"the worst block differs by {found.worst:g}, all by {found.mean:.2f}; see {KEPT}/{name}*.png"


SPOILT = {
    "a lane is gone": ".l-steps { visibility: hidden !important }",
    "faces have another colour": ":root:root { --s1: #00aa44; --s2: #00aa44 }",
    "heads have another colour": ":root:root { --head: #7a3f00 }",
    "text has another colour": ":root:root { --ink: #c02020 }",
    "the curve is gone": ".map svg { visibility: hidden !important }",
}


@pytest.fixture(scope="module")
def unspoilt(camera: Any, report: Callable[[str], Report]) -> Image:
    """The map as it is."""
    return shrunk(photograph(camera, report(WORKSPACE), SHOTS["map-light"]))


@pytest.mark.parametrize("style", SPOILT.values(), ids=SPOILT)
def test_what_is_wrong_is_seen(camera: Any, report: Callable[[str], Report], unspoilt: Image, style: str) -> None:
    """A lane that is gone and a colour that is wrong are too much."""
    spoilt = shrunk(photograph(camera, report(WORKSPACE), SHOTS["map-light"], style))
    assert not difference(unspoilt, spoilt).small


@pytest.mark.parametrize("style", ["body { translate: 3px 3px }", "* { text-rendering: geometricPrecision }"])
def test_what_moves_a_little_is_the_same(
    camera: Any, report: Callable[[str], Report], unspoilt: Image, style: str
) -> None:
    """Text and boxes that lie three pixels elsewhere, or are drawn a little differently, are the same picture."""
    moved = shrunk(photograph(camera, report(WORKSPACE), SHOTS["map-light"], style))
    assert difference(unspoilt, moved).small
