"""Event logs of process mining, XES and OCEL 2.0, as CSV that an engine can read."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from journeymap.interchange import ocel, xes
from journeymap.interchange.ocel_json import looks_like_ocel
from journeymap.interchange.table import write_csv

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.model.source import Source


def readable(files: Iterable[Path], source: Source, folder: Path) -> list[Path]:
    """Files with those that are event logs replaced by CSV.

    Args:
        files: The files of a source.
        source: The source.
        folder: Where such CSV may lie until the run ends.

    Raises:
        InputMissingError: A log cannot be read.
        SettingError: A log has several types of objects, and the source does not say which are the customers.
    """
    return [as_csv(path, source, folder) if is_event_log(path) else path for path in files]


def is_event_log(path: Path) -> bool:
    """Whether a file is a log of process mining: by its name, and JSON by its first key."""
    name = path.name.lower().removesuffix(".gz")
    if name.endswith((".xes", ".jsonocel")) or ocel.is_database(path):
        return True
    return name.endswith(".json") and looks_like_ocel(path)


def as_csv(path: Path, source: Source, folder: Path) -> Path:
    """Writes a log as CSV, a row an event (and customer), never holding it whole but for OCEL in JSON.

    Args:
        path: The log.
        source: The source that it is of; in OCEL, its `columns.customer` names the type of objects that are customers.
        folder: Where the CSV may lie.

    Raises:
        InputMissingError: It cannot be read.
        SettingError: It has several types of objects, and the source does not say which are the customers.
    """
    made = Path(tempfile.mkdtemp(dir=folder)) / f"{path.name}.csv"
    if path.name.lower().removesuffix(".gz").endswith(".xes"):
        write_csv(lambda: xes.read_xes(path), made, (xes.CASE, xes.EVENT, xes.TIME))
    else:
        log = ocel.read_ocel(path)
        customer = log.knows(source.columns.customer if source.columns else None)
        write_csv(lambda: log.rows(customer), made, (customer, ocel.EVENT, ocel.TIME, ocel.ID))
    return made
