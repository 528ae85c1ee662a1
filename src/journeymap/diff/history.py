"""The history of a folder through git's plumbing: which commits changed its documents, and what was in it then.

One walk lists the commits with the objects that each changed, one reading fetches their contents, and the files of each
revision follow from those of the one before. Nothing is checked out.
"""

from __future__ import annotations

import datetime
import os
import re
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from journeymap.diff.past import Commit
from journeymap.diff.repository import Repository, Revision, run_git
from journeymap.errors import InputMissingError, SettingError
from journeymap.workspace.discovery import YAML_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_FILE_MODES = frozenset({"100644", "100755", "000000"})
_FIELDS = 5
_FORMAT = "%x01%H%x00%P%x00%aI%x00%an%x02%x00%s%x02"
"""What people wrote ends with a byte of its own, so that nothing in it can look like the start of a record."""
_RECORD = re.compile("\x01(?=[0-9a-f]{40,64}\x00)")
_NOTHING = "0" * 7
_SHORT = 10
"""Digits of a short hash: enough for any repository, and the same in every clone."""


@dataclass(frozen=True)
class _Touched:
    """A file that a commit changed: what it is now, by its mode and object, and whether both sides are plain files."""

    path: str
    blob: str
    is_file: bool


@dataclass(frozen=True)
class Step:
    """A commit of the history: itself, its first parent (empty for a first commit), and what it touched."""

    commit: Commit
    parent: str
    touched: tuple[_Touched, ...]


@dataclass(frozen=True)
class Walk:
    """The commits that changed the documents of a folder, newest first.

    `cut_off` says that a shallow clone ends before the first commit, `more` that there are older ones.
    """

    steps: tuple[Step, ...]
    cut_off: bool
    more: bool
    released: Mapping[str, datetime.date]


Tags = dict[str, tuple[tuple[str, ...], "datetime.date | None"]]


class History:
    """The history of a folder.

    Args:
        here: The folder.

    Raises:
        InputMissingError: It is in no git repository, or git is not installed.
    """

    def __init__(self, here: Path) -> None:
        self.place = Path(os.path.abspath(here))  # noqa: PTH100  # links keep their names
        self.repository = Repository(self.place)
        self.top = self.repository.top
        real = self.place.resolve() if not self.place.is_relative_to(self.top) else self.place
        self.relative = real.relative_to(self.top).as_posix() if real.is_relative_to(self.top) else "."

    def walk(self, span: str = "HEAD", *, most: int | None = None, since: str = "") -> Walk:
        """The commits along first parents that changed a YAML file of the folder.

        Args:
            span: A revision, or a range such as `v1..v2`.
            most: How many commits at most.
            since: Only commits from then on, as git reads dates.

        Raises:
            InputMissingError: There is no such revision.
            SettingError: The span is no revision or range.
        """
        revisions = self._revisions(span)
        limits = [*([f"--max-count={most + 1}"] if most is not None else []), *([f"--since={since}"] if since else [])]
        shown = [
            "--raw",
            "--no-abbrev",
            "--no-renames",
            "-z",
            f"--format={_FORMAT}",
            "--encoding=UTF-8",
            "--no-show-signature",
            "--no-color",
        ]
        words = ["log", "--first-parent", "-m", "--no-ext-diff", "--no-textconv", *shown, *limits]
        output = self._git(*words, *revisions, "--", self.relative)
        steps = [step for step in _steps(output) if step.touched]
        more = most is not None and len(steps) > most
        steps = steps[:most]
        tags = self._tags()
        releases = dict(self._releases(revisions, tags))
        days = {name: day for names, day in tags.values() for name in names if day}
        named = tuple(_named(step, tags, releases) for step in steps)
        return Walk(named, self._is_cut(revisions, more=more), more, days)

    def _revisions(self, span: str) -> list[str]:
        """What a range means, as hashes, so that nothing in it is read as an option.

        Raises:
            SettingError: It is a symmetric difference, which has two histories.
        """
        if "..." in span:
            raise SettingError(f"`{span}` are two histories", "Write A..B for what B has and A has not.")
        first, dots, last = span.partition("..")
        if not dots:
            return [self.repository.commit(first)]
        return [self.repository.commit(last or "HEAD"), f"^{self.repository.commit(first or 'HEAD')}"]

    def _tags(self) -> Tags:
        """The tags by the commit that they name, and the day of the last of them."""
        form = "%(refname:lstrip=2)%00%(objectname)%00%(*objectname)%00%(creatordate:short)"
        found: Tags = {}
        for line in self._git("for-each-ref", "--sort=version:refname", f"--format={form}", "refs/tags").split("\n"):
            name, commit, peeled, day = [*line.split("\0"), "", "", ""][:4]
            if name and (peeled or commit):
                tags, _ = found.get(peeled or commit, ((), None))
                found[peeled or commit] = ((*tags, name), datetime.date.fromisoformat(day) if day else None)
        return found

    def _releases(self, revisions: Sequence[str], tags: Tags) -> Iterator[tuple[str, str]]:
        """For each commit, the tag that it came out with."""
        if not tags:
            return
        release = ""
        for commit in self._git("rev-list", "--first-parent", *revisions).split():
            release = tags[commit][0][-1] if commit in tags else release
            yield commit, release

    def _is_cut(self, revisions: Sequence[str], *, more: bool) -> bool:
        """Whether a shallow clone hides older commits that were asked for."""
        if more or not self._shallow:
            return False
        return not self._shallow.isdisjoint(self._git("rev-list", "--first-parent", *revisions).split())

    @cached_property
    def _shallow(self) -> frozenset[str]:
        """The commits whose parents a shallow clone does not have."""
        path = Path(self._git("rev-parse", "--git-path", "shallow").strip())
        file = path if path.is_absolute() else self.top / path
        return frozenset(file.read_text(encoding="ascii").split()) if file.is_file() else frozenset()

    def is_boundary(self, step: Step) -> bool:
        """Whether what was before a commit is hidden by a shallow clone."""
        return step.commit.hash in self._shallow

    def states(self, steps: Sequence[Step]) -> Iterator[tuple[Step, Revision | None, Revision]]:
        """For each commit, oldest first: itself, what was before it (None where that is hidden), and what it made.

        Args:
            steps: Commits as `walk` gives them, newest first.
        """
        if not steps:
            return
        contents = self._contents(steps)
        oldest = steps[-1]
        before: Revision | None = Revision("nothing", self.place, {})
        if oldest.parent:
            before = self._revision(oldest.parent, oldest.parent[:10])
        elif self.is_boundary(oldest):
            before = None
        for step in reversed(steps):
            after = self._after(step, before, contents)
            yield step, before, after
            before = after

    def _after(self, step: Step, before: Revision | None, contents: Mapping[str, bytes]) -> Revision:
        """The files that a commit made of those before it; read whole where it touched more than plain files."""
        if before is None or before.files is None or not all(one.is_file for one in step.touched):
            return self._revision(step.commit.hash, step.commit.short)
        files = dict(before.files)
        for one in step.touched:
            path = self._shown(one.path)
            if one.blob.startswith(_NOTHING):
                files.pop(path, None)
            else:
                files[path] = contents[one.blob]
        return Revision(step.commit.short, self.place, files)

    def _revision(self, commit: str, name: str) -> Revision:
        """The documents of a commit; what was measured then has no part in a history of the map."""
        found = self.repository.revision(commit, self.place, name)
        return replace(found, files={path: raw for path, raw in (found.files or {}).items() if path.suffix != ".json"})

    def _shown(self, path: str) -> Path:
        """A path of the repository as it is named here, also through a link."""
        inside = path if self.relative == "." else path.removeprefix(f"{self.relative}/")
        return self.place / inside if inside != path or self.relative == "." else self.top / path

    def _contents(self, steps: Sequence[Step]) -> dict[str, bytes]:
        """The contents of all objects that commits made, in one run of git."""
        names = list(dict.fromkeys(one.blob for step in steps for one in step.touched if one.is_file))
        return self.repository.blobs([name for name in names if not name.startswith(_NOTHING)])

    def _git(self, *words: str) -> str:
        """What git prints, run at the top of the repository.

        Raises:
            InputMissingError: git refuses.
        """
        done = run_git(self.top, *words)
        if done.returncode:
            reason = done.stderr.decode(errors="replace").strip().removeprefix("fatal: ")
            raise InputMissingError(
                f"git cannot read the history of {self.place}: {reason}", "Name a commit or a range."
            )
        return done.stdout.decode(errors="surrogateescape")


def _named(step: Step, tags: Tags, releases: Mapping[str, str]) -> Step:
    """A step whose commit knows its tags and its release."""
    own = step.commit.hash
    names, _ = tags.get(own, ((), None))
    return replace(step, commit=replace(step.commit, tags=names, release=releases.get(own, "")))


def _steps(output: str) -> Iterator[Step]:
    """The commits that `git log --raw -z` lists."""
    for record in _RECORD.split(output)[1:]:
        name, parents, day, author, subject, rest = (*record.split("\0", _FIELDS), "")[: _FIELDS + 1]
        written = datetime.datetime.fromisoformat(day).date()
        commit = Commit(name, name[:_SHORT], written, author.removesuffix("\x02"), subject.removesuffix("\x02"))
        yield Step(commit, parents.partition(" ")[0], tuple(_touched(rest)))


def _touched(text: str) -> Iterator[_Touched]:
    """The documents among the files that a commit changed."""
    parts = text.lstrip("\n").split("\0")
    for facts, path in zip(parts[::2], parts[1::2], strict=False):
        before, after, _, blob, _ = facts.strip().lstrip(":").split(" ")
        if path.endswith((*YAML_SUFFIXES, "pyvenv.cfg")) or "120000" in {before, after} or "160000" in {before, after}:
            yield _Touched(path, blob, before in _FILE_MODES and after in _FILE_MODES)
