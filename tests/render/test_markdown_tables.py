"""Any tables as Markdown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from journeymap.render.markdown_tables import draw_markdown
from journeymap.render.options import Options
from tests.render.office_tables import Sheets

WIKI = MarkdownIt("gfm-like", {"html": True, "linkify": False}).disable("linkify")


def drawn(view: Sheets) -> str:
    return draw_markdown(view, Options()).decode()


def test_numbers_are_aligned_and_texts_keep_their_lines() -> None:
    """A column of numbers stands at the end of its cells, lines of a text are parted by breaks, nothing is empty."""
    made = drawn(Sheets.of(("Name", "Score"), [("two\nlines", -1.5), ("one", None)]))
    assert "| --- | ---: |" in made
    assert "| two<br>lines | −1.5 |" in made
    assert "| one |  |" in made


def test_a_table_without_rows_says_so() -> None:
    """Under its title stands that there is nothing yet."""
    assert drawn(Sheets.of(("Name",), [])).endswith("## Sheet\n\nNothing yet.\n")


@given(st.text(), st.text(alphabet="<>&|`*_[]()#!~@\\\n\r:/hw.\"'$ =-+1a"))
def test_any_text_stays_in_its_cell(one: str, other: str) -> None:
    """Whatever the texts are, the table has its rows and cells, and no markup but line breaks."""
    tokens = WIKI.parse(drawn(Sheets.of(("A", "B"), [(one, other), (other, one)])))
    assert [token.type for token in tokens].count("td_open") == 4
    assert [token.type for token in tokens].count("heading_open") == 2
    inside = {(child.type, child.content) for token in tokens for child in token.children or ()}
    assert {kind for kind, _ in inside} <= {"text", "text_special", "html_inline"}
    assert {content for kind, content in inside if kind == "html_inline"} <= {"<br>"}
