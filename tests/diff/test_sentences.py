"""The sentence of a change: names and not ids, values as people write them, and whom it is about."""

from __future__ import annotations

import pytest

from journeymap.diff.conditions import in_words
from tests.diff.pairs import SHOP, compared, only

FUTURE = SHOP.replace(
    "initiatives:\n",
    "  - {id: later, name: Later, state: future, based_on: buy, stages: [{id: t, name: T, touchpoints: ["
    "{id: one, name: One, replaces: [search, pay]}, {id: open, keep: true}]}]}\ninitiatives:\n",
)
CASES = [
    (SHOP, "segment: {country: SE}", "segment: {country: [SE, NO]}", "“Pat”: segment in data “country SE” → “country SE or NO”"),
    (SHOP, "lifecycle_stage: consideration", "lifecycle_stage: purchase", "“Look”: lifecycle stage “Consideration” → “Purchase”"),
    (FUTURE, "replaces: [search, pay]", "replaces: [search]", "“One”: what it replaces removed: “Pay”"),
    (FUTURE, ", {id: open, keep: true}", "", "touchpoint “Open the box” removed at “T”"),
    (SHOP, "quotes: [Where is it?]", "quotes: [Where is it now?]", "“Pat”: quote “Where is it?” → “Where is it now?”"),
    (SHOP, "do: Shows results", "do: Shows all results", "“Search”: frontstage work “Shows results” → “Shows all results”"),
    (SHOP, "{id: sales, name: Sales}", "{id: sales, name: Sales, x-floor: 3}", "“Sales”: x-floor added: 3"),
    (SHOP, ", {to: search, share: 0.1}", "", "way to “Search” removed at “Pay”"),
    (SHOP, ", handoff: {to: service, sla: 2d}", "", "hand-off to “Service” removed at “Ship”"),
    (SHOP, "channel: [web, app]", "channel: [app, web]", "“Search”: channel in another order: “App”, “Website”"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "before", "after", "message"), CASES, ids=[case[3][:40] for case in CASES])
def test_the_sentence(text: str, before: str, after: str, message: str):
    """It says what people call things."""
    assert text.count(before) == 1
    assert only(compared(text, text.replace(before, after))).message == message


def test_what_moved_on_did_not_go_with_its_stage():
    """A stage that is taken out takes along what is gone, and not what stands elsewhere now."""
    pick = "          - {id: pick, name: Pick, emotion: -1, moment_of_truth: true}\n"
    start, end = SHOP.index("      - id: look\n"), SHOP.index("      - id: order\n")
    after = (SHOP[:start] + SHOP[end:]).replace("          - {id: ship,", pick + "          - {id: ship,")
    messages = [change.message for change in compared(SHOP, after).changes if change.object_kind == "stage"]
    assert messages == ["stage “Look” removed at “Buy shoes” (emotion +0.5, 1 touchpoint, 1 pain, 1 gain)"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"event": "paid", "source": "shop"}', "paid in shop"),
        (
            '{"event": "paid", "source": "shop", "where": {"amount": {"gt": 0, "lte": 9}, "test": false}}',
            "paid in shop where amount more than 0 and at most 9 and test false",
        ),
        ('{"seats": {"gte": 20}, "title": ["CFO", "CEO"]}', "seats at least 20 and title CFO or CEO"),
        ('{"country": {"not": ["SE", "NO"]}}', "country not SE or NO"),
        ("{odd", "{odd"),
        ("{x} of {y}", "{x} of {y}"),
        ("[a] b", "[a] b"),
        ("Orders", "Orders"),
        ('["a", null, 1.5, true]', "a or none or 1.5 or true"),
    ],
)
def test_conditions_in_words(text: str, words: str):
    """Objects that are compared as a whole are said, not shown as data; any other text is left alone."""
    assert in_words(text) == words


@pytest.mark.parametrize(
    ("before", "after", "personas"),
    [
        ("role: Buyer", "role: Chooser", ("pat",)),
        ("name: Lou}", "name: Louise}", ("lou",)),
        ("offer: None", "offer: A sock", ("pat",)),
        ("for: [pat], at", "for: [lou], at", ("pat", "lou")),
        ("for: [pat], outcome", "for: [lou], outcome", ("pat", "lou")),
        ("when: It works", "when: It does", ("pat",)),
        ("sla: 1d", "sla: 3d", ("pat",)),
        ("cost: 3 weeks", "cost: 5 weeks", ("pat",)),
        ("persona: pat, emotion: 0.5", "persona: pat, emotion: -2", ("pat",)),
        ("    personas: [pat]\n    lifecycle", "    personas: [pat, lou]\n    lifecycle", ("lou",)),
        ("name: Ease", "name: Effort", ("pat",)),
        ("kiosk, name: Kiosk", "kiosk, name: Booth", ()),
    ],
    ids=lambda edit: str(edit)[:20],
)
def test_for_whom_it_is(before: str, after: str, personas: tuple[str, ...]):
    """Those that a persona, a way, a play or an initiative is about, and not everybody around."""
    assert SHOP.count(before) == 1
    assert only(compared(SHOP, SHOP.replace(before, after))).impact.personas == personas


def test_a_kept_touchpoint_is_confidential_as_in_the_current_journey():
    """Its name comes from there, and the mark with it."""
    hidden = FUTURE.replace(
        "{id: open, name: Open the box, emotion: 2}", "{id: open, name: Open the box, confidential: true}"
    )
    change = only(compared(hidden, hidden.replace("{id: open, keep: true}", "{id: open, keep: true, emotion: 1}")))
    assert (change.object, change.confidential) == ("later/open", True)
