"""What ids mean on the two sides: a rename is told where it happens, and nowhere else."""

from __future__ import annotations

import pytest

from tests.diff.pairs import SHOP, compared, only, told, told_of

CARE = SHOP.replace("lifecycle: clm", "lifecycle: care").replace(
    "lifecycle_stage: consideration", "lifecycle_stage: last"
)


def moved(*pairs: tuple[str, str]) -> str:
    return "moved:\n" + "".join(f'  - {{from: "{old}", to: "{new}"}}\n' for old, new in pairs)


def test_a_renamed_lifecycle_stage():
    """Stages of journeys name it by its bare id, plays from outside; none of them changed."""
    before = CARE.replace("at: [buy/search]", 'at: [buy/search, "care:last"]')
    after = before.replace("{id: last, name", "{id: end-of-it, name").replace(
        "lifecycle_stage: last", "lifecycle_stage: end-of-it"
    )
    after = after.replace('"care:last"', '"care:end-of-it"')
    assert told(compared(before, after + moved(("care:last", "care:end-of-it")))) == [
        ("lifecycle-stage-renamed", "neutral")
    ]


def test_a_renamed_touchpoint_that_others_replace():
    """What a future journey replaces is looked up in the current one."""
    future = "  - {id: later, name: Later, state: future, based_on: buy, stages: [{id: t, name: T, touchpoints: [{id: one, name: One, replaces: [pick]}]}]}\n"
    before = SHOP.replace("initiatives:\n", future + "initiatives:\n")
    after = before.replace("id: pick, name", "id: choose, name").replace("replaces: [pick]", "replaces: [choose]")
    assert told(compared(before, after + moved(("buy/pick", "buy/choose")))) == [("touchpoint-renamed", "neutral")]


def test_an_id_that_another_object_takes():
    """The reference is written as before and means another team now, so that it changed; the other one did not."""
    after = SHOP.replace("{id: sales, name: Sales}", "{id: sales, name: New sales}\n  - {id: deals, name: Sales}")
    after = after.replace("    owner: sales\n    status: researched", "    owner: deals\n    status: researched")
    kinds = told_of(compared(SHOP, after + moved(("teams:sales", "teams:deals"))))
    assert ("team-renamed", "neutral", "teams:deals") in kinds
    assert ("team-added", "neutral", "teams:sales") in kinds
    assert ("owner-changed", "neutral", "journeys:buy") not in kinds


def test_references_that_a_rename_left_behind():
    """Their text is as it was; that they lead nowhere is said of the rename, and by lint."""
    after = SHOP.replace("{id: talks, title: Talks", "{id: long-talks, title: Talks")
    change = only(compared(SHOP, after))
    assert (change.kind, change.object) == ("research-renamed", "research:long-talks")
    assert change.reason == "5 places linked to it, 5 still"


LISTS = "consulted: [service, sales, gone]"


@pytest.mark.parametrize(
    ("after", "kinds"),
    [
        ("consulted: [help, sales, gone]", ["team-renamed"]),
        ("consulted: [service, sales]", ["consulted-removed", "team-renamed"]),
        ("consulted: [gone, help]", ["consulted-removed", "team-renamed"]),
        ("consulted: [help, sales, other]", ["consulted-changed", "team-renamed"]),
        ("consulted: [help, service, sales, gone]", ["consulted-added", "team-renamed"]),
    ],
)
def test_lists_beside_a_rename(after: str, kinds: list[str]):
    """Items are the same by what they mean, else by what is written, and the way back is the mirror."""
    before = SHOP.replace("consulted: [service]", LISTS)
    changed = before.replace(LISTS, after).replace("{id: service, name: Service,", "{id: help, name: Service,")
    changed += moved(("teams:service", "teams:help"))
    found = {"consulted-removed": "consulted-added", "consulted-added": "consulted-removed"}
    own = [kind for kind, _, name in told_of(compared(before, changed)) if name in {"buy/search", "teams:help"}]
    assert own == kinds
    back = [kind for kind, _, name in told_of(compared(changed, before)) if name in {"buy/search", "teams:service"}]
    assert sorted(back) == sorted(found.get(kind, kind) for kind in kinds)


def test_parts_of_a_profile_are_told_apart():
    """What is known of a persona's tools is never held against their age."""
    after = SHOP.replace("    demographic: {age: 40, location: Umeå}\n", "").replace("[Browser, Mail]", "[Browser]")
    assert told_of(compared(SHOP, after)) == [
        ("profile-removed", "neutral", "personas:pat/demographic"),
        ("profile-removed", "neutral", "personas:pat/technographic"),
    ]


def test_the_same_id_many_times():
    """A workspace with faults equals itself, and what is there three times is not one inside the other."""
    stage = "{id: a, name: A, touchpoints: [{id: x, name: X}, {id: a, name: B}, {id: a, name: C, pain_points: [{id: a, summary: D}]}]}"
    text = f"journeymap: 1\njourneys:\n  - {{id: j, name: J, stages: [{{id: s, name: S}}, {stage}, {stage}]}}\n"
    assert compared(text, str(text)).changes == ()
    change = only(compared(text, text.replace("summary: D}]}]}]}", "summary: E}]}]}]}")))
    assert change.kind == "summary-changed"
