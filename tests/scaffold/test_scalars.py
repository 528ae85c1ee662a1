"""Any text written into YAML comes out as that text, in this project's reader and in ruamel.yaml's."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from journeymap.errors import SettingError
from journeymap.scaffold.scalars import one_line, scalar
from journeymap.source import read

HOSTILE = (
    'She said "no": #1 \\ of {a}, [b], *c, &d, !e, %f, @g, `h`',
    "no",
    "2026-01-01",
    "12:30",
    "0o17",
    "null",
    "- item",
    "---",
    "a: b",
    ": #",
    "{{today}}",
    "\U0001f9cd\u200d\u2642\ufe0f waits",
    "\u202eright to left",
    "bell \x07 and next line \x85 and \u2028",
    "x" * 300,
)


@given(st.text(st.characters(exclude_categories=["Cs"])))
@example("")
def test_a_scalar_is_read_as_the_text_it_was_made_from(text):
    assert YAML(typ="safe", pure=True).load(f"a: {scalar(text)}\n") == {"a": text}
    assert YAML(typ="safe").load(f"a: [{scalar(text)}] # end\n") == {"a": [text]}


@pytest.mark.parametrize("text", HOSTILE)
def test_the_projects_own_reader_takes_it_without_a_word(text):
    document = read("a.yaml", f"journeymap: 1\nx-a: {scalar(text)}\n".encode())
    assert document.readable
    assert (document.data["x-a"], document.faults) == (text, ())


@pytest.mark.parametrize(
    ("text", "written"),
    [("Book a visit", "Book a visit"), ("clm:purchase", '"clm:purchase"'), ("yes", '"yes"'), ("2026", '"2026"')],
)
def test_quotes_are_used_where_they_are_needed(text, written):
    assert scalar(text) == written


def test_what_turns_the_direction_of_a_line_is_escaped():
    assert scalar("a\u202eb") == '"a\\u202eb"'


def test_a_name_is_put_on_one_line():
    assert one_line("  Book\n\ta   visit\u2028now ") == "Book a visit now"


@pytest.mark.parametrize("name", ["", " \n", "bytes \udcff from a terminal"])
def test_a_name_that_is_none_is_refused(name):
    with pytest.raises(SettingError):
        one_line(name)
