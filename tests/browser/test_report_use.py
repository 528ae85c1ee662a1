"""A report in use: by keyboard, by search and filters, by links from elsewhere, in a chosen theme, as one file, on paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.reports import SINGLE, Report, Window
from tests.browser.test_report_pages import KINDS, place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.browser
TABS = 900
"""Presses of Tab after which a page has no end."""

STOPS = """() => {
  const radios = new Set();
  return [...document.querySelectorAll('a[href],button,input,select,textarea,summary,[tabindex]')].filter(e => {
    const hidden = !e.checkVisibility({visibilityProperty: true, contentVisibilityAuto: false}) || e.disabled || e.tabIndex < 0;
    if (hidden || e.closest('[inert]') || e.type === 'hidden') return false;
    if (e.type !== 'radio') return true;
    const first = !radios.has(e.name);
    radios.add(e.name);
    return first;
  }).map((e, i) => (e.dataset.stop = i, i)).length;
}"""
STOP = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const near = [e, e.nextElementSibling, e.parentElement, ...(e.labels || [])].filter(Boolean);
  const drawn = near.some(one => { const s = getComputedStyle(one);
    return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== 'none'; });
  const box = e.getBoundingClientRect(), seen = e.labels && e.labels[0] ? e.labels[0].getBoundingClientRect() : box;
  const inside = Math.max(box.width, seen.width) > 1 && seen.bottom > 0 && seen.top < innerHeight;
  return [e.dataset.stop === undefined ? -1 : +e.dataset.stop, drawn, inside, e.outerHTML.slice(0, 140),
          e.matches('.skip')];
}"""
"""Where the focus is: its number, whether a ring is drawn around it or its label, whether it is on the screen."""


@pytest.fixture
def page(window: Window) -> Iterator[Any]:
    """A window in which pages scroll at once and keep nothing, and no word from any page that is opened in it."""
    yield window.open("about:blank")
    if window.page.url.startswith("file:"):
        window.page.evaluate("localStorage.clear()")
    assert window.heard.said == []


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != SINGLE])
def test_by_keyboard(page: Any, report: Callable[[str], Report], kind: str) -> None:
    """Tab reaches everything that can be used, the link to the content first, and one sees each time where one is."""
    full = report("full")
    page.goto(full.url(place(full, kind)))
    wanted = set(range(page.evaluate(STOPS)))
    reached, faults, first = set(), [], None
    for _ in range(TABS):
        page.keyboard.press("Tab")
        found = page.evaluate(STOP)
        if found is None:
            break
        number, drawn, inside, told, skip = found
        first = skip if first is None else first
        if number in reached:
            break
        reached.add(number)
        faults += [(told, drawn, inside)] if not (drawn and inside) else []
    assert first is True
    assert faults[:3] == []
    missed = [
        page.locator(f'[data-stop="{number}"]').evaluate("e => e.outerHTML.slice(0, 140)")
        for number in sorted(wanted - reached)[:3]
    ]
    assert missed == []


def test_first_link_leads_to_the_content(page: Any, report: Callable[[str], Report]) -> None:
    """The first stop of the keyboard leads past the navigation."""
    full = report("full")
    page.goto(full.url("index"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.closest('.site-bar')")


def test_search_of_everything(page: Any, report: Callable[[str], Report]) -> None:
    """`/` goes to the search; what is typed narrows the list and stands in the address, and comes back from there."""
    saas = report("saas")
    page.goto(saas.url("index"))
    page.keyboard.press("/")
    page.keyboard.type("rota clinic")
    shown = page.locator(".everything li:visible")
    some = shown.count()
    assert 0 < some < page.locator(".everything li").count()
    address = page.evaluate("location.href")
    assert "find=rota+clinic" in address
    page.goto(address)
    assert shown.count() == some
    page.locator(".site-find input").focus()
    page.keyboard.press("Escape")
    assert "find=" not in page.evaluate("location.search")


def test_search_and_filters_of_a_map(page: Any, report: Callable[[str], Report]) -> None:
    """On a map in a report, what is chosen stands in the address, and another reader sees the same from it."""
    saas = report("saas")
    page.goto(saas.url(saas.kinds["map"]))
    all_of_them = page.locator(".tp").count()
    page.select_option("select[name=persona]", index=1)
    page.fill(".find input", "demo")
    some = page.locator(".tp:not(.dim)").count()
    assert 0 < some < all_of_them
    address = page.evaluate("location.href")
    assert "persona=" in address
    page.goto("about:blank")
    page.goto(address)
    assert page.locator(".tp:not(.dim)").count() == some


def arrives(page: Any, name: str) -> None:
    """Waits until an element has the focus, is unfolded and stands on the screen."""
    page.wait_for_function(
        """id => { const e = document.getElementById(id), b = e.getBoundingClientRect();
            return document.activeElement === e && !e.closest('details:not([open])')
                && b.top >= 0 && b.bottom <= innerHeight && b.left >= 0 && b.right <= innerWidth; }""",
        arg=name,
        timeout=5000,
    )


def test_a_link_to_a_touchpoint_arrives(page: Any, report: Callable[[str], Report]) -> None:
    """A link from another page of the report to a touchpoint opens, shows and focuses it."""
    saas = report("saas")
    page.goto(saas.url(saas.kinds["map"]))
    last = page.locator(".tp").last.get_attribute("id")
    page.goto("about:blank")
    page.goto(saas.url(saas.kinds["map"], f"#{last}"))
    arrives(page, last)


def test_theme_is_remembered_across_pages(page: Any, report: Callable[[str], Report]) -> None:
    """A reader's choice of colours holds on the next page, and it is that page that is dark."""
    full = report("full")
    page.goto(full.url("index"))
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    for _ in range(2):
        page.locator("button.theme").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    full.url("heatmap")
    page.locator('.site-bar a[href="heatmap.html"]').click()
    page.wait_for_url("**/heatmap.html*")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.evaluate(ground) != light


def test_one_file_is_walked_without_a_script(chromium: Any, report: Callable[[str], Report]) -> None:
    """In the single file links show one page at a time, also where no script runs, and the way back works."""
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    full = report("full")
    page.goto(full.url(SINGLE))
    assert visible(page) == ["index"]
    page.locator('.site-bar a[href="#heatmap"]').click()
    assert visible(page) == ["heatmap"]
    page.goto(full.url(SINGLE, "#personas/commuter"))
    assert visible(page) == ["personas/commuter"]
    page.go_back()
    assert visible(page) == ["heatmap"]
    context.close()


def visible(page: Any) -> list[str]:
    """The pages of a single file that can be seen."""
    return [one.get_attribute("id") for one in page.locator(".page").all() if one.is_visible()]


def test_one_file_links_deep(page: Any, report: Callable[[str], Report]) -> None:
    """A link into a page of the single file shows that page, and the touchpoint on it has the focus."""
    full = report("full")
    page.goto(full.url(SINGLE))
    page.goto(full.url(SINGLE, "#journeys/cross-the-sound:touchpoint-board"))
    assert visible(page) == ["journeys/cross-the-sound"]
    arrives(page, "journeys/cross-the-sound:touchpoint-board")
    assert page.title() != ""


@pytest.mark.parametrize("name", ["saas", "outpatient", "full", "right-to-left"])
def test_a_map_in_a_report_prints_on_one_sheet(page: Any, report: Callable[[str], Report], name: str) -> None:
    """The map is one page of A3 on paper, without the way through the report."""
    found = report(name)
    page.goto(found.url(found.kinds["map"]))
    printed = page.pdf(prefer_css_page_size=True, print_background=True)
    assert re.findall(rb"/Type /Pages\s*/Count (\d+)", printed) == [b"1"]
    sizes = {tuple(float(n) for n in box.split()) for box in re.findall(rb"/MediaBox \[([^\]]*)\]", printed)}
    assert {(round(width), round(height)) for _, _, width, height in sizes} == {(1191, 842)}
    page.emulate_media(media="print")
    assert not page.locator(".site-bar").is_visible()
