"""Which workspaces paths mean, and which files belong to one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from journeymap import api
from journeymap.errors import InputMissingError
from journeymap.workspace import discovery
from tests.conftest import TODAY

ROOT = "journeymap: 1\nworkspace: {name: W}\n"
Write = Callable[..., Path]


def names(root: Path, **globs: tuple[str, ...]) -> list[str]:
    return [path.relative_to(root).as_posix() for path in discovery.files(root, **globs)]


def test_yaml_files_below_the_root_belong_to_it(write: Write) -> None:
    root = write({"journeymap.yaml": ROOT, "a.yml": "", "deep/er/b.yaml": "", "c.json": "", "d.yaml.txt": ""})
    assert names(root) == ["a.yml", "deep/er/b.yaml", "journeymap.yaml"]


def test_what_is_never_searched(write: Write) -> None:
    hidden = {f"{folder}/x.yaml": "" for folder in (".git", ".hidden", "node_modules", "a/node_modules", "env")}
    root = write(
        {"journeymap.yaml": ROOT, **hidden, "env/pyvenv.cfg": "", "nested/journeymap.yaml": ROOT, "nested/x.yaml": ""}
    )
    assert names(root) == ["journeymap.yaml"]


def test_what_git_ignores_is_left_out_and_inner_files_win(write: Write) -> None:
    root = write(
        {
            "journeymap.yaml": ROOT,
            ".gitignore": "build/\n*.tmp.yaml\n/top.yaml\n",
            "build/x.yaml": "",
            "a.tmp.yaml": "",
            "top.yaml": "",
            "deep/top.yaml": "",
            "deep/.gitignore": "!b.tmp.yaml\nc.yaml\n",
            "deep/b.tmp.yaml": "",
            "deep/c.yaml": "",
        }
    )
    assert names(root) == ["deep/b.tmp.yaml", "deep/top.yaml", "journeymap.yaml"]


def test_ignore_files_above_the_root_count_within_the_repository(write: Write) -> None:
    outer = write(
        {".git/HEAD": "", ".gitignore": "drafts/\n", "w/journeymap.yaml": ROOT, "w/drafts/x.yaml": "", "w/y.yaml": ""}
    )
    assert names(outer / "w") == ["journeymap.yaml", "y.yaml"]


def test_include_and_exclude(write: Write) -> None:
    root = write({"journeymap.yaml": ROOT, "a/x.yaml": "", "a/y.yaml": "", "b/x.yaml": ""})
    assert names(root, include=("a/",), exclude=("y.yaml",)) == ["a/x.yaml"]


def test_a_path_belongs_to_the_nearest_root_above(write: Write) -> None:
    root = write({"journeymap.yaml": ROOT, "deep/a.yaml": "", "inner/journeymap.yaml": ROOT, "inner/b.yaml": ""})
    chosen = discovery.select([root / "deep" / "a.yaml", root / "inner" / "b.yaml"])
    assert [selection.root for selection in chosen] == [root, root / "inner"]


def test_a_folder_without_a_root_above_means_the_roots_below(write: Write) -> None:
    base = write(
        {"b/journeymap.yaml": ROOT, "a/journeymap.yaml": ROOT, "a/inner/journeymap.yaml": ROOT, "stray.yaml": ""}
    )
    assert [selection.root for selection in discovery.select([base])] == [base / "a", base / "b"]


def test_without_any_root_the_folder_or_the_single_file_is_the_workspace(write: Write) -> None:
    base = write(
        {
            "a.yaml": "journeymap: 1\nteams: [{id: a, name: A}]\n",
            "b.yaml": "journeymap: 1\nsystems: [{id: s, name: S, owner: a}]\n",
        }
    )
    assert api.validate([base], on=TODAY).findings == ()
    assert [finding.code for finding in api.validate([base / "b.yaml"], on=TODAY).findings] == ["JM201"]


def test_the_whole_workspace_is_loaded_and_findings_are_of_the_paths_given(write: Write) -> None:
    root = write(
        {
            "journeymap.yaml": ROOT,
            "teams.yaml": "journeymap: 1\nteams: [{id: a, name: A}]\n",
            "good.yaml": "journeymap: 1\nsystems: [{id: s, name: S, owner: a}]\n",
            "bad.yaml": "journeymap: 1\nsystems: [{id: t, name: T, owner: b}]\n",
        }
    )
    assert api.validate([root / "good.yaml"], on=TODAY).findings == ()
    assert len(api.validate([root / "bad.yaml"], on=TODAY).findings) == 1
    assert len(api.validate([root], on=TODAY).findings) == 1


def test_other_yaml_is_passed_over_unless_it_is_named(write: Write) -> None:
    root = write({"journeymap.yaml": ROOT, "ci.yaml": "on: push\n", "broken.yaml": "a: [\n"})
    report = api.validate([root], on=TODAY)
    assert (report.findings, report.checked) == ((), 1)
    assert [finding.code for finding in api.validate([root / "ci.yaml"], on=TODAY).findings] == ["JM104"]
    assert [finding.code for finding in api.validate([root / "broken.yaml"], on=TODAY).findings] == ["JM101"]


@pytest.mark.parametrize(
    "text", ["# first\njourneymap: 1\nteams: [\n", "journeymap: 1\r\nteams: [\r\n", "\ufeffjourneymap: 1\nteams: [\n"]
)
def test_broken_yaml_with_the_key_at_the_margin_is_a_document(text: str, write: Write) -> None:
    root = write({"journeymap.yaml": ROOT, "a.yaml": text.encode()})
    assert [finding.code for finding in api.validate([root], on=TODAY).findings] == ["JM101"]


def test_the_word_in_a_comment_or_deeper_does_not_make_a_document(write: Write) -> None:
    root = write({"journeymap.yaml": ROOT, "a.yaml": "# journeymap: 1\nx: [\n", "b.yaml": "jobs:\n  journeymap: 1\n"})
    assert api.validate([root], on=TODAY).checked == 1


def test_a_missing_path_and_an_empty_folder_are_errors(write: Write) -> None:
    base = write({"notes.txt": ""})
    with pytest.raises(InputMissingError, match="does not exist"):
        api.validate([base / "gone.yaml"])
    with pytest.raises(InputMissingError, match="no journeymap documents"):
        api.validate([base])


def test_a_folder_that_links_to_itself_ends(write: Write) -> None:
    root = write({"journeymap.yaml": ROOT, "a/b.yaml": ""})
    (root / "a" / "again").symlink_to(root, target_is_directory=True)
    assert names(root) == ["a/b.yaml", "journeymap.yaml"]
