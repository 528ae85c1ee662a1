"""What the view says of a journey: numbers, ways, curves, measures, audiences."""

import dataclasses
import datetime
import json
from typing import Any

import pytest

from journeymap.errors import ContentError
from journeymap.model.document import Document
from journeymap.render import colour
from journeymap.render.building.journey import build_journey_view
from journeymap.render.view import JourneyView
from journeymap.render.view_parts import BarView
from journeymap.workspace.catalogue import Catalogue

TODAY = datetime.date(2026, 11, 22)


def catalogue(**sections: Any) -> Catalogue:
    document = Document.model_validate({"journeymap": 1, **sections})
    names = ("personas", "teams", "metrics", "research", "journeys", "initiatives", "plays", "systems")
    return Catalogue(**{name: {item.id: item for item in getattr(document, name)} for name in names})


def view(
    touchpoints: list[dict[str, Any]], *, public: bool = False, journey: dict[str, Any] | None = None, **sections: Any
) -> JourneyView:
    stage = {"id": "stage", "name": "Stage", "touchpoints": touchpoints}
    known = catalogue(journeys=[{"id": "way", "name": "Way", "stages": [stage], **(journey or {})}], **sections)
    return build_journey_view(known.journeys["way"], known, today=TODAY, public=public)


def test_kinds_of_ways() -> None:
    """On, back, past others and out are told apart; what is not written follows from the order."""
    drawn = view(
        [
            {"id": "a", "name": "A", "next": [{"to": "c"}]},
            {
                "id": "b",
                "name": "B",
                "next": [{"to": "a", "share": 0.3}, {"to": "end", "share": 0.5, "outcome": "lost"}],
            },
            {"id": "c", "name": "C"},
        ]
    )
    assert [edge.kind for edge in drawn.edges] == ["skip", "loop-back", "end", "end"]
    assert [edge.implicit for edge in drawn.edges] == [False, False, False, True]
    assert drawn.cards[1].unknown_share.startswith("20")


def test_refused_customers_return() -> None:
    """A hand-off with a place to return to gives a second way, outside the shares."""
    teams = [{"id": "sales", "name": "Sales"}]
    handoff = {"to": "sales", "sla": "4h", "recycle_to": "a"}
    drawn = view(
        [{"id": "a", "name": "A"}, {"id": "b", "name": "B", "next": [{"to": "end", "handoff": handoff}]}], teams=teams
    )
    assert [(edge.kind, edge.target, edge.also) for edge in drawn.cards[1].ways] == [
        ("end", "", False),
        ("recycle", "a", True),
    ]
    assert drawn.cards[1].ways[0].handoff.text == "to Sales within 4 hours"


def test_a_curve_for_each_persona_where_they_differ() -> None:
    """Voices are never averaged: each persona has a curve, and one where they agree is drawn once."""
    personas = [{"id": "ann", "name": "Ann"}, {"id": "ben", "name": "Ben"}]
    same = [{"id": "a", "name": "A", "emotion": 1}, {"id": "b", "name": "B", "emotion": -1}]
    both = {"personas": ["ann", "ben"]}
    assert [curve.kind for curve in view(same, journey=both, personas=personas).curves] == ["main"]
    apart = [{**same[0], "voices": [{"persona": "ben", "emotion": -2}]}, same[1]]
    drawn = view(apart, journey=both, personas=personas)
    assert [[point.emotion.score for point in curve.points] for curve in drawn.curves] == [[1, -1], [-2, -1]]
    assert [point.shown for point in drawn.curves[1].points] == [True, False]
    assert drawn.curves[0].mark != drawn.curves[1].mark
    assert "−2" in drawn.tiles[0].value


def test_an_unknown_emotion_is_a_gap() -> None:
    """The curve crosses a touchpoint without emotion dotted, and puts no point there."""
    drawn = view(
        [{"id": "a", "name": "A", "emotion": 1}, {"id": "b", "name": "B"}, {"id": "c", "name": "C", "emotion": 0}]
    )
    assert len(drawn.curves[0].points) == 2
    assert drawn.curves[0].gaps
    assert not drawn.curves[0].path


@pytest.mark.parametrize(("score", "face"), [(-2, 1), (-1.5, 1), (-0.5, 2), (0, 3), (0.5, 4), (1.5, 5), (2, 5)])
def test_half_steps_take_the_stronger_face(score: float, face: int) -> None:
    """Only zero looks neutral."""
    drawn = view([{"id": "a", "name": "A", "emotion": score}])
    assert drawn.cards[0].emotion.face == face


@pytest.mark.parametrize(
    ("metric", "value", "target", "text", "state"),
    [
        ({"kind": "ratio", "polarity": "higher-is-better"}, 0.5, 0.4, "50\N{NO-BREAK SPACE}%", "met"),
        (
            {"kind": "duration", "unit": "days", "polarity": "lower-is-better"},
            5,
            3,
            "5\N{NO-BREAK SPACE}days",
            "missed",
        ),
        ({"kind": "ratio", "polarity": "higher-is-better", "unit": "%"}, 95, 90, "95\N{NO-BREAK SPACE}%", "met"),
        ({"kind": "nps"}, -20, 10, "−20", "missed"),
        ({"kind": "count"}, 5, 3, "5", ""),
    ],
)
def test_measures(metric: dict[str, Any], value: float, target: float, text: str, state: str) -> None:
    """A value is written as its kind is read, and stands against its target only where it is known which way is good."""
    metrics = [{"id": "m", "name": "M", **metric}]
    drawn = view(
        [{"id": "a", "name": "A", "metrics": [{"metric": "m", "value": value, "target": target}]}], metrics=metrics
    )
    measure = drawn.cards[0].measures[0]
    assert (measure.value, measure.state) == (text, state)
    assert (measure.bar is None) == (metric["kind"] in {"duration", "count"})


@pytest.mark.parametrize(("unit", "value"), [({}, 0.9), ({"unit": "%"}, 90), ({"unit": "per cent of orders"}, 90)])
def test_a_bar_is_as_long_as_the_share(unit: dict[str, str], value: float) -> None:
    """Whether shares are written from 0 to 1 or, as the unit says, from 0 to 100."""
    metrics = [{"id": "m", "name": "M", "kind": "ratio", **unit}]
    drawn = view([{"id": "a", "name": "A", "metrics": [{"metric": "m", "value": value}]}], metrics=metrics)
    assert drawn.cards[0].measures[0].bar == BarView(90.0, None, None)


def test_public_leaves_out_what_is_confidential() -> None:
    """Neither the object nor its id or name is left anywhere in a public view."""
    secret = {"id": "hushed", "summary": "Secret pain", "confidential": True}
    opportunity = {"id": "open-one", "summary": "Open", "addresses": ["hushed"], "owner": "shadow"}
    teams = [{"id": "shadow", "name": "Shadow team", "confidential": True}]
    touchpoints = [{"id": "a", "name": "A", "owner": "shadow", "pain_points": [secret], "opportunities": [opportunity]}]
    assert "Secret pain" in str(view(touchpoints, teams=teams))
    shown = str(view(touchpoints, teams=teams, public=True))
    assert not [word for word in ("hushed", "Secret pain", "shadow", "Shadow team") if word in shown]


def test_a_confidential_journey_has_no_public_view() -> None:
    """It is refused with a sentence, not drawn empty."""
    with pytest.raises(ContentError, match="confidential"):
        view([{"id": "a", "name": "A"}], public=True, journey={"confidential": True})


def test_is_json() -> None:
    """The view is the future JSON output."""
    assert json.loads(json.dumps(dataclasses.asdict(view([{"id": "a", "name": "A", "emotion": 1}]))))["id"] == "way"


def test_overdue_review() -> None:
    """A review is overdue on the day after it was due."""
    due = view([], journey={"reviewed": "2026-01-31", "review_every": "1mo"}).review
    assert (due.next, due.overdue) == ("2026-02-28", True)


@pytest.mark.parametrize("accent", ["#ffff00", "#000000", "#ffffff", "#1f6f78", "#888888"])
def test_accent_is_readable_in_both_themes(accent: str) -> None:
    """Whatever colour is set, text in it has 4.5:1 on either ground."""
    light, dark = colour.accents(accent)
    assert colour.contrast(light, "#f4f5f8") >= 4.5
    assert colour.contrast(dark, "#1d2545") >= 4.5
