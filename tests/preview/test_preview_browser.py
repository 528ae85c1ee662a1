"""The preview in a real browser: a save shows, the reader keeps his place, tabs follow, the console is silent."""

import base64
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.reports import AXE, TAGS
from tests.preview.workspaces import BROKEN, FILES, journey

pytestmark = pytest.mark.browser
Write = Callable[..., Path]
WAIT = 20_000
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
STAGES = "".join(
    f"      - id: s{n}\n        name: Stage {n}\n        touchpoints:\n"
    f"          - {{id: t{n}, name: Step {n}, description: More of {n}, channel: {'web' if n % 2 else 'phone'}, emotion: {n % 5 - 2}}}\n"
    for n in range(14)
)


def long_journey(title: str) -> str:
    return journey("buy", title) + STAGES


@pytest.fixture
def folder(write: Write) -> Path:
    return write({**FILES, "journeys/buy.yaml": long_journey("Buying")})


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "journeymap", "serve", str(folder), "--port", "0", "--today", "2026-11-22"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    yield process.stdout.readline().strip()
    process.terminate()
    process.communicate()


@pytest.fixture
def context(chromium: Any) -> Iterator[Any]:
    """Windows that share nothing with those of other tests."""
    made = chromium.new_context(viewport={"width": 1200, "height": 700})
    yield made
    made.close()


def opened(context: Any, address: str, said: list[str]) -> Any:
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address)
    return page


def save(folder: Path, text: str) -> None:
    (folder / "journeys/buy.yaml").write_text(text)


def shows(page: Any, text: str) -> None:
    page.locator("h1", has_text=text).wait_for(timeout=WAIT)


def test_a_save_keeps_the_readers_place(context: Any, address: str, folder: Path) -> None:
    """Scroll of page and map, unfolded details, filter in the address, ticked boxes and focus survive a save."""
    said: list[str] = []
    page = opened(context, address + "journeys/buy.html", said)
    page.select_option("select[name=channel]", "web")
    page.locator("input.full").set_checked(True)
    page.locator("details.more").first.evaluate("e => { e.open = true; }")
    page.locator("#touchpoint-t3").focus()
    page.evaluate(
        "scrollTo({top: 260, behavior: 'instant'}); document.querySelector('.scroller').scrollTo({left: 400, top: 90, behavior: 'instant'})"
    )
    place = "[scrollY, document.querySelector('.scroller').scrollLeft, document.querySelector('.scroller').scrollTop]"
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    before = page.evaluate(place)
    assert before[0] > 0
    assert before[1] > 0
    save(folder, long_journey("Bought"))
    shows(page, "Bought")
    page.wait_for_load_state("load")
    after = page.evaluate(place)
    assert after == pytest.approx(before, abs=2)
    assert "channel=web" in page.url
    assert page.locator("select[name=channel]").input_value() == "web"
    assert page.locator("input.full").is_checked()
    assert page.locator("details.more").first.evaluate("e => e.open")
    assert page.evaluate("document.activeElement.id") == "touchpoint-t3"
    assert said == []


def marked(page: Any) -> Any:
    """The page with a mark that a reload would take away."""
    page.evaluate("window.mark = 'kept'")
    return page


def is_the_same(page: Any) -> bool:
    return bool(page.evaluate("window.mark === 'kept'"))


def listeners(page: Any) -> dict[str, int]:
    """How many listeners the document and the window have."""
    session = page.context.new_cdp_session(page)
    counts = {}
    for name in ("document", "window"):
        found = session.send("Runtime.evaluate", {"expression": name})["result"]["objectId"]
        heard = session.send("DOMDebugger.getEventListeners", {"objectId": found})["listeners"]
        counts[name] = len(heard)
    session.detach()
    return counts


def test_a_save_is_put_into_the_page(context: Any, address: str, folder: Path) -> None:
    """There is no reload; filters and keys work on the new content, and nothing of the old listens any more."""
    said: list[str] = []
    page = marked(opened(context, address + "journeys/buy.html", said))
    before = listeners(page)
    for title in ("Bought", "Acquired"):
        save(folder, long_journey(title))
        shows(page, title)
    assert page.title().startswith("Acquired")
    assert listeners(page) == before
    fresh = opened(context, address + "journeys/buy.html", said)
    whole = "document.querySelector('body > .defs').outerHTML + document.querySelector('.site-page').outerHTML"
    assert page.evaluate(whole) == fresh.evaluate(whole)
    fresh.close()
    page.bring_to_front()
    page.select_option("select[name=channel]", "web")
    assert "dim" in page.locator("#touchpoint-t4").get_attribute("class")
    assert "dim" not in (page.locator("#touchpoint-t3").get_attribute("class") or "")
    page.select_option("select[name=channel]", "")
    page.locator("#touchpoint-t3").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") == "touchpoint-t4"
    page.locator("button.theme").first.click()
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    save(folder, long_journey("Owned"))
    shows(page, "Owned")
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    assert is_the_same(page)
    assert said == []


def test_a_new_look_is_put_on(context: Any, address: str, folder: Path, write: Write) -> None:
    """Colour, layout and language follow in the page, under its security policy."""
    said: list[str] = []
    page = marked(opened(context, address + "journeys/buy.html", said))
    look = FILES["journeymap.yaml"].replace("name: Shop,", "name: Shop, language: de,")
    write({"journeymap.yaml": look.replace("title: Shop", 'title: Shop, accent: "#007744", theme: dark')}, folder)
    page.wait_for_function("() => document.documentElement.lang === 'de'", timeout=WAIT)
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    accent = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--accent')")
    assert "#007744" in accent
    columns = "getComputedStyle(document.querySelector('.map')).gridTemplateColumns.split(' ').length"
    wide = page.evaluate(columns)
    save(folder, journey("buy", "Short"))
    shows(page, "Short")
    assert page.evaluate(columns) < wide
    assert page.evaluate("document.querySelectorAll('#preview').length") == 1
    assert is_the_same(page)
    assert said == []


def test_what_a_link_led_to_stays_marked(context: Any, address: str, folder: Path) -> None:
    """The touchpoint that the address names is still its target, and the reader is not taken back to it."""
    said: list[str] = []
    page = marked(opened(context, address + "journeys/buy.html#touchpoint-t3", said))
    page.evaluate("document.activeElement.blur(); scrollTo({top: 40, behavior: 'instant'})")
    page.evaluate("document.querySelector('.scroller').scrollTo({left: 0, top: 30, behavior: 'instant'})")
    place = "[scrollY, document.querySelector('.scroller').scrollLeft, document.querySelector('.scroller').scrollTop]"
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    before = page.evaluate(place)
    for title in ("Bought", "Acquired"):
        save(folder, long_journey(title))
        shows(page, title)
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert page.evaluate(place) == before
        assert page.evaluate("document.querySelector(':target').id") == "touchpoint-t3"
        assert page.evaluate("document.activeElement === document.body")
    assert is_the_same(page)
    assert said == []


def test_pictures_and_menus_stay(context: Any, address: str, folder: Path, write: Write) -> None:
    """A picture that is the same is not loaded again, and a menu that is open stays open."""
    said: list[str] = []
    (folder / "logo.png").write_bytes(PIXEL)
    write({"journeymap.yaml": FILES["journeymap.yaml"].replace("title: Shop", "title: Shop, logo: logo.png")}, folder)
    page = opened(context, address + "journeys/buy.html", said)
    page.set_viewport_size({"width": 390, "height": 700})
    page.locator("img").first.wait_for(timeout=WAIT)
    marked(page).evaluate("document.images[0].mark = 'kept'")
    page.locator("[popovertarget]").first.click()
    assert page.locator(":popover-open").count() == 1
    save(folder, long_journey("Bought"))
    shows(page, "Bought")
    assert page.evaluate("document.images[0].mark") == "kept"
    assert page.locator(":popover-open").count() == 1
    assert is_the_same(page)
    assert said == []


def test_another_kind_of_page_is_loaded_as_a_whole(context: Any, address: str, folder: Path) -> None:
    """A page that is gone, and comes back, has other scripts: it is loaded anew."""
    page = marked(opened(context, address + "journeys/buy.html", []))
    (folder / "journeys/buy.yaml").unlink()
    page.locator("main.pv-empty").wait_for(timeout=WAIT)
    assert not is_the_same(page)
    marked(page)
    save(folder, long_journey("Back"))
    shows(page, "Back")
    assert not is_the_same(page)
    page.wait_for_load_state("load")
    page.select_option("select[name=channel]", "web")
    assert "dim" in page.locator("#touchpoint-t4").get_attribute("class")


def test_search_text_and_cursor_survive(context: Any, address: str, folder: Path) -> None:
    """Who types while a file is saved goes on typing."""
    said: list[str] = []
    page = opened(context, address + "journeys/buy.html", said)
    page.keyboard.press("/")
    page.keyboard.type("Step ")
    save(folder, long_journey("Bought"))
    shows(page, "Bought")
    page.wait_for_function("document.activeElement.tagName === 'INPUT'", timeout=WAIT)
    page.keyboard.type("12")
    assert page.locator("input[name=q]").input_value() == "Step 12"
    assert said == []


def test_many_tabs_follow(context: Any, address: str, folder: Path) -> None:
    """More tabs than a browser opens connections to one host, on several pages, and one that is opened later."""
    said: list[str] = []
    pages = [opened(context, address + "journeys/buy.html", said) for _ in range(8)]
    first = opened(context, address, said)
    save(folder, long_journey("Bought"))
    for page in pages:
        shows(page, "Bought")
    first.get_by_text("Bought").first.wait_for(state="attached", timeout=WAIT)
    pages[0].close()
    save(folder, long_journey("Acquired"))
    for page in pages[1:]:
        shows(page, "Acquired")
    assert said == []


def test_a_broken_file_is_told_and_mended_without_a_hand(context: Any, address: str, folder: Path) -> None:
    """The banner comes with file and line while the page stays as it was, and goes when the file is whole."""
    said: list[str] = []
    page = opened(context, address + "journeys/buy.html", said)
    page.evaluate("document.body.dataset.mark = 'kept'")
    save(folder, BROKEN)
    banner = page.locator(".pv-bad")
    banner.wait_for(timeout=WAIT)
    assert "journeys/buy.yaml:" in banner.inner_text()
    shows(page, "Buying")
    assert page.evaluate("document.body.dataset.mark") == "kept"
    save(folder, long_journey("Mended"))
    shows(page, "Mended")
    banner.wait_for(state="detached", timeout=WAIT)
    assert said == []


def test_findings_lead_to_what_they_are_about(context: Any, address: str) -> None:
    """The panel is closed at first; a finding of this page is a link to its touchpoint. It is no part of a print."""
    said: list[str] = []
    page = opened(context, address + "journeys/buy.html", said)
    page.locator(".pv-count.pv-warning").wait_for(timeout=WAIT)
    assert not page.locator(".pv-list").is_visible()
    page.locator("#preview summary").click()
    link = page.locator('.pv-list a[href="#touchpoint-till"]').first
    link.click()
    assert page.url.endswith("#touchpoint-till")
    page.emulate_media(media="print")
    assert not page.locator("#preview").is_visible()
    assert said == []


@pytest.mark.parametrize("width", [390, 1200])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessible_and_not_too_wide(context: Any, address: str, folder: Path, width: int, scheme: str) -> None:
    """The panel and the banner pass axe (WCAG 2.2 AA), fit a phone, and cover less than the window."""
    page = opened(context, address + "journeys/buy.html", [])
    page.set_viewport_size({"width": width, "height": 700})
    page.emulate_media(color_scheme=scheme)
    save(folder, BROKEN)
    page.locator(".pv-bad").wait_for(timeout=WAIT)
    page.locator(".pv-count.pv-error").wait_for(timeout=WAIT)
    page.locator("#preview summary").click()
    box = page.locator("#preview").bounding_box()
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("tags => axe.run('#preview', {runOnly: tags})", TAGS)
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found["violations"]] == []


def test_a_preview_that_has_stopped_is_told(context: Any, folder: Path) -> None:
    """The page says so, and stays."""
    command = [sys.executable, "-m", "journeymap", "serve", str(folder), "--port", "0", "--today", "2026-11-22"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    page = opened(context, process.stdout.readline().strip() + "journeys/buy.html", [])
    page.locator(".pv-count").first.wait_for(timeout=WAIT)
    process.terminate()
    process.communicate()
    page.locator(".pv-off").wait_for(timeout=WAIT)
    shows(page, "Buying")
