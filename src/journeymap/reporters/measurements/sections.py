"""What is told: titled tables, of which long ones stop and say so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from journeymap.reporters.measurements.numbers import count

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")

MOST = 12
"""Rows of a list that are told; the whole of it stands in the file."""


@dataclass(frozen=True, slots=True)
class Section:
    """A titled table.

    Attributes:
        title: What it is about.
        columns: The names of its columns; the first one is text, the others are numbers or short words.
        rows: Its rows.
        bad: The numbers of rows that somebody should look at.
        note: A sentence below it.
        more: What is left out of it, right below the rows.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    bad: frozenset[int] = frozenset()
    note: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One journey: what it is called, in how many cases it was seen, and the tables."""

    title: str
    lead: tuple[str, ...]
    sections: tuple[Section, ...]
    remarks: tuple[str, ...]


def shortened(items: Sequence[T], least: int = 0, what: str = "") -> tuple[Sequence[T], str]:
    """The first items of a list, and what is said of the rest; one alone is told and not counted.

    Args:
        items: All of them.
        least: So many are told however long that is.
        what: What there is to say of those that are left out.
    """
    shown = max(MOST, least)
    if len(items) <= shown + 1:
        return items, ""
    return items[:shown], f"… and {count(len(items) - shown)} more{what} in --output-format json"
