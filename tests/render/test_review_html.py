"""The review as a page: one line first, every change linked to its place and back, hostile text as text."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest

from journeymap.api.diffs import diff_journeys
from journeymap.render.review_changes import short
from journeymap.render.review_headline import headline
from journeymap.render.review_html import draw_html
from journeymap.render.wording import words_for
from tests.conftest import REPOSITORY, TODAY
from tests.render.review_workspaces import BASE, HOSTILE, changed, reviewed, touchpoints, typical

if TYPE_CHECKING:
    from pathlib import Path


class Page(HTMLParser):
    """The ids, links and texts of a page."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.text = ""
        self.handlers: list[str] = []
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                self.links.append(value or "")
            if name.startswith("on") or name == "style":
                self.handlers.append(name)

    def handle_data(self, data: str) -> None:
        self.text += data


def page(folder: Path, change: Any, **wishes: Any) -> Page:
    """The page of a change."""
    return Page(draw_html(reviewed(folder, BASE, changed(change), **wishes)))


def test_the_first_line_says_what_is_worse_for_whom_and_who_must_know(tmp_path: Path) -> None:
    """A manager who reads one line knows the gravest change, whom it hits, and who ought to be told."""
    view = reviewed(tmp_path, BASE, changed(typical))[0]
    told = headline(view, words_for("en"))
    assert told.startswith("Worse for Ann and Bob at Waits (emotion 0 → −2, moment of truth); ")
    assert told.endswith("Front desk and Ward must know.")


def test_every_change_leads_to_its_place_and_back(tmp_path: Path) -> None:
    """No id is there twice, every link has its target, and each change of a touchpoint is linked both ways."""
    views = reviewed(tmp_path, BASE, changed(typical), findings=True)
    found = Page(draw_html(views))
    assert len(found.ids) == len(set(found.ids))
    assert {link[1:] for link in found.links if link != "#changes"} <= set(found.ids)
    for number, change in enumerate(views[0].comparison.changes, 1):
        if change.touchpoint:
            assert f"#change-{number}" in found.links
    places = [link for link in found.links if re.fullmatch(r"#journey-1-(touchpoint|stage)-\d+", link)]
    assert len(places) >= len(views[0].comparison.changes)


def test_two_workspaces_share_no_id(tmp_path: Path) -> None:
    """Where several workspaces were compared, each has ids of its own."""
    views = [
        *reviewed(tmp_path / "one", BASE, changed(typical)),
        *reviewed(tmp_path / "two", BASE, changed(typical)),
    ]
    found = Page(draw_html(views))
    assert len(found.ids) == len(set(found.ids))
    assert {link[1:] for link in found.links} <= set(found.ids)


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    """Names of objects that are markup, templates or scripts are shown as they are written, and do nothing."""

    def vandalise(document: dict[str, Any]) -> None:
        typical(document)
        document["journeys"][0]["name"] = HOSTILE
        document["teams"][0]["name"] = HOSTILE
        document["personas"][0]["name"] = HOSTILE
        touchpoints(document, 1)[0]["name"] = HOSTILE
        touchpoints(document, 1)[0]["pain_points"][0]["summary"] = HOSTILE

    found = page(tmp_path, vandalise)
    assert "img" not in found.tags
    assert not found.handlers
    assert "{{ 7*7 }}" in unescape(found.text)
    assert not [link for link in found.links if not link.startswith("#")]


def test_nothing_changed_is_said(tmp_path: Path) -> None:
    """Two equal sides make a page that says so, without a filter and without an empty list."""
    found = page(tmp_path, lambda document: document)
    assert "Nothing changed" in found.text
    assert "form" not in found.tags


@pytest.mark.parametrize(("swapped", "word"), [(False, "New journey"), (True, "Journey removed")])
def test_a_journey_that_came_or_went_is_told_in_short(tmp_path: Path, swapped: bool, word: str) -> None:
    """A journey of one side only has its size in a line and no map."""
    more = changed(
        lambda document: document["journeys"].append({**BASE["journeys"][0], "id": "again", "name": "Again"})
    )
    sides = (more, BASE) if swapped else (BASE, more)
    found = Page(draw_html(reviewed(tmp_path, *sides)))
    assert word in found.text
    assert "2 stages" in found.text
    assert "5 touchpoints" in found.text
    assert "Emotion before and after" not in found.text


def test_gates_and_acceptances_are_shown(tmp_path: Path) -> None:
    """What a gate holds up stands at the top; what was accepted says by whom and why, and is not held up."""

    def accept(document: dict[str, Any]) -> None:
        typical(document)
        document["accepted"] = [
            {"change": "emotion-lowered", "object": "visit/wait", "before": 0, "after": -2}
            | {"reason": "The ward is rebuilt", "author": "Kim"}
        ]

    held = page(tmp_path / "held", typical, gates=("worse",)).text
    kept = page(tmp_path / "kept", accept, gates=("worse",)).text
    assert "3 changes do not pass the gate." in held
    assert "2 changes do not pass the gate." in kept
    assert "Accepted by Kim: The ward is rebuilt" in kept


def test_changes_outside_of_journeys_stand_by_section(tmp_path: Path) -> None:
    """A team and a persona have no map; they are listed under the name of their section."""

    def others(document: dict[str, Any]) -> None:
        document["teams"][0]["name"] = "Reception"
        document["personas"][0]["role"] = "Patient"

    found = page(tmp_path, others).text
    assert "Elsewhere in the workspace" in found
    assert found.index("Personas") < found.index("Teams")


def test_what_is_confidential_is_withheld(tmp_path: Path) -> None:
    """For a public audience neither the name of a confidential touchpoint nor its change is on the page."""

    def hide(document: dict[str, Any]) -> None:
        typical(document)
        touchpoints(document, 1)[0] |= {"confidential": True, "name": "Secretwait"}

    assert "Secretwait" in page(tmp_path / "inside", hide).text
    assert "Secretwait" not in page(tmp_path / "outside", hide, public=True).text


def test_two_journeys_are_one_map(tmp_path: Path) -> None:
    """The current and the future journey of a workspace are shown as one that changes into the other."""
    del tmp_path
    compared = diff_journeys(
        "shift-planning-adoption", "shift-planning-adoption-2027", paths=[REPOSITORY / "examples" / "saas"], on=TODAY
    )
    found = Page(draw_html([compared.review()]))
    assert "pains resolved" in found.text
    assert "New journey" not in found.text
    assert "Emotion of Fiona Baird, head of care operations, before and after" in found.text


def test_a_change_is_short_where_its_object_is_named(tmp_path: Path) -> None:
    """Below the name of its touchpoint a change says its field and both values, and the name no more."""
    changes = reviewed(tmp_path, BASE, changed(typical))[0].comparison.changes
    lowered = next(change for change in changes if change.kind == "emotion-lowered")
    told = short(lowered, "Waits")
    assert (told.words, told.before, told.after) == ("emotion", "0", "−2")
    gone = next(change for change in changes if change.kind == "touchpoint-removed")
    assert short(gone, "Gets a letter", "Before").words == "removed (emotion +1)"


def test_the_same_review_makes_the_same_bytes(tmp_path: Path) -> None:
    """Drawing is a function of the review."""
    views = reviewed(tmp_path, BASE, changed(typical))
    assert draw_html(views) == draw_html(views)


def test_several_journeys_have_a_table_of_them(tmp_path: Path) -> None:
    """Those in which most gets worse first, each linked; only columns in which there is a number."""
    base = changed(lambda document: document["journeys"].append({**BASE["journeys"][0], "id": "two", "name": "Second"}))

    def change(document: dict[str, Any]) -> None:
        touchpoints(document, 0, 0)[0]["emotion"] = 1
        touchpoints(document, 0, 1)[0]["emotion"] = -1

    content = draw_html(reviewed(tmp_path, base, changed(change, base)))
    table = re.search(r'<div class="rv-over".*?</table>', content.decode(), re.DOTALL)
    assert table is not None
    assert re.findall(r'<a href="(#[^"]+)">([^<]+)</a>', table[0]) == [
        ("#journey-1", "Second"),
        ("#journey-2", "First visit"),
    ]
    assert re.findall(r'<th scope="col"[^>]*>([^<]+)</th>', table[0]) == ["Journeys", "worse", "better", "Health"]
    assert {"journey-1", "journey-2"} <= set(Page(content).ids)


def test_what_breaks_is_not_told_as_neither(tmp_path: Path) -> None:
    """A journey that others link to is gone: that is breaking, with a sign of its own, and no word that calms."""
    base = changed(lambda document: document["journeys"].append({**BASE["journeys"][0], "id": "two", "name": "Second"}))
    touchpoints(base, 1)[1]["journey"] = "two"
    found = page_between(tmp_path, base, changed(lambda document: document["journeys"].pop(), base))
    row = re.search(r'<li class="rv-ch" id="change-1".*?</li>', found, re.DOTALL)
    assert row is not None
    assert "✖" in row[0]
    assert "neither" not in row[0]


def test_nothing_is_fixed_where_the_head_cannot_be_read(tmp_path: Path) -> None:
    """Findings of what is not read any more are not called mended."""
    base = changed(lambda document: touchpoints(document, 0)[0].update(emotion=-2))
    head = changed(lambda document: touchpoints(document, 0)[0].update(wait="ever"), base)
    found = page_between(tmp_path, base, head)
    assert "cannot be read after the change" in found
    assert ">Fixed" not in found


def test_many_held_up_changes_are_all_reached(tmp_path: Path) -> None:
    """The first ones are in sight, the others folded, none is left out."""

    def change(document: dict[str, Any]) -> None:
        touchpoints(document, 0)[0]["pain_points"] = [{"id": f"p{n}", "summary": f"Pain {n}"} for n in range(15)]

    found = page_between(tmp_path, BASE, changed(change), ("worse",))
    note = found[found.index('id="gates"') : found.index('class="rv-who"')]
    assert note.count('href="#change-') == 15
    assert "9 more" in note


def page_between(folder: Path, base: dict[str, Any], head: dict[str, Any], gates: tuple[str, ...] = ()) -> str:
    return draw_html(reviewed(folder, base, head, gates, findings=True)).decode()
