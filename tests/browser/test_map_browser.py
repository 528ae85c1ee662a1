"""The map in a real browser: silent, self-contained, usable by keyboard, accessible in both themes and on a phone."""

import dataclasses
import datetime
import itertools
import math
import re
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from journeymap.model.document import Document
from journeymap.render.building.journey import build_journey_view
from journeymap.render.map_html import map_page
from journeymap.render.pages.addresses import Alone, InOneFile
from journeymap.render.pages.shell import document
from journeymap.workspace.catalogue import Catalogue
from tests.browser.reports import AXE, Window, violations

pytestmark = pytest.mark.browser


def journey(stages: int, each: int, people: tuple[str, ...] = ("ann", "ben"), **more: Any) -> dict[str, Any]:
    word = "Donaudampfschifffahrtsgesellschaftskapitän"
    return {
        "id": "way", "name": f"{word} 旅程 🚂", "personas": list(people), **more,
        "stages": [
            {"id": f"s{n}", "name": f"{word} {n}", "touchpoints": [
                {"id": f"t{n}-{k}", "name": f"Step {n} {k} {word}", "channel": "web" if k % 2 else "phone", "emotion": (n + k) % 5 - 2, "wait": "2d", "duration": "5min",
                 "voices": [{"persona": "ben", "emotion": ((n + k) % 5 - 2) / 2 + 0.5}] if "ben" in people else [],
                 "next": [{"to": f"t{n}-{each - 1}", "share": 0.3}, {"to": "t0-0", "share": 0.2}, {"to": "end", "share": 0.5}] if k == 0 and each > 2 else [],
                 "frontstage": "Desk", "artifacts": "Leaflet", "pain_points": [{"id": f"p{n}-{k}", "summary": "Slow </script>", "severity": "high" if k else "low"}]}
                for k in range(each)]}
            for n in range(stages)
        ],
    }  # fmt: skip


def write(folder: Path, **shape: Any) -> str:
    document_of = Document.model_validate(
        {
            "journeymap": 1,
            "personas": [{"id": "ann", "name": "Ann"}, {"id": "ben", "name": "Ben"}],
            "journeys": [journey(**shape)],
        }
    )
    known = Catalogue(
        personas={item.id: item for item in document_of.personas},
        journeys={item.id: item for item in document_of.journeys},
    )
    file = folder / "map.html"
    file.write_text(
        document(
            map_page(
                build_journey_view(document_of.journeys[0], known, today=datetime.date(2026, 11, 22)),
                Alone(),
                alone=True,
            )
        ),
        encoding="utf-8",
    )
    return file.as_uri()


SHAPES = [{"stages": 1, "each": 1}, {"stages": 15, "each": 4}, {"stages": 4, "each": 3, "language": "ar"}]


@pytest.mark.parametrize("shape", SHAPES, ids=["one", "sixty", "right-to-left"])
def test_silent_self_contained_and_not_too_wide(window: Window, tmp_path: Path, shape: dict[str, Any]) -> None:
    """No console message, no request but the page's own, no sideways scrolling of the page."""
    url = write(tmp_path, **shape)
    page = window.open(url)
    for width in (390, 1024, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert (window.heard.said, window.asked_beside(url)) == ([], [])


def test_search_filters_address_and_keys(chromium: Any, tmp_path: Path) -> None:
    """What is searched and filtered stands in the address and comes back from it; keys move along the touchpoints."""
    page = chromium.new_page(viewport={"width": 1440, "height": 900})
    url = write(tmp_path, stages=3, each=3)
    page.goto(url)
    page.keyboard.press("/")
    page.keyboard.type("Step 1 1")
    assert "q=Step+1+1" in page.url
    assert page.locator(".tp:not(.dim)").count() == 1
    page.keyboard.press("Escape")
    assert page.locator(".tp.dim").count() == 0
    page.select_option("select[name=channel]", "web")
    page.select_option("select[name=severity]", "high") if page.locator("select[name=severity]").count() else None
    assert page.locator(".tp:not(.dim)").count() == 3
    page.goto(f"{url}?channel=web&theme=dark&hide=pains")
    assert page.locator(".tp:not(.dim)").count() == 3
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert not page.locator(".cell.l-pains").first.is_visible()
    page.goto(f"{url}#touchpoint-t1-1")
    page.reload()
    assert page.evaluate("document.activeElement.id") == "touchpoint-t1-1"
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") == "touchpoint-t1-2"
    page.close()


@pytest.mark.parametrize("shape", [*SHAPES, {"stages": 6, "each": 4}], ids=["one", "sixty", "right-to-left", "usual"])
def test_prints_on_one_sheet(window: Window, tmp_path: Path, shape: dict[str, Any]) -> None:
    """Whatever it holds, a map is one page of A3."""
    page = window.open(write(tmp_path, **shape))
    drawn = page.pdf(prefer_css_page_size=True, print_background=True)
    assert re.findall(rb"/Type /Pages\s*/Count (\d+)", drawn) == [b"1"]


def test_folded_lanes_open_by_name_and_by_search(window: Window, tmp_path: Path) -> None:
    """A long map begins with its secondary lanes folded; a click on the name, or a search, shows them."""
    page = window.open(write(tmp_path, stages=6, each=4), 1440, height=900)
    lane = page.locator(".cell.l-proof li").first
    assert not lane.is_visible()
    page.locator(".lab.l-proof label").click()
    assert lane.is_visible()
    page.locator(".lab.l-proof label").click()
    page.fill(".find input", "Step 1 2")
    assert lane.is_visible()


def several(folder: Path) -> str:
    """Two maps in one document, as the report in one file has them; only the second is shown at first."""
    pages = []
    for name in ("one", "two"):
        told = Document.model_validate({"journeymap": 1, "journeys": [journey(2, 2, ()) | {"id": name}]})
        known = Catalogue(journeys={item.id: item for item in told.journeys})
        view = build_journey_view(told.journeys[0], known, today=datetime.date(2026, 11, 22))
        pages.append(map_page(view, InOneFile(f"journeys/{name}", {"journeys/one", "journeys/two"})))
    body = Markup('<div id="a" hidden>{}</div><div id="b">{}</div>').format(*(item.body for item in pages))
    file = folder / "several.html"
    file.write_text(document(dataclasses.replace(pages[0], body=body)), encoding="utf-8")
    return file.as_uri()


def test_each_map_of_a_document_works_by_itself(chromium: Any, tmp_path: Path) -> None:
    """The address belongs to the map that is shown; keys, search and the theme's button work in it, not in the other."""
    page = chromium.new_page(viewport={"width": 1440, "height": 900})
    url = several(tmp_path)
    page.goto(f"{url}?q=Step+1+1")
    assert page.locator("#b .tp.dim").count() == 3
    assert page.locator("#a .tp.dim").count() == 0
    page.keyboard.press("/")
    assert page.evaluate("document.getElementById('b').contains(document.activeElement)")
    page.keyboard.press("Escape")
    assert page.url == url
    page.locator("#b .theme").click()
    assert page.locator(".theme span").all_text_contents() == ["light", "light"]
    page.evaluate("document.getElementById('a').hidden = false; document.getElementById('b').hidden = true")
    page.locator("#a .find input").fill("Step 0 0")
    assert (page.locator("#a .tp.dim").count(), page.locator("#b .tp.dim").count()) == (3, 0)
    assert "theme=light" in page.url
    assert "q=Step+0+0" in page.url
    page.close()


def test_the_theme_is_kept_for_the_next_page(chromium: Any, tmp_path: Path) -> None:
    """The button goes through four themes, the address overrules what was chosen, and a new page has the choice."""
    context = chromium.new_context()
    page = context.new_page()
    url = write(tmp_path, stages=1, each=1)
    page.goto(url)
    seen = []
    for _ in range(4):
        page.locator(".theme").click()
        seen.append(page.evaluate("document.documentElement.dataset.theme || 'auto'"))
    assert seen == ["light", "dark", "contrast", "auto"]
    page.locator(".theme").click()
    page.goto(url)
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    page.goto(f"{url}?theme=contrast")
    assert page.evaluate("document.documentElement.dataset.theme") == "contrast"
    context.close()


def test_details_are_left_out_of_long_maps_until_asked_for(window: Window, tmp_path: Path) -> None:
    """What is said less often comes with one click, or with a search."""
    page = window.open(write(tmp_path, stages=6, each=4), 1440, height=900)
    detail = page.locator(".tp .dur").first
    assert not detail.is_visible()
    page.locator(".corner label").click()
    assert detail.is_visible()
    page.locator(".corner label").click()
    page.fill(".find input", "Step")
    assert detail.is_visible()


def test_marks_on_the_curve_do_not_cover_each_other(window: Window, tmp_path: Path) -> None:
    """Personas who feel half a step apart at one touchpoint have marks that a finger can tell apart."""
    page = window.open(write(tmp_path, stages=4, each=3), 1440, height=900)
    boxes = page.evaluate(
        "[...document.querySelectorAll('.mk')].map(e => e.getBoundingClientRect()).map(r => [r.x, r.y])"
    )
    assert len(boxes) > 12
    assert [(one, two) for one, two in itertools.combinations(boxes, 2) if math.dist(one, two) < 23.5] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_high_contrast_is_high(window: Window, tmp_path: Path, scheme: str) -> None:
    """With the theme `contrast`, and where the system asks for it, all text has 7:1."""
    url = write(tmp_path, stages=4, each=3)
    for way, contrast in (("?theme=contrast", "no-preference"), ("", "more")):
        page = window.open(url + way, scheme=scheme, contrast=contrast)
        page.evaluate("localStorage.clear()")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        rule = {"runOnly": ["color-contrast-enhanced"], "rules": {"color-contrast-enhanced": {"enabled": True}}}
        found = page.evaluate("rule => axe.run(rule)", rule)
        assert [node["html"] for item in found["violations"] for node in item["nodes"]] == []


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1440, "dark")])
def test_no_accessibility_violations(window: Window, tmp_path: Path, scheme: str, width: int) -> None:
    """axe-core finds nothing against WCAG 2.2 AA and its best practices, where the map is a page by itself."""
    page = window.open(write(tmp_path, stages=4, each=3), width, scheme)
    assert violations(page) == []


def test_the_focus_on_the_name_of_a_lane_is_seen(window: Window, tmp_path: Path) -> None:
    """A lane below the edge of the screen comes into view when the keyboard reaches its name."""
    page = window.open(write(tmp_path, stages=4, each=3), 1440, height=500)
    lane = page.locator(".lab label").last
    assert lane.evaluate("e => e.getBoundingClientRect().top > innerHeight")
    lane.locator("input").evaluate("e => e.focus({focusVisible: true})")
    page.wait_for_function(
        "() => { const b = document.activeElement.labels[0].getBoundingClientRect();"
        " return b.top >= 0 && b.bottom <= innerHeight; }"
    )


def test_the_worst_point_is_told_beside_numbers_and_waits(window: Window, tmp_path: Path) -> None:
    """What is said of the worst point covers no number of a touchpoint and no word of a wait."""
    page = window.open(write(tmp_path, stages=5, each=2, people=()), 1900, height=900)
    boxes = "[...document.querySelectorAll('%s')].map(e => e.getBoundingClientRect()).map(r => [r.top, r.bottom])"
    (worst,) = page.evaluate(boxes % ".call.worst")
    below = page.evaluate(boxes % ".plot>.nr, .waits i")
    assert len(below) > 10
    assert [one for one in below if one[1] > worst[0] and one[0] < worst[1]] == []
