"""`journeymap git-driver`, as git runs it: through `git diff`, `git show` and `git log`."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run

Write = Callable[..., Path]
JOURNEY = """journeymap: 1
journeys:
  - id: visit
    name: Visit
    stages:
      - id: wait
        name: Waits
        touchpoints:
          - {id: hears, name: Hears nothing, emotion: %s, moment_of_truth: true}
"""


def git(folder: Path, *words: str) -> str:
    """Runs git with a configuration of its own; it has to end well."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    own = {"HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(["git", *words], cwd=folder, capture_output=True, env={**kept, **own}, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


@pytest.fixture
def repository(write: Write) -> Path:
    """A repository whose YAML is compared by the driver, with one commit."""
    folder = write({"visit.yaml": JOURNEY % "0", "ci.yaml": "on: push\n", ".gitattributes": "*.yaml diff=journeymap\n"})
    git(folder, "init", "--quiet")
    driver = f"{shlex.quote(sys.executable)} -m journeymap git-driver"
    settings = {"user.email": "a@b.example", "user.name": "A", "diff.journeymap.command": driver}
    for name, value in settings.items():
        git(folder, "config", name, value)
    commit(folder)
    return folder


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "x")


def test_diff_tells_what_changes(repository: Path) -> None:
    """`git diff` says the change in words, with its direction and reason, and no line of YAML."""
    (repository / "visit.yaml").write_text(JOURNEY % "-2")
    assert git(repository, "diff") == (
        "diff --journeymap a/visit.yaml b/visit.yaml\n"
        "  worse   “Hears nothing”: emotion 0 → −2 (at a moment of truth)\n"
    )


def test_show_and_log_tell_it_with_ext_diff(repository: Path) -> None:
    """`git show` and `git log -p` take the driver where they are asked to."""
    (repository / "visit.yaml").write_text(JOURNEY % "1")
    commit(repository)
    for words in (("show", "--ext-diff"), ("log", "-p", "--ext-diff", "-1")):
        assert "  better  “Hears nothing”: emotion 0 → +1" in git(repository, *words)


def test_layout_and_comments_are_no_change(repository: Path) -> None:
    """Only a remark is left of a change of layout."""
    (repository / "visit.yaml").write_text("# new\n" + JOURNEY % "0.0")
    assert "nothing changes but layout" in git(repository, "diff")


def test_a_file_that_is_no_document_is_shown_line_by_line(repository: Path) -> None:
    """Other YAML that the attribute names too is not hidden."""
    (repository / "ci.yaml").write_text("on: pull_request\n")
    assert git(repository, "diff").splitlines()[1:] == [
        "not a journeymap document",
        "--- a/ci.yaml",
        "+++ b/ci.yaml",
        "@@ -1 +1 @@",
        "-on: push",
        "+on: pull_request",
    ]


def test_a_document_that_cannot_be_read_is_shown_line_by_line(repository: Path) -> None:
    """Broken YAML never looks like no change."""
    (repository / "visit.yaml").write_text(JOURNEY % "[")
    out = git(repository, "diff")
    assert "cannot be read as a document on both sides:" in out
    assert "+          - {id: hears, name: Hears nothing, emotion: [, moment_of_truth: true}" in out


def test_files_that_come_go_and_move(repository: Path) -> None:
    """/dev/null, and the arguments of a rename."""
    (repository / "new.yaml").write_text((JOURNEY % "1").replace("visit", "call"))
    commit(repository)
    assert "new file\n          journey “Visit” added" in git(repository, "show", "--ext-diff")
    git(repository, "mv", "visit.yaml", "moved.yaml")
    (repository / "moved.yaml").write_text(JOURNEY % "-1")
    git(repository, "rm", "--quiet", "new.yaml")
    commit(repository)
    out = git(repository, "show", "--ext-diff", "--find-renames=40%")
    assert "a/visit.yaml b/moved.yaml\n  worse   “Hears nothing”: emotion 0 → −1" in out
    assert "deleted file\n          journey “Visit” removed" in out


def test_hostile_text_is_escaped(repository: Path) -> None:
    """A name that would steer the terminal is written as escapes."""
    (repository / "visit.yaml").write_text((JOURNEY % "0").replace("Hears nothing", '"a\\e[31mred\\u202e"'))
    out = git(repository, "diff")
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "red" in out


def test_an_unmerged_path_is_only_named(run: Run) -> None:
    """Git gives nothing but the path of a file with conflicts."""
    outcome = run("git-driver", "visit.yaml")
    assert (outcome.code, outcome.out) == (0, "* Unmerged path visit.yaml\n")


def test_a_pager_that_is_left_early_is_no_failure(tmp_path: Path) -> None:
    """Git would say that the driver died."""
    files = []
    for name, emotion in (("old.yaml", "0"), ("new.yaml", "-2")):
        files.append(tmp_path / name)
        files[-1].write_text(JOURNEY % emotion)
    read, written = os.pipe()
    os.close(read)
    words = ["git-driver", "visit.yaml", str(files[0]), "0" * 40, "100644", str(files[1]), "1" * 40, "100644"]
    done = subprocess.run([sys.executable, "-m", "journeymap", *words], stdout=written, stderr=-1, check=False)
    os.close(written)
    assert (done.returncode, done.stderr) == (0, b"")
