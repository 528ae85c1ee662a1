"""Gates: which changes must not pass unseen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diff.values import Category, Direction, Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from journeymap.diff.values import Change, Comparison

GATES = ("breaking", "worse", "notable", "any", *(category.value for category in Category))
"""What `--gate` and the setting `workspace.diff.gate` take."""


def stopped(comparison: Comparison, gates: Sequence[str]) -> tuple[Change, ...]:
    """The changes that do not pass, in their order.

    Args:
        comparison: What changed.
        gates: Names of `GATES`; a change that one of them names does not pass, unless it is accepted.
    """
    return tuple(_held(comparison.changes, frozenset(gates)))


def _held(changes: Iterable[Change], gates: frozenset[str]) -> Iterable[Change]:
    for change in changes:
        if change.counts and (gates & _names(change)):
            yield change


def _names(change: Change) -> frozenset[str]:
    """The gates that a change is for."""
    names = {"any", change.category.value}
    if change.level is Level.BREAKING:
        names.add("breaking")
    if change.level is not Level.MINOR:
        names.add("notable")
    if change.direction is Direction.WORSE:
        names.add("worse")
    return frozenset(names)
