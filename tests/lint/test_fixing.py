"""Fixes: what they mend, that they leave the rest as it was, and that twice is once."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap import api
from journeymap.diagnostics import Position, Span
from journeymap.source.edits import edited, without_overlaps
from tests.conftest import TODAY, Run

Write = Callable[..., Path]
RULES = ["JM1", "JM201", "JM204"]

CASES = {
    "an unknown key": ("teams: [{id: a, nmae: A}]  # who\n", "teams: [{id: a, name: A}]  # who\n"),
    "an ambiguous scalar": ("teams: [{id: a, name:  yes }]\n", 'teams: [{id: a, name:  "yes" }]\n'),
    "a number for text": ("teams:\n  - id: a\n    name: 1.10 # one\n", 'teams:\n  - id: a\n    name: "1.10" # one\n'),
    "a malformed id and what refers to it": (
        "teams: [{id: Field Sales, name: A}]\nsystems: [{id: s, name: S, owner: 'Field Sales'}]\n",
        "teams: [{id: field-sales, name: A}]\nsystems: [{id: s, name: S, owner: field-sales}]\n",
    ),
    "the id of a journey in the names of what is in it": (
        (
            "journeys: [{id: Buy It, name: B, stages: [{id: s, name: S, pain_points: [{id: slow, summary: Slow}]}]}]\n"
            "initiatives: [{id: i, name: I, addresses: Buy It/slow}]\n"
        ),
        (
            "journeys: [{id: buy-it, name: B, stages: [{id: s, name: S, pain_points: [{id: slow, summary: Slow}]}]}]\n"
            "initiatives: [{id: i, name: I, addresses: buy-it/slow}]\n"
        ),
    ),
    "a useless suppression on a line": (
        "teams:\n  - {id: a, name: A}   # journeymap: ignore[JM201] old\n",
        "teams:\n  - {id: a, name: A}\n",
    ),
    "a useless suppression above a line": (
        "teams:\n  # journeymap: ignore[JM201]\n  - {id: a, name: A}\n",
        "teams:\n  - {id: a, name: A}\n",
    ),
    "one useless code of two": (
        "systems:\n  - {id: a, name: A, owner: x} # journeymap: ignore[JM201, JM107] known\n",
        "systems:\n  - {id: a, name: A, owner: x} # journeymap: ignore[JM201] known\n",
    ),
}


@pytest.mark.parametrize(("before", "after"), CASES.values(), ids=CASES.keys())
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "bom"])
def test_a_fix_changes_what_it_mends_and_nothing_else(
    before: str, after: str, line_end: str, mark: str, write: Write
) -> None:
    def whole(text: str) -> bytes:
        return (mark + f"journeymap: 1\n# kept: é 漢\n{text}").replace("\n", line_end).encode()

    folder = write({"a.yaml": whole(before)})
    fixed = api.fix([folder], select=RULES, on=TODAY)
    assert {path.name: new for path, (_, new) in fixed.changed.items()} == {"a.yaml": whole(after)}
    assert fixed.report.findings == ()
    (folder / "a.yaml").write_bytes(whole(after))
    assert api.fix([folder], select=RULES, on=TODAY).changed == {}


def test_a_rename_reaches_other_files(write: Write) -> None:
    folder = write(
        {
            "journeymap.yaml": "journeymap: 1\n",
            "a.yaml": "journeymap: 1\nteams: [{id: A B, name: A}]\n",
            "b.yaml": "journeymap: 1\nsystems: [{id: s, name: S, owner: A B}]\n",
        }
    )
    changed = {path.name: new for path, (_, new) in api.fix([folder], select=RULES, on=TODAY).changed.items()}
    assert b"owner: a-b" in changed["b.yaml"]
    assert b"id: a-b" in changed["a.yaml"]


def test_an_id_is_not_renamed_to_one_that_is_taken(write: Write) -> None:
    folder = write({"a.yaml": "journeymap: 1\nteams: [{id: a-b, name: A}, {id: A B, name: B}]\n"})
    assert api.fix([folder], select=RULES, on=TODAY).changed == {}


def test_an_id_of_digits_is_written_in_quotes(write: Write) -> None:
    folder = write({"a.yaml": 'journeymap: 1\nteams: [{id: "2026 ", name: A}]\n'})
    ((_, new),) = api.fix([folder], select=RULES, on=TODAY).changed.values()
    assert b'id: "2026"' in new


def test_the_command_writes_shows_and_refuses(run: Run, write: Write) -> None:
    folder = write({"a.yaml": "journeymap: 1\nteams: [{id: a, nmae: A}]\n"})
    shown = run("lint", "--select", "JM1", "--diff", cwd=folder)
    assert (shown.code, (folder / "a.yaml").read_text()) == (1, "journeymap: 1\nteams: [{id: a, nmae: A}]\n")
    assert "-teams: [{id: a, nmae: A}]\n+teams: [{id: a, name: A}]\n" in shown.out
    done = run("lint", "--select", "JM1", "--fix", cwd=folder)
    assert (done.code, (folder / "a.yaml").read_text()) == (0, "journeymap: 1\nteams: [{id: a, name: A}]\n")
    assert done.err.startswith("Mended: 1, in 1 file.")
    assert run("lint", "--select", "JM1", "--diff", cwd=folder).code == 0
    assert run("lint", "-", "--fix", cwd=folder).code == 2


TEXT = "one\ntwo\r\nthree\n"
spans = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted)


def position(offset: int) -> Position:
    before = TEXT[:offset]
    line = before.count("\n")
    return Position(line + 1, offset - (before.rfind("\n") + 1) + 1)


@given(st.lists(st.lists(st.tuples(spans, st.text(max_size=3)), min_size=1, max_size=3), max_size=6))
def test_edits_that_are_taken_never_overlap_and_are_all_made(groups: list) -> None:
    """Holds the result against replacing from the end backwards."""
    placed = [[(Span(position(a), position(b)), new) for (a, b), new in group] for group in groups]
    taken = without_overlaps([without_overlaps([[edit] for edit in group]) for group in placed])
    expected = TEXT
    for span, new in sorted(taken, key=lambda edit: edit[0], reverse=True):
        start, end = (offset_of(place) for place in (span.start, span.end))
        expected = expected[:start] + new + expected[end:]
    assert edited(TEXT, taken) == expected
    for (one, _), (other, _) in itertools.pairwise(taken):
        assert one.end <= other.start


def offset_of(place: Position) -> int:
    lines = TEXT.split("\n")
    return sum(len(line) + 1 for line in lines[: place.line - 1]) + place.column - 1


BRANCH = """journeymap: 1
journeys:
  - id: j
    name: J
    stages:
      - id: s
        name: S
        touchpoints:
          - id: t
            name: T
            next:
              - to: u # there
                share: 0.75
              - to: end
                outcome: left
          - {id: u, name: U, next: [{to: t, share: 0.5}, {to: "end"}]}
"""


def test_a_missing_share_is_written_only_where_unsafe_fixes_are_asked_for(write: Write) -> None:
    folder = write({"a.yaml": BRANCH})
    assert api.fix([folder], select=["JM311"], on=TODAY).changed == {}
    ((_, new),) = api.fix([folder], select=["JM311"], unsafe=True, on=TODAY).changed.values()
    expected = BRANCH.replace("- to: end\n", "- to: end\n                share: 0.25\n").replace(
        '{to: "end"}', '{to: "end", share: 0.5}'
    )
    assert new.decode() == expected
