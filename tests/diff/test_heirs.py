"""Owners that go or come: whether anybody answers before and after, and who."""

from __future__ import annotations

import pytest

from journeymap.diff.values import Level
from tests.diff.pairs import compared, only

TEXT = """journeymap: 1
teams: [{id: desk, name: Desk}, {id: shop, name: Shop}, {id: head, name: Head office}]
journeys:
  - id: j
    name: Journey
    owner: head
    stages:
      - id: s
        name: Stage
        owner: desk
        touchpoints:
          - {id: a, name: Asks, owner: shop, pain_points: [{id: p, summary: Pain, owner: head}]}
          - {id: b, name: Buys}
"""


@pytest.mark.parametrize(
    ("edits", "reason"),
    [
        ([("owner: shop, ", "")], "“Desk” takes over, as the owner of “Stage”"),
        ([("        owner: desk\n", "")], "“Head office” takes over, as the owner of “Journey”"),
        ([("summary: Pain, owner: head", "summary: Pain")], "“Shop” takes over, as the owner of “Asks”"),
    ],
)
def test_somebody_takes_over(edits: list[tuple[str, str]], reason: str):
    """Where what is around it has an owner, nothing is left without one: that is not worse, and back not better."""
    after = TEXT
    for edit in edits:
        assert after.count(edit[0]) == 1
        after = after.replace(*edit)
    there, back = only(compared(TEXT, after)), only(compared(after, TEXT))
    assert (there.kind, there.direction, there.reason) == ("owner-removed", "neutral", reason)
    assert (back.kind, back.direction) == ("owner-added", "neutral")
    assert back.reason == "before, " + reason.replace("takes over", "answered for it")


def test_nobody_takes_over():
    """Without an owner around it, what loses its own has none."""
    alone = TEXT.replace("    owner: head\n", "").replace("        owner: desk\n", "")
    change = only(compared(alone, alone.replace("owner: shop, ", "")))
    assert (change.kind, change.direction, change.reason) == ("owner-removed", "worse", "")
    assert only(compared(TEXT, TEXT.replace("    owner: head\n", ""))).direction == "worse"


def test_the_same_team_answers_still():
    """Taking out an owner that is written twice is a small thing."""
    twice = TEXT.replace("owner: shop", "owner: desk")
    change = only(compared(twice, twice.replace("owner: desk, ", "")))
    assert (change.direction, change.level) == ("neutral", Level.MINOR)
    assert change.reason == "“Desk” still answers for it, as the owner of “Stage”"


def test_a_kept_touchpoint_keeps_its_owner():
    """In a future journey the owner of today takes over."""
    future = TEXT + (
        "  - id: k\n    name: Later\n    state: future\n    based_on: j\n    stages:\n"
        "      - {id: t, name: T, touchpoints: [{id: a, keep: true, owner: desk}]}\n"
    )
    change = only(compared(future, future.replace("keep: true, owner: desk", "keep: true")))
    assert (change.object, change.direction) == ("k/a", "neutral")
    assert change.reason == "“Shop” takes over, as the owner of “Asks”"


def test_a_confidential_team_that_takes_over_is_not_told():
    """The sentence would name it."""
    hidden = TEXT.replace("{id: desk, name: Desk}", "{id: desk, name: Desk, confidential: true}")
    assert only(compared(hidden, hidden.replace("owner: shop, ", ""))).confidential
