"""One fault is one finding, and what it advises is true; documents with very many faults are told in linear work."""

from __future__ import annotations

import pytest

from journeymap.diagnostics import Diagnostic
from journeymap.source import read
from journeymap.source.fast import doubtful
from journeymap.source.nearest import LONGEST, nearest
from journeymap.source.validation import validate

JOURNEY = "journeymap: 1\njourneys:\n- {id: j, name: J, stages: [{id: s, name: S}], %s}\n"


def faults(text: str, path: str = "a.yaml") -> list[Diagnostic]:
    document = read(path, text.encode())
    return [*document.faults, *validate(document)[1]]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("journeymap: 1\nteams: *nowhere\n", "JM101"),
        ("journeymap: 1\nx-a: &a {name: A}\nteams:\n- <<: *a\n  id: t\n", "JM109"),
        ("journeymap: 1\n1: 2\n", "JM109"),
    ],
    ids=["an alias of nothing", "a merge key", "a number as key"],
)
def test_what_the_reader_refuses_is_not_told_again_as_a_fault_of_structure(text: str, code: str) -> None:
    assert [fault.code for fault in faults(text)] == [code]


def test_a_quoted_key_that_looks_like_a_number_is_only_unknown() -> None:
    assert [fault.code for fault in faults('journeymap: 1\n"1": 2\n')] == ["JM103"]


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("journeymap:\n", "the format version is missing", "Write `journeymap: 1`"),
        ('journeymap: "1"\n', "the format version is the text `1`, and must be a number", "Write `journeymap: 1`"),
        (JOURNEY % "review_every: 6", "must be text", "Durations are a number and a unit"),
        (JOURNEY % "tags: [a], tag: b", "has no key `tag`", "`tags`, which may be meant, stands here already"),
        ("journeymap: 1\nteams: {id: t, name: T}\n", "must be a list", "Begin each item with `- `"),
        ("journeymap: 1\nteams: [text]\n", "an item of `teams` must be a mapping", ""),
        ("journeymap: 1\nteams: [{id: 4.5, name: T}]\n", "`id` must be text", "Ids are lower-case"),
        ("journeymap: 1\nteams: [{id: t, name: ' '}]\n", "`name` is blank", "Write something"),
        ("journeymap: 1\njourneys: [{id: j, name: J, stages: []}]\n", "`stages` is empty", "at least one entry"),
        ("journeymap: 1\nmoved: [{to: a/b}]\n", "an entry of `moved` has no `from`", "Add `from"),
        ('journeymap: 1\nresearch: [{id: r, title: R, n: "5"}]\n', "must be a whole number", "without quotes: 5."),
        ("journeymap: 1\nteams: [{id: t, name: T, confidential: yes}]\n", "must be true or false", "Write `true`."),
        ("journeymap: 1\nworkspace: {languag: sv}\n", "the settings have no key `languag`", "`language`"),
    ],
)
def test_words_say_what_is_wrong_and_what_to_write(text: str, message: str, hint: str) -> None:
    (found,) = faults(text, "journeymap.yaml")
    assert message in found.message
    assert hint in found.help


def test_a_number_is_only_put_in_quotes_where_the_text_would_be_taken() -> None:
    (duration,) = faults(JOURNEY % "review_every: 6")
    (name,) = faults(JOURNEY % "goal: 6")
    assert duration.fix is None
    assert name.fix
    assert name.fix.edits[0].text == '"6"'


def test_an_item_is_told_of_and_not_the_list_around_it() -> None:
    """Also where there are thousands, which took the square of their number once."""
    found = faults("journeymap: 1\nteams:\n" + "- text\n" * 3_000)
    assert len(found) == 3_000
    assert {len(fault.pointer) for fault in found} == {2}


def test_brackets_thousands_deep_go_to_the_reader_that_stops_at_the_bound() -> None:
    deep = "journeymap: 1\nx-a: " + "[" * 5_000 + "]" * 5_000 + "\n"
    wide = "journeymap: 1\nx-a: [" + '["]"], ' * 5_000 + "1]\n"
    assert doubtful(deep)
    assert not doubtful(wide)
    assert [fault.code for fault in faults(deep)] == ["JM109"]


def test_a_text_is_no_slip_of_an_id() -> None:
    assert nearest("sale", ["sales", "service"]) == "sales"
    assert nearest("s" * (LONGEST + 1), ["s" * LONGEST]) is None
