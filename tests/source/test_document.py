"""Places, plain scalars and what a document says of its text."""

from __future__ import annotations

import subprocess
import sys

import pytest

from journeymap.diagnostics import INVALID_VALUE, Edit, Fix, Part, Pointer, Related
from journeymap.source import looks_like_document, other_reading, read

TEXT = """\
# 😀
journeymap: 1
journeys:
  - id: 😀é    # c
    name: "A b"
    empty:
    summary: |
      one
      two

    # comment
    tags: [x, {y: 1}]
shared: &s !t {k: 012}
again: *s
"""


def at(pointer, part=Part.VALUE, text=TEXT):
    document = read("a.yaml", text.encode())
    span = document.span(Pointer(pointer), part)
    return (span.start.line, span.start.column, span.end.line, span.end.column)


@pytest.mark.parametrize(
    ("pointer", "part", "place"),
    [
        ((), Part.VALUE, (2, 1, 14, 10)),
        (("journeymap",), Part.KEY, (2, 1, 2, 11)),
        (("journeymap",), Part.VALUE, (2, 13, 2, 14)),
        (("journeys",), Part.VALUE, (4, 3, 12, 22)),
        (("journeys", 0), Part.VALUE, (4, 5, 12, 22)),
        (("journeys", 0, "id"), Part.VALUE, (4, 9, 4, 11)),
        (("journeys", 0, "name"), Part.VALUE, (5, 11, 5, 16)),
        (("journeys", 0, "empty"), Part.VALUE, (6, 5, 6, 10)),
        (("journeys", 0, "empty"), Part.KEY, (6, 5, 6, 10)),
        (("journeys", 0, "summary"), Part.VALUE, (7, 14, 9, 10)),
        (("journeys", 0, "tags", 1, "y"), Part.KEY, (12, 16, 12, 17)),
        (("shared",), Part.VALUE, (13, 15, 13, 23)),
        (("again",), Part.VALUE, (14, 8, 14, 10)),
        (("again", "k"), Part.VALUE, (13, 19, 13, 22)),
        (("journeys", 0, "absent", "deeper"), Part.VALUE, (4, 5, 12, 22)),
        (("journeys", 0, "absent"), Part.KEY, (4, 5, 12, 22)),
        (("journeys", 7), Part.VALUE, (4, 3, 12, 22)),
        (("journeymap", "x"), Part.KEY, (2, 13, 2, 14)),
    ],
)
def test_places_of_keys_and_values(pointer, part, place):
    """Lines and columns count from 1 in code points; what is not there stands where the nearest around it does."""
    assert at(pointer, part) == place


def test_an_empty_list_item_stands_behind_its_dash():
    """There is nothing else to point at."""
    assert at(("a", 1), text="a:\n  - x\n  -\n") == (3, 4, 3, 4)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_and_places_agree_whatever_ends_a_line(end):
    """The line of a place is the line of the list of lines."""
    document = read("a.yaml", end.join(["a: é", "b: 'x\u2028y'", "c: z", ""]).encode())
    span = document.span(Pointer(("c",)))
    assert document.lines[span.start.line - 1] == "c: z"
    assert (span.start.line, span.start.column) == (3, 4)
    assert len(document.lines) == 4


def test_other_line_ends_inside_a_text_do_not_shift_places():
    """NEL, LS and PS end a line for the parser, not for an editor."""
    document = read("a.yaml", "a: 'x\u0085y\u2029z'\nb: 1\n".encode())
    assert document.span(Pointer(("b",))).start.line == 2


def test_a_place_in_a_document_that_cannot_be_read_is_its_start():
    """Nothing raises, and nothing better is known."""
    assert at(("a",), text="a: [") == (1, 1, 1, 1)


def test_resolve_fills_what_is_unknown_and_keeps_what_is_known():
    """A finding, its edits and its related places of the same file get spans; another file's does not."""
    document = read("a.yaml", b"a: 1.10\nb:\nc: 2\n")
    edits = (Edit(Pointer(("a",)), Part.VALUE, '"1.10"'), Edit(Pointer(("b",)), Part.VALUE, "x"))
    related = (Related("here", "a.yaml", Pointer(("c",)), Part.KEY), Related("there", "b.yaml"))
    finding = INVALID_VALUE.found("a.yaml", "m", pointer=Pointer(("a",)), fix=Fix("quote it", edits), related=related)
    resolved = document.resolve(finding)
    assert resolved.span == document.span(Pointer(("a",)))
    assert resolved.related[0].span == document.span(Pointer(("c",)), Part.KEY)
    assert resolved.related[1].span is None
    first, second = resolved.fix.edits
    assert first.span == resolved.span
    assert (second.text, second.span.start, second.span.end) == (" x", second.span.end, second.span.start)
    assert (second.span.start.line, second.span.start.column) == (2, 3)
    assert document.resolve(resolved) == resolved


def test_plain_scalars_are_the_written_text_of_unquoted_values():
    """Keys, quoted, folded and aliased values are left out; numbers keep the digits that were written."""
    text = "a: 1.10\nb: '2'\nc: [yes, \"no\"]\nd: two\n lines\ne: &x 0049\nf: *x\ng: !t 012\nh: {i: }\n"
    scalars = read("a.yaml", text.encode()).plain_scalars()
    assert {str(pointer): source for pointer, source in scalars.items()} == {
        "/a": "1.10", "/c/0": "yes", "/e": "0049", "/g": "012", "/h/i": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: yes\n", True), ("- Off # c\n", True), ("[no, x]", True), ("{a: n}", True), ("a: &x on\n", True),
        ("a: 012\n", True), ("a: 0o7\n", True), ("a: 12:30\n", True), ("a: 1_000\n", True), ("a:\n  y\n", True),
        ("a: 0b11", True), ("a: 2024-05-01\n", False), ("a: 1.5\n", False), ("a: they say no\n", False), ("a: yes please\n", False),
        ("a: 20min\n", False), ("a: 0.5\nb: 10\n", False), ("yes: a\n", False),
    ],
)  # fmt: skip
def test_documents_without_ambiguous_scalars_are_passed_over(text, expected):
    """The cheap look says no for what all readers of YAML read alike."""
    assert read("a.yaml", text.encode()).may_be_ambiguous() is expected


@pytest.mark.parametrize(
    ("source", "reading"),
    [("No", "false"), ("y", "true"), ("012", "base 8"), ("12:30", "base 60"), ("1_000", "without the _"), ("0o7", "text"),
     ("09:30", "base 60"), ("2024-05-01", ""), ("10", ""), ("0.5", ""), ("nope", ""), ("0", "")],
)  # fmt: skip
def test_how_other_readers_see_a_scalar(source, reading):
    """The words say what becomes of it; nothing where all agree."""
    assert reading in other_reading(source)
    assert bool(other_reading(source)) is bool(reading)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"journeymap: 1\n", True), (b"\xef\xbb\xbfjourneymap: 1\r\n", True), (b"# c\r\njourneymap:\r\n", True), (b"a: [\njourneymap : 1", True),
        ("journeymap: 1\n".encode("utf-16"), True), (b"a:\n  journeymap: 1\n", False), (b"journeymap:1", False), (b"# journeymap: x", False), (b"", False),
    ],
)  # fmt: skip
def test_recognises_a_document_by_its_first_key(raw, expected):
    """Only at the first column of a line, whatever ends the lines."""
    assert looks_like_document(raw) is expected


def test_a_clean_document_does_not_import_the_first_reader():
    """Where the faster reader serves, ruamel.yaml is not loaded."""
    pytest.importorskip("ryaml")
    code = (
        "import sys; from journeymap.source import read; d = read('a', b'journeymap: 1\\n'); "
        "assert d.data and d.suppressions == () and 'ruamel.yaml' not in sys.modules; "
        "d.span(()); assert 'ruamel.yaml' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_first_reader_serves_where_the_faster_one_is_missing(monkeypatch):
    """The same data, without ryaml."""
    monkeypatch.setattr("journeymap.source.fast._loads", lambda: None)
    assert read("a.yaml", b"a: [1, x]\n").data == {"a": [1, "x"]}
