"""The YAML files and measurements of a commit: links followed in it, without what its own `.gitignore` files name.

A file that is committed and ignored counts on neither side: on disk it is not searched either.
"""

from __future__ import annotations

import os
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from journeymap.workspace.discovery import YAML_SUFFIXES, is_measurement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from pathspec import GitIgnoreSpec

    Entries = Mapping[str, tuple[str, str]]

_LINK, _SUBMODULE = "120000", "160000"
_LONGEST_CHAIN = 8
"""Links that lead to links, one after another, that are followed."""
_READ = (*YAML_SUFFIXES, "pyvenv.cfg", ".gitignore")


class Committed:
    """Files of a commit.

    Args:
        top: The top of the repository.
        entries: Mode and object of each file by its path from the top.
        look_up: Finds the entries at a path of the commit.
        read: Reads objects by name.
        named: The path of a file that counts even where it is ignored.
    """

    def __init__(
        self,
        top: Path,
        entries: Entries,
        look_up: Callable[[str], Entries],
        read: Callable[[Sequence[str]], dict[str, bytes]],
        *,
        named: str = "",
    ) -> None:
        self.top = top
        self.entries = {path: entry for path, entry in entries.items() if entry[0] != _SUBMODULE and _is_read(path)}
        self.look_up = look_up
        self.read = read
        self.named = named

    def contents(self) -> dict[Path, bytes]:
        """The bytes of each file, by its place on disk."""
        blobs = self.read(list(dict.fromkeys(blob for _, blob in self.entries.values())))
        ignores = _Ignored({path: blobs[blob] for path, (_, blob) in self.entries.items() if _is_ignore_file(path)})
        found: dict[Path, bytes] = {}
        for path, (mode, blob) in self.entries.items():
            if _is_ignore_file(path) or (path != self.named and ignores.ignore(path)):
                continue
            content = self._behind(path, blobs[blob]) if mode == _LINK else blobs[blob]
            if content is not None:
                found[self.top / path] = content
        return found

    def _behind(self, path: str, target: bytes) -> bytes | None:
        """What a link leads to: a file of the commit, or one outside of the repository as it lies on disk."""
        for _ in range(_LONGEST_CHAIN):
            named = target.decode(errors="surrogateescape")
            place = os.path.normpath(os.path.join(os.path.dirname(path), named))  # noqa: PTH118, PTH120  # links stay
            if os.path.isabs(place) or place.startswith(".."):  # noqa: PTH117
                return _on_disk(self.top / place)
            entry = self.look_up(place).get(place)
            if entry is None or entry[0] == _SUBMODULE:
                return None
            path, target = place, self.read([entry[1]])[entry[1]]
            if entry[0] != _LINK:
                return target
        return None


def _on_disk(path: Path) -> bytes | None:
    """A file outside of the repository, which is the same on both sides."""
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError:
        return None


def _is_read(path: str) -> bool:
    return path.endswith(_READ) or (path.endswith(".json") and is_measurement(PurePosixPath(path)))


def _is_ignore_file(path: str) -> bool:
    return path.rpartition("/")[2] == ".gitignore"


class _Ignored:
    """The `.gitignore` files of a commit, by their folder; the innermost one that says something decides."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.specs = dict(_specs(files))

    def ignore(self, path: str) -> bool:
        """Whether a file, or a folder that it lies in, is ignored."""
        if not self.specs:
            return False
        parts = path.split("/")
        return any(
            self._verdict("/".join(parts[:n]) + ("/" if n < len(parts) else "")) for n in range(1, len(parts) + 1)
        )

    def _verdict(self, path: str) -> bool:
        folder = path.rstrip("/").rpartition("/")[0]
        while True:
            spec = self.specs.get(folder)
            verdict = spec.check_file(path[len(folder) :].lstrip("/")).include if spec else None
            if verdict is not None or not folder:
                return bool(verdict)
            folder = folder.rpartition("/")[0]


def _specs(files: Mapping[str, bytes]) -> Iterator[tuple[str, GitIgnoreSpec]]:
    if files:
        from pathspec import GitIgnoreSpec  # noqa: PLC0415  # only needed where there is a .gitignore

        for path, content in files.items():
            lines = content.decode(errors="replace").splitlines()
            yield path.rpartition("/")[0], GitIgnoreSpec.from_lines(lines)
