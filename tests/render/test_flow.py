"""The flow of a journey as DOT, SVG, PNG and PDF."""

from __future__ import annotations

import itertools
import re
import sys
import xml.etree.ElementTree as ET
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journeymap.errors import EngineError
from journeymap.render import flow_fonts
from journeymap.render.dot import flow_dot
from journeymap.render.flow_card import WIDTH
from journeymap.render.flow_cells import label_text
from journeymap.render.flow_geometry import read_geometry
from journeymap.render.flow_image import flow_pdf, flow_png
from journeymap.render.flow_palette import DARK, LIGHT
from journeymap.render.flow_picture import COLUMN_PAD
from journeymap.render.flow_svg import flow_svg
from journeymap.render.graphviz_image import draw
from journeymap.render.text_width import plain
from journeymap.render.view_parts import JourneyLink
from tests.render import flow_journeys as made

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '</title><script>alert(1)</script> & "q" \'a\' \\N \\G \\" ]]> <b>x</b> &amp; \x00\x1b[31m \u202eabc <!--'
ENGINES = ["embedded", pytest.param("dot", marks=pytest.mark.dot)]


def texts(svg: str) -> list[str]:
    return ["".join(item.itertext()) for item in ET.fromstring(svg).iter(f"{SVG}text")]


def labelled(text: str) -> str:
    """What Graphviz shows for `text` in a label: the texts of its own SVG, read back."""
    cell = f'<<TABLE BORDER="0"><TR><TD>{label_text(text)}</TD></TR></TABLE>>'
    drawn = ET.fromstring(draw(f"digraph {{ a [shape=plain label={cell}] }}", "svg"))
    return "".join("".join(item.itertext()) for item in drawn.iter(f"{SVG}text"))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(min_size=1) | st.text("\\NGE\"'<>&;#xa0 ", min_size=1))
def test_any_text_reaches_a_label_as_text(text):
    wanted = plain(text)
    if wanted:
        assert labelled(text).split() == wanted.split()


@pytest.mark.parametrize("engine", ENGINES)
def test_hostile_text_stays_text_everywhere(engine):
    card = made.card(1, HOSTILE, channel=HOSTILE, owner=made.team(HOSTILE))
    ways = [made.edge(1, 2, condition=HOSTILE, text=HOSTILE), made.edge(1, None, outcome=HOSTILE, share=0.2)]
    view = made.journey([(HOSTILE, [card, made.card(2, HOSTILE)])], ways, name=HOSTILE, language=HOSTILE)
    svg = flow_svg(view, engine)
    root = ET.fromstring(svg)
    assert {item.tag.removeprefix(SVG) for item in root.iter()} <= {
        "svg", "title", "desc", "style", "rect", "g", "text", "path", "polygon", "circle",
    }  # fmt: skip
    assert "<script" not in svg
    assert any("</title><script>" in text for text in texts(svg))


def test_every_text_of_the_map_is_in_the_svg():
    view = made.large()
    shown = " ".join(texts(flow_svg(view)))
    for card in view.cards:
        assert card.name.split()[0] in shown
        assert str(card.number) in texts(flow_svg(view)) or card.number > 3
    for words in ("Moment of truth", "70", "already a customer", "within 4 hours", "gave up", "waits 3 days"):
        assert words in shown


def test_the_svg_is_named_for_those_who_cannot_see_it():
    root = ET.fromstring(flow_svg(made.large()))
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "flow-t flow-d"
    assert root.findtext(f"{SVG}title") == "Moving home broadband: flow"
    assert "30" in (root.findtext(f"{SVG}desc") or "")
    assert not list(root.iter(f"{SVG}a"))


def test_a_column_reads_downwards_and_stages_stand_side_by_side():
    view = made.large(4, 6)
    nodes = read_geometry(draw(flow_dot(view), "json")).nodes
    columns = [[nodes[f"t{card.number}"] for card in stage.cards] for stage in view.stages]
    for column in columns:
        assert [y for _, y in column] == sorted(y for _, y in column)
        assert len({round(x) for x, _ in column}) == 1
    assert [column[0][0] for column in columns] == sorted(column[0][0] for column in columns)


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_ways_keep_the_order_of_the_columns(engine, data):
    sizes = data.draw(st.lists(st.integers(0, 5), min_size=1, max_size=5))
    numbers = iter(range(1, 99))
    stages = [
        ("S", [made.card(next(numbers), "Does it", stage=at) for _ in range(size)]) for at, size in enumerate(sizes, 1)
    ]
    last = sum(sizes)
    pair = (
        st.tuples(st.integers(1, last), st.integers(1, last), st.sampled_from(["", "if so"])) if last else st.nothing()
    )
    ways = [made.edge(a, b, condition=text) for a, b, text in data.draw(st.lists(pair, max_size=12))] if last else []
    view = made.journey(stages, ways, direction=data.draw(st.sampled_from(["ltr", "rtl"])))
    geometry = read_geometry(draw(flow_dot(view), "json", engine))
    assert len(geometry.arrows) == len(ways)
    for stage in view.stages:
        down = [geometry.nodes[f"t{card.number}"][1] for card in stage.cards]
        assert down == sorted(down)


def test_no_label_lies_on_a_card_or_on_another_label():
    boxes = label_boxes(flow_svg(made.large(6, 6)))
    for at, (x, y, width, height) in enumerate(boxes):
        for a, b, c, d in boxes[at + 1 :]:
            assert x + width <= a or a + c <= x or y + height <= b or b + d <= y


def label_boxes(svg: str) -> list[tuple[float, float, float, float]]:
    cards = [item for item in ET.fromstring(svg).iter(f"{SVG}rect") if "f-card" in (item.get("class") or "")]
    return [tuple(float(item.get(name, 0)) for name in ("x", "y", "width", "height")) for item in cards]  # type: ignore[misc]


def test_a_journey_that_reads_from_the_right_begins_at_the_right():
    view = made.large(3, 2, direction="rtl", language="ar")
    nodes = read_geometry(draw(flow_dot(view), "json")).nodes
    assert nodes["t1"][0] > nodes["t5"][0]
    assert 'direction="rtl"' in flow_svg(view)


def test_the_same_journey_is_the_same_bytes():
    assert flow_dot(made.large()) == flow_dot(made.large())
    assert flow_svg(made.large()) == flow_svg(made.large())


def test_every_cell_of_the_dot_has_a_fixed_size():
    cells = [cell for cell in re.findall(r"<TD [^>]*>", flow_dot(made.large())) if "WIDTH" in cell]
    assert cells
    assert all('FIXEDSIZE="TRUE"' in cell and "HEIGHT" in cell for cell in cells)
    assert all(re.match(r"<TABLE", rest) for rest in re.findall(r"<TD>(.{6})", flow_dot(made.large())))


def test_stages_without_touchpoints_and_journeys_without_stages_are_drawn():
    assert "No touchpoints yet" in texts(flow_svg(made.journey([("Later", [])], [])))
    assert texts(flow_svg(made.journey([], []))) == ["Moving home broadband"]


def test_a_way_to_itself_and_two_ways_to_the_same_place_are_drawn():
    ways = [made.edge(1, 1, condition="again"), made.edge(1, 2), made.edge(1, 2, condition="other"), made.edge(2, 1)]
    svg = flow_svg(made.journey([("S", [made.card(1, "One"), made.card(2, "Two")])], ways))
    assert svg.count("<polygon") >= len(ways)


def test_who_is_refused_and_stays_is_told_on_the_card_and_not_drawn():
    again = made.edge(1, 1, kind="recycle", condition="A form is missing")
    view = made.journey([("S", [made.card(1, "One"), made.card(2, "Two")])], [again, made.edge(1, 2)])
    assert len(read_geometry(draw(flow_dot(view), "json")).arrows) == 1
    assert "If refused: A form is" in " ".join(texts(flow_svg(view)))


def test_a_journey_within_is_a_link_to_its_flow():
    known = made.card(1, "One", sub_journey=JourneyLink("pay", "Pay", "pay"))
    unknown = made.card(2, "Two", sub_journey=JourneyLink("gone", "Gone", ""))
    svg = flow_svg(made.journey([("S", [known, unknown])], []))
    assert [item.get("href") for item in ET.fromstring(svg).iter(f"{SVG}a")] == ["pay-flow.svg"]
    assert "Own journey: Gone" in texts(svg)


def test_columns_never_touch():
    nodes = read_geometry(draw(flow_dot(made.large(4, 2)), "json")).nodes
    lefts = sorted(x for name, (x, _) in nodes.items() if name.startswith("stage"))
    assert all(after - before > WIDTH + 2 * COLUMN_PAD for before, after in itertools.pairwise(lefts))


def test_a_future_journey_is_dashed():
    card = [("S", [made.card(1, "One")])]
    assert "stroke-dasharray" not in flow_svg(made.journey(card, []))
    assert "stroke-dasharray" in flow_svg(made.journey(card, [], future=True))


@pytest.mark.fonts
@pytest.mark.parametrize("engine", ENGINES)
def test_png_and_pdf_are_pictures_with_something_on_them(engine):
    png = flow_png(made.large(3, 3), engine)
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert len(set(pixels(png))) > 20
    assert flow_pdf(made.large(3, 3), engine).startswith(b"%PDF-")


def pixels(png: bytes) -> bytes:
    data = b"".join(match.group(1) for match in re.finditer(rb"IDAT(.*?)(?=.{4}.{4}(?:IDAT|IEND))", png, re.DOTALL))
    return zlib.decompressobj().decompress(data)


@pytest.mark.fonts
@pytest.mark.skipif(sys.platform in {"darwin", "win32"}, reason="fonts are checked where fontconfig chooses them")
def test_letters_that_no_font_has_are_an_error_and_not_boxes():
    view = made.journey([("S", [made.card(1, "Private \U0010fffd use")])], [])
    with pytest.raises(EngineError, match=r"U\+10FFFD"):
        flow_png(view)
    assert "\U0010fffd" in flow_svg(view)


@pytest.mark.fonts
@pytest.mark.skipif(sys.platform in {"darwin", "win32"}, reason="fonts are checked where fontconfig chooses them")
def test_joiners_and_marks_of_direction_need_no_font():
    flow_fonts.require_fonts(["a\u200d\u202e\ufe0f\u00a0"], "embedded")


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("tones", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground", "least"),
    [
        ("ink", "card", 4.5), ("ink2", "card", 4.5), ("ink2", "page", 4.5), ("accent", "card", 4.5), ("headink", "head", 4.5),
        ("headink2", "head", 4.5), ("edge", "page", 3), ("edge", "band", 3), ("s1", "card", 3), ("s2", "card", 3),
        ("s3", "card", 3), ("s4", "card", 3), ("s5", "card", 3), ("glyph", "s2", 3), ("glyph", "s4", 3),
    ],
)  # fmt: skip
def test_colours_are_told_apart(tones, ink, ground, least):
    light, dark = sorted((luminance(tones[ink]), luminance(tones[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= least


FONT_SETS = ["DejaVu Sans", "Noto Sans", "Liberation Sans"]
ARABIC = ("يقرأ العميل قائمة الانتقال ويتحقق من العنوان الجديد", "يتصل بخدمة العملاء", "ينتظر")
EAST_ASIAN = ("新しい住所を確認して、料金プランを比較する", "电话联系客服", "기사 방문을 기다린다 😀")
GERMAN = ("Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz lesen", "Bestätigung", "WWW MMM @@@ %%%")


@pytest.mark.browser
@pytest.mark.parametrize("font", FONT_SETS)
@pytest.mark.parametrize("words", [made.NAMES, ARABIC, EAST_ASIAN, GERMAN], ids=["en", "ar", "cjk", "de"])
def test_no_text_is_wider_than_its_room_in_a_browser(window, font, words):
    """The estimate holds for real fonts: measured text by text in headless Chromium."""
    from journeymap.render.flow_picture import flow_picture
    from journeymap.render.flow_shapes import Label

    picture = flow_picture(made.large(6, 5, words=words))
    rooms = [part.room for group in picture.groups for part in group.parts if isinstance(part, Label)]
    page = window.open("about:blank")
    page.set_content(
        flow_svg(made.large(6, 5, words=words)).replace("text{font-family:", f'text{{font-family:"{font}",')
    )
    widths = page.evaluate("[...document.querySelectorAll('text')].map(t => t.getComputedTextLength())")
    assert len(widths) == len(rooms)
    assert [(width, room) for width, room in zip(widths, rooms, strict=True) if width > room + 0.5] == []


@pytest.mark.parametrize(
    ("stages", "told"),
    [
        ([("One", [made.card(1, "Only")])], "1 touchpoint in 1 stage"),
        ([("One", []), ("Two", [])], "0 touchpoints in 2 stages"),
    ],
)
def test_the_description_counts(stages, told):
    """One is not told as several."""
    svg = flow_svg(made.journey(stages, []))
    assert ET.fromstring(svg).findtext(f"{SVG}desc").startswith(told)
