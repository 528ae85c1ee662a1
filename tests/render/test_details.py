"""Pages of details: everything that is written is shown, every link leads somewhere, nothing confidential is named."""

import dataclasses
import html.parser
import json
import re
from collections.abc import Mapping
from urllib.parse import unquote

import pytest

from journeymap import api
from journeymap.diagnostics import Diagnostic, Pointer, Severity
from journeymap.render.building.gathered import Gathered
from journeymap.render.building.handoffs import handoffs_view
from journeymap.render.building.reviews import reviews_view
from journeymap.render.detail_pages import detail_pages, detail_sheets
from journeymap.render.details.sheet import Bit, Sheet
from journeymap.render.handoffs_html import handoffs_page
from journeymap.render.map_html import map_page
from journeymap.render.pages.addresses import InOneFile, InSite
from journeymap.render.pages.shell import Page, document
from journeymap.render.reviews_html import reviews_page
from tests.conftest import EXAMPLES, TODAY
from tests.render.detail_workspaces import TEAMS, full, gather, journey
from tests.render.test_map import HOSTILE, poisoned

WRITTEN = re.compile(r"w-[a-z_-]+")
FINDING = Diagnostic(
    code="JM999",
    name="some-rule",
    severity=Severity.WARNING,
    message="`t1` is not good",
    path="journeymap.yaml",
    pointer=Pointer(("journeys", 0)),
    help="Mend `t1`.",
    object="journeys/way/stages/s/touchpoints/t1/emotion",
)


def drawn(gathered: Gathered) -> dict[str, str]:
    """All pages of details of a workspace as documents of a site."""
    pages = detail_pages(gathered)
    there = {*pages, *(f"journeys/{name}" for name in gathered.journeys)}
    return {name: document(draw(InSite(name, there))) for name, draw in pages.items()}


def everything(gathered: Gathered) -> dict[str, Page]:
    """The same, with the maps, the hand-offs and the calendar that they lead to."""
    pages = dict(detail_pages(gathered))
    pages["handoffs"] = lambda on: handoffs_page(handoffs_view(gathered), on)
    pages["reviews"] = lambda on: reviews_page(reviews_view(gathered), on)
    for name, view in gathered.journeys.items():
        pages[f"journeys/{name}"] = lambda on, view=view: map_page(view, on)  # type: ignore[misc]
    return {name: draw(InSite(name, pages)) for name, draw in pages.items()}


class Elements(html.parser.HTMLParser):
    """The elements of a page, their ids and the addresses that they lead to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One element."""
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.links += [value or "" for name, value in attrs if name == "href"]


def texts(gathered: Gathered) -> set[str]:
    """All the marked words of a workspace."""
    return set(WRITTEN.findall(repr(gathered.whole)))


def test_everything_that_is_written_is_shown() -> None:
    """Each text of personas, teams, systems, metrics, research, initiatives and plays is on some page of details."""
    gathered = full()
    shown = set(WRITTEN.findall(" ".join(drawn(gathered).values())))
    assert texts(gathered) - shown == set()
    assert len(texts(gathered)) > 60  # so that an empty workspace proves nothing


@pytest.mark.parametrize(
    ("page", "values"),
    [
        ("personas/ann", ["Segment", "w-pain", "w-thought", "w-felt", "w-play", "plan = w-segment", "3 of 9"]),
        (
            "teams/sales",
            ["w-pain", "w-chance", "w-initiative", "w-system", "hits 37", "Does the work", "w-work", "4 hours"],
        ),
        ("research", ["2026-03-04", "n = 18", "w-gain", "w-pain", "fresh until 2027-09-04", "w-proof-quote"]),
        ("metrics", ["43", "91", "52", "n = 977", "66", "w-initiative", "w-play", "Ratio", "0-1", "worrying"]),
        ("initiatives", ["700", "RICE 280", "overdue", "2026-10-01", "w-pain", "w-chance", "2 Point 2", "66"]),
    ],
)
def test_numbers_and_names_that_are_written(page: str, values: list[str]) -> None:
    """Values, dates and choices are on the page they belong to, in words."""
    text = drawn(full())[page].replace("\N{NO-BREAK SPACE}", " ")
    missing = [value for value in values if value not in text]
    if page == "teams/sales":
        missing = [value for value in missing if value != "w-work"]  # the work is that of the other team
    assert missing == []


def test_work_stands_with_the_team_that_does_it() -> None:
    """A team is told what it does at touchpoints of others."""
    pages = drawn(full())
    assert "w-work" in pages["teams/care"]
    assert "w-work" not in pages["teams/sales"]


def test_names_of_pages() -> None:
    """A page for each persona and team, and one of each list."""
    assert sorted(detail_pages(full())) == [
        *("findings", "initiatives", "metrics", "personas/ann", "research"),
        *("teams/care", "teams/mail", "teams/sales"),
    ]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_every_link_leads_somewhere(example: object) -> None:
    """On every page of an example: one main, one h1, ids once each, and each link leads to an element that is there."""
    workspace = api.load([example], on=TODAY)[0]  # type: ignore[list-item]
    found = api.lint([example], select=("ALL",)).findings  # type: ignore[list-item]
    pages = everything(api.gathered(workspace, findings=found))
    known = {name: Elements(page.body) for name, page in pages.items()}
    for name, page in known.items():
        assert len(page.ids) == len(set(page.ids)), name
        assert (page.tags.count("h1"), page.tags.count("main")) == (1, 1)
        for link in page.links:
            if link.startswith(("http:", "https:", "mailto:")):
                continue
            to, _, anchor = link.partition("#")
            parts = [*name.split("/")[:-1], *to.removesuffix(".html").split("/")]
            while ".." in parts:
                at = parts.index("..")
                del parts[at - 1 : at + 1]
            target = "/".join(parts) if to else name
            if anchor and not anchor.startswith(("i-", "f-", "s-")):
                assert unquote(anchor) in known[target].ids, (name, link)


def test_pages_begin_with_main_and_draw_alike() -> None:
    """Bodies begin with their main element; the same workspace gives the same pages."""
    first, second = drawn(full()), drawn(full())
    assert first == second
    pages = detail_pages(full())
    assert all(draw(InOneFile(name, pages)).body.startswith("<main") for name, draw in pages.items())


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_text(text: str) -> None:
    """Whatever is written in any text, no page has a script, a picture or an attribute that acts."""
    whole = full().whole
    bad = {
        item.name: {key: poisoned(value, text) for key, value in getattr(whole, item.name).items()}
        for item in dataclasses.fields(whole)
        if isinstance(getattr(whole, item.name), dict) and item.name not in {"lifecycles", "channels", "sources"}
    }
    for name, page in drawn(Gathered(dataclasses.replace(whole, **bad), TODAY)).items():
        parsed = Elements(page)
        assert not {"script", "img", "iframe", "form"} & set(parsed.tags), name
        assert not [key for key in parsed.attributes if key.startswith("on") or key == "style"], name
        assert not [link for link in parsed.links if link.lower().startswith(("javascript", "data"))], name
        assert parsed.tags.count("style") == 1


def test_public_names_nothing_confidential() -> None:
    """Ids and names of what is confidential are on no page of a public edition."""
    secret = {"confidential": True}
    gathered = gather(
        public=True,
        personas=[{"id": "ann", "name": "Ann"}, {"id": "zz-ben", "name": "zz-Ben", **secret}],
        teams=[*TEAMS, {"id": "zz-team", "name": "zz-Team", **secret}],
        metrics=[{"id": "zz-m", "name": "zz-Metric", **secret}],
        research=[{"id": "talks", "title": "Talks"}, {"id": "zz-r", "title": "zz-Research", **secret}],
        initiatives=[
            {"id": "a", "name": "A", "addresses": "way/zz-pain", "delivers": "zz-way/t1", "owner": "zz-team"},
            {"id": "zz-i", "name": "zz-Initiative", **secret},
        ],
        plays=[{"id": "p", "name": "P", "for": ["ann", "zz-ben"], "at": ["zz-way/t1", "way/t1"], "metrics": "zz-m"}],
        journeys=[
            journey(
                "way",
                {
                    "emotion": -1,
                    "owner": "zz-team",
                    "research": ["talks", "zz-r"],
                    "voices": [{"persona": "zz-ben", "emotion": -2}],
                    "pain_points": [{"id": "zz-pain", "summary": "zz-hurts", **secret}],
                    "metrics": [{"metric": "zz-m", "value": 1}],
                    "moment_of_truth": True,
                },
                personas=["ann", "zz-ben"],
            ),
            journey("zz-way", {"emotion": -1}, **secret),
        ],
        findings={
            "way": (
                FINDING,
                dataclasses.replace(FINDING, message="zz-team is gone"),
                dataclasses.replace(FINDING, object="journeys/way/stages/s/touchpoints/t1/pain_points/zz-pain"),
            ),
            "zz-way": (FINDING,),
        },
    )
    pages = {name: page.body for name, page in everything(gathered).items()}
    assert [name for name, text in pages.items() if "zz-" in text or "zz-" in name] == []
    assert "2 findings" in pages["findings"]


def findings(*found: Diagnostic, name: str = "way") -> str:
    gathered = gather(
        journeys=[journey("way", {"pain_points": [{"id": "queue", "summary": "Waits long"}]})],
        metrics=[{"id": "m", "name": "Speed"}],
        findings={name: found},
    )
    return drawn(gathered)["findings"]


@pytest.mark.parametrize(
    ("place", "link", "text"),
    [
        ("journeys/way/stages/s/touchpoints/t1/emotion", "journeys/way.html#touchpoint-t1", "1 Point 1"),
        ("journeys/way/stages/s/touchpoints/t1/pain_points/queue", "journeys/way.html#pain-queue", "Waits long"),
        ("journeys/way/stages/s", "journeys/way.html#stage-s", "Stage"),
        ("journeys/way/reviewed", "journeys/way.html", "Way"),
        ("metrics/m/source", "metrics.html#metric-m", "Speed"),
    ],
)
def test_findings_lead_to_their_objects(place: str, link: str, text: str) -> None:
    """A finding leads to the innermost object that has a place on a page, by its name."""
    page = findings(dataclasses.replace(FINDING, object=place))
    assert re.search(rf'<a href="{re.escape(link)}" dir="auto">{text}</a>', page)


def test_findings_tell_rule_and_what_to_do() -> None:
    """By journey and rule, with how many, the rule's own words, and what to do."""
    page = findings(FINDING, dataclasses.replace(FINDING, severity=Severity.ERROR, code="JM998", message="worse"))
    assert "JM999 some-rule" in page
    assert "Mend <code>t1</code>." in page
    assert page.index("worse") < page.index("is not good")


def test_findings_outside_of_journeys() -> None:
    """What the rules find elsewhere has a place of its own."""
    assert "Outside of journeys" in findings(dataclasses.replace(FINDING, object="metrics/m"), name="")


def test_assumption_debt() -> None:
    """A journey without research names each claim that rests on nothing; a future one is not asked."""
    points = {"emotion": -1, "pain_points": [{"id": "queue", "summary": "Waits long"}]}
    page = drawn(gather(journeys=[journey("way", points), journey("later", points, state="future")]))["research"]
    assert page.count("Waits long") == 1
    assert "2 of 2" in page
    assert "Later" not in page


@pytest.mark.parametrize("name", ["findings", "initiatives", "metrics", "research"])
def test_empty_workspace_says_so(name: str) -> None:
    """A page without anything to tell has a sentence and no empty table."""
    page = drawn(gather())[name]
    assert 'class="sh-empty"' in page
    assert "<table" not in page


def test_team_and_persona_with_a_name_alone() -> None:
    """Nothing but a name is enough for a page."""
    pages = drawn(gather(teams=[{"id": "a", "name": "A"}], personas=[{"id": "b", "name": "B"}]))
    assert "Nothing in the workspace names this team yet" in pages["teams/a"]
    assert "No journey names this persona" in pages["personas/b"]


def test_persona_has_their_own_worst_moment() -> None:
    """Where personas differ, each page has the worst moment of its own persona."""
    way = journey(
        "way",
        {"emotion": -1, "voices": [{"persona": "ann", "emotion": 1}]},
        {"emotion": 1, "voices": [{"persona": "ann", "emotion": -2}]},
        personas=["ann", "ben"],
    )
    gathered = gather(personas=[{"id": "ann", "name": "Ann"}, {"id": "ben", "name": "Ben"}], journeys=[way])
    worst = {sheet.name: next(tile for tile in sheet.tiles if tile.face) for sheet in personas(gathered).values()}
    assert worst["personas/ann"].value == "\N{MINUS SIGN}2"
    assert "2 Point 2" in worst["personas/ann"].text
    assert worst["personas/ben"].value == "\N{MINUS SIGN}1"


def personas(gathered: Gathered) -> Mapping[str, Sheet]:
    return {sheet.name: sheet for sheet in detail_sheets(gathered) if sheet.name.startswith("personas/")}


def test_sheets_are_plain_data() -> None:
    """What stands on a page turns into JSON as it is."""
    sheets = [dataclasses.asdict(sheet) for sheet in detail_sheets(full())]
    assert json.loads(json.dumps(sheets))
    assert dataclasses.asdict(Bit("x"))["page"] == ""
