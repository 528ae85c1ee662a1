"""The GitHub Action: its scripts in an environment like the runner's, and its inputs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands import Outcome
from tests.conftest import REPOSITORY
from tests.integrations.workflows import BAD, GOOD, content, shell

Write = Callable[..., Path]
SCRIPTS = REPOSITORY / ".github-action"


def check(folder: Path, tmp_path: Path, **inputs: str) -> Outcome:
    runner = {"GITHUB_WORKSPACE": str(folder), "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md")}
    return shell(["bash", SCRIPTS / "check.sh"], folder, {**runner, **inputs})


def test_findings_are_annotations_and_a_summary(write: Write, tmp_path: Path) -> None:
    outcome = check(write({"maps/a.yaml": BAD}), tmp_path)
    assert outcome.code == 1
    assert outcome.out.startswith("::error file=maps/a.yaml,line=2,col=14,")
    assert "JM108" in (tmp_path / "summary.md").read_text()


def test_a_step_passes_where_nothing_is_found(write: Write, tmp_path: Path) -> None:
    outcome = check(write({"a.yaml": GOOD}), tmp_path, JOURNEYMAP_COMMAND="validate", JOURNEYMAP_PATHS=".")
    assert (outcome.code, outcome.out) == (0, "")


def test_paths_are_lines_and_are_taken_as_they_are(write: Write, tmp_path: Path) -> None:
    """Blanks, quotes, globs, options and what a shell would run are names of files."""
    odd = ["a b.yaml", "$(touch run).yaml", "*.yaml", "-q.yaml", 'it\'s "odd".yaml']
    folder = write(dict.fromkeys(odd, BAD) | {"other.yaml": BAD})
    outcome = check(folder, tmp_path, JOURNEYMAP_PATHS="\n".join(["", *odd, "  "]))
    assert outcome.code == 1
    assert outcome.out.count("title=JM108 ") == len(odd)
    assert "other.yaml" not in outcome.out
    assert not (folder / "run").exists()


def test_inputs_are_passed_on(write: Write, tmp_path: Path) -> None:
    folder = write({"a.yaml": BAD})
    outcome = check(folder, tmp_path, JOURNEYMAP_FAIL_ON="never", JOURNEYMAP_SARIF_FILE="out/found it.sarif")
    assert outcome.code == 0
    log = json.loads((folder / "out" / "found it.sarif").read_text())
    assert log["runs"][0]["results"][0]["ruleId"] == "JM108"


@pytest.mark.parametrize(
    "inputs",
    [
        {"JOURNEYMAP_COMMAND": "render"},
        {"JOURNEYMAP_COMMAND": "validate; touch run"},
        {"JOURNEYMAP_FAIL_ON": "often"},
        {"JOURNEYMAP_PATHS": "gone.yaml"},
    ],
)
def test_inputs_that_make_no_sense_exit_with_two(inputs: dict[str, str], write: Write, tmp_path: Path) -> None:
    folder = write({"a.yaml": GOOD})
    outcome = check(folder, tmp_path, **inputs)
    assert outcome.code == 2
    assert outcome.out + outcome.err
    assert not (folder / "run").exists()


PYTHON = """#!/bin/sh
[ "$1" = -I ] || exit 9
shift
case "$1" in
  -c) exit "${TOO_OLD:-0}" ;;
  -m) if [ "$2" = venv ]; then mkdir -p "$3/bin"; cp "$0" "$3/bin/python"; else echo "$@" >>"$RUNNER_TEMP/pip"; fi ;;
esac
"""


def install(tmp_path: Path, **inputs: str) -> Outcome:
    """Runs the installation with a Python that only takes notes."""
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "python3").write_text(PYTHON)
    (programs / "python3").chmod(0o755)
    runner = {"GITHUB_ACTION_PATH": "/action", "GITHUB_PATH": str(tmp_path / "path"), "RUNNER_TEMP": str(tmp_path)}
    return shell(["bash", SCRIPTS / "install.sh"], tmp_path, {**runner, **inputs}, programs)


@pytest.mark.parametrize(("version", "package"), [("", "/action"), ("0.1.0", "journeymap==0.1.0")])
def test_what_lies_beside_the_action_is_installed_or_a_version(version: str, package: str, tmp_path: Path) -> None:
    outcome = install(tmp_path, JOURNEYMAP_VERSION=version)
    assert outcome.code == 0, outcome.err
    assert (tmp_path / "pip").read_text().split()[-1] == package
    assert (tmp_path / "path").read_text() == f"{tmp_path}/journeymap/bin\n"


@pytest.mark.parametrize("inputs", [{"JOURNEYMAP_VERSION": "1 --index-url=https://x.example"}, {"TOO_OLD": "1"}])
def test_nothing_is_installed_that_was_not_meant(inputs: dict[str, str], tmp_path: Path) -> None:
    outcome = install(tmp_path, **inputs)
    assert outcome.code == 2
    assert outcome.out.startswith("::error::")
    assert not (tmp_path / "pip").exists()


def test_inputs_reach_scripts_by_their_environment_only() -> None:
    """An expression inside of a script would be run as a part of it."""
    action = content("action.yml")
    given = set()
    for step in (step for step in action["runs"]["steps"] if "run" in step):
        assert "${{" not in step["run"]
        script = re.search(r"\.github-action/[a-z]+\.(sh|py)", step["run"])
        assert script is not None
        read = (REPOSITORY / script[0]).read_text()
        for variable, value in step["env"].items():
            assert f"${{{variable}" in read or f"${variable}" in read or f'"{variable}"' in read
            given.add(value.removeprefix("${{ inputs.").removesuffix(" }}"))
    assert given | {"working-directory", "review"} == set(action["inputs"])


def test_the_review_runs_where_it_is_asked_for_and_keeps_its_files() -> None:
    """Whatever the check finds, and only with `review: true`; other actions are named by a version."""
    _, _, review, keep = content("action.yml")["runs"]["steps"]
    assert review["if"] == "${{ !cancelled() && inputs.review == 'true' }}"
    assert keep["if"].startswith("${{ !cancelled() && inputs.review == 'true' && steps.review.outputs")
    assert re.fullmatch(r"actions/upload-artifact@v\d+", keep["uses"])
