"""What is known of one journey: owners, reviews, and journeys of other kinds."""

from __future__ import annotations

import dataclasses
import datetime
import json
from typing import Any

import pytest

from journeymap.health.journey import assess
from journeymap.health.values import Unowned
from tests.health.journeys import TODAY, catalogue, health, journey, pain


def test_endless_times_stay_json() -> None:
    """A duration of four hundred digits neither fails nor leaves an infinity behind."""
    found = health(
        {"id": "a", "emotion": 0, "handoff": {"to": "service", "sla": f"{'9' * 400}d"}},
        {"id": "b", "owner": "service", "wait": f"{'9' * 400}y"},
        reviewed="2026-01-01",
        review_every=f"{'9' * 400}y",
    )
    assert found.review.due == datetime.date.max.isoformat()
    assert json.loads(json.dumps(dataclasses.asdict(found), allow_nan=False))["journey"] == "way"


def test_what_nobody_owns() -> None:
    """Waits, steps of a named team, and ideas need no owner."""
    items = [
        {"id": "i", "name": "I", "status": "doing", "addresses": "way/p"},
        {"id": "j", "name": "J", "status": "idea", "addresses": "way/p"},
        {"id": "k", "name": "K", "status": "doing", "addresses": "other/p"},
    ]
    stage = {"id": "s", "name": "S"}
    steps = [
        {"id": "a", "name": "A", "emotion": 1},
        {"id": "b", "name": "B", "channel": "none"},
        {"id": "c", "name": "C", "actor": "service"},
        {"id": "d", "name": "D", "owner": "stock"},
    ]
    found = health(owner=None, stages=[stage, {"id": "t", "name": "T", "touchpoints": steps}], initiatives=items)
    assert found.unowned == (Unowned("stage", "s"), Unowned("touchpoint", "a"), Unowned("initiative", "i"))
    assert found.part("owners").lost == 3


@pytest.mark.parametrize(
    ("reviewed", "due", "days", "lost"),
    [
        (None, None, 0, 0),
        ("2026-05-22", "2026-11-22", 0, 0),
        ("2026-05-21", "2026-11-21", 1, 2),
        ("2026-04-22", "2026-10-22", 31, 3),
        ("2020-01-01", "2020-07-01", 2335, 4),
    ],
)
def test_reviews(reviewed: str | None, due: str | None, days: int, lost: int) -> None:
    """A review is overdue on the day after it was due, and each month costs more, up to the cap."""
    found = health({"id": "a", "emotion": 1}, reviewed=reviewed, review_every="6mo")
    assert (found.review.due, found.review.overdue_days, found.part("review").lost) == (due, days, lost)


def test_a_future_journey_is_an_intention() -> None:
    """Its emotions are neither low points nor claims, its waits are not late, and it is not reviewed."""
    now = journey({"id": "a", "emotion": -2, "pain_points": [pain("old", "high")]}, id="now")
    found = health(
        {"id": "a", "keep": True, "moment_of_truth": True, "handoff": {"to": "service", "sla": "1d"}},
        {"id": "b", "emotion": -1, "owner": "service", "wait": "3d"},
        state="future",
        based_on="now",
        reviewed="2020-01-01",
        review_every="1y",
        research=None,
        journeys=[now],
    )
    assert {part.key for part in found.parts if part.not_asked == "future"} == {
        *("lowest-point", "moments-of-truth", "assumed-emotions", "assumed-pains", "review")
    }
    assert [(moment.score, moment.evidence.strength) for moment in found.worst] == [(-2, "intention")]
    assert (found.claims.debt, found.review.due, found.unattended_pains) == (None, None, ())
    assert (found.part("open-pains").lost, found.score) == (2, 98)


def test_a_draft_is_not_asked_who_acts() -> None:
    """What is still being written may have pains before it has answers: they are told, and cost nothing."""
    found = health({"id": "a", "emotion": 1, "pain_points": [pain("p", "critical")]}, status="draft")
    assert [item.id for item in found.unattended_pains] == ["p"]
    assert (found.part("unattended-pains").not_asked, found.score) == ("draft", 95)


def test_a_draft_is_not_asked_for_research() -> None:
    """Assumptions cost a draft nothing, and a researched journey ten points and one."""
    step = {"id": "a", "emotion": 1, "pain_points": [pain("p", "low")]}
    draft, done = (health(step, status=status, research=None) for status in ("draft", "researched"))
    for key, lost in (("assumed-emotions", 10), ("assumed-pains", 1)):
        assert (draft.part(key).not_asked, draft.part(key).lost, done.part(key).lost) == ("draft", 0, lost)


@pytest.mark.parametrize(
    ("step", "more", "why"),
    [({"id": "a", "emotion": 1}, {"status": "retired"}, "retired"), ({"id": "a", "channel": "web"}, {}, "untold")],
)
def test_journeys_without_a_score(step: dict[str, Any], more: dict[str, Any], why: str) -> None:
    """Of a retired journey, and of one that says of no emotion and no pain, no score is made up."""
    found = health(step, **more)
    assert (found.score, found.unscored, found.parts) == (None, why, ())


def test_hidden_ids_are_not_named() -> None:
    """In a public catalogue what is confidential is no fault, and its id appears nowhere."""
    step = {
        "id": "a",
        "emotion": -1,
        "owner": "secret-team",
        "handoff": {"to": "other-secret", "sla": "1d"},
        "voices": [{"persona": "secret-persona", "emotion": -2}],
        "research": "secret-talks",
        "pain_points": [pain("p", "high")],
        "moment_of_truth": True,
    }
    known = catalogue(journeys=[journey(step, personas=["ann", "secret-persona"])])
    hidden = {"secret-team", "other-secret", "secret-persona", "secret-talks"}
    found = assess(known.journeys["way"], known, today=TODAY, hidden=hidden)
    assert not [word for word in hidden if word in str(found)]
    assert found.handoffs[0].faults == ("no-reject-path",)
    assert found.worst[0].evidence.strength == "withheld"


def test_a_journey_that_is_not_in_the_catalogue() -> None:
    """A journey of another revision is assessed with its own opportunities."""
    opportunity = {"id": "o", "summary": "o", "addresses": "p", "status": "doing"}
    step = {"id": "a", "emotion": 0, "pain_points": [pain("p", "high")]}
    old = catalogue(journeys=[journey(step)])
    new = catalogue(journeys=[journey({**step, "opportunities": [opportunity]})]).journeys["way"]
    assert assess(new, old, today=TODAY).unattended_pains == ()
    assert assess(old.journeys["way"], old, today=TODAY).unattended_pains != ()
