"""The hooks for pre-commit: each entry, run with the files that pre-commit would name."""

from __future__ import annotations

import shlex
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from journeymap.cli.app import application
from tests.commands import Outcome
from tests.conftest import REPOSITORY
from tests.integrations.workflows import BAD, GOOD, content, shell

Write = Callable[..., Path]
COMMANDS = {info.name for info in application().registered_commands}
HOOKS: dict[str, Any] = {hook["id"]: hook for hook in content(".pre-commit-hooks.yaml")}
CHECKS = ["journeymap-validate", "journeymap-lint"]
ALL = list(HOOKS)


def hook(name: str, folder: Path, *files: str) -> Outcome:
    return shell([*shlex.split(HOOKS[name]["entry"]), *files], folder, {})


def test_every_hook_is_installed_from_here_and_runs_once() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
    for name, made in HOOKS.items():
        assert made["language"] == "python"
        assert made["types"] == ["yaml"]
        assert made["require_serial"] is True
        program, command, *_ = shlex.split(made["entry"])
        assert program in project["scripts"]
        assert name == f"{program}-{command}"


@pytest.mark.parametrize("name", ALL)
def test_every_hook_runs_a_command_that_is_there(name: str) -> None:
    assert shlex.split(HOOKS[name]["entry"])[1] in COMMANDS


@pytest.mark.parametrize("name", CHECKS)
def test_findings_in_changed_files_stop_a_commit(name: str, write: Write) -> None:
    folder = write({"journeymap.yaml": "journeymap: 1\nworkspace: {name: W}\n", "a.yaml": BAD, "b.yaml": BAD})
    outcome = hook(name, folder, "a.yaml")
    assert outcome.code == 1
    assert "a.yaml:2:14: JM108" in outcome.out
    assert "b.yaml" not in outcome.out


@pytest.mark.parametrize("name", CHECKS)
def test_references_into_files_that_did_not_change_resolve(name: str, write: Write) -> None:
    folder = write(
        {
            "journeymap.yaml": "journeymap: 1\nworkspace: {name: W}\n",
            "teams.yaml": GOOD,
            "systems.yaml": "journeymap: 1\nsystems: [{id: till, name: Till, owner: sales}]\n",
        }
    )
    assert "JM201" not in hook(name, folder, "systems.yaml").out


@pytest.mark.parametrize("name", ALL)
def test_a_changed_file_that_is_no_document_stops_nothing(name: str, write: Write) -> None:
    """A hook also sees the repository's other YAML, some of which is none that can be read."""
    folder = write({"ci.yaml": "on: push\n", "chart/values.yaml": "a: {{ .Values.b }}\n"})
    before = (folder / "ci.yaml").read_bytes()
    outcome = hook(name, folder, "ci.yaml", "chart/values.yaml")
    assert (outcome.code, outcome.out) == (0, "")
    assert (folder / "ci.yaml").read_bytes() == before
