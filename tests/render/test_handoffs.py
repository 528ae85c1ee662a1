"""Hand-offs: what each team owes the others, what is missing, and where nobody said anything."""

import json
from typing import Any

import pytest

from journeymap.render.building.handoffs import handoffs_view
from journeymap.render.details.handoffs import HandoffsView, PromiseView
from journeymap.render.handoffs_html import draw_html, handoffs_page
from journeymap.render.options import Options
from journeymap.render.pages.addresses import InSite
from journeymap.render.view_json import draw_json
from tests.render.detail_workspaces import TEAMS, gather, journey

COMPLETE = {"to": "care", "sla": "4h", "criteria": ["Paid"], "on_reject": "Ask again", "recycle_to": "t1"}


def view(*points: dict[str, Any], public: bool = False, **more: Any) -> HandoffsView:
    return handoffs_view(gather(public=public, teams=TEAMS, journeys=[journey("way", *points, **more)]))


def given(handoff: dict[str, Any], *after: dict[str, Any]) -> PromiseView:
    found = view({"owner": "sales", "handoff": handoff}, *(after or ({"owner": "care"},)))
    return found.owed[0]


def faults(promise: PromiseView) -> list[str]:
    return [fault.key for fault in promise.faults]


def test_a_complete_promise() -> None:
    """Who, to whom, after what, within what time, when it counts, and where the refused return to: all is there."""
    promise = given(COMPLETE)
    assert promise.sentence == "After “Point 1” the customer goes from Sales to Care within 4 hours."
    assert (promise.at.page, promise.at.anchor, promise.sla_seconds) == ("journeys/way", "touchpoint-t1", 14_400)
    assert promise.criteria == ("Paid",)
    assert promise.on_reject == "Ask again"
    assert promise.recycle is not None
    assert promise.recycle.touchpoint == "t1"
    assert [spot.touchpoint for spot in promise.targets] == ["t2"]
    assert not promise.faults


@pytest.mark.parametrize(
    ("handoff", "after", "expected"),
    [
        ({**COMPLETE, "sla": None}, {"owner": "care"}, ["no-sla"]),
        ({**COMPLETE, "criteria": []}, {"owner": "care"}, ["no-criteria"]),
        ({"to": "care", "sla": "4h", "criteria": "Paid"}, {"owner": "care"}, ["no-reject-path"]),
        (COMPLETE, {"owner": "mail"}, ["not-taken-up"]),
        (COMPLETE, {"owner": "care", "wait": "2d"}, ["late"]),
        ({**COMPLETE, "to": "nobody-knows"}, {"owner": "care"}, ["unknown-team"]),
        ({"to": "care"}, {"owner": "care"}, ["no-sla", "no-reject-path", "no-criteria"]),
    ],
)
def test_what_is_wrong_or_missing(handoff: dict[str, Any], after: dict[str, Any], expected: list[str]) -> None:
    """Each thing that a promise lacks, or breaks, has a name and words."""
    promise = given({key: value for key, value in handoff.items() if value is not None}, after)
    assert faults(promise) == expected
    assert all(fault.text for fault in promise.faults)


def test_late_says_how_long_the_customer_waits() -> None:
    """A late hand-off tells the wait that the map shows, and counts as broken."""
    fault = given(COMPLETE, {"owner": "care", "wait": "2d"}).faults[0]
    assert "2 days" in fault.text
    assert fault.bad


def test_matrix_counts_what_is_owed_now() -> None:
    """Teams against teams: how many, tightest and loosest time, how many without one; future journeys do not count."""
    owed = journey(
        "way",
        {
            "owner": "sales",
            "next": [
                {"to": "t2", "share": 0.5, "handoff": COMPLETE},
                {"to": "t3", "share": 0.2, "handoff": {**COMPLETE, "sla": "3d"}},
                {"to": "t4", "share": 0.3, "handoff": {"to": "care"}},
            ],
        },
        *({"owner": "care"} for _ in range(3)),
    )
    planned = journey("later", {"owner": "sales", "handoff": COMPLETE}, {"owner": "care"}, state="future")
    found = handoffs_view(gather(teams=TEAMS, journeys=[owed, planned]))
    meeting = found.matrix.rows[0][0]
    assert ([giver.id for giver in found.matrix.givers], [one.id for one in found.matrix.takers]) == (
        ["sales"],
        ["care"],
    )
    assert meeting is not None
    assert (meeting.count, meeting.tightest, meeting.loosest, meeting.without_sla) == (3, "4 hours", "3 days", 1)
    assert [item.at.journey for item in found.planned] == ["later"]


def test_each_promise_stands_with_giver_and_taker() -> None:
    """Grouped by the team that gives and again by the team that takes, in the order of the catalogue."""
    found = view(
        {"owner": "mail", "handoff": {**COMPLETE, "to": "sales"}},
        {"owner": "sales", "handoff": COMPLETE},
        {"owner": "care"},
    )
    assert [(item.id, len(item.promises)) for item in found.giving] == [("sales", 1), ("mail", 1)]
    assert [(item.id, len(item.promises)) for item in found.taking] == [("sales", 1), ("care", 1)]


def test_silent_handoffs() -> None:
    """A change of owner across functions without a hand-off is told, and counts in the matrix."""
    found = view({"owner": "sales"}, {"owner": "care"})
    assert [(item.at.touchpoint, item.target.touchpoint) for item in found.silent] == [("t1", "t2")]
    meeting = found.matrix.rows[0][0]
    assert meeting is not None
    assert (meeting.count, meeting.silent) == (0, 1)


def test_giver_that_nobody_named() -> None:
    """Where nobody answers for the touchpoint the promise is nobody's, and stands last."""
    found = view({"handoff": {**COMPLETE, "recycle_to": "t1"}}, {"owner": "care"})
    assert [(item.id, item.name) for item in found.giving] == [("", "Nobody")]


def test_retired_journeys_owe_nothing() -> None:
    """What is kept for history is no promise."""
    assert not view({"owner": "sales", "handoff": COMPLETE}, {"owner": "care"}, status="retired").owed


def test_public_names_no_confidential_team() -> None:
    """A hand-off to a confidential team is not in a public edition, and its id is nowhere."""
    teams = [TEAMS[0], {"id": "secret-care", "name": "Secretive", "confidential": True}]
    point = {"owner": "sales", "handoff": {**COMPLETE, "to": "secret-care"}}
    found = handoffs_view(gather(public=True, teams=teams, journeys=[journey("way", point, {"owner": "secret-care"})]))
    drawn = draw_html(found, Options()).decode() + draw_json(found, Options()).decode()
    assert (found.giving, found.taking, found.silent) == ((), (), ())
    assert "secret" not in drawn.lower()


def test_tables_are_rectangles() -> None:
    """Every row of what becomes CSV and XLSX has a cell for each column."""
    found = view({"owner": "sales", "handoff": COMPLETE}, {"owner": "care"}, {"owner": "mail"})
    assert [table.name for table in found.tables] == ["handoffs", "silent"]
    assert all(len(row) == len(table.columns) for table in found.tables for row in table.rows)
    assert [len(table.rows) for table in found.tables] == [1, 1]


def test_page_links_rows_and_places() -> None:
    """The taking team's line leads to the terms on the page, and a touchpoint to its map where there is one."""
    found = view({"owner": "sales", "handoff": COMPLETE}, {"owner": "care"})
    page = handoffs_page(found, InSite("handoffs", {"handoffs", "journeys/way"}))
    assert page.name == "handoffs"
    assert page.body.startswith("<main")
    assert 'href="#promise-way.1"' in page.body
    assert 'id="promise-way.1"' in page.body
    assert 'href="journeys/way.html#touchpoint-t1"' in page.body
    assert "teams/" not in page.body


def test_empty_workspace_says_so() -> None:
    """Without hand-offs and without teams there is a sentence, and no empty table."""
    body = handoffs_page(view({}), InSite("handoffs", set())).body
    assert "No hand-offs are written" in body
    assert "<table" not in body


def test_json_holds_everything() -> None:
    """The view model is plain data."""
    found = view({"owner": "sales", "handoff": COMPLETE}, {"owner": "care"})
    data = json.loads(draw_json(found, Options()))
    assert data["giving"][0]["promises"][0]["criteria"] == ["Paid"]
