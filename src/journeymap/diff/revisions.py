"""The two sides of a diff: revisions read through git's plumbing, folders and files as they lie.

Nothing is checked out, and neither the index nor the working tree is touched.
"""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from journeymap.errors import InputMissingError, SettingError
from journeymap.source import MAX_BYTES
from journeymap.source.limits import ROOT_FILE
from journeymap.workspace import discovery, loader
from journeymap.workspace.discovery import YAML_SUFFIXES, Selection

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.workspace.loader import Loaded, Workspace

Memory = dict[Path, "tuple[bytes, Loaded]"]
_LINK, _SUBMODULE = "120000", "160000"
_HOW = "Name a commit, a branch or a tag; two folders or two files; or REF:path."


@dataclass(frozen=True)
class Revision:
    """One side: what it is called, and all its files that may matter; `files` is None for what lies on disk.

    `top` is the folder that is compared, or the one file.
    """

    name: str
    top: Path
    files: Mapping[Path, bytes] | None = None


def sides(arguments: Sequence[str], here: Path) -> tuple[Revision, Revision]:
    """The base and the head that up to two arguments mean.

    Args:
        arguments: Nothing (HEAD against the working tree), a ref (against the working tree), two of refs, folders,
            files or `REF:path`, or one `A..B` or `A...B` (against the merge base).
        here: The folder that is compared where only refs are named.

    Raises:
        InputMissingError: There is no repository, no commit, or no such revision or path.
        SettingError: The arguments make no sense together.
    """
    if len(arguments) == 1 and ".." in arguments[0] and not Path(arguments[0]).exists():
        return _range(arguments[0], here)
    if len(arguments) == 2 and all(_is_path(text) for text in arguments):  # noqa: PLR2004  # base and head
        return _on_disk(arguments[0]), _on_disk(arguments[1])
    base = arguments[0] if arguments else "HEAD"
    if len(arguments) == 1 and _is_path(base):
        raise SettingError(f"`{base}` is a folder or file, and only one side is named", "Name the other side too.")
    head = arguments[1] if len(arguments) > 1 else None
    return _named(base, here), (_working_tree(here) if head is None else _named(head, here))


def _is_path(text: str) -> bool:
    return Path(text).exists()


def _on_disk(text: str) -> Revision:
    return Revision(text, Path(os.path.abspath(text)))  # noqa: PTH100  # links keep their names


def _working_tree(here: Path) -> Revision:
    place = Path(os.path.abspath(here))  # noqa: PTH100
    repository = Repository(place)
    submodules = repository.submodules()
    if not submodules:
        return Revision("the working tree", place)
    files = {
        path: path.read_bytes()[: MAX_BYTES + 1]
        for path in _yaml_below(place)
        if not any(path.is_relative_to(folder) for folder in submodules)
    }
    return Revision("the working tree", place, files)


def _yaml_below(place: Path) -> Iterator[Path]:
    for root in _roots(place, None):
        yield from discovery.files(root)


def _named(text: str, here: Path) -> Revision:
    """A side that is a path, a ref, or a path in a ref."""
    if _is_path(text):
        if _is_ref(text, here):
            raise SettingError(f"`{text}` is a path and a revision", f"Write ./{text}, or refs/heads/{text}.")
        return _on_disk(text)
    ref, colon, path = text.partition(":")
    repository = Repository(here)
    if colon and ref:
        return repository.revision(ref, repository.place_of(path, here), text)
    return repository.revision(text, Path(os.path.abspath(here)), text)  # noqa: PTH100


def _is_ref(text: str, here: Path) -> bool:
    done = _git(here, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{text}^{{commit}}")
    return done.returncode == 0


def _range(text: str, here: Path) -> tuple[Revision, Revision]:
    """`A..B` compares the two, `A...B` the second with the last commit that both have."""
    dots = "..." if "..." in text else ".."
    first, _, second = text.partition(dots)
    first, second = first or "HEAD", second or "HEAD"
    repository = Repository(here)
    place = Path(os.path.abspath(here))  # noqa: PTH100
    base = repository.merge_base(first, second) if dots == "..." else first
    return repository.revision(base, place, first if dots == ".." else f"{first} ({base[:10]})"), repository.revision(
        second, place, second
    )


class Repository:
    """A git repository, read through its plumbing.

    Raises:
        InputMissingError: There is none around the folder, or git is not installed.
    """

    def __init__(self, here: Path) -> None:
        self.here = here if here.is_dir() else here.parent
        done = _git(self.here, "rev-parse", "--show-toplevel")
        if done.returncode:
            reason = done.stderr.decode(errors="replace").strip().removeprefix("fatal: ")
            if "not a git repository" in reason:
                raise InputMissingError(
                    f"{self.here} is in no git repository", "Name two folders or two files, which need none."
                )
            raise InputMissingError(f"git cannot read the repository of {self.here}: {reason}", _HOW)
        self.top = Path(done.stdout.decode(errors="surrogateescape").rstrip("\n"))

    def place_of(self, path: str, here: Path) -> Path:
        """The place that the second half of `REF:path` means: from the top, or from here where it begins with a dot."""
        base = here if path.startswith(".") else self.top
        return Path(os.path.normpath(base / path)) if path else self.top

    def commit(self, ref: str) -> str:
        """The commit that a revision means.

        Raises:
            InputMissingError: There is none.
        """
        done = _git(self.here, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
        if done.returncode == 0:
            return done.stdout.decode().strip()
        if self._is_shallow():
            raise InputMissingError(
                f"there is no revision `{ref}` in this shallow clone",
                "`git fetch --unshallow` fetches the history; in a GitHub workflow, `fetch-depth: 0` does.",
            )
        if ref == "HEAD":
            raise InputMissingError("there is no commit yet to compare with", "Commit once, or name two folders.")
        raise InputMissingError(f"there is no revision `{ref}`", f"`git fetch` may know it. {_HOW}")

    def merge_base(self, first: str, second: str) -> str:
        """The last commit that two revisions have in common.

        Raises:
            InputMissingError: There is none, or the clone is too shallow to know it.
        """
        one, two = self.commit(first), self.commit(second)
        done = _git(self.here, "merge-base", one, two)
        if done.returncode == 0:
            return done.stdout.decode().split()[0]
        if self._is_shallow():
            raise InputMissingError(
                f"this shallow clone does not reach the commit that `{first}` and `{second}` have in common",
                "`git fetch --unshallow` fetches the history; in a GitHub workflow, `fetch-depth: 0` does.",
            )
        raise InputMissingError(
            f"`{first}` and `{second}` have no commit in common", f"Compare them as they are: {first}..{second}"
        )

    def _is_shallow(self) -> bool:
        done = _git(self.here, "rev-parse", "--is-shallow-repository")
        return done.stdout.strip() == b"true"

    def submodules(self) -> frozenset[Path]:
        """The folders that belong to other repositories; what they hold is compared there."""
        done = _git(self.here, "ls-files", "-z", "--stage", "--full-name", ":/")
        entries = done.stdout.decode(errors="surrogateescape").split("\0")
        return frozenset(self.top / entry.partition("\t")[2] for entry in entries if entry.startswith(f"{_SUBMODULE} "))

    def revision(self, ref: str, place: Path, name: str) -> Revision:
        """The files of a revision below a place, or the one file there.

        Raises:
            InputMissingError: There is no such revision.
        """
        commit = self.commit(ref)
        real = place.resolve() if not place.is_relative_to(self.top) else place
        relative = real.relative_to(self.top).as_posix() if real.is_relative_to(self.top) else "."
        entries = self._entries(commit, relative)
        if relative != "." and not entries and not place.exists():
            raise InputMissingError(f"there is no `{relative}` in {ref}", "The path counts from the top.")
        above = self._above(commit, relative)
        return Revision(name, place, self._contents({**above, **entries}, place, real))

    def _above(self, commit: str, relative: str) -> dict[str, tuple[str, str]]:
        """The root file of a workspace above the place, so that it is found as it is on disk."""
        folders = [""] if relative == "." else [part.as_posix() for part in Path(relative).parents]
        names = [ROOT_FILE if folder in {"", "."} else f"{folder}/{ROOT_FILE}" for folder in folders]
        found = self._tree(commit, names)
        if not found:
            return {}
        top = max(found, key=lambda name: name.count("/")).rpartition("/")[0]
        return self._entries(commit, top or ".")

    def _entries(self, commit: str, relative: str) -> dict[str, tuple[str, str]]:
        """The files below a path of a commit, by their path: mode and object."""
        return self._tree(commit, [] if relative == "." else [relative])

    def _tree(self, commit: str, paths: Sequence[str]) -> dict[str, tuple[str, str]]:
        done = _git(self.top, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *paths)
        if done.returncode:
            reason = done.stderr.decode(errors="replace").strip().removeprefix("fatal: ")
            raise InputMissingError(f"git cannot list {commit[:10]}: {reason}", _HOW)
        found = {}
        for entry in done.stdout.decode(errors="surrogateescape").split("\0"):
            facts, tab, path = entry.partition("\t")
            if tab:
                mode, _, blob = facts.split(" ", 2)
                found[path] = (mode, blob)
        return found

    def _contents(self, entries: Mapping[str, tuple[str, str]], place: Path, real: Path) -> dict[Path, bytes]:
        """The bytes of the YAML files; a link is read where it leads to a file of the same revision."""
        wanted = {
            path: blob
            for path, (mode, blob) in entries.items()
            if mode != _SUBMODULE and path.endswith((*YAML_SUFFIXES, "pyvenv.cfg"))
        }
        blobs = self._blobs(list(dict.fromkeys(wanted.values())))
        found: dict[Path, bytes] = {}
        for path, blob in wanted.items():
            content: bytes | None = blobs[blob]
            if entries[path][0] == _LINK:
                target = os.path.normpath(f"{os.path.dirname(path)}/{blobs[blob].decode(errors='surrogateescape')}")  # noqa: PTH120
                content = blobs.get(wanted.get(target.lstrip("/"), ""))
            if content is not None:
                inside = (self.top / path).relative_to(real) if (self.top / path).is_relative_to(real) else None
                found[place / inside if inside is not None else self.top / path] = content
        return found

    def _blobs(self, names: Sequence[str]) -> dict[str, bytes]:
        """The contents of objects by name, in one run of git."""
        done = _git(self.top, "cat-file", "--batch", stdin="".join(f"{name}\n" for name in names).encode())
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


def _git(here: Path, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Runs git in a folder, without locks, prompts or the user's own way of printing.

    Raises:
        InputMissingError: git is not installed.
    """
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    try:
        return subprocess.run(
            ["git", "--literal-pathspecs", "-C", str(here), *arguments]
            if ":/" not in arguments
            else ["git", "-C", str(here), *arguments],
            input=stdin,
            capture_output=True,
            env=environment,
            check=False,
        )
    except FileNotFoundError:
        raise InputMissingError("git is not on PATH", "Install it, or name two folders or files.") from None


def workspaces(revision: Revision, today: datetime.date, memory: Memory | None = None) -> dict[Path, Workspace]:
    """The workspaces of a side by the folder that each lies in, relative to what is compared.

    Args:
        revision: The side.
        today: The day that dates are held against.
        memory: Documents that were read before; those with the same bytes are not read again.
    """
    found = {}
    for root in _roots(revision.top, revision.files):
        lone = _is_file(revision.top, revision.files) and root == revision.top
        folder = revision.top.parent if lone else root
        selection = Selection(folder, named=[revision.top] if lone else [], folders=[] if lone else [folder], lone=lone)
        key = Path() if lone or not root.is_relative_to(revision.top) else root.relative_to(revision.top)
        found[key] = loader.load(selection, today, None, memory, revision.files)
    return found


def _is_file(place: Path, files: Mapping[Path, bytes] | None) -> bool:
    return place.is_file() if files is None else place in files


def _roots(place: Path, files: Mapping[Path, bytes] | None) -> list[Path]:
    """The roots of the workspaces at a place: the one above, those below, or the place itself."""
    if _is_file(place, files):
        return [place]
    if files is None:
        return [chosen.root for chosen in discovery.select([place])]
    above = next((folder for folder in (place, *place.parents) if folder / ROOT_FILE in files), None)
    if above is not None:
        return [above]
    below = sorted(path.parent for path in files if path.name == ROOT_FILE and path.is_relative_to(place))
    outer = [folder for folder in below if not any(folder != other and folder.is_relative_to(other) for other in below)]
    return outer or [place]
