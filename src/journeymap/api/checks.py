"""Loading and checking: what `validate` and `lint` are made of."""

from __future__ import annotations

import datetime
import os
from dataclasses import replace
from typing import TYPE_CHECKING

from journeymap.errors import InputMissingError, SettingError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from journeymap.diagnostics import Report
    from journeymap.lint.baseline import Held
    from journeymap.lint.checking import Memory
    from journeymap.lint.fixing import Fixed
    from journeymap.workspace.discovery import Selection
    from journeymap.workspace.loader import Workspace

_NAMED = 3
"""How many workspaces a message names."""


def today() -> datetime.date:
    """The day that everything dated is held against: `SOURCE_DATE_EPOCH` where it is set, else the calendar's.

    Raises:
        SettingError: `SOURCE_DATE_EPOCH` is no number of seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.datetime.now(tz=datetime.UTC).astimezone().date()
    try:
        return datetime.datetime.fromtimestamp(int(epoch), tz=datetime.UTC).date()
    except (ValueError, OverflowError, OSError):
        raise SettingError(f"SOURCE_DATE_EPOCH is {epoch!r}", "It is seconds since 1970, such as 1767225600.") from None


def load(
    paths: Sequence[Path] = (), *, on: datetime.date | None = None, unsaved: tuple[Path, bytes] | None = None
) -> list[Workspace]:
    """The workspaces that paths mean, loaded whole.

    Args:
        paths: Files and folders; none means the folder one stands in.
        on: The day to hold dates against; default today.
        unsaved: A file and the bytes to read in its place, whether it exists or not.

    Raises:
        InputMissingError: A path does not exist or cannot be opened.
    """
    from journeymap.lint.checking import Request, opened  # noqa: PLC0415  # the models are only loaded when they are used

    selections, replaced = _selected(paths, unsaved)
    request = Request(on or today(), None, replaced=replaced)
    return [opened(selection, request) for selection in selections]


def one_workspace(workspaces: Sequence[Workspace], rule: str) -> Workspace:
    """The one that is meant.

    Args:
        workspaces: Those that paths mean.
        rule: Why it must be one, as the message begins where there are several.

    Raises:
        InputMissingError: There is none.
        SettingError: There are several.
    """
    if len(workspaces) == 1:
        return workspaces[0]
    if not workspaces:
        raise InputMissingError("there is no workspace here", "`journeymap init` makes one.")
    roots = [str(workspace.root) for workspace in workspaces[:_NAMED]]
    more = f" and {len(workspaces) - _NAMED} more" if len(workspaces) > _NAMED else ""
    raise SettingError(f"{rule}, and there are several: {', '.join(roots)}{more}", "Name one of them.")


def _selected(
    paths: Sequence[Path], unsaved: tuple[Path, bytes] | None, *, only_documents: bool = False
) -> tuple[list[Selection], dict[Path, bytes]]:
    """What paths mean, and the bytes to read in place of a file."""
    from journeymap.workspace import discovery  # noqa: PLC0415
    from journeymap.workspace.paths import full_path  # noqa: PLC0415

    selections = discovery.select(paths) if paths or unsaved is None else []
    for selection in selections:
        selection.only_documents = only_documents
    if unsaved is None:
        return selections, {}
    place = full_path(unsaved[0])
    root = discovery.find_root(place) if place.parent.is_dir() else None
    selections.append(discovery.Selection(root or place.parent, named=[place], lone=root is None))
    return selections, {place: unsaved[1]}


def validate(
    paths: Sequence[Path] = (),
    *,
    on: datetime.date | None = None,
    unsaved: tuple[Path, bytes] | None = None,
    cached: bool = False,
    only_documents: bool = False,
) -> Report:
    """Checks structure: what a team never lets through.

    Args:
        paths: Files and folders whose findings are wanted; each one's workspace is loaded whole.
        on: The day to hold dates against; default today.
        unsaved: A file and the bytes to read in its place.
        cached: Use what an earlier run found where nothing has changed, and keep it for the next.
        only_documents: Pass over named files that are no documents of a workspace, also where none is left.

    Raises:
        InputMissingError: A path does not exist, cannot be opened, or has no documents.
    """
    from journeymap.lint.checking import Request, check  # noqa: PLC0415  # loaded when it is used

    selections, replaced = _selected(paths, unsaved, only_documents=only_documents)
    return check(selections, Request(on or today(), None, cached, replaced))


def lint(
    paths: Sequence[Path] = (),
    *,
    select: Sequence[str] = (),
    extend_select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    severity: Sequence[str] = (),
    per_file_ignores: Sequence[str] = (),
    on: datetime.date | None = None,
    unsaved: tuple[Path, bytes] | None = None,
    cached: bool = False,
    only_documents: bool = False,
    memory: Memory | None = None,
) -> Report:
    """Checks journeys for structure, flow, experience, teams, research and metrics.

    Args:
        paths: Files and folders whose findings are wanted; each one's workspace is loaded whole.
        select: Codes, prefixes or names of the only rules to run; none means what the workspace says.
        extend_select: Rules to run beside those.
        ignore: Rules not to run.
        severity: How bad the findings of a rule are, as `RULE=SEVERITY`.
        per_file_ignores: Rules that are not told of in some files, as `GLOB=RULE`.
        on: The day to hold dates against; default today.
        unsaved: A file and the bytes to read in its place.
        cached: Use what an earlier run found where nothing has changed, and keep it for the next.
        only_documents: Pass over named files that are no documents of a workspace, also where none is left.
        memory: Documents of earlier runs in this process; those that have not changed are not read again.

    Raises:
        InputMissingError: A path does not exist, cannot be opened, or has no documents.
        SettingError: A rule or option that does not exist, here or in the workspace's settings.
    """
    from journeymap.lint.checking import Request, check  # noqa: PLC0415  # loaded when it is used
    from journeymap.lint.wishes import Wishes  # noqa: PLC0415

    selections, replaced = _selected(paths, unsaved, only_documents=only_documents)
    wishes = Wishes(tuple(select), tuple(extend_select), tuple(ignore), tuple(severity), tuple(per_file_ignores))
    return check(selections, Request(on or today(), wishes, cached, replaced, memory))


def fix(
    paths: Sequence[Path] = (),
    *,
    select: Sequence[str] = (),
    extend_select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    severity: Sequence[str] = (),
    per_file_ignores: Sequence[str] = (),
    unsafe: bool = False,
    on: datetime.date | None = None,
    only_documents: bool = False,
) -> Fixed:
    """Mends what fixes can mend, in memory: whoever calls it writes the files.

    Args:
        paths: Files and folders whose findings are wanted.
        select: As for `lint`.
        extend_select: As for `lint`.
        ignore: As for `lint`.
        severity: As for `lint`.
        per_file_ignores: As for `lint`.
        unsafe: Also make fixes that may change the meaning.
        on: The day to hold dates against; default today.
        only_documents: As for `lint`.

    Raises:
        InputMissingError: A path does not exist, cannot be opened, or has no documents.
        SettingError: A rule or option that does not exist.
    """
    from journeymap.lint.checking import Request  # noqa: PLC0415  # loaded when it is used
    from journeymap.lint.fixing import mend  # noqa: PLC0415
    from journeymap.lint.wishes import Wishes  # noqa: PLC0415

    selections, _ = _selected(paths, None, only_documents=only_documents)
    wishes = Wishes(tuple(select), tuple(extend_select), tuple(ignore), tuple(severity), tuple(per_file_ignores))
    return mend(selections, Request(on or today(), wishes), unsafe=unsafe)


def against_baseline(report: Report, baseline: Path) -> tuple[Report, Held]:
    """A report without the findings that a baseline knows, and what became of its entries.

    Raises:
        InputMissingError: The baseline cannot be opened.
        SettingError: It is no baseline.
    """
    from journeymap.lint import baseline as baselines  # noqa: PLC0415  # loaded when it is used

    held = baselines.hold(report.findings, baselines.read(baseline), report.paths)
    return replace(report, findings=held.new), held


def baseline_text(report: Report, baseline: Path) -> str:
    """A baseline of a report's findings; entries that stand in the file for documents not checked are kept."""
    from journeymap.lint import baseline as baselines  # noqa: PLC0415  # loaded when it is used

    old = baselines.read(baseline) if baseline.exists() else []
    return baselines.text(report.findings, [entry for entry in old if entry.path not in report.paths])
