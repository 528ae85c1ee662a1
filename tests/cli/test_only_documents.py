"""`--only-documents`: hooks name every changed YAML file, and only documents of a workspace are checked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run

Write = Callable[..., Path]
BAD = "journeymap: 1\nteams: [{id: Sales, name: Sales}]\n"
FILES = {
    "journeymap.yaml": "journeymap: 1\nworkspace: {name: W, exclude: [old/]}\n",
    "teams.yaml": BAD,
    "old/teams.yaml": BAD,
    ".github/ci.yaml": "on: push\n",
    "compose.yaml": "services: [\n",
}


@pytest.mark.parametrize("command", ["validate", "lint"])
def test_a_file_that_is_no_document_is_passed_over(command: str, run: Run, write: Write) -> None:
    folder = write(FILES)
    named = [".github/ci.yaml", "compose.yaml", "old/teams.yaml"]
    outcome = run(command, "--only-documents", *named, cwd=folder)
    assert (outcome.code, outcome.out) == (0, "")
    assert run(command, *named, cwd=folder).code == 1


def test_a_document_beside_it_is_checked(run: Run, write: Write) -> None:
    outcome = run("validate", "--only-documents", "compose.yaml", "teams.yaml", cwd=write(FILES))
    assert outcome.code == 1
    assert outcome.out.startswith("teams.yaml:2:14: JM108 ")
    assert "in 1 document," in outcome.err


def test_without_a_root_file_too(run: Run, write: Write) -> None:
    folder = write({"a.yaml": BAD, "ci.yaml": "on: push\n"})
    assert run("validate", "--only-documents", "ci.yaml", cwd=folder).code == 0
    assert run("validate", "--only-documents", "ci.yaml", "a.yaml", cwd=folder).code == 1


def test_a_broken_document_is_still_a_finding(run: Run, write: Write) -> None:
    folder = write({"a.yaml": "journeymap: 1\nteams: [\n"})
    assert "JM101" in run("validate", "--only-documents", "a.yaml", cwd=folder).out


def test_a_file_that_is_not_there_is_still_an_error(run: Run, write: Write) -> None:
    assert run("validate", "--only-documents", "gone.yaml", cwd=write(FILES)).code == 2
