"""Lifecycle stages by journeys."""

from journeymap.render.building.lifecycle import lifecycle_view
from tests.render.matrix_workspaces import PERSONAS, TEAMS, gather, journey


def test_a_cell_tells_the_lowest_emotion_of_anybody_and_the_worst_open_pains() -> None:
    """The lowest point is that of any persona, and the pains are the worst that are open, with a count of the rest."""
    pains = [
        {"id": "a", "summary": "A", "severity": "low"},
        {"id": "b", "summary": "B", "severity": "critical", "status": "addressed"},
        {"id": "c", "summary": "C", "severity": "high"},
        {"id": "d", "summary": "D"},
    ]
    points = [
        {"emotion": 1, "owner": "sales", "voices": [{"persona": "bob", "emotion": -1.5}], "pain_points": pains},
        {"emotion": -1, "owner": "care"},
    ]
    made = lifecycle_view(
        gather(personas=PERSONAS, teams=TEAMS, journeys=[journey("way", {"points": points}, personas=["ann", "bob"])])
    )
    (row,) = made.matrices[0].rows
    cell = row.cells[2]
    assert cell is not None
    assert cell.lowest is not None
    assert (cell.lowest.emotion.score, cell.lowest.who, cell.lowest.spot.anchor) == (-1.5, "Bob", "touchpoint-t1-1")
    assert [pain.summary for pain in cell.pains] == ["C", "A"]
    assert cell.pains[0].spot.anchor == "pain-c"
    assert cell.more.startswith("1 ")
    assert [owner.name for owner in cell.owners] == ["Sales", "Care"]
    assert cell.touchpoints == 2


def test_stages_that_nobody_covers_are_told() -> None:
    """A lifecycle stage without a journey is not covered, one that only a plan reaches is told as such."""
    journeys = [
        journey("now", {}),
        journey("later", {"lifecycle_stage": "advocacy"}, state="future", based_on="now"),
    ]
    made = lifecycle_view(gather(journeys=journeys))
    columns = {column.id: column for column in made.matrices[0].columns}
    assert columns["purchase"].note == "1 journey"
    assert not columns["awareness"].covered
    assert columns["advocacy"].covered
    assert columns["advocacy"].note != columns["purchase"].note
    assert any(row[1] == "Awareness" and row[2] == columns["awareness"].note for row in made.tables[0].rows)


def test_criteria_of_entry_and_exit_stand_in_the_head() -> None:
    """The criteria of a lifecycle's stages are part of its columns and of the second table."""
    loop = {"id": "loop", "name": "Loop", "stages": [{"id": "in", "name": "In", "entry": ["Signed"], "exit": "Left"}]}
    made = lifecycle_view(
        gather(lifecycles=[loop], journeys=[journey("way", {"lifecycle_stage": "in"}, lifecycle="loop")])
    )
    (column,) = made.matrices[0].columns
    assert (column.entry, column.exit) == (("Signed",), ("Left",))
    assert made.tables[1].rows[0][3:5] == ("Signed", "Left")


def test_emotions_of_the_future_are_intended() -> None:
    """The lowest emotion of a journey as it shall be is told to be an intention."""
    made = lifecycle_view(gather(journeys=[journey("later", {"points": [{"emotion": 1}]}, state="future")]))
    cell = made.matrices[0].rows[0].cells[2]
    assert cell is not None
    assert cell.lowest is not None
    assert cell.lowest.intended
