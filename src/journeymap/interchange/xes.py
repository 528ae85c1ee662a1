"""XES, the XML of event logs that process mining tools write (IEEE 1849-2023): a row an event.

Columns are the keys of XES: `case:concept:name` and the other attributes of the trace with `case:` before them, and
those of the event as they are (`concept:name`, `time:timestamp`, `org:resource`, …). Nested attributes and extensions
are passed over. A document type is refused: with it, a small file could grow without bound.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

from journeymap.errors import InputMissingError
from journeymap.interchange.table import EventRows, gathered

if TYPE_CHECKING:
    from pathlib import Path

    from _typeshed import SupportsRead

CASE, EVENT, TIME = "case:concept:name", "concept:name", "time:timestamp"
"""The columns of customer, event and time."""

_VALUES = frozenset({"string", "date", "int", "float", "boolean", "id"})


def read_xes(path: Path) -> EventRows:
    """The events of a log, gzipped or not.

    Raises:
        InputMissingError: The file cannot be opened, or is no XES.
    """
    reader = _Reader()
    try:
        with path.open("rb") as raw, gzip.open(raw) if path.suffix.lower() == ".gz" else raw as stream:
            reader.feed(stream)
    except (OSError, EOFError) as error:
        raise InputMissingError(f"{path} cannot be opened: {error}", "Check the path and its rights.") from None
    except expat.ExpatError as error:
        raise InputMissingError(f"{path} is no XES: {error}", "Export the event log anew.") from None
    except _RefusedError as error:
        raise InputMissingError(f"{path} is not read: {error}", "Export the event log without it.") from None
    if not reader.is_log:
        raise InputMissingError(f"{path} is no XES: its root is no `log`", "Name a file that a tool wrote as XES.")
    return gathered(reader.rows)


class _RefusedError(Exception):
    """Something in the file that is not read, for safety."""


@dataclass
class _Reader:
    """Gathers events while the parser runs; `depth` counts elements inside a trace's or event's attribute."""

    rows: list[dict[str, str]] = field(default_factory=list)
    is_log: bool = False
    _trace: dict[str, str] = field(default_factory=dict)
    _event: dict[str, str] | None = None
    _inside: bool = False
    _path: list[str] = field(default_factory=list)

    def feed(self, stream: SupportsRead[bytes]) -> None:
        parser = expat.ParserCreate(namespace_separator="}")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._doctype
        parser.ParseFile(stream)

    def _doctype(self, *_: object) -> None:
        raise _RefusedError("it has a document type")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition("}")[2]
        above = self._path[-1] if self._path else ""
        self.is_log = self.is_log or (not self._path and tag == "log")
        self._path.append(tag)
        if tag == "trace" and above == "log":
            self._trace = {}
        elif tag == "event" and above in {"trace", "log"}:
            self._event = {}
        elif tag in _VALUES and "key" in attributes and "value" in attributes:
            self._keep(above, attributes["key"], attributes["value"])

    def _keep(self, above: str, key: str, value: str) -> None:
        if above == "event" and self._event is not None:
            self._event[key] = value
        elif above == "trace":
            self._trace[f"case:{key}"] = value

    def _end(self, name: str) -> None:
        tag = name.rpartition("}")[2]
        self._path.pop()
        if tag == "event" and self._event is not None:
            self.rows.append(self._event | self._trace)
            self._event = None
        elif tag == "trace":
            self._trace = {}
