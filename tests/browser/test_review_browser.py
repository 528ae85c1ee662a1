"""The review in a real browser: silent, accessible, its filter in the address, whole without its script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from journeymap.render.review_html import draw_html
from tests.browser.reports import listen, violations
from tests.render.review_workspaces import BASE, changed, reviewed, typical

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen"


def write(folder: Path, language: str = "en") -> str:
    """The page of a typical change, with long names."""

    def change(document: dict[str, Any]) -> None:
        typical(document)
        document["teams"][0]["name"] = LONG
        document["journeys"][0]["language"] = language
        document["journeys"][0]["stages"][1]["touchpoints"][1]["name"] = f"Talks to {LONG}"

    file = folder / "review.html"
    file.write_bytes(draw_html(reviewed(folder, BASE, changed(change), ("worse",), findings=True)))
    return file.as_uri()


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("en", 1440, "dark"), ("en", 390, "light"), ("ar", 390, "dark")]
)
def test_silent_accessible_not_too_wide(chromium: Any, tmp_path: Path, language: str, width: int, scheme: str) -> None:
    """No message, no request but the page's own, no sideways scrolling; axe-core finds nothing, with all open."""
    page = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    heard = listen(page)
    url = write(tmp_path, language)
    page.goto(url)
    page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
    assert (heard.said, [one for one in heard.asked if not one.startswith("data:")]) == ([], [url])
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page) == []
    page.close()


def test_the_filter_is_in_the_address_and_works_from_the_keyboard(chromium: Any, tmp_path: Path) -> None:
    """Choosing a direction leaves its changes in the list and in the map, and the address opens the same again."""
    page = chromium.new_page(viewport={"width": 1440, "height": 900})
    url = write(tmp_path)
    page.goto(url)
    rows = page.locator(".rv-list .rv-ch:visible")
    before = rows.count()
    page.locator("select[name=direction]").focus()
    page.keyboard.press("ArrowDown")
    assert "direction=better" in page.url or "direction=worse" in page.url
    page.select_option("select[name=direction]", "worse")
    worse = page.locator(".rv-list .rv-ch[data-d=worse]").count()
    assert 0 < rows.count() == worse < before
    assert page.locator(".rv-in .rv-ch:visible:not([data-d=worse])").count() == 0
    assert page.locator(".rv-tools output").inner_text().startswith(f"{worse} of ")
    page.goto(f"{url}?direction=worse")
    assert rows.count() == worse
    page.close()


def test_a_change_leads_to_its_place_and_back(chromium: Any, tmp_path: Path) -> None:
    """From the list to the touchpoint and from there to the change again, by links alone."""
    page = chromium.new_page(viewport={"width": 1440, "height": 700})
    page.goto(write(tmp_path))
    change = page.locator(".rv-list .rv-ch", has_text="emotion 0 → −2").first
    change.get_by_role("link", name="Show on the map").click()
    place = page.locator(".rv-tp:focus")
    assert "Waits" in place.inner_text()
    place.locator(".rv-in a").first.click()
    assert page.evaluate("document.activeElement.id") == change.get_attribute("id")
    page.close()


def test_whole_without_script(chromium: Any, tmp_path: Path) -> None:
    """Without scripts every change is there, and no control that would do nothing."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(write(tmp_path))
    assert not page.locator(".rv-tools").is_visible()
    assert page.locator(".rv-list > .rv-ch").count() == page.locator(".rv-list > .rv-ch:visible").count() > 0
    context.close()


@pytest.mark.parametrize("width", [1440, 390])
def test_several_journeys_are_told_apart(chromium: Any, tmp_path: Path, width: int) -> None:
    """Two journeys with the same stages: axe-core finds nothing, and the table leads to each of them."""
    base = changed(lambda document: document["journeys"].append({**BASE["journeys"][0], "id": "two", "name": "Second"}))

    def change(document: dict[str, Any]) -> None:
        for number in (0, 1):
            document["journeys"][number]["stages"][0]["touchpoints"][0]["emotion"] = -1

    file = tmp_path / "review.html"
    file.write_bytes(draw_html(reviewed(tmp_path, base, changed(change, base), ("worse",), findings=True)))
    page = chromium.new_page(viewport={"width": width, "height": 900})
    page.goto(file.as_uri())
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator(".rv-over").get_by_role("link", name="Second").click()
    assert page.locator("h2:target").inner_text() == "Second"
    page.close()
