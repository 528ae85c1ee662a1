"""Ids and references across files: what resolves, what is suggested, what is taken twice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from journeymap import api
from tests.conftest import TODAY, lines_of

Write = Callable[..., Path]

JOURNEYS = """
journeymap: 1
teams: [{id: sales, name: Sales}]
personas: [{id: pat, name: Pat}]
journeys:
  - id: buy
    name: Buys
    stages:
      - id: choose
        name: Choose
        lifecycle_stage: consideration
        touchpoints:
          - {id: visit, name: Visits, pain_points: [{id: queue, summary: Queues}], next: [{to: pay}, {to: end}]}
          - {id: pay, name: Pays, opportunities: [{id: faster, summary: Faster, addresses: queue}]}
"""


def findings(write: Write, more: str) -> list[tuple[str, str]]:
    root = write({"journeymap.yaml": "journeymap: 1\n", "a.yaml": JOURNEYS, "b.yaml": more})
    return [(finding.message, finding.help) for finding in api.validate([root], on=TODAY).findings]


RESOLVED = {
    "a touchpoint from outside": "plays: [{id: p, name: P, for: pat, at: buy/visit}]",
    "a lifecycle stage from outside": "plays: [{id: p, name: P, for: [pat], at: [clm:onboarding, buying:research]}]",
    "a pain and an opportunity from outside": "initiatives: [{id: i, name: I, addresses: [buy/queue, buy/faster]}]",
    "a built-in channel": "plays: [{id: p, name: P, channel: sms}]",
    "free text where text is allowed": "metrics: [{id: m, name: M, source: a spreadsheet}]",
    "the id of another section": "systems: [{id: sales, name: S, owner: sales}]",
}


@pytest.mark.parametrize("more", RESOLVED.values(), ids=RESOLVED.keys())
def test_what_resolves(more: str, write: Write) -> None:
    assert findings(write, f"journeymap: 1\n{more}\n") == []


UNRESOLVED = {
    "a slip": ("systems: [{id: s, name: S, owner: salse}]", "there is no team `salse`", "Did you mean `sales`?"),
    "a bare id from outside": (
        "initiatives: [{id: i, name: I, delivers: visit}]",
        "there is no touchpoint `visit`",
        "From outside its journey or lifecycle it is `buy/visit`.",
    ),
    "another kind": (
        "systems: [{id: s, name: S, owner: pat}]",
        "there is no team `pat`",
        "`pat` is a persona, which is not meant here.",
    ),
    "nothing like it": (
        "systems: [{id: s, name: S, owner: zzzzz}]",
        "there is no team `zzzzz`",
        "Add it under `teams`, or correct the id.",
    ),
    "a slip in a journey's name": (
        "plays: [{id: p, name: P, at: bye/visit}]",
        "there is no touchpoint or lifecycle stage `bye/visit`",
        "Did you mean `buy/visit`?",
    ),
    "a stage of another lifecycle": (
        "plays: [{id: p, name: P, at: clm:research}]",
        "there is no touchpoint or lifecycle stage `clm:research`",
        "",
    ),
}


@pytest.mark.parametrize(("more", "message", "hint"), UNRESOLVED.values(), ids=UNRESOLVED.keys())
def test_what_does_not_resolve(more: str, message: str, hint: str, write: Write) -> None:
    found = findings(write, f"journeymap: 1\n{more}\n")
    assert [text for text, _ in found] == [message]
    assert not hint or found[0][1] == hint


def test_a_reference_in_a_document_with_other_faults_is_still_followed(write: Write) -> None:
    """A wrong emotion must not hide an unknown owner beside it, nor make the journey unknown to others."""
    root = write(
        {
            "journeymap.yaml": "journeymap: 1\n",
            "a.yaml": JOURNEYS.replace("name: Visits,", "name: Visits, emotion: 9, owner: nobody,"),
            "b.yaml": "journeymap: 1\ninitiatives: [{id: i, name: I, addresses: buy/queue}]\n",
        }
    )
    assert [code for code, _ in lines_of(api.validate([root], on=TODAY))] == ["JM105", "JM201"]


def test_duplicates_across_files_show_both_places(write: Write) -> None:
    root = write(
        {
            "journeymap.yaml": "journeymap: 1\n",
            "a.yaml": JOURNEYS,
            "b.yaml": "journeymap: 1\nteams:\n  - {id: sales, name: X}\n",
        }
    )
    (finding,) = api.validate([root], on=TODAY).findings
    assert (finding.code, finding.path.endswith("b.yaml"), finding.span.start.line if finding.span else 0) == (
        "JM107",
        True,
        3,
    )
    (first,) = finding.related
    assert first.path.endswith("a.yaml")
    assert first.span
    assert first.span.start.line == 2


def test_a_workspace_replaces_a_built_in_lifecycle(write: Write) -> None:
    more = "journeymap: 1\nlifecycles: [{id: clm, name: Ours, stages: [{id: first, name: First}]}]\n"
    assert [message for message, _ in findings(write, more)] == ["there is no lifecycle stage `consideration`"]


FUTURE = """
journeymap: 1
journeys:
  - id: buy-soon
    name: Buys soon
    state: future
    based_on: buy
    stages:
      - id: choose
        name: Choose
        touchpoints:
          - {id: pay, keep: true, opportunities: [{id: faster-still, summary: Faster, addresses: queue}]}
          - {id: talk, name: Talks, replaces: visit}
"""


def test_a_future_journey_keeps_and_replaces(write: Write) -> None:
    assert findings(write, FUTURE) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("replaces: visit", "replaces: vist"), "journey `buy` has no touchpoint `vist`"),
        (("id: pay, keep", "id: pays, keep"), "journey `buy` has no touchpoint `pays`"),
    ],
)
def test_what_is_kept_or_replaced_must_be_there(change: tuple[str, str], message: str, write: Write) -> None:
    assert [text for text, _ in findings(write, FUTURE.replace(*change))] == [message]


def test_keeping_needs_a_journey_to_keep_from(write: Write) -> None:
    found = findings(write, FUTURE.replace("    based_on: buy\n", "").replace(", addresses: queue", ""))
    assert {message for message, _ in found} == {"the journey has no `based_on`, so nothing can be kept or replaced"}


def test_the_effective_future_journey_is_filled_in(write: Write) -> None:
    root = write({"journeymap.yaml": "journeymap: 1\n", "a.yaml": JOURNEYS, "b.yaml": FUTURE})
    (workspace,) = api.load([root], on=TODAY)
    pay, talk = workspace.catalogue.journeys["buy-soon"].stages[0].touchpoints
    assert (pay.name, pay.keep, [item.id for item in pay.opportunities]) == ("Pays", True, ["faster-still"])
    assert talk.replaces == ("visit",)


def test_inherited_ways_lead_to_what_replaces_their_target(write: Write) -> None:
    base = JOURNEYS.replace("id: pay, name: Pays", "id: pay, name: Pays, next: [{to: visit, share: 0.5}, {to: end}]")
    root = write({"journeymap.yaml": "journeymap: 1\n", "a.yaml": base, "b.yaml": FUTURE})
    (workspace,) = api.load([root], on=TODAY)
    pay = workspace.catalogue.journeys["buy-soon"].stages[0].touchpoints[0]
    assert [(way.to, way.share) for way in pay.next or ()] == [("talk", 0.5), ("end", None)]


FUTURE_CASCADES = {
    "an unknown base": (FUTURE.replace("based_on: buy", "based_on: bye"), ["there is no journey `bye`"]),
    "an unknown lifecycle": (
        JOURNEYS.replace("id: buy\n", "id: sell\n    lifecycle: cml\n")
        .replace("id: sales", "id: more")
        .replace("id: pat", "id: mat"),
        ["there is no lifecycle `cml`"],
    ),
}


@pytest.mark.parametrize(("more", "messages"), FUTURE_CASCADES.values(), ids=FUTURE_CASCADES.keys())
def test_what_only_follows_from_another_unknown_id_is_not_told(more: str, messages: list[str], write: Write) -> None:
    found = [message for message, _ in findings(write, more)]
    assert [message for message in found if "pain point" not in message] == messages


def test_what_an_unreadable_file_seems_to_define_is_not_missed(write: Write) -> None:
    root = write(
        {
            "journeymap.yaml": "journeymap: 1\n",
            "teams.yaml": "journeymap: 1\nteams:\n  - {id: sales, name: Sales\n",
            "a.yaml": "journeymap: 1\nsystems: [{id: s, name: S, owner: sales}, {id: t, name: T, owner: sale}]\n",
        }
    )
    found = api.validate([root], on=TODAY).findings
    assert [(finding.code, finding.message.partition("`")[2]) for finding in found if finding.code == "JM201"] == [
        ("JM201", "sale`")
    ]


def test_an_unknown_owner_of_a_name_is_named(write: Write) -> None:
    more = "journeymap: 1\nplays: [{id: p, name: P, at: [nowhere/at-all, clm:zzzzzzz]}]\n"
    assert [hint for _, hint in findings(write, more)] == [
        "There is no journey `nowhere`.",
        "The lifecycle `clm` is there, and has nothing of that name.",
    ]
