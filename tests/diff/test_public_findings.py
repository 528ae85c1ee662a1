"""Lint findings in what others read: nothing confidential, and all the rest."""

from __future__ import annotations

import pytest

from journeymap.api.diffs import Compared, _linted
from journeymap.api.reviewing import review
from journeymap.diff.comparing import compare
from journeymap.diff.public_findings import public_findings
from journeymap.diff.sides import Side
from journeymap.diff.values import Findings
from tests.diff.pairs import SHOP, loaded


def found(before: str, after: str) -> tuple[Findings, Findings]:
    """All findings of a comparison, and those that others may read."""
    base, head = loaded(before), loaded(after)
    linted = (_linted(base), _linted(head))
    whole = compare(base, head, base_name="base", head_name="head", linted=linted)
    view = review(Compared("", whole, base, head, linted), public=True, maps=False)
    return whole.findings, view.comparison.findings


def messages(findings: Findings) -> set[str]:
    every = (*findings.introduced, *findings.fixed, *findings.there_already)
    return {f"{one.object} {one.message} {one.help}" for one in every}


def hides(text: str, before: str, after: str) -> bool:
    assert text.count(before) == 1, before
    everything, public = found(text, text.replace(before, after))
    return len(messages(public)) < len(messages(everything))


LOU = "{id: lou, name: Lou the spy, confidential: true}"
SECRET = SHOP.replace("{id: lou, name: Lou}", LOU)


def test_nothing_is_held_back_where_nothing_is_confidential():
    """All findings are there."""
    everything, public = found(SHOP, SHOP.replace("emotion: 2}", "emotion: -2}"))
    assert messages(everything)
    assert messages(public) == messages(everything)


@pytest.mark.parametrize("word", ["a", "e", "the", "pick", "search", "s-in-it", "emotion", "handoff"])
def test_short_words_hide_nothing(word: str):
    """An id or a name that is part of other words, or is a word itself, keeps no other finding back."""
    text = SHOP.replace("{id: lou, name: Lou}", f"{{id: {word}, name: {word}, confidential: true, kind: anti-persona}}")
    everything, public = found(text, text.replace("emotion: 2}", "emotion: -2}"))
    about = {one for one in messages(everything) if one.startswith(f"personas/{word}")}
    lost = messages(everything) - messages(public)
    assert about <= lost
    assert all(f"`{word}`" in one for one in lost)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("name: Lou the spy,", "name: Lou the spy, kind: anti-persona, quotes: [I spy],"),
        ("    personas: [pat]\n    lifecycle", "    personas: [pat, luo]\n    lifecycle"),
        ("{id: open, name: Open the box, emotion: 2}", "{id: open, name: Open the box, voices: [{persona: lou, emotion: -2}]}"),
    ],
    ids=["about it", "suggests it", "is its voice"],
)  # fmt: skip
def test_what_tells_of_something_confidential_is_held_back(before: str, after: str):
    """About it, beside it, or by its name in the sentence or in the help."""
    assert SECRET.count(before) == 1
    _, public = found(SECRET, SECRET.replace(before, after))
    assert not [
        one for one in messages(public) if "lou" in one.casefold().replace("colour", "") or "spy" in one.casefold()
    ]
    assert hides(SECRET, before, after)


def test_a_team_without_backticks_is_held_back_too():
    """Rules write the names of teams as they are."""
    hidden = SHOP.replace("{id: service, name: Service,", "{id: service, name: Night shift, confidential: true,")
    everything, public = found(hidden, hidden.replace("sla: 2d", "criteria: [Paid]"))
    assert any("Night shift" in one for one in messages(everything))
    assert not any("Night shift" in one for one in messages(public))


def test_the_other_side_has_something_else_in_that_place():
    """What stands there before and is confidential does not hide what stands there now."""
    after = SECRET.replace(f"  - {LOU}\n", "  - {id: ann, name: Ann}\n")
    _, public = found(SECRET, after)
    assert any("`ann`" in one for one in messages(public))


@pytest.mark.parametrize("mark", ["confidential: true", "for: [lou]"])
def test_what_cannot_be_read_may_be_confidential(mark: str):
    """Its mark counts although the object is not valid, and so does whom it is for."""
    play = f"  - {{id: whisper, name: [Whisper], {mark}}}\n"
    everything, public = found(SECRET, SECRET + play)
    assert any("plays/whisper" in one for one in messages(everything))
    assert not any("whisper" in one for one in messages(public))


def test_findings_of_nobody_are_as_they_were():
    """Without findings there is nothing to ask."""
    side = Side(loaded(SECRET))
    assert public_findings(Findings(), side, side) == Findings()
