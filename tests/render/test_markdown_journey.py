"""The journey as Markdown: what stands in it, and that no text of the workspace takes effect in a wiki."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from journeymap.render.markdown_journey import draw_markdown
from journeymap.render.markdown_text import line, phrase, quotation, without_markup
from journeymap.render.options import Options
from journeymap.render.view import JourneyView
from tests.render.flow_journeys import journey, one
from tests.render.office_journeys import example, proven, spoken, views

WIKI = MarkdownIt("gfm-like", {"html": True, "linkify": False}).disable("linkify")
"""As wikis read it: with raw HTML, so that what is not escaped shows."""
WHOLE = example("pay-critical-incident")
HOSTILE = (
    "<script>alert(1)</script>",
    "# heading",
    "- list",
    "1. list",
    "a | b | c",
    "```",
    "[x](javascript:alert(1))",
    "![x](https://tracker.example/x.png)",
    "@team #12 !3",
    "---",
    "> quote",
    "<!-- ",
    "\\",
    "&lt;b&gt;",
    "a\n\n# b\n\n<b>",
)
ANY = st.text(alphabet="<>&|`*_[]()#!~@\\\n\r:/hw.\"'$ =-+1a") | st.text()


def drawn(view: JourneyView) -> str:
    return draw_markdown(view, Options()).decode()


def inside(text: str) -> list[Token]:
    tokens = WIKI.parse(text)
    return [*tokens, *(child for token in tokens for child in token.children or ())]


def shape(text: str) -> list[str]:
    """The headings, tables, lists and fences of a document in order, but for those inside quotations."""
    depth, found = 0, []
    for token in WIKI.parse(text):
        depth += token.nesting if token.type.startswith("blockquote") else 0
        if not depth and token.type.startswith(("heading", "table", "tr", "list", "fence")):
            found.append(token.type)
    return found


def shown(text: str) -> str:
    """What a reader sees of a line, without the joiners that nobody sees."""
    return "".join(token.content for token in inside(text) if token.type == "text").replace("\u2060", "")


@pytest.mark.parametrize("view", views(), ids=lambda view: view.id)
def test_every_touchpoint_pain_and_opportunity_of_an_example_is_told(view: JourneyView) -> None:
    """Each name and summary stands in the document, and each stage has its heading and table."""
    text = drawn(view)
    for card in view.cards:
        assert f"**{line(card.name)}**" in text
    for stage in view.stages:
        assert f"\n## {stage.number} · {line(stage.name)}\n" in text
        assert all(phrase(item.summary) in text for item in stage.all_pains)
        assert all(phrase(item.summary) in text for item in stage.all_opportunities)
        assert all(phrase(item.summary) in text for item in stage.all_gains)
    tables = [token for token in WIKI.parse(text) if token.type == "table_open"]
    assert len(tables) == sum(bool(stage.cards) for stage in view.stages) + any(edge.handoff for edge in view.edges)


def test_headings_are_in_order() -> None:
    """One title, and no heading skips a level."""
    levels = [int(token.tag[1]) for token in WIKI.parse(drawn(WHOLE)) if token.type == "heading_open"]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_curve_has_a_line_for_each_persona() -> None:
    """In the fixed-width block each persona has a line, and all lines of scores end in the same column."""
    [fence] = [token for token in WIKI.parse(drawn(WHOLE)) if token.type == "fence"]
    rows = fence.content.splitlines()
    assert [row[:1] for row in rows] == ["T", "F", "T"]
    assert len({len(row) for row in rows}) == 1
    assert "−1.5" in rows[1]


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=ANY.filter(lambda text: text.strip()))
def test_no_text_makes_markup(text: str) -> None:
    """Whatever is written in every field: no HTML but our line breaks, no picture, no link but to the research."""
    for token in inside(drawn(spoken(WHOLE, text))):
        assert token.type not in {"image", "html_block"}
        assert token.type != "html_inline" or token.content == "<br>"
        assert token.type != "link_open" or re.match(r"https?:|mailto:|[^:]*$", str(token.attrs["href"]))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_leaves_the_structure_as_it_is(text: str) -> None:
    """A document keeps its headings, tables and lists whatever stands in names and plain fields."""
    assert shape(drawn(spoken(WHOLE, text))) == shape(drawn(WHOLE))


@given(ANY)
def test_a_line_is_the_text_that_it_was(text: str) -> None:
    """A line is one paragraph of text, also at its start, and shows the letters of the file."""
    made = line(text)
    kinds = {token.type for token in inside(made)}
    assert kinds <= {"paragraph_open", "paragraph_close", "inline", "text", "text_special"}
    assert "\n" not in made
    assert not re.search(r"[@#!~$%&][\w\"]", re.sub(r"&#\d+;", lambda code: chr(int(code[0][2:-1])), made))


@given(ANY)
def test_a_quotation_holds_what_is_left_open_in_it(text: str) -> None:
    """After a field with Markdown the document goes on as if it had been closed properly."""
    tokens = WIKI.parse(f"{quotation(text)}\n\n# after\n")
    assert [token.type for token in tokens][-3:] == ["heading_open", "inline", "heading_close"]
    assert all(token.type not in {"heading_open", "html_block"} for token in tokens[:-3])


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("**bold** and `code`", "**bold** and `code`"),
        ("see [the study](https://x.example/a)", "see [the study](https://x.example/a)"),
        ("see [x](javascript:alert(1))", "see [x]&#40;javascript:alert(1))"),
        ("see [x](&#106;avascript:alert(1))", "see [x]&#40;&#106;avascript:alert(1))"),
        ("[x]: javascript:alert(1)", "[x]&#58; javascript:alert(1)"),
        ("![x](https://x.example/y.png)", "&#33;[x](https://x.example/y.png)"),
        ("a <b>c</b>", "a &lt;b>c&lt;/b>"),
        ("for @team and #12", "for @\u2060team and #\u206012"),
        ("a | b", "a &#124; b"),
    ],
)
def test_markdown_of_the_workspace_stays_and_the_rest_is_text(text: str, kept: str) -> None:
    """Emphasis, code and safe links stay; HTML, pictures, other links, mentions and references do not."""
    assert phrase(text) == kept


def test_words_without_markup() -> None:
    """Where nothing reads Markdown, its words remain."""
    assert without_markup("**No** [link](https://x.example), `code`") == "No link, code"
    assert without_markup("one\n\n- two\n- three") == "one\ntwo\nthree"


def test_a_map_with_nothing_optional_is_drawn() -> None:
    """A title, a stage and a touchpoint are enough, and a journey without stages too."""
    assert "| 1 | **Orders the move** | Website |" in drawn(proven(one()))
    assert drawn(proven(journey([], []))).startswith("# Moving home broadband\n")
    assert "No emotion is known yet." in drawn(proven(journey([], [])))
