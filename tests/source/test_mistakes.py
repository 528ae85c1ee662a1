"""Invalid YAML is told in plain words, at the place where a person would look."""

from __future__ import annotations

import pytest

from journeymap.source import read

MISTAKES = {
    "tab": ("a:\n\tb: 1\n", (2, 1), "a tab stands where YAML needs spaces"),
    "tab in a folded text": ("a: b\t\n\t\nc: d", (2, 1), "a tab stands"),
    "no space after the colon": ("x:\n  - id:queue\n    name: y\n", (2, 7), "a space is missing after this colon"),
    "colon in text": ("name: Anna: the buyer\n", (1, 11), "a colon and a space"),
    "colon in text after a link": ("url: http://x: y\n", (1, 14), "a colon and a space"),
    "too deep": ("a: 1\n  b: 2\n", (2, 3), "indented deeper than the line above allows"),
    "too shallow": ("a:\n  b: 1\n c: 2\n", (3, 2), "does not line up with the keys above"),
    "first line indented": (" a: 1\nb: 2\n", (2, 1), "does not belong to the top level"),
    "list out of line": ("- a\nb: 1\n", (2, 1), "does not line up with the list above"),
    "list on the key's line": ("a: - b\n", (1, 4), "a list item cannot begin here"),
    "list below a value": ("a: x\n- y\n", (2, 1), "a list item does not fit here"),
    "unclosed quote": ("x: 1\na: 'y\nb: 1\nc: 2\n", (2, 4), "the quote ' that opens here is never closed"),
    "unclosed double quote": ('a: "y\nb: 1\n', (1, 4), 'the quote " that opens here is never closed'),
    "unclosed quote before a mark": ('a: "y\n...\n', (1, 4), "never closed"),
    "apostrophe in quotes": ("a: 'it's x'\n", (1, 8), "text follows a closing quote"),
    "quoted word first": ('a: "Best" bike\n', (1, 11), "text follows a closing quote"),
    "unclosed list": ("😀: [1, 2\nb: 1\n", (1, 4), "the bracket [ that opens here is never closed"),
    "unclosed list with marks": ("a: [Why?, b\nc: d\n", (1, 4), "the bracket [ that opens here is never closed"),
    "unclosed object": ("a: {x: 1\n", (1, 4), "the bracket { that opens here is never closed"),
    "missing comma": ("a: {b: 1 c: 2}\n", (1, 11), "a comma or a closing } is missing"),
    "one bracket too many": ("a: [b]]\n", (1, 7), "text follows the closing ]"),
    "bracket first": ("a: ] b\n", (1, 4), "a value cannot begin with ]"),
    "at sign": ("a: @anna\n", (1, 4), "text cannot begin with @"),
    "backtick": ("a: `x`\n", (1, 4), "text cannot begin with `"),
    "per cent": ("a: %x\n", (1, 4), "text cannot begin with %"),
    "bold text": ("a: **bold** move\n", (1, 4), "text cannot begin with *"),
    "ampersand": ("a: & co\n", (1, 4), "text cannot begin with &"),
    "exclamation mark": ("a: !<x\n", (1, 4), "text cannot begin with !"),
    "question mark": ("a: ? b\n", (1, 4), "text cannot begin with ?"),
    "directive": ("%FOO x\n---\na: 1\n", (1, 1), "a line cannot begin with %"),
    "line without a colon": ("a: 1\nb\nc: 2\n", (2, 1), "this line has no colon"),
    "text behind a block mark": ("a: >more\n  d\n", (1, 5), "nothing may follow the >"),
    "backslash": ('a: "C:\\queue"\n', (1, 7), "backslash"),
    "half a surrogate": ('a: "\\ud800"\n', (1, 7), "names no character"),
    "short escape": ('a: "\\u12"\n', (1, 7), "names no character"),
    "NUL": ("a: é\nb: x\0\n", (2, 5), "U+0000"),
    "bell": ("a: \ufeff\x07\n", (1, 5), "U+0007"),
    "after the end": ("a: 1\n...\nb: 2\n", (3, 1), "text follows the end mark"),
    "comment amid a text": ("a: x #y\n  z\n", (2, 3), "does not line up with the keys above"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "place", "words"), MISTAKES.values(), ids=MISTAKES)
def test_each_usual_mistake_has_its_words_and_place(text, place, words):
    """One fault, JM101, that says what is wrong and what to do."""
    document = read("a.yaml", text.encode())
    (fault,) = document.faults
    assert fault.code == "JM101"
    assert words in fault.message
    assert fault.help
    assert (fault.span.start.line, fault.span.start.column) == place
    assert (document.readable, document.data) == (False, {})


def test_the_place_is_right_with_windows_line_ends_and_a_byte_order_mark():
    """Neither shifts a line or a column."""
    (fault,) = read("a.yaml", b"\xef\xbb\xbfa: 1\r\nb: @x\r\n").faults
    assert (fault.span.start.line, fault.span.start.column) == (2, 4)
