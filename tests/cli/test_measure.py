"""`journeymap measure`, as a person runs it, on the shop's example and on small logs of a few lines."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from journeymap import api
from journeymap.model.measurement import Measurement
from tests.conftest import REPOSITORY, Run

SHOP = REPOSITORY / "examples" / "shop"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A copy of the shop, so that nothing is written into the example."""
    return Path(shutil.copytree(SHOP, tmp_path / "shop", ignore=shutil.ignore_patterns("measurements")))


SMALL = """\
journeymap: 1
workspace:
  measure: {{min_group: 1, {settings}}}
sources:
  - {{id: log, kind: events, uri: log.csv, timezone: UTC, columns: {{customer: who, time: at, event: what}}}}
metrics:
  - {{id: paid, name: Paid, kind: ratio, polarity: higher-is-better, source: log,
      numerator: {{source: log, event: pay}}, denominator: {{source: log, event: look}}}}
journeys:
  - id: buy
    name: Buy
    stages:
      - id: shop
        name: Shop
        touchpoints:
          - {{id: look, name: Look, channel: web, events: {{source: log, event: look}}}}
          - {{id: pay, name: Pay, channel: web, events: {{source: log, event: pay}},
              metrics: [{{metric: paid, target: 0.9}}]}}
"""
LOG = """\
who,at,what
a,2024-01-01 10:00,look
a,2024-01-01 10:05,pay
b,2024-01-01 11:00,look
b,2024-01-03 11:00,pay
c,2024-01-02 09:00,look
"""


def small(folder: Path, log: str = LOG, settings: str = "cases: customer") -> Path:
    """A workspace of two touchpoints, and its log."""
    folder.mkdir()
    (folder / "journeymap.yaml").write_text(SMALL.format(settings=settings), encoding="utf-8")
    (folder / "log.csv").write_text(log, encoding="utf-8")
    return folder


def measured(run: Run, *arguments: str | Path) -> Any:
    """What a run says as JSON, of its first journey."""
    outcome = run("measure", *arguments, "--output-format", "json", "--no-save")
    assert outcome.code == 0, outcome.err
    return json.loads(outcome.out)["measurements"][0]


def test_the_shop_gives_the_published_funnel(run: Run, shop: Path) -> None:
    """1,022, 512 and 173 of 3,605 sessions, as the makers of the data print them."""
    found = measured(run, "buy-online", "-w", shop, "--steps", "review-cart,delivery-details,order-placed")
    chosen = next(funnel for funnel in found["funnels"] if funnel["of"] == "chosen")
    assert [step["closed"] for step in chosen["steps"]] == [1022, 512, 173]
    assert found["totals"]["seen"] == 3605
    assert [round(step["of_all"], 3) for step in chosen["steps"]] == [0.283, 0.142, 0.048]


def test_a_run_keeps_a_measurement_that_the_model_and_the_schema_take(run: Run, shop: Path) -> None:
    """The file beside the map reads back, fits the published schema, and lint reads it."""
    outcome = run("measure", "-w", shop, "--quiet", "--today", "2024-07-22")
    assert outcome.code == 0, outcome.err
    kept = (shop / "measurements" / "buy-online.json").read_text(encoding="utf-8")
    assert Measurement.model_validate_json(kept).journey == "buy-online"
    jsonschema.validate(json.loads(kept), json.loads(api.schemas()["measurement.schema.json"]))
    found = run("lint", shop, "--today", "2024-07-22", "--select", "JM8", "--output-format", "concise")
    assert "JM803 missed-target" in found.out


def test_two_runs_keep_the_same_bytes(run: Run, shop: Path) -> None:
    """The same data and day give the same file, also where sets have another order."""
    words = ("measure", "buy-online", "-w", shop, "--quiet", "--by", "persona", "--today", "2024-07-22")
    run(*words, env={"PYTHONHASHSEED": "1"})
    first = (shop / "measurements" / "buy-online.json").read_bytes()
    run(*words, env={"PYTHONHASHSEED": "2"})
    assert (shop / "measurements" / "buy-online.json").read_bytes() == first


def test_customers_and_sessions_are_counted_as_asked(run: Run, tmp_path: Path) -> None:
    """Three customers make two who pay; as sessions of 30 minutes there are four paths, and one of them pays."""
    folder = small(tmp_path / "w", settings="session_gap: 30min")
    by_customer = measured(run, "-w", folder)
    assert (by_customer["totals"]["cases"], by_customer["totals"]["completed"]) == (3, 2)
    by_session = measured(run, "-w", folder, "--cases", "session", "--steps", "look,pay")
    chosen = next(funnel for funnel in by_session["funnels"] if funnel["of"] == "chosen")
    assert by_session["totals"]["cases"] == 4
    assert [step["closed"] for step in chosen["steps"]] == [3, 1]


def test_sessions_without_a_gap_are_refused(run: Run, tmp_path: Path) -> None:
    """Nobody chose what a session is, so nothing is guessed."""
    outcome = run("measure", "-w", small(tmp_path / "w"), "--cases", "session")
    assert outcome.code == 2
    assert "session_gap" in outcome.err


def test_a_window_cuts_the_slow_ones_off(run: Run, tmp_path: Path) -> None:
    """Who pays two days later is not in a funnel of one day."""
    found = measured(run, "-w", small(tmp_path / "w"), "--window", "1d", "--steps", "look,pay")
    chosen = next(funnel for funnel in found["funnels"] if funnel["of"] == "chosen")
    assert [step["closed"] for step in chosen["steps"]] == [3, 1]


def test_check_exits_with_1_when_a_target_is_missed(run: Run, tmp_path: Path) -> None:
    """Two of three are not the nine of ten that the map asks for."""
    folder = small(tmp_path / "w")
    assert run("measure", "-w", folder, "--no-save").code == 0
    outcome = run("measure", "-w", folder, "--no-save", "--check")
    assert outcome.code == 1
    assert "missed" in outcome.out
    assert not (folder / "measurements").exists()


def test_a_period_counts_its_own_days_only(run: Run, tmp_path: Path) -> None:
    """Both days of a period count, and nothing outside them."""
    found = measured(run, "-w", small(tmp_path / "w"), "--since", "2024-01-01", "--until", "2024-01-01")
    assert found["totals"]["cases"] == 2
    assert found["totals"]["completed"] == 1


def test_two_periods_stand_side_by_side(run: Run, shop: Path) -> None:
    """In the weeks of the broken payment fewer payments succeed than in the weeks before, and it is no noise."""
    found = measured(
        run,
        "buy-online",
        "-w",
        shop,
        "--since",
        "2024-05-19",
        "--until",
        "2024-06-07",
        "--compare",
        "2024-04-10..2024-05-18",
    )
    news = {
        (item["what"], item.get("metric"), item.get("at"))
        for item in found["comparison"]["differences"]
        if item.get("news")
    }
    assert ("metric", "payment-success", "payment") in news


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--since", "2024-02-01", "--until", "2024-01-01"], "before it begins"),
        (["--by", "weather"], "nothing can be split by `weather`"),
        (["--window", "soon"], "no duration"),
        (["--steps", "look,fly"], "no journey has the touchpoint"),
        (["--compare", "sideways"], "neither two days nor two parts"),
        (["--compare", "persona:a..b"], "there is no persona `a`"),
        (["nowhere"], "there is no journey `nowhere`"),
    ],
)
def test_what_makes_no_sense_is_one_clear_sentence(run: Run, tmp_path: Path, options: list[str], said: str) -> None:
    """A mistake of the user ends with 2, a sentence and no traceback."""
    outcome = run("measure", "-w", small(tmp_path / "w"), *options)
    assert outcome.code == 2
    assert said in outcome.err
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize(
    ("log", "said"),
    [
        ("who,at\na,2024-01-01\n", "no column `what`"),
        ("who,at,what\n", ""),
        ("who,at,what\na,yesterday,look\n", "no time in it can be read"),
    ],
)
def test_bad_data_is_told_and_never_counted_in_silence(run: Run, tmp_path: Path, log: str, said: str) -> None:
    """A missing column, an empty file and unreadable times each have an outcome of their own."""
    outcome = run("measure", "-w", small(tmp_path / "w", log), "--no-save")
    assert outcome.code == (2 if said else 0)
    assert said in outcome.err


def test_markdown_escapes_what_comes_from_data(run: Run, tmp_path: Path) -> None:
    """An event with a name full of markup stays text."""
    rows = "".join(f"{name},2024-01-01 12:00,<img src=x>|**x**\n" for name in "abc")
    folder = small(tmp_path / "w", LOG + rows)
    outcome = run("measure", "-w", folder, "--no-save", "--output-format", "markdown")
    assert outcome.code == 0
    assert "<img" not in outcome.out
    assert "&#60;img" in outcome.out


def test_a_date_long_ago_takes_no_time_and_is_told(run: Run, tmp_path: Path) -> None:
    """Year 1, which some programs write for no date, makes no thousands of months."""
    log = LOG + "d,0001-01-01 00:00,look\n"
    found = measured(run, "-w", small(tmp_path / "w", log), "--by", "month")
    assert [(part["value"], part["totals"]["cases"]) for part in found["parts"]] == [
        ("before 1990-01", 1),
        ("2024-01", 3),
    ]
    assert any("before 1990" in remark for remark in found["sources"][0]["remarks"])
