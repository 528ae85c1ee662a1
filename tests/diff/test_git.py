"""Revisions of real repositories: every way to name two sides, and every way in which git can fail."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from journeymap.api.diffs import Compared, diff
from journeymap.errors import InputMissingError, JourneymapError, SettingError
from tests.conftest import TODAY, Run

ONE = "journeymap: 1\nteams:\n  - {id: sales, name: Sales}\n"
TWO = "journeymap: 1\nteams:\n  - {id: sales, name: Selling}\n"
THREE = "journeymap: 1\nteams:\n  - {id: sales, name: Sold}\n"
FOUR = "journeymap: 1\npersonas:\n  - {id: pat, name: Pat}\n"


class Repo:
    """A repository in a folder, without anybody's own settings."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self("init", "-q", "-b", "main")

    def __call__(self, *words: str, check: bool = True) -> str:
        environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        identity = ["-c", "user.name=Kim", "-c", "user.email=kim@shop.example", "-c", "protocol.file.allow=always"]
        done = subprocess.run(
            ["git", *identity, *words], cwd=self.folder, env=environment, capture_output=True, check=check
        )
        return done.stdout.decode().strip()

    def write(self, files: Mapping[str, str | bytes]) -> None:
        for name, content in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def commit(self, files: Mapping[str, str | bytes] | None = None) -> str:
        self.write(files or {})
        self("add", "-A")
        self("commit", "-q", "--allow-empty", "-m", "A change")
        return self("rev-parse", "HEAD")


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """A repository with one commit, in which one stands."""
    made = Repo(tmp_path / "repo")
    made.commit({"journeymap.yaml": ONE})
    monkeypatch.chdir(made.folder)
    return made


def kinds(*revisions: str, here: Path | None = None) -> list[str]:
    """The kinds of all changes, and of what cannot be read, over all workspaces."""
    return _kinds(diff(revisions, here=here, on=TODAY, findings=False))


def _kinds(found: list[Compared]) -> list[str]:
    changes = [change.kind for one in found for change in one.comparison.changes]
    return changes + [f"unreadable in the {item.side}" for one in found for item in one.comparison.unreadable]


def test_the_working_tree(repo: Repo):
    """Nothing named: HEAD against what lies on disk, new files that were never added among it."""
    assert kinds() == []
    repo.write({"journeymap.yaml": TWO, "pat.yaml": FOUR})
    assert sorted(kinds()) == ["name-changed", "persona-added"]


def test_the_index_and_the_working_tree_are_left_alone(repo: Repo):
    """Neither the files nor the index is touched, by a single byte."""
    repo.write({"journeymap.yaml": TWO, "pat.yaml": FOUR})
    repo("add", "pat.yaml")
    index = (repo.folder / ".git" / "index").read_bytes()
    status = repo("status", "--porcelain")
    assert sorted(kinds("HEAD")) == ["name-changed", "persona-added"]
    assert (repo.folder / ".git" / "index").read_bytes() == index
    assert repo("status", "--porcelain") == status


def test_a_revision_against_the_working_tree(repo: Repo):
    """A tag, a branch, a hash and what leads from HEAD."""
    repo("tag", "v1")
    first = repo("rev-parse", "HEAD")
    repo.commit({"journeymap.yaml": TWO})
    for name in ("v1", first, first[:8], "HEAD~1", "HEAD^"):
        assert kinds(name) == ["name-changed"]
    assert kinds("main") == []


def test_two_revisions_and_ranges(repo: Repo):
    """`A B` and `A..B` are the same; an end that is left out is HEAD."""
    repo.commit({"journeymap.yaml": TWO})
    repo.commit({"journeymap.yaml": THREE})
    for names in (("HEAD~2", "HEAD~1"), ("HEAD~2..HEAD~1",), ("HEAD~1..",), ("..HEAD~1",)):
        (found,) = diff(names, on=TODAY, findings=False)
        (change,) = found.comparison.changes
        assert change.kind == "name-changed"
    (found,) = diff(["HEAD~2..HEAD~1"], on=TODAY, findings=False)
    assert (found.comparison.base, found.comparison.head) == ("HEAD~2", "HEAD~1")


def test_against_the_merge_base(repo: Repo):
    """What happened on the branch, and not what the main line did meanwhile."""
    repo("checkout", "-q", "-b", "topic")
    repo.commit({"pat.yaml": FOUR})
    repo("checkout", "-q", "main")
    repo.commit({"journeymap.yaml": TWO})
    assert kinds("main...topic") == ["persona-added"]
    assert sorted(kinds("main..topic")) == ["name-changed", "persona-added"]


def test_no_merge_base(repo: Repo):
    """Histories that have nothing in common are told, with what serves instead."""
    repo("checkout", "-q", "--orphan", "other")
    repo.commit({"journeymap.yaml": TWO})
    with pytest.raises(InputMissingError, match="no commit in common") as error:
        kinds("main...other")
    assert "main..other" in error.value.help_line
    assert kinds("main..other") == ["name-changed"]


def test_a_shallow_clone(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """What the clone does not reach is told with the command that fetches it."""
    repo.commit({"journeymap.yaml": TWO})
    subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{repo.folder}", str(tmp_path / "clone")], check=True)
    monkeypatch.chdir(tmp_path / "clone")
    assert kinds() == []
    with pytest.raises(InputMissingError, match="shallow clone") as error:
        kinds("HEAD~1")
    assert "git fetch --unshallow" in error.value.help_line
    assert "fetch-depth: 0" in error.value.help_line


def test_a_merge_base_beyond_a_shallow_clone(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Both ends are there, the commit that they have in common is not."""
    repo("checkout", "-q", "-b", "topic")
    repo.commit({"pat.yaml": FOUR})
    repo("checkout", "-q", "main")
    repo.commit({"journeymap.yaml": TWO})
    clone = tmp_path / "clone"
    subprocess.run(
        ["git", "clone", "-q", "--depth", "1", "--no-single-branch", f"file://{repo.folder}", str(clone)], check=True
    )
    monkeypatch.chdir(clone)
    with pytest.raises(InputMissingError, match="does not reach the commit") as error:
        kinds("origin/main...origin/topic")
    assert "git fetch --unshallow" in error.value.help_line
    assert sorted(kinds("origin/main..origin/topic")) == ["name-changed", "persona-added"]


def test_before_the_first_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """There is nothing to compare with, and that is said."""
    made = Repo(tmp_path / "fresh")
    made.write({"journeymap.yaml": ONE})
    monkeypatch.chdir(made.folder)
    with pytest.raises(InputMissingError, match="no commit yet"):
        kinds()


def test_a_path_in_a_revision(repo: Repo):
    """`REF:path` is that folder or file, against the same place on disk, or another one."""
    repo.commit({"shop/journeymap.yaml": ONE, "bank/journeymap.yaml": TWO})
    repo.write({"shop/journeymap.yaml": THREE})
    assert kinds("HEAD:shop") == ["name-changed"]
    assert kinds("HEAD:shop/journeymap.yaml") == ["name-changed"]
    assert kinds("HEAD:bank", "HEAD:shop") == ["name-changed"]
    assert kinds("HEAD:shop", "bank") == ["name-changed"]
    assert kinds("HEAD:shop/journeymap.yaml", "HEAD~0:shop/journeymap.yaml") == []


def test_a_path_that_a_revision_does_not_have(repo: Repo):
    """It counts from the top, and lies in the repository."""
    with pytest.raises(InputMissingError, match="there is no `nowhere` in HEAD"):
        kinds("HEAD:nowhere", "HEAD")
    with pytest.raises(InputMissingError, match="outside of the repository"):
        kinds("HEAD:../../etc", "HEAD")


def test_a_file_under_another_name(repo: Repo):
    """Objects have no file: renaming one is no change, whatever else happens to it."""
    repo.commit({"pat.yaml": FOUR})
    repo("mv", "pat.yaml", "people.yml")
    assert kinds() == []
    repo.write({"people.yml": FOUR.replace("Pat}", "Patricia}")})
    assert kinds() == ["name-changed"]


def test_a_file_that_was_no_document(repo: Repo):
    """Other YAML that becomes a document brings its objects; one that stops being one takes them away."""
    repo.commit({"ci.yaml": "jobs: [test]\n"})
    repo.commit({"ci.yaml": FOUR})
    assert kinds("HEAD~1", "HEAD") == ["persona-added"]
    assert kinds("HEAD", "HEAD~1") == ["persona-removed"]


@pytest.mark.parametrize(
    "broken",
    ["journeymap: 1\nteams: [\n", "journeymap: 1\nteams:\n  - {id: sales}\n", b"journeymap: 1\nteams: \xff\xfe\n"],
)
def test_a_broken_side(repo: Repo, broken: str | bytes):
    """It is told and nothing is made up, whichever side it is."""
    repo.commit({"journeymap.yaml": broken})
    repo.commit({"journeymap.yaml": ONE})
    assert kinds("HEAD~2", "HEAD~1") == ["unreadable in the head"]
    assert kinds("HEAD~1", "HEAD") == ["unreadable in the base"]


def test_a_submodule_is_compared_by_itself(repo: Repo, tmp_path: Path):
    """What it holds is part of neither side, though it lies on disk."""
    inner = Repo(tmp_path / "inner")
    inner.commit({"pat.yaml": FOUR})
    repo("submodule", "add", "-q", f"file://{inner.folder}", "vendor/inner")
    repo.commit()
    assert (repo.folder / "vendor" / "inner" / "pat.yaml").exists()
    assert kinds() == []
    assert kinds("HEAD~1", "HEAD") == []
    repo.write({"journeymap.yaml": TWO})
    assert kinds() == ["name-changed"]
    (repo.folder / "vendor" / "inner" / "pat.yaml").write_text(FOUR.replace("Pat}", "Patricia}"))
    assert kinds(here=repo.folder / "vendor" / "inner") == ["name-changed"]


def test_links(repo: Repo, tmp_path: Path):
    """A link is read where it leads: within the commit, over other links, or outside of the repository."""
    outside = tmp_path / "shared.yaml"
    outside.write_text("journeymap: 1\nsystems:\n  - {id: crm, name: CRM}\n")
    repo.write({"people/real.txt": FOUR})
    (repo.folder / "second.lnk").symlink_to("people/real.txt")
    (repo.folder / "first.yaml").symlink_to("second.lnk")
    (repo.folder / "shared.yaml").symlink_to(outside)
    (repo.folder / "nowhere.yaml").symlink_to("gone.yaml")
    (repo.folder / "round.yaml").symlink_to("round.yaml")
    repo.commit()
    assert kinds() == []
    assert sorted(kinds("HEAD~1", "HEAD")) == ["persona-added", "system-added"]
    repo.write({"people/real.txt": FOUR.replace("Pat}", "Patricia}")})
    assert kinds() == ["name-changed"]


def test_a_subfolder_is_the_workspace(repo: Repo, monkeypatch: pytest.MonkeyPatch):
    """From inside it, and with `here`; the root file above the place one stands in is found in the revision too."""
    repo("rm", "-q", "journeymap.yaml")
    repo.commit({"maps/journeymap.yaml": ONE, "maps/people/pat.yaml": FOUR, "other/journeymap.yaml": ONE})
    repo.write({"maps/journeymap.yaml": TWO, "other/journeymap.yaml": THREE})
    assert kinds(here=repo.folder / "maps") == ["name-changed"]
    for folder in ("maps", "maps/people"):
        monkeypatch.chdir(repo.folder / folder)
        (found,) = diff(on=TODAY, findings=False)
        assert [change.after for change in found.comparison.changes] == ["Selling"]


def test_several_workspaces(repo: Repo):
    """Each is compared with itself; one that is new or gone is held against nothing."""
    repo("rm", "-q", "journeymap.yaml")
    repo.commit({"a/journeymap.yaml": ONE, "b/journeymap.yaml": ONE, "c/journeymap.yaml": FOUR})
    repo("rm", "-q", "-r", "c")
    repo.commit({"a/journeymap.yaml": TWO})
    found = diff(["HEAD~1", "HEAD"], on=TODAY, findings=False)
    assert [(one.folder, _kinds([one])) for one in found] == [
        ("a", ["name-changed"]),
        ("b", []),
        ("c", ["persona-removed"]),
    ]


def test_a_workspace_that_moved_to_another_folder(repo: Repo):
    """The only one that went and the only one that came are the same."""
    repo.commit({"maps/journeymap.yaml": TWO})
    repo("rm", "-q", "journeymap.yaml")
    repo.commit()
    assert kinds("HEAD~2", "HEAD") == ["name-changed"]


def test_a_first_workspace(repo: Repo):
    """A revision without any is held against the new one."""
    repo("rm", "-q", "journeymap.yaml")
    repo.commit({"README.md": "Nothing yet\n"})
    repo.commit({"maps/journeymap.yaml": FOUR})
    found = diff(["HEAD~1", "HEAD"], on=TODAY, findings=False)
    assert [(one.folder, _kinds([one])) for one in found] == [("maps", ["persona-added"])]


def test_outside_of_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Folders and files serve; a revision does not, and the error says so."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    for name, text in (("a", ONE), ("b", TWO)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "journeymap.yaml").write_text(text)
    monkeypatch.chdir(tmp_path)
    assert kinds("a", "b") == ["name-changed"]
    assert kinds("a/journeymap.yaml", "b/journeymap.yaml") == ["name-changed"]
    for names in ((), ("HEAD",), ("a", "main"), ("main..HEAD",)):
        with pytest.raises(InputMissingError, match="in no git repository") as error:
            kinds(*names)
        assert "two folders or two files" in error.value.help_line


def test_one_folder_alone(repo: Repo):
    """It is not clear with what it shall be compared."""
    repo.commit({"maps/pat.yaml": FOUR})
    with pytest.raises(SettingError, match="only one side is named"):
        kinds("maps")
    with pytest.raises(InputMissingError, match=r"\.\./nothing does not exist"):
        kinds("../nothing")


def test_a_revision_named_like_a_folder(repo: Repo):
    """It is not guessed which one is meant, and both can be said."""
    repo.commit({"docs/journeymap.yaml": TWO})
    repo("branch", "docs", "HEAD~1")
    with pytest.raises(SettingError, match="a path and a revision") as error:
        kinds("docs")
    assert "./docs" in error.value.help_line
    assert kinds("refs/heads/docs", "HEAD:journeymap.yaml")[:1] == []
    assert kinds("HEAD:docs", "./docs") == []


def test_a_file_named_head(repo: Repo):
    """With nothing named the last commit is meant all the same."""
    repo.commit({"HEAD": "not a revision\n"})
    repo.write({"journeymap.yaml": TWO})
    assert kinds() == ["name-changed"]


ODD = [
    "mit leerzeichen.yaml",
    "grüße.yaml",
    'quote".yaml',
    "tab\there.yaml",
    "new\nline.yaml",
    "-x.yaml",
    ":(top)a.yaml",
    "*.yaml",
    "..yaml",
    "a..b.yaml",
]


@pytest.mark.parametrize("name", ODD, ids=repr)
def test_odd_names_of_files(repo: Repo, name: str):
    """Whatever a file is called, it is read as what it is."""
    repo.commit({name: FOUR})
    assert kinds() == []
    repo.write({name: FOUR.replace("Pat}", "Patricia}")})
    assert kinds() == ["name-changed"]
    assert kinds("HEAD~1", "HEAD") == ["persona-added"]


def test_a_name_that_is_no_utf_8(repo: Repo, run: Run):
    """It is told in every format."""
    name = os.fsdecode(b"caf\xe9.yaml")
    try:
        repo.commit({name: FOUR})
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("the file system takes only UTF-8")
    assert kinds("HEAD~1", "HEAD") == ["persona-added"]
    for form in ("text", "json", "github", "gitlab", "sarif", "junit"):
        done = run("diff", "HEAD~1", "HEAD", "--output-format", form, cwd=repo.folder)
        assert done.code == 0, done.err
        assert r"caf\xe9.yaml" in done.out or r"caf\\xe9.yaml" in done.out or "caf%5Cxe9.yaml" in done.out


HOSTILE = [
    "--upload-pack=touch owned",
    "-x",
    "--output=owned",
    "--exec=touch owned",
    "$(touch owned)",
    "`touch owned`",
    "HEAD; touch owned",
    "@{u}",
    "^HEAD",
    "HEAD^{/x",
    ":/A",
    "--all",
    "",
    " ",
]


@pytest.mark.parametrize("name", HOSTILE, ids=repr)
def test_hostile_names_of_revisions(repo: Repo, name: str):
    """They are names of revisions that do not exist, or of the commit that they mean, and never options or commands."""
    for names in ((name,), (name, "HEAD"), (f"{name}..HEAD",), (f"HEAD...{name}",), (f"{name}:a", "HEAD")):
        with contextlib.suppress(JourneymapError):
            kinds(*names)
    assert not (repo.folder / "owned").exists()
    assert repo("status", "--porcelain") == ""


def test_hostile_names_on_the_command_line(repo: Repo, run: Run):
    """Typed as an option they are none that exists; behind `--` they are no revision: exit code 2, and no trace."""
    for words in (["--upload-pack=touch owned"], ["--", "--upload-pack=touch owned"], ["--", "-x"]):
        done = run("diff", *words, cwd=repo.folder)
        assert done.code == 2
        assert "Traceback" not in done.err
    assert not (repo.folder / "owned").exists()


def test_a_repository_of_somebody_else(repo: Repo, monkeypatch: pytest.MonkeyPatch):
    """Git does not trust it, and the error has the command for those who do."""
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    with pytest.raises(InputMissingError, match="does not trust the repository") as error:
        kinds()
    assert "git config --global --add safe.directory" in error.value.help_line


def test_in_a_hook(repo: Repo, monkeypatch: pytest.MonkeyPatch):
    """What git sets for its hooks does not lead to another repository or index."""
    repo.commit({"maps/journeymap.yaml": ONE})
    repo.write({"maps/journeymap.yaml": TWO})
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/next-index-1.lock")
    assert kinds(here=repo.folder / "maps") == ["name-changed"]


def test_the_users_own_settings_of_git(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Colours, quoting, pagers, external diffs and monitors of the user's do not get in the way."""
    mark = tmp_path / "ran"
    (tmp_path / "config").write_text(
        f"[color]\nui = always\n[core]\nquotePath = true\npager = touch {mark}\nfsmonitor = touch {mark}\n[diff]\nexternal = touch {mark}\n"
    )
    repo.commit({"grüße.yaml": FOUR})
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "config"))
    repo.write({"journeymap.yaml": TWO})
    assert kinds() == ["name-changed"]
    assert not mark.exists()


def test_what_is_committed_and_ignored_counts_on_neither_side(repo: Repo):
    """On disk it is not searched, so that it must not seem to be removed."""
    repo.commit({"drafts/pat.yaml": FOUR, "deep/drafts.yaml": FOUR.replace("pat", "lou")})
    repo.commit({".gitignore": "/drafts/\ndrafts.yaml\n"})
    assert kinds() == []
    assert sorted(kinds("HEAD~2", "HEAD")) == []
    assert kinds("HEAD:drafts/pat.yaml", "HEAD:journeymap.yaml") != []


def test_a_linked_working_tree(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """One made by `git worktree` is a repository like another."""
    repo("worktree", "add", "-q", "-b", "topic", str(tmp_path / "tree"))
    (tmp_path / "tree" / "journeymap.yaml").write_text(TWO)
    monkeypatch.chdir(tmp_path / "tree")
    assert kinds() == ["name-changed"]


def test_a_folder_reached_over_a_link(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Places are told by the way that the user took."""
    repo.commit({"maps/journeymap.yaml": ONE})
    repo.write({"maps/journeymap.yaml": TWO})
    (tmp_path / "short").symlink_to(repo.folder)
    monkeypatch.chdir(tmp_path / "short" / "maps")
    assert kinds() == ["name-changed"]
    assert kinds("HEAD~1") in (["team-added"], ["name-changed"])


def test_an_object_that_is_missing(repo: Repo):
    """A repository with a hole in it is told as such."""
    blob = repo("rev-parse", "HEAD:journeymap.yaml")
    place = repo.folder / ".git" / "objects" / blob[:2] / blob[2:]
    place.chmod(0o600)
    place.unlink()
    with pytest.raises(InputMissingError, match="git"):
        kinds()


def test_without_git(repo: Repo, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """It is said that it is not there, and what works without it."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputMissingError, match="git is not on PATH"):
        kinds()
    assert kinds("journeymap.yaml", "journeymap.yaml") == []


def test_more_than_two_sides(repo: Repo):
    """Two is all there is."""
    with pytest.raises(SettingError, match="3 revisions"):
        kinds("HEAD", "HEAD", "HEAD")


def test_a_folder_that_is_not_there(repo: Repo):
    """The folder to compare is named, and does not exist."""
    with pytest.raises(InputMissingError, match="is no folder"):
        kinds(here=repo.folder / "nowhere")
