"""The matrices in a real browser: silent, accessible in both themes and on a phone, with heads that stay."""

from pathlib import Path
from typing import Any

import pytest

from journeymap.render import drawing
from tests.browser.reports import Window, violations
from tests.render.matrix_workspaces import PERSONAS, TEAMS, gather, journey

pytestmark = pytest.mark.browser
VIEWS = ("lifecycle", "heatmap", "ownership", "opportunities", "plays")
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmütze"


def point(n: int) -> dict[str, Any]:
    """A touchpoint with all that the matrices show; each fifth has no owner."""
    levels = ("low", "medium", "high")
    chance = {"id": f"o{n}", "summary": f"Chance {LONG}", "addresses": f"p{n}", "impact": levels[n % 3]}
    return {
        "emotion": n % 5 - 2,
        **({"owner": ("sales", "care")[n % 2]} if n % 5 else {}),
        "informed": "care",
        "pain_points": [{"id": f"p{n}", "summary": f"**Slow** {LONG}", "severity": (*levels, "critical")[n % 4]}],
        "opportunities": [{**chance, "effort": levels[n % 2], "importance": 9, "satisfaction": 2}],
        "handoff": {"to": "care", "sla": "4h"},
    }


def write(folder: Path, view: str, language: str) -> str:
    """The page of a workspace with twelve journeys, right to left or left to right."""
    places = ("awareness", "purchase", "retention")
    journeys = [
        journey(f"way{n}", *[{"lifecycle_stage": place, "points": [point(n), point(n + 1) | {"pain_points": [], "opportunities": []}] if place == "purchase" else []} for place in places], personas=["ann"])
        for n in range(12)
    ]  # fmt: skip
    plays = [{"id": "play", "name": LONG, "at": "way1/t2-1", "message": "Hello", "channel": "web", "owner": "sales"}]
    sections = {"personas": PERSONAS, "teams": TEAMS, "journeys": journeys, "plays": plays}
    made = drawing.load(drawing.VIEWS[view].build)(gather(workspace={"name": LONG, "language": language}, **sections))
    file = folder / f"{view}.html"
    file.write_bytes(drawing.draw(made, view, "html").content)
    return file.as_uri()


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("view", VIEWS)
def test_silent_and_not_too_wide(window: Window, tmp_path: Path, view: str, language: str) -> None:
    """No console message, no request but the page's own, and on a phone only the tables scroll sideways."""
    url = write(tmp_path, view, language)
    page = window.open(url, 390)
    assert (window.heard.said, window.asked_beside(url)) == ([], [])
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


ROLES = """() => [...document.querySelectorAll('.mx')].flatMap(table => [
  ['table', [table]], ['row', table.rows], ['columnheader', table.querySelectorAll('th[scope=col]')],
  ['rowheader', table.querySelectorAll('th[scope=row]')], ['cell', table.querySelectorAll('td')],
].flatMap(([role, elements]) => [...elements].filter(e => e.getAttribute('role') !== role).map(e => e.outerHTML)))"""
SIDEWAYS = "() => [...document.querySelectorAll('.mx-scroll')].filter(e => e.scrollWidth > e.clientWidth).length"
CELLS = """() => [...document.querySelectorAll('.mx tbody td')].filter(e => e.getClientRects().length).map(e => [
  getComputedStyle(e, '::before').content.split(' / ')[0].slice(1, -1), e.dataset.label,
  e.getBoundingClientRect().width / e.closest('tr').getBoundingClientRect().width])"""


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("view", VIEWS)
def test_a_row_is_a_card_on_a_phone(window: Window, tmp_path: Path, view: str, language: str) -> None:
    """Nothing scrolls sideways; cells lie below each other, each behind the name of its column; it stays a table."""
    page = window.open(write(tmp_path, view, language), 390)
    assert page.evaluate(SIDEWAYS) == 0
    cells = page.evaluate(CELLS)
    assert cells
    assert all(shown == label and label and wide > 0.98 for shown, label, wide in cells)
    assert page.evaluate(ROLES) == []


def test_cells_that_say_nothing_are_left_out_on_a_phone(window: Window, tmp_path: Path) -> None:
    """A stage of the lifecycle that a journey does not cover is no line of its card, and is a cell on a screen."""
    url = write(tmp_path, "lifecycle", "en")
    empty = "() => [...document.querySelectorAll('.mx td.mx-void')].filter(e => e.getClientRects().length).length"
    assert window.open(url, 390).evaluate(empty) == 0
    assert window.open(url, 1440).evaluate(empty) > 0


EDGES = """selector => [...document.querySelector(selector).children].map(e => e.getBoundingClientRect()).map(
    r => [Math.round(r.left), Math.round(r.right)])"""


def test_a_long_table_lies_as_a_short_one(window: Window, tmp_path: Path) -> None:
    """From thirty rows on, rows out of sight are laid out later; columns still stand under their heads, which stay."""
    journeys = [journey(f"way{n}", {"points": [point(n)]}) for n in range(40)]
    made = drawing.load(drawing.VIEWS["opportunities"].build)(gather(teams=TEAMS, journeys=journeys))
    file = tmp_path / "long.html"
    file.write_bytes(drawing.draw(made, "opportunities", "html").content)
    page = window.open(file.as_uri(), 1440, height=600)
    assert page.evaluate("getComputedStyle(document.querySelector('.mx-ranked tbody tr')).contentVisibility") == "auto"
    assert page.evaluate(EDGES, ".mx-ranked thead tr") == page.evaluate(EDGES, ".mx-ranked tbody tr")
    region = page.locator(".mx-scroll").last
    region.evaluate("e => e.scrollTo(0, 900)")
    assert abs(page.locator(".mx-ranked thead th").first.bounding_box()["y"] - region.bounding_box()["y"]) <= 2


def test_heads_of_columns_and_rows_stay(window: Window, tmp_path: Path) -> None:
    """Scrolled in its region, a tall and wide matrix keeps its head above and its first column beside."""
    page = window.open(write(tmp_path, "lifecycle", "en"), 800, height=500)
    page.locator(".mx-scroll").first.evaluate("e => e.scrollTo(300, 400)")
    region = page.locator(".mx-scroll").first.bounding_box()
    column = page.locator("thead th").nth(3).bounding_box()
    row = page.locator("tbody th").nth(2).bounding_box()
    assert page.locator(".mx-scroll").first.evaluate("e => e.scrollTop") == 400
    assert abs(column["y"] - region["y"]) <= 2
    assert abs(row["x"] - region["x"]) <= 2


@pytest.mark.parametrize(("n", "view"), [*enumerate(VIEWS)])
def test_accessible(window: Window, tmp_path: Path, n: int, view: str) -> None:
    """axe-core finds nothing against WCAG 2.2 AA, with everything that folds open; each view in another look."""
    width, scheme = ((1440, "light"), (390, "dark"), (1440, "dark"), (390, "light"))[n % 4]
    page = window.open(write(tmp_path, view, "en"), width, scheme)
    page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
    assert violations(page) == []
