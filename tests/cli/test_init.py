"""`journeymap init`, as it is typed."""

import os
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

TEMPLATES = sorted(path.name for path in (REPOSITORY / "src/journeymap/scaffold/templates").iterdir())


def tree(folder: Path) -> dict[str, bytes | None]:
    """Everything below a folder, with its bytes; folders have none."""
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_workspace_validates_at_once(template, run, tmp_path):
    made = run("init", "new map", "--template", template)
    assert made.code == 0, made.err
    assert sorted(made.out.splitlines()) == sorted(
        f"new map/{name}" for name, data in tree(tmp_path / "new map").items() if data
    )
    checked = run("validate", "new map")
    assert (checked.code, checked.out) == (0, ""), checked.out


def test_what_to_type_next_can_be_typed(run, tmp_path):
    """Each command that is told runs as it stands, in a folder whose name a shell would take apart."""
    told = run("init", "it's; -x").err
    commands = [line.strip() for line in told.splitlines() if line.startswith("  python -m journeymap ")]
    assert [command.split()[3] for command in commands] == ["validate", "render", "show", "new"]
    assert all("'it'\"'\"'s; -x'" in command for command in commands)


def test_the_folder_here_is_the_default_and_needs_no_naming(run, tmp_path):
    made = run("init")
    assert sorted(made.out.splitlines()) == [".gitignore", "journeymap.schema.json", "journeymap.yaml"]
    assert "  python -m journeymap validate\n" in made.err


def test_a_folder_that_begins_like_an_option_is_told_with_a_dot(run):
    assert "validate ./-x\n" in run("init", "--", "-x").err


@pytest.mark.parametrize("clash", ["journeymap.yaml", "journeymap.schema.json", "journeys/from-trial-to-team.yaml"])
def test_nothing_is_overwritten_and_nothing_is_written_beside(clash, run, write, tmp_path):
    folder = write({clash: b"mine\r\n\xff", "notes.txt": "mine"})
    before = tree(folder)
    refused = run("init", "workspace", "--template", "saas")
    assert refused.code == 2
    assert refused.out == ""
    assert refused.err == (
        f"error: workspace/{clash} is there already, so nothing was written. Name another place, or move what is there.\n"
    )
    assert tree(folder) == before


def test_a_second_time_changes_nothing(run, tmp_path):
    assert run("init", "w", "--template", "retail").code == 0
    before = tree(tmp_path)
    assert run("init", "w", "--template", "minimal").code == 2
    assert tree(tmp_path) == before


def test_other_files_in_the_folder_are_left_alone(run, write):
    folder = write({"README.md": "mine"})
    assert run("init", "workspace").code == 0
    assert (folder / "README.md").read_text() == "mine"


@pytest.mark.parametrize(
    ("lines", "told"), [("build/\n", True), ("build/\n.journeymap/\n", False), ("/.journeymap", False)]
)
def test_an_ignore_file_that_is_there_is_left_and_mentioned_where_it_lacks_the_line(run, write, lines, told):
    folder = write({".gitignore": lines})
    made = run("init", "workspace")
    assert made.code == 0
    assert (folder / ".gitignore").read_text() == lines
    assert ("add the line `.journeymap/`" in made.err) is told
    assert ".gitignore" not in made.out


def test_a_workspace_inside_another_is_allowed_and_said(run, tmp_path):
    run("init")
    made = run("init", "teams/north")
    assert made.code == 0
    assert "teams/north lies inside the workspace" in made.err
    assert run("validate").code == 0


def test_documents_that_git_ignores_are_said_to_be_unread(run, write):
    write({".gitignore": "journeys/\n"})
    assert "journeys/from-trial-to-team.yaml is not read" in run("init", "workspace", "--template", "saas").err


@pytest.mark.parametrize("place", ["file", "file/below", "x" * 300])
def test_a_place_that_can_be_no_folder_is_one_clear_line(place, run, tmp_path):
    (tmp_path / "file").write_text("mine")
    refused = run("init", place)
    assert (refused.code, refused.out, refused.err.count("\n")) == (2, "", 1)
    assert refused.err.startswith("error: ")
    assert tree(tmp_path) == {"file": b"mine"}


def test_dates_follow_the_day_that_is_named(run, tmp_path):
    run("init", "a", "--today", "2024-02-29")
    assert "reviewed: 2024-02-22" in (tmp_path / "a/journeymap.yaml").read_text()
    assert run("validate", "a", "--today", "2024-02-29").code == 0


def test_the_same_day_gives_the_same_bytes(run, tmp_path):
    run("init", "a", "--template", "public-service", "--today", "2025-06-01", env={"PYTHONHASHSEED": "1"})
    run("init", "b", "--template", "public-service", "--today", "2025-06-01", env={"PYTHONHASHSEED": "2"})
    assert tree(tmp_path / "a") == tree(tmp_path / "b")


def test_new_files_have_the_rights_of_the_users_mask(run, tmp_path):
    run("init", "a")
    mask = os.umask(0)
    os.umask(mask)
    assert (tmp_path / "a/journeymap.yaml").stat().st_mode & 0o777 == 0o666 & ~mask


def test_an_unknown_template_is_refused_with_the_known_ones(run, tmp_path):
    refused = run("init", "a", "--template", "bank")
    assert refused.code == 2
    assert all(template in refused.err for template in TEMPLATES)
    assert list(tmp_path.iterdir()) == []
