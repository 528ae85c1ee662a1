"""`journeymap validate` as people and CI run it: exit codes, streams, formats, stdin."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES, REPOSITORY, Run

Write = Callable[..., Path]
GOOD = "journeymap: 1\nteams: [{id: sales, name: Sales}]\n"
BAD = "journeymap: 1\nteams: [{id: Sales, name: Sales}]\n"
ODD = "journeymap: 1\nteams: [{id: sales, name: yes}]\n"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_the_examples_have_no_findings(example: Path, run: Run) -> None:
    outcome = run("validate", example)
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err.startswith("No findings in ")


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        (GOOD, [], 0),
        (BAD, [], 1),
        (ODD, [], 0),
        (ODD, ["--fail-on", "warning"], 1),
        (ODD, ["--fail-on", "info"], 1),
        (BAD, ["--fail-on", "never"], 0),
    ],
)
def test_the_exit_code_follows_the_threshold(text: str, options: list[str], code: int, run: Run, write: Write) -> None:
    assert run("validate", write({"a.yaml": text}), *options).code == code


@pytest.mark.parametrize(
    "arguments",
    [
        ["gone.yaml"],
        ["--output-format", "xml", "."],
        ["--fail-on", "sometimes", "."],
        ["--today", "tomorrow", "."],
        ["--frobnicate"],
        ["--stdin-filename", "a.yaml", "."],
        ["-", "."],
    ],
)
def test_what_makes_no_sense_exits_with_two_and_says_so(arguments: list[str], run: Run, write: Write) -> None:
    outcome = run("validate", *arguments, cwd=write({"a.yaml": GOOD}))
    assert outcome.code == 2
    assert outcome.out == ""
    assert outcome.err.strip()
    assert "Traceback" not in outcome.err


def test_an_error_is_one_line_and_its_trace_comes_on_demand(run: Run) -> None:
    plain, traced = run("validate", "gone.yaml"), run("--traceback", "validate", "gone.yaml")
    assert plain.err == ("error: gone.yaml does not exist. Name a file, a folder, or nothing for the folder here.\n")
    assert "Traceback" in traced.err
    assert traced.code == 2


def test_a_folder_without_documents_is_no_silent_pass(run: Run, write: Write) -> None:
    outcome = run("validate", cwd=write({"ci.yaml": "on: push\n"}))
    assert outcome.code == 2
    assert "no journeymap documents" in outcome.err


def test_without_a_terminal_findings_are_one_line_each(run: Run, write: Write) -> None:
    outcome = run("validate", "a.yaml", cwd=write({"a.yaml": BAD}))
    assert outcome.out == "a.yaml:2:14: JM108 malformed-id `Sales` is not a well-formed id\n"
    assert outcome.err.startswith("1 error in 1 document, ")


def test_quiet_leaves_only_findings(run: Run, write: Write) -> None:
    assert run("validate", "--quiet", cwd=write({"a.yaml": BAD})).err == ""


def test_unreadable_yaml_is_a_finding(run: Run, write: Write) -> None:
    outcome = run(
        "validate", cwd=write({"a.yaml": "journeymap: 1\nteams: [\n", "b.yaml": b"journeymap: 1\nx-a: \xff\n"})
    )
    assert outcome.code == 1
    assert [line.split()[1] for line in outcome.out.splitlines()] == ["JM101", "JM112"]


def test_stdin_is_read_as_the_file_it_stands_for(run: Run, write: Write) -> None:
    folder = write(
        {
            "journeymap.yaml": "journeymap: 1\nworkspace: {name: W}\n",
            "teams.yaml": GOOD,
            "systems.yaml": "journeymap: 1\nsystems: [{id: s, name: S, owner: nobody}]\n",
        }
    )
    unsaved = "journeymap: 1\nsystems: [{id: s, name: S, owner: sales}]\n"
    named = run("validate", "-", "--stdin-filename", "systems.yaml", cwd=folder, stdin=unsaved)
    new = run("validate", "-", "--stdin-filename", "new.yaml", cwd=folder, stdin=unsaved.replace("sales", "sale"))
    alone = run("validate", "-", cwd=folder / "..", stdin=unsaved)
    assert (named.code, named.out) == (0, "")
    assert new.out == "new.yaml:2:35: JM201 unresolved-reference there is no team `sale`\n"
    assert alone.code == 1


def test_the_output_file_is_written_whole(run: Run, write: Write) -> None:
    folder = write({"a.yaml": BAD})
    outcome = run("validate", "--output-format", "json", "--output-file", "out/found.json", cwd=folder)
    assert (outcome.code, outcome.out) == (1, "")
    assert json.loads((folder / "out" / "found.json").read_text())["summary"]["errors"] == 1
    assert [path.name for path in (folder / "out").iterdir()] == ["found.json"]


def test_an_output_file_that_cannot_be_written_is_an_error(run: Run, write: Write) -> None:
    outcome = run("validate", "--output-file", "a.yaml/x.json", cwd=write({"a.yaml": GOOD}))
    assert outcome.code == 2
    assert "cannot be written" in outcome.err


def test_the_day_decides_what_lies_in_the_future(run: Run, write: Write) -> None:
    folder = write({"a.yaml": "journeymap: 1\nresearch: [{id: r, title: R, date: 2026-06-01}]\n"})
    assert run("validate", "--today", "2026-05-31", cwd=folder).code == 1
    assert run("validate", "--today", "2026-06-01", cwd=folder).code == 0
    assert run("validate", cwd=folder, env={"SOURCE_DATE_EPOCH": "0"}).code == 1
    assert run("validate", cwd=folder, env={"SOURCE_DATE_EPOCH": "soon"}).code == 2


def test_colour_is_forced_and_forbidden(run: Run, write: Write) -> None:
    folder = write({"a.yaml": BAD})
    options = ["validate", "--output-format", "full"]
    assert "\x1b[" not in run(*options, cwd=folder).out
    assert "\x1b[" in run(*options, cwd=folder, env={"FORCE_COLOR": "1"}).out
    assert "\x1b[" not in run(*options, cwd=folder, env={"FORCE_COLOR": "1", "NO_COLOR": "1"}).out
    assert "\x1b[" in run(*options, "--color", "always", cwd=folder).out


def test_a_suppression_silences_its_line(run: Run, write: Write) -> None:
    folder = write(
        {
            "a.yaml": "journeymap: 1\nsystems:\n  - id: s\n    name: S\n    owner: old # journeymap: ignore[JM201] gone in May\n"
        }
    )
    assert run("validate", cwd=folder).code == 0


def test_version_and_help_load_nothing_heavy(run: Run) -> None:
    for argument, heavy in (("--version", "typer pydantic rich ruamel"), ("--help", "pydantic ruamel jinja2 graphviz")):
        outcome = run(argument, env={"PYTHONPROFILEIMPORTTIME": "1"})
        loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in outcome.err.splitlines()}
        assert outcome.code == 0
        assert not loaded & set(heavy.split()), argument
    assert run("--version").out == "journeymap 0.1.0\n"


def test_validate_loads_nothing_that_it_does_not_use(run: Run, write: Write) -> None:
    outcome = run("validate", cwd=write({"a.yaml": GOOD}), env={"PYTHONPROFILEIMPORTTIME": "1"})
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in outcome.err.splitlines()}
    assert not loaded & {
        "jinja2",
        "graphviz",
        "pygraphviz",
        "duckdb",
        "sqlglot",
        "rapidfuzz",
        "_ruamel_yaml",
        "markdown_it",
    }


def test_it_runs_from_any_folder_on_the_whole_repository(run: Run) -> None:
    outcome = run("validate", REPOSITORY / "examples")
    assert (outcome.code, outcome.out) == (0, "")


def test_output_that_cannot_be_written_is_no_internal_error(run: Run, write: Write) -> None:
    outcome = run("validate", "--output-file", "/dev/full", cwd=write({"a.yaml": BAD}))
    assert outcome.code == 2
    assert "internal error" not in outcome.err
