"""OCEL 2.0 in JSON (ocel-standard.org/specification/formats/json). A file is held in memory while it is read."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from typing import TYPE_CHECKING, Any

from journeymap.errors import InputMissingError
from journeymap.interchange.ocel_event import Event

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

_FIRST_KEY = re.compile(rb'\s*\{\s*"(?:(?P<sure>(?:event|object)Types|ocel:[a-z-]+)|(?P<maybe>events|objects))"\s*:')
_PIECE = 1 << 20
_AGAIN = "Export the event log anew, as OCEL 2.0."


def looks_like_ocel(path: Path) -> bool:
    """Whether a file of JSON begins as such a log does; one that cannot be opened does not."""
    try:
        with gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb") as stream:
            piece = stream.read(_PIECE)
            found = _FIRST_KEY.match(piece.removeprefix(b"\xef\xbb\xbf"))
            if found is None or found["sure"]:
                return found is not None
            before = b""
            while piece:
                if b'"objectTypes"' in before + piece:
                    return True
                before, piece = piece[-16:], stream.read(_PIECE)
    except (OSError, EOFError, zlib.error):
        return False
    return False


def read(path: Path) -> tuple[tuple[str, ...], Callable[[], Iterator[Event]]]:
    """The types of a log's objects, and what reads its events.

    Raises:
        InputMissingError: The file cannot be opened, or is no OCEL 2.0.
    """
    log = _parsed(path)
    try:
        kinds = {str(item["id"]): str(item["type"]) for item in log["objects"]}
        events = [_event(item, kinds) for item in log["events"]]
    except (AttributeError, KeyError, TypeError) as error:
        raise InputMissingError(f"{path} is no OCEL 2.0 in JSON: {error!r}", _AGAIN) from None
    return tuple(sorted(set(kinds.values()))), lambda: iter(events)


def _parsed(path: Path) -> Mapping[str, Any]:
    try:
        with gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb") as stream:
            log = json.loads(stream.read())
    except (OSError, EOFError, zlib.error) as error:
        raise InputMissingError(f"{path} cannot be read: {error}", "Check the path and its rights.") from None
    except (ValueError, RecursionError) as error:
        raise InputMissingError(f"{path} is no JSON: {error}", _AGAIN) from None
    if not isinstance(log, dict) or not {"objects", "events"} <= log.keys():
        older = isinstance(log, dict) and any(key.startswith("ocel:") for key in log)
        said = "is OCEL 1.0, and only 2.0 is read" if older else "has no events and objects, as OCEL 2.0 does"
        raise InputMissingError(f"{path} {said}", _AGAIN)
    return log


def _event(item: Mapping[str, Any], kinds: Mapping[str, str]) -> Event:
    related = (str(one["objectId"]) for one in item.get("relationships") or ())
    time = item.get("time")
    return Event(
        id=str(item["id"]),
        type=str(item["type"]),
        time=None if time is None else str(time),
        objects=[(kinds[name], name) for name in related if name in kinds],
        attributes=[(str(one["name"]), one.get("value")) for one in item.get("attributes") or ()],
    )
