"""The Markdown table: that what comes from files stays text, and that a comment can hold it."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from journeymap.diagnostics import Severity
from journeymap.reporters import OutputFormat
from journeymap.reporters.markdown import cell
from tests.reporters.findings import finding, written

MARKDOWN = MarkdownIt("gfm-like", {"linkify": False}).disable("linkify")


def test_errors_come_first_and_everything_is_counted() -> None:
    found = [finding(severity=Severity.INFO, message="third"), finding(severity=Severity.ERROR, message="first")]
    lines = written(found, OutputFormat.MARKDOWN).splitlines()
    assert lines[0] == "### journeymap: 1 error, 1 remark in 1 document"
    assert lines[4].endswith("| first |")
    assert lines[5].endswith("| third |")


def test_without_findings_there_is_no_table() -> None:
    assert written([], OutputFormat.MARKDOWN) == "### journeymap: no findings in 1 document\n\n"


def test_a_comment_can_hold_it_and_what_is_left_out_is_counted() -> None:
    made = written([finding(message="long " * 50) for _ in range(1000)], OutputFormat.MARKDOWN)
    rows = made.count("| error |")
    assert len(made) < 65_000
    assert f"{1000 - rows} more findings are left out here." in made


def test_nobody_is_mentioned_and_no_issue_is_linked() -> None:
    """What is rendered holds no `@name`, `#1`, `!1` or `~label`, nor an address; services look for these there."""
    hostile = "@team/all #1 GH !2 ~bug %v1 $3 &4 https://x.example www.x.example"
    rendered = MARKDOWN.renderInline(cell(hostile)).replace("&amp;", "&")
    assert not re.search(r"[@#!~%$&]\w|://|www\.", rendered)
    assert rendered.replace("\u2060", "") == hostile


@given(st.text(), st.text(alphabet="<>&|`*_[]()#!~@\\\n\r:/hw.\"'$ a1"))
def test_hostile_text_stays_one_cell_of_text(path: str, text: str) -> None:
    made = written([finding(path=path, message=text, help_line=text)], OutputFormat.MARKDOWN)
    tokens = MARKDOWN.parse(made)
    assert [token.type for token in tokens].count("td_open") == 4
    inside = [child.type for token in tokens for child in token.children or ()]
    assert set(inside) <= {"text", "text_special", "link_open", "link_close"}
    assert inside.count("link_open") == 1
