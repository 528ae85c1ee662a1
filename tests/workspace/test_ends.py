"""Where a measured journey may end: one answer to the question whether a customer who goes no further is lost."""

from __future__ import annotations

from typing import Any

import pytest

from journeymap.model.journey import Journey
from journeymap.model.measurement import Measurement
from journeymap.workspace.ends import Ends
from journeymap.workspace.flow import Flow

EVENTS = {"source": "web", "event": "e"}


def ends(steps: dict[str, list[dict[str, Any]] | None], goal: str | None, unseen: tuple[str, ...] = ()) -> Ends:
    """A journey with one stage: its touchpoints, the ways out of each, and its goal."""
    touchpoints = [
        {"id": name, "name": name}
        | ({} if ways is None else {"next": ways})
        | ({} if name in unseen else {"events": [EVENTS]})
        for name, ways in steps.items()
    ]
    stage = {"id": "s", "name": "S", "touchpoints": touchpoints}
    journey = Journey.model_validate({"id": "j", "name": "J", "stages": [stage]})
    asked = {"cases": "customer", "goal": goal, "min_group": 10}
    measured = {"journey": "j", "map_digest": "sha256:0", "measured": "2026-11-01", "asked": asked}
    return Ends(Flow(journey), Measurement.model_validate(measured))


def all_ends(found: Ends, *names: str) -> list[str]:
    """Those of some touchpoints at which who ends is not lost."""
    return [name for name in names if found.is_end(name)]


def test_the_goal_and_what_comes_after_it_are_ends() -> None:
    """Whoever got what they came for is not lost; before the goal everybody is."""
    found = ends({"a": None, "b": None, "c": None, "d": None}, "b")
    assert all_ends(found, *"abcd") == ["b", "c", "d"]
    assert found.completed == {"b", "c", "d"}


def test_a_way_back_from_the_goal_does_not_make_what_comes_first_an_end() -> None:
    """After it is what stands after it, not all that can be reached from it."""
    found = ends({"a": None, "b": [{"to": "a"}, {"to": "c"}], "c": None}, "b")
    assert all_ends(found, *"abc") == ["b", "c"]


def test_what_stands_after_the_goal_and_is_reached_without_it_is_not_behind_it() -> None:
    """A branch that is written further down is left like any other place before the goal."""
    ways: dict[str, list[dict[str, Any]] | None] = {
        "a": [{"to": "b"}, {"to": "c"}],
        "b": [{"to": "end"}],
        "c": [{"to": "a"}, {"to": "end"}],
    }
    assert all_ends(ends(ways, "b"), *"abc") == ["b"]


@pytest.mark.parametrize(
    ("ways", "is_end"),
    [
        ([], True),
        ([{"to": "end"}], True),
        ([{"to": "end", "outcome": "Picks it up in the shop"}], True),
        ([{"to": "end", "outcome": "Lost to another shop"}], False),
        ([{"to": "end"}, {"to": "goal"}], False),
        ([{"to": "end"}, {"to": "goal", "also": True}], True),
    ],
)
def test_before_the_goal_only_where_the_map_leads_nowhere_else(ways: list[dict[str, Any]], is_end: bool) -> None:
    """An end of the map, unless it calls the customer lost; one beside ways on is where some go no further."""
    assert ends({"a": ways, "goal": None}, "goal").is_end("a") is is_end


def test_what_data_cannot_see_is_looked_through() -> None:
    """The last touchpoint that they see is the end, where only one that they do not see follows."""
    found = ends({"a": None, "b": None, "c": None}, "a", unseen=("c",))
    assert all_ends(ends({"a": [{"to": "c"}], "b": None, "c": [{"to": "end"}]}, "b", ("c",)), "a", "b") == ["a", "b"]
    assert found.is_end("b")


@pytest.mark.parametrize("goal", [None, "gone"])
def test_without_a_goal_the_ends_of_the_map_remain(goal: str | None) -> None:
    """Also where the goal that was measured is no longer in the map; a place that is not in it is no end."""
    found = ends({"a": None, "b": None}, goal)
    assert all_ends(found, "a", "b", "nowhere") == ["b"]
    assert found.completed == frozenset()


def test_the_map_expects_what_it_draws() -> None:
    """The share of a loss as it is written, all of it where an end is meant, nothing where none is drawn."""
    lost = {"to": "end", "outcome": "lost", "share": 0.4}
    assert ends({"a": [{"to": "b"}, lost], "b": None}, "b").expected("a") == 0.4
    assert ends({"a": [{"to": "b"}, {"to": "end"}], "b": None}, "b").expected("a") == 1.0
    assert ends({"a": None, "b": None}, "b").expected("a") == 0.0
