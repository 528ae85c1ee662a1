"""What was measured in the terminal, and that a preview sees a new measurement."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from journeymap.preview.watching import difference, look
from tests.conftest import Run
from tests.render.measured_workspaces import measured, spaced

Write = Callable[..., Path]


def test_show_tells_what_was_measured(write: Write, run: Run) -> None:
    """Cases, completion, the worst drop-off, missed targets, and at each touchpoint who leaves."""
    root = measured(write).root
    out = " ".join(str(spaced(run("show", "buy", cwd=root).out)).split())
    assert "measured: 1 000 sessions of 400 customers · 2026-01-02 to 2026-10-31 · as of 2026-10-31" in out
    assert "200 of 1 000 sessions (20 %) reach the goal: Pays." in out
    assert "Most are lost at 2 Views it: 333 sessions end there, 55.5 % of those who came." in out
    assert "off target: Paid at Buying: 25 %, target 50 % (n = 260)" in out
    assert "measured: 600 sessions, 60 % of all, 55.5 % leave here" in out
    assert "measured: few" in out


def test_show_says_that_a_measurement_is_old(write: Write, run: Run) -> None:
    """A measurement of an earlier map has a note."""
    root = measured(write, stale=True).root
    assert "The map has changed since it was measured" in " ".join(run("show", "buy", cwd=root).out.split())


def test_show_is_silent_where_nothing_was_measured(write: Write, run: Run) -> None:
    """Another journey has no such line."""
    assert "measured" not in run("show", "calm", cwd=measured(write).root).out


@pytest.mark.parametrize(("name", "seen"), [("measurements/new.json", True), ("data/answers.json", False)])
def test_the_preview_watches_measurements(write: Write, name: str, seen: bool) -> None:
    """A new measurement is a change that is not of documents alone; other JSON files are none."""
    root = measured(write).root
    assert root is not None
    before = look(root)
    assert str(root / "measurements" / "buy.json") in before
    write({name: "{}"}, root)
    change = difference(before, look(root))
    assert bool(change.paths) is seen
    assert not seen or not change.only_documents
