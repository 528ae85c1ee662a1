"""Measuring: journeys held against the data of their workspace, and what comes out kept beside the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.api.checks import load, one_workspace, today
from journeymap.errors import InputMissingError, UnknownObjectError

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterator, Sequence
    from collections.abc import Set as AbstractSet
    from contextlib import AbstractContextManager
    from pathlib import Path

    from journeymap.evidence.asking import Request
    from journeymap.evidence.data import Data
    from journeymap.evidence.kept import Measured
    from journeymap.workspace.loader import Workspace


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
        ContentError: The workspace has faults, so that nobody could say what was measured.
        EngineError: A package that reads the data is not installed.
        InputMissingError: There is no workspace, journey, file or table.
        SettingError: What is asked makes no sense, or a source cannot be read.
        UnknownObjectError: There is no such journey or touchpoint.
    """
    from journeymap.evidence.asking import Request as Asking  # noqa: PLC0415  # loaded when it is used

    day = on or today()
    workspace = one_workspace(load(paths, on=day), "one workspace is measured at a time")
    asked = request or Asking()
    wanted = list(_wanted(workspace, journeys, {*asked.steps, asked.goal} - {None}))
    at = 0

    def told(what: str, share: float) -> None:
        if progress is not None:
            progress(at, len(wanted), f"{wanted[at]}: {what}{f', {share:.0%}' if share else ''}")

    with opened(workspace, day, memory, told if progress is not None else None) as data:
        from journeymap.evidence import measuring  # noqa: PLC0415
        from journeymap.evidence.kept import Measured  # noqa: PLC0415

        found = []
        for at, name in enumerate(wanted):  # noqa: B007  # `told` reads it
            journey = workspace.catalogue.journeys[name]
            result = measuring.measure(data, journey, asked, day)
            found.append(Measured(result, kept_at(workspace, name), journey))
        return found


def opened(
    workspace: Workspace,
    day: datetime.date,
    memory: str | None = None,
    told: Callable[[str, float], None] | None = None,
) -> AbstractContextManager[Data]:
    """The data of a workspace, for one run.

    Args:
        workspace: The workspace.
        day: The day of the measurement.
        memory: The most memory that the engine may take.
        told: Is told what is done, and how far a long statement of it is, from 0 to 1.

    Raises:
        EngineError: A package that reads the data is not installed.
        InputMissingError: The workspace names no data.
    """
    from contextlib import contextmanager  # noqa: PLC0415

    from journeymap.api.extras import needing  # noqa: PLC0415

    with needing("measure"):
        from journeymap.evidence.data import Data  # noqa: PLC0415
        from journeymap.evidence.doing import Doing  # noqa: PLC0415
        from journeymap.evidence.engines.opening import open_engine  # noqa: PLC0415

    sources = tuple(workspace.catalogue.sources.values())
    if not sources:
        raise InputMissingError(
            f"the workspace in {workspace.root} names no data", "Say under `sources` where it lies."
        )

    @contextmanager
    def run() -> Iterator[Data]:
        doing = None if told is None else Doing(told)
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

    write_whole(measured.path, text(measured.measurement))


def kept_at(workspace: Workspace, journey: str) -> Path:
    """The file that holds the measurement of a journey."""
    from journeymap.model.measurement import FOLDER  # noqa: PLC0415  # loaded when it is used

    return workspace.root / FOLDER / f"{journey}.json"


def _wanted(workspace: Workspace, journeys: Sequence[str], touchpoints: AbstractSet[str | None]) -> Iterator[str]:
    """The journeys that are measured: those that are named, else current ones with the touchpoints asked for."""
    known = workspace.catalogue.journeys
    for name in journeys:
        if name not in known:
            there = ", ".join(f"`{other}`" for other in known) or "none"
            raise UnknownObjectError(f"there is no journey `{name}`", f"There are: {there}.")
        yield name
    if journeys:
        return
    living = [place for place in workspace.survey.living if not place.is_future and place.value.id in known]
    found = [place.value.id for place in living if touchpoints <= place.by_id.keys()]
    if living and not found:
        missing = ", ".join(f"`{name}`" for name in sorted(map(str, touchpoints)))
        raise UnknownObjectError(f"no journey has the touchpoints {missing}", "Name the journey whose they are.")
    yield from found
