"""What a measurement says in words and tables: whom it counts, what is few, loops, and what differs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from journeymap.evidence.kept import Measured
from journeymap.model.journey import Journey
from journeymap.model.measurement import Measurement
from journeymap.reporters.measurements.numbers import amount
from journeymap.reporters.measurements.told import Section, Told, told

LOOK = {"id": "look", "name": "Looks", "events": {"source": "log", "event": "look"}}
JOURNEY = Journey.model_validate(
    {
        "id": "book",
        "name": "Books a room",
        "stages": [{"id": "s", "name": "S", "touchpoints": [LOOK, {"id": "pay", "name": "Pays"}]}],
    }
)
TOTALS = {"cases": 1200, "customers": 800, "events": 4000, "completed": 300, "completion": 0.25, "seen": 1500}


def said(asked: dict[str, Any] | None = None, **numbers: Any) -> Told:
    """What is told of a measurement of the journey."""
    head = {"journey": "book", "map_digest": "sha256:1", "measured": "2026-11-20"}
    how = {"cases": "session", "min_group": 10, "goal": "pay", **(asked or {})}
    measured = Measurement.model_validate({**head, "asked": how, **numbers})
    return told(Measured(measured, Path("book.json"), JOURNEY))


def section(found: Told, title: str) -> Section:
    return next(item for item in found.sections if item.title.startswith(title))


@pytest.mark.parametrize(
    ("asked", "totals", "first"),
    [
        ({}, TOTALS, "1\u202f200 sessions of 800 customers, 4\u202f000 events."),
        ({"cases": "customer"}, TOTALS, "800 customers, 4\u202f000 events."),
        ({}, None, "Fewer than 10 customers were on this journey, so nothing is told of them."),
        ({"goal": None}, None, "Fewer than 10 customers were on this journey, so nothing is told of them."),
    ],
)
def test_the_first_sentence(asked: dict[str, Any], totals: dict[str, Any] | None, first: str) -> None:
    """It says how many there were, or that they are too few, also where no goal can be seen."""
    assert said(asked, totals=totals).lead[0] == first


def test_where_nothing_is_bound() -> None:
    """A journey without events is no journey of few."""
    measured = Measurement.model_validate(
        {
            "journey": "book",
            "map_digest": "sha256:1",
            "measured": "2026-11-20",
            "asked": {"cases": "customer", "min_group": 10},
        }
    )
    stages = [stage.model_copy(update={"touchpoints": stage.touchpoints[1:]}) for stage in JOURNEY.stages]
    found = told(Measured(measured, Path("book.json"), JOURNEY.model_copy(update={"stages": stages})))
    assert found.lead[0] == "No touchpoint of this journey is bound to events."


@pytest.mark.parametrize(
    ("how", "value", "shown"),
    [
        ("Rows of a thousand: 95 % interval of a share by Wilson's score", 0.4599, ("46.0\u202f%", "75.0\u202f%")),
        ("Mean of the answers: 95 % interval of a mean by Student's t", 3.893, ("3.89", "0.75")),
    ],
)
def test_shares_are_told_in_per_cent(how: str, value: float, shown: tuple[str, str]) -> None:
    """A metric that is a share is written as such, with its target; a mean is not."""
    metric = {"metric": "paid", "at": "pay", "value": value, "n": 9, "method": how, "target": 0.75, "status": "missed"}
    (row,) = section(said(totals=TOTALS, metrics=[metric]), "Metrics").rows
    assert (row[1], row[4]) == shown


def way(source: str, target: str | None, times: int, share: float, **more: Any) -> dict[str, Any]:
    return {"from": source, "to": target, "times": times, "cases": times, "share": share, "mapped": False, **more}


def test_loops_are_listed_by_their_share() -> None:
    """A rare place that sends half of its visitors back comes before a busy one that sends back a few."""
    ways = [way("look", "pay", 90, 0.9), way("look", "look", 80, 0.1, back=True), way("pay", "look", 8, 0.5, back=True)]
    found = section(said(ways=ways), "Ways back")
    assert [row[0] for row in found.rows] == ["Pays ↩ Looks", "Looks ↩ Looks"]
    assert found.rows[0][1:] == ("8", "50.0\u202f%", "8", "no")


def difference(what: str, **more: Any) -> dict[str, Any]:
    numbers = {"before": 0.5, "after": 0.25, "n_before": 40, "n_after": 50, "low": -0.4, "high": -0.1, "p": 0.0002}
    return {"what": what, **numbers, "news": True, **more}


@pytest.mark.parametrize(
    ("sides", "heads"),
    [
        (("2026-01-01..2026-01-31", "2026-02-01..2026-02-28"), ("First", "Second")),
        (("desktop", "mobile"), ("desktop", "mobile")),
    ],
)
def test_two_sides(sides: tuple[str, str], heads: tuple[str, str]) -> None:
    """The title names both sides, shares are in per cent, metrics in their unit, and a tiny p is not nought."""
    differences = [
        difference("reach", at="pay"),
        difference("metric", metric="ease", at="pay"),
        difference("sentiment"),
    ]
    compared = {"before": sides[0], "after": sides[1], "method": "Newcombe.", "differences": differences}
    found = section(said(comparison=compared), "Side by side")
    assert found.title == f"Side by side: {sides[0]} and {sides[1]}"
    assert found.columns[1:3] == heads
    shares, metric, sentiment = found.rows
    assert shares[:5] == (
        *("reach · Pays", "50.0\u202f%", "25.0\u202f%", "-40.0\u202f% to -10.0\u202f%"),
        "< 0.001",
    )
    assert metric[:4] == ("metric · ease · Pays", "0.5", "0.25", "-0.4 to -0.1")
    assert sentiment[1] == "0.5"


@pytest.mark.parametrize(
    ("number", "text"), [(-0.001, "0"), (0.0, "0"), (0.5, "0.5"), (-0.126, "-0.13"), (1234.5, "1\u202f234")]
)
def test_amounts(number: float, text: str) -> None:
    """At most two decimals, and no minus before nought."""
    assert amount(number) == text
