"""XES, the XML of event logs that process mining tools write (IEEE 1849-2023): a row an event.

Columns are the keys of XES: `case:concept:name` and the other attributes of the trace with `case:` before them, and
those of the event as they are (`concept:name`, `time:timestamp`, `org:resource`, …). An event outside of all traces has
no case. Attributes inside attributes, lists, extensions and elements of other namespaces are passed over. A document
type is refused: with it, a small file could grow without bound.
"""

from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING
from xml.parsers import expat

from journeymap.errors import InputMissingError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from _typeshed import SupportsRead

CASE, EVENT, TIME = "case:concept:name", "concept:name", "time:timestamp"
"""The columns of customer, event and time."""

_VALUES = frozenset({"string", "date", "int", "float", "boolean", "id"})
_EVENTS = frozenset({"event", "trace event"})
_PIECE = 1 << 16
"""How much of a file is read at a time, in bytes."""


def read_xes(path: Path) -> Iterator[dict[str, str]]:
    """The events of a log, gzipped or not, one after the other as the file is read.

    Raises:
        InputMissingError: The file cannot be opened, or is no XES.
    """
    reader = _Reader()
    try:
        with path.open("rb") as raw, gzip.open(raw) if path.suffix.lower() == ".gz" else raw as stream:
            yield from reader.read(stream)
    except (OSError, EOFError, zlib.error) as error:
        raise InputMissingError(f"{path} cannot be read: {error}", "Check the path and its rights.") from None
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise InputMissingError(f"{path} is no XES: {error}", "Export the event log anew.") from None
    except _RefusedError as error:
        raise InputMissingError(f"{path} is not read: {error}", "Export the event log without it.") from None
    if not reader.is_log:
        raise InputMissingError(f"{path} is no XES: its root is no `log`", "Name a file that a tool wrote as XES.")


class _RefusedError(Exception):
    """Something in the file that is not read, for safety."""


_INSIDE = {("log", "trace"): "trace", ("log", "event"): "event", ("trace", "event"): "trace event"}
"""What an element is, by what it stands in; all others are passed over with what they hold."""


class _Reader:
    """Gathers events while the parser runs."""

    def __init__(self) -> None:
        self.is_log = False
        self._events: list[dict[str, str]] = []
        self._trace: dict[str, str] = {}
        self._event: dict[str, str] = {}
        self._open: list[str] = []
        self._space = ""

    def read(self, stream: SupportsRead[bytes]) -> Iterator[dict[str, str]]:
        """The events, a piece of the file at a time."""
        parser = expat.ParserCreate(namespace_separator="}")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._doctype
        while piece := stream.read(_PIECE):
            parser.Parse(piece)
            yield from self._events
            self._events.clear()
        parser.Parse(b"", True)

    def _doctype(self, *_: object) -> None:
        raise _RefusedError("it has a document type")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._open:
            self._space = name[: name.rfind("}") + 1]
            self.is_log = name == f"{self._space}log"
            self._open.append("log")
            return
        above, tag = self._open[-1], name.removeprefix(self._space)
        here = _INSIDE.get((above, tag), "")
        self._open.append(here)
        if here == "trace":
            self._trace = {}
        elif here:
            self._event = {}
        elif tag in _VALUES and "key" in attributes and "value" in attributes:
            if above == "trace":
                self._trace["case:" + attributes["key"]] = attributes["value"]
            elif above in _EVENTS:
                self._event[attributes["key"]] = attributes["value"]

    def _end(self, _: str) -> None:
        here = self._open.pop()
        if here == "trace":
            self._trace = {}
        elif here in _EVENTS:
            self._events.append(self._event | self._trace)
