"""Every field: a change of it in the file is told as that change, in the right direction, and back again."""

from __future__ import annotations

import pytest

from journeymap.diff.values import Direction, Level, Verb
from tests.diff.pairs import SHOP, compared, loaded, only, told

B, W, N = "better", "worse", "neutral"
CASES: list[tuple[str, str, str, str]] = [
    # before, after, kind, direction
    ("name: Care", "name: Support", "name-changed", N),
    ("description: How it begins, ", "", "description-removed", N),
    ("entry: [Has called]", "entry: [Has called, Has a number]", "entry-added", N),
    ("exit: [Has a date]", "exit: [Has a day]", "exit-changed", N),
    ("kind: user", "kind: segment", "persona-kind-changed", N),
    ("summary: Buys twice a year", "summary: Buys once a year", "summary-changed", N),
    ("picture: pat.svg", "picture: lou.svg", "picture-changed", N),
    ("role: Buyer", "role: Chooser", "role-changed", N),
    ("age: 40", "age: 41", "profile-changed", N),
    ("tools: [Browser, Mail]", "tools: [Browser]", "profile-removed", N),
    ("jobs: [Get it soon]", "jobs: [Get it soon, Send it back]", "jobs-added", N),
    ("quotes: [Where is it?]", "quotes: [Where is it now?]", "quote-changed", N),
    ("quotes: [Where is it?]", "quotes: [Where is it?, My feet are cold]", "quote-added", B),
    ("segment: {country: SE}", "segment: {country: NO}", "segment-changed", N),
    ("function: service", "function: sales", "function-changed", N),
    ("organisation: We, ", "", "organisation-removed", N),
    ("contact: service@shop.example", "contact: help@shop.example", "contact-changed", N),
    ("{id: crm, name: CRM, owner: sales}", "{id: crm, name: CRM}", "owner-removed", W),
    ("{id: crm, name: CRM, owner: sales}", "{id: crm, name: CRM, owner: service}", "owner-changed", N),
    ("medium: in-person", "medium: web", "medium-changed", N),
    ("route: owned", "route: paid", "route-changed", N),
    ("initiation: reactive", "initiation: proactive", "initiation-changed", N),
    ("unit: points", "unit: marks", "unit-changed", N),
    ("scale: 1-7", "scale: 1-5", "scale-changed", N),
    ("formula: Mean", "formula: Median", "formula-changed", N),
    ("method: mean", "method: top-box", "method-changed", N),
    ("polarity: lower-is-better, source: Log", "source: Log", "polarity-removed", N),
    ("formula: x, source: Log", "formula: x", "metric-source-removed", W),
    ("kind: duration", "kind: count", "metric-kind-changed", N),
    ("title: Talks", "title: Long talks", "name-changed", N),
    ("kind: interview", "kind: survey", "research-kind-changed", N),
    ("date: 2026-05-01, n: 12", "date: 2026-05-02, n: 12", "date-raised", N),
    ("date: 2026-05-01, n: 12", "date: 2026-05-01, n: 9", "n-lowered", W),
    ("author: Kim", "author: Sam", "author-changed", N),
    ('url: "https://x.example/"', 'url: "https://y.example/"', "url-changed", N),
    ("name: Buy shoes", "name: Buy boots", "name-changed", N),
    ("summary: From need to box", "summary: From wish to box", "summary-changed", N),
    ("    state: current\n", "    state: future\n", "state-changed", N),
    ("    personas: [pat]\n    lifecycle", "    personas: [pat, lou]\n    lifecycle", "persona-added", N),
    ("lifecycle: clm", "lifecycle: buying", "lifecycle-changed", N),
    ("scenario: Winter comes", "scenario: Summer comes", "scenario-changed", N),
    ("goal: Warm feet", "goal: Dry feet", "goal-changed", N),
    ("trigger: Snow", "trigger: Rain", "trigger-changed", N),
    ("language: en", "language: de", "language-changed", N),
    ("    language: en\n    owner: sales\n", "    language: en\n", "owner-removed", W),
    ("status: researched", "status: live", "status-raised", B),
    ("status: researched", "status: draft", "status-lowered", W),
    ("status: researched", "status: retired", "status-changed", N),
    ("reviewed: 2026-10-01", "reviewed: 2026-11-01", "review-raised", B),
    ("review_every: 6mo", "review_every: 1y", "review-interval-raised", W),
    ("tags: [core]", "tags: [core, b2c]", "tags-added", N),
    ("    research: [talks]\n    decisions", "    research: [talks, poll]\n    decisions", "evidence-added", B),
    ("text: We ship daily", "text: We ship daily now", "text-changed", N),
    ("by: Kim}]", "by: Sam}]", "by-changed", N),
    ("when: day 1", "when: day 2", "when-changed", N),
    ("lifecycle_stage: consideration", "lifecycle_stage: awareness", "lifecycle-stage-changed", N),
    ("emotion: 0.5\n        thoughts", "emotion: -0.5\n        thoughts", "emotion-lowered", W),
    ("thoughts: [Which size?]", "thoughts: [Which size?, Which colour?]", "thoughts-added", N),
    ("channel: [web, app]", "channel: [web, phone]", "channel-changed", N),
    ("channel: [web, app]", "channel: [app, web]", "channel-reordered", N),
    ("channel_reason: It is open at night", "channel_reason: It is quick", "channel-reason-changed", N),
    ("duration: 20min", "duration: 1h", "duration-raised", W),
    ("duration: 20min", "duration: 90s", "duration-lowered", B),
    ("wait: 1h", "wait: 2d", "wait-raised", W),
    ("            wait: 1h\n", "", "wait-removed", B),
    ("            personas: [pat]\n", "            personas: [lou]\n", "persona-changed", N),
    ("actor: pat", "actor: sales", "actor-changed", N),
    ("goal_met: partly", "goal_met: yes", "goal-met-raised", B),
    ("goal_met: partly", "goal_met: no", "goal-met-lowered", W),
    ("expectation: Quick", "expectation: Slow", "expectation-changed", N),
    ("actions: [Types, Scrolls, Clicks]", "actions: [Scrolls, Types, Clicks]", "actions-reordered", N),
    ("feelings: [lost]", "feelings: [glad]", "feelings-changed", N),
    ("emotion: 1\n            voices", "emotion: 0\n            voices", "emotion-lowered", W),
    ("emotion: 1\n            voices", "emotion: 2\n            voices", "emotion-raised", B),
    ("            emotion: 1\n            voices", "            voices", "emotion-removed", N),
    ("emotion: 0\n            next", "emotion: 0.5\n            next", "emotion-raised", B),
    ("name: Pick, emotion: -1, moment_of_truth: true", "name: Pick, emotion: -1", "moment-of-truth-removed", N),
    ("persona: pat, emotion: 0.5", "persona: pat, emotion: -2", "emotion-lowered", W),
    ("feelings: [calm]", "feelings: [calm, glad]", "feelings-added", N),
    ("            owner: sales\n            responsible", "            responsible", "owner-removed", N),
    ("responsible: [sales]", "responsible: [sales, service]", "responsible-added", B),
    ("responsible: [sales]", "responsible: [service]", "responsible-changed", N),
    ("            consulted: [service]\n", "", "consulted-removed", N),
    ("            informed: [service]\n", "", "informed-removed", N),
    ("by: sales, using: [crm]", "using: [crm]", "worker-removed", W),
    (", using: [crm]", "", "system-removed", N),
    (", fails: Shows none", "", "failure-removed", B),
    ("do: Shows results", "do: Shows all results", "work-changed", N),
    ("backstage: [Ranks results]", "backstage: [Ranks results, Weeds out]", "backstage-added", N),
    ("            support: [Keeps the index]\n", "", "support-removed", N),
    ("artifacts: [A list]", "artifacts: [A map]", "artifacts-changed", N),
    ("severity: medium", "severity: critical", "severity-raised", W),
    ("severity: medium", "severity: low", "severity-lowered", B),
    ("share_affected: 0.3", "share_affected: 0.2", "share-affected-lowered", B),
    ("share_affected: 0.3", "share_affected: 0", "share-affected-lowered", B),
    ("root_cause: No filter, ", "", "root-cause-removed", W),
    ("root_cause: No filter", "root_cause: No filter, status: addressed", "pain-status-lowered", B),
    ("root_cause: No filter", "root_cause: No filter, status: accepted", "pain-status-lowered", N),
    ("count: 5", "count: 9", "count-raised", B),
    ("of: 12", "of: 14", "of-raised", N),
    ("quote: Where?", "quote: Where now?", "quote-changed", N),
    (", research: [{id: talks, count: 5, of: 12, quote: Where?}]", "", "evidence-removed", W),
    ("summary: A fitting suggestion", "summary: A good suggestion", "summary-changed", N),
    ("gains: [{id: suggestion, summary: A fitting suggestion, research: [talks]}]", "gains: []", "gain-removed", W),
    ("addresses: [lost-in-list], owner", "owner", "addresses-removed", N),
    ("impact: medium", "impact: high", "impact-raised", N),
    ("effort: low", "effort: high", "effort-raised", N),
    ("importance: 8", "importance: 9", "importance-raised", N),
    ("satisfaction: 4", "satisfaction: 3", "satisfaction-lowered", W),
    ("status: idea", "status: shipped", "progress-raised", B),
    ("metric: ease, target: 5", "metric: ease, target: 4.5", "target-lowered", W),
    ("metric: days, target: 3", "metric: days, target: 2", "target-lowered", B),
    ("metric: odd, target: 2", "metric: odd, target: 3", "target-raised", N),
    ("metric: csat, target: 4", "metric: csat, target: 4.5", "target-raised", B),
    ("metric: csat, target: 4", "metric: csat", "target-removed", W),
    (", {metric: csat, target: 4}", "", "measure-removed", W),
    ("warn: 4", "warn: 3", "warn-lowered", W),
    ("value: 4.5", "value: 4.7", "value-raised", B),
    ("as_of: 2026-09-01", "as_of: 2026-10-01", "as-of-raised", N),
    ("n: 40", "n: 50", "n-raised", N),
    ("n: 40, team: sales", "n: 40", "owner-removed", W),
    ("when: It works", "when: It does", "condition-changed", N),
    ("share: 0.9", "share: 0.8", "share-lowered", N),
    ("for: [pat], outcome", "for: [lou], outcome", "persona-changed", N),
    ("outcome: paid", "outcome: won", "outcome-changed", N),
    (", {to: search, share: 0.1}", ", {to: search, share: 0.1, also: true}", "beside-added", N),
    (", {to: search, share: 0.1}", ", {to: search, share: 0.1}, {to: open}", "way-added", N),
    ("handoff: {to: service, sla: 1d", "handoff: {to: sales, sla: 1d", "taker-changed", N),
    ("sla: 1d", "sla: 3d", "sla-raised", W),
    ("sla: 1d", "sla: 4h", "sla-lowered", B),
    ("sla: 1d, ", "", "sla-removed", W),
    ("criteria: [Paid, Address known]", "criteria: [Paid]", "criteria-removed", W),
    (", on_reject: Sales calls", "", "reject-path-removed", W),
    (", recycle_to: pay", "", "recycle-removed", W),
    (", handoff: {to: service, sla: 2d}", "", "hand-off-removed", W),
    ("sla: 2d", "sla: 1d", "sla-lowered", B),
    ("emotion: 2}", "emotion: 2, next: [{to: pay}]}", "order-changed", N),
    ("name: Filters", "name: Filters for all", "name-changed", N),
    ("delivers: [buy/search]", "delivers: [buy/search, buy/pick]", "delivers-added", N),
    ("status: planned", "status: doing", "progress-raised", B),
    ("due: 2027-03-01", "due: 2027-06-01", "due-raised", W),
    ("reach: 100", "reach: 90", "reach-lowered", N),
    ("confidence: 0.8", "confidence: 1", "confidence-raised", N),
    ("cost: 3 weeks", "cost: 5 weeks", "cost-changed", N),
    ("from: 4.5, to: 5}]", "from: 4.5, to: 6}]", "to-raised", N),
    ("    expects: [{metric: ease, from: 4.5, to: 5}]\n", "", "expected-move-removed", W),
    ("message: Look here", "message: Look there", "message-changed", N),
    ("offer: None", "offer: A pair of socks", "offer-changed", N),
    ("at: [buy/search]", "at: [buy/pick]", "place-changed", N),
    ("channel: [web], message", "channel: [email], message", "channel-changed", N),
    (", metrics: [ease]", "", "metric-removed", N),
    ("{id: sales, name: Sales}", "{id: sales, name: Sales, x-floor: 3}", "free-key-added", N),
    ("{id: sales, name: Sales}", "{id: sales, name: Sales, confidential: true}", "confidential-added", N),
    ("{id: lou, name: Lou}", "{id: lou, name: Lou}\n  - {id: sam, name: Samuel}", "persona-added", N),
    ("{id: pick, name: Pick,", "{id: pick, name: Pick, pain_points: [{id: no-size, summary: No size}],", "pain-point-added", W),
    ("{id: pick, name: Pick,", "{id: pick, name: Pick, gains: [{id: fits, summary: It fits}],", "gain-added", B),
    ("{id: pick, name: Pick,", "{id: pick, name: Pick, research: [poll],", "evidence-added", B),
    ("          - {id: open, name: Open the box, emotion: 2}\n", "", "touchpoint-removed", N),
    ("{id: open, name: Open the box, emotion: 2}", "{id: open, name: Open the box, emotion: 2}\n          - {id: wear, name: Wear them}", "touchpoint-added", N),
]  # fmt: skip


def swapped(before: str, after: str) -> str:
    assert SHOP.count(before) == 1, f"{before!r} stands {SHOP.count(before)} times in the workspace"
    return SHOP.replace(before, after)


@pytest.mark.parametrize(
    ("before", "after", "kind", "direction"), CASES, ids=[f"{case[2]}-{case[1][:20]}" for case in CASES]
)
def test_exactly_that_change_is_told(before: str, after: str, kind: str, direction: str):
    """One edit gives one change, of the kind and in the direction that a service designer would say."""
    assert told(compared(SHOP, swapped(before, after))) == [(kind, direction)]


@pytest.mark.parametrize(
    ("before", "after", "kind", "direction"), CASES, ids=[f"{case[2]}-{case[1][:20]}" for case in CASES]
)
def test_the_way_back_is_the_mirror(before: str, after: str, kind: str, direction: str):
    """The change back has the mirrored verb and direction, and swaps before and after."""
    there, back = only(compared(SHOP, swapped(before, after))), only(compared(swapped(before, after), SHOP))
    noun, _, verb = there.kind.rpartition("-")
    assert back.kind == f"{noun}-{Verb(verb).mirrored}"
    assert back.direction is Direction(there.direction).mirrored
    assert (back.before, back.after, back.field) == (there.after, there.before, there.field)
    is_reworded = there.object.endswith(f"/{there.after}")
    assert is_reworded or back.object == there.object or kind == "text-changed"


def test_the_workspace_of_these_tests_is_valid():
    """Otherwise nothing would be compared."""
    assert not [fault for document in loaded(SHOP).documents for fault in document.faults]
    assert compared(SHOP, SHOP).changes == ()


def test_an_emotion_weighs_more_at_a_moment_of_truth():
    """The reason says it, and such a change stands first among its like."""
    after = SHOP.replace("name: Pick, emotion: -1", "name: Pick, emotion: -2").replace("emotion: 2}", "emotion: -2}")
    first, second = compared(SHOP, after).changes
    assert (first.object, first.reason) == ("buy/pick", "at a moment of truth")
    assert second.object == "buy/open"


def test_a_zero_is_a_value():
    """Zero is not the same as nothing: from 1 to 0 is lowered, and from nothing to 0 is added."""
    assert (
        only(compared(SHOP, swapped("emotion: 1\n            voices", "emotion: 0\n            voices"))).after == 0.0
    )
    without = swapped("            emotion: 1\n            voices", "            voices")
    zero = swapped("emotion: 1\n            voices", "emotion: 0\n            voices")
    assert told(compared(without, zero)) == [("emotion-added", N)]


def test_a_loosened_hand_off_says_so():
    """The message has the hand-off's team, both times, and what that means."""
    change = only(compared(SHOP, swapped("sla: 1d", "sla: 3d")))
    assert change.message == "“Pay”, hand-off to “Service”: SLA 1 day → 3 days"
    assert change.reason == "loosened"
    assert change.touchpoint == "pay"
    assert change.level is Level.NOTABLE


RECOVERY = """journeymap: 1
journeys:
  - id: j
    name: J
    stages:
      - id: s
        name: S
        touchpoints:
          - {id: low, name: Low, emotion: -2, next: [{to: good, share: 0.5}, {to: bad, share: 0.5}]}
          - {id: bad, name: Bad, emotion: -1, next: []}
          - {id: good, name: Good, emotion: 1}
"""


def test_a_lost_recovery_path_is_told():
    """Where what feels bad led on to something good and does not any more, that is worse, and back again better."""
    after = RECOVERY.replace("[{to: good, share: 0.5}, {to: bad, share: 0.5}]", "[{to: bad}]")
    assert ("recovery-removed", W) in told(compared(RECOVERY, after))
    assert ("recovery-added", B) in told(compared(after, RECOVERY))
