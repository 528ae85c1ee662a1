"""What is asked of a workspace whose map, settings and data do not fit together: each case has a message."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run

MAP = """\
journeymap: 1
workspace:
  measure: {min_group: MIN, goals: [GOALS]}
personas:
  - {id: mail, name: Mia, segment: {SEGMENT: a}}
  - {id: shop, name: Sho, segment: {SEGMENT: b}}
sources:
  - {id: log, kind: events, uri: log.csv, timezone: UTC,
     columns: {customer: who, time: at, event: what, channel: via}}
  - {id: survey, kind: feedback, uri: survey.csv, timezone: UTC, metric: nps,
     columns: {customer: who, time: at, score: score}}
metrics:
  - {id: nps, name: NPS, kind: nps, source: survey}
journeys:
  - id: buy
    name: Buys
    stages:
      - id: shop
        name: Shop
        touchpoints:
          - {id: look, name: Looks, channel: web, events: {source: SOURCE, event: look}, metrics: [{metric: nps}]}
          - {id: pay, name: Pays, channel: web, events: {source: log, event: pay}}
          - {id: rest, name: Rests, channel: web}
"""
WRITTEN = {"MIN": "1", "GOALS": "buy/pay", "SEGMENT": "tier", "SOURCE": "log"}


def workspace(folder: Path, **told: str) -> Path:
    """Twenty customers of two tiers and two channels, half of whom pay, in two months, and what they answered."""
    text = MAP
    for name, value in {**WRITTEN, **told}.items():
        text = text.replace(name, value)
    folder.mkdir()
    (folder / "journeymap.yaml").write_text(text, encoding="utf-8")
    log, survey = ["who,at,what,via,tier"], ["who,at,score,tier"]
    for number in range(20):
        tier, via, month = "ab"[number % 2], ("mail", "shop")[number // 2 % 2], 5 + number // 10
        log.append(f"c{number},2026-0{month}-01 10:00,look,{via},{tier}")
        if number % 4 < 2:
            log.append(f"c{number},2026-0{month}-02 10:00,pay,{via},{tier}")
        survey.append(f"c{number},2026-0{month}-03 10:00,{10 if tier == 'a' else 0},{tier}")
    (folder / "log.csv").write_text("\n".join(log) + "\n", encoding="utf-8")
    (folder / "survey.csv").write_text("\n".join(survey) + "\n", encoding="utf-8")
    return folder


def found(run: Run, *arguments: str | Path) -> Any:
    outcome = run("measure", *arguments, "--output-format", "json", "--no-save", "--today", "2026-11-22")
    assert outcome.code == 0, outcome.err
    return json.loads(outcome.out)["measurements"][0]


@pytest.mark.parametrize(
    ("goal", "said"),
    [
        ("by/pay", "no touchpoint of a journey. Did you mean `buy`?"),
        ("pay", "no touchpoint of a journey"),
        ("buy/pays", "no touchpoint of a journey. Did you mean `buy/pay`?"),
    ],
)
def test_a_goal_that_is_none(run: Run, tmp_path: Path, goal: str, said: str) -> None:
    """A goal of the settings that no journey has is an error, and no other touchpoint takes its place."""
    outcome = run("measure", "-w", workspace(tmp_path / "w", GOALS=goal), "--no-save")
    assert outcome.code == 2
    assert f"`{goal}`" in outcome.err
    assert said in outcome.err or "as `journey/touchpoint`" in outcome.err


def test_a_goal_without_events_is_not_told_as_nought(run: Run, tmp_path: Path) -> None:
    """Where nobody can be seen to reach the goal, no touchpoint says that none of its visitors do."""
    shown = found(run, "-w", workspace(tmp_path / "w", GOALS="buy/rest"))
    assert "completed" not in shown["totals"]
    assert all("to_goal" not in item for item in shown["touchpoints"])


def test_a_source_that_is_not_there(run: Run, tmp_path: Path) -> None:
    """A touchpoint whose source is misspelt is not left out in silence."""
    outcome = run("measure", "-w", workspace(tmp_path / "w", SOURCE="logs"), "--no-save")
    assert outcome.code == 2
    assert "touchpoint `look` of journey `buy` names the source `logs`" in outcome.err
    assert "Did you mean `log`?" in outcome.err


def test_a_segment_that_no_source_can_tell(run: Run, tmp_path: Path) -> None:
    """A persona whose column no log has is remarked, with the column that was meant."""
    remarks = found(run, "-w", workspace(tmp_path / "w", SEGMENT="tiers"))["remarks"]
    said = "No event can be told to be of persona `mail`: no source of these events has the column `tiers`"
    assert f"{said}; did you mean `tier`?" in remarks


def test_a_period_is_compared_with_another_one(run: Run, tmp_path: Path) -> None:
    """Days before are not compared with all days, themselves among them."""
    outcome = run("measure", "-w", workspace(tmp_path / "w"), "--no-save", "--compare", "2026-05-01..2026-05-31")
    assert outcome.code == 2
    assert "Say these with `--since` and `--until`." in outcome.err


@pytest.mark.parametrize(
    ("before", "few", "said"),
    [
        ("2020-01-01..2020-01-31", "1", "Of 2020-01-01..2020-01-31: No row of the data lies in the period"),
        ("2026-05-01..2026-05-31", "11", "Of 2026-05-01..2026-05-31: Fewer than 11 customers"),
    ],
)
def test_nothing_to_compare_with_is_said(run: Run, tmp_path: Path, before: str, few: str, said: str) -> None:
    """A first period without rows, or with too few customers, is not passed over."""
    days = ("--since", "2026-06-01" if few == "1" else "2026-05-01")
    shown = found(run, "-w", workspace(tmp_path / "w", MIN=few), *days, "--compare", before)
    assert any(remark.startswith(said) for remark in shown["remarks"])


def test_channels_are_not_compared_by_personas_of_the_same_name(run: Run, tmp_path: Path) -> None:
    """Answers are known by persona only: of two channels nothing is said about them."""
    folder = workspace(tmp_path / "w")
    channels = found(run, "-w", folder, "--compare", "channel:mail..shop", "--by", "persona")
    assert not [item for item in channels["comparison"]["differences"] if item["what"] == "metric"]
    personas = found(run, "-w", folder, "--compare", "persona:mail..shop", "--by", "month")
    (nps,) = [item for item in personas["comparison"]["differences"] if item["what"] == "metric"]
    assert (nps["before"], nps["after"]) == (100, -100)


@pytest.mark.parametrize(("cases", "is_said"), [("customer", True), ("session", False)])
def test_customers_of_different_months_had_different_time(run: Run, tmp_path: Path, cases: str, is_said: bool) -> None:
    """Who came late had less time to go on; visits did not."""
    folder = workspace(tmp_path / "w", MIN="1, session_gap: 1d")
    shown = found(run, "-w", folder, "--cases", cases, "--compare", "month:2026-05..2026-06")
    assert any(remark.startswith("Who came late had less time") for remark in shown.get("remarks", ())) is is_said


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("country:GB..IE", "splits by `country`. It can by persona, channel, month"),
        ("2026-05-09..2026-05-01", "a period ends on 2026-05-01, before it begins on 2026-05-09"),
        ("new..loyal", "is neither two days nor two parts"),
    ],
)
def test_what_cannot_be_compared(run: Run, tmp_path: Path, asked: str, said: str) -> None:
    """Each has a message of its own."""
    outcome = run("measure", "-w", workspace(tmp_path / "w"), "--no-save", "--since", "2026-06-01", "--compare", asked)
    assert outcome.code == 2
    assert said in outcome.err


def test_the_name_of_a_clock_is_no_zone(run: Run, tmp_path: Path) -> None:
    """Nothing is guessed from CEST: the nearest name lies in America."""
    folder = workspace(tmp_path / "w")
    text = (folder / "journeymap.yaml").read_text(encoding="utf-8").replace("timezone: UTC", "timezone: CEST", 1)
    (folder / "journeymap.yaml").write_text(text, encoding="utf-8")
    outcome = run("measure", "-w", folder, "--no-save")
    assert outcome.code == 2
    assert "names the time zone `CEST`, which there is not. Name one by region and city" in outcome.err


def test_events_without_a_session(run: Run, tmp_path: Path) -> None:
    """Where a source names sessions, events that name none are one visit of their customer, and are counted."""
    folder = workspace(tmp_path / "w")
    text = (folder / "journeymap.yaml").read_text(encoding="utf-8").replace("channel: via", "session: visit")
    (folder / "journeymap.yaml").write_text(text, encoding="utf-8")
    rows = ["c1,2026-05-01,look,v1", "c1,2026-05-02,look,", "c1,2026-07-02,pay,", "c2,2026-05-02,look,v1"]
    log = "\n".join(["who,at,what,visit,tier", *(f"{row},a" for row in rows)])
    (folder / "log.csv").write_text(log, encoding="utf-8")
    shown = found(run, "-w", folder, "--cases", "session")
    assert shown["totals"]["cases"] == 3
    assert "2 events of source `log` name no session: those of a customer count as one session." in shown["remarks"]


@pytest.mark.parametrize(
    "fault",
    [("event: look}", "even: look}"), ("channel: web, events: {source: log", "emotion: x, events: {source: log")],
)
def test_a_journey_with_faults_is_not_passed_over(run: Run, tmp_path: Path, fault: tuple[str, str]) -> None:
    """A check in a pipeline does not go green because nothing could be measured."""
    folder = workspace(tmp_path / "w")
    text = (folder / "journeymap.yaml").read_text(encoding="utf-8")
    assert fault[0] in text
    (folder / "journeymap.yaml").write_text(text.replace(*fault), encoding="utf-8")
    outcome = run("measure", "-w", folder, "--check", "--quiet")
    assert outcome.code == 2
    assert "journeymap.yaml:" in outcome.err
    assert not (folder / "measurements").exists()


def test_one_of_two_sources_has_events_of_metrics_only(run: Run, tmp_path: Path) -> None:
    """A metric may count events of a source that no touchpoint is bound to."""
    folder = workspace(tmp_path / "w")
    text = (folder / "journeymap.yaml").read_text(encoding="utf-8")
    ratio = (
        "  - {id: calls, name: Calls, kind: ratio, method: with, numerator: {source: desk, event: call},"
        " denominator: {source: log, event: look}}\n"
    )
    desk = (
        "  - {id: desk, kind: events, uri: desk.csv, timezone: UTC, columns: {customer: who, time: at, event: what}}\n"
    )
    text = text.replace("metrics:\n", f"{desk}metrics:\n{ratio}", 1).replace("[{metric: nps}]", "[{metric: calls}]")
    (folder / "journeymap.yaml").write_text(text, encoding="utf-8")
    (folder / "desk.csv").write_text("who,at,what\nc1,2026-05-04 10:00,call\n", encoding="utf-8")
    (metric,) = [item for item in found(run, "-w", folder)["metrics"] if "persona" not in item]
    assert (metric["value"], metric["n"]) == (0.05, 20)
