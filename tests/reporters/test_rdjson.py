"""Reviewdog's format: columns in bytes, suggestions, and what belongs to a finding."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from journeymap.diagnostics import Diagnostic, Pointer, Position, Related, Report, Severity, Span
from journeymap.reporters import OutputFormat
from journeymap.reporters.byte_columns import byte_column
from tests.reporters.findings import finding, fix, span, written


def diagnostic(found: Diagnostic, *lines: str) -> dict[str, Any]:
    made = json.loads(written(Report((found,), 1, lines={"a.yaml": lines}), OutputFormat.RDJSON))
    assert made["source"]["name"] == "journeymap"
    (only,) = made["diagnostics"]
    return dict(only)


def test_columns_count_bytes_of_utf_8() -> None:
    """The place of `b` in `a𐐀b` is column 6, as the format's own example has it."""
    made = diagnostic(finding(place=span(1, 3, 4)), "a𐐀b")
    assert made["location"]["range"] == {"start": {"line": 1, "column": 6}, "end": {"line": 1, "column": 7}}


def test_where_the_text_is_not_known_whole_lines_are_meant() -> None:
    made = diagnostic(finding(place=span(3, 4, 5)))
    assert made["location"]["range"] == {"start": {"line": 3}, "end": {"line": 3}}


def test_a_fix_is_a_suggestion() -> None:
    made = diagnostic(finding(fix=fix((span(1, 7, 10), '"yes"', ""))), "名: x: yes")
    assert made["suggestions"] == [
        {"range": {"start": {"line": 1, "column": 9}, "end": {"line": 1, "column": 12}}, "text": '"yes"'}
    ]


def test_a_fix_of_several_files_is_no_suggestion() -> None:
    two = fix((span(1, 1, 2), "x", ""), (span(1, 1, 2), "x", "b.yaml"))
    assert diagnostic(finding(fix=two), "abc")["suggestions"] == []


def test_a_line_that_goes_ends_at_the_start_of_the_next() -> None:
    gone = fix((Span(Position(2, 1), Position(3, 1)), "", ""))
    (suggestion,) = diagnostic(finding(fix=gone), "a", "b")["suggestions"]
    assert suggestion["range"] == {"start": {"line": 2, "column": 1}, "end": {"line": 3, "column": 1}}


def test_the_message_names_help_related_places_and_what_is_not_safe() -> None:
    found = finding(help_line="Mend it.", fix=fix((span(1, 1, 2), "x", ""), unsafe=True))
    related = Related("it is taken here", "b.yaml", Pointer(), span=span(4, 1, 2))
    told = diagnostic(Diagnostic(**{**fields(found), "related": (related,)}), "a")["message"]
    assert told.splitlines() == [
        "it is wrong",
        "Mend it.",
        "it is taken here: b.yaml:4",
        "What is suggested may change the meaning.",
    ]


def fields(found: Diagnostic) -> dict[str, Any]:
    return {name: getattr(found, name) for name in Diagnostic.__slots__}


def test_severities_are_the_formats_own_words() -> None:
    assert [diagnostic(finding(severity=severity))["severity"] for severity in Severity] == ["ERROR", "WARNING", "INFO"]


@given(st.text(), st.integers(min_value=1, max_value=40))
def test_a_byte_column_cuts_the_line_where_the_column_does(line: str, column: int) -> None:
    made = byte_column(Position(1, column), [line])
    assert made is not None
    assert line.encode()[: made - 1].decode() == line[: column - 1]
