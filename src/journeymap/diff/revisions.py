"""The two sides of a diff: revisions read through git's plumbing, folders and files as they lie.

Nothing is checked out, and neither the index nor the working tree is touched.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from journeymap.diff.repository import HOW, Repository, Revision, run_git
from journeymap.errors import InputMissingError, SettingError
from journeymap.source import MAX_BYTES
from journeymap.source.limits import ROOT_FILE
from journeymap.workspace import discovery, loader
from journeymap.workspace.discovery import Selection

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.workspace.loader import Loaded, Workspace

Memory = dict[Path, "tuple[bytes, Loaded]"]


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
    if len(arguments) > 2:  # noqa: PLR2004  # base and head
        raise SettingError(f"{len(arguments)} revisions are named", "Name a base and a head.")
    if not here.is_dir():
        raise InputMissingError(f"{here} is no folder", "Name the folder that is to be compared.")
    if len(arguments) == 1 and _is_range(arguments[0]):
        return _range(arguments[0], here)
    if len(arguments) == 2 and all(_is_path(text) for text in arguments):  # noqa: PLR2004  # base and head
        return _on_disk(arguments[0]), _on_disk(arguments[1])
    if not arguments:
        return Repository(here).revision("HEAD", _full(here), "HEAD"), _working_tree(_full(here))
    if len(arguments) == 1 and _is_path(arguments[0]) and not _is_ref(arguments[0], here):
        raise SettingError(f"`{arguments[0]}` is a path, and only one side is named", "Name the other side too.")
    base = _named(arguments[0], here)
    return base, (_working_tree(base.top) if len(arguments) == 1 else _named(arguments[1], here))


def _full(path: Path | str) -> Path:
    """A path from the top of the file system; symbolic links keep their names."""
    return Path(os.path.abspath(path))  # noqa: PTH100


def _is_path(text: str) -> bool:
    try:
        return Path(text).exists()
    except (OSError, ValueError):  # a name that no file can have
        return False


def _is_range(text: str) -> bool:
    """Whether a text is `A..B` or `A...B`; two dots that are a part of a path are none."""
    return ".." in text and not _is_path(text) and ".." not in text.split("/")


def _on_disk(text: str) -> Revision:
    return Revision(text, _full(text))


def _working_tree(place: Path) -> Revision:
    """What lies on disk; other repositories around it and in it are compared by themselves."""
    if not place.exists():
        return Revision("the working tree", place, {})
    repository = Repository(place)
    submodules = repository.submodules()
    roots = _roots(place, None)
    if all(root.is_relative_to(repository.top) for root in roots):
        if not submodules:
            return Revision("the working tree", place)
    else:
        roots = [place, *_roots_below(place)]
    files = {
        path: path.read_bytes()[: MAX_BYTES + 1]
        for path in _files_below(roots)
        if not any(path.is_relative_to(folder) for folder in submodules)
    }
    return Revision("the working tree", place, files)


def _roots_below(place: Path) -> Iterator[Path]:
    """The folders of workspaces below a place, those in hidden folders left out."""
    for folder, folders, names in os.walk(place):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "node_modules")
        if ROOT_FILE in names and Path(folder) != place:
            yield Path(folder)


def _files_below(roots: Sequence[Path]) -> Iterator[Path]:
    """The YAML files of some workspaces, and their measurements."""
    for root in roots:
        yield from [*discovery.files(root), *discovery.measurements(root)] if root.is_dir() else [root]


def _named(text: str, here: Path) -> Revision:
    """A side that is a path, a ref, or a path in a ref."""
    if _is_path(text):
        if _is_ref(text, here):
            raise SettingError(f"`{text}` is a path and a revision", f"Write ./{text}, or refs/heads/{text}.")
        return _on_disk(text)
    if text.startswith(("./", "../", "/")):
        raise InputMissingError(f"{text} does not exist", HOW)
    ref, colon, path = text.partition(":")
    repository = Repository(here)
    if colon and ref:
        return repository.revision(ref, repository.place_of(path, here), text)
    return repository.revision(text, _full(here), text)


def _is_ref(text: str, here: Path) -> bool:
    done = run_git(here, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{text}^{{commit}}")
    return bool(done.returncode == 0)


def _range(text: str, here: Path) -> tuple[Revision, Revision]:
    """`A..B` compares the two, `A...B` the second with the last commit that both have."""
    dots = "..." if "..." in text else ".."
    first, _, second = text.partition(dots)
    first, second = first or "HEAD", second or "HEAD"
    repository = Repository(here)
    place = _full(here)
    base = repository.merge_base(first, second) if dots == "..." else first
    name = first if dots == ".." else f"{first} ({base[:10]})"
    return repository.revision(base, place, name), repository.revision(second, place, second)


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


__all__ = ["Memory", "Repository", "Revision", "sides", "workspaces"]
