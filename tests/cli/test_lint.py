"""`journeymap lint` as people run it: thresholds, watching, options that do not go together."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run

Write = Callable[..., Path]
ODD = "journeymap: 1\nteams: [{id: sales, name: yes}]\n"


def test_a_warning_fails_lint_and_not_validate(run: Run, write: Write) -> None:
    folder = write({"a.yaml": ODD})
    assert run("validate", cwd=folder).code == 0
    assert run("lint", "--select", "JM110", cwd=folder).code == 1
    assert run("lint", "--select", "JM110", "--fail-on", "error", cwd=folder).code == 0


@pytest.mark.parametrize("options", [["--fix", "--watch"], ["--watch", "--write-baseline", "b.json"], ["-", "--fix"]])
def test_options_that_do_not_go_together(options: list[str], run: Run, write: Write) -> None:
    outcome = run("lint", *options, cwd=write({"a.yaml": ODD}))
    assert outcome.code == 2
    assert "do not go together" in outcome.err


def test_watching_checks_again_when_a_file_is_saved(write: Write) -> None:
    folder = write({"journeymap.yaml": "journeymap: 1\n", "a.yaml": ODD})
    command = [sys.executable, "-m", "journeymap", "lint", "--select", "JM1", "--watch", "--output-format", "concise"]
    with (
        (folder / "out.txt").open("w") as out,
        subprocess.Popen(command, cwd=folder, stdout=out, stderr=subprocess.DEVNULL, env=dict(os.environ)) as process,
    ):
        try:
            wait_for(folder / "out.txt", "a.yaml:2:27: JM110")
            time.sleep(1)  # until the watch has begun
            (folder / "b.yaml").write_text("journeymap: 1\nteams: [{id: Wrong Id, name: W}]\n")
            wait_for(folder / "out.txt", "b.yaml:2:14: JM108")
        finally:
            process.terminate()
    assert (folder / "out.txt").read_text().count("JM110") >= 2


def wait_for(path: Path, text: str, seconds: float = 40) -> None:
    """Returns once a file holds a text."""
    end = time.monotonic() + seconds
    while text not in path.read_text():
        assert time.monotonic() < end, path.read_text()
        time.sleep(0.1)
