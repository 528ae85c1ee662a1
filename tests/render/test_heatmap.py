"""Personas by lifecycle stages."""

from typing import Any

import pytest

from journeymap.render.building.heatmap import heatmap_view
from journeymap.render.drawing import draw
from journeymap.render.matrix_view import HeatCell
from tests.render.matrix_workspaces import PERSONAS, gather, journey


def cell_of(persona: str, *points: dict[str, Any], **more: Any) -> HeatCell:
    stages = more.pop("stages", [{"points": points}])
    way = journey("way", *stages, **{"personas": ["ann"], **more.pop("journey", {})})
    made = heatmap_view(gather(personas=PERSONAS, journeys=[way], **more))
    rows = {row.head.id: row for row in made.matrices[0].rows}
    return rows[persona].cells[2]


@pytest.mark.parametrize(
    ("point", "score"),
    [
        ({"emotion": 1, "voices": [{"persona": "ann", "emotion": -2}]}, -2),
        ({"emotion": -2, "voices": [{"persona": "ann", "emotion": 1}]}, 1),
        ({"emotion": -1, "voices": [{"persona": "bob", "emotion": -2}]}, -1),
        ({"emotion": -0.5}, -0.5),
    ],
)
def test_a_personas_own_voice_counts_first(point: dict[str, Any], score: float) -> None:
    """Where a persona speaks for itself that is how it feels; others' voices are others' feelings."""
    cell = cell_of("ann", point)
    assert cell.lowest is not None
    assert cell.lowest.emotion.score == score


def test_emotions_are_never_averaged() -> None:
    """One bad moment among good ones is the cell's."""
    cell = cell_of("ann", {"emotion": 2}, {"emotion": -2}, {"emotion": 2})
    assert cell.lowest is not None
    assert (cell.lowest.emotion.score, cell.lowest.spot.anchor, cell.heat) == (-2, "touchpoint-t1-2", 1)


def test_what_nobody_mapped_is_not_neutral() -> None:
    """A persona that no journey takes there has an unmapped, hatched cell, and one without emotion has no heat."""
    assert not cell_of("bob", {"emotion": 0}).mapped
    silent = cell_of("ann", {})
    assert (silent.mapped, silent.heat, silent.lowest) == (True, 0, None)
    neutral = cell_of("ann", {"emotion": 0})
    assert neutral.heat == 3
    page = draw(heatmap_view(gather(personas=PERSONAS, journeys=[journey("way", {"points": [{}]})])), "heatmap").content
    assert b'class="mx-hatch"' in page


def test_a_stages_own_emotion_counts_where_no_touchpoint_tells_any() -> None:
    """The emotion of a whole stage stands for its silent touchpoints, and gives way to one that speaks."""
    whole = cell_of("ann", stages=[{"emotion": -1, "points": [{}]}])
    assert whole.lowest is not None
    assert whole.lowest.spot.anchor == "stage-s1"
    told = cell_of("ann", stages=[{"emotion": -2, "points": [{"emotion": 1}]}])
    assert told.lowest is not None
    assert told.lowest.emotion.score == 1


def test_pains_are_counted_where_the_persona_takes_part() -> None:
    """Open pain points are counted by severity, and those at touchpoints of others are not its own."""
    pains = [{"id": "a", "summary": "A", "severity": "high"}, {"id": "b", "summary": "B"}]
    points = (
        {"pain_points": pains},
        {"personas": ["bob"], "pain_points": [{"id": "c", "summary": "C", "severity": "critical"}]},
    )
    cell = cell_of("ann", *points)
    assert [(count.key, count.n) for count in cell.counts] == [("high", 1), ("none", 1)]
    assert [pain.summary for pain in cell.pains] == ["A", "B"]


def test_journeys_of_the_future_are_left_out() -> None:
    """A plan tells nothing about how customers fare; a note counts what is left out."""
    later = journey("later", {"points": [{"emotion": -2}]}, state="future", personas=["ann"])
    made = heatmap_view(gather(personas=PERSONAS, journeys=[later]))
    assert not any(cell.mapped for row in made.matrices[0].rows for cell in row.cells)
    assert any("1 journey" in note for note in made.notes)


def test_journeys_that_name_nobody_have_a_row_of_their_own() -> None:
    """Whoever comes stands in the last row where a journey names no persona."""
    made = heatmap_view(gather(personas=PERSONAS, journeys=[journey("way", {"points": [{"emotion": -1}]})]))
    assert [row.head.id for row in made.matrices[0].rows] == ["ann", "bob", ""]
    assert made.matrices[0].rows[-1].cells[2].heat == 2
