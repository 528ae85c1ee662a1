"""Who gets which message and offer, and where nobody has thought of it."""

from typing import Any

import pytest

from journeymap.render.building.plays import plays_view
from journeymap.render.matrix_view import PlayCell, PlaysView
from tests.render.matrix_workspaces import PERSONAS, gather, journey

WAY = journey("way", {"points": [{}]}, personas=["ann"])


def view_of(*plays: dict[str, Any], **more: Any) -> PlaysView:
    listed = [{"id": f"play{n}", "name": f"Play {n}", **item} for n, item in enumerate(plays, 1)]
    return plays_view(gather(**{"personas": PERSONAS, "journeys": [WAY], "plays": listed, **more}))


def cell(made: PlaysView, persona: str, column: str = "purchase") -> PlayCell:
    matrix = made.matrices[0]
    (row,) = (row for row in matrix.rows if row.head.id == persona)
    return row.cells[[item.id for item in matrix.columns].index(column)]


@pytest.mark.parametrize("place", ["way/t1-1", "clm:purchase"])
def test_a_play_stands_where_its_touchpoint_or_stage_lies(place: str) -> None:
    """A play at a touchpoint belongs to the lifecycle stage of its stage, as one at the stage itself does."""
    made = view_of({"at": place, "for": "ann", "message": "Hello"})
    assert cell(made, "ann").state == "play"
    assert [play.name for play in cell(made, "ann").plays] == ["Play 1"]
    assert cell(made, "bob").state == "never"
    assert not made.nowhere


def test_a_gap_is_a_stage_that_a_persona_reaches_without_a_play() -> None:
    """Where a journey takes a persona and nothing is said there is a gap; where none takes it there is none."""
    made = view_of()
    assert (cell(made, "ann").state, cell(made, "bob").state) == ("gap", "never")
    assert cell(made, "ann", "awareness").state == "never"


@pytest.mark.parametrize(
    ("kind", "channel", "state"),
    [("employee", "web", "quiet"), ("anti-persona", "web", "quiet"), ("user", "none", "quiet"), ("user", "web", "gap")],
)
def test_nothing_need_be_said_to_colleagues_or_while_nobody_is_there(kind: str, channel: str, state: str) -> None:
    """Colleagues, anti-personas and mere waits are no gaps, as the rule on untailored stages has it."""
    way = journey("way", {"points": [{"channel": channel}]}, personas=["ann"])
    made = view_of(personas=[{"id": "ann", "name": "Ann", "kind": kind}], journeys=[way])
    assert cell(made, "ann").state == state


def test_a_play_for_nobody_in_particular_holds_for_all_who_come() -> None:
    """It meets every persona that comes there, and none that never does; a stage that is not mapped may be anybody's."""
    made = view_of({"at": "clm:purchase"}, {"at": "way/t1-1"}, {"at": "clm:advocacy"})
    assert [play.everyone for play in cell(made, "ann").plays] == [True, True]
    assert cell(made, "bob").state == "never"
    assert [cell(made, name, "advocacy").state for name in ("ann", "bob")] == ["play", "play"]


def test_plays_of_the_future_do_not_close_a_gap() -> None:
    """A play that stands in a future journey alone is shown as intended, and today's gap stays one."""
    later = journey("later", {"points": [{}]}, personas=["ann"], state="future", based_on="way")
    made = view_of({"at": "later/t1-1", "for": "ann"}, journeys=[WAY, later])
    found = cell(made, "ann")
    assert (found.state, [play.intended for play in found.plays]) == ("gap", [True])


@pytest.mark.parametrize("at", [[], "way/gone", "nowhere:stage", "clm:gone"])
def test_a_play_without_a_place_is_listed(at: Any) -> None:
    """A play that names no place, or one that is not there, is told below the matrix and in the table."""
    made = view_of({"at": at, "for": "ann", "message": "Hello"})
    assert [play.name for play in made.nowhere] == ["Play 1"]
    assert any("Play 1" in row for row in made.tables[0].rows)


def test_a_persona_that_only_a_play_names_has_a_row() -> None:
    """A play for a persona that the workspace does not know is not lost."""
    assert cell(view_of({"at": "clm:purchase", "for": "ghost"}), "ghost").state == "play"


def anchors(made: PlaysView) -> list[str]:
    """The anchors in the order of the page."""
    cells = [cell for matrix in made.matrices for row in matrix.rows for cell in row.cells]
    lines = [*(play for cell in cells for play in cell.plays), *made.nowhere]
    return [line.anchor for line in lines if line.anchor]


def test_each_play_can_be_linked_to_once() -> None:
    """Whether it stands in many cells, in one or in none, a play has one anchor, where it is told first."""
    alone = journey("alone", {"points": [{}], "lifecycle_stage": "retention"}, personas=["bob"])
    made = view_of({"at": ["clm:purchase", "clm:advocacy"]}, {}, {"at": "alone/t1-1"}, journeys=[WAY, alone])
    assert sorted(anchors(made)) == ["play-play1", "play-play2", "play-play3"]
