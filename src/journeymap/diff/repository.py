"""A git repository, read through its plumbing: nothing is checked out, neither index nor working tree is touched."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from journeymap.diff.committed import Committed
from journeymap.errors import InputMissingError
from journeymap.source.limits import ROOT_FILE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HOW = "Name a commit, a branch or a tag; two folders or two files; or REF:path."
_SUBMODULE = "160000"
_PLACED_BY_HOOKS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
"""What git sets for its hooks and drivers; the repository is the one around the folder that is compared."""
_DEEPEN = "`git fetch --unshallow` fetches the history; in a GitHub workflow, `fetch-depth: 0` does."


@dataclass(frozen=True)
class Revision:
    """One side: what it is called, and all its files that may matter; `files` is None for what lies on disk.

    `top` is the folder that is compared, or the one file.
    """

    name: str
    top: Path
    files: Mapping[Path, bytes] | None = None


class Repository:
    """A git repository, read through its plumbing.

    Raises:
        InputMissingError: There is none around the folder, or git is not installed.
    """

    def __init__(self, here: Path) -> None:
        self.here = Path(os.path.abspath(here if here.is_dir() else here.parent))  # noqa: PTH100
        done = run_git(self.here, "rev-parse", "--show-toplevel", "--show-prefix")
        if done.returncode:
            raise _no_repository(self.here, done.stderr.decode(errors="replace"))
        top, prefix = done.stdout.decode(errors="surrogateescape").split("\n")[:2]
        self.top = self._as_named(Path(top), len(Path(prefix).parts))

    def _as_named(self, top: Path, depth: int) -> Path:
        """The top of the repository by the way the folder here is named, which may lead over symbolic links."""
        above = self.here.parents[depth - 1] if 0 < depth <= len(self.here.parents) else self.here
        return above if os.path.realpath(above) == os.path.realpath(top) else top

    def place_of(self, path: str, here: Path) -> Path:
        """The place that the second half of `REF:path` means: from the top, or from here where it begins with a dot."""
        base = here if path.startswith(".") else self.top
        return Path(os.path.normpath(base / path)) if path else self.top

    def commit(self, ref: str) -> str:
        """The commit that a revision means.

        Raises:
            InputMissingError: There is none.
        """
        done = run_git(self.here, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
        if done.returncode == 0:
            return done.stdout.decode().strip()
        if self._is_shallow():
            raise InputMissingError(
                f"there is no revision `{ref}` in this shallow clone",
                _DEEPEN,
            )
        if ref == "HEAD":
            raise InputMissingError("there is no commit yet to compare with", "Commit once, or name two folders.")
        raise InputMissingError(f"there is no revision `{ref}`", f"`git fetch` may know it. {HOW}")

    def merge_base(self, first: str, second: str) -> str:
        """The last commit that two revisions have in common.

        Raises:
            InputMissingError: There is none, or the clone is too shallow to know it.
        """
        one, two = self.commit(first), self.commit(second)
        done = run_git(self.here, "merge-base", one, two)
        if done.returncode == 0:
            return done.stdout.decode().split()[0]
        if self._is_shallow():
            raise InputMissingError(
                f"this shallow clone does not reach the commit that `{first}` and `{second}` have in common",
                _DEEPEN,
            )
        raise InputMissingError(
            f"`{first}` and `{second}` have no commit in common", f"Compare them as they are: {first}..{second}"
        )

    def _is_shallow(self) -> bool:
        done = run_git(self.here, "rev-parse", "--is-shallow-repository")
        return bool(done.stdout.strip() == b"true")

    def submodules(self) -> frozenset[Path]:
        """The folders that belong to other repositories; what they hold is compared there."""
        done = run_git(self.top, "ls-files", "-z", "--stage")
        entries = done.stdout.decode(errors="surrogateescape").split("\0")
        return frozenset(self.top / entry.partition("\t")[2] for entry in entries if entry.startswith(f"{_SUBMODULE} "))

    def revision(self, ref: str, place: Path, name: str) -> Revision:
        """The files of a revision below a place, or the one file there.

        Raises:
            InputMissingError: There is no such revision.
        """
        commit = self.commit(ref)
        relative = self._relative(place)
        entries = self._entries(commit, relative)
        if relative != "." and not entries and not place.exists():
            raise InputMissingError(f"there is no `{relative}` in {ref}", "The path counts from the top.")
        above = self._above(commit, relative)
        found = {**self._ignore_files(commit, relative), **above, **entries}
        committed = Committed(self.top, found, lambda path: self._tree(commit, [path]), self.blobs, named=relative)
        real = self.top if relative == "." else self.top / relative
        contents = {
            place / path.relative_to(real) if path.is_relative_to(real) else path: content
            for path, content in committed.contents().items()
        }
        return Revision(name, place, contents)

    def _relative(self, place: Path) -> str:
        """A place from the top, with slashes.

        Raises:
            InputMissingError: It lies outside of the repository.
        """
        for one, top in ((place, self.top), (place.resolve(), self.top.resolve())):
            if one.is_relative_to(top):
                return one.relative_to(top).as_posix()
        raise InputMissingError(f"{place} lies outside of the repository at {self.top}", HOW)

    def _above(self, commit: str, relative: str) -> dict[str, tuple[str, str]]:
        """The root file of a workspace above the place, so that it is found as it is on disk."""
        folders = [""] if relative == "." else [part.as_posix() for part in Path(relative).parents]
        names = [ROOT_FILE if folder in {"", "."} else f"{folder}/{ROOT_FILE}" for folder in folders]
        found = self._tree(commit, names)
        if not found:
            return {}
        top = max(found, key=lambda name: name.count("/")).rpartition("/")[0]
        return self._entries(commit, top or ".")

    def _ignore_files(self, commit: str, relative: str) -> dict[str, tuple[str, str]]:
        """What git is told to ignore in the folders above a place."""
        folders = [] if relative == "." else [part.as_posix() for part in Path(relative).parents]
        names = [".gitignore" if folder == "." else f"{folder}/.gitignore" for folder in folders]
        return self._tree(commit, names) if names else {}

    def _entries(self, commit: str, relative: str) -> dict[str, tuple[str, str]]:
        """The files below a path of a commit, by their path: mode and object."""
        return self._tree(commit, [] if relative == "." else [relative])

    def _tree(self, commit: str, paths: Sequence[str]) -> dict[str, tuple[str, str]]:
        done = run_git(self.top, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *paths)
        if done.returncode:
            reason = done.stderr.decode(errors="replace").strip().removeprefix("fatal: ")
            raise InputMissingError(f"git cannot list {commit[:10]}: {reason}", HOW)
        found = {}
        for entry in done.stdout.decode(errors="surrogateescape").split("\0"):
            facts, tab, path = entry.partition("\t")
            if tab:
                mode, _, blob = facts.split(" ", 2)
                found[path] = (mode, blob)
        return found

    def blobs(self, names: Sequence[str]) -> dict[str, bytes]:
        """The contents of objects by name, in one run of git.

        Raises:
            InputMissingError: An object is not there, or cannot be read.
        """
        done = run_git(self.top, "cat-file", "--batch", stdin="".join(f"{name}\n" for name in names).encode())
        if done.returncode:
            reason = done.stderr.decode(errors="replace").strip().removeprefix("fatal: ").partition("\n")[0]
            raise InputMissingError(f"git cannot read its objects: {reason}", "`git fsck` says what is broken.")
        found: dict[str, bytes] = {}
        data, at = done.stdout, 0
        for name in names:
            end = data.index(b"\n", at)
            header = data[at:end].split(b" ")
            if header[-1] == b"missing":
                raise InputMissingError(
                    f"git has not fetched the content of object {name[:10]}",
                    "`git fetch --refetch` fetches it; a partial clone leaves contents out.",
                )
            size = int(header[2])
            found[name] = data[end + 1 : end + 1 + size]
            at = end + size + 2
        return found


def _no_repository(here: Path, complaint: str) -> InputMissingError:
    """Why git does not read a repository, and what to do about it."""
    reason = complaint.strip().partition("\n")[0].removeprefix("fatal: ")
    if "not a git repository" in reason:
        return InputMissingError(f"{here} is in no git repository", "Name two folders or two files, which need none.")
    if "dubious ownership" in reason:
        return InputMissingError(
            f"git does not trust the repository of {here}, which belongs to somebody else",
            f"If you do: `git config --global --add safe.directory {here}`.",
        )
    if "must be run in a work tree" in reason:
        return InputMissingError(f"{here} is in a repository without a working tree", "Compare in a clone of it.")
    return InputMissingError(f"git cannot read the repository of {here}: {reason}", HOW)


def run_git(here: Path, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Runs git in a folder, without locks, prompts, helpers or the user's own way of printing.

    Raises:
        InputMissingError: git is not installed.
    """
    environment = {name: value for name, value in os.environ.items() if name not in _PLACED_BY_HOOKS}
    environment |= {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    try:
        return subprocess.run(
            ["git", "--literal-pathspecs", "-c", "core.fsmonitor=false", "-C", str(here), *arguments],
            input=stdin,
            capture_output=True,
            env=environment,
            check=False,
        )
    except FileNotFoundError:
        raise InputMissingError("git is not on PATH", "Install it, or name two folders or files.") from None
