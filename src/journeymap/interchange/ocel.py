"""OCEL 2.0, event logs around several types of objects (ocel-standard.org): what its JSON and SQLite have in common.

A row is an event of one object of the type that stands for customers: an event with three of them is three rows, one
with none has no customer. Columns: `ocel:eid`, `ocel:type` (what happened), `ocel:time`, one for each type of objects
with the object's id (several ones with `;` between), and the attributes of the event; an attribute that is named like
one of the others has `event:` before its name.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.errors import InputMissingError, SettingError
from journeymap.interchange import ocel_json, ocel_sqlite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from journeymap.interchange.ocel_event import Event

ID, EVENT, TIME = "ocel:eid", "ocel:type", "ocel:time"


@dataclass(frozen=True)
class ObjectLog:
    """A log around objects.

    Attributes:
        name: Of its file, for messages.
        types: The types of its objects.
        events: Begins to read its events.
    """

    name: str
    types: tuple[str, ...]
    events: Callable[[], Iterator[Event]]

    def rows(self, customer: str) -> Iterator[dict[str, str]]:
        """A row an event and customer.

        Args:
            customer: The type of the objects that stand for customers.
        """
        taken = {ID, EVENT, TIME, *self.types}
        for event in self.events():
            yield from _rows(event, customer, taken)

    def knows(self, customer: str | None) -> str:
        """The type that stands for customers, which the log must have.

        Raises:
            SettingError: None is named, or it has no objects of that type.
        """
        if customer in self.types:
            assert customer is not None
            return customer
        there = ", ".join(f"`{name}`" for name in self.types) or "none"
        said = f"has no objects of type `{customer}`" if customer else "is a log of several types of objects"
        raise SettingError(f"{self.name} {said}", f"Name the customers' under `columns.customer`: {there}.")


def read_ocel(path: Path) -> ObjectLog:
    """A log; its events are read when they are asked for.

    Args:
        path: The file: SQLite where it is called `.sqlite`, `.sqlite3` or `.db`, else JSON, gzipped or not.

    Raises:
        InputMissingError: The file cannot be opened, or is no OCEL 2.0.
    """
    if not path.is_file():
        raise InputMissingError(f"{path} cannot be opened: there is no such file", "Check the path.")
    types, events = (ocel_sqlite if is_database(path) else ocel_json).read(path)
    return ObjectLog(path.name, types, events)


def is_database(path: Path) -> bool:
    """Whether a file is called as databases of SQLite are."""
    return path.suffix.lower() in {".sqlite", ".sqlite3", ".db"}


def _rows(event: Event, customer: str, taken: set[str]) -> Iterator[dict[str, str]]:
    plain = {ID: event.id, EVENT: event.type}
    if event.time is not None:
        plain[TIME] = event.time
    attributes = {
        f"event:{name}" if name in taken else name: _text(value)
        for name, value in event.attributes
        if value is not None
    }
    held: dict[str, list[str]] = {}
    for kind, one in dict.fromkeys(event.objects):
        held.setdefault(kind, []).append(one)
    others = {kind: ";".join(ids) for kind, ids in held.items() if kind != customer}
    for who in _customers(held, customer):
        yield plain | others | who | attributes


def _customers(held: dict[str, list[str]], customer: str) -> Sequence[dict[str, str]]:
    return [{customer: one} for one in held.get(customer, ())] or [{}]


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return value.hex()
    return json.dumps(value, ensure_ascii=False)
