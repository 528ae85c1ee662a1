"""A journey held against its measurement: numbers where they belong, nothing that was not measured, no averages."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from journeymap import api
from journeymap.render.building.measured_told import time_told
from journeymap.render.options import Options
from journeymap.render.view import CardView, JourneyView
from journeymap.render.view_json import draw_json
from journeymap.render.view_measured import UseView
from journeymap.render.view_ways import EdgeView
from journeymap.render.wording import words_for
from tests.render.measured_workspaces import MAP, NUMBERS, measured, numbers_without, spaced

Write = Callable[..., Path]


@pytest.fixture
def view(write: Write) -> JourneyView:
    """The measured journey, with plain blanks."""
    found = spaced(api.journey_view(measured(write), "buy"))
    assert isinstance(found, JourneyView)
    return found


def card(view: JourneyView, name: str) -> CardView:
    return next(item for item in view.cards if item.id == name)


def use(view: JourneyView, name: str) -> UseView:
    found = card(view, name).measured
    assert found is not None
    return found


def way(view: JourneyView, source: str, target: str) -> EdgeView:
    return next(edge for edge in view.edges if (edge.source, edge.target) == (source, target))


def test_nothing_is_said_where_nothing_was_measured(write: Write) -> None:
    """Another journey of the workspace has no measured part, and its JSON does not mention one."""
    calm = api.journey_view(measured(write), "calm")
    assert calm.measured is None
    assert '"measured"' not in draw_json(calm, Options()).decode()


def test_touchpoints_have_their_numbers(view: JourneyView) -> None:
    """Cases, reach, who leaves, who goes on and how fast, and through which channels, each in words with its noun."""
    found = use(view, "find")
    assert (found.cases_text, found.reach_text, found.drop_text) == ("900 sessions", "90 % of all", "10 % leave here")
    assert (found.next_text, found.goal_text) == ("60 % come to 2", "22 % reach the goal from here")
    assert (found.took_text, found.returns_text) == ("1.6 minutes to what follows (median)", "17 come back later")
    assert found.channels == ("paid search 50 %",)


def test_few_are_not_counted(view: JourneyView) -> None:
    """Where too few were seen there is a word for it, and no number at all."""
    found = use(view, "cart")
    assert (found.cases_text, found.cases, found.exits, found.drop_text) == ("few", None, None, "")


def test_the_worst_is_where_most_are_lost(view: JourneyView) -> None:
    """The place with most exits is marked; the goal, where nearly all end, loses nobody."""
    assert view.measured is not None
    assert [item.id for item in view.measured.uses if item.worst] == ["view"]
    assert (use(view, "pay").is_goal, use(view, "pay").lost_bar, use(view, "pay").drop_text) == (
        True,
        0.0,
        "99.5 % end here, at the goal",
    )
    assert (use(view, "view").reach_bar, use(view, "view").lost_bar, use(view, "view").kept_bar) == (60.0, 33.3, 26.7)


def test_stages_say_who_reaches_and_leaves_them(view: JourneyView) -> None:
    """A stage stands before its touchpoints in the lane, with its own reach and exits."""
    first = view.stages[0].all_uses
    assert [item.id for item in first] == ["look", "find", "view"]
    assert (first[0].cases_text, first[0].drop_text) == ("950 sessions", "44.5 % leave in this stage")


def test_ways_have_what_was_seen_beside_what_is_written(view: JourneyView) -> None:
    """Share, times and median on a way; a word on one that nobody takes; the written share stays."""
    taken = way(view, "find", "view").measured
    assert taken is not None
    assert (taken.short, taken.times, taken.cases) == ("57 % · 1.6 minutes", 540, 511)
    unused = way(view, "find", "pay")
    assert unused.measured is not None
    assert (unused.share_text, unused.measured.taken, unused.measured.short) == ("40 %", False, "not taken")


def test_data_do_not_tell_two_ends_apart(view: JourneyView) -> None:
    """A single end has its share; of two ends none has, as data only see that the path is over."""
    assert [edge.measured.share_text for edge in view.edges if edge.source == "view" and edge.measured] == ["51 %"]
    assert [edge.measured for edge in view.edges if edge.source == "cart" and not edge.target] == [None, None]


def test_what_the_map_lacks_comes_most_frequent_first(view: JourneyView) -> None:
    """Ways and events that the map does not have, with their numbers and the touchpoint that they follow."""
    assert view.measured is not None
    assert [(edge.source, edge.target, edge.kind) for edge in view.measured.beside] == [
        ("view", "find", "loop-back"),
        ("cart", "find", "loop-back"),
    ]
    assert [(ghost.event, ghost.after, ghost.share_text) for ghost in view.measured.ghosts] == [
        ("zq-crash", "view", "6.2 %"),
        ("zq-loose", "", "1.3 %"),
    ]
    assert view.measured.unused == ("1 Finds it → 4 Pays",)


def test_a_measurement_overrides_the_written_value(view: JourneyView) -> None:
    """Value, n, day and standing are those measured, against the target that the map has now."""
    found = view.stages[1].measures[0]
    assert (found.value, found.state, found.n, found.as_of) == ("25 %", "warning", "n = 260", "as of 2026-10-31")
    assert (found.measured[0].interval, found.measured[0].written) == (
        "95 % interval 20 % to 31 %",
        "the map says 90 %",
    )
    assert [(one.who, one.value) for one in card(view, "pay").measures[0].measured] == [
        ("", "4.4"),
        ("Ann", "3"),
        ("Bob", "5"),
        ("zq-name", "1.42"),
    ]


def test_emotions_are_not_averaged_over_personas(view: JourneyView) -> None:
    """Where personas answered apart, each has a mark and all together have none; a top box is no emotion."""
    assert view.measured is not None
    marks = {(mark.card, mark.who): (mark.score, mark.n) for mark in view.measured.felt}
    assert marks[("pay", "Ann")] == (0.0, 70)
    assert marks[("pay", "Bob")] == (2.0, 50)
    assert ("pay", "all who answered") not in marks
    assert marks[("view", "all who answered")] == (-1.2, 81)
    assert {mark.what for mark in view.measured.felt} == {"Kindness", "Free text, zq-log"}


def test_all_who_answered_have_a_mark_where_nobody_knows_more(write: Write) -> None:
    """Without numbers of personas the one of all is drawn, named so, with its interval from low to high."""
    whole = [item for item in NUMBERS["metrics"] if "persona" not in item]
    found = api.journey_view(measured(write, numbers=numbers_without(metrics=whole)), "buy").measured
    assert found is not None
    mark = next(item for item in found.felt if item.card == "pay")
    assert (mark.who, mark.score, mark.low_y, mark.y, mark.high_y) == ("all who answered", 1.4, 20.0, 15.0, 10.0)
    assert "n = 120" in spaced(mark).text


def test_the_journey_in_a_minute(view: JourneyView) -> None:
    """How many, of when, who comes through, where most are lost, how much the map explains, what misses."""
    found = view.measured
    assert found is not None
    assert found.about == "1 000 sessions of 400 customers · 2026-01-02 to 2026-10-31 · as of 2026-10-31"
    assert [text.split(":")[0] for text in found.lead] == [
        "200 of 1 000 sessions (20 %) reach the goal",
        "Most are lost at 2 Views it",
        "For 64 % of 1 000 sessions every step is in the map.",
    ]
    assert [text.partition(" at ")[0] for text in found.missed] == ["Best answers", "Paid"]
    assert found.stale == ""


def test_a_map_that_has_changed_says_so(write: Write) -> None:
    """A measurement of another map is shown with a plain note."""
    found = api.journey_view(measured(write, stale=True), "buy").measured
    assert found is not None
    assert found.stale == "The map has changed since it was measured on 2026-11-01: numbers may not fit it."


def test_the_future_was_not_measured(write: Write) -> None:
    """A future journey has nothing measured, whatever lies in the folder."""
    workspace = measured(write, MAP.replace("    name: Buys\n", "    name: Buys\n    state: future\n"))
    assert api.journey_view(workspace, "buy").measured is None


def test_a_measurement_of_an_older_map_does_no_harm(write: Write) -> None:
    """Touchpoints that are gone are passed over, in totals, ways, events and paths."""
    document = MAP.replace("{id: cart, name: Fills the cart", "{id: basket, name: Fills the cart")
    document = document.replace("{to: cart}", "{to: basket}")
    view = api.journey_view(measured(write, document, stale=True), "buy")
    assert card(view, "basket").measured is None
    assert view.measured is not None
    assert [edge.source for edge in view.measured.beside] == ["view"]
    json.dumps(dataclasses.asdict(view))


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(0, "0 seconds"), (59, "59 seconds"), (90, "1.5 minutes"), (3600, "1 hour"), (86400 * 12.4, "12 days")],
)
def test_times_are_told_in_their_largest_unit(seconds: float, told: str) -> None:
    """From seconds to days, with a decimal only where it says something."""
    assert time_told(words_for("en"), seconds) == told


def test_feedback_alone_is_enough(write: Write) -> None:
    """A measurement without events has its metrics and marks, and claims nothing about who goes where."""
    kept: dict[str, Any] = {key: NUMBERS[key] for key in ("measured", "metrics", "sentiment")}
    asked = {"cases": "customer", "min_group": 10}
    view = api.journey_view(measured(write, numbers={**kept, "asked": asked}), "buy")
    assert view.measured is not None
    assert (view.measured.has_events, view.measured.cases_text, view.measured.beside) == (False, "", ())
    assert view.measured.felt
