"""Maps against reality as a page of the report: there where something was measured, linked, every number with its n."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from journeymap import api
from journeymap.render.building.gathered import Gathered
from journeymap.render.building.measured_page import measured_sheet
from journeymap.render.details.sheet import Entries, Grid, Section, Sheet
from journeymap.render.site.site import Site
from journeymap.workspace.loader import Workspace
from tests.conftest import TODAY
from tests.render.measured_workspaces import measured, numbers_without, spaced
from tests.render.test_site import Seen

Write = Callable[..., Path]


@pytest.fixture
def workspace(write: Write) -> Workspace:
    """A measured workspace."""
    return measured(write)


@pytest.fixture
def site(workspace: Workspace) -> Site:
    """Its report."""
    return api.site_of(workspace)


@pytest.fixture
def sheet(workspace: Workspace) -> Sheet:
    """The page as plain values, with plain blanks."""
    found = spaced(measured_sheet(Gathered(workspace.catalogue, TODAY)))
    assert isinstance(found, Sheet)
    return found


def sections(parts: tuple[Section, ...]) -> Iterator[Section]:
    for part in parts:
        yield part
        yield from sections(part.parts)


def named(sheet: Sheet) -> dict[str, Section]:
    return {part.anchor: part for part in sections(sheet.sections)}


def rows(section: Section, block: int = 0) -> list[list[str]]:
    """The texts of a table, a cell's lines joined."""
    grid = section.blocks[block]
    assert isinstance(grid, Grid)
    return [[" / ".join(bit.text for bit in cell) for cell in row.cells] for row in grid.rows]


def test_the_page_is_there_where_something_was_measured(site: Site, workspace: Workspace) -> None:
    """With a measurement there is a page in the navigation, from the index and from the journey; without one, nothing."""
    assert "measured" in site.names
    assert 'href="measured.html#journey-buy"' in site.html("index").decode()
    for page in ("journeys/buy", "journeys/buy-flow", "journeys/buy-storyboard"):
        assert "../measured.html#journey-buy" in site.html(page).decode()
    assert "measured.html#" not in site.html("journeys/calm").decode()
    assert workspace.root is not None
    (workspace.root / "measurements" / "buy.json").unlink()
    bare = api.site_of(api.load([workspace.root], on=TODAY)[0])
    assert "measured" not in bare.names
    assert "measured" not in bare.html("index").decode()


def test_links_of_the_page_lead_somewhere(site: Site) -> None:
    """Every link leads to an element that is there, no id is there twice, no element has a style."""
    seen = Seen(site.html("measured").decode())
    assert len(seen.ids) == len(set(seen.ids))
    assert (seen.styled, seen.titles) == ([], 1)
    pages = {name: Seen(site.html(name).decode()).ids for name in site.names}
    for link in seen.links:
        page, _, anchor = link.partition("#")
        name = page.removesuffix(".html") or "measured"
        assert name in pages, link
        assert not anchor or anchor in pages[name], link


def test_a_minute_says_what_counts(sheet: Sheet) -> None:
    """First how many come through, where most are lost, how far the map fits, and which metrics are off."""
    first = sheet.sections[0]
    assert first.note == "1 000 sessions of 400 customers · 2026-01-02 to 2026-10-31 · as of 2026-10-31"
    block = first.blocks[0]
    assert not isinstance(block, Grid | Entries)
    lines = [" / ".join(bit.text for bit in cell) for cell in getattr(block, "items", ())]
    assert lines[0] == "200 of 1 000 sessions (20 %) reach the goal: Pays."
    assert lines[3].startswith("2 metrics are off their targets:")


def test_where_people_leave_is_held_against_the_map(sheet: Sheet) -> None:
    """Most exits first, the goal last; where many leave and the map names no pain point, that is said."""
    found = rows(named(sheet)["buy-leaving"])
    assert [row[0] for row in found] == ["2 Views it", "1 Finds it", "3 Fills the cart", "4 Pays / goal"]
    assert found[0][1:] == ["600 · 60 %", "333", "55.5 %", "the map names no pain point here"]
    assert found[2][1:] == ["few", "few", "", "an end in the map: One / an end in the map: Two"]


def test_funnels_name_both_forms(sheet: Sheet) -> None:
    """In order and at all are columns of their own; the long funnel comes second, folded."""
    parts = named(sheet)
    assert rows(parts["buy-funnel.stages"])[1] == [
        "Buying",
        "241 · 18.5 %",
        "25.4 %",
        "260",
        "1.5 hours / nine of ten within 1 day",
    ]
    order = [anchor for anchor in parts if anchor.startswith("buy-funnel")]
    assert order == ["buy-funnel.stages", "buy-funnel.touchpoints"]
    long = parts["buy-funnel.touchpoints"].blocks[0]
    assert isinstance(long, Grid)
    assert long.fold == "Show 2 rows"


def test_what_the_map_lacks_and_what_nobody_uses(sheet: Sheet) -> None:
    """Ways, events, unused ways and paths have their numbers and what they follow."""
    parts = named(sheet)
    assert rows(parts["buy-lacking"])[0] == ["2 Views it", "1 Finds it / back", "123 times / 101 sessions", "19 %", ""]
    assert rows(parts["buy-events"])[0] == ["zq-crash / web", "71", "62 · 6.2 %", "2 Views it"]
    assert rows(parts["buy-paths"])[1] == ["1 Finds it → 2 Views it → 1 Finds it", "52 · 5.2 %", "no"]
    assert rows(parts["buy-conformance"])[0] == ["Whole path explained by the map", "640 · 64 % of 1 000 sessions"]


def test_metrics_stand_against_the_target_of_the_map(sheet: Sheet) -> None:
    """The target is that of the map now, not that of the measurement; personas are in a table of their own."""
    section = named(sheet)["buy-metrics"]
    found = {row[0]: row[1:] for row in rows(section)}
    assert found["Paid / Buying"] == ["25 % / 95 % interval 20 % to 31 %", "50 % / worry from 30 %", "260", "worrying"]
    assert ["Kindness / 4 Pays", "Ann", "3 / 95 % interval 2.8 to 3.2", "4", "70", "off target"] in rows(section, 1)


def test_only_news_is_emphasised(sheet: Sheet) -> None:
    """What is more than chance stands apart with a tag; the rest is folded, and n is beside each side."""
    parts = named(sheet)
    assert rows(parts["buy-compared-news"]) == [
        [
            "Drop-off / 2 Views it / news",
            "41 % / n = 280",
            "60 % / n = 320",
            "+19 %",
            "95 % interval +10 % to +28 % / p 0.001",
        ]
    ]
    noise = parts["buy-compared-noise"].blocks[0]
    assert isinstance(noise, Grid)
    assert noise.fold == "Show 1 row"
    assert "1 difference is more than chance." in parts["buy-compared"].note


def test_parts_payments_and_cohorts(sheet: Sheet) -> None:
    """Personas and months side by side, what customers paid, and who came back, few as a dash."""
    parts = named(sheet)
    assert rows(parts["buy-by-persona"])[0][:4] == ["Ann", "611 · 61.1 %", "211", "151 · 24.7 %"]
    assert rows(parts["buy-paid-0"])[0] == ["All", "90", "130", "9 112 EUR", "101 EUR", "31 %"]
    assert rows(parts["buy-cohorts-0"])[0] == ["2026-08", "40", "100 % / 40", "32.5 % / 13", "–"]


def test_how_good_the_data_are(sheet: Sheet) -> None:
    """Rows read, used and dropped with the reason, ties and days; a reason without a word stands as it is."""
    found = rows(named(sheet)["buy-quality"])[0]
    assert found == ["zq-log / events", "5 311", "5 300", "8: duplicate / 3: zq-odd", "12", "2026-01-02 to 2026-10-31"]
    facts = str(named(sheet)["buy-how"])
    assert "A session: one visit" in facts
    assert "30 minutes" in facts


def test_a_measurement_without_events_is_told_too(write: Write) -> None:
    """Without totals, funnels and ways there are metrics and how they were measured, and no empty table."""
    gone = ("totals", "touchpoints", "stages", "funnels", "ways", "not_taken", "unmapped", "paths", "conformance", "parts", "comparison", "transactions", "sentiment", "sources", "remarks")  # fmt: skip
    found = measured_sheet(Gathered(measured(write, numbers=numbers_without(*gone)).catalogue, TODAY))
    assert [part.anchor for part in found.sections[0].parts] == ["buy-metrics", "buy-how"]


def test_the_index_for_machines_has_the_numbers(site: Site) -> None:
    """The journey has its measured part, the one that was not measured none."""
    journeys = {item["id"]: item for item in json.loads(site.file("index.json"))["journeys"]}
    assert journeys["buy"]["measured"] == {
        "page": "measured.html",
        "measured": "2026-11-01",
        "as_of": "2026-10-31",
        "stale": False,
        "cases": 1000,
        "completed": 200,
        "completion": 0.2,
        "targets_missed": 2,
        "worst": {"touchpoint": "view", "exits": 333, "drop_off": 0.555},
    }
    assert "measured" not in journeys["calm"]


def test_every_table_has_a_name_and_headings(site: Site) -> None:
    """Each table on the page has a caption and headings of its columns; bars are hidden from screen readers."""
    page = site.html("measured").decode()
    assert page.count("<table") == page.count("<caption") > 10
    assert all('aria-hidden="true"' in tag for tag in re.findall(r"<svg[^>]*sh-bar[^>]*>", page))


def test_one_file_has_it_all(site: Site) -> None:
    """In the report in one file the page is there, and the links to it lead to its section."""
    page = site.single_file().decode()
    assert page.count("Where people leave") >= 1
    seen = Seen(page)
    assert len(seen.ids) == len(set(seen.ids))
    inside = {link[1:] for link in seen.links if link.startswith("#")}
    assert {unquote(link) for link in inside if link.startswith("measured")} <= {unquote(name) for name in seen.ids}
    assert sum(link.startswith("measured") for link in inside) > 1
