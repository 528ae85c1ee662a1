"""Branches, loops, waits and marks of a map: where they lie, and that none crosses another."""

import datetime
import re
from itertools import combinations
from typing import Any

import pytest

from journeymap.model.document import Document
from journeymap.render import map_lanes, map_marks, map_places, map_ways
from journeymap.render.building.journey import build_journey_view
from journeymap.render.view import JourneyView
from journeymap.workspace.catalogue import Catalogue


def view_of(*stages: list[dict[str, Any]], personas: tuple[str, ...] = ()) -> JourneyView:
    told = [{"id": f"s{n}", "name": "S", "touchpoints": cards} for n, cards in enumerate(stages)]
    people = [{"id": name, "name": name.capitalize()} for name in personas]
    journey = {"id": "way", "name": "Way", "personas": list(personas), "stages": told}
    document = Document.model_validate({"journeymap": 1, "personas": people, "journeys": [journey]})
    known = Catalogue(
        personas={item.id: item for item in document.personas}, journeys={item.id: item for item in document.journeys}
    )
    return build_journey_view(document.journeys[0], known, today=datetime.date(2026, 11, 22))


def card(name: str, *ways: tuple[str, float], **more: Any) -> dict[str, Any]:
    return {"id": name, "name": name, "next": [{"to": to, "share": share} for to, share in ways], **more}


def test_a_journey_without_branches_has_no_lane_of_ways() -> None:
    """Where each touchpoint leads only to the next, there is nothing to draw."""
    view = view_of([{"id": "a", "name": "A"}, {"id": "b", "name": "B"}], [{"id": "c", "name": "C"}])
    assert "ways" not in [lane.key for lane in map_lanes.lanes(view)]
    assert map_ways.ways(view).brackets == ()


def test_branches_lie_above_the_line_and_loops_and_ends_below() -> None:
    """Each way is one bracket with its share; a loop's arrow points at the earlier touchpoint, an end has none."""
    view = view_of([card("a", ("b", 0.6), ("c", 0.3), ("end", 0.1)), card("b"), card("c", ("a", 0.2), ("end", 0.8))])
    drawn = {(item.kind, item.arrow, item.below, item.text) for item in map_ways.ways(view).brackets}
    assert drawn == {
        ("branch", 2, False, "60\N{NO-BREAK SPACE}%"),
        ("branch", 3, False, "30\N{NO-BREAK SPACE}%"),
        ("end", None, True, "10\N{NO-BREAK SPACE}%"),
        ("loop-back", 1, True, "20\N{NO-BREAK SPACE}%"),
        ("end", None, True, "80\N{NO-BREAK SPACE}%"),
    }


def test_brackets_at_one_level_do_not_overlap() -> None:
    """However many ways there are, those over the same touchpoints lie at different heights, inside the lane."""
    names = [f"t{n}" for n in range(9)]
    cards = [
        card(name, *((to, 0.2) for to in names if to != name and (n + int(to[1])) % 3)) for n, name in enumerate(names)
    ]
    view = view_of(cards[:4], cards[4:])
    lane, places = map_ways.ways(view), map_places.of_cards(view)
    numbers = {item.id: item.number for item in view.cards}
    spans = [
        (item.below, item.level, *sorted((float(item.path[1:].split(" ")[0]), places[item.arrow])))
        for item in lane.brackets
        if item.arrow is not None
    ]
    assert len(spans) > len(numbers)
    for one, two in combinations(spans, 2):
        assert one[:2] != two[:2] or max(one[2], two[2]) >= min(one[3], two[3])
    heights = [float(height) for item in lane.brackets for height in re.findall(r"V([\d.]+)", item.path)]
    assert heights
    assert all(0 <= height <= lane.height for height in heights)


@pytest.mark.parametrize(
    ("voice", "letters"),
    [(-1.0, [(), ()]), (1.5, [(("A", 0),), (("B", 1),), ()])],
    ids=["alike", "apart"],
)
def test_marks_have_letters_only_where_personas_differ(voice: float, letters: list[Any]) -> None:
    """A mark that holds for all personas has none; each of the others says whose it is."""
    first = {**card("a"), "emotion": -1, "voices": [{"persona": "ben", "emotion": voice}]}
    other = {**card("b"), "emotion": 1, "voices": [{"persona": "ben", "emotion": 1}, {"persona": "ann", "emotion": 1}]}
    found = [item.letters for item in map_marks.marks(view_of([first, other], personas=("ann", "ben")))]
    assert sorted(found) == sorted(letters)


def test_a_wait_lies_between_its_touchpoint_and_the_one_before() -> None:
    """The hatched stretch ends before the touchpoint that is waited for; the first begins at the left edge."""
    view = view_of([card("a", wait="2d"), card("b")], [card("c", wait="3h")])
    places, waits = map_places.of_cards(view), map_marks.waits(view)
    assert [(item.number, item.text) for item in waits] == [(1, "2 days"), (3, "3 hours")]
    assert 0 < waits[0].middle < places[1]
    assert places[2] < waits[1].middle < places[3]


def test_every_touchpoint_has_its_place() -> None:
    """Also one of which no emotion is known; the places grow from left to right and have one class each."""
    view = view_of([card("a", emotion=1), card("b")], [card("c")])
    places = map_places.of_cards(view)
    assert list(places.values()) == sorted(places.values())
    assert set(places.values()) <= set(map_places.classes(view))
