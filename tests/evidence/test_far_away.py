"""Days at the end of the calendar and durations beyond all data are answered, or refused in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run

MAP = """
journeymap: 1
workspace: {measure: {min_group: 1%s}}
sources:
  - {id: web, kind: events, uri: web.csv, columns: {customer: who, time: at, event: what}, timezone: %s}
journeys:
  - id: j
    name: J
    stages:
      - {id: s, name: S, touchpoints: [{id: t, name: T, events: {source: web, event: visit}}]}
"""
WEB = "who,at,what\n" + "".join(f"c{n},2024-01-01 10:00:00,visit\n" for n in range(12))
NINES = "9" * 400
HERE = ("measure", "--no-save", "--output-format", "json", "-q", "-w")


@pytest.fixture
def made(write: Callable[..., Path]) -> Callable[..., Path]:
    return lambda settings="", zone="UTC": write({"journeymap.yaml": MAP % (settings, zone), "web.csv": WEB})


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "Etc/GMT+12"])
@pytest.mark.parametrize("day", ["9999-12-30", "9999-12-31"])
def test_the_last_day_of_the_calendar_is_one(run: Run, made: Callable[..., Path], zone: str, day: str) -> None:
    """Until the end of time is a period as any other."""
    done = run(*HERE, made(zone=zone), "--until", day, "--today", "2026-01-01")
    assert done.code == 0, done.err
    assert '"cases": 12' in done.out


@pytest.mark.parametrize("window", [f"{NINES}d", "1" * 400 + "d", "1001y", f"{NINES}.5s"])
def test_a_window_beyond_all_data_is_refused(run: Run, made: Callable[..., Path], window: str) -> None:
    """One sentence, that is not as long as what was typed."""
    done = run(*HERE, made(), "--window", window, "--today", "2026-01-01")
    assert done.code == 2
    assert "longer than 1000 years" in done.err
    assert len(done.err) < 200


@pytest.mark.parametrize("gap", [f"{NINES}d", "99999999999999d"])
def test_a_pause_beyond_all_data_is_refused(run: Run, made: Callable[..., Path], gap: str) -> None:
    """As is a window."""
    done = run(*HERE, made(f", cases: session, session_gap: {gap}"), "--today", "2026-01-01")
    assert done.code == 2
    assert "`session_gap` is" in done.err
    assert "longer than 1000 years" in done.err


def test_a_long_window_is_taken(run: Run, made: Callable[..., Path]) -> None:
    """What can be reckoned with is."""
    done = run(*HERE, made(), "--window", "1000y", "--today", "2026-01-01")
    assert done.code == 0, done.err


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "Etc/GMT+12"])
@pytest.mark.parametrize("day", ["9999-11-30", "9999-12-31"])
def test_today_may_be_the_last_day(run: Run, made: Callable[..., Path], zone: str, day: str) -> None:
    """Rows of the calendar's last days are from the future even then."""
    folder = made(zone=zone)
    with (folder / "web.csv").open("a") as stream:
        stream.write("c1,9999-12-31 23:00:00,visit\n")
    done = run(*HERE, folder, "--today", day, "--by", "month")
    assert done.code == 0, done.err
    assert "future" in done.out


@pytest.mark.parametrize("day", ["9999-12-31"])
def test_customers_of_the_last_day(run: Run, write: Callable[..., Path], day: str) -> None:
    """The other command that reads data takes it as well."""
    lifecycle = (
        "lifecycles:\n  - {id: l, name: L, stages: [{id: in, name: In, entry_events: {source: web, event: visit}}]}\n"
    )
    folder = write({"journeymap.yaml": MAP % ("", "UTC") + lifecycle, "web.csv": WEB})
    done = run("customers", "-w", folder, "--lifecycle", "l", "--today", day, "--until", day)
    assert done.code == 0, done.err
    assert "12 customers" in done.out
