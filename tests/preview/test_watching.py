"""Seeing changes: every way in which editors save, pictures, new and deleted files; nothing else."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from journeymap.preview import watching
from tests.preview.workspaces import FILES

Write = Callable[..., Path]


def seen_after(folder: Path, act: Callable[[Path], object]) -> set[str]:
    before = watching.look(folder)
    act(folder)
    changed = watching.difference(before, watching.look(folder)).paths
    return {Path(path).relative_to(folder).as_posix() for path in changed}


def _in_place(folder: Path) -> None:
    (folder / "people.yaml").write_text("journeymap: 1\n")


def _by_rename(folder: Path) -> None:
    same = folder / "people.yaml"
    other = folder / ".people.yaml.swp"
    other.write_bytes(same.read_bytes())
    os.utime(other, ns=(same.stat().st_atime_ns, same.stat().st_mtime_ns))
    other.replace(same)


def _new_picture(folder: Path) -> None:
    (folder / "pictures").mkdir()
    (folder / "pictures/Logo.PNG").write_bytes(b"x")


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        (_in_place, {"people.yaml"}),
        (_by_rename, {"people.yaml"}),
        (_new_picture, {"pictures/Logo.PNG"}),
        (lambda folder: (folder / "people.yaml").unlink(), {"people.yaml"}),
        (lambda folder: (folder / "journeys").rename(folder / "maps"), {"journeys/buy.yaml", "journeys/return.yaml", "maps/buy.yaml", "maps/return.yaml"}),
        (lambda folder: (folder / "notes.txt").write_text("x"), set()),
        (lambda folder: (folder / ".git").mkdir() or (folder / ".git/a.yaml").write_text("x"), set()),
        (lambda folder: (folder / "people.yaml").read_text(), set()),
    ],
    ids=["in place", "by rename", "new picture", "deleted", "folder renamed", "other file", "hidden", "nothing"],
)  # fmt: skip
def test_what_counts_as_a_change(write: Write, act: Callable[[Path], object], expected: set[str]) -> None:
    """A file on which the report may depend, whichever way it was written; also with the time and size of the old one."""
    assert seen_after(write(FILES), act) == expected


def test_pictures_are_no_documents(write: Write) -> None:
    """Whether only documents have changed decides what may be taken over."""
    assert watching.Change(frozenset({"a/b.yaml", "c.yml"})).only_documents
    assert not watching.Change(frozenset({"a/b.yaml", "c.png"})).only_documents


def test_changes_come_once_and_when_files_rest(write: Write) -> None:
    """A save in two steps is one change; afterwards there is none until the next."""
    folder = write(FILES)
    steps: list[float] = []

    def pause(seconds: float) -> bool:
        steps.append(seconds)
        if len(steps) == 2:
            (folder / "people.yaml").write_text("")
        if len(steps) == 3:
            (folder / "people.yaml").write_text("journeymap: 1\npersonas: []\n")
        return len(steps) > 9

    found = list(watching.changes(folder, watching.look(folder), pause))
    assert [{Path(path).name for path in change.paths} for change in found] == [{"people.yaml"}]
    assert watching.SETTLED in steps


def test_a_folder_that_is_gone_has_no_files(tmp_path: Path) -> None:
    """Looking never fails: a folder may go away while it is looked at."""
    assert watching.look(tmp_path / "none") == {}


@pytest.mark.parametrize(("took", "share"), [(0.0, 0.0), (0.0002, 0.02), (0.002, 0.02), (0.02, 0.1), (2.0, 0.1)])
def test_looking_costs_little(took: float, share: float) -> None:
    """A quick look comes often, and a slow one seldom: it takes at most this share of the time."""
    pause = watching.pause_after(took)
    assert pause >= watching.PAUSE
    assert took / (took + pause) <= share + 1e-9
