"""The storyboard: a frame for each touchpoint, drawn where there is no picture, and waits as what they are."""

import re
from itertools import pairwise, product

import pytest

from journeymap.render import storyboard_scene
from journeymap.render.building.journey import build_journey_view
from journeymap.render.drawing import draw
from journeymap.render.pages.addresses import Alone, InOneFile
from journeymap.render.storyboard_html import storyboard_page
from journeymap.render.storyboard_scene import PLACES, card_scene, wait_scene
from journeymap.workspace.catalogue import Catalogue
from tests.render import awkward_journeys as made
from tests.render import test_map as hostile

ALL = pytest.mark.parametrize("name", made.SHAPES)
PAGES = ("blueprint", "emotion", "storyboard")


def body(view) -> str:
    return str(storyboard_page(view, Alone()).body)


@ALL
def test_every_touchpoint_has_a_frame_and_every_stage_at_least_one(name):
    """A stage without touchpoints has a frame of its own."""
    view = made.SHAPES[name]()
    own = sum(not stage.cards for stage in view.stages)
    drawn = body(view)
    assert drawn.startswith("<main")
    assert drawn.count('<article class="sb-frame') == len(view.cards) + own
    assert drawn.count("<h2") == len(view.stages)
    assert drawn.count("sb-truth") == sum(card.moment_of_truth for card in view.cards)


def test_a_frame_tells_action_thought_feeling_and_channel():
    """What is done, thought and felt, and where, stands in the frame."""
    text = body(made.usual())
    for words in (
        "Reads Order 1",
        "Is Order 1 for me?",
        "unsure",
        "Video call",
        "very negative",
        "Moment of truth",
        "takes 8 minutes",
    ):
        assert words in text


def test_every_medium_mood_and_look_can_be_drawn():
    """All parts that the code may ask for are there, and every part that is there is asked for."""
    asked = set()
    media, faces, looks, turns = [*PLACES, "other", "unheard-of"], range(6), range(storyboard_scene.STAFF + 1), range(9)
    for medium, face, who, turn in product(media, faces, looks, turns):
        assert storyboard_scene._drawn(medium, face, who, turn)
        asked |= {f"place-{PLACES.get(medium, 'home')}-{turn % 3}", storyboard_scene._thing(medium, turn)}
        asked |= {f"body-{who}-{face or 3}", f"head-{who}", f"mood-{face}"}
    asked |= {f"wait-{name}" for name in ("minutes", "hours", "days", "weeks")}
    assert asked == set(storyboard_scene._parts())


@ALL
def test_neighbouring_frames_differ(name):
    """No two frames that follow each other show the same drawing."""
    view = made.SHAPES[name]()
    scenes = [card_scene(view, card) for card in view.cards]
    assert all(one != other for one, other in pairwise(scenes))


def test_the_one_who_thinks_is_the_one_who_is_drawn():
    """Where only one persona's thought is told, the frame shows that persona."""
    point = {"id": "a", "name": "A", "voices": [{"persona": "p1", "thoughts": ["Mine"]}]}
    view = made.view({"stages": [{"id": "s", "name": "S", "touchpoints": [point]}]}, personas=2)
    assert storyboard_scene._parts()["head-1"] in card_scene(view, view.cards[0])


@pytest.mark.parametrize(
    ("seconds", "name"), [(60, "minutes"), (3600, "hours"), (86399, "hours"), (86400, "days"), (6 * 604800, "weeks")]
)
def test_a_wait_is_drawn_by_its_length(seconds, name):
    """A clock for minutes and hours, leaves of a calendar for days and weeks."""
    assert wait_scene(seconds) == storyboard_scene._parts()[f"wait-{name}"]


def test_waits_stand_between_frames_in_words_too():
    """The length of each wait is written below its drawing."""
    view = made.usual()
    text = body(view)
    assert text.count('class="sb-gap"') == sum(bool(card.wait) for card in view.cards)
    for card in view.cards:
        assert f"waits {card.wait}" in text


@pytest.mark.parametrize("view_name", PAGES)
def test_no_page_has_a_style_attribute_or_a_handler(view_name):
    """The policy of the page forbids both."""
    text = draw(made.voices(), view_name, "html").content.decode()
    assert not re.search(r"<[^>]*\s(style|on\w+)=", text.split("</head>", 1)[1])


@pytest.mark.parametrize("view_name", PAGES)
@pytest.mark.parametrize("text", hostile.HOSTILE)
def test_hostile_text_stays_text(view_name, text):
    """With every text field hostile each page has the same kinds of elements, and no link leads to a script."""
    clean = hostile.full()
    bad = Catalogue(
        **{
            name: {key: hostile.poisoned(item, text) for key, item in getattr(clean, name).items()}
            for name in hostile.SECTIONS
        }
    )
    pages = []
    for known in (clean, bad):
        view = build_journey_view(known.journeys["way"], known, today=hostile.TODAY)
        pages.append(hostile.Tags(draw(view, view_name, "html").content.decode()))
    plain, drawn = pages
    assert set(drawn.names) <= set(plain.names) | {"p", "em", "code", "a"}
    assert (drawn.names.count("script"), drawn.names.count("style"), drawn.names.count("img")) == (1, 1, 0)
    assert not [name for name in drawn.attributes if name.startswith("on") or name == "style"]
    assert not [link for link in drawn.links if "script:" in link.lower()]


@pytest.mark.parametrize("view_name", ["blueprint", "emotion"])
@pytest.mark.parametrize("text", hostile.HOSTILE)
def test_hostile_text_stays_text_in_svg(view_name, text):
    """The drawings stay well formed, and hold nothing but shapes and text."""
    import xml.etree.ElementTree as ET

    clean = hostile.full()
    bad = Catalogue(
        **{
            name: {key: hostile.poisoned(item, text) for key, item in getattr(clean, name).items()}
            for name in hostile.SECTIONS
        }
    )
    view = build_journey_view(bad.journeys["way"], bad, today=hostile.TODAY)
    root = ET.fromstring(draw(view, view_name, "svg").content)
    assert {item.tag.rpartition("}")[2] for item in root.iter()} <= {
        "svg", "title", "desc", "style", "rect", "g", "text", "path", "polygon", "circle",
    }  # fmt: skip


def test_ids_stay_apart_in_one_file():
    """Two such pages in one document share no id."""
    pages = [f"journeys/{name}-storyboard" for name in ("a", "b")]
    ids = [
        set(re.findall(r' id="([^"]+)"', str(storyboard_page(made.usual(), InOneFile(page, pages)).body)))
        for page in pages
    ]
    assert ids[0]
    assert not ids[0] & ids[1]
