"""Measuring: journeys held against the data of their workspace, and what comes out kept beside the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.api.checks import load, one_workspace, today
from journeymap.api.drawings import workspace_of
from journeymap.api.extras import needing
from journeymap.diagnostics import Severity
from journeymap.errors import ContentError, InputMissingError, UnknownObjectError

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from journeymap.diagnostics import Diagnostic
    from journeymap.evidence.asking import Request
    from journeymap.evidence.data import Data
    from journeymap.evidence.kept import Measured
    from journeymap.model.source import Source
    from journeymap.workspace.loader import Workspace
    from journeymap.workspace.survey import JourneyPlace


def measure(
    paths: Sequence[Path] = (),
    journeys: Sequence[str] = (),
    *,
    request: Request | None = None,
    on: datetime.date | None = None,
    memory: str | None = None,
    progress: Callable[[int, int, str], None] | None = None,
) -> list[Measured]:
    """Holds journeys against the data of their workspace; writes nothing.

    Args:
        paths: The workspace, or any path in it; default the folder one stands in.
        journeys: Their ids; none means all current ones that anything is bound to or asked about.
        request: What is asked; default everything, as the settings say.
        on: The day of the measurement; default today. Rows that lie after it do not count.
        memory: The most memory that the engine may take, such as `2GB`.
        progress: Is told how many journeys are done, of how many, and what is done for which one now.

    Raises:
        ContentError: A source, the settings of measuring or a journey that is named have faults.
        EngineError: A package that reads the data is not installed.
        InputMissingError: There is no workspace, journey, file or table.
        SettingError: What is asked makes no sense, or a source cannot be read.
        UnknownObjectError: There is no such journey or touchpoint.
    """
    from journeymap.evidence.asking import Request as Asking  # noqa: PLC0415  # loaded when it is used

    day = on or today()
    workspace = one_workspace(load(paths, on=day), "one workspace is measured at a time")
    asked = request or Asking()
    check(workspace, journeys=not journeys)
    touchpoints = dict.fromkeys(name for name in (*asked.steps, asked.goal) if name is not None)
    wanted = list(_wanted(workspace, journeys, tuple(touchpoints)))
    at = 0

    def told(what: str) -> None:
        if progress is not None:
            progress(at, len(wanted), f"{wanted[at]}: {what}")

    with needing("measure"):
        from journeymap.evidence.needed import needed  # noqa: PLC0415  # loaded when it is used
    sources = needed(workspace.catalogue, (workspace.catalogue.journeys[name] for name in wanted))
    with opened(workspace, day, memory, told if progress is not None else None, sources) as data:
        from journeymap.evidence import measuring  # noqa: PLC0415
        from journeymap.evidence.kept import Measured  # noqa: PLC0415

        found = []
        for at, name in enumerate(wanted):  # noqa: B007  # `told` reads it
            journey = workspace.catalogue.journeys[name]
            result = measuring.measure(data, journey, asked, day)
            found.append(Measured(result, kept_at(workspace, name), journey, workspace.catalogue))
        return found


def check(workspace: Workspace, *, journeys: bool = False) -> None:
    """Refuses a workspace that says wrongly what is read, or how; of one that names no data, any fault may be why.

    Args:
        workspace: The workspace.
        journeys: All journeys are measured: one with faults cannot be, and is not passed over.

    Raises:
        ContentError: A source, the settings of measuring or a journey have faults, so that nobody could say what was
            read.
    """
    faults = sorted(
        (fault for loaded in workspace.documents for fault in loaded.faults if fault.severity is Severity.ERROR),
        key=lambda fault: fault.sort_key,
    )
    why = [fault for fault in faults if _is_of_data(fault) or (journeys and fault.pointer[:1] == ("journeys",))]
    why = why or ([] if workspace.catalogue.sources else faults)
    if not why:
        return
    start = why[0].span.start if why[0].span is not None else None
    place = f"{why[0].path}:{start.line}:{start.column}" if start is not None else why[0].path
    hint = f"{why[0].help} " if why[0].help else ""
    raise ContentError(f"{place}: {why[0].message}", f"{hint}`journeymap validate` says more.")


def _is_of_data(fault: Diagnostic) -> bool:
    """Whether a fault is in a source, or in how data is read."""
    return fault.pointer[:1] == ("sources",) or fault.pointer[:2] == ("workspace", "measure")


def opened(
    workspace: Workspace,
    day: datetime.date,
    memory: str | None = None,
    told: Callable[[str], None] | None = None,
    sources: Iterable[Source] | None = None,
) -> AbstractContextManager[Data]:
    """The data of a workspace, for one run.

    Args:
        workspace: The workspace.
        day: The day of the measurement.
        memory: The most memory that the engine may take.
        told: Is told what is done, with how far a long statement of it is.
        sources: All that the run reads, of which a database is reached at once; None where that is not known.

    Raises:
        EngineError: A package that reads the data is not installed.
        InputMissingError: The workspace names no data.
    """
    from contextlib import contextmanager  # noqa: PLC0415

    with needing("measure"):
        from journeymap.evidence.data import Data  # noqa: PLC0415
        from journeymap.evidence.doing import Doing  # noqa: PLC0415
        from journeymap.evidence.engines.opening import open_engine  # noqa: PLC0415

    if not workspace.catalogue.sources:
        raise InputMissingError(
            f"the workspace in {workspace.root} names no data", "Say under `sources` where it lies."
        )

    @contextmanager
    def run() -> Iterator[Data]:
        doing = None if told is None else Doing(lambda what, share: told(f"{what}, {share:.0%}" if share else what))
        with needing("measure"):
            part = None if doing is None else doing.part
            engine = open_engine(workspace.catalogue, sources, workspace.root, memory, part)
        try:
            yield Data(workspace.catalogue, engine, day, doing)
        finally:
            engine.close()

    return run()


def keep(measured: Measured) -> None:
    """Writes a measurement beside the map, whole or not at all.

    Raises:
        TargetError: It cannot be written.
    """
    from journeymap.files import write_whole  # noqa: PLC0415  # loaded when it is used
    from journeymap.model.measurement import text  # noqa: PLC0415
    from journeymap.render.seen import json_visible  # noqa: PLC0415

    write_whole(measured.path, json_visible(text(measured.measurement)))


def kept_at(workspace: Workspace, journey: str) -> Path:
    """The file that holds the measurement of a journey."""
    from journeymap.model.measurement import FOLDER  # noqa: PLC0415  # loaded when it is used

    return workspace.root / FOLDER / f"{journey}.json"


def _wanted(workspace: Workspace, journeys: Sequence[str], touchpoints: Sequence[str]) -> Iterator[str]:
    """The journeys that are measured: those that are named, else current ones with the touchpoints asked for."""
    for name in journeys:
        workspace_of([workspace], name)
        yield name
    if journeys:
        return
    from journeymap.evidence.asking import bare  # noqa: PLC0415  # loaded when it is used

    known = workspace.catalogue.journeys
    living = [place for place in workspace.survey.living if not place.is_future and place.value.id in known]
    found = [place for place in living if all(bare(name, place.value.id) in place.by_id for name in touchpoints)]
    if living and not found:
        raise _in_none(living, touchpoints)
    yield from (place.value.id for place in found)


def _in_none(journeys: Sequence[JourneyPlace], touchpoints: Sequence[str]) -> UnknownObjectError:
    """What is said where no journey has all the touchpoints that are asked for."""
    from journeymap.source.nearest import did_you_mean  # noqa: PLC0415  # only when something is wrong

    ids = dict.fromkeys(name for place in journeys for name in place.by_id)
    placed = dict.fromkeys(f"{place.value.id}/{name}" for place in journeys for name in place.by_id)
    strange = next((name for name in touchpoints if name not in ids and name not in placed), None)
    if strange is not None:
        hint = did_you_mean(strange, placed if "/" in strange else ids)
        return UnknownObjectError(
            f"no journey has a touchpoint `{strange}`", hint or "`journeymap show JOURNEY` lists those of a journey."
        )
    listed = ", ".join(f"`{name}`" for name in touchpoints)
    return UnknownObjectError(f"no journey has all of the touchpoints {listed}", "Name those of one journey.")
