"""Ways out of touchpoints: in which order they stand, and where they lead."""

from __future__ import annotations

import pytest

from journeymap.diff.values import Level
from tests.diff.pairs import compared, only, told, told_of


def steps(*ways: str, targets: str = "abcd") -> str:
    """A journey whose first touchpoint has some ways out."""
    rest = "".join(f"          - {{id: {own}, name: {own.upper()}, next: []}}\n" for own in targets)
    return (
        "journeymap: 1\npersonas: [{id: pat, name: Pat}, {id: lou, name: Lou}]\n"
        "journeys:\n  - id: j\n    name: J\n    stages:\n      - id: s\n        name: S\n        touchpoints:\n"
        f"          - {{id: start, name: Start, next: [{', '.join(f'{{{way}}}' for way in ways)}]}}\n{rest}"
    )


THREE = ("to: a, when: By card, share: 0.5", "to: b, when: By invoice, share: 0.3", "to: end, share: 0.2")


def test_ways_in_another_order_are_one_change():
    """People read them from the first to the last; one change names as few of them as explain it."""
    change = only(compared(steps(*THREE), steps(THREE[2], *THREE[:2])))
    assert (change.kind, change.object, change.direction, change.level) == (
        *("ways-reordered", "j/start", "neutral"),
        Level.MINOR,
    )
    assert change.message == "ways out of “Start” in another order: “the end” moved"
    assert (change.before, change.after) == (("a", "b", "end"), ("end", "a", "b"))


def test_what_came_and_went_is_no_other_order():
    """A way less and a way more leave the rest where it was."""
    after = steps("to: c, when: In cash", THREE[0], THREE[2])
    assert told(compared(steps(*THREE), after)) == [("way-added", "neutral"), ("way-removed", "neutral")]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("to: b, when: By invoice, share: 0.3", "to: c, when: By invoice, share: 0.3", "the way “By invoice” leads"),
        ("to: b, share: 0.3", "to: c, share: 0.3", "the way with a share of 0.3 leads"),
        ("to: b, outcome: won", "to: c, outcome: won", "a way leads"),
        ("to: b, for: [lou]", "to: c, for: [lou]", "a way leads"),
    ],
)
def test_a_way_that_leads_elsewhere_is_one_change(before: str, after: str, said: str):
    """When, share, outcome or persona tell which way it is; it is neither removed nor added."""
    there = only(compared(steps(THREE[0], before), steps(THREE[0], after)))
    assert (there.kind, there.object, there.before, there.after) == ("way-changed", "j/start/next/c", "b", "c")
    assert there.message == f"“Start”: {said} to “C” instead of “B”"
    back = only(compared(steps(THREE[0], after), steps(THREE[0], before)))
    assert (back.kind, back.object, back.before, back.after) == ("way-changed", "j/start/next/b", "c", "b")


def test_what_else_changed_on_a_way_that_leads_elsewhere():
    """Its condition tells which one it is, so that its share is compared."""
    after = steps(THREE[0], "to: c, when: By invoice, share: 0.4", THREE[2])
    assert told_of(compared(steps(*THREE), after)) == [
        ("share-raised", "neutral", "j/start/next/c"),
        ("way-changed", "neutral", "j/start/next/c"),
    ]


def test_ways_that_nothing_tells_apart_came_and_went():
    """Without a word on it, or with the same words on two, nobody can say which way it was."""
    assert told(compared(steps("to: a", "to: b"), steps("to: a", "to: c"))) == [
        ("way-added", "neutral"),
        ("way-removed", "neutral"),
    ]
    same = [f"to: {target}, share: 0.5" for target in "abcd"]
    kinds = {kind for kind, _ in told(compared(steps(*same[:2]), steps(*same[2:])))}
    assert kinds == {"way-added", "way-removed"}


def test_a_renamed_target_is_no_other_target():
    """The ways to a touchpoint under another id lead where they led."""
    after = steps(*THREE, targets="xbcd").replace("to: a", "to: x") + "moved: [{from: j/a, to: j/x}]\n"
    kinds = {kind for kind, _ in told(compared(steps(*THREE), after))}
    assert kinds == {"touchpoint-renamed", "name-changed"}


def test_a_confidential_target_is_not_told():
    """What leads to something confidential names it, whatever kind of change it is."""
    hidden = steps(*THREE).replace("id: c, name: C,", "id: c, name: C, confidential: true,")
    elsewhere = hidden.replace("to: b, when", "to: c, when")
    assert only(compared(hidden, elsewhere)).confidential
    one_way = steps("to: b").replace("id: c, name: C,", "id: c, name: C, confidential: true,")
    assert only(compared(one_way, one_way.replace("to: b}", "to: c}"))).confidential
    order = steps("to: c, share: 0.1", "to: b, share: 0.2").replace(
        "id: c, name: C,", "id: c, name: C, confidential: true,"
    )
    assert only(
        compared(
            order, order.replace("{to: c, share: 0.1}, {to: b, share: 0.2}", "{to: b, share: 0.2}, {to: c, share: 0.1}")
        )
    ).confidential


def test_the_only_way_is_told_with_names():
    """Where it led and where it leads, as people call it."""
    change = only(compared(steps("to: b"), steps("to: d")))
    assert change.message == "“Start”: what comes next “B” → “D”"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("personas: [{id: pat, name: Pat}, {id: lou, name: Lou}]", "personas: [{id: lou, name: Lou}, {id: pat, name: Pat}]"),
        ("to: a, for: [pat, lou]", "to: a, for: [lou, pat]"),
        ("pain_points: [{id: p, summary: P}, {id: q, summary: Q}]", "pain_points: [{id: q, summary: Q}, {id: p, summary: P}]"),
        ("gains: [{id: p, summary: P}, {id: q, summary: Q}]", "gains: [{id: q, summary: Q}, {id: p, summary: P}]"),
        ("voices: [{persona: pat, emotion: 1}, {persona: lou, emotion: 0}]", "voices: [{persona: lou, emotion: 0}, {persona: pat, emotion: 1}]"),
        ("backstage: [Packs, Weighs]", "backstage: [Weighs, Packs]"),
        ("feelings: [glad, tired]", "feelings: [tired, glad]"),
    ],
    ids=lambda text: text[:20],
)  # fmt: skip
def test_what_is_read_as_a_set_has_no_order(before: str, after: str):
    """Personas, pains, gains, voices, work and feelings are the same in any order."""
    more = "" if before.startswith(("personas", "to:")) else before
    text = steps("to: a, for: [pat, lou]").replace("id: b, name: B,", f"id: b, name: B, {more}{',' if more else ''}")
    assert text.count(before) == 1
    assert compared(text, text.replace(before, after)).changes == ()
