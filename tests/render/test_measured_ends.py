"""Who ends after the goal is not lost: the same on the map, in the flow, on the page, on slides, in `show` and in lint."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from journeymap import api
from journeymap.render.building.gathered import Gathered
from journeymap.render.building.measured_page import measured_sheet
from journeymap.render.details.sheet import Grid
from journeymap.render.emotion_measured import felt_groups
from journeymap.render.emotion_plot import Plot
from journeymap.render.flow_card import cards_of
from journeymap.render.flow_shapes import Shape
from journeymap.render.slides_measured import leaving
from journeymap.render.slides_text import fitted
from journeymap.render.view import JourneyView
from journeymap.render.wording import words_for
from journeymap.workspace.loader import Workspace
from tests.conftest import TODAY
from tests.render.measured_workspaces import measured, spaced

Write = Callable[..., Path]

MAP = """
journeymap: 1
workspace: {name: Box, language: en}
sources:
  - {id: web, kind: events, uri: data.csv, columns: {customer: u, time: t, event: e}}
journeys:
  - id: buy
    name: Gets a box
    stages:
      - id: subscribing
        name: Subscribes
        touchpoints:
          - {id: look, name: Looks, emotion: 1, events: {source: web, event: look}}
          - {id: subscribed, name: Is subscribed, emotion: 1, events: {source: web, event: subscribed}}
      - id: receiving
        name: Receives
        touchpoints:
          - {id: arrives, name: The box arrives, emotion: 1, events: {source: web, event: arrives}}
          - {id: cancels, name: Cancels, emotion: -1, events: {source: web, event: cancels}}
"""


def numbers(**more: Any) -> dict[str, Any]:
    """What was seen: who came that far, and how many went no further."""
    seen = {"look": (900, 630), "subscribed": (270, 0), "arrives": (270, 101), "cancels": (169, 169)}
    return {
        "measured": "2026-11-01",
        "asked": {"cases": "customer", "goal": "subscribed", "min_group": 10},
        "totals": {"cases": 900, "customers": 900, "events": 2000, "completed": 270, "completion": 0.3},
        "touchpoints": [
            {
                "id": name,
                "events": cases,
                "cases": cases,
                "reach": cases / 900,
                "exits": exits,
                "drop_off": exits / cases,
                "to_goal": 0.3 if name == "look" else 0.0,
            }
            for name, (cases, exits) in seen.items()
        ],
        "stages": [
            {"id": "subscribing", "cases": 900, "reach": 1.0, "exits": 630, "drop_off": 0.7},
            {"id": "receiving", "cases": 270, "reach": 0.3, "exits": 270, "drop_off": 1.0},
        ],
        "ways": [{"from": "cancels", "to": None, "times": 169, "cases": 169, "share": 0.684, "mapped": True}],
        "conformance": {"cases": 900, "explained": 698, "explained_share": 0.7756, "complete": 94, "distinct_paths": 9},
        **more,
    }


@pytest.fixture
def workspace(write: Write) -> Workspace:
    """The workspace, measured by customer."""
    return measured(write, MAP, numbers())


@pytest.fixture
def view(workspace: Workspace) -> JourneyView:
    """Its journey, with plain blanks."""
    found = spaced(api.journey_view(workspace, "buy"))
    assert isinstance(found, JourneyView)
    return found


def test_nobody_is_lost_behind_the_goal(view: JourneyView) -> None:
    """The place before it is the worst; those behind it are ends, however many go no further, and no bar is red."""
    assert view.measured is not None
    found = [(use.id, use.is_end, use.worst or use.bad, use.lost_bar) for use in view.measured.uses]
    assert found == [
        ("look", False, True, 70.0),
        ("subscribed", True, False, 0.0),
        ("arrives", True, False, 0.0),
        ("cancels", True, False, 0.0),
    ]


def test_words_say_who_leaves_and_who_ends(view: JourneyView) -> None:
    """Nothing is said of a goal at which nobody ends, nor of reaching it from behind."""
    assert view.measured is not None
    told = [(use.drop_text, use.goal_text) for use in view.measured.uses]
    assert told == [
        ("70 % leave here", "30 % reach the goal from here"),
        ("", ""),
        ("37.4 % end here", ""),
        ("100 % end here", ""),
    ]
    assert [stage.measured.drop_text for stage in view.stages if stage.measured] == [
        "70 % leave in this stage",
        "100 % end in this stage",
    ]


def test_a_stage_with_the_goal_counts_only_those_who_leave(write: Write) -> None:
    """Who ends at the goal is in the same stage, and not among the lost."""
    touchpoints = numbers()["touchpoints"]
    touchpoints[1] |= {"exits": 90, "drop_off": 0.3333}
    stages = [{"id": "subscribing", "cases": 900, "reach": 1.0, "exits": 720, "drop_off": 0.8}]
    view = spaced(api.journey_view(measured(write, MAP, numbers(touchpoints=touchpoints, stages=stages)), "buy"))
    use = view.stages[0].measured
    assert (use.drop_text, use.lost_bar, use.kept_bar) == ("70 % leave in this stage", 70.0, 30.0)
    touchpoints[0] |= {"cases": None, "exits": None, "drop_off": None}
    view = spaced(api.journey_view(measured(write, MAP, numbers(touchpoints=touchpoints, stages=stages)), "buy"))
    assert (view.stages[0].measured.drop_text, view.stages[0].measured.lost_bar) == ("80 % end in this stage", 0.0)


def test_the_page_marks_ends_and_asks_for_no_pain_there(workspace: Workspace) -> None:
    """They stand last, with what they are; of those who leave it says that the map has no reason."""
    sheet = spaced(measured_sheet(Gathered(workspace.catalogue, TODAY)))
    part = next(one for one in sheet.sections[0].parts if one.anchor == "buy-leaving")
    grid = part.blocks[0]
    assert isinstance(grid, Grid)
    found = [[" / ".join(bit.text for bit in cell) for cell in row.cells] for row in grid.rows]
    assert found == [
        ["1 Looks", "900 · 100 %", "630", "70 %", "the map names no pain point here"],
        ["4 Cancels / after the goal", "169 · 18.8 %", "169", "100 %", "an end in the map"],
        ["3 The box arrives / after the goal", "270 · 30 %", "101", "37.4 %", ""],
        ["2 Is subscribed / goal", "270 · 30 %", "", "", ""],
    ]
    red = [[bit.tone for cell in row.cells for bit in cell].count("bad") for row in grid.rows]
    assert red == [3, 0, 0, 0]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("pain_points: [{id: slow, summary: Slow}]", "Slow"),
        ("next: [{to: subscribed}, {to: end, outcome: Asks a friend}]", "an end in the map: Asks a friend"),
        ("next: [{to: subscribed}, {to: end, outcome: Lost}]", "the map names no pain point here"),
    ],
)
def test_what_the_map_says_of_those_who_leave(write: Write, written: str, told: str) -> None:
    """A pain point or an end that is meant is a reason, as for lint; a loss without a share is none."""
    document = MAP.replace("event: look}}", "event: look}, " + written + "}")
    workspace = measured(write, document, numbers())
    sheet = spaced(measured_sheet(Gathered(workspace.catalogue, TODAY)))
    part = next(one for one in sheet.sections[0].parts if one.anchor == "buy-leaving")
    assert part.blocks[0].rows[0].cells[4][0].text == told
    found = [item for item in api.lint([workspace.root]).findings if item.code == "JM805"]
    assert bool(found) is (told == "the map names no pain point here")


def test_slides_and_flow_agree(view: JourneyView) -> None:
    """Slides list only who leaves; a card of the flow tells how many end there once, and in red only who leaves."""
    assert view.measured is not None
    assert [use.id for use in leaving(view.measured)] == ["look"]
    cards = cards_of(view)
    assert [line.text for line in cards[1].lines if line.tone == "s1"] == ["70 % leave here"]
    assert [line.text for line in cards[4].lines if "%" in line.text] == [
        "169 customers · 18.8 % of all",
        "100 % end here",
    ]
    assert cards[4].lines[-1].text == "Ends"


def test_a_written_share_of_an_end_stands_beside_the_measured_one(write: Write) -> None:
    """Then the card names of what the measured share is, as it differs from that of the customers."""
    document = MAP.replace("event: cancels}}", "event: cancels}, next: [{to: arrives}, {to: end, share: 0.5}]}")
    view = spaced(api.journey_view(measured(write, document, numbers()), "buy"))
    text = " ".join(line.text for line in cards_of(view)[4].lines)
    assert "Ends · 50 % · ◇ 68.4 % of the steps from here" in text


def test_numbers_are_told_once_and_of_whom(view: JourneyView) -> None:
    """Customers are not counted twice; of how many every step is in the map stands beside of how many all of it is."""
    assert view.measured is not None
    assert view.measured.about.split(" · ")[0] == "900 customers"
    assert view.measured.lead[-1] == (
        "For 77.6 % of 900 customers every step is in the map; for 10.4 % also where they begin and end."
    )


def test_numbers_hold_together(workspace: Workspace) -> None:
    """No line breaks before a per cent sign, around the sign of n, or before the number of a touchpoint."""
    view = api.journey_view(workspace, "buy")
    assert view.measured is not None
    assert view.measured.uses[0].drop_text.startswith("70\N{NO-BREAK SPACE}%")
    words = words_for("en")
    assert words("measure.n", n="3") == "n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}3"
    assert words("measured.next", share="", n=3).endswith("to\N{NO-BREAK SPACE}3")
    assert fitted("of  70\N{NO-BREAK SPACE}% here", 10, 500, 1) == "of 70\N{NO-BREAK SPACE}% here"


def test_the_drawing_of_emotions_keeps_marks_near(write: Write) -> None:
    """A diamond stands as many pixels beside its touchpoint as it needs, not in the middle between two."""
    document = MAP.replace(
        "sources:", "metrics:\n  - {id: kind, name: Kind, kind: csat, method: mean, scale: 1-5}\nsources:"
    )
    metric = {"metric": "kind", "at": "arrives", "value": 3.0, "n": 70, "low": 2.8, "high": 3.2, "method": "Mean."}
    view = api.journey_view(measured(write, document, numbers(metrics=[metric])), "buy")
    assert view.measured is not None
    (spot,) = view.measured.spots
    plot = Plot(0.0, 0.0, 2000.0)
    group = felt_groups(view, plot)[1]
    outer = group.parts[0]
    assert isinstance(outer, Shape)
    middle = sum(x for x, _ in outer.points) / len(outer.points)
    assert plot.x(spot.middle) - middle == pytest.approx(spot.away + 8)
