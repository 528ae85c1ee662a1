"""The service blueprint: every piece of work in its row, arrows that cross nothing, and the same as a page."""

import re
import xml.etree.ElementTree as ET

import pytest

from journeymap.render.blueprint_draw import REACHED
from journeymap.render.blueprint_hands import tracks
from journeymap.render.blueprint_html import blueprint_page
from journeymap.render.blueprint_picture import blueprint_picture
from journeymap.render.blueprint_rows import FLOW, ROWS, columns, rows
from journeymap.render.blueprint_tiles import WIDTH
from journeymap.render.drawing import draw
from journeymap.render.flow_shapes import Box, Curve, Label
from journeymap.render.pages.addresses import Alone, InOneFile
from journeymap.render.text_width import text_width
from journeymap.render.wording import words_for
from tests.render import awkward_journeys as made

SVG = "{http://www.w3.org/2000/svg}"
ALL = pytest.mark.parametrize("name", made.SHAPES)


def parts(picture, kind):
    return [part for group in picture.groups for part in group.parts if isinstance(part, kind)]


def shown(picture) -> str:
    return " ".join(label.text for label in parts(picture, Label))


@ALL
def test_it_is_whole_xml_and_the_same_each_time(name):
    """Any journey gives well-formed SVG with a title and a description, and the same bytes again."""
    first, again = (draw(made.SHAPES[name](), "blueprint", "svg").content for _ in range(2))
    root = ET.fromstring(first)
    assert root.find(f"{SVG}title").text.endswith(": service blueprint")
    assert root.find(f"{SVG}desc").text
    assert first == again


@ALL
def test_every_text_has_the_room_it_needs(name):
    """By the widest of fonts no text is wider than the room that its tile has."""
    for label in parts(blueprint_picture(made.SHAPES[name]()), Label):
        assert text_width(label.text, label.size, bold=label.bold) <= label.room + 0.01, label


@ALL
def test_tiles_lie_apart_and_no_arrow_crosses_one(name):
    """No two tiles overlap, and arrows end at the tiles that they join: they run through none."""
    picture = blueprint_picture(made.SHAPES[name]())
    tiles = [box for box in parts(picture, Box) if box.width == WIDTH]
    for at, one in enumerate(tiles):
        for other in tiles[at + 1 :]:
            apart = one.x + one.width <= other.x or other.x + other.width <= one.x
            assert apart or one.y + one.height <= other.y or other.y + other.height <= one.y
    arrows = [curve for curve in parts(picture, Curve) if curve.stroke in {"edge", "accent"} and curve.pen >= 1.5]
    for arrow in arrows:
        (x, y), (to_x, to_y) = arrow.points[0], arrow.points[-1]
        for box in tiles:
            across = (
                max(min(x, to_x), box.x + 1) < min(max(x, to_x), box.x + box.width - 1)
                or box.x < x == to_x < box.x + box.width
            )
            down = (
                max(min(y, to_y), box.y + 1) < min(max(y, to_y), box.y + box.height - 1)
                or box.y < y == to_y < box.y + box.height
            )
            small = abs(to_x - x) + abs(to_y - y) < 16  # a sign inside a tile
            assert not (across and down) or small, (arrow, box)


@ALL
def test_every_arrow_down_joins_two_filled_rows(name):
    """From what customers do to the work that answers it, over rows in which nothing stands."""
    for column in columns(made.SHAPES[name]()):
        filled = [row for row in FLOW if column.holds(row)]
        assert [column.below(row) for row in filled] == [*filled[1:], *([None] if filled else [])]
        for row in ROWS:
            assert not (column.crossed(row) and row in FLOW and column.holds(row))


def test_every_piece_of_work_is_there_with_team_system_and_fault():
    """Work says who does it with what and where it fails, on the picture and on the page."""
    view = made.usual()
    picture, page = blueprint_picture(view), str(blueprint_page(view, Alone()).body)
    groups = " ".join(group.title for group in picture.groups)
    for card in view.cards:
        for item in (*card.frontstage, *card.backstage, *card.support):
            assert item.text in groups
            assert item.text in page
    for text in (
        "Does the",
        "with CRM, Billing",
        "It fails",
        "waits 3 days",
        "takes 8 minutes",
        "Leaflet on",
        "Refused: back",
        "1",
    ):
        assert text in shown(picture)
        assert text in page
    assert page.count('class="bp-by bp-fails"') == sum(
        bool(item.fails) for card in view.cards for item in card.backstage
    )


@pytest.mark.parametrize("line", ["Line of interaction", "Line of visibility", "Line of internal interaction"])
@ALL
def test_the_three_lines_are_always_there(name, line):
    """They are what makes a blueprint, even before anything stands below them."""
    view = made.SHAPES[name]()
    assert line in shown(blueprint_picture(view))
    assert line in blueprint_page(view, Alone()).body


def test_rows_without_content_are_left_out_but_for_the_layers():
    """A journey without evidence, times and hand-offs has no empty rows for them."""
    assert rows(columns(made.bare())) == ("customer", "front", "back", "sup")
    assert rows(columns(made.usual())) == ROWS


def test_hand_offs_have_tracks_of_their_own_and_reach_their_touchpoint():
    """No two hand-offs share a track over the same columns; the arrow ends in the number it leads to."""
    way = [{"to": f"t{n}", "handoff": {"to": "ops"}} for n in (4, 1)]
    points = [made.touchpoint(n, f"Step {n}", handoff={"to": "sales", "sla": "1d"}) for n in range(1, 5)]
    del points[2]["handoff"]
    points[2]["next"] = way
    view = made.view({"stages": [{"id": "s", "name": "S", "owner": "care", "touchpoints": points}]})
    found = tracks(columns(view), words_for("en"))
    assert [(one.source, one.target) for one in found] == [(0, 1), (1, 2), (2, 3), (2, 0), (3, None)]
    for one in found:
        for other in found:
            same = one is other or one.track != other.track
            assert same or one.reach[1] < other.reach[0] or other.reach[1] < one.reach[0]
    rings = [label for label in parts(blueprint_picture(view), Label) if label.room == 2 * REACHED - 2]
    assert [label.text for label in rings] == ["2", "3", "4", "1"]
    page = str(blueprint_page(view, Alone()).body)
    assert page.count('class="bp-got"') == 4
    assert "no time agreed" in page


@pytest.mark.parametrize("name", ["usual", "mixed", "stages-only", "right-to-left"])
def test_the_page_has_each_cell_in_its_row(name):
    """Every column has a cell for every row, and the page's rules place all of them; each filled one has a heading."""
    view = made.SHAPES[name]()
    page = blueprint_page(view, Alone())
    body = str(page.body)
    used = rows(columns(view))
    for row in used:
        assert body.count(f"bp-row-{row}") == len(columns(view))
        assert f".bp-row-{row}{{grid-row:" in page.rules
    assert body.startswith("<main")
    assert len(re.findall(r"<h4>", body)) == len(re.findall(r'class="bp-cell(?![^"]*bp-nil)', body))


def test_ids_stay_apart_in_one_file():
    """Two such pages in one document share no id, and links lead to ids of their own page."""
    pages = [f"journeys/{name}-blueprint" for name in ("a", "b")]
    bodies = [str(blueprint_page(made.usual(), InOneFile(page, pages)).body) for page in pages]
    ids = [set(re.findall(r' id="([^"]+)"', body)) for body in bodies]
    assert ids[0]
    assert not ids[0] & ids[1]
    assert "#journeys/a-blueprint" in bodies[0]
