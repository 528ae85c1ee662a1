"""What passes and what does not: acceptances, gates, what cannot be read, what is confidential, findings."""

from __future__ import annotations

import datetime

import pytest

from journeymap.api.diffs import Compared
from journeymap.api.reviewing import review
from journeymap.diff.accepting import entry
from journeymap.diff.comparing import compare, compare_journeys
from journeymap.diff.gates import GATES, stopped
from journeymap.diff.values import Comparison
from journeymap.model.settings import Gate
from tests.diff.pairs import SHOP, compared, loaded, only, told

WORSE = SHOP.replace("emotion: 2}", "emotion: -2}")
SECRET = SHOP.replace("{id: lou, name: Lou}", "{id: lou, name: Lou the spy, confidential: true}")


def both(before: str | dict[str, str], after: str | dict[str, str], linted: bool = False) -> Compared:
    from journeymap.api.diffs import _linted

    base, head = loaded(before), loaded(after)
    found = (_linted(base), _linted(head)) if linted else None
    return Compared("", compare(base, head, base_name="base", head_name="head", linted=found), base, head)


def accepting(**fields: str) -> str:
    given = {"change": "emotion-lowered", "object": "buy/open", "reason": "It must be", **fields}
    return WORSE + "accepted:\n  - {" + ", ".join(f"{key}: {value}" for key, value in given.items()) + "}\n"


@pytest.mark.parametrize(
    ("fields", "passes"),
    [
        ({}, True),
        ({"before": "2", "after": "-2"}, True),
        ({"before": "[2.0]"}, True),
        ({"after": "-1"}, False),
        ({"before": "1"}, False),
        ({"object": "buy/pay"}, False),
        ({"change": "emotion-raised"}, False),
        ({"expires": "2026-11-23"}, True),
        ({"expires": "2026-11-22"}, False),
        ({"expires": "2020-01-01"}, False),
    ],
)
def test_an_acceptance_holds_for_its_change(fields: dict[str, str], passes: bool):
    """Only for that change of that object with these values, and until the day that it names."""
    comparison = compared(SHOP, accepting(**fields))
    assert bool(stopped(comparison, ["worse"])) is not passes


def test_an_expired_acceptance_is_told():
    """It says who accepted the change and that this is over."""
    change = only(compared(SHOP, accepting(expires="2026-11-22", author="Kim")))
    assert change.accepted is not None
    assert (change.accepted.author, change.accepted.expired) == ("Kim", True)
    assert change.accepted.expires == datetime.date(2026, 11, 22)


AFTERS = {
    "emotion": WORSE,
    "sla": SHOP.replace("sla: 1d", "sla: 3d"),
    "order": SHOP.replace("actions: [Types, Scrolls, Clicks]", "actions: [Clicks, Scrolls, Types]"),
    "list": SHOP.replace("criteria: [Paid, Address known]", "criteria: []"),
    "rename": SHOP.replace("id: pick, name: Pick,", "id: choose, name: Pick,"),
    "text": SHOP.replace(
        "summary: From need to box", 'summary: "It\'s \\"odd\\": #1, {x}\\n- [y] \\u001b\\u2028 \\U0001f600 : "'
    ),
    "word": SHOP.replace("text: We ship daily", 'text: "no: yes #"'),
    "removed": SHOP.replace("          - {id: open, name: Open the box, emotion: 2}\n", ""),
    "quote": SHOP.replace("quotes: [Where is it?]", 'quotes: ["Ask: \'who\' & \\"why\\" \\\\ #2?"]'),
    "day": SHOP.replace("due: 2027-03-01", "due: 2028-03-01"),
    "truth": SHOP.replace("{id: pay\n", "{id: pay").replace("moment_of_truth: true", "moment_of_truth: false"),
}


@pytest.mark.parametrize("after", AFTERS.values(), ids=AFTERS)
def test_the_entry_to_paste_lets_the_change_pass(after: str):
    """The entry is valid as it is printed, whatever the texts hold, and every change passes with its entry."""
    before = compared(SHOP, after)
    assert before.changes
    pasted = after + "accepted:\n" + "\n".join(map(entry, before.changes)) + "\n"
    assert not [fault for document in loaded(pasted).documents for fault in document.faults]
    again = compared(SHOP, pasted)
    assert len(again.changes) == len(before.changes)
    assert stopped(again, ["any"]) == ()


@pytest.mark.parametrize(
    ("gate", "held"),
    [
        ("worse", True),
        ("notable", True),
        ("any", True),
        ("experience", True),
        ("breaking", False),
        ("structure", False),
        ("text", False),
    ],
)
def test_gates(gate: str, held: bool):
    """An emotion that was lowered is worse, notable, and about the experience."""
    assert bool(stopped(compared(SHOP, WORSE), [gate])) is held


def test_gates_are_those_of_the_format():
    """What the setting takes and what the option takes is the same."""
    assert set(GATES) == {str(gate) for gate in Gate}


def test_a_change_cannot_undo_its_own_gate():
    """The gates of both sides hold, so that a branch does not let itself pass."""
    guarded = SHOP + "workspace: {diff: {gate: worse}}\n"
    assert both(guarded, WORSE).gates == ("worse",)
    assert len(both(guarded, WORSE).stopped()) == 1
    assert both(guarded, WORSE).stopped(["breaking"]) == ()


BROKEN = SHOP.replace("name: Buy shoes", "name: [Buy, shoes]")
PEOPLE = SHOP.index("teams:\n")
TWO = {"journeymap.yaml": "journeymap: 1\n" + SHOP[PEOPLE:], "people.yaml": SHOP[:PEOPLE]}


def unread(comparison: Comparison) -> list[tuple[str, str]]:
    return [(item.object, item.side) for item in comparison.unreadable]


@pytest.mark.parametrize(("before", "after", "side"), [(SHOP, BROKEN, "head"), (BROKEN, SHOP, "base")])
def test_an_object_with_faults_is_neither_removed_nor_added(before: str, after: str, side: str):
    """Nothing is said of the journey; the rest is compared."""
    other = after.replace("name: Sales}", "name: Selling}")
    comparison = compared(before, other)
    assert unread(comparison) == [("journeys:buy", side)]
    assert told(comparison) == [("name-changed", "neutral")]


@pytest.mark.parametrize(
    "broken", ["journeymap: 1\npersonas: [\n", "journeymap: 1\n\tx: 1\n", "journeymap: 1\npersonas: []\npersonas: []\n"]
)
@pytest.mark.parametrize("name", ["people.yaml", "renamed.yaml"])
def test_a_file_that_is_no_yaml(broken: str, name: str):
    """Nothing is said of what stood in it, also where the file was renamed by the way."""
    after = {"journeymap.yaml": TWO["journeymap.yaml"], name: broken}
    comparison = compared(TWO, after)
    assert unread(comparison) == [("", "head")]
    assert comparison.changes == ()
    back = compared(after, TWO)
    assert unread(back) == [("", "base")]
    assert back.changes == ()


@pytest.mark.parametrize("lost", ["  - {name: Lou}", "  - Lou", "  - {id: 7, name: Lou}"])
def test_an_object_that_lost_its_id(lost: str):
    """It cannot be told which one it is, so that none of the file counts as removed."""
    comparison = compared(SHOP, SHOP.replace("  - {id: lou, name: Lou}", lost))
    assert ("", "head") in unread(comparison)
    assert comparison.changes == ()


def test_a_file_that_is_no_document_any_more():
    """Without its first key it is other YAML, and its objects are gone."""
    comparison = compared(TWO, {**TWO, "people.yaml": TWO["people.yaml"].replace("journeymap: 1\n", "")})
    assert {kind for kind, _ in told(comparison)} == {"persona-removed", "lifecycle-removed"}
    assert comparison.unreadable == ()


@pytest.mark.parametrize(
    "edit",
    [
        ("name: Lou the spy", "name: Lou the secret spy"),
        ("    personas: [pat]\n    lifecycle", "    personas: [pat, lou]\n    lifecycle"),
        ("voices: [{persona: pat", "voices: [{persona: lou, emotion: 1}, {persona: pat"),
        ("actor: pat", "actor: lou"),
        ("for: [pat], at", "for: [pat, lou], at"),
        ("{id: lou, name: Lou the spy, confidential: true}", "{id: lou, name: Lou the spy}"),
        ("  - {id: lou, name: Lou the spy, confidential: true}\n", ""),
        ("{id: lou,", "{id: lou-two,"),
    ],
    ids=lambda edit: edit[1][:30],
)
def test_what_is_confidential_reaches_no_comment(edit: tuple[str, str]):
    """Neither a change of it, nor one that names it, nor its name beside another change."""
    one = both(SECRET, SECRET.replace(*edit).replace("emotion: 2}", "emotion: -2}"), linted=True)
    assert len(one.comparison.changes) == 2
    view = review(one, ["any"], public=True)
    assert [change.kind for change in view.comparison.changes] == ["emotion-lowered"]
    assert (view.withheld, view.withheld_stopped) == (1, 1)
    assert "lou" not in repr((view.comparison, view.labels, view.journeys)).lower().replace("colour", "")


def test_reordering_does_not_tell_of_a_confidential_stage():
    """The other order would name it."""
    hidden = SHOP.replace("{id: pick, name: Pick,", "{id: pick, confidential: true, name: Tells a secret,")
    start, end = hidden.index("          - id: search"), hidden.index("          - {id: pick")
    search = hidden[start:end]
    line = hidden[end : hidden.index("\n", end) + 1]
    after = hidden.replace(search + line, line + search)
    one = both(hidden, after)
    assert only(one.comparison).kind == "touchpoints-reordered"
    assert review(one, public=True).comparison.changes == ()


def test_an_id_that_is_confidential_elsewhere_hides_nothing():
    """A confidential touchpoint of another journey with the same id leaves this one alone."""
    other = "  - {id: inner, name: Inner, stages: [{id: s, name: S, touchpoints: [{id: open, name: X, confidential: true}]}]}\n"
    before = SHOP.replace("initiatives:\n", other + "initiatives:\n")
    view = review(both(before, before.replace("emotion: 2}", "emotion: -2}")), public=True)
    assert [change.object for change in view.comparison.changes] == ["buy/open"]


def test_what_an_unreadable_object_is_called_may_be_confidential():
    """Its mark cannot be read, so that only its file is named."""
    after = SHOP + "  - {id: spying, name: [Spying], confidential: true}\n"
    view = review(both(SHOP, after), public=True)
    assert [(item.object, item.path.endswith("journeymap.yaml")) for item in view.comparison.unreadable] == [("", True)]


def test_findings_are_told_by_object():
    """A finding that moves down the file, or goes along with a renamed object, is neither introduced nor fixed."""
    one = both(SHOP, "# A comment\n\n" + SHOP.replace("id: pick, name: Pick,", "id: choose, name: Pick,"), linted=True)
    found = one.comparison.findings
    assert found.there_already
    assert [finding.code for finding in found.introduced] == []
    assert found.fixed == ()


def test_findings_that_come_and_go():
    """A low without a pain is a finding; the way back mends it."""
    there, back = both(SHOP, WORSE, linted=True).comparison.findings, both(WORSE, SHOP, linted=True).comparison.findings
    assert "JM402" in {finding.code for finding in there.introduced}
    assert [finding.code for finding in there.introduced] == [finding.code for finding in back.fixed]


TO_BE = """journeymap: 1
journeys:
  - id: now
    name: Now
    stages:
      - id: s
        name: S
        touchpoints:
          - {id: queue, name: Queues, emotion: -2, pain_points: [{id: long, summary: Long}, {id: cold, summary: Cold}]}
          - {id: ask, name: Asks, emotion: 0, pain_points: [{id: twice, summary: Twice}]}
          - {id: fax, name: Sends a fax, pain_points: [{id: old, summary: Old}]}
          - {id: leave, name: Leaves, emotion: 1}
  - id: next
    name: Next
    state: future
    based_on: now
    stages:
      - id: s
        name: S
        touchpoints:
          - {id: book, name: Books, replaces: [queue], emotion: 1, pain_points: [{id: login, summary: Login}]}
          - {id: ask, keep: true}
          - {id: leave, keep: true, emotion: 2}
"""


def test_current_against_future():
    """What replaces is no removal, what is kept no change, what is dropped says so, and pains are counted."""
    comparison = compare_journeys(loaded(TO_BE), "now", "next")
    kinds = {change.kind: change for change in comparison.changes}
    assert kinds["touchpoint-renamed"].message == "touchpoint “Books” replaces “Queues”"
    assert kinds["touchpoint-removed"].reason == "dropped on purpose"
    assert kinds["touchpoint-removed"].label == "Sends a fax"
    assert [change.object for change in comparison.changes if change.kind == "emotion-raised"] == [
        "next/book",
        "next/leave",
    ]
    assert comparison.pains is not None
    assert (comparison.pains.resolved, comparison.pains.untouched, comparison.pains.new) == (3, 1, 1)
    assert comparison.moved_entries == ()
