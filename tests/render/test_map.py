"""The map page: whatever a workspace says stays text, the page is self-contained, and pictures stay inside."""

import datetime
import html.parser
import typing
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from journeymap.errors import ContentError
from journeymap.model.base import FormatObject
from journeymap.model.document import Document
from journeymap.model.kinds import FreeText
from journeymap.render import map_lanes, markup, pictures
from journeymap.render.building.journey import build_journey_view
from journeymap.render.links import safe_url
from journeymap.render.map_html import map_page
from journeymap.render.markup import without_controls
from journeymap.render.pages.addresses import Alone, InSite
from journeymap.render.pages.shell import document
from journeymap.workspace.catalogue import Catalogue

TODAY = datetime.date(2026, 11, 22)
SECTIONS = ("personas", "teams", "systems", "metrics", "research", "journeys", "initiatives", "plays")
HOSTILE = (
    "</script><script>boom()</script>",
    '"><img src=x onerror=boom()>',
    "' onclick='boom()",
    "[x](javascript:boom())",
    "<javascript:boom()>",
    "![x](http://evil.example/x.png)",
    "]]><svg onload=boom()>",
    "</style><style>*{display:none}</style>",
    "\u202e evil \u0000\ufeff {{ 7 * 7 }} {% raw %}",
)


def load(**sections: Any) -> Catalogue:
    document = Document.model_validate({"journeymap": 1, **sections})
    return Catalogue(**{name: {item.id: item for item in getattr(document, name)} for name in SECTIONS})


def page(known: Catalogue) -> str:
    return document(map_page(build_journey_view(next(iter(known.journeys.values())), known, today=TODAY), Alone()))


def poisoned(value: Any, text: str) -> Any:
    """The object with every filled field of free text replaced, however deep; ids, dates and choices stay."""
    if isinstance(value, tuple):
        return tuple(poisoned(item, text) for item in value)
    if not isinstance(value, FormatObject):
        return value
    update = {name: _poison(field, getattr(value, name), text) for name, field in type(value).model_fields.items()}
    return value.model_copy(update={**update, **dict.fromkeys(value.model_extra or {}, text)})


def _poison(field: Any, value: Any, text: str) -> Any:
    if not _is_free_text(field):
        return poisoned(value, text)
    if isinstance(value, tuple) and value and all(isinstance(item, str) for item in value):
        return (text,)
    return text if isinstance(value, str) else poisoned(value, text)


def _is_free_text(field: Any) -> bool:
    seen = [field.annotation, *field.metadata]
    while seen:
        item = seen.pop()
        if isinstance(item, FreeText):
            return True
        seen += [*typing.get_args(item), *getattr(item, "__metadata__", ())]
    return False


def full() -> Catalogue:
    """A workspace in which every part of a map is there."""
    work = [{"do": "x", "by": "team", "using": "crm", "fails": "x"}]
    proof = [{"id": "talks", "count": 3, "of": 9, "quote": "x"}]
    claims = {
        "pain_points": [
            {"id": "pain", "summary": "x", "severity": "high", "root_cause": "x", "owner": "team", "research": proof}
        ],
        "gains": [{"id": "gain", "summary": "x", "research": proof}],
        "opportunities": [
            {
                "id": "chance",
                "summary": "x",
                "addresses": "pain",
                "owner": "team",
                "impact": "high",
                "effort": "low",
                "importance": 9,
                "satisfaction": 2,
                "status": "idea",
            }
        ],
    }
    handoff = {"to": "team", "sla": "4h", "criteria": ["x"], "on_reject": "x", "recycle_to": "a"}
    first = {
        "id": "a",
        "name": "x",
        "description": "x",
        "channel": "web",
        "channel_reason": "x",
        "actor": "x",
        "goal": "x",
        "goal_met": "no",
        "expectation": "x",
        "actions": "x",
        "thoughts": "x",
        "feelings": "x",
        "emotion": -1,
        "moment_of_truth": True,
        "wait": "2d",
        "duration": "5min",
        "artifacts": "x",
        "owner": "team",
        "responsible": "team",
        "consulted": "team",
        "informed": "team",
        "frontstage": work,
        "backstage": work,
        "support": work,
        "voices": [{"persona": "ann", "emotion": 1, "feelings": "x", "thoughts": "x", "expectation": "x"}],
        "metrics": [{"metric": "m", "target": 0.5, "value": 0.4, "warn": 0.3, "n": 9}],
        "research": proof,
        "next": [
            {"to": "b", "when": "x", "share": 0.4, "for": "ann", "outcome": "x", "handoff": handoff, "research": proof},
            {"to": "end", "share": 0.6, "outcome": "x"},
        ],
        **claims,
    }
    stage = {
        "id": "s",
        "name": "x",
        "description": "x",
        "when": "x",
        "goal": "x",
        "thoughts": "x",
        "touchpoints": [first, {"id": "b", "name": "x"}],
    }
    journey = {
        "id": "way",
        "name": "x",
        "summary": "x",
        "scenario": "x",
        "goal": "x",
        "trigger": "x",
        "tags": "x",
        "owner": "team",
        "personas": ["ann", "ben"],
        "research": proof,
        "decisions": [{"date": "2026-01-01", "text": "x", "by": "x"}],
        "stages": [stage],
        "x-note": "x",
    }
    persona = {
        "name": "x",
        "summary": "x",
        "role": "x",
        "jobs": "x",
        "quotes": "x",
        "demographic": {"age": "x", "location": "x"},
        "firmographic": {"industry": "x"},
        "technographic": {"tools": "x"},
        "psychographic": {"goals": "x", "challenges": "x", "values": "x"},
        "behavioural": {"channels": "x", "triggers": "x"},
    }
    return load(
        personas=[{"id": "ann", **persona}, {"id": "ben", **persona}],
        teams=[{"id": "team", "name": "x", "function": "x", "organisation": "x", "contact": "x"}],
        systems=[{"id": "crm", "name": "x", "owner": "team"}],
        metrics=[
            {
                "id": "m",
                "name": "x",
                "kind": "ratio",
                "polarity": "higher-is-better",
                "unit": "x",
                "formula": "x",
                "source": "x",
                "numerator": "x",
                "denominator": "x",
            }
        ],
        research=[
            {"id": "talks", "title": "x", "kind": "interview", "url": "https://example.org", "author": "x", "file": "x"}
        ],
        initiatives=[
            {"id": "work", "name": "x", "summary": "x", "addresses": "way/pain", "cost": "x", "status": "doing"}
        ],
        plays=[
            {
                "id": "play",
                "name": "x",
                "at": "way/a",
                "for": "ann",
                "message": "x",
                "offer": "x",
                "trigger": "x",
                "owner": "team",
            }
        ],
        journeys=[journey],
    )


class Tags(html.parser.HTMLParser):
    """Every element, attribute and link of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]


def test_every_part_is_on_the_page() -> None:
    """The workspace of these tests fills each lane, so that poison reaches each."""
    text = page(full())
    from journeymap.render.map_lanes import LANES

    there = [lane.key for lane in LANES if not lane.spans and lane.key != "use"]  # measured: test_measured_drawings
    assert [key for key in there if f"cell l-{key}" not in text] == []
    assert 'class="ways' in text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    """With every text field hostile the page has the same kinds of elements, one script and style, and no handler."""
    clean = full()
    bad = Catalogue(
        **{name: {key: poisoned(item, text) for key, item in getattr(clean, name).items()} for name in SECTIONS}
    )
    drawn, plain = Tags(page(bad)), Tags(page(clean))
    assert set(drawn.names) <= set(plain.names) | {"p", "em", "code", "a"}
    assert (drawn.names.count("script"), drawn.names.count("style"), drawn.names.count("img")) == (1, 1, 0)
    assert not [name for name in drawn.attributes if name.startswith("on") or name == "style"]
    assert not [link for link in drawn.links if "script:" in link.lower()]
    assert "49" not in page(bad).split("<h1", 1)[1].split("</h1>", 1)[0]


def test_markdown_has_no_html_no_pictures_and_safe_links() -> None:
    """Emphasis and safe links work, the rest stays text."""
    assert "<strong>b</strong>" in markup.inline("**b**")
    assert 'rel="noopener"' in markup.inline("[x](https://example.org)")
    for text in ("<b>x</b>", "![x](y.png)", "[x](javascript:alert)", "[x](data:text/html,x)", "[x](//evil.example)"):
        assert not [tag for tag in Tags(str(markup.block(text))).names if tag not in {"p", "a"}]
        assert not [link for link in Tags(str(markup.block(text))).links if ":" in link or link.startswith("//")]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:x",
        "JaVaScRiPt:x",
        "java\nscript:x",
        " javascript:x",
        "data:x",
        "vbscript:x",
        "//evil",
        "file:///x",
        "\\\\evil",
    ],
)
def test_unsafe_addresses_are_no_links(url: str) -> None:
    """Only http, https, mailto and relative addresses may become links."""
    assert safe_url(url) == ""


def test_same_input_same_bytes_and_small() -> None:
    """Two drawings are equal, and the page without data stays far below 150 KB."""
    bare = load(journeys=[{"id": "way", "name": "Way", "stages": [{"id": "s", "name": "S"}]}])
    assert page(bare) == page(bare)
    assert len(page(bare).encode()) < 60_000


def test_asks_nothing_of_the_network() -> None:
    """No address but links that a reader follows; the policy names hashes and no `unsafe-inline`."""
    text = page(full())
    assert "default-src &#39;none&#39;" in text
    assert "unsafe-inline" not in text
    assert not [link for link in Tags(text).links if not link.startswith(("#", "https://example.org", "data:"))]


def test_empty_lanes_are_left_out() -> None:
    """A journey of stages alone has neither lanes nor a curve."""
    text = page(load(journeys=[{"id": "way", "name": "Way", "stages": [{"id": "s", "name": "S"}]}]))
    assert 'class="lab' not in text
    assert 'class="ways' not in text
    assert "<figure" not in text


@pytest.mark.parametrize("path", ["../out.png", "/etc/passwd", "a/../../out.png", "C:/x.png", "link.png"])
def test_pictures_outside_the_workspace_are_refused(tmp_path: Path, path: str) -> None:
    """Neither a path nor a link leads out."""
    (tmp_path / "out.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    root = tmp_path / "root"
    root.mkdir()
    (root / "link.png").symlink_to(tmp_path / "out.png")
    with pytest.raises(ContentError, match="outside the workspace"):
        pictures.picture(root, path, "persona 'ann'")


def test_pictures_have_a_limit_and_a_kind(tmp_path: Path) -> None:
    """A large file, a missing one and one that is no picture are refused, each with its reason; a good one is embedded."""
    (tmp_path / "big.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * pictures.LARGEST)
    (tmp_path / "fake.png").write_text("<script>")
    (tmp_path / "ok.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    for name, reason in {
        "big.png": "300 KiB",
        "fake.png": "no png",
        "gone.png": "cannot be opened",
        "x.html": "cannot",
    }.items():
        with pytest.raises(ContentError, match=reason):
            pictures.picture(tmp_path, name, "stage 's'")
    found = pictures.picture(tmp_path, "ok.svg", "stage 's'")
    assert found is not None
    assert found.uri.startswith("data:image/svg+xml;base64,")


def way(*touchpoints: dict[str, Any], **sections: Any) -> str:
    stage = {"id": "s", "name": "S", "touchpoints": list(touchpoints)}
    return page(
        load(journeys=[{"id": "way", "name": "Way", "stages": [stage]}, *sections.pop("others", ())], **sections)
    )


def test_a_journey_within_is_a_link_where_the_workspace_has_it() -> None:
    """The link leads to the file that `render` writes beside this one; elsewhere there is only the name."""
    touchpoint = {"id": "a", "name": "A", "journey": "other"}
    other = {"id": "other", "name": "Other way", "stages": [{"id": "s", "name": "S"}]}
    assert "other-map.html" in Tags(way(touchpoint, others=[other])).links
    assert "other-map.html" not in Tags(way(touchpoint)).links
    assert "other" in way(touchpoint)


def test_a_way_is_short_on_the_card_and_whole_in_its_details() -> None:
    """The card shows share and number; the name, the condition and the hand-off's criteria stand in its details."""
    handoff = {"to": "team", "sla": "4h", "criteria": ["Signed by both"]}
    first = {"id": "a", "name": "A", "next": [{"to": "b", "share": 0.4, "when": "It rains", "handoff": handoff}]}
    text = way(first, {"id": "b", "name": "Second"}, teams=[{"id": "team", "name": "Team"}])
    card = text.split('<li class="tp', 1)[1].split('<li class="tp', 1)[0]
    before, rest = card.split("<details", 1)
    details, after = rest.split("</details>", 1)
    short = before + after
    assert "40\N{NO-BREAK SPACE}%</b> <i>→</i> 2</span>" in short
    assert "4 hours" in short
    assert "Signed by both" not in short
    assert all(words in details for words in ("Second", "It rains", "Signed by both", "4 hours"))


@pytest.mark.parametrize(("count", "folded"), [(map_lanes.LONG, False), (map_lanes.LONG + 1, True)])
def test_long_maps_begin_with_their_secondary_lanes_folded(count: int, folded: bool) -> None:
    """A reader opens them by their names; short maps show all."""
    text = way(*({"id": f"t{n}", "name": "T", "goal": "G"} for n in range(count)))
    assert ('id="open-goals" checked' in text) is not folded
    assert "open-steps" not in text


def printed(text: str) -> float:
    """The scale at which a page is printed."""
    return float(text.split("@media print{.journey{zoom:", 1)[1].split("}", 1)[0])


def test_the_more_a_map_holds_the_smaller_it_is_printed() -> None:
    """The scale follows what is there, and the secondary lanes stay off the sheet where it would be too small."""
    pain = {"summary": "Long words about what hurts here and why " * 4, "severity": "high"}
    scales = []
    for count in (2, 20, 200):
        touchpoints = [
            {"id": f"t{n}", "name": "Does it", "goal": "G", "pain_points": [{"id": f"p{n}", **pain}]}
            for n in range(count)
        ]
        text = way(*touchpoints)
        scales.append(printed(text))
    assert scales == sorted(scales, reverse=True)
    assert scales[0] > scales[-1]
    assert ".map .l-goals{display:none!important}" in text


def test_what_nobody_sees_does_not_reach_the_page() -> None:
    assert without_controls("a\x1b\u202eb\u2066c\nd\te") == "abc\nd\te"
    assert isinstance(without_controls(Markup("a\x00<b>")), Markup)


def test_a_map_in_a_report_brings_no_second_way_past_its_head() -> None:
    """By itself the page begins with a link to the map; in a report the report has one."""
    known = load(journeys=[{"id": "way", "name": "Way", "stages": [{"id": "s", "name": "S"}]}])
    view = build_journey_view(known.journeys["way"], known, today=TODAY)
    assert 'class="skip"' in map_page(view, Alone(), alone=True).body
    assert 'class="skip"' not in map_page(view, InSite("journeys/way", {"journeys/way"})).body
