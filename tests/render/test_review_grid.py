"""Both maps of a journey in one grid: what is gone stands where it was, and every change in its place."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.render import curve
from journeymap.render.review_curves import between, plots
from journeymap.render.review_grid import grid, woven
from journeymap.render.view_parts import Named
from tests.render.review_workspaces import BASE, changed, reviewed, touchpoints, typical

if TYPE_CHECKING:
    from pathlib import Path

    from journeymap.render.review_view import JourneyPair


def pair(folder: Path, change: Any) -> JourneyPair:
    """The one journey, before and after a change."""
    return reviewed(folder, BASE, changed(change))[0].journeys[0]


def states(found: JourneyPair) -> list[tuple[str, str]]:
    """Each touchpoint of the grid by its id, with its state."""
    return [(slot.shown.id, slot.state) for slot in grid(found).slots]


def test_what_is_gone_stands_where_it_was(tmp_path: Path) -> None:
    """A touchpoint that was removed stands behind the one it stood behind, a new one where it is."""
    assert states(pair(tmp_path, typical)) == [
        ("search", "new"),
        ("call", "same"),
        ("letter", "gone"),
        ("reminder", "same"),
        ("wait", "same"),
        ("talk", "same"),
    ]


def test_a_move_is_shown_at_both_ends(tmp_path: Path) -> None:
    """A touchpoint that moved to another stage stands there, and a trace of it where it was."""

    def move(document: dict[str, Any]) -> None:
        touchpoints(document, 1).append(touchpoints(document, 0).pop(1))

    found = pair(tmp_path, move)
    assert ("letter", "went") in states(found)
    assert ("letter", "came") in states(found)
    slots = {slot.state: slot for slot in grid(found).slots}
    assert (slots["went"].other, slots["came"].other) == ("There", "Before")
    assert not slots["went"].changes
    assert "touchpoint-moved" in {change.kind for change in slots["came"].changes}


def test_a_rename_is_one_touchpoint(tmp_path: Path) -> None:
    """What a `moved` entry renames is the same touchpoint with another id, and not one gone and one new."""

    def rename(document: dict[str, Any]) -> None:
        touchpoints(document, 0)[1] |= {"id": "post", "emotion": -1}
        document["moved"] = [{"from": "visit/letter", "to": "visit/post"}]

    slot = next(slot for slot in grid(pair(tmp_path, rename)).slots if slot.shown.id == "post")
    assert (slot.state, slot.base and slot.base.id) == ("same", "letter")
    assert "emotion-lowered" in {change.kind for change in slot.changes}


@pytest.mark.parametrize(
    "change",
    [
        typical,
        lambda document: document["journeys"][0]["stages"].pop(0),
        lambda document: document["journeys"][0]["stages"].reverse(),
        lambda document: document["journeys"][0].update(summary="Another"),
    ],
)
def test_every_change_has_exactly_one_place(tmp_path: Path, change: Any) -> None:
    """A change of a journey stands at one touchpoint, one stage, or the journey as a whole."""
    found = pair(tmp_path, change)
    woven_grid = grid(found)
    placed = [one for column in woven_grid.columns for one in column.changes]
    placed += [one for slot in woven_grid.slots for one in slot.changes]
    placed += woven_grid.changes
    assert sorted(map(id, placed)) == sorted(map(id, found.changes))


@given(st.lists(st.sampled_from("abcdefgh"), unique=True), st.lists(st.sampled_from("abcdefgh"), unique=True))
def test_weaving_keeps_the_order_of_the_head(before: list[str], after: list[str]) -> None:
    """Whatever came and went: the head in its order, all of the base once, and what is gone behind its neighbour."""
    rows = woven([Named(x, x) for x in before], [Named(x, x) for x in after], {x: x for x in before})
    assert [now.id for _, now in rows if now] == after
    assert sorted(old.id for old, _ in rows if old) == sorted(before)
    order = [(old or now).id for old, now in rows if old or now]  # type: ignore[union-attr]
    for one, two in pairwise(before):
        if two not in after:
            assert order.index(two) == order.index(one) + 1


def test_the_space_between_two_curves(tmp_path: Path) -> None:
    """Where the second curve lies higher is better, where it lies lower is worse, and each is split where they cross."""
    del tmp_path
    flat = curve.segments([(0, 50), (50, 50), (100, 50)])
    rising = curve.segments([(0, 75), (50, 50), (100, 25)])
    better, worse = between(flat, rising)
    xs = [float(part.split(",")[0]) for part in better.strip("MZ").split("L")]
    assert min(xs) == pytest.approx(50)
    assert worse.startswith("M0.00,75.00")
    assert between(flat, flat) == ("", "")


def test_curves_of_both_sides_lie_on_one_grid(tmp_path: Path) -> None:
    """A touchpoint has its mark at the same place on both curves; one that is gone only on the first."""
    plot = plots(found := pair(tmp_path, typical), grid(found))[0]
    by_name = {place.name: place for place in plot.places}
    assert by_name["Gets a letter"].after is None
    assert by_name["Looks for a clinic"].before is None
    worse = by_name["Waits"]
    assert (worse.before.text, worse.after.text, worse.way) == ("0", "−2", "worse")  # type: ignore[union-attr]
    assert [place.x for place in plot.places] == sorted(place.x for place in plot.places)


def test_personas_who_feel_differently_have_their_own_plots(tmp_path: Path) -> None:
    """Where one persona speaks on one side only, each persona is held against what held for all before."""

    def speak(document: dict[str, Any]) -> None:
        touchpoints(document, 0)[0]["voices"] = [{"persona": "ann", "emotion": -2}]

    made = plots(found := pair(tmp_path, speak), grid(found))
    assert [(plot.who, plot.moved) for plot in made] == [("Ann", True), ("Bob", False)]
