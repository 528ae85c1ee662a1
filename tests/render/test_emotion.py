"""The emotion curve alone: every voice is seen, the best and the worst are named, and today stands behind tomorrow."""

import re
import xml.etree.ElementTree as ET
from itertools import combinations

import pytest

from journeymap.render import emotion_lines, emotion_marks
from journeymap.render.building.people import LINES
from journeymap.render.curve import Segment
from journeymap.render.drawing import draw
from journeymap.render.emotion_html import emotion_page
from journeymap.render.emotion_palette import DARK, LIGHT
from journeymap.render.emotion_picture import describe, emotion_picture
from journeymap.render.emotion_plot import Plot
from journeymap.render.flow_shapes import Box, Curve, Disc, Label, Picture
from journeymap.render.pages.addresses import Alone, InOneFile
from journeymap.render.pages.environment import asset
from journeymap.render.text_width import text_width
from journeymap.render.wording import words_for
from tests.render import awkward_journeys as made

SVG = "{http://www.w3.org/2000/svg}"
ALL = pytest.mark.parametrize("name", made.SHAPES)


def labels(picture: Picture) -> list[Label]:
    return [part for group in picture.groups for part in group.parts if isinstance(part, Label)]


def texts(picture: Picture) -> str:
    return " ".join(label.text for label in labels(picture))


def svg(view) -> str:
    return draw(view, "emotion", "svg").content.decode()


@ALL
def test_it_is_whole_xml_and_the_same_each_time(name):
    """Any journey gives well-formed SVG with a title and a description, and the same bytes again."""
    view = made.SHAPES[name]()
    root = ET.fromstring(svg(view))
    assert root.find(f"{SVG}title").text.endswith(": emotion curve")
    assert root.find(f"{SVG}desc").text
    assert svg(view) == svg(made.SHAPES[name]())


@ALL
def test_every_text_has_the_room_it_needs_inside_the_picture(name):
    """By the widest of fonts no text is wider than its room, and no room leaves the picture."""
    picture = emotion_picture(made.SHAPES[name]())
    for label in labels(picture):
        assert text_width(label.text, label.size, bold=label.bold) <= label.room + 0.01, label
        side = 1 if label.anchor == "start" else -1 if label.anchor == "end" else 0
        side = -side if picture.rtl else side
        left = label.x if side == 1 else label.x - label.room if side == -1 else label.x - label.room / 2
        assert left >= -0.01, label
        assert left + label.room <= picture.width + 0.01, label


@ALL
def test_every_touchpoint_is_named_and_every_stage(name):
    """Numbers and the beginning of each name stand below the curve, whatever is known of the emotion."""
    view = made.SHAPES[name]()
    shown = texts(emotion_picture(view))
    for card in view.cards:
        assert str(card.number) in shown.split()
        assert card.name[:4] in shown
    for stage in view.stages:
        assert stage.name[:4] in shown


@ALL
def test_no_mark_hides_another(name):
    """The faces on the curves lie apart, and so do the letters below them."""
    picture = emotion_picture(made.SHAPES[name]())
    rings = [
        part for group in picture.groups for part in group.parts
        if isinstance(part, Disc) and part.radius == emotion_marks.RADIUS + 1.6
    ]  # fmt: skip
    for one, other in combinations(rings, 2):
        assert (one.x - other.x) ** 2 + (one.y - other.y) ** 2 >= (2 * emotion_marks.RADIUS) ** 2
    badges = [
        part for group in picture.groups for part in group.parts
        if isinstance(part, Box) and part.fill in {"p0", "p1", "p2", "p3"}
    ]  # fmt: skip
    for badge, next_to in combinations(badges, 2):
        assert abs(badge.x - next_to.x) >= badge.width - 0.01 or abs(badge.y - next_to.y) >= badge.height - 0.01


@pytest.mark.parametrize("count", [2, 3, 8])
def test_each_persona_has_a_curve_and_a_letter_at_each_of_its_points(count):
    """Voices are never averaged: each point of each curve is told, under the face that it shares with others."""
    view = made.voices(count)
    found = emotion_marks.marks(view)
    told = sorted((curve.label, mark.point.x, mark.point.y) for mark in found for curve in mark.curves)
    assert told == sorted((curve.label, point.x, point.y) for curve in view.curves for point in curve.points)
    strokes = {part.stroke for group in emotion_picture(view).groups for part in group.parts if isinstance(part, Curve)}
    assert {f"p{n % 4}" for n in range(count)} <= strokes
    letters = [label.text for label in labels(emotion_picture(view)) if label.size == emotion_marks.LETTER]
    assert len(letters) == sum(len(curve.points) for curve in view.curves) + count


def test_best_and_worst_are_called_out_with_who_feels_so():
    """The first of the best and of the worst points, with letters where voices differ; nothing where all are alike."""
    plot, say = Plot(0, 0, 1000), words_for("en")
    best, worst = (call.text for call in emotion_marks.calls(made.voices(), plot, say, 0, 0))
    assert (best, worst) == ("Best: 1 · Order 1 (C)", "Worst: 1 · Order 1 (A)")
    assert emotion_marks.calls(made.one(), plot, say, 0, 0) == []
    assert emotion_marks.calls(made.bare(), plot, say, 0, 0) == []
    alone = [call.text for call in emotion_marks.calls(made.stages_only(), plot, say, 0, 0)]
    assert alone == ["Best: Stage 3", "Worst: Stage 0"]


def test_what_is_intended_is_dashed_and_today_is_not():
    """Behind a future journey lies today's curve, thin and whole; the key says which is which."""
    view = made.future()
    drawn = emotion_lines.lines(view, Plot(0, 0, 1000))
    assert {part.dash for part in drawn if isinstance(part, Curve) and part.stroke == "edge"} == {""}
    assert {part.dash for part in drawn if isinstance(part, Curve) and part.stroke == "s4"} == {"dashed"}
    shown = texts(emotion_picture(view))
    assert "Today: Way today" in shown
    assert "(intended, dashed)" in shown


def test_unknown_scores_are_crossed_by_dots():
    """Where no emotion is known between two that are, the line is dotted, and the key says why."""
    points = [made.touchpoint(n, f"Step {n}", handoff={"to": "ops"}) for n in range(1, 4)]
    del points[1]["emotion"]
    view = made.view({"stages": [{"id": "s", "name": "S", "touchpoints": points}]})
    drawn = emotion_lines.lines(view, Plot(0, 0, 1000))
    assert [part.dash for part in drawn if isinstance(part, Curve) and part.stroke] == ["dotted"]
    assert "Dotted: not there, or not known" in texts(emotion_picture(view))


def test_no_emotion_at_all_is_said():
    """A journey without scores shows its stages and touchpoints, and says that nothing is known."""
    assert "No emotion is known yet." in texts(emotion_picture(made.bare()))
    page = emotion_page(made.bare(), Alone())
    assert "<table" not in page.body


def test_the_description_tells_all_scores():
    """Those who cannot see the curve get every score of every curve."""
    view = made.voices()
    told = describe(view, words_for("en"))
    for curve in view.curves:
        assert f"{curve.label}: " in told
    assert told.count("Order 1 ") == 3


@pytest.mark.parametrize("start", [0.0, 0.25])
def test_a_part_of_a_curve_lies_on_the_curve(start):
    """Cutting a Bezier in pieces of one colour does not move it."""
    whole = Segment((0, 0), (10, 40), (60, 80), (100, 90))
    part = emotion_lines.between(whole, start, 0.75)
    for t in (0, 0.3, 1):
        assert part.at(t) == pytest.approx(whole.at(start + (0.75 - start) * t))


def test_the_ground_is_parted_where_the_curve_crosses_neutral():
    """What lies above neutral is never in the colour of what lies below, and the other way round."""
    plot = Plot(0, 0, 1000)
    for part in emotion_lines.lines(made.usual(), plot):
        if isinstance(part, Curve) and part.fill:
            heights = [y for _, y in part.points]
            assert max(heights) <= plot.neutral + 0.01 if part.fill == "up" else min(heights) >= plot.neutral - 0.01


def test_the_page_shows_all_scores_in_a_table():
    """One row a touchpoint, one column a voice, and words beside figures; the drawing does not say the title again."""
    view = made.voices()
    body = str(emotion_page(view, Alone()).body)
    assert body.startswith("<main")
    assert body.count('<th scope="row">') == len(view.cards)
    assert body.count('class="em-score"') == sum(len(curve.points) for curve in view.curves)
    assert len(re.findall(r">Way<", body)) == 1


def test_the_page_has_the_colours_of_the_file():
    """Every tone of the drawing has a rule on the page, in both themes, under a class of the page."""
    rules = emotion_page(made.usual(), Alone()).rules
    for tone in LIGHT:
        assert f".em-drawn .f-{tone}{{fill:light-dark({LIGHT[tone]},{DARK[tone]})}}" in rules
    assert set(LIGHT) == set(DARK)


def test_ids_stay_apart_in_one_file():
    """Two such pages in one document share no id."""
    pages = [f"journeys/{name}-emotion" for name in ("a", "b")]
    ids = [
        set(re.findall(r' id="([^"]+)"', str(emotion_page(made.usual(), InOneFile(page, pages)).body)))
        for page in pages
    ]
    assert ids[0]
    assert not ids[0] & ids[1]


def brightness(colour: str) -> float:
    """The relative luminance of a colour (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("tones", [LIGHT, DARK], ids=["light", "dark"])
def test_eight_personas_have_colours_of_their_own(tones):
    """Each is told from the ground, and its letter from it, by 4.5:1."""
    own = [tones[f"p{n}"] for n in range(LINES)]
    assert len(set(own)) == LINES == 8
    for colour in own:
        high, low = sorted((brightness(colour), brightness(tones["card"])), reverse=True)
        assert (high + 0.05) / (low + 0.05) >= 4.5


def test_the_pages_have_the_colours_of_the_drawing():
    """The lines of personas on the map and in the drawing are the same."""
    style = asset("base.css")
    assert all(f"--p{n}:light-dark({LIGHT[f'p{n}']},{DARK[f'p{n}']})" in style for n in range(LINES))
    assert all(f".d{n}{{--p:var(--p{n});--dash:" in style for n in range(LINES))
