"""The journey as slides: what stands on them, that it fits, and that everybody can read and edit it."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pptx import Presentation
from pptx.util import Pt

from journeymap.errors import EngineError
from journeymap.render.options import Options
from journeymap.render.slides import draw_pptx
from journeymap.render.slides_plan import DENSE, ROOMY, pages
from journeymap.render.slides_text import LEADING, fitted, lines_of
from journeymap.render.text_width import text_width
from journeymap.render.view import JourneyView
from journeymap.render.view_parts import EmotionView
from tests.render.flow_journeys import card, journey, large, one
from tests.render.office_journeys import example, proven, spoken, views

WHOLE = example("mottagningsbesok")
LONG = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz und Donaudampfschifffahrtsgesellschaft"
AWKWARD = (
    LONG,
    "إعادة جدولة الموعد عبر الهاتف مع المترجم",
    "お客様は商品を返品して払い戻しを受け取ります",
    "👩\u200d👩\u200d👧 x " * 30,
)


def drawn(view: JourneyView) -> Any:
    return Presentation(io.BytesIO(draw_pptx(view, Options())))


def texts(shape: Any) -> str:
    return shape.text_frame.text if shape.has_text_frame else ""


def named(slide: Any, prefix: str) -> list[Any]:
    return [shape for shape in slide.shapes if re.fullmatch(prefix, shape.name)]


def described(shape: Any) -> str:
    return str(shape._element._nvXxPr.cNvPr.get("descr", ""))


@pytest.mark.parametrize("view", views(), ids=lambda view: view.id)
def test_an_example_is_one_slide_with_everything_in_its_place(view: JourneyView) -> None:
    """Each touchpoint has a card, each stage a chevron, each score a coloured sign, each curve a freeform."""
    slide = drawn(view).slides[0]
    assert len(drawn(view).slides) == 1 + (view.id == "buy-online")  # what was measured of it
    assert slide.shapes.title.text_frame.text == view.name
    cards = named(slide, r"Touchpoint \d+")
    assert [shape.name for shape in cards] == [f"Touchpoint {item.number}" for item in view.cards]
    assert len(named(slide, r"Stage \d+")) == len(view.stages)
    scored = [item.emotion.text for item in view.cards if item.emotion]
    assert [texts(shape) for shape in named(slide, r"Emotion \d+")] == scored
    drawn_points = sum(point.shown for curve in view.curves if curve.kind != "base" for point in curve.points)
    assert len(named(slide, r"Point .*")) == drawn_points
    freeforms = {shape.name.partition(": ")[2] for shape in named(slide, r"(Curve|Gap): .*")}
    assert freeforms == {curve.label for curve in view.curves if len(curve.points) > 1}


def test_curves_are_native_and_smooth() -> None:
    """A curve is a freeform of cubic pieces, one for each step between neighbours."""
    slide = drawn(example("buy-online")).slides[0]
    curve = named(slide, "Curve: Priya.*")[0]
    assert len(curve._element.findall(".//{*}cubicBezTo")) >= 15
    assert not curve._element.findall(".//{*}lnTo")


def test_who_does_not_see_it_is_told() -> None:
    """Cards, markers, stages and curves have an alternative text that says what they show."""
    [slide] = drawn(example("pay-critical-incident")).slides
    told = {shape.name: described(shape) for shape in slide.shapes}
    assert told["Touchpoint 3"].startswith("3 · Agrees how bad it is. 0, neutral. Moment of truth.")
    assert told["Stage 2"] == "2 · It is reported"
    assert any("8 · Closing call: +0.5" in text for text in told.values())
    assert all(told[shape.name] for shape in named(slide, r"(Touchpoint|Stage) \d+|Point .*|Curve.*"))


def test_the_notes_have_what_the_slide_has_no_room_for() -> None:
    """Every pain, opportunity, gain and thought stands in the notes."""
    view = example("pay-critical-incident")
    notes = "\n".join(slide.notes_slide.notes_text_frame.text for slide in drawn(view).slides)
    for stage in view.stages:
        assert all(item.summary in notes for item in stage.all_pains)
        assert all(item.summary in notes for item in stage.all_opportunities)
        assert all(item.summary in notes for item in stage.all_gains)
        assert all(text in notes for said in stage.all_thoughts for text in said.texts)


def check_layout(view: JourneyView) -> None:
    """By the project's own estimate all text fits its shape, and every shape lies on the slide."""
    deck = drawn(view)
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= deck.slide_width + 1
            assert shape.top + shape.height <= deck.slide_height + 1
            if texts(shape):
                assert height_of(shape.text_frame, shape) <= shape.height.pt + 0.1, (shape.name, texts(shape))
        for before, after in combinations(named(slide, r"Touchpoint \d+"), 2):
            across = min(before.left + before.width, after.left + after.width) - max(before.left, after.left)
            down = min(before.top + before.height, after.top + after.height) - max(before.top, after.top)
            assert across <= 0 or down <= 0, (before.name, after.name)


def height_of(frame: Any, shape: Any) -> float:
    points = shape.width.pt - frame.margin_left.pt - frame.margin_right.pt
    if shape.name.startswith("Stage "):
        points -= 16
    if not frame.word_wrap:
        [run] = frame.paragraphs[0].runs
        assert text_width(run.text, run.font.size.pt, bold=True) <= points
        return float(run.font.size.pt)
    total = frame.margin_top.pt + frame.margin_bottom.pt
    for paragraph in frame.paragraphs:
        [run] = paragraph.runs
        assert paragraph.line_spacing.pt == pytest.approx(run.font.size.pt * LEADING, abs=0.02)
        lines = lines_of(run.text, run.font.size.pt, points, 99, bold=bool(run.font.bold))
        total += run.font.size.pt * LEADING * lines
        assert run.font.size.pt >= 9 or shape.name.startswith(("Point ", "Lane: "))
    return float(total)


@pytest.mark.parametrize("view", views(), ids=lambda view: view.id)
def test_nothing_overflows_in_the_examples(view: JourneyView) -> None:
    """Text fits its shape at nine points at least, and cards do not touch."""
    check_layout(view)


@pytest.mark.parametrize("text", AWKWARD)
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_nothing_overflows_with_awkward_text(text: str, direction: str) -> None:
    """Long words, Arabic, Japanese and emoji everywhere fit too, in both directions."""
    check_layout(replace(spoken(WHOLE, text), direction=direction))


@pytest.mark.parametrize(("stages", "each"), [(1, 1), (1, 60), (6, 10), (15, 4), (3, 0)])
def test_maps_of_all_sizes_stay_legible(stages: int, each: int) -> None:
    """From one touchpoint to sixty and one stage to fifteen: each has its card, on as few slides as are legible."""
    view = proven(large(stages, each))
    check_layout(view)
    shown = [shape.name for slide in drawn(view).slides for shape in named(slide, r"Touchpoint \d+")]
    assert shown == [f"Touchpoint {item.number}" for item in view.cards]


def test_a_journey_without_stages_has_a_slide() -> None:
    """An empty map is a title, the lanes, and that nothing is known yet."""
    [slide] = drawn(proven(journey([], []))).slides
    assert texts(named(slide, "No emotion")[0]) == "No emotion is known yet."


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([4] * 6, [6]),
        ([6] * 8, [8]),
        ([5, 3, 3], [3]),
        ([10] * 6, [3, 3]),
        ([1] * 15, [8, 7]),
        ([60], [1, 1]),
        ([], [0]),
    ],
)
def test_as_few_slides_as_are_legible(counts: list[int], expected: list[int]) -> None:
    """Stages stay whole where they can, and slides are about evenly full."""
    view = proven(journey([("S", [card(1, "x")] * count) for count in counts], []))
    made = pages(view.stages)
    assert [len(page.blocks) for page in made] == expected
    for page in made:
        assert sum(block.columns for block in page.blocks) <= page.density.columns
        assert page.rows <= page.density.cards
        assert all(after.x >= before.x + before.width for before, after in pairwise(page.blocks))


def test_a_few_touchpoints_have_room_for_details() -> None:
    """Cards are set larger where all of them fit."""
    assert pages(proven(one()).stages)[0].density is ROOMY
    assert pages(WHOLE.stages)[0].density is DENSE


def test_a_right_to_left_map_is_mirrored() -> None:
    """The first stage stands at the right, paragraphs run from right to left, and signs stay before their numbers."""
    here, there = (drawn(view).slides[0] for view in (WHOLE, replace(WHOLE, direction="rtl")))
    first, mirrored = named(here, "Stage 1")[0], named(there, "Stage 1")[0]
    assert abs(first.left + mirrored.left + mirrored.width - Pt(960)) <= 2
    assert mirrored._element.spPr.xfrm.get("flipH") == "1"
    assert mirrored.text_frame.paragraphs[0]._p.pPr.get("rtl") == "1"
    assert texts(named(there, "Emotion 1")[0]) == "\u200e+0,5"


def test_a_future_curve_is_dashed() -> None:
    """What is only meant is drawn dashed, and today's curve lies behind it."""
    [slide] = drawn(example("shift-planning-adoption-2027")).slides
    curves = named(slide, "Curve: .*")
    assert len(curves) == 3
    assert all(curve._element.find(".//{*}prstDash") is not None for curve in curves)


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(min_size=1))
def test_any_text_makes_a_file_that_opens(text: str) -> None:
    """Whatever stands in the fields, the file can be read again, with as many cards."""
    [slide] = drawn(spoken(example("aterbud"), text)).slides
    assert len(named(slide, r"Touchpoint \d+")) == 10


@given(st.text(), st.floats(20, 300), st.integers(1, 5))
def test_a_fitted_text_fits(text: str, width: float, lines: int) -> None:
    """It needs no more lines than it may, and is the text itself where that fits."""
    made = fitted(text, 10.0, width, lines)
    assert lines_of(made, 10.0, width, 99) <= lines
    assert made.endswith("…") or lines_of(made, 10.0, width, 99) <= lines


def test_the_same_view_makes_the_same_bytes() -> None:
    """Two files of a journey are equal, and nothing in them has a time of its own."""
    made = draw_pptx(WHOLE, Options())
    assert made == draw_pptx(WHOLE, Options())
    archive = zipfile.ZipFile(io.BytesIO(made))
    assert {item.date_time for item in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    about = Presentation(io.BytesIO(made)).core_properties
    assert (about.created.year, about.author, about.title) == (2000, "", WHOLE.name)


def test_a_card_without_an_emotion_has_no_sign() -> None:
    """Its name has the whole width then."""
    felt = EmotionView(1.0, "+1", "positive", 4)
    view = proven(journey([("S", [replace(card(1, LONG), emotion=felt), card(2, LONG)])], []))
    [slide] = drawn(view).slides
    with_score, without = named(slide, r"Touchpoint \d+")
    assert len(named(slide, r"Emotion \d+")) == 1
    assert with_score.text_frame.margin_right > without.text_frame.margin_right


def test_without_the_package_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence and the command of pip."""
    monkeypatch.setitem(sys.modules, "pptx", None)
    with pytest.raises(EngineError, match="python-pptx") as raised:
        draw_pptx(WHOLE, Options())
    assert 'pip install "journeymap[office]"' in raised.value.help_line


@pytest.mark.office
@pytest.mark.parametrize("view", [WHOLE, proven(large(6, 10)), spoken(WHOLE, LONG)], ids=["example", "sixty", "long"])
def test_libreoffice_opens_it_and_shows_every_touchpoint(view: JourneyView, tmp_path: Path) -> None:
    """An office program draws as many pages as there are slides, with the number of every touchpoint on them."""
    made = draw_pptx(view, Options())
    (tmp_path / "map.pptx").write_bytes(made)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), "map.pptx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    text = subprocess.run(["pdftotext", "map.pdf", "-"], cwd=tmp_path, check=True, capture_output=True).stdout.decode()
    assert text.count("\f") == len(Presentation(io.BytesIO(made)).slides)
    assert all(re.search(rf"(^|\s){item.number} ·", text) for item in view.cards)
