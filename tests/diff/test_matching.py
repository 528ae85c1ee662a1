"""Which objects are the same on both sides: renames, moves, order, and what is not known for sure."""

from __future__ import annotations

import pytest

from journeymap.diff.ordering import longest_rising
from journeymap.diff.values import Category, Level
from tests.diff.pairs import SHOP, compared, only, told, told_of

RENAMED = SHOP.replace("id: pick, name: Pick,", "id: choose, name: Pick,")
TEAM = SHOP.replace("{id: sales, name: Sales}", "{id: revenue, name: Sales}")
TEAM = TEAM.replace("owner: sales", "owner: revenue").replace("by: sales", "by: revenue")
TEAM = TEAM.replace("responsible: [sales]", "responsible: [revenue]").replace("team: sales", "team: revenue")


def moved(*pairs: tuple[str, str]) -> str:
    return "moved:\n" + "".join(f'  - {{from: "{old}", to: "{new}"}}\n' for old, new in pairs)


def test_a_likely_rename_is_proposed_with_its_entry():
    """The same touchpoint under another id is one change, and the entry to add is told."""
    comparison = compared(SHOP, RENAMED)
    change = only(comparison)
    assert (change.kind, change.proposed, change.direction) == ("touchpoint-renamed", True, "neutral")
    assert comparison.moved_entries == (("buy/pick", "buy/choose"),)
    assert "seems to be renamed" in change.message


def test_an_entry_makes_a_rename_certain():
    """With `moved`, the rename breaks nothing and proposes nothing."""
    comparison = compared(SHOP, RENAMED + moved(("buy/pick", "buy/choose")))
    change = only(comparison)
    assert (change.kind, change.proposed, change.level) == ("touchpoint-renamed", False, Level.NOTABLE)
    assert comparison.moved_entries == ()


def test_an_entry_finds_what_likeness_would_not():
    """An object that changed in everything but its meaning is found by `moved` alone."""
    after = SHOP.replace(
        "{id: pick, name: Pick, emotion: -1, moment_of_truth: true}",
        "{id: tries-on, name: Tries three pairs on, emotion: 1}",
    )
    assert told(compared(SHOP, after)) == [("touchpoint-added", "neutral"), ("touchpoint-removed", "neutral")]
    kinds = {kind for kind, _ in told(compared(SHOP, after + moved(("buy/pick", "buy/tries-on"))))}
    assert kinds == {"touchpoint-renamed", "name-changed", "emotion-raised", "moment-of-truth-removed"}


def test_entries_lead_on():
    """Renamed twice: the second revision is found over both entries."""
    after = SHOP.replace("id: pick, name: Pick,", "id: fit, name: Fits,")
    comparison = compared(SHOP, after + moved(("buy/pick", "buy/choose"), ("buy/choose", "buy/fit")))
    assert told(comparison) == [("name-changed", "neutral"), ("touchpoint-renamed", "neutral")]


def test_old_entries_say_nothing_of_what_has_the_id_now():
    """An entry stays in the file; an object that takes the old id later is another one, on both sides."""
    text = SHOP + moved(("teams:service", "teams:sales"))
    assert compared(text, str(text)).changes == ()
    assert told(compared(text, text.replace("name: Sales}", "name: Selling}"))) == [("name-changed", "neutral")]


def test_ids_that_are_swapped():
    """Two objects that exchange their ids are followed by their entries."""
    after = (
        SHOP.replace("id: pick, name: Pick", "id: tmp, name: Pick")
        .replace("id: search\n", "id: pick\n")
        .replace("id: tmp,", "id: search,")
    )
    after = after.replace("buy/search", "buy/pick").replace("{to: search,", "{to: pick,")
    comparison = compared(SHOP, after + moved(("buy/pick", "buy/search"), ("buy/search", "buy/pick")))
    assert told(comparison) == [("touchpoint-renamed", "neutral")] * 2


def test_what_names_a_renamed_object_did_not_change():
    """A team under another id, and all that name it: one change."""
    comparison = compared(SHOP, TEAM + moved(("teams:sales", "teams:revenue")))
    assert told_of(comparison) == [("team-renamed", "neutral", "teams:revenue")]


def test_a_rename_of_one_kind_leaves_the_same_id_of_another_alone():
    """A persona called as the team that was renamed is still another persona."""
    both = SHOP.replace("{id: lou, name: Lou}", "{id: sales, name: Lou}")
    after = TEAM.replace("{id: lou, name: Lou}", "{id: sales, name: Lou}").replace(
        "            personas: [pat]\n", "            personas: [sales]\n"
    )
    comparison = compared(both, after + moved(("teams:sales", "teams:revenue")))
    assert told(comparison) == [("persona-changed", "neutral"), ("team-renamed", "neutral")]


def test_a_renamed_journey_takes_all_that_is_in_it_along():
    """Its touchpoints are called otherwise from outside, and nothing of them changed."""
    after = SHOP.replace("  - id: buy\n", "  - id: purchase\n").replace("buy/", "purchase/")
    for text in (after, after + moved(("journeys:buy", "journeys:purchase"))):
        assert [kind for kind, _ in told(compared(SHOP, text))] == ["journey-renamed"]


def test_a_proposed_rename_breaks_what_linked_to_it():
    """A journey that an initiative and a play reach into, renamed without an entry."""
    after = SHOP.replace("  - id: buy\n", "  - id: purchase\n").replace("buy/", "purchase/")
    change = only(compared(SHOP, after))
    assert (change.level, change.category) == (Level.BREAKING, Category.REFERENCE)
    assert change.reason == "2 places linked to it"


PICK = "          - {id: pick, name: Pick, emotion: -1, moment_of_truth: true}\n"


def test_a_touchpoint_in_another_stage_is_a_move():
    """Neither removed nor added, nor is the order another one."""
    after = SHOP.replace(PICK, "").replace("          - {id: ship,", PICK + "          - {id: ship,")
    change = only(compared(SHOP, after))
    assert (change.kind, change.before, change.after) == ("touchpoint-moved", "buy/look", "buy/order")
    assert change.message == "touchpoint “Pick” moved from “Look” to “Order”"


SECOND = "  - {id: repair, name: Repair, stages: [{id: bring, name: Bring, touchpoints: [{id: desk, name: Desk}]}]}\n"


def test_a_touchpoint_in_another_journey_is_a_move():
    """It has the same id and says the same; its full name is another one, so an entry is proposed."""
    shown = "{id: pick, name: Pick, emotion: 1, moment_of_truth: true}"
    glad = f"          - {shown}\n"
    before = SHOP.replace("initiatives:\n", SECOND + "initiatives:\n").replace(PICK, glad)
    after = before.replace(glad, "").replace("{id: desk, name: Desk}", "{id: desk, name: Desk}, " + shown)
    comparison = compared(before, after)
    change = only(comparison)
    assert (change.kind, change.object, change.proposed) == ("touchpoint-moved", "repair/pick", True)
    assert change.message == "touchpoint “Pick” seems to have moved from “Look” to “Bring” in “Repair”"
    assert comparison.moved_entries == (("buy/pick", "repair/pick"),)
    assert only(compared(after, before)).kind == "touchpoint-moved"


def test_what_lies_in_a_moved_touchpoint_moves_along():
    """Its pains are not removed and added when a `moved` entry takes it to another journey."""
    before = SHOP.replace("initiatives:\n", SECOND + "initiatives:\n")
    pick = "{id: pick, name: Pick, pain_points: [{id: no-size, summary: No size}]}"
    before = before.replace(PICK, f"          - {pick}\n")
    after = before.replace(f"          - {pick}\n", "").replace(
        "{id: desk, name: Desk}", f"{{id: desk, name: Desk}}, {pick}"
    )
    comparison = compared(before, after + moved(("buy/pick", "repair/pick")))
    assert told(comparison) == [("touchpoint-moved", "neutral")]


def stages(*names: str) -> str:
    listed = "".join(f"          - {{id: {name}, name: {name.upper()}}}\n" for name in names)
    return f"journeymap: 1\njourneys:\n  - id: j\n    name: J\n    stages:\n      - id: s\n        name: S\n        touchpoints:\n{listed}"


@pytest.mark.parametrize(
    ("after", "shifted"),
    [("bacdef", 1), ("bcdefa", 1), ("fabcde", 1), ("fedcba", 5), ("badcfe", 3)],
)
def test_another_order_is_one_change(after: str, shifted: int):
    """One change for the stage, which names as few touchpoints as explain it."""
    change = only(compared(stages(*"abcdef"), stages(*after)))
    assert (change.kind, change.object, change.direction) == ("touchpoints-reordered", "j/s", "neutral")
    assert change.message.count("“") == 1 + shifted
    assert change.after == tuple(after.upper())


def test_order_beside_coming_and_going():
    """What came and went does not make the rest another order."""
    assert told(compared(stages("a", "b", "c"), stages("x", "a", "c"))) == [
        ("touchpoint-added", "neutral"),
        ("touchpoint-removed", "neutral"),
    ]


def test_a_longest_rising_subsequence():
    """It is rising, and none is longer."""
    assert longest_rising([3, 1, 2, 5, 4]) == [1, 2, 4]
    assert longest_rising([]) == []


def test_removing_what_others_link_to_breaks():
    """Whether the links were cleaned up or not; how many are left is said."""
    start = SHOP.index("  - {id: talks")
    gone = SHOP[:start] + SHOP[SHOP.index("  - {id: poll") :]
    change = only(compared(SHOP, gone))
    assert (change.kind, change.level, change.category) == ("research-removed", Level.BREAKING, Category.REFERENCE)
    assert change.reason == "5 places linked to it, 5 still"


def test_removing_a_journey_breaks_what_reaches_into_it():
    """An initiative and a play link to touchpoints and pains of the journey, none to the journey itself."""
    start, end = SHOP.index("journeys:\n"), SHOP.index("initiatives:\n")
    change = only(compared(SHOP, SHOP[:start] + SHOP[end:]))
    assert (change.kind, change.level) == ("journey-removed", Level.BREAKING)
    assert change.reason == "2 places linked to it, 2 still"


def test_a_lifecycle_stage_is_linked_by_the_stages_that_name_it():
    """A bare name means the lifecycle of the journey."""
    before = SHOP.replace("lifecycle: clm", "lifecycle: care").replace(
        "lifecycle_stage: consideration", "lifecycle_stage: last"
    )
    change = only(compared(before, before.replace("      - {id: last, name: Last contact}\n", "")))
    assert (change.kind, change.level) == ("lifecycle-stage-removed", Level.BREAKING)


def test_what_comes_next_by_order_links_to_nothing():
    """Removing a touchpoint that only follows in order breaks nothing."""
    after = SHOP.replace(PICK, "")
    assert only(compared(SHOP, after)).level is Level.NOTABLE


def test_a_second_way_takes_the_hand_off_along():
    """With one way out it stands at the touchpoint, with two at the way; it is the same one."""
    after = SHOP.replace(
        "emotion: 1, handoff: {to: service, sla: 2d}",
        "emotion: 1, next: [{to: open, handoff: {to: service, sla: 3d}}, {to: pay}]",
    )
    assert told(compared(SHOP, after)) == [("sla-raised", "worse"), ("way-added", "neutral")]
    assert told(compared(after, SHOP)) == [("sla-lowered", "better"), ("way-removed", "neutral")]


def test_two_ways_to_the_same_place_are_told_apart():
    """By what they say, in whatever order they stand."""
    first, second = "{to: ship, share: 0.4, when: By card}", "{to: ship, share: 0.6, when: By invoice}"
    text = stages("a", "ship").replace("{id: a, name: A}", f"{{id: a, name: A, next: [{first}, {second}]}}")
    swapped = compared(text, text.replace(f"{first}, {second}", f"{second}, {first}"))
    assert told(swapped) == [("ways-reordered", "neutral")]
    change = only(compared(text, text.replace("share: 0.6", "share: 0.5")))
    assert (change.kind, change.before, change.after) == ("share-lowered", 0.6, 0.5)
