"""The review as a flow: what changed is coloured and says so, and what is gone is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from journeymap.render.review_flow import weave
from journeymap.render.review_flow_parts import TONES
from journeymap.render.review_svg import draw_svg
from tests.render.review_workspaces import BASE, HOSTILE, changed, reviewed, touchpoints, typical

if TYPE_CHECKING:
    from pathlib import Path

SVG = "{http://www.w3.org/2000/svg}"


def drawn(folder: Path, change: Any, base: dict[str, Any] | None = None) -> ET.Element:
    """The picture of a change."""
    views = reviewed(folder, base or BASE, changed(change, base))
    return ET.fromstring(draw_svg(views))  # our own


def texts(root: ET.Element) -> list[str]:
    """All texts of a picture."""
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def titles(root: ET.Element) -> list[str]:
    """What the groups of a picture say of themselves."""
    return [element.text or "" for element in root.iter(f"{SVG}title")]


def test_what_happened_stands_on_each_card(tmp_path: Path) -> None:
    """New, removed, worse (with both scores) and changed are words on the cards, not colours alone."""
    root = drawn(tmp_path, typical)
    said = texts(root)
    for word in ("+ new", "− removed", "worse 0 → −2", "changed"):
        assert word in said
    assert any(title.startswith("4 Waits") and title.endswith("worse 0 → −2") for title in titles(root))


def test_cards_keep_the_numbers_of_their_journey(tmp_path: Path) -> None:
    """What is gone is laid out among the others and does not count: the head keeps its own numbers."""
    pair = reviewed(tmp_path, BASE, changed(typical))[0].journeys[0]
    woven = weave(pair)
    assert woven is not None
    assert [card.number for card in woven.view.cards] == [1, 2, 3, 4, 5, 6]
    assert [slot.shown.number for slot in woven.slots.values()] == [1, 2, 2, 3, 4, 5]


def test_ways_that_came_and_went(tmp_path: Path) -> None:
    """A way that is new and one that is gone are both drawn, and said in words."""

    def branch(document: dict[str, Any]) -> None:
        touchpoints(document, 0)[0]["next"] = [{"to": "reminder", "share": 0.5}, {"to": "talk", "share": 0.5}]

    said = titles(drawn(tmp_path, branch))
    assert any(title.startswith("New way") for title in said)
    assert any(title.startswith("Way removed") for title in said)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_hostile_text_stays_text(tmp_path: Path, language: str) -> None:
    """Names that are markup are text of the picture, in both reading directions."""

    def vandalise(document: dict[str, Any]) -> None:
        typical(document)
        document["journeys"][0] |= {"name": HOSTILE, "language": language}
        touchpoints(document, 1)[0]["name"] = HOSTILE

    root = drawn(tmp_path, vandalise)
    names = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert names <= {"svg", "title", "desc", "style", "rect", "g", "path", "polygon", "circle", "text"}
    assert root.get("direction") == ("rtl" if language == "ar" else "ltr")


def test_several_journeys_stand_below_each_other(tmp_path: Path) -> None:
    """Each journey with changes has its flow, with its name above it."""
    two = changed(lambda document: document["journeys"].append({**BASE["journeys"][0], "id": "again", "name": "Again"}))

    def both(document: dict[str, Any]) -> None:
        for number in (0, 1):
            touchpoints(document, 0, number)[0]["emotion"] = -1

    root = drawn(tmp_path, both, two)
    places = {
        element.text: float(element.get("y", "0"))
        for element in root.iter(f"{SVG}text")
        if element.text in {"First visit", "Again"}
    }
    assert places["First visit"] < places["Again"] < float(root.get("height", "0"))


def test_nothing_changed_is_said(tmp_path: Path) -> None:
    """Two equal sides make a picture that says so."""
    assert "Nothing changed" in " ".join(texts(drawn(tmp_path, lambda document: document)))


def test_a_journey_that_is_gone(tmp_path: Path) -> None:
    """A journey of one side only is drawn as it was, with a word above it."""
    more = changed(
        lambda document: document["journeys"].append({**BASE["journeys"][0], "id": "again", "name": "Again"})
    )
    root = drawn(tmp_path, lambda document: document["journeys"].pop(), more)
    assert "Journey removed" in texts(root)


def test_the_same_review_makes_the_same_bytes(tmp_path: Path) -> None:
    """Drawing is a function of the review."""
    views = reviewed(tmp_path, BASE, changed(typical))
    assert draw_svg(views) == draw_svg(views)


@pytest.mark.parametrize("tone", ["worse", "better", "changed", "new", "gone", "ghost"])
@pytest.mark.parametrize("theme", [0, 1])
def test_words_on_badges_can_be_read(tone: str, theme: int) -> None:
    """The word on a badge stands out from its ground by 4.5 to 1 in both themes (WCAG 2.2, 1.4.3)."""
    one, two = (_luminance(TONES[name][theme]) for name in (tone, "badge"))
    assert (max(one, two) + 0.05) / (min(one, two) + 0.05) >= 4.5


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
