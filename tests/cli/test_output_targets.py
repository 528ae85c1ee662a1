"""`--output-format` several times over, `--statistics` and `--profile`: what goes where."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.conftest import Run

Write = Callable[..., Path]
BAD = "journeymap: 1\nteams: [{id: Sales, name: Sales}, {id: Service, name: yes}]\n"
LINES = ["JM108", "JM108", "JM110"]


def test_each_format_goes_to_its_file_and_one_to_stdout(run: Run, write: Write) -> None:
    folder = write({"a.yaml": BAD})
    several = ["concise", "sarif:out/found.sarif", "junit:found.xml"]
    outcome = run("validate", *(word for one in several for word in ("--output-format", one)), cwd=folder)
    assert outcome.code == 1
    assert sorted(line.split()[1] for line in outcome.out.splitlines()) == LINES
    log = json.loads((folder / "out" / "found.sarif").read_text())
    assert sorted(result["ruleId"] for result in log["runs"][0]["results"]) == LINES
    assert ET.parse(folder / "found.xml").getroot().tag == "testsuites"


def test_files_alone_leave_stdout_empty(run: Run, write: Write) -> None:
    outcome = run("lint", "--output-format", "json:found.json", cwd=write({"a.yaml": BAD}))
    assert (outcome.code, outcome.out) == (1, "")


def test_a_dash_is_stdout(run: Run, write: Write) -> None:
    outcome = run("validate", "--output-format", "json:-", cwd=write({"a.yaml": BAD}))
    assert json.loads(outcome.out)["summary"]["errors"] == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--output-format", "xml:a"], "is not one of"),
        (["--output-format", "json:"], "there is no file behind"),
        (["--output-format", "json", "--output-format", "full"], "2 formats would be mixed in stdout"),
        (["--output-format", "json:x", "--output-format", "sarif:./x"], "2 formats would be mixed in"),
        (["--output-format", "json:x", "--output-file", "y"], "--output-file goes with one format"),
        (["--output-format", "json", "--output-format", "full:x", "-o", "y"], "--output-file goes with one format"),
    ],
)
def test_what_would_be_mixed_up_is_refused(arguments: list[str], told: str, run: Run, write: Write) -> None:
    folder = write({"a.yaml": BAD})
    outcome = run("validate", *arguments, cwd=folder)
    assert (outcome.code, outcome.out) == (2, "")
    assert told in " ".join(outcome.err.split())
    assert [path.name for path in folder.iterdir()] == ["a.yaml"]


def test_statistics_stand_in_place_of_findings(run: Run, write: Write) -> None:
    folder = write({"a.yaml": BAD})
    options = ["lint", "--select", "JM108,JM110", "--statistics"]
    outcome = run(*options, cwd=folder)
    lines = outcome.out.splitlines()
    assert outcome.code == 1
    assert [line.split()[0] for line in lines[:2]] == ["2", "1"]
    assert lines[1] == "1  [*]  JM110  ambiguous-scalar"
    both = run(*options, "--output-format", "json:found.json", cwd=folder)
    assert both.out == outcome.out
    assert json.loads((folder / "found.json").read_text())["summary"]["errors"] == 2
    assert run(*options, "--output-format", "json", cwd=folder).code == 2


def test_statistics_of_nothing_are_empty(run: Run, write: Write) -> None:
    outcome = run("lint", "--statistics", "--select", "JM108", cwd=write({"a.yaml": "journeymap: 1\n"}))
    assert (outcome.code, outcome.out) == (0, "")


def test_the_profile_names_every_rule_that_ran_also_behind_a_cache(run: Run, write: Write) -> None:
    folder = write({"journeymap.yaml": "journeymap: 1\nworkspace: {name: W}\n", "a.yaml": BAD})
    options = ["lint", "--select", "JM108,JM110", "--profile", "--quiet"]
    for _ in range(2):
        outcome = run(*options, cwd=folder)
        assert sorted(line.split()[-1] for line in outcome.err.splitlines()) == ["JM108", "JM110", "all", "reading"]
        assert "JM108" in outcome.out
