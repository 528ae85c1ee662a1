"""Findings of structure: the right code at the right place, in words that help."""

from __future__ import annotations

import pytest

from journeymap.diagnostics import Diagnostic
from journeymap.source import read
from journeymap.source.validation import validate


def faults(text: str, path: str = "a.yaml") -> list[Diagnostic]:
    document = read(path, text.encode())
    return [*document.faults, *validate(document)[1]]


def touchpoint(keys: str) -> str:
    return f"""journeymap: 1
journeys:
  - id: j
    name: J
    stages:
      - id: s
        name: S
        touchpoints:
          - id: t
            name: T
            {keys}
"""


CASES = {
    "a slip in a key": (
        "emotoin: 1",
        "JM103",
        (11, 13),
        "a touchpoint has no key `emotoin`",
        "Did you mean `emotion`?",
    ),
    "a key of another object": (
        "share_affected: 0.5",
        "JM103",
        (11, 13),
        "a touchpoint has no key `share_affected`",
        "`share_affected` is a key of a pain point.",
    ),
    "a key of one's own": (
        "zzz: 1",
        "JM103",
        (11, 13),
        "a touchpoint has no key `zzz`",
        "Keys of your own begin with `x-`, such as `x-zzz`.",
    ),
    "a number as text": (
        "goal: 1.10",
        "JM105",
        (11, 19),
        "`goal` must be text, not the number `1.1`",
        'Put it in quotes: "1.10".',
    ),
    "octal digits as text": (
        "thoughts: [fine, 012]",
        "JM105",
        (11, 30),
        "`thoughts` must be text, not the number `12`",
        'Put it in quotes: "012".',
    ),
    "an emotion off the scale": (
        "emotion: 3",
        "JM105",
        (11, 22),
        "an emotion cannot be `3`",
        "Allowed: -2 to 2 in half steps, such as -1.5.",
    ),
    "an emotion in words": ("emotion: sad", "JM105", (11, 22), "`emotion` must be a number, not the text `sad`", ""),
    "a bare minute": (
        "wait: 5m",
        "JM105",
        (11, 19),
        "`wait` cannot be `5m`",
        "A bare `m` could be minutes or months: write `5min` or `5mo`.",
    ),
    "a slip in a word": (
        "goal_met: partyl",
        "JM105",
        (11, 23),
        "`goal_met` cannot be `partyl`",
        "Did you mean `partly`? Allowed: yes, partly, no.",
    ),
    "an empty value": (
        "goal:",
        "JM105",
        (11, 13),
        "`goal` must be text, not empty",
        "Write a value after the colon, or delete the key.",
    ),
    "a mapping for a text": ("goal: {a: b}", "JM105", (11, 19), "`goal` must be text, not a mapping", ""),
    "a text for a list": (
        "pain_points: slow",
        "JM105",
        (11, 26),
        "`pain_points` must be a list, not the text `slow`",
        "",
    ),
    "a share above one": (
        "next: [{to: end, share: 20}]",
        "JM105",
        (11, 37),
        "`share` is `20`, and must be 1 or less",
        "",
    ),
    "a missing key": (
        "pain_points: [{id: slow}]",
        "JM104",
        (11, 27),
        "pain point `slow` has no `summary`",
        "Add `summary: …`.",
    ),
    "a missing key that is a slip": (
        "pain_points: [{id: slow, sumary: Slow}]",
        "JM103",
        (11, 38),
        "a pain point has no key `sumary`",
        "Did you mean `summary`?",
    ),
    "a malformed id": (
        "pain_points: [{id: Too Slow, summary: Slow}]",
        "JM108",
        (11, 32),
        "`Too Slow` is not a well-formed id",
        "Ids are lower-case letters and digits, with single hyphens between words, at most 64 characters. Write `too-slow`.",
    ),
}


@pytest.mark.parametrize(("keys", "code", "place", "message", "hint"), CASES.values(), ids=CASES.keys())
def test_a_fault_has_its_code_its_place_and_helpful_words(
    keys: str, code: str, place: tuple[int, int], message: str, hint: str
) -> None:
    found = next(fault for fault in faults(touchpoint(keys)) if fault.code == code)
    assert found.span
    assert (found.span.start.line, found.span.start.column) == place
    assert (found.message, found.help) == (message, hint)


def test_each_fault_of_an_object_is_told_and_none_twice() -> None:
    text = touchpoint("emotion: 9\n            wait: 5m\n            gaol: x\n            next: [{share: 2}]")
    assert [fault.code for fault in faults(text)].count("JM105") == 3
    assert sorted(fault.code for fault in faults(text)) == ["JM103", "JM104", "JM105", "JM105", "JM105"]


def test_a_slip_in_a_needed_key_is_told_once() -> None:
    assert [fault.code for fault in faults("journeymap: 1\nteams: [{id: a, nmae: A}]\n")] == ["JM103"]


def test_a_fault_deep_inside_does_not_make_its_parents_look_empty() -> None:
    assert [fault.code for fault in faults(touchpoint("emotion: 9"))] == ["JM105"]


def test_a_missing_name_shows_even_beside_other_faults() -> None:
    text = touchpoint("emotion: 9").replace("            name: T\n", "")
    assert sorted(fault.code for fault in faults(text)) == ["JM104", "JM105"]


def test_union_branches_that_were_tried_in_vain_are_one_finding() -> None:
    text = "journeymap: 1\npersonas: [{id: p, name: P, segment: {a: {gte: []}, b: [1, {c: 1}]}, demographic: {age: [true]}}]\n"
    found = faults(text)
    assert [str(fault.pointer) for fault in found] == [
        "/personas/0/demographic/age/0",
        "/personas/0/segment/a/gte",
        "/personas/0/segment/b/1",
    ]


def test_the_version_comes_first() -> None:
    assert [fault.code for fault in faults("journeymap: 3\nnonsense: 1\n")] == ["JM106"]
    assert [fault.code for fault in faults("teams: []\n")] == ["JM104"]


def test_settings_belong_to_the_root_file() -> None:
    text = "journeymap: 1\nworkspace: {name: W}\n"
    assert [fault.code for fault in faults(text, "teams.yaml")] == ["JM103"]
    assert faults(text, "some/where/journeymap.yaml") == []


def test_the_fix_of_an_unknown_key_renames_it() -> None:
    (found,) = faults("journeymap: 1\nteams: [{id: a, name: A, functoin: x}]\n")
    assert found.fix
    (edit,) = found.fix.edits
    assert edit.span
    assert (edit.text, edit.span.start.column, edit.span.end.column) == ("function", 26, 34)


def test_a_text_that_a_comma_cuts_is_told_so() -> None:
    (found,) = faults("journeymap: 1\nteams: [{id: a, name: Slow, and nobody tells}]\n")
    assert found.help == "A comma inside { } or [ ] ends a text: put the text in quotes."


def test_control_characters_do_not_break_a_message_into_lines() -> None:
    (found,) = faults('journeymap: 1\nteams: [{id: "a\\nb\\u001b[31m", name: A}]\n')
    assert "\n" not in found.message
