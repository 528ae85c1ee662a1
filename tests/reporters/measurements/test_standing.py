"""How metrics stand: the report's words, numbers as each metric is read, and the line that names what is missed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from journeymap.evidence.kept import Measured
from journeymap.model.journey import Journey
from journeymap.model.measurement import Measurement, MetricMeasured
from journeymap.render.wording import words_for
from journeymap.reporters.measurements.standing import missed, standing

SHARE = "95 % interval of a share by Wilson's score"
PERCENTAGE = "95 % interval of a percentage by Wilson's score"
MEAN = "95 % interval of a mean by Student's t"


def metric(name: str = "paid", **more: Any) -> dict[str, Any]:
    return {"metric": name, "at": "pay", "value": 0.5, "n": 9, "method": MEAN, "target": 0.75, **more}


def measured(*metrics: dict[str, Any], journey: str = "book") -> Measured:
    """A journey with these metrics, which miss their targets."""
    head = {"journey": journey, "map_digest": "sha256:1", "measured": "2026-11-20"}
    asked = {"cases": "customer", "min_group": 10}
    found = Measurement.model_validate(
        {**head, "asked": asked, "metrics": [{"status": "missed", **item} for item in metrics]}
    )
    stages = [{"id": "s", "name": "S", "touchpoints": [{"id": "pay", "name": "Pays"}, {"id": "ask", "name": "Asks"}]}]
    return Measured(
        found, Path("book.json"), Journey.model_validate({"id": journey, "name": "Books", "stages": stages})
    )


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ({"status": "met"}, "met"),
        ({"status": "warn", "warn": 0.4}, "between"),
        ({"status": "missed", "warn": 0.6}, "warning"),
        ({"status": "missed"}, "missed"),
    ],
)
def test_the_words_are_those_of_the_report(more: dict[str, Any], key: str) -> None:
    """A metric stands as on the report's page: short of target, worrying past `warn`, off target without one."""
    assert standing(MetricMeasured.model_validate(metric(**more))) == words_for("en")(f"measure.{key}")


def test_a_metric_without_a_target_stands_nowhere() -> None:
    """There is nothing that it could meet or miss."""
    assert standing(MetricMeasured.model_validate(metric(target=None))) == "–"


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (metric(method=SHARE), "paid 50.0 % (target 75.0 %)"),
        (metric(method=PERCENTAGE, value=71.84, target=80), "paid 71.8 % (target 80.0 %)"),
        (metric(value=30.860366, target=32), "paid 30.86 (target 32)"),
        (metric(value=1234.6, target=2000), "paid 1 235 (target 2 000)"),
    ],
)
def test_numbers_are_written_as_the_metric_is_read(item: dict[str, Any], said: str) -> None:
    """Shares and percentages in per cent, the others as short as they are."""
    assert missed([measured(item)]) == f"1 target missed: {said}"


def test_all_that_are_missed_are_named_in_order() -> None:
    """What is met or only short of its target is not among them."""
    one = measured(metric("basket"), metric("ease", status="warn"), metric("joy", status="met"), metric("nps"))
    assert missed([one]) == "2 targets missed: basket 0.5 (target 0.75), nps 0.5 (target 0.75)"


def test_nothing_missed_is_no_line() -> None:
    """There is nothing to say."""
    assert missed([measured(metric(status="met"))]) == ""


def test_one_persona_misses_no_target() -> None:
    """Targets are for everybody: of many groups one misses by chance."""
    assert missed([measured(metric(status="met"), metric(persona="pat"))]) == ""


def test_a_place_is_named_where_the_metric_alone_leaves_it_open() -> None:
    """The same metric at two places, and metrics of several journeys."""
    assert missed([measured(metric(), metric(at="ask"))]).count(" at ") == 2
    several = missed([measured(metric()), measured(metric(at=None), journey="stay")])
    assert several == "2 targets missed: paid at book/pay 0.5 (target 0.75), paid at stay 0.5 (target 0.75)"
