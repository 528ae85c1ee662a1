"""Where marks of what customers said are drawn: near ones share one, and none lies on another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.render.building.measured_spots import felt_spots
from journeymap.render.view_measured import FeltMark, FeltSpot
from journeymap.render.wording import words_for

WORDS = words_for("en")
PEOPLE = [SimpleNamespace(id="ann", mark="A"), SimpleNamespace(id="bob", mark="B"), SimpleNamespace(id="cy", mark="C")]


def mark(y: float, persona: str = "", what: str = "Kindness") -> FeltMark:
    """Something that customers said of the touchpoint `pay`."""
    return FeltMark(
        *("pay", 2, "Pays", what, persona, persona or "all", persona[:1].upper(), 0.0, "0", 40, "40"),
        *(y, y + 5, y - 5, "4", "", f"{what} of {persona or 'all'}", f"2 Pays: {what} of {persona or 'all'}"),
    )


def spots(
    felt: Sequence[FeltMark], faces: Sequence[float] = (), *, left: float = 40.0, width: float = 20.0
) -> list[FeltSpot]:
    """The marks of a journey with two touchpoints in a stage, each of 10 per cent if nothing else is said."""
    stage = SimpleNamespace(left=left, width=width, cards=[SimpleNamespace(id="find"), SimpleNamespace(id="pay")])
    curve = SimpleNamespace(points=[SimpleNamespace(card="pay", y=y) for y in faces])
    return list(felt_spots(WORDS, felt, *cast("Any", ([stage], [curve], PEOPLE))))


@given(st.lists(st.floats(0, 100), max_size=12), st.lists(st.floats(0, 100), max_size=3), st.sampled_from([0.0, 80.0]))
def test_no_two_marks_touch(heights: list[float], faces: list[float], left: float) -> None:
    """All that was said is in one mark, near its own height, and those on one side keep clear of each other."""
    felt = [mark(y) for y in heights]
    found = spots(felt, faces, left=left)
    assert sorted(n for spot in found for n in spot.marks) == list(range(len(felt)))
    assert all(abs(felt[n].y - spot.y) <= 4.01 for spot in found for n in spot.marks)
    for side in ("start", "end"):
        ours = [spot.y for spot in found if spot.side == side]
        assert all(low - high >= 10.99 for high, low in pairwise(ours))


def test_near_ones_share_a_mark_that_tells_all_of_them() -> None:
    """It stands in their middle, has their letters in the order of the personas, and its title has every number."""
    (spot,) = spots([mark(30, "bob"), mark(36, "ann", "Free text")])
    assert (spot.y, spot.personas, spot.marks) == (33.0, ("ann", "bob"), (0, 1))
    assert spot.text == "2 Pays, 2 results near each other: Kindness of bob; Free text of ann"


def test_one_alone_says_what_it_said_before() -> None:
    """No count, and its own height."""
    (spot,) = spots([mark(30, "bob")])
    assert (spot.y, spot.personas, spot.text) == (30.0, ("bob",), "2 Pays: Kindness of bob")


@pytest.mark.parametrize("who", [("",), ("ann", "bob", "cy"), ("cy", "bob", "ann", "")])
def test_a_mark_of_all_has_no_letters(who: tuple[str, ...]) -> None:
    """As a face of all has none."""
    (spot,) = spots([mark(30, name) for name in who])
    assert spot.personas == ()


def test_marks_stand_by_turns_beside_the_faces() -> None:
    """The one that is nearest to a face stands before it, where no letters are."""
    assert [spot.side for spot in spots([mark(10), mark(30), mark(50)], [31])] == ["end", "start", "end"]
    assert [spot.x for spot in spots([mark(10), mark(30)], [31])] == [59.2, 50.8]


def test_no_mark_stands_over_the_edge_where_the_other_side_is_free() -> None:
    """At the last touchpoint both stand before the face, if there is room for both above each other."""
    assert [spot.side for spot in spots([mark(10), mark(30)], [10], left=80.0)] == ["start", "start"]
    assert [spot.side for spot in spots([mark(10), mark(20)], [10], left=80.0)] == ["start", "end"]


@pytest.mark.parametrize("heights", [[30, 34], [30, 30], [10, 70]])
def test_two_near_ones_stand_on_both_sides_where_there_is_room(heights: list[float]) -> None:
    """Each has its own height, so that its interval is around it; three share as before."""
    found = spots([mark(y) for y in heights], [5], width=30.0)
    assert sorted(spot.side for spot in found) == ["end", "start"]
    assert sorted(spot.y for spot in found) == heights
    assert len(spots([mark(30), mark(32), mark(34)], [5], width=30.0)) == 1


def test_a_mark_is_nearer_to_its_touchpoint_than_to_any_other() -> None:
    """At most as far as its room goes, and in a wide drawing no further than a face needs."""
    for spot in spots([mark(30), mark(34)], [5], width=40.0):
        assert abs(spot.x - spot.middle) < 20.0 / 2
        assert (spot.middle, spot.away) == (70.0, 24.0)
