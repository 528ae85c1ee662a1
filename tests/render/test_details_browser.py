"""Pages of details in a real browser: silent, accessible in both themes, and no wider than a phone."""

from pathlib import Path
from typing import Any

import pytest

from journeymap.render.building.gathered import Gathered
from journeymap.render.building.handoffs import handoffs_view
from journeymap.render.building.reviews import reviews_view
from journeymap.render.detail_pages import detail_pages
from journeymap.render.handoffs_html import handoffs_page
from journeymap.render.pages.addresses import InSite
from journeymap.render.pages.shell import document
from journeymap.render.reviews_html import reviews_page
from tests.browser.reports import Window, violations
from tests.render.detail_workspaces import gather, journey

pytestmark = pytest.mark.browser
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
PAGES = ("personas/ann", "teams/t1", "research", "metrics", "initiatives", "handoffs", "reviews")
PHONE = 390


def point(n: int) -> dict[str, Any]:
    """A touchpoint with a long or an Arabic name that hands over to the next team."""
    return {
        "name": LONG if n % 2 else "يتصل العميل بالمركز 🎉",
        "owner": f"t{n % 9}",
        "emotion": -1.5,
        "research": "talks",
        "moment_of_truth": True,
        "handoff": {"to": f"t{(n + 1) % 9}", "sla": "4h", "criteria": [LONG]},
        "voices": [{"persona": "ann", "emotion": -2, "thoughts": [LONG]}],
        "pain_points": [{"id": f"p{n}", "summary": LONG, "severity": "critical"}],
        "metrics": [{"metric": "m", "target": 0.9, "warn": 0.5, "value": n / 20}],
    }


def awkward(language: str) -> Gathered:
    """Nine teams, of which one has a name without a place to break."""
    return gather(
        workspace={"name": LONG, "language": language},
        teams=[{"id": f"t{n}", "name": LONG if n == 1 else f"فريق {n}"} for n in range(9)],
        personas=[{"id": "ann", "name": f"أمينة، {LONG}", "psychographic": {"goals": [LONG]}, "quotes": [LONG]}],
        metrics=[{"id": "m", "name": LONG, "kind": "ratio", "polarity": "higher-is-better"}],
        research=[{"id": "talks", "title": LONG, "date": "2024-01-01", "url": f"https://example.org/{LONG}"}],
        initiatives=[{"id": "w", "name": LONG, "due": "2026-01-01", "addresses": ["way/p1", "way/p2"]}],
        journeys=[journey("way", *map(point, range(18)), personas=["ann"], reviewed="2026-01-01", review_every="3mo")],
    )


def write(folder: Path, name: str, language: str) -> str:
    gathered = awkward(language)
    pages = dict(detail_pages(gathered))
    pages["handoffs"] = lambda on: handoffs_page(handoffs_view(gathered), on)
    pages["reviews"] = lambda on: reviews_page(reviews_view(gathered), on)
    file = folder / "page.html"
    file.write_text(document(pages[name](InSite(name, pages))), encoding="utf-8")
    return file.as_uri()


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", PAGES)
def test_silent_and_not_too_wide(window: Window, tmp_path: Path, name: str, language: str) -> None:
    """No console message, no request but the page's own, and on a phone nothing but the matrix scrolls sideways."""
    url = write(tmp_path, name, language)
    page = window.open(url, PHONE)
    assert (window.heard.said, window.asked_beside(url)) == ([], [])
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE


EDGES = """selector => [...document.querySelector(selector).children].map(e => e.getBoundingClientRect()).map(
    r => [Math.round(r.left), Math.round(r.right)])"""


@pytest.mark.parametrize("name", ["handoffs", "research", "teams/t1"])
def test_a_long_table_lies_as_a_short_one(window: Window, tmp_path: Path, name: str) -> None:
    """From thirty rows on, rows out of sight are laid out later; the cells still stand right under their heads."""
    teams = [{"id": "t0", "name": "Sales"}, {"id": "t1", "name": "Care"}]
    points = [point(0) | {"handoff": {"to": "t1"}} for _ in range(35)]
    gathered = gather(
        teams=teams, personas=[{"id": "ann", "name": "Ann"}], research=[{"id": "talks", "title": "Talks"}],
        journeys=[journey("way", *points, personas=["ann"])],
    )  # fmt: skip
    pages = {**detail_pages(gathered), "handoffs": lambda on: handoffs_page(handoffs_view(gathered), on)}
    file = tmp_path / "page.html"
    file.write_text(document(pages[name](InSite(name, pages))), encoding="utf-8")
    page = window.open(file.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
    assert page.evaluate("getComputedStyle(document.querySelector('.sh-long tbody tr')).contentVisibility") == "auto"
    assert page.evaluate(EDGES, ".sh-long thead tr") == page.evaluate(EDGES, ".sh-long tbody tr")


@pytest.mark.parametrize(("n", "name"), [*enumerate(PAGES)])
def test_nothing_against_wcag(window: Window, tmp_path: Path, n: int, name: str) -> None:
    """axe-core finds nothing against WCAG 2.2 AA and its best practices; pages in turn on a phone and in the dark."""
    width, scheme = ((PHONE, "light"), (1440, "dark"))[n % 2]
    assert violations(window.open(write(tmp_path, name, "en"), width, scheme)) == []
