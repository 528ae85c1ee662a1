"""The customers of a workspace: who is in which stage now, and with what to speak to them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from journeymap.api.checks import load, one_workspace, today
from journeymap.api.extras import needing
from journeymap.api.measuring import check, opened
from journeymap.errors import SettingError, UnknownObjectError

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from journeymap.evidence.customers import Customer, People
    from journeymap.model.lifecycle import Lifecycle
    from journeymap.workspace.loader import Workspace

KEY = "JOURNEYMAP_HASH_KEY"
"""The environment variable that holds the key under which ids are hashed."""
SHORTEST = 16
"""Characters that a key has at least: ids are few and can all be tried, so that the key alone keeps them secret."""

COLUMNS = (
    *("customer", "persona", "stage", "since", "furthest_stage", "last_touchpoint", "last_seen"),
    *("next_touchpoint", "plays"),
)


def customers(
    paths: Sequence[Path] = (),
    *,
    lifecycle: str | None = None,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    hash_ids: bool = False,
    on: datetime.date | None = None,
    memory: str | None = None,
    progress: Callable[[int, int, str], None] | None = None,
) -> People:
    """Who is in which stage of a lifecycle now; holds a row a customer, and must be kept as such.

    Args:
        paths: The workspace, or any path in it; default the folder one stands in.
        lifecycle: Its id; default the workspace's.
        since: The first day that counts.
        until: The last day that counts.
        hash_ids: Replaces ids with their HMAC-SHA256 under the key in `JOURNEYMAP_HASH_KEY`.
        on: The day; default today. Rows that lie after it do not count.
        memory: The most memory that the engine may take, such as `2GB`.
        progress: Is told that 0 of 1 is done, and what is done now.

    Raises:
        ContentError: A source or the settings of measuring have faults.
        EngineError: A package that reads the data is not installed.
        InputMissingError: There is no data, or no stage names events.
        SettingError: There is no key to hash with or it is too short, or a source cannot be read.
        UnknownObjectError: There is no such lifecycle.
    """
    day = on or today()
    key = _key() if hash_ids else None
    workspace = one_workspace(load(paths, on=day), "customers are those of one workspace")
    check(workspace)
    with needing("measure"):
        from journeymap.evidence.lifecycle import sources_of  # noqa: PLC0415  # loaded when it is used

        wanted = _lifecycle(workspace, lifecycle)
    told = None if progress is None else lambda what: progress(0, 1, what)
    with opened(workspace, day, memory, told, sources_of(workspace.catalogue, wanted)) as data, needing("measure"):
        from journeymap.evidence.asking import period, scope  # noqa: PLC0415  # loaded when it is used
        from journeymap.evidence.customers import people  # noqa: PLC0415
        from journeymap.evidence.lifecycle import course  # noqa: PLC0415
        from journeymap.model.measurement import Asked  # noqa: PLC0415
        from journeymap.model.settings import CaseKind  # noqa: PLC0415

        least = workspace.settings.measure.min_group
        asked = Asked(cases=CaseKind.CUSTOMER, min_group=least, period=period(since, until))
        counts = scope(asked, course(data, wanted).sources, data.horizon, data.zone)
        data.doing.begin("counting customers")
        return people(data, wanted, counts, least, key)


def _key() -> str:
    key = os.environ.get(KEY)
    if not key:
        raise SettingError(
            f"there is no key to hash ids with: {KEY} is not set",
            "Set it to a long random secret and keep it: the same key gives the same hashes.",
        )
    if len(key) < SHORTEST:
        raise SettingError(
            f"the key in {KEY} has fewer than {SHORTEST} characters, so that hashed ids could be guessed",
            "Take a long random secret, such as `openssl rand -hex 32` gives.",
        )
    return key


def _lifecycle(workspace: Workspace, name: str | None) -> Lifecycle:
    """The lifecycle of a name; without one the workspace's, or the only one that events tell of where they do not."""
    from journeymap.evidence.lifecycle import is_told  # noqa: PLC0415  # loaded when it is used

    catalogue = workspace.catalogue
    known = catalogue.lifecycles
    wanted = name or catalogue.settings.lifecycle
    if name is None and wanted in known and not is_told(catalogue, known[wanted]):
        told = [item for item in known.values() if is_told(catalogue, item)]
        if len(told) == 1:
            return told[0]
    if wanted not in known:
        raise UnknownObjectError(f"there is no lifecycle `{wanted}`", f"There are: {', '.join(known)}.")
    return known[wanted]


def rows(people: People) -> Iterator[tuple[str, ...]]:
    """The table as text, a row a customer, in the order of `COLUMNS`; the plays with semicolons between."""
    for item in people.customers:
        yield _row(item)


def _row(item: Customer) -> tuple[str, ...]:
    return (
        item.customer,
        item.persona,
        item.stage,
        item.since.isoformat() if item.since else "",
        item.reached,
        item.touchpoint,
        item.seen.isoformat(),
        item.following,
        ";".join(item.plays),
    )


def check_target(path: Path) -> None:
    """Checks that a table can be written into a file of such a name, before any data is read.

    Raises:
        SettingError: The name ends neither in `.csv` nor in `.parquet`.
    """
    if path.suffix.lower() not in {".csv", ".parquet"}:
        raise SettingError(f"{path.name} is neither .csv nor .parquet", "Name the file by one of these.")


def write(people: People, path: Path) -> None:
    """Writes the table, whole or not at all: as CSV, or as Parquet where the file's name ends so.

    Raises:
        SettingError: The name ends in neither.
        TargetError: It cannot be written.
    """
    from journeymap.files import write_whole  # noqa: PLC0415  # loaded when it is used
    from journeymap.render.tables_cells import spelled  # noqa: PLC0415
    from journeymap.render.tables_csv import written  # noqa: PLC0415
    from journeymap.render.workspace_view import Table  # noqa: PLC0415

    check_target(path)
    if path.suffix.lower() == ".csv":
        cells = tuple((spelled(who), *others) for who, *others in rows(people))
        write_whole(path, written(Table("customers", "Customers", COLUMNS, cells)))
        return
    from journeymap.evidence.engines.parquet import parquet  # noqa: PLC0415

    write_whole(path, parquet(COLUMNS, rows(people)))
