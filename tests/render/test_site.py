"""The report: every link leads somewhere, in a folder and in one file; what is confidential is nowhere in it."""

import datetime
import html
import html.parser
import json
import posixpath
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from journeymap import api
from journeymap.errors import ContentError, InputMissingError
from journeymap.health.formula import START, formula
from journeymap.render.pages.addresses import InOneFile
from journeymap.render.site import contents
from journeymap.render.site.changes import Change
from journeymap.render.site.confining import confined
from journeymap.render.site.site import Site
from journeymap.render.wording import words_for
from tests.conftest import EXAMPLES, TODAY

DRAWN = [path for path in EXAMPLES if path.name != "custom-rules"]


def site(folder: Path, *, public: bool = False, **more: Any) -> Site:
    return api.site_of(api.load([folder], on=TODAY)[0], public=public, **more)


class Seen(html.parser.HTMLParser):
    """The ids and links of a page, and what stands in it that no page may have."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.named: list[str] = []
        self.styled: list[str] = []
        self.titles = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.titles += tag == "h1"
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if "href" in found:
            self.links.append(str(found["href"]))
        for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls", "popovertarget"):
            self.named += str(found.get(name) or "").split()
        if "style" in found or any(name.startswith("on") for name in found):
            self.styled.append(f"{tag} {found}")


@pytest.fixture(scope="module", params=DRAWN, ids=lambda path: path.name)
def files(request: pytest.FixtureRequest) -> dict[str, bytes]:
    return dict(site(request.param).files())


@pytest.fixture(scope="module", params=DRAWN, ids=lambda path: path.name)
def single(request: pytest.FixtureRequest) -> str:
    return site(request.param).single_file().decode()


def pages_of(files: dict[str, bytes]) -> dict[str, Seen]:
    return {name: Seen(content.decode()) for name, content in files.items() if name.endswith(".html")}


def broken(pages: dict[str, Seen]) -> list[str]:
    """The links between pages that lead nowhere, as `page: link`."""
    found = []
    for name, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or not link:
                if parts.scheme not in {"http", "https", "mailto"}:
                    found.append(f"{name}: {link!r}")
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path)))
            target = target if parts.path else name
            if target not in pages or (parts.fragment and unquote(parts.fragment) not in pages[target].ids):
                found.append(f"{name}: {link}")
    return found


def test_every_link_of_the_site_leads_to_an_element_that_is_there(files: dict[str, bytes]) -> None:
    """Every address on every page resolves to a file of the report, and every fragment to an id in it."""
    pages = pages_of(files)
    assert len(pages) > 20
    assert sorted(set(broken(pages))) == []


def test_ids_are_unique_and_references_to_them_resolve(files: dict[str, bytes]) -> None:
    """No id stands twice on a page, and what names an id names one that is there."""
    for name, page in pages_of(files).items():
        assert len(page.ids) == len(set(page.ids)), name
        assert sorted(set(page.named) - set(page.ids)) == [], name
        assert page.titles == 1, name
        assert page.styled == [], name


def test_every_link_of_the_single_file_leads_to_an_element_that_is_there(single: str) -> None:
    """In one file all links are fragments, each of an id that stands there once."""
    page = Seen(single)
    inside = [link for link in page.links if not urlsplit(link).scheme]
    assert [link for link in inside if not link.startswith("#")] == []
    assert sorted({link for link in inside if unquote(link[1:]) not in page.ids}) == []
    assert sorted({name for name in page.ids if page.ids.count(name) > 1}) == []
    assert sorted(set(page.named) - set(page.ids)) == []
    assert page.styled == []


def test_the_single_file_has_every_page_of_the_site() -> None:
    """Each page is an article with the page's name as its id."""
    made = site(DRAWN[0])
    articles = re.findall(r'<article class="page[^"]*" id="([^"]+)"', made.single_file().decode())
    assert articles == list(made.names)


def test_nothing_is_fetched(files: dict[str, bytes]) -> None:
    """The policy of each page allows nothing but what stands in the page."""
    for text in (files[name].decode() for name in files if name.endswith(".html")):
        assert_alone(text)


def test_nothing_is_fetched_by_the_single_file(single: str) -> None:
    """Nor does that of all pages in one."""
    assert_alone(single)


def assert_alone(text: str) -> None:
    """The policy is there, and nothing that it would have to stop."""
    assert "default-src 'none'" in html.unescape(text)
    assert re.findall(r'<(?:script|img|link|iframe)[^>]+(?:src|href)="(?!data:)', text) == []
    assert "@import" not in text


def test_the_report_has_the_pages_that_the_workspace_asks_for() -> None:
    """A page for each journey in each view, each persona, each team, each view across and the lists."""
    made = site(next(path for path in DRAWN if path.name == "saas"))
    assert made.names[0] == "index"
    for name in ("journeys/shift-planning-adoption", "journeys/shift-planning-adoption-flow", "lifecycle", "heatmap"):
        assert name in made.names
    for name in ("ownership", "opportunities", "plays", "handoffs", "reviews", "research", "metrics", "initiatives"):
        assert name in made.names
    assert {"findings", "health"} <= set(made.names)
    assert any(name.startswith("personas/") for name in made.names)
    assert any(name.startswith("teams/") for name in made.names)
    with pytest.raises(KeyError):
        made.html("nowhere")


def test_the_same_input_gives_the_same_bytes_whoever_draws() -> None:
    """One process and several give the same report, and two runs too."""
    workspace = api.load([DRAWN[0]], on=TODAY)[0]
    alone = dict(api.site_of(workspace).files())
    assert dict(api.site_of(workspace).files()) == alone
    assert api.site_of(workspace).single_file() == api.site_of(workspace).single_file()


def test_a_page_by_itself_is_the_page_of_the_site() -> None:
    """What is drawn on demand is what the whole report has."""
    made = site(DRAWN[0])
    whole = dict(made.files())
    for name in made.names:
        assert made.html(name) == whole[f"{name}.html"], name
    assert made.file("index.json") == whole["index.json"]


def test_the_index_for_machines_names_all_files_and_objects(files: dict[str, bytes]) -> None:
    """`index.json` lists the files that there are; every object's page and place are there."""
    index = json.loads(files["index.json"])
    pages = pages_of(files)
    assert index["format_version"] == 1
    assert index["files"] == sorted(files)
    for item in index["objects"]:
        assert item["page"] in pages, item
        assert not item["anchor"] or item["anchor"] in pages[item["page"]].ids, item
    assert [item["id"] for item in index["journeys"]] == sorted(item["id"] for item in index["journeys"])
    for item in index["journeys"]:
        lost = sum(part["lost"] for part in item["health"]["parts"])
        assert item["health"]["score"] == START - lost


def test_the_calendar_is_part_of_the_report(files: dict[str, bytes]) -> None:
    """The reviews come as a calendar too."""
    assert files["reviews.ics"].startswith(b"BEGIN:VCALENDAR")


def test_the_first_page_begins_with_what_hurts(files: dict[str, bytes]) -> None:
    """Worst moments, then pains, hand-offs and changes, and only then all journeys."""
    text = files["index.html"].decode()
    places = [text.index(f'id="{name}"') for name in ("worst", "pains", "handoffs", "changes", "journeys", "teams")]
    assert places == sorted(places)


def test_the_worst_moment_of_each_persona_comes_with_its_evidence() -> None:
    """The first page tells who has it worst where, and how many said so."""
    text = site(next(path for path in DRAWN if path.name == "saas")).html("index").decode()
    card = text[text.index('class="jc"') : text.index("</li></ul></li>", text.index('class="jc"'))]
    assert "The payroll export is wrong" in card
    assert "74 of 412 support tickets" in card


MINE = """
journeymap: 1
workspace: {name: Mine}
personas: [{id: pat, name: Pat}]
teams: [{id: desk, name: Desk}, {id: back, name: Back office}]
research: [{id: talks, title: New talks, kind: interview, date: 2026-06-01}]
initiatives:
  - {id: form, name: New form, status: shipped, due: 2026-05-01, addresses: [claim/slow], owner: desk}
  - {id: old, name: Old form, status: shipped, due: 2024-05-01, addresses: [claim/slow], owner: desk}
journeys:
  - id: claim
    name: Claim
    personas: [pat]
    owner: desk
    status: researched
    reviewed: 2026-01-01
    decisions: [{date: 2026-03-01, text: "Fewer *letters*"}, {date: 2025-03-01, text: Long ago}]
    stages:
      - id: ask
        name: Ask
        touchpoints:
          - id: call
            name: Calls the desk
            emotion: -2
            research: {id: talks, count: 11, of: 18}
            handoff: {to: back}
            pain_points: [{id: slow, summary: "Waits **long**", severity: critical}]
          - {id: letter, name: Gets a letter, emotion: 1, owner: back}
  - id: claim-flow
    name: Flow of claims
    state: future
    based_on: claim
    stages: [{id: ask, name: Ask, touchpoints: [{id: call, keep: true, emotion: 1}]}]
"""


@pytest.fixture
def mine(write: Any) -> Site:
    return site(write({"journeymap.yaml": MINE}))


def test_a_journey_that_is_called_as_a_page_of_another_does_not_take_its_place(mine: Site) -> None:
    """With journeys `claim` and `claim-flow` both the flow of the first and the map of the second are there."""
    assert {"journeys/claim", "journeys/claim--flow", "journeys/claim-flow", "journeys/claim-flow-flow"} <= set(
        mine.names
    )
    assert len(mine.names) == len(set(mine.names))
    assert b"<svg" in mine.html("journeys/claim--flow")
    assert sorted(set(broken(pages_of(dict(mine.files()))))) == []


def test_what_changed_since_the_review_is_what_is_dated_after_it(mine: Site) -> None:
    """Decisions, research and shipped work after the review are told, latest first; what was before is not."""
    text = mine.html("index").decode()
    part = text[text.index('id="changes"') : text.index('id="journeys"')]
    told = [part.index(word) for word in ("New talks", "New form", "Fewer <em>letters</em>")]
    assert told == sorted(told)
    assert "Long ago" not in part
    assert "Old form" not in part


def test_changes_between_revisions_can_be_given(write: Any) -> None:
    """Whoever compared two revisions hands over what changed, and the first page tells it."""
    workspace = api.load([write({"journeymap.yaml": MINE})], on=TODAY)[0]
    change = Change("claim", datetime.date(2026, 7, 1), "Touchpoint added: Gets a letter")
    made = Site(api.gathered(workspace), changes=[change])
    assert "Touchpoint added: Gets a letter" in made.html("index").decode()


def test_a_future_journey_stands_below_the_one_that_it_is_based_on(mine: Site) -> None:
    """The table of all journeys has it right behind, and its page leads to the other and back."""
    text = mine.html("index").decode()
    table = text[text.index('id="journeys"') :]
    assert table.index(">Claim<") < table.index(">Flow of claims<") < table.index("Future, based on Claim")
    assert 'href="claim-flow.html">Future: Flow of claims<' in mine.html("journeys/claim").decode()
    assert 'href="claim.html">Today: Claim<' in mine.html("journeys/claim-flow").decode()


def test_the_evidence_and_the_hand_off_without_sla_are_told(mine: Site) -> None:
    """The pain that nobody acts on is not told where work has shipped; the hand-off without an SLA is."""
    text = mine.html("index").decode()
    assert "11 of 18 interviews" in text
    part = text[text.index('id="handoffs"') : text.index('id="changes"')]
    assert "Back office" in part
    assert "no SLA" in part


def test_every_tab_of_a_journey_says_which_one_is_shown(mine: Site) -> None:
    """On each view of a journey the tab of that view is the current one, and no other."""
    for view in contents.JOURNEY_VIEWS:
        name = contents.journey_page("claim", view, {"claim", "claim-flow"})
        text = mine.html(name).decode()
        tabs = text[text.index('class="site-tabs"') : text.index("</nav>", text.index('class="site-tabs"'))]
        current = re.findall(r'<a href="([^"]+)" aria-current="page"', tabs)
        assert current == [f"{name.removeprefix('journeys/')}.html"]


def test_a_card_of_the_flow_leads_to_its_touchpoint_on_the_map(mine: Site) -> None:
    """Clicking a card shows the touchpoint with everything that is known of it."""
    flow = mine.html("journeys/claim--flow").decode()
    links = [link for link in Seen(flow[flow.index("<svg xmlns") :]).links if link.startswith("claim.html#")]
    card = Seen(mine.html("journeys/claim").decode())
    assert len(links) == 2
    assert all(unquote(link.partition("#")[2]) in card.ids for link in links)


def test_the_page_about_health_shows_every_weight() -> None:
    """Each part with its cap and each charge with its points stands there, in words that exist."""
    text = site(DRAWN[0]).html("health").decode()
    words = words_for("en")
    for part in formula():
        assert words(f"report.health.reason.{part.key}")
        assert f'id="part-{part.key}"' in text
        for charge in part.charges:
            assert words(f"report.health.charge.{part.key}.{charge.key}")


def test_journeys_with_faults_are_left_out_and_named(write: Any) -> None:
    """The report is made of the others, and its first page says which one is missing."""
    faulty = MINE + "  - {id: broken-one, name: Broken, stages: 3}\n"
    made = site(write({"journeymap.yaml": faulty}))
    assert "journeys/broken-one" not in made.names
    assert "broken-one" in made.html("index").decode()
    assert "broken-one" in made.html("findings").decode() or "stages" in made.html("findings").decode()


def test_a_workspace_without_a_journey_that_can_be_drawn_is_an_error(write: Any) -> None:
    """No journeys, only faulty ones, and only confidential ones: each has its own message."""
    with pytest.raises(InputMissingError, match="no journeys"):
        site(write({"journeymap.yaml": "journeymap: 1\n"}))
    with pytest.raises(ContentError, match="faults"):
        site(write({"journeymap.yaml": "journeymap: 1\njourneys: [{id: a, name: A, stages: 3}]\n"}))
    secret = "journeymap: 1\njourneys: [{id: a, name: A, confidential: true, stages: [{id: s, name: S}]}]\n"
    with pytest.raises(ContentError, match="confidential"):
        site(write({"journeymap.yaml": secret}), public=True)


def test_style_sheets_are_confined_to_their_pages() -> None:
    """Rules hold below the class; those of the document and of paper stay outside, in their order."""
    style = ":root{--a:1px}.x{b:c}@media print{@page{size:A3}.y{d:e}body{f:g}}.z{h:i}@media (a){:root{--a:2px}}"
    assert confined(style, "of-x") == (
        ".of-x{page:of-x}\n:root{--a:1px}.of-x{.x{b:c}}\n@media print{@page of-x{size:A3}.of-x{.y{d:e}}\n"
        "body{f:g}}.of-x{.z{h:i}}\n@media (a){:root{--a:2px}}"
    )


def test_ids_of_one_file_carry_their_page() -> None:
    """The same anchor on two pages gives two ids."""
    names = {"a", "b"}
    assert InOneFile("a", names).id("x") != InOneFile("b", names).id("x")
    assert InOneFile("a", names).page("b", "x") == "#" + InOneFile("b", names).id("x").replace(":", "%3A")


@pytest.mark.parametrize(
    ("said", "pains", "handoffs"),
    [
        ("", "The maps name no pain point.", "The maps have no hand-off from team to team."),
        (
            ", owner: one, pain_points: [{id: p, summary: Slow, severity: low}], handoff: {to: two, sla: 1d}",
            "No open pain point is high or critical.",
            'class="fine"',
        ),
    ],
)
def test_where_there_is_nothing_nothing_is_praised(write: Any, said: str, pains: str, handoffs: str) -> None:
    """Without pains and hand-offs the first page says that there are none; a tick is for what is well seen to."""
    document = f"""
journeymap: 1
teams: [{{id: one, name: One}}, {{id: two, name: Two}}]
journeys:
  - id: buy
    name: Buys
    stages:
      - id: s
        name: S
        touchpoints: [{{id: a, name: A{said}}}, {{id: b, name: B, owner: two}}]
"""
    text = site(write({"journeymap.yaml": document})).html("index").decode()
    marks = [text.index(f'id="{name}"') for name in ("pains", "handoffs", "changes")]
    assert pains in text[marks[0] : marks[1]]
    assert 'class="fine"' not in text[marks[0] : marks[1]]
    assert handoffs in text[marks[1] : marks[2]]
