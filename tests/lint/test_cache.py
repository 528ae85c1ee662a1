"""The cache: the same findings, only where nothing changed, and no trust in what is damaged."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from journeymap import api
from journeymap.diagnostics import Report
from journeymap.lint import checking
from tests.conftest import TODAY, Run

Write = Callable[..., Path]
FILES = {
    "journeymap.yaml": "journeymap: 1\nworkspace: {name: W}\nteams: [{id: a, nmae: A}, {id: B b, name: yes}]\n",
    "more.yaml": "journeymap: 1\nteams: [{id: a, name: A2}]\nsystems: [{id: s, name: S, owner: nobody}]\n",
    "notes.yaml": "title: no document\n",
    "measurements/a.json": "{",
}
RULES = ("JM1", "JM201")


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A list that grows with each run that really checks."""
    real, made = checking._run, []

    def counted(selection, request):
        made.append(str(selection.root))
        return real(selection, request)

    monkeypatch.setattr(checking, "_run", counted)
    return made


def lint(folder: Path, *, day: datetime.date = TODAY, select: tuple[str, ...] = RULES) -> Report:
    return api.lint([folder], select=select, on=day, cached=True)


def test_a_second_run_remembers_every_finding_with_its_place_and_fix(write: Write, runs: list[str]) -> None:
    folder = write(FILES)
    first, second = lint(folder), lint(folder)
    assert len(runs) == 1
    assert first.findings
    assert any(finding.fix for finding in first.findings)
    assert any(finding.related for finding in first.findings)
    assert (second.findings, second.checked, second.paths) == (first.findings, first.checked, first.paths)
    assert {path: list(lines) for path, lines in second.lines.items()} == {
        path: list(lines) for path, lines in first.lines.items()
    }


CHANGES: dict[str, Callable[[Path], object]] = {
    "a document": lambda folder: (folder / "more.yaml").write_text("journeymap: 1\n"),
    "a document by a blank": lambda folder: (folder / "more.yaml").write_text(FILES["more.yaml"] + "\n"),
    "a file that was none": lambda folder: (folder / "notes.yaml").write_text("journeymap: 1\n"),
    "a new file": lambda folder: (folder / "new.yaml").write_text("journeymap: 1\n"),
    "a file that is gone": lambda folder: (folder / "more.yaml").unlink(),
    "a measurement": lambda folder: (folder / "measurements" / "a.json").write_text("{}"),
    "a file that git ignores now": lambda folder: (folder / ".gitignore").write_text("more.yaml\n"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_any_change_is_checked_anew(change: Callable[[Path], object], write: Write, runs: list[str]) -> None:
    folder = write(FILES)
    lint(folder)
    change(folder)
    again = lint(folder)
    assert len(runs) == 2
    assert again.findings == api.lint([folder], select=RULES, on=TODAY).findings


def test_other_rules_another_day_and_other_paths_are_other_runs(write: Write, runs: list[str]) -> None:
    folder = write(FILES)
    lint(folder)
    lint(folder, select=("JM1",))
    lint(folder, day=TODAY + datetime.timedelta(days=1))
    lint(folder / "more.yaml")
    api.validate([folder], on=TODAY, cached=True)
    assert len(runs) == 5


@pytest.mark.parametrize("damage", [b"", b"{}", b"x" * 50, b"\xff\xfe", "cut", "flipped"])
def test_a_damaged_entry_is_not_trusted(damage: bytes | str, write: Write, runs: list[str]) -> None:
    folder = write(FILES)
    first = lint(folder)
    (entry,) = (folder / ".journeymap" / "cache").glob("*.json")
    whole = entry.read_bytes()
    spoilt = {"cut": whole[:-20], "flipped": whole.replace(b'"error"', b'"info"')}
    entry.write_bytes(spoilt[damage] if isinstance(damage, str) else damage)
    assert lint(folder).findings == first.findings
    assert len(runs) == 2


def test_a_folder_that_is_no_workspace_is_not_written_to(write: Write, runs: list[str]) -> None:
    folder = write({"a.yaml": "journeymap: 1\n"})
    lint(folder)
    lint(folder / "a.yaml")
    assert [path.name for path in folder.iterdir()] == ["a.yaml"]
    assert len(runs) == 2


def test_old_entries_go_and_git_does_not_see_any(write: Write) -> None:
    folder = write(FILES)
    for day in range(30):
        lint(folder, day=TODAY + datetime.timedelta(days=day))
    assert len(list((folder / ".journeymap" / "cache").iterdir())) == 24
    assert (folder / ".journeymap" / ".gitignore").read_text() == "*\n"


def test_a_folder_that_cannot_be_written_to_only_costs_time(write: Write, runs: list[str]) -> None:
    folder = write({**FILES, ".journeymap": "a file where the folder would be"})
    assert lint(folder).findings == lint(folder).findings
    assert len(runs) == 2


def test_the_command_can_do_without(run: Run, write: Write) -> None:
    folder = write(FILES)
    run("lint", "--no-cache", cwd=folder)
    assert not (folder / ".journeymap").exists()
    options = ["--select", "JM1,JM201", "--output-format", "json"]
    first = run("lint", *options, cwd=folder)
    second = run("lint", *options, cwd=folder)
    assert (folder / ".journeymap").exists()
    assert (first.code, first.out) == (second.code, second.out)


def test_a_remembered_run_loads_no_models(run: Run, write: Write) -> None:
    folder = write(FILES)
    run("lint", "--select", "JM1,JM201", cwd=folder)
    outcome = run("lint", "--select", "JM1,JM201", cwd=folder, env={"PYTHONPROFILEIMPORTTIME": "1"})
    loaded = {line.rpartition("|")[2].strip() for line in outcome.err.splitlines()}
    assert not loaded & {"journeymap.model.document", "journeymap.lint.rules", "ryaml", "_ruamel_yaml"}
