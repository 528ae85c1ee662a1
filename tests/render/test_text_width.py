"""The estimate of widths: what it promises about wrapping, and that browsers agree with it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.render.text_width import held, plain, reads_from_right, text_width, wrap


def test_a_wide_letter_is_wider_than_a_narrow_one():
    assert text_width("W", 10) > text_width("i", 10)
    assert text_width("漢", 10) >= 10
    assert text_width("a", 10, bold=True) > text_width("a", 10)


@pytest.mark.parametrize("mark", ["\u0301", "\u200d", "\ufe0f", "\u064b"])
def test_marks_and_joiners_take_no_room(mark):
    assert text_width(f"a{mark}", 10) == text_width("a", 10)


def test_an_accented_letter_is_as_wide_as_its_base():
    assert text_width("é", 10) == text_width("e", 10)


@given(st.text(), st.integers(1, 4))
def test_no_line_is_wider_than_its_room(text, lines):
    rows = wrap(text, 12, 90, lines)
    assert len(rows) <= lines
    assert all(text_width(row, 12) <= 90 for row in rows)


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1))
def test_text_that_fits_is_kept_whole(text):
    assert "".join(wrap(text, 10, 60, 1000)) == plain(text)


def test_a_long_word_is_hyphenated_and_a_long_text_is_cut():
    assert wrap("Donaudampfschifffahrt", 12, 80, 3)[0].endswith("-")
    assert wrap("one two three four five six seven", 12, 60, 2)[-1].endswith("…")


def test_a_cut_never_parts_a_letter_from_its_marks():
    family = "👩\u200d👩\u200d👧"
    assert all(not row.startswith(("\u200d", "\ufe0f")) for row in wrap(family * 6, 12, 60, 9))


def test_control_characters_become_spaces_and_lone_surrogates_a_mark():
    assert plain("a\x00\n\u2028b\ud800\ufffe") == "a b\ufffd\ufffd"


@pytest.mark.parametrize(("text", "from_right"), [("abc", False), ("1 عربي", True), ("−2", False), ("", False)])
def test_the_first_letter_says_how_a_text_reads(text, from_right):
    assert reads_from_right(text) is from_right


@pytest.mark.parametrize("turn", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_nothing_turns_the_direction_of_a_picture(turn):
    """Overrides and isolates are gone; the marks that single words of a script need stay."""
    assert plain(f"a{turn}b\u200f") == "ab\u200f"


def test_a_line_does_not_break_at_a_space_that_holds():
    """A number stays with its unit where both fit on a line, and is shown with a plain space."""
    assert wrap("nearly all of them: 12.8\u00a0%", 10, 125, 3) == ("nearly all of them:", "12.8 %")
    assert wrap(f"nearly all of them: {held('1.3 minutes')}", 10, 125, 3) == ("nearly all of them:", "1.3 minutes")


def test_what_is_held_and_too_wide_breaks_all_the_same():
    """A space that holds gives way before a word is cut."""
    rows = wrap(held("twelve minutes and more"), 10, 80, 4)
    assert " ".join(rows) == "twelve minutes and more"
    assert len(rows) > 1
