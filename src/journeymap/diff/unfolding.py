"""What each commit of a history changed, told by comparing what was in a workspace before and after it.

Documents that a commit did not touch are not taken apart again where nothing depends on them: that makes a long history
of a large workspace readable in seconds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path  # noqa: TC003  # a field of a value
from typing import TYPE_CHECKING

from journeymap.diff import revisions
from journeymap.diff.comparing import compare
from journeymap.diff.past import Entry
from journeymap.diff.revisions import Revision
from journeymap.workspace.loader import Workspace
from journeymap.workspace.paths import full_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.diff.history import History, Step, Walk
    from journeymap.diff.values import Change, Comparison, Unreadable
    from journeymap.workspace.catalogue import Catalogue
    from journeymap.workspace.loader import Loaded

_STAYS = frozenset({"raised", "lowered", "changed"})
"""Verbs of changes that no other object's links have a say in."""


@dataclass(frozen=True)
class _Part(Workspace):
    """A workspace of which only some documents are looked at; its catalogue is that of the whole."""

    whole: Workspace | None = field(default=None)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The objects of the whole workspace."""
        return self.whole.catalogue if self.whole is not None else super().catalogue


@dataclass(frozen=True)
class Unfolded:
    """What a commit changed, and the workspaces as it left them, by their folder.

    `touched` are the documents that are not what they were, as paths that are shown.
    """

    entry: Entry
    workspaces: Mapping[Path, Workspace]
    touched: frozenset[str]


def unfold(history: History, walk: Walk) -> Iterator[Unfolded]:
    """What each commit changed, oldest first.

    A file that a commit breaks is said at that commit, and held against its last readable state once it is mended.

    Args:
        history: The history.
        walk: Its commits.
    """
    memory: revisions.Memory = {}
    broken: frozenset[tuple[str, str]] = frozenset()
    last_good: dict[Path, bytes] = {}
    known: Mapping[Path, Workspace] | None = None
    for step, before, after in history.states(walk.steps):
        day = step.commit.date
        if before is None:
            known = None
        elif known is None or last_good:
            known = revisions.workspaces(_mended(before, last_good), day, memory)
        head = revisions.workspaces(after, day, memory)
        yield _entry(step, known, head, broken)
        broken = frozenset((item.object, item.path) for found in _unread(head) for item in found)
        _keep_good(last_good, after, before, {full_path(path) for _, path in broken})
        known = head


def _mended(revision: Revision, last_good: Mapping[Path, bytes]) -> Revision:
    """A revision in which files that could not be read are as they last could."""
    if not last_good or revision.files is None:
        return revision
    there = {path: content for path, content in last_good.items() if path in revision.files}
    return Revision(revision.name, revision.top, {**revision.files, **there})


def _keep_good(last_good: dict[Path, bytes], after: Revision, before: Revision | None, broken: set[Path]) -> None:
    """Remembers what broken files last held, and forgets what is mended."""
    for path in list(last_good):
        if path not in broken:
            del last_good[path]
    old = before.files if before is not None and before.files is not None else {}
    for path in broken:
        if path not in last_good and path in old and old[path] != (after.files or {}).get(path):
            last_good[path] = old[path]


def _unread(workspaces: Mapping[Path, Workspace]) -> Iterator[tuple[Unreadable, ...]]:
    """What cannot be read in workspaces."""
    for workspace in workspaces.values():
        empty = Workspace(workspace.root, (), workspace.today, workspace.settings)
        faulty = tuple(loaded for loaded in workspace.documents if loaded.content is None)
        if faulty:
            part = _Part(workspace.root, faulty, workspace.today, workspace.settings, whole=workspace)
            yield tuple(item for item in compare(empty, part, base_name="", head_name="").unreadable)


def _entry(
    step: Step,
    base: Mapping[Path, Workspace] | None,
    head: Mapping[Path, Workspace],
    broken: frozenset[tuple[str, str]],
) -> Unfolded:
    if base is None:
        return Unfolded(Entry(step.commit, (), hidden=True), head, frozenset(_paths(head)))
    changes: list[Change] = []
    unread: list[Unreadable] = []
    touched: set[str] = set()
    for folder in sorted({*base, *head}):
        one, two = base.get(folder), head.get(folder)
        one = one or _empty(two)
        two = two or _empty(one)
        differ = _differing(one, two)
        touched |= differ
        comparison = _compared(one, two, differ)
        changes += comparison.changes
        unread += comparison.unreadable
    return Unfolded(Entry(step.commit, tuple(changes), _news(unread, broken, touched)), head, frozenset(touched))


def _news(
    unread: Sequence[Unreadable], broken: frozenset[tuple[str, str]], touched: set[str]
) -> tuple[Unreadable, ...]:
    """What of the unreadable a commit has to tell: what it touched, and what was not to be read before it either."""
    here = {(item.object, item.path) for item in unread if item.side == "head"}
    told = []
    for item in unread:
        key = (item.object, item.path)
        news = key not in here if item.side == "base" else key not in broken or item.path in touched
        if news:
            told.append(item)
    return tuple(told)


def _paths(workspaces: Mapping[Path, Workspace]) -> Iterator[str]:
    for workspace in workspaces.values():
        yield from workspace.by_path


def _empty(other: Workspace | None) -> Workspace:
    """A workspace without documents, in the place of one that is not there."""
    if other is None:
        raise ValueError("one side has a workspace")
    return Workspace(other.root, (), other.today, other.settings)


def _differing(base: Workspace, head: Workspace) -> set[str]:
    """The documents that are not the same on both sides."""
    paths = {*base.by_path, *head.by_path}
    return {path for path in paths if base.by_path.get(path) is not head.by_path.get(path)}


def _compared(base: Workspace, head: Workspace, differ: set[str]) -> Comparison:
    """The comparison of two workspaces; only of the documents that differ, where the others have no say in it.

    They have one where something that they may link to came, went or was renamed, and where it is no journey.
    """
    parts = [_part(side, differ) for side in (base, head)]
    if all(_only_journeys(loaded) for part in parts for loaded in part.documents):
        quick = compare(parts[0], parts[1], base_name="", head_name="")
        if all(change.kind.rpartition("-")[2] in _STAYS for change in quick.changes):
            return quick
    return compare(base, head, base_name="", head_name="")


def _part(workspace: Workspace, paths: set[str]) -> Workspace:
    documents = tuple(loaded for loaded in workspace.documents if loaded.path in paths)
    return _Part(workspace.root, documents, workspace.today, workspace.settings, whole=workspace)


def _only_journeys(loaded: Loaded) -> bool:
    """Whether a document holds journeys and nothing else."""
    data = loaded.source.data
    return isinstance(data, dict) and set(data) <= {"journeymap", "journeys"}


__all__ = ["Unfolded", "unfold"]
