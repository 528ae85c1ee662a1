"""The report: a workspace linted, gathered and written as one site or one file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from journeymap.diagnostics import Diagnostic
    from journeymap.render.site.site import Site
    from journeymap.workspace.loader import Workspace
from journeymap.api.checks import load, one_workspace
from journeymap.api.drawings import nothing_to_draw
from journeymap.api.remarks import Remarks, left_out_of, remarks_on


@dataclass(frozen=True, slots=True)
class Reported:
    """A report that was written: where, how many pages it has, and what is to be said about it."""

    path: Path
    pages: int
    remarks: Remarks


def site_of(workspace: Workspace, *, public: bool = False, workers: int = 1) -> Site:
    """The report of a workspace, whose pages are drawn when they are asked for.

    Args:
        workspace: The workspace, loaded.
        public: Leave out what is confidential, and what the rules find.
        workers: How many processes draw at once; see `journeymap.render.site.site.Site`.

    Raises:
        ContentError: There are journeys, and all have faults or may not be shown.
        InputMissingError: There are no journeys.
        SettingError: A rule or option in the settings that does not exist.
    """
    from journeymap.health.workspace import findings_of  # noqa: PLC0415  # loaded when it is used
    from journeymap.render.building.gathered import Gathered  # noqa: PLC0415
    from journeymap.render.site.site import Site  # noqa: PLC0415

    left_out = left_out_of(workspace)
    by_journey: dict[str, tuple[Diagnostic, ...]] = {}
    if not public:
        found = _findings(workspace)
        by_journey = findings_of(workspace, found)
        told = {id(finding) for findings in by_journey.values() for finding in findings}
        by_journey[""] = tuple(finding for finding in found if id(finding) not in told)
        by_journey = {name: tuple(_from_root(item, workspace) for item in by_journey[name]) for name in by_journey}
    gathered = Gathered(workspace.catalogue, workspace.today, public, by_journey)
    if not gathered.journeys:
        sound = bool(workspace.catalogue.journeys)
        raise nothing_to_draw(confidential=sound, faulty=bool(left_out), where=f"in {workspace.root}")
    return Site(gathered, left_out=left_out, workers=workers)


def _findings(workspace: Workspace) -> tuple[Diagnostic, ...]:
    """What the rules find in the whole workspace, whichever part of it was named."""
    from journeymap.lint import runner  # noqa: PLC0415  # loaded when it is used
    from journeymap.lint.checking import planned  # noqa: PLC0415
    from journeymap.lint.wishes import Wishes  # noqa: PLC0415

    whole = replace(workspace, documents=tuple(replace(item, wanted=True) for item in workspace.documents))
    return tuple(runner.run(whole, planned(whole, Wishes())).findings)


def _from_root(finding: Diagnostic, workspace: Workspace) -> Diagnostic:
    """The finding with paths from the root of the workspace: a report is read elsewhere than where it was made."""
    related = tuple(replace(item, path=workspace.relative(item.path)) for item in finding.related)
    return replace(finding, path=workspace.relative(finding.path), related=related)


def report(
    paths: Sequence[Path] = (),
    *,
    output: Path,
    single_file: bool = False,
    public: bool = False,
    on: datetime.date | None = None,
    workers: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Reported:
    """Writes the report of a workspace, whole or not at all.

    Args:
        paths: The workspace, or any path in it; default the folder one stands in.
        output: The folder, or with `single_file` the file. An earlier report there is replaced, and nothing else.
        single_file: Put all pages into one file.
        public: Leave out what is confidential.
        on: The day that reviews and due dates are held against; default today.
        workers: How many processes draw at once; see `journeymap.render.site.site.Site`.
        progress: Is told how many files are finished, and of how many.

    Raises:
        ContentError: No journey can be drawn, or a picture cannot be used.
        EngineError: A flow could not be laid out.
        InputMissingError: A path or journeys are missing.
        SettingError: The paths mean several workspaces, or the settings name a rule that does not exist.
        TargetError: Something else is in that place, or it cannot be written.
    """
    from journeymap.files import write_whole  # noqa: PLC0415  # loaded when it is used
    from journeymap.render.site.folder import check_target, write_site  # noqa: PLC0415

    if not single_file:
        check_target(output)
    workspace = one_workspace(load(paths, on=on), "a report is of one workspace")
    site = site_of(workspace, public=public, workers=workers)
    if single_file:
        write_whole(output, site.single_file())
    else:
        write_site(output, _counted(site.files(), len(site.file_names), progress))
    return Reported(output, len(site.names), _remarks(workspace))


def _remarks(workspace: Workspace) -> Remarks:
    languages = (journey.language for journey in workspace.catalogue.journeys.values() if journey.language)
    return remarks_on([workspace], [workspace.settings.language, *languages], left_out_of(workspace))


def _counted(
    files: Iterable[tuple[str, bytes]], of: int, progress: Callable[[int, int], None] | None
) -> Iterator[tuple[str, bytes]]:
    for done, item in enumerate(files, 1):
        yield item
        if progress is not None:
            progress(done, of)
