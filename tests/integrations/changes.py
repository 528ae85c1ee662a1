"""A git repository with a change to review: the pair of revisions of the examples, as two commits."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

PAIR = REPOSITORY / "examples" / "change"


def git(folder: Path, *words: str) -> str:
    """Runs git with a configuration of its own; it has to end well."""
    own = {"HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        ["git", "-c", "user.email=a@b.example", "-c", "user.name=A", *words],
        cwd=folder,
        capture_output=True,
        env={"PATH": os.environ["PATH"], **own},
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def committed(folder: Path, side: str) -> str:
    """Commits a side of the pair; returns the commit."""
    for file in (PAIR / side).glob("*.yaml"):
        shutil.copy(file, folder)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", side)
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def change(tmp_path: Path) -> Path:
    """A repository in which the base is `main` and the change is checked out."""
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch=main")
    committed(folder, "before")
    git(folder, "checkout", "--quiet", "-b", "change")
    committed(folder, "after")
    return folder
