"""What a measurement says in words and tables: whom it counts, what is few, loops, and what differs."""

from __future__ import annotations

import io
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from journeymap.evidence.kept import Measured
from journeymap.model.journey import Journey
from journeymap.model.measurement import Measurement
from journeymap.reporters.measurements import MeasureFormat, write
from journeymap.reporters.measurements.numbers import alike, amount, span
from journeymap.reporters.measurements.sections import MOST
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
    assert metric[:4] == ("metric · ease · Pays", "0.50", "0.25", "-0.40 to -0.10")
    assert sentiment[1] == "0.50"


@pytest.mark.parametrize(
    ("number", "text"), [(-0.001, "0"), (0.0, "0"), (0.5, "0.5"), (-0.126, "-0.13"), (1234.5, "1\u202f234")]
)
def test_amounts(number: float, text: str) -> None:
    """At most two decimals, and no minus before nought."""
    assert amount(number) == text


@pytest.mark.parametrize(
    ("numbers", "texts"),
    [
        ((39.024, 26.65, 50.0, 40.0), ["39.02", "26.65", "50.00", "40.00"]),
        ((3.0, 5.0), ["3", "5"]),
        ((0.5, None, 0.25), ["0.50", "0.25"]),
        ((120.47, 131.2), ["120", "131"]),
        ((120.47, 99.5), ["120.47", "99.50"]),
        ((19357.2, 0.0), ["19\u202f357", "0"]),
        ((-0.001, 1.5), ["0.0", "1.5"]),
    ],
)
def test_numbers_that_stand_together_have_the_same_decimals(
    numbers: tuple[float | None, ...], texts: list[str]
) -> None:
    """As many as the most exact one needs, two at most, and none where all are large; no target is rounded away."""
    said = alike(numbers)
    assert [said(number) for number in numbers if number is not None] == texts


def test_a_row_of_metrics_has_the_same_decimals() -> None:
    """Value, interval and target can be held against each other at a glance."""
    numbers = {"value": 39.024, "low": 26.65, "high": 50, "target": 40, "status": "warn"}
    metric = {"metric": "nps", "n": 164, "method": "by the adjusted Wald method", **numbers}
    (row,) = section(said(totals=TOTALS, metrics=[metric]), "Metrics").rows
    assert row[1:] == ("39.02", "26.65 to 50.00", "164", "40.00", "short of target")


@pytest.mark.parametrize(("seconds", "text"), [(5.0, "5\u202fs"), (90.0, "1.5\u202fmin"), (3_024_000.0, "35.0\u202fd")])
def test_times(seconds: float, text: str) -> None:
    """The largest unit, with one decimal from minutes on."""
    assert span(seconds) == text


@pytest.mark.parametrize("beyond", [2, 16])
def test_a_long_table_says_what_it_leaves_out(beyond: int) -> None:
    """Twelve ways are told, and how many more there are, and where."""
    ways = [way("look", "pay", 90, 0.5) for _ in range(MOST + beyond)]
    found = section(said(ways=ways), "Ways that the map does not have")
    assert len(found.rows) == MOST
    assert found.more == f"… and {beyond} more in --output-format json"


def test_one_row_more_is_told_and_not_counted() -> None:
    """A line that says "1 more" takes as much room as the row."""
    found = section(said(ways=[way("look", "pay", 90, 0.5)] * (MOST + 1)), "Ways that the map does not have")
    assert (len(found.rows), found.more) == (MOST + 1, "")


@pytest.mark.parametrize(
    ("news", "noise", "rows", "more"),
    [
        (15, 10, 15, "… and 10 more, none of them news, in --output-format json"),
        (3, 20, 12, "… and 11 more, none of them news, in --output-format json"),
        (0, 20, 12, "… and 8 more in --output-format json"),
        (14, 0, 14, ""),
    ],
)
def test_all_news_is_told(news: int, noise: int, rows: int, more: str) -> None:
    """However many differences are news, each has its row; of the others so many as fill the table."""
    differences = [difference("reach")] * news + [difference("reach", news=False, p=1)] * noise
    compared = {"before": "a", "after": "b", "method": "Newcombe.", "differences": differences}
    found = section(said(comparison=compared), "Side by side")
    assert (len(found.rows), found.more, found.note) == (rows, more, "Newcombe.")
    assert sum(row[-1] == "yes" for row in found.rows) == news


def step(name: str, closed: int | None, seen: int = 50) -> dict[str, Any]:
    return {"id": name, "closed": closed, "open": seen, "of_all": closed and closed / 100}


@pytest.mark.parametrize(
    ("of", "closed", "rows", "more"),
    [
        ("touchpoints", (90, None, 0, 0, 0), 3, "… and nobody in order at the 2 steps behind it"),
        ("touchpoints", (90, 40, 0, 0), 4, ""),
        ("touchpoints", (90, 40, 30, 20), 4, ""),
        ("chosen", (90, 0, 0, 0, 0), 5, ""),
    ],
)
def test_a_funnel_stops_where_nobody_goes_on(of: str, closed: tuple[int | None, ...], rows: int, more: str) -> None:
    """Rows of noughts are a line; a funnel that was asked for stays whole."""
    steps = [step(f"t{number}", cases) for number, cases in enumerate(closed)]
    found = section(said(totals=TOTALS, funnels=[{"of": of, "steps": steps}]), "Funnel")
    assert (len(found.rows), found.more) == (rows, more)


def test_a_funnel_says_of_how_many_its_shares_are() -> None:
    """Of all that were seen, which are more than those on the journey."""
    funnel = {"of": "stages", "steps": [step("s", 90)]}
    found = section(said(totals=TOTALS, funnels=[funnel]), "Funnel of stages")
    assert found.columns[2] == "Of all seen"
    assert found.note == "Of all seen: of 1\u202f500 sessions in the data, on this journey or not."
    every = section(said(totals={**TOTALS, "seen": 1200}, funnels=[funnel]), "Funnel of stages")
    assert every.note == ""


def markdown(**numbers: Any) -> str:
    head = {"journey": "book", "map_digest": "sha256:1", "measured": "2026-11-20"}
    found = {**head, "asked": {"cases": "session", "min_group": 10}, **numbers}
    stream = io.StringIO()
    write([Measured(Measurement.model_validate(found), Path("book.json"), JOURNEY)], MeasureFormat.MARKDOWN, stream)
    return stream.getvalue()


def test_markdown_writes_per_cent_as_it_is() -> None:
    """A per cent sign before a blank or the end of a cell is only that."""
    made = markdown(ways=[way("look", "pay", 90, 0.5)] * 20)
    assert "| 50.0 % |" in made
    assert "… and 8 more in --output-format json\n" in made
    assert "&#37;" not in made


@pytest.mark.parametrize("name", ["%v1", '%"a b"', "%{x}", "100 %x", "&#37; y"])
def test_markdown_makes_no_reference_of_a_per_cent_sign(name: str) -> None:
    """What a service could read as a milestone or a placeholder stays text."""
    event = {"source": "log", "event": name, "events": 20, "cases": 20, "share": 0.5, "after": None}
    cell = markdown(unmapped=[event]).splitlines()[-1].split("|")[1].strip()
    assert not re.search(r"%(?=\S)", cell)
    assert unescape(cell).replace("\u2060", "") == name


def test_a_metric_has_the_same_decimals_in_all_its_rows() -> None:
    """What a persona pays, told with one decimal alone, stands below what all pay."""
    basket = {"metric": "basket", "n": 9, "method": "Mean amount of an order; no interval"}
    metrics = [{**basket, "value": 30.864}, {**basket, "persona": "pat", "value": 24.9}]
    part = {"by": "persona", "value": "pat", "totals": TOTALS}
    rows = section(said(totals=TOTALS, metrics=metrics, parts=[part]), "Metrics").rows
    assert [row[1] for row in rows] == ["30.86", "24.90"]


@pytest.mark.parametrize(("goal", "place"), [("pay", "Looks (20)"), ("look", "–")])
def test_who_ends_at_the_goal_or_behind_it_has_not_left(goal: str, place: str) -> None:
    """Most end at the last touchpoint, and the part is not said to leave there."""
    exits = [{"id": "look", "exits": 20}, {"id": "pay", "exits": 90}]
    part = {"by": "channel", "value": "web", "totals": TOTALS, "touchpoints": exits}
    (row,) = section(said({"goal": goal}, totals=TOTALS, touchpoints=exits, parts=[part]), "By channel").rows
    assert row[-1] == place
