"""Comparing revisions: what `diff` is made of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from journeymap.api.checks import load, today
from journeymap.errors import UnknownObjectError

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping, Sequence

    from journeymap.diagnostics import Diagnostic
    from journeymap.diff.revisions import Memory
    from journeymap.diff.values import Change, Comparison
    from journeymap.render.review_view import ReviewView
    from journeymap.workspace.loader import Workspace

    Linted = tuple[Sequence[Diagnostic], Sequence[Diagnostic]]


@dataclass(frozen=True)
class Compared:
    """One workspace on both sides; `folder` is where it lies below what was compared, empty for the place itself.

    A workspace that one side does not have is held against one without objects. `linted` is what the rules find on both
    sides, where that was asked for.
    """

    folder: str
    comparison: Comparison
    base: Workspace
    head: Workspace
    linted: Linted | None = None

    def health(self, before: str, after: str) -> tuple[int | None, int | None]:
        """The scores of a journey on both sides as the report has them; None where it has none, or is not there.

        Args:
            before: The id of the journey in the base.
            after: Its id in the head.
        """
        from journeymap.api.scores import Scorer  # noqa: PLC0415  # loaded when it is used

        if self.linted is not None:
            return self._scores[0].get(before), self._scores[1].get(after)
        scores = Scorer().scores
        return scores(self.base, {before}).get(before), scores(self.head, {after}).get(after)

    @cached_property
    def _scores(self) -> tuple[Mapping[str, int | None], Mapping[str, int | None]]:
        """The scores of all journeys on both sides, where both were linted."""
        from journeymap.api.scores import Scorer  # noqa: PLC0415  # loaded when it is used

        scores, (old, new) = Scorer().scores, self.linted or ((), ())
        return (
            scores(self.base, self.base.catalogue.journeys, old),
            scores(self.head, self.head.catalogue.journeys, new),
        )

    @property
    def gates(self) -> tuple[str, ...]:
        """The gates of the workspace's settings, as both sides have them: a change cannot undo its own gate."""
        wanted = {str(gate) for side in (self.base, self.head) for gate in side.settings.diff.gate}
        from journeymap.diff.gates import GATES  # noqa: PLC0415  # loaded when it is used

        return tuple(gate for gate in GATES if gate in wanted)

    def stopped(self, gates: Sequence[str] = ()) -> tuple[Change, ...]:
        """The changes that gates hold up, confidential ones among them.

        Args:
            gates: Names of `journeymap.diff.gates.GATES`; none means those of the workspace's settings.
        """
        from journeymap.diff.gates import stopped  # noqa: PLC0415  # loaded when it is used

        return stopped(self.comparison, gates or self.gates)

    def review(self, gates: Sequence[str] = (), *, public: bool = False, maps: bool = True) -> ReviewView:
        """What the review of it is drawn from.

        Args:
            gates: Names of `journeymap.diff.gates.GATES`; none means those of the workspace's settings.
            public: Leave out what is confidential on either side, as in anything that others read.
            maps: Also build both maps of each journey with changes.
        """
        from journeymap.api.reviewing import review  # noqa: PLC0415  # loaded when it is used

        return review(self, gates or self.gates, public=public, maps=maps)


def diff(
    revisions: Sequence[str] = (),
    *,
    here: Path | None = None,
    on: datetime.date | None = None,
    findings: bool = True,
) -> list[Compared]:
    """What changed between two revisions, folders or files, for each workspace in them.

    Args:
        revisions: None (HEAD against the working tree), a ref, two of refs, folders, files or `REF:path`, or one
            `A..B` or `A...B`.
        here: The folder that is compared where only refs are named; default the one one stands in.
        on: The day that dates are held against, on both sides; default today.
        findings: Also lint both sides and say which findings are new, mended, or were there already.

    Raises:
        InputMissingError: A revision, path or repository is not there.
        SettingError: The revisions make no sense together.
    """
    from journeymap.diff import revisions as git  # noqa: PLC0415  # loaded when it is used
    from journeymap.diff.comparing import compare  # noqa: PLC0415

    day = on or today()
    memory: Memory = {}
    base, head = git.sides(revisions, here or Path())
    before, after = _paired(git.workspaces(base, day, memory), git.workspaces(head, day, memory))
    found = []
    for folder in sorted({*before, *after}):
        one = before.get(folder) or _empty(after[folder])
        two = after.get(folder) or _empty(before[folder])
        linted = (_linted(one), _linted(two)) if findings else None
        compared = compare(one, two, base_name=base.name, head_name=head.name, linted=linted)
        found.append(Compared("" if folder == Path() else folder.as_posix(), compared, one, two, linted))
    return found


def _paired(
    before: dict[Path, Workspace], after: dict[Path, Workspace]
) -> tuple[dict[Path, Workspace], dict[Path, Workspace]]:
    """The workspaces of both sides by folder; a single one that each side has alone was moved, and is the same."""
    gone, new = before.keys() - after.keys(), after.keys() - before.keys()
    if len(gone) == len(new) == 1:
        (old,), (now,) = gone, new
        return {**{folder: one for folder, one in before.items() if folder != old}, now: before[old]}, after
    return before, after


def _empty(other: Workspace) -> Workspace:
    """A workspace without documents, in the place of one that a side does not have."""
    from journeymap.workspace.loader import Workspace  # noqa: PLC0415

    return Workspace(other.root, (), other.today, other.settings)


def _linted(workspace: Workspace) -> list[Diagnostic]:
    """What lint finds in a whole workspace, by its own settings."""
    from journeymap.lint import runner  # noqa: PLC0415
    from journeymap.lint.checking import planned  # noqa: PLC0415
    from journeymap.lint.wishes import Wishes  # noqa: PLC0415

    return list(runner.run(workspace, planned(workspace, Wishes())).findings)


def diff_journeys(base: str, head: str, *, paths: Sequence[Path] = (), on: datetime.date | None = None) -> Compared:
    """What is different in one journey of a workspace from another, such as the future from the current one.

    Args:
        base: The id of the one journey.
        head: The id of the other.
        paths: The workspace, or several; default the folder one stands in.
        on: The day that dates are held against; default today.

    Raises:
        UnknownObjectError: No workspace has both.
    """
    from journeymap.api.drawings import workspace_of  # noqa: PLC0415  # loaded when it is used
    from journeymap.diff.comparing import compare_journeys  # noqa: PLC0415

    workspaces = load(paths, on=on)
    workspace = workspace_of(workspaces, base)
    if head not in workspace.catalogue.journeys:
        workspace_of([workspace], head)
        raise UnknownObjectError(f"`{head}` is in another workspace than `{base}`", "Compare folders instead.")
    return Compared("", compare_journeys(workspace, base, head), workspace, workspace)
