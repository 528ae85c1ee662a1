"""What was measured in everything that is drawn, and nothing of it where nothing was measured."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journeymap import api
from journeymap.render import flow_routes, mermaid_flow
from journeymap.render.dot import flow_dot
from journeymap.render.drawing import draw
from journeymap.render.flow_picture import flow_picture
from journeymap.render.graphviz_image import draw as lay_out
from journeymap.render.tables import journey_tables
from journeymap.render.view import JourneyView
from tests.render.measured_workspaces import NUMBERS, measured, numbers_without, spaced

Write = Callable[..., Path]


@pytest.fixture
def view(write: Write) -> JourneyView:
    """The measured journey."""
    return api.journey_view(measured(write), "buy")


@pytest.fixture
def bare(write: Write) -> JourneyView:
    """The same journey without its measurement."""
    workspace = measured(write)
    assert workspace.root is not None
    (workspace.root / "measurements" / "buy.json").unlink()
    return api.journey_view(api.load([workspace.root], on=workspace.today)[0], "buy")


def drawn(view: JourneyView, name: str, image_format: str) -> str:
    """What is drawn, with plain blanks."""
    return str(spaced(draw(view, name, image_format).content.decode()))


PLACES = ("find", "view", "cart", "pay")
TEXTUAL = [
    *(("map", name) for name in ("html", "json", "csv", "markdown", "mermaid")),
    *(("flow", name) for name in ("svg", "dot", "mermaid")),
    *(("emotion", name) for name in ("svg", "html")),
]


@pytest.mark.parametrize(("name", "image_format"), TEXTUAL)
def test_without_a_measurement_nothing_speaks_of_one(bare: JourneyView, name: str, image_format: str) -> None:
    """No word, style or key of measuring stands in a drawing of a journey that was not measured."""
    text = drawn(bare, name, image_format).lower()
    assert [word for word in ("measured_", "measured:", "◇", "mqs", '"measured"', "use-n") if word in text] == []


def test_the_map_shows_use_and_what_customers_said(view: JourneyView) -> None:
    """A lane of use, a mark with its interval for each answer, their key with n, and all of it as a table."""
    page = drawn(view, "map", "html")
    assert len(re.findall(r'<li class="use', page)) == 6
    assert page.count('class="much"') == 1
    assert "55.5 % leave here" in page
    assert len(re.findall(r'<li class="mq mq\d', page)) == 4
    assert "What customers said, with 95 % interval (n = 20 to 81)" in page
    assert page.count(">not taken<") == page.count('tk tk-no"') == 1
    place = r"max\([\d.]+%,[\d.]+% - 24px\)"
    assert re.search(r"\.mq0\{inset-inline-start:" + place + r"\}\.mq0>:is\(b,u\)\{top:80%\}", page)
    assert "<caption>Measured emotions</caption>" in page


def test_the_map_stays_whole_without_styles_of_elements(view: JourneyView) -> None:
    """No element has a style of its own: the policy of the page would drop it."""
    assert " style=" not in drawn(view, "map", "html")


def test_the_flow_tells_apart_what_is_taken(view: JourneyView) -> None:
    """Arrows are as wide as the share; what nobody takes is thin, what the map lacks is of another line."""
    pens = {(route.edge.source, route.edge.target): (route.pen, route.dash) for route in flow_routes.routes_of(view)}
    assert pens["find", "view"] == (3.85, "")
    assert pens["find", "pay"] == (1.0, "sparse")
    assert pens["view", "find"] == (1.95, "dashdot")


def test_the_flow_says_all_of_it_in_words(view: JourneyView) -> None:
    """Numbers, missing ways and events stand in the titles and the description, for who cannot see the arrows."""
    picture = spaced(flow_picture(view))
    titles = " | ".join(group.title for group in picture.groups)
    assert "Measured: 57 %, 540 times, 511 sessions, median 1.6 minutes, nine of ten within 10 minutes" in titles
    assert "nobody went this way in the data" in titles
    assert "Not in the map: from 2 Views it to 1 Finds it, 19 %, 123 times" in titles
    assert "2 Views it, neutral (0), 600 sessions, 60 % of all, 55.5 % leave here, Not in the map: zq-crash" in titles
    assert "Measured: 1 000 sessions of 400 customers" in picture.description
    assert "Not in the map: zq-loose, 13 sessions, 1.3 % of all." in picture.description


def test_the_flow_explains_its_signs(view: JourneyView) -> None:
    """The key has what is there: measured shares, ways not taken, ways and events that the map lacks."""
    text = drawn(view, "flow", "svg")
    for words in ("as measured", "In the map, not taken", "Taken, not in the map", "Event that is not in the map"):
        assert words in text
    ElementTree.fromstring(text.encode())  # our own


def test_events_hang_on_the_touchpoint_that_they_follow(view: JourneyView) -> None:
    """A box of an event makes the node of its touchpoint higher, so that nothing is laid over it."""
    drawn_dot = flow_dot(view)
    assert drawn_dot.count("zq-crash") == 1
    assert "DASHED" not in drawn_dot
    assert lay_out(drawn_dot, "json", "embedded")


def test_many_missing_ways_do_not_bury_the_map(write: Write) -> None:
    """Eight are drawn, and the description says how many more there are."""
    ways = [
        {"from": one, "to": two, "times": 30 + n, "cases": 20, "share": 0.1, "mapped": False}
        for n, (one, two) in enumerate((one, two) for one in PLACES for two in PLACES)
        if one != two
    ]
    view = api.journey_view(measured(write, numbers=numbers_without(ways=ways)), "buy")
    picture = flow_picture(view)
    assert sum("Not in the map: from" in group.title for group in picture.groups) == flow_routes.BESIDE
    assert "4 more ways that the map does not have" in picture.description


@pytest.mark.parametrize("engine", ["embedded", pytest.param("dot", marks=pytest.mark.dot)])
def test_both_engines_lay_it_out(view: JourneyView, engine: Any) -> None:
    """The flow with boxes of events, again and again: it once ended the process."""
    first = flow_picture(view, engine)
    assert all(flow_picture(view, engine) == first for _ in range(3))


def test_the_emotion_view_has_a_diamond_for_each_answer(view: JourneyView) -> None:
    """Each mark is a group with a title that tells value, interval, n and whom; the page repeats them in a table."""
    text = drawn(view, "emotion", "svg")
    assert "4 Pays: Kindness 3, which is 0 on the scale of emotion (95 % interval 2.8 to 3.2, n = 70, Ann)" in text
    page = drawn(view, "emotion", "html")
    assert "<td><b>−1.2</b></td><td><bdi>Free text, zq-log</bdi></td>" in page


def test_tables_have_measured_columns_and_tables(view: JourneyView, bare: JourneyView) -> None:
    """Numbers are numbers, few is a word, ways that the map lacks are rows; without a measurement no column is new."""
    rows = list(csv.DictReader(io.StringIO(draw(view, "map", "csv").content.decode("utf-8-sig"))))
    assert [(row["Measured cases"], row["Measured drop-off"]) for row in rows] == [
        ("900", "0.1"),
        ("600", "0.555"),
        ("few", ""),
        ("200", "0.995"),
    ]
    named = {table.name: table for table in journey_tables(view)}
    plain = {table.name: table for table in journey_tables(bare)}
    assert named.keys() - plain.keys() == {"measured_felt", "measured_ways", "measured_events"}
    assert [(row[0], row[2], row[4], row[5]) for row in named["measured_ways"].rows] == [
        (2, 1, 0.19, 123),
        (3, 1, 0.09, 21),
    ]
    assert [row[0] for row in named["measured_events"].rows] == ["zq-crash", "zq-loose"]
    assert all(len(row) == len(table.columns) for table in named.values() for row in table.rows)


def test_markdown_and_mermaid_name_what_was_measured(view: JourneyView) -> None:
    """Markdown tells the head, the lane and the ways; Mermaid the shares on its arrows, within what it reads."""
    markdown = drawn(view, "map", "markdown")
    assert "- **Measured:** For 64 % of 1 000 sessions every step is in the map." in markdown
    assert "1 · 900 sessions (90 % of all · 10 % leave here" in markdown
    chart = drawn(view, "flow", "mermaid")
    assert "measured 57 #37;" in chart
    assert "40 #37; · not taken" in chart
    assert len(chart) < mermaid_flow.LONGEST


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=60).filter(
        str.strip
    )
)
def test_names_from_data_do_no_harm(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    """An event or channel may be called anything: it stays text in the page, the picture and the engine's language."""
    folder = tmp_path_factory.mktemp("hostile")

    def put(files: dict[str, str], base: Path | None = None) -> Path:
        for path, content in files.items():
            target = (base or folder) / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(content, encoding="utf-8")
        return base or folder

    unmapped = [{"source": "web", "event": name, "events": 71, "cases": 62, "share": 0.062, "after": "view"}]
    first, *rest = NUMBERS["touchpoints"]
    touchpoints = [{**first, "channels": [{"channel": name, "events": 9, "share": 1.0}]}, *rest]
    view = api.journey_view(measured(put, numbers=numbers_without(unmapped=unmapped, touchpoints=touchpoints)), "buy")
    ElementTree.fromstring(draw(view, "flow", "svg").content)  # our own
    page = draw(view, "map", "html").content.decode()
    assert page.count("<script") == 1
    assert page.count("<svg") == page.count("</svg>")
