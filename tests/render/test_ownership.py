"""Teams by lifecycle stages."""

from typing import Any

from journeymap.render.building.ownership import ownership_view
from journeymap.render.matrix_view import OwnerCell
from tests.render.matrix_workspaces import TEAMS, gather, journey


def cells(*points: dict[str, Any], **stage: Any) -> dict[str, OwnerCell]:
    made = ownership_view(gather(teams=TEAMS, journeys=[journey("way", {"points": points, **stage})]))
    return {row.head.id: row.cells[2] for row in made.matrices[0].rows}


def counts(cell: OwnerCell) -> dict[str, int]:
    return {role.key: role.n for role in cell.roles}


def test_parts_are_counted_by_kind() -> None:
    """Who answers, works, is asked and is told is counted; work behind the scenes is work."""
    found = cells(
        {"owner": "sales", "consulted": "care", "backstage": [{"do": "Checks", "by": "care"}]},
        {"owner": "sales", "responsible": ["care"], "informed": ["care"]},
    )
    assert counts(found["sales"]) == {"accountable": 2}
    assert counts(found["care"]) == {"responsible": 2, "consulted": 1, "informed": 1}
    assert found["sales"].strength == 4
    assert found["care"].strength == 0


def test_handoffs_are_out_of_one_team_and_into_the_other() -> None:
    """A hand-off stands with both teams, with its promise; one to the team itself is none."""
    found = cells(
        {"owner": "sales", "handoff": {"to": "care", "sla": "4h"}}, {"owner": "care", "handoff": {"to": "care"}}
    )
    assert counts(found["sales"])["out"] == 1
    assert counts(found["care"])["in"] == 1
    assert "out" not in counts(found["care"])
    assert "4 hours" in next(line.detail for line in found["sales"].lines if line.letter == "→")


def test_what_nobody_answers_for_is_a_row() -> None:
    """Touchpoints without an owner stand in a row of their own; a wait alone needs none."""
    found = cells({}, {"channel": "none"}, {"owner": "sales"})
    assert [line.spot.anchor for line in found[""].lines] == ["touchpoint-t1-1"]
    assert "" not in cells({"owner": "sales"})


def test_a_stage_without_touchpoints_is_answered_for_as_a_whole() -> None:
    """A stage that is only sketched counts once, for its owner or for nobody."""
    assert [line.spot.anchor for line in cells(owner="care")["care"].lines] == ["stage-s1"]
    assert [line.spot.anchor for line in cells()[""].lines] == ["stage-s1"]


def test_teams_without_any_part_have_no_row_and_unknown_ones_do() -> None:
    """Only teams with a part have a row, also those that the workspace does not know."""
    assert set(cells({"owner": "ghost"})) == {"ghost"}
