"""What the pages on measuring say of borderline cases: pauses, windows, clock changes, and rows of two sources."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_measure import measured
from tests.conftest import Run

MAP = """\
journeymap: 1
workspace:
  measure: {{min_group: 1, session_gap: 30min}}
sources:
  - {{id: app, kind: events, uri: app.csv, timezone: Europe/Stockholm, columns: {{{columns}}}}}
  - {{id: web, kind: events, uri: web.csv, timezone: Europe/Stockholm, columns: {{{columns}}}}}
journeys:
  - id: buy
    name: Buy
    stages:
      - id: shop
        name: Shop
        touchpoints:
          - {{id: look, name: Look, events: [{{source: app, event: look}}, {{source: web, event: look}}]}}
          - {{id: pay, name: Pay, events: [{{source: app, event: pay}}, {{source: web, event: pay}}]}}
"""
COLUMNS = "customer: who, time: at, event: what"


def placed(folder: Path, *, app: str = "", web: str = "", columns: str = COLUMNS) -> Path:
    """A workspace of two sources in Stockholm, with their rows."""
    folder.mkdir()
    (folder / "journeymap.yaml").write_text(MAP.format(columns=columns), encoding="utf-8")
    head = "who,at,what,visit\n"
    for name, rows in (("app", app), ("web", web)):
        (folder / f"{name}.csv").write_text(head + rows.replace(" | ", "\n") + "\n" * bool(rows), encoding="utf-8")
    return folder


@pytest.mark.parametrize(("second", "sessions"), [("10:30:00", 1), ("10:30:01", 2)])
def test_a_pause_as_long_as_the_gap_does_not_end_a_session(
    run: Run, tmp_path: Path, second: str, sessions: int
) -> None:
    """30 minutes are one session still, and a second more are two."""
    rows = f"a,2024-01-01 10:00:00,look, | a,2024-01-01 {second},pay,"
    found = measured(run, "-w", placed(tmp_path / "w", app=rows), "--cases", "session")
    assert found["totals"]["cases"] == sessions


@pytest.mark.parametrize(("second", "paid"), [("10:30:00", 1), ("10:30:01", 0)])
def test_a_funnel_that_takes_just_the_window_counts(run: Run, tmp_path: Path, second: str, paid: int) -> None:
    """30 minutes are within `--window 30min`, and a second more are not."""
    rows = f"a,2024-01-01 10:00:00,look, | a,2024-01-01 {second},pay,"
    found = measured(run, "-w", placed(tmp_path / "w", app=rows), "--window", "30min", "--steps", "look,pay")
    chosen = next(funnel for funnel in found["funnels"] if funnel["of"] == "chosen")
    assert [step["closed"] for step in chosen["steps"]] == [1, paid]


def test_the_same_session_id_in_two_sources_is_one_session(run: Run, tmp_path: Path) -> None:
    """Of one customer; another customer's session with that id is another one."""
    folder = placed(
        tmp_path / "w",
        app="a,2024-01-01 10:00,look,1 | b,2024-01-01 10:00,look,1",
        web="a,2024-01-02 10:00,pay,1",
        columns=f"{COLUMNS}, session: visit",
    )
    found = measured(run, "-w", folder, "--cases", "session")
    assert (found["totals"]["cases"], found["totals"]["completed"]) == (2, 1)


@pytest.mark.parametrize(("app", "web", "way"), [("look", "pay", ("look", "pay")), ("pay", "look", ("pay", "look"))])
def test_rows_of_one_moment_are_in_the_order_of_the_sources(
    run: Run, tmp_path: Path, app: str, web: str, way: tuple[str, str]
) -> None:
    """`app` stands first under `sources`, so its row comes first."""
    folder = placed(tmp_path / "w", app=f"a,2024-01-01 10:00,{app},", web=f"a,2024-01-01 10:00,{web},")
    taken: Any = measured(run, "-w", folder)["ways"]
    assert [(one["from"], one["to"]) for one in taken if one.get("to")] == [way]


@pytest.mark.parametrize(
    ("local", "moment"),
    [
        ("2024-03-31 02:30", "2024-03-31T01:30:00Z"),
        ("2024-03-31 03:30", "2024-03-31T01:30:00Z"),
        ("2024-10-27 02:30", "2024-10-27T01:30:00Z"),
    ],
)
def test_hours_that_clocks_skip_or_repeat_are_read_in_one_way(
    run: Run, tmp_path: Path, local: str, moment: str
) -> None:
    """A time that was skipped is an hour later, and one that was there twice is the second one."""
    found = measured(run, "-w", placed(tmp_path / "w", app=f"a,{local},look,"))
    assert found["sources"][0]["first"] == moment


def test_waits_are_told_by_the_middle_two_and_the_nearest_rank(run: Run, tmp_path: Path) -> None:
    """Of 10, 20, 30 and 100 s the median is 25 s, and nine of ten take at most 100 s."""
    waits = (10, 20, 30, 100)
    rows = [
        f"{who},2024-01-01 10:00:00,look, | {who},2024-01-01 10:{wait // 60:02}:{wait % 60:02},pay,"
        for who, wait in enumerate(waits)
    ]
    found = measured(run, "-w", placed(tmp_path / "w", app=" | ".join(rows)))
    took = next(one["took"] for one in found["ways"] if one.get("to") == "pay")
    assert (took["n"], took["median"], took["p90"]) == (4, 25, 100)


def test_what_was_read_is_told_of_the_whole_source(run: Run, tmp_path: Path) -> None:
    """Rows, ties and days of a source are the same whatever period is asked for."""
    folder = placed(tmp_path / "w", app="a,2024-01-01 10:00,look, | a,2024-01-01 10:00,pay, | a,2024-02-01 10:00,look,")
    whole = measured(run, "-w", folder)["sources"]
    assert (whole[0]["rows"], whole[0]["ties"]) == (3, 2)
    assert measured(run, "-w", folder, "--since", "2024-02-01")["sources"] == whole


def test_something_unmapped_that_begins_a_case_is_after_nothing(run: Run, tmp_path: Path) -> None:
    """`after` is the touchpoint that an event mostly follows directly, and is missing where it mostly begins the case."""
    rows = "a,2024-01-01 10:00,error, | a,2024-01-01 10:01,look, | b,2024-01-01 10:00,look, | b,2024-01-01 10:01,crash,"
    found = {
        one["event"]: one.get("after") for one in measured(run, "-w", placed(tmp_path / "w", app=rows))["unmapped"]
    }
    assert found == {"error": None, "crash": "look"}
