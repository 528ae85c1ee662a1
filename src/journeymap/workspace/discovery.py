"""Which workspaces the paths on a command line mean, and which files belong to a workspace."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from journeymap.errors import InputMissingError
from journeymap.source.limits import ROOT_FILE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pathspec import GitIgnoreSpec

YAML_SUFFIXES = (".yaml", ".yml")
MEASUREMENTS = "measurements"
"""The folder of a workspace that holds what was measured, a JSON file a journey."""
_NEVER_SEARCHED = frozenset({"node_modules", "__pycache__"})


@dataclass(slots=True)
class Selection:
    """A workspace, and what of it was asked for.

    Attributes:
        root: The folder of the workspace.
        named: Files that were named one by one; they are documents whatever they hold, unless `only_documents`.
        folders: Folders whose findings are wanted.
        lone: There is no root file, and only the named files belong to the workspace.
        only_documents: Named files that are no documents of the workspace are passed over.
    """

    root: Path
    named: list[Path] = field(default_factory=list)
    folders: list[Path] = field(default_factory=list)
    lone: bool = False
    only_documents: bool = False

    def expects(self, path: Path) -> bool:
        """Whether a file was named as a document, so that it counts as one whatever it holds."""
        return path in self.named and not self.only_documents

    def wants(self, path: Path) -> bool:
        """Whether findings in a file were asked for."""
        return path in self.named or any(path.is_relative_to(folder) for folder in self.folders)


def find_root(path: Path) -> Path | None:
    """The nearest folder, from a path upwards, that holds the root file of a workspace."""
    start = path if path.is_dir() else path.parent
    return next((folder for folder in (start, *start.parents) if (folder / ROOT_FILE).is_file()), None)


def select(paths: Sequence[Path]) -> list[Selection]:
    """Groups paths by workspace; no path means the folder one stands in.

    Raises:
        InputMissingError: A path does not exist.
    """
    selections: dict[tuple[Path, bool], Selection] = {}
    for path in paths or (Path(),):
        place = _place(path)
        if place.is_dir():
            for root in _roots_for(place):
                chosen = selections.setdefault((root, False), Selection(root))
                chosen.folders.append(max(root, place, key=lambda folder: len(folder.parts)))
        else:
            above = find_root(place)
            key = (above or place.parent, above is None)
            named = selections.setdefault(key, Selection(key[0], lone=key[1])).named
            named += [] if place in named else [place]
    return _without_overlap(list(selections.values()))


def _place(path: Path) -> Path:
    """A path that was typed, from the top of the file system; symbolic links keep their names."""
    try:
        place = Path(os.path.abspath(path))  # noqa: PTH100  # `resolve` would follow links
    except FileNotFoundError:
        raise InputMissingError("the folder here does not exist any more", "Change to one that does.") from None
    if not path.exists():
        raise InputMissingError(f"{path} does not exist", "Name a file, a folder, or nothing for the folder here.")
    return place


def _without_overlap(selections: list[Selection]) -> list[Selection]:
    """The same, with files and folders in a folder without any root file as part of its workspace, not as their own."""
    rootless = [chosen for chosen in selections if not chosen.lone and find_root(chosen.root) is None]
    rootless.sort(key=lambda chosen: len(chosen.root.parts))
    kept = []
    for chosen in selections:
        outer = next((other for other in rootless if chosen.root.is_relative_to(other.root)), chosen)
        if outer is chosen or not (chosen.lone or chosen in rootless):
            kept.append(chosen)
        else:
            outer.named += chosen.named
            outer.folders += chosen.folders
    return kept


def _roots_for(folder: Path) -> list[Path]:
    """The root above a folder, else the outermost roots below it, else the folder itself."""
    above = find_root(folder)
    if above is not None:
        return [above]
    below = [Path(place) for place, _, names in _walk(folder, stop_at_roots=True) if ROOT_FILE in names]
    return sorted(below) or [folder]


def files(root: Path, include: Iterable[str] = (), exclude: Iterable[str] = ()) -> list[Path]:
    """The YAML files of a workspace, in the order of their names.

    Hidden folders, virtual environments, `node_modules`, nested workspaces and what git ignores are left out, and so is
    what is no file: a pipe, or a link that leads nowhere, such as an editor's lock.

    Args:
        root: The folder of the workspace.
        include: Globs relative to the root, as in `.gitignore`; none means all.
        exclude: Globs of files that do not belong to it.
    """
    wanted, unwanted = _globs(include), _globs(exclude)
    found = []
    for place, _, names in _walk(root):
        for name in names:
            if name.endswith(YAML_SUFFIXES):
                path = Path(place, name)
                relative = path.relative_to(root).as_posix()
                inside = wanted is None or wanted.match_file(relative)
                if inside and not (unwanted and unwanted.match_file(relative)) and path.is_file():
                    found.append(path)
    return sorted(found)


def among(root: Path, paths: Iterable[Path], include: Iterable[str] = (), exclude: Iterable[str] = ()) -> list[Path]:
    """Those of some paths that are YAML files of a workspace, by the same rules, for files that lie in no folder.

    What git ignores is not asked: a revision holds only what was committed.

    Args:
        root: The folder of the workspace, as it would be on disk.
        paths: All files that there are.
        include: Globs relative to the root; none means all.
        exclude: Globs of files that do not belong to it.
    """
    wanted, unwanted = _globs(include), _globs(exclude)
    below = [path for path in paths if path.is_relative_to(root)]
    closed = {path.parent for path in below if path.name == "pyvenv.cfg"}
    closed |= {path.parent for path in below if path.name == ROOT_FILE and path.parent != root}
    found = []
    for path in below:
        relative = path.relative_to(root)
        text = relative.as_posix()
        hidden = any(part.startswith(".") or part in _NEVER_SEARCHED for part in relative.parts[:-1])
        if path.name.endswith(YAML_SUFFIXES) and not hidden and closed.isdisjoint(path.parents):
            inside = wanted is None or wanted.match_file(text)
            if inside and not (unwanted and unwanted.match_file(text)):
                found.append(path)
    return sorted(found)


def is_measurement(path: PurePath, root: PurePath | None = None) -> bool:
    """Whether a file holds a measurement: of a workspace, or of any where no root is given."""
    named = path.suffix == ".json" and not path.name.startswith(".") and path.parent.name == MEASUREMENTS
    return named and root in {None, path.parent.parent}


def measurements(root: Path) -> list[Path]:
    """The files of a workspace that hold measurements, in the order of their names; also those that git ignores.

    Who keeps numbers out of the repository draws reports with them all the same.
    """
    return sorted(
        path for path in (root / MEASUREMENTS).glob("*.json") if is_measurement(path, root) and path.is_file()
    )


def _globs(patterns: Iterable[str]) -> GitIgnoreSpec | None:
    patterns = tuple(patterns)
    if not patterns:
        return None
    from pathspec import GitIgnoreSpec  # noqa: PLC0415  # most workspaces need none

    return GitIgnoreSpec.from_lines(patterns)


def _walk(root: Path, *, stop_at_roots: bool = False) -> Iterator[tuple[str, list[str], list[str]]]:
    """Folders and their files, without what is never searched or what git ignores."""
    ignores = _Ignores(root)
    for place, folders, names in os.walk(root):
        ignores.enter(place, names)
        is_root = ROOT_FILE in names
        if "pyvenv.cfg" in names or (is_root and Path(place) != root and not stop_at_roots):
            folders.clear()
            continue
        if is_root and stop_at_roots:
            folders.clear()
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and name not in _NEVER_SEARCHED and not ignores.ignore(place, name, folder=True)
        )
        yield place, folders, [name for name in names if not ignores.ignore(place, name)]


class _Ignores:
    """The `.gitignore` files that hold in a folder: those in it, below the root, and above it in the repository."""

    def __init__(self, root: Path) -> None:
        self.specs: list[tuple[str, GitIgnoreSpec]] = []
        repository = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), None)
        if repository is not None and repository != root:
            for folder in reversed(root.parents):
                if folder.is_relative_to(repository) and (folder / ".gitignore").is_file():
                    self._add(str(folder))

    def enter(self, place: str, names: list[str]) -> None:
        """Reads the `.gitignore` of a folder, if it has one."""
        if ".gitignore" in names and Path(place, ".gitignore").is_file():
            self._add(place)

    def _add(self, place: str) -> None:
        from pathspec import GitIgnoreSpec  # noqa: PLC0415  # only needed where there is a .gitignore

        lines = Path(place, ".gitignore").read_text(encoding="utf-8", errors="replace").splitlines()
        self.specs.append((place + os.sep, GitIgnoreSpec.from_lines(lines)))

    def ignore(self, place: str, name: str, *, folder: bool = False) -> bool:
        """Whether git ignores a name in a folder; the innermost file that says something decides."""
        path = os.path.join(place, name)  # noqa: PTH118  # called for every file of a tree
        for base, spec in reversed(self.specs):
            if path.startswith(base):
                relative = path[len(base) :].replace(os.sep, "/") + ("/" if folder else "")
                verdict = spec.check_file(relative).include
                if verdict is not None:
                    return verdict
        return False
