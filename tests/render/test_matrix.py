"""What all matrices share: where stages of journeys lie, pages that keep hostile text as text, and readable tables."""

import html.parser
import json
from dataclasses import asdict
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.render import drawing
from journeymap.render.building.matrix import Atlas, journeys_in_order
from journeymap.render.matrix_html import label
from journeymap.render.options import Options
from journeymap.render.pages.addresses import InOneFile, InSite
from tests.render.matrix_workspaces import PERSONAS, TEAMS, gather, journey

VIEWS = ("lifecycle", "heatmap", "ownership", "opportunities", "plays")


class Outline(html.parser.HTMLParser):
    """The elements of a page, with their attributes, and all text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def full(text: str = "Text", **workspace: Any) -> dict[str, Any]:
    """A workspace in which every part of the matrices is there, with this text wherever text may stand."""
    pain = {"id": "pain", "summary": text, "severity": "high"}
    chance = {"id": "chance", "summary": text, "addresses": "pain", "impact": "high", "effort": "low"}
    other = {"id": "other", "summary": text, "importance": 9, "satisfaction": 3}
    point = {
        "name": text, "emotion": -1, "owner": "sales", "informed": "care", "pain_points": [pain], "opportunities": [chance, other],
        "handoff": {"to": "care"}, "voices": [{"persona": "ann", "emotion": -2}],
    }  # fmt: skip
    loop = {"id": "loop", "name": text, "stages": [{"id": "in", "name": text, "entry": [text], "exit": [text]}]}
    return {
        "workspace": {"name": text, **workspace},
        "lifecycles": [loop],
        "personas": [{"id": "ann", "name": text, "kind": "user"}],
        "teams": [{"id": "sales", "name": text, "function": text}],
        "journeys": [
            {**journey("way", {"points": [point, {}], "name": text, "lifecycle_stage": ["loop:in", "purchase"]}), "name": text, "personas": ["ann"]}
        ],
        "initiatives": [{"id": "work", "name": text, "addresses": "way/chance"}],
        "plays": [
            {"id": "play", "name": text, "at": "way/t1-1", "message": text, "offer": text, "trigger": text, "owner": "sales", "channel": "web"},
            {"id": "lost", "name": text, "message": text},
        ],
    }  # fmt: skip


def built(view: str, **sections: Any) -> Any:
    return drawing.load(drawing.VIEWS[view].build)(gather(**sections))


def page(view: str, **sections: Any) -> str:
    content: bytes = drawing.draw(built(view, **sections), view, "html", Options()).content
    return content.decode()


@pytest.mark.parametrize("view", VIEWS)
@settings(max_examples=12, deadline=None)
@given(
    st.sampled_from(
        [
            "<script>boom()</script>",
            '"><img src=x onerror=boom()>',
            "[x](javascript:boom())",
            "{{ 7 * 7 }}",
            "</style><b id=x>",
            "' onclick='boom()",
        ]
    ),
    st.text("<>&\"'`{}[]()#%;", max_size=12),
)
def test_no_text_of_a_workspace_becomes_markup(view: str, hostile: str, more: str) -> None:
    """Whatever a workspace says, the page has the same elements and attributes as with plain words."""
    plain, poisoned = Outline(page(view, **full("Text"))), Outline(page(view, **full(f"T{hostile}{more}")))
    kinds = {tag for tag, _ in plain.elements} | {"em", "strong", "code", "li", "ol", "ul", "pre", "blockquote", "br"}
    assert {tag for tag, _ in poisoned.elements} <= kinds
    assert len(poisoned.of("script")) == len(plain.of("script"))
    assert not [name for _, given in poisoned.elements for name in given if name.startswith("on") or name == "style"]
    assert not [link for link in poisoned.of("a") if (link.get("href") or "").lower().startswith("javascript")]


@pytest.mark.parametrize("view", VIEWS)
def test_tables_have_captions_scopes_and_regions_for_the_keyboard(view: str) -> None:
    """Every table has a caption and scoped heads, and lies in a named region that can be scrolled by keyboard."""
    outline = Outline(page(view, **full()))
    tables, captions = outline.of("table"), outline.of("caption")
    regions = [item for item in outline.of("div") if item.get("role") == "region"]
    assert tables
    assert len(tables) == len(captions) == len(regions)
    assert all(item.get("tabindex") == "0" and item.get("aria-label") for item in regions)
    assert all(item.get("scope") in {"col", "row"} for item in outline.of("th"))
    assert len(outline.of("h1")) == len(outline.of("main")) == 1


@pytest.mark.parametrize("view", VIEWS)
def test_an_empty_workspace_has_a_page_and_tables(view: str) -> None:
    """A workspace with nothing in it is drawn too, without rows that nobody wrote."""
    empty = built(view)
    assert Outline(page(view)).of("h1")
    assert all(len(row) == len(table.columns) for table in empty.tables for row in table.rows)


@pytest.mark.parametrize("view", VIEWS)
def test_views_are_data(view: str) -> None:
    """A view is made of plain values alone, every row as long as its head, and the same each time."""
    made = built(view, **full())
    assert json.loads(json.dumps(asdict(made)))["heading"]["title"] == made.heading.title
    assert made.tables
    assert all(len(row) == len(table.columns) for table in made.tables for row in table.rows)
    assert page(view, **full()) == page(view, **full())


@pytest.mark.parametrize("view", VIEWS)
def test_links_follow_the_pages_that_there_are(view: str) -> None:
    """In a report links lead to the journey's page where it is part of it, and are plain text where it is not."""
    module = drawing.load(f"matrix_pages:{view}_page")
    made = built(view, **full())
    inside, nothing = InSite(view, {view, "journeys/way"}), InSite(view, {view})
    assert any(
        (link["href"] or "").startswith("journeys/way.html#") for link in Outline(module(made, inside).body).of("a")
    )
    assert not Outline(module(made, nothing).body).of("a")
    single = Outline(module(made, InOneFile(view, {view, "journeys/way"})).body)
    assert all((item["id"] or "").startswith(f"{view}:") for _, item in single.elements if "id" in item)
    assert module(made, inside).name == view


@pytest.mark.parametrize(
    ("written", "keys"),
    [
        ("purchase", {("clm", "purchase")}),
        (["purchase", "retention"], {("clm", "purchase"), ("clm", "retention")}),
        ("buying:research", {("buying", "research")}),
        ("nowhere", {("clm", "")}),
        ([], {("clm", "")}),
    ],
)
def test_a_stage_lies_where_it_says(written: Any, keys: set[tuple[str, str]]) -> None:
    """A stage lies in the lifecycle stages that it names, also in another lifecycle; else outside of its journey's."""
    atlas = Atlas(gather(journeys=[journey("way", {"lifecycle_stage": written})]))
    assert set(atlas.parts[0].keys) == keys


def test_only_lifecycles_in_use_are_drawn() -> None:
    """Built-in lifecycles that no journey belongs to are no tables; with no journey at all it is the workspace's own."""
    assert [axis.id for axis in Atlas(gather()).axes] == ["clm"]
    used = Atlas(gather(journeys=[journey("way", {"lifecycle_stage": "research"}, lifecycle="buying")]))
    assert [axis.id for axis in used.axes] == ["buying"]


def test_future_journeys_stand_under_their_current_one() -> None:
    """A future journey comes right behind the one it is based on; one that is based on nothing keeps its place."""
    journeys = [
        journey("later", {}, state="future", based_on="now"),
        journey("alone", {}, state="future"),
        journey("now", {}),
    ]
    atlas = Atlas(gather(journeys=journeys))
    ordered = journeys_in_order(atlas.survey.living)
    assert [(place.value.id, nested) for place, nested in ordered] == [
        ("alone", False),
        ("now", False),
        ("later", True),
    ]


def test_retired_journeys_are_left_out_and_it_is_said() -> None:
    """A retired journey covers nothing, and a note counts it."""
    made = built("lifecycle", journeys=[journey("old", {}, status="retired"), journey("way", {})])
    assert [row.head.id for row in made.matrices[0].rows] == ["way"]
    assert any("1 retired" in note for note in made.notes)


def test_labels_of_links_hold_no_links() -> None:
    """Markdown in what is a link as a whole keeps its emphasis and loses its links."""
    assert label("See **the** [log](https://example.org)") == "See <strong>the</strong> log"


@pytest.mark.parametrize("view", VIEWS)
def test_what_is_confidential_is_on_no_public_page(view: str) -> None:
    """For a public audience neither name nor id of a confidential object is on the page or in the tables."""
    secret = "zzsecret"
    sections: dict[str, Any] = {
        "personas": [*PERSONAS, {"id": secret, "name": secret, "confidential": True}],
        "teams": [*TEAMS, {"id": f"{secret}-team", "name": secret, "confidential": True}],
        "journeys": [
            journey("way", {"points": [{"owner": f"{secret}-team", "responsible": f"{secret}-team", "emotion": -2, "personas": [secret]}]}, personas=["ann", secret]),
            {**journey(f"{secret}-way", {}), "confidential": True},
        ],
        "plays": [{"id": "play", "name": secret, "at": "clm:purchase", "confidential": True}, {"id": "gone", "name": f"For {secret}", "at": "clm:purchase", "for": secret, "confidential": True}],
    }  # fmt: skip
    made = drawing.load(drawing.VIEWS[view].build)(gather(public=True, **sections))
    shown = drawing.draw(made, view, "html", Options()).content.decode()
    assert secret not in shown
    assert secret not in json.dumps(asdict(made))
    assert secret in json.dumps(asdict(built(view, **sections))) or view == "opportunities"
